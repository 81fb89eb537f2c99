--! Previous: sha1:e52030fc8672bbc957c9e4653c5fc82078a80004
--! Hash: sha1:46da130145d595476f1fd4b2d660242b7d2710d1
--! Message: v0-8-0

CREATE OR REPLACE FUNCTION app_hidden.records_around(record_id uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 100
AS $function$
declare
  v_leading text;
begin
  return next record_id;
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
$function$;

comment on function app_hidden.records_around(uuid) is $comment$A record, and those that lead to it by any field, as far as the caller may see them.$comment$;

grant execute on function app_hidden.records_around(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.notes_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.note_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.note_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.note_id) t.note_id,
             t.record_id
            FROM app_public.note_targets t
           WHERE (t.record_id IN ( SELECT a.id
                    FROM app_hidden.records_around(notes_around.record_id) a(id)
                   WHERE (notes_around.related OR (a.id = notes_around.record_id))))
           ORDER BY t.note_id DESC, (t.record_id = notes_around.record_id) DESC, t.record_id) n
   ORDER BY n.note_id DESC;
END;

comment on function app_public.notes_around(uuid,boolean) is $comment$The notes about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.notes_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.tasks_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.task_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.task_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.task_id) t.task_id,
             t.record_id
            FROM app_public.task_targets t
           WHERE (t.record_id IN ( SELECT a.id
                    FROM app_hidden.records_around(tasks_around.record_id) a(id)
                   WHERE (tasks_around.related OR (a.id = tasks_around.record_id))))
           ORDER BY t.task_id DESC, (t.record_id = tasks_around.record_id) DESC, t.record_id) n
   ORDER BY n.task_id DESC;
END;

comment on function app_public.tasks_around(uuid,boolean) is $comment$The tasks about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.tasks_around(uuid,boolean) to :MEMBER;

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
