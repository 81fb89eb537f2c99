-- Who is told what: a task given to somebody, and a member mentioned in a text.
create function app_hidden.actor_name() returns text
language sql stable security definer set search_path = ''
return coalesce((select u.name from app_public.users u where u.id = app_hidden.user_id()), 'The system');
comment on function app_hidden.actor_name is 'What people call whoever acts.';

create function app_hidden.tg_tasks__tell_assignee() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_given record;
begin
  -- One notice for all that a statement gives to somebody: an import of a thousand tasks is one sentence.
  for v_given in
    select n.assignee_id, count(*) as count, (array_agg(n.id))[1] as task_id
    from new_rows n
    where n.assignee_id is not null and n.status = 'open' and n.assignee_id is distinct from app_hidden.user_id()
    group by n.assignee_id
  loop
    perform app_hidden.tell_assignee(v_given.assignee_id, v_given.count, v_given.task_id);
  end loop;
  return null;
end
$$;
comment on function app_hidden.tg_tasks__tell_assignee is 'Tells members of the tasks that were made for them.';

create function app_hidden.tg_tasks__tell_new_assignee() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_given record;
begin
  for v_given in
    select n.assignee_id, count(*) as count, (array_agg(n.id))[1] as task_id
    from new_rows n join old_rows o on o.id = n.id
    where n.assignee_id is distinct from o.assignee_id
      and n.assignee_id is not null and n.status = 'open' and n.assignee_id is distinct from app_hidden.user_id()
    group by n.assignee_id
  loop
    perform app_hidden.tell_assignee(v_given.assignee_id, v_given.count, v_given.task_id);
  end loop;
  return null;
end
$$;
comment on function app_hidden.tg_tasks__tell_new_assignee is 'Tells members of the tasks that were given to them.';

create function app_hidden.tell_assignee(assignee_id uuid, count bigint, task_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.notify_member(tell_assignee.assignee_id, 'task_assigned',
    format('%s gave you %s', app_hidden.actor_name(), case tell_assignee.count when 1 then 'a task' else tell_assignee.count || ' tasks' end),
    case tell_assignee.count when 1 then tell_assignee.task_id end);
end
$$;
comment on function app_hidden.tell_assignee is 'Tells a member of one task, or of how many.';

create trigger _950_tell_assignee after insert on app_public.tasks
  referencing new table as new_rows for each statement execute function app_hidden.tg_tasks__tell_assignee();
create trigger _950_tell_new_assignee after update on app_public.tasks
  referencing old table as old_rows new table as new_rows for each statement execute function app_hidden.tg_tasks__tell_new_assignee();

create function app_hidden.mentioned(body text) returns setof uuid
language sql immutable parallel safe strict
begin atomic
  select distinct m[1]::uuid from regexp_matches(body, '@\[[^\]]*\]\(user:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)', 'g') m;
end;
comment on function app_hidden.mentioned is 'The members that a Markdown text mentions: @[Ana](user:<id>).';

create function app_hidden.tg__tell_mentioned() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before text := case when tg_op = 'UPDATE' then old.body else '' end;
begin
  perform app_hidden.notify_member(m.id, 'mention', format('%s mentioned you in a %s', app_hidden.actor_name(), tg_argv[0]), new.id)
  from (select app_hidden.mentioned(new.body) as id except select app_hidden.mentioned(v_before)) m
  where m.id is distinct from app_hidden.user_id();
  return null;
end
$$;
comment on function app_hidden.tg__tell_mentioned is 'Tells members that a text mentions them, once for each text.';
create trigger _950_tell_mentioned after insert or update of body on app_public.notes
  for each row when (new.body like '%](user:%') execute function app_hidden.tg__tell_mentioned('note');
create trigger _950_tell_mentioned after insert or update of body on app_public.tasks
  for each row when (new.body like '%](user:%') execute function app_hidden.tg__tell_mentioned('task');
