-- Reminders of tasks. A job looks each minute for what is due and for what will be within the minute; that gets a job of its own.
create index tasks_remind_at_idx on app_public.tasks (remind_at) where status = 'open' and remind_at is not null;

create table app_private.reminders_sent (
  task_id uuid references app_public.tasks on delete cascade,
  remind_at timestamptz,
  sent_at timestamptz not null default now(),
  primary key (task_id, remind_at)
);
create index on app_private.reminders_sent (sent_at);
alter table app_private.reminders_sent enable row level security;
comment on table app_private.reminders_sent is 'Which reminders were given, so that none is given twice. Moving a reminder makes it another one.';

create function app_hidden.send_reminders() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
begin
  with due as (
    insert into app_private.reminders_sent (task_id, remind_at)
    select t.id, t.remind_at from app_public.tasks t
    where t.status = 'open' and t.remind_at <= now()
      -- A worker that was away makes up for a week; what lay in the past when the task was made, as in an import, is nobody's reminder.
      and t.remind_at > now() - interval '7 days' and t.remind_at > t.created_at - interval '5 minutes'
    on conflict do nothing
    returning task_id
  ),
  told as (
    select app_hidden.notify_member(coalesce(t.assignee_id, t.owner_id), 'task_reminder', 'Reminder of a task', t.id, actor_id => null)
    from due join app_public.tasks t on t.id = due.task_id
    where coalesce(t.assignee_id, t.owner_id) is not null
  )
  select count(*) into v_count from told;
  delete from app_private.reminders_sent r where r.sent_at < now() - interval '30 days' and r.remind_at < now() - interval '30 days';
  perform app_hidden.add_job('notifications__send_reminders', run_at => t.remind_at, job_key => 'reminders ' || t.remind_at)
  from (
    select distinct t.remind_at from app_public.tasks t
    where t.status = 'open' and t.remind_at > now() and t.remind_at < now() + interval '1 minute') t;
  return v_count;
end
$$;
comment on function app_hidden.send_reminders is 'Tells the assignee (or else the owner) of each open task whose reminder is due, once.';
grant execute on function app_hidden.send_reminders to :WORKER;

create function app_hidden.tg_tasks__remind_soon() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.add_job('notifications__send_reminders', run_at => new.remind_at, job_key => 'reminders ' || new.remind_at);
  return null;
end
$$;
comment on function app_hidden.tg_tasks__remind_soon is 'A reminder within the next minute does not wait for the job that looks each minute.';
create trigger _950_remind_soon after insert or update of remind_at on app_public.tasks
  for each row when (new.status = 'open' and new.remind_at between now() and now() + interval '1 minute')
  execute function app_hidden.tg_tasks__remind_soon();
