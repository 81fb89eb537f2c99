-- What is written about a record and about those that lead to it: of a company, about its people and deals too.
create function app_hidden.records_around(record_id uuid, related boolean) returns setof uuid
language plpgsql stable rows 100 as $$
declare
  v_leading text;
begin
  return next record_id;
  if not related then
    return;
  end if;
  select string_agg(case
    when f.link_table is null then format('select t.id from %s t where t.%I = $1', app_hidden.object_table(f.object), f.column_name)
    else format('select l.source_id from app_custom.%I l where l.target_id = $1', f.link_table) end, ' union ')
  into v_leading
  from app_public.records r
  join app_public.fields f on f.target_object = r.object and f.type in ('relation', 'many_to_many') and f.is_active
  join app_public.objects o on o.name = f.object and o.is_active
  where r.id = records_around.record_id;
  if v_leading is not null then
    return query execute v_leading using record_id;
  end if;
end
$$;
comment on function app_hidden.records_around is 'A record, and if related those that lead to it by any field, as far as the caller may see them.';

create function app_public.notes_around(record_id uuid, related boolean default true) returns setof app_public.note_targets
language sql stable rows 100
begin atomic
  select n.note_id, n.record_id from (
    select distinct on (t.note_id) t.note_id, t.record_id
    from app_public.note_targets t
    where t.record_id in (select app_hidden.records_around(notes_around.record_id, notes_around.related))
    order by t.note_id desc, t.record_id = notes_around.record_id desc, t.record_id
  ) n order by n.note_id desc;
end;
comment on function app_public.notes_around is
  'The notes about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.';

create function app_public.tasks_around(record_id uuid, related boolean default true) returns setof app_public.task_targets
language sql stable rows 100
begin atomic
  select n.task_id, n.record_id from (
    select distinct on (t.task_id) t.task_id, t.record_id
    from app_public.task_targets t
    where t.record_id in (select app_hidden.records_around(tasks_around.record_id, tasks_around.related))
    order by t.task_id desc, t.record_id = tasks_around.record_id desc, t.record_id
  ) n order by n.task_id desc;
end;
comment on function app_public.tasks_around is
  'The tasks about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.';
grant execute on function app_hidden.records_around, app_public.notes_around, app_public.tasks_around to :MEMBER;
