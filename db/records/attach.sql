-- Attaching notes and tasks to records: in one step with making them, so that neither is ever half there.
create function app_hidden.may_edit_attached(source_id uuid) returns boolean
language sql stable security definer set search_path = ''
return exists (
  select from (
    select 'notes' as object, n.id, n.owner_id, n.created_by, n.created_at from app_public.notes n
    union all select 'tasks', t.id, t.owner_id, t.created_by, t.created_at from app_public.tasks t) s
  join app_public.permissions p on p.object = s.object and p.role_id = app_hidden.role_id()
  where s.id = may_edit_attached.source_id
    and (p.update = 'all' or (p.update = 'own' and s.owner_id = app_hidden.user_id())
      or (p."create" and s.created_by = app_hidden.user_id() and s.created_at = now()))
);
comment on function app_hidden.may_edit_attached is 'Whether the role in force may change this note or task, or has made it in this transaction.';
grant execute on function app_hidden.may_edit_attached to :MEMBER;

-- Who may attach: whoever may edit the note or task, to records that they may read. The read policies are derived (derive.sql).
alter table app_public.note_targets enable row level security;
alter table app_public.task_targets enable row level security;
create policy "note_targets: write" on app_public.note_targets for insert to :MEMBER
  with check (app_hidden.may_edit_attached(note_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));
create policy "note_targets: delete" on app_public.note_targets for delete to :MEMBER using (app_hidden.may_edit_attached(note_id));
create policy "task_targets: write" on app_public.task_targets for insert to :MEMBER
  with check (app_hidden.may_edit_attached(task_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));
create policy "task_targets: delete" on app_public.task_targets for delete to :MEMBER using (app_hidden.may_edit_attached(task_id));
grant select, insert, delete on app_public.note_targets, app_public.task_targets to :MEMBER;

create function app_public.add_note(body text, title text default '', record_ids uuid[] default '{}') returns app_public.notes
language plpgsql volatile as $$
declare
  v_note app_public.notes;
begin
  if btrim(coalesce(add_note.body, '') || coalesce(add_note.title, '')) = '' then
    perform app_hidden.fail('RM400', 'notes_body_present', 'A note needs some text.', field => 'body');
  end if;
  -- The id first: a note may become readable only when it is attached.
  v_note.id := uuidv7();
  insert into app_public.notes (id, title, body) values (v_note.id, coalesce(add_note.title, ''), coalesce(add_note.body, ''));
  insert into app_public.note_targets (note_id, record_id) select distinct v_note.id, r from unnest(add_note.record_ids) r;
  select * into v_note from app_public.notes n where n.id = v_note.id;
  return v_note;
end
$$;
comment on function app_public.add_note is 'Makes a note (Markdown) and attaches it to records, all or nothing.';

create function app_public.add_task(
  title text, body text default '', due_at timestamptz default null, assignee_id uuid default null,
  priority text default 'normal', remind_at timestamptz default null, record_ids uuid[] default '{}'
) returns app_public.tasks
language plpgsql volatile as $$
declare
  v_task app_public.tasks;
begin
  v_task.id := uuidv7();
  insert into app_public.tasks (id, title, body, due_at, assignee_id, priority, remind_at)
  values (v_task.id, add_task.title, coalesce(add_task.body, ''), add_task.due_at, coalesce(add_task.assignee_id, app_hidden.user_id()),
    coalesce(add_task.priority, 'normal'), add_task.remind_at);
  insert into app_public.task_targets (task_id, record_id) select distinct v_task.id, r from unnest(add_task.record_ids) r;
  select * into v_task from app_public.tasks t where t.id = v_task.id;
  return v_task;
end
$$;
comment on function app_public.add_task is 'Makes a task and attaches it to records, all or nothing. Without an assignee it is the maker''s.';
grant execute on function app_public.add_note, app_public.add_task to :MEMBER;

create function app_hidden.about_fields(object text) returns setof app_public.fields
language sql stable security definer set search_path = ''
begin atomic
  select f.* from app_public.objects o
  cross join lateral jsonb_populate_record(null::app_public.fields, jsonb_build_object(
    'object', about_fields.object, 'name', 'about_' || o.name, 'api_name', app_hidden.camel('about_' || o.name), 'label', 'About ' || lower(o.label_plural),
    'type', 'many_to_many', 'settings', '{}'::jsonb, 'target_object', o.name, 'link_table', case about_fields.object when 'notes' then 'note_targets' else 'task_targets' end,
    'is_required', false, 'is_unique', false, 'is_read_only', false, 'is_active', true, 'position', 900 + o.position)) f
  where about_fields.object in ('notes', 'tasks') and o.name not in ('notes', 'tasks') and o.is_active
    and not exists (select from app_public.fields k where k.object = about_fields.object and k.name = 'about_' || o.name);
end;
comment on function app_hidden.about_fields is
  'What notes and tasks are about, as if it were fields of several records, one for each object that they may be about: so files have it. None for other objects.';

create function app_hidden.link_columns(link_table name, out name text, out source name, out target name)
language sql immutable
begin atomic
  select format('%I.%I', case when k.of is null then 'app_custom' else 'app_public' end, link_columns.link_table),
    coalesce(k.of || '_id', 'source_id')::name, (case when k.of is null then 'target_id' else 'record_id' end)::name
  from (select substring(link_columns.link_table from '^(note|task)_targets$')) k (of);
end;
comment on function app_hidden.link_columns is 'The table whose rows link the records of a field, and its columns.';
grant execute on function app_hidden.about_fields, app_hidden.link_columns to :MEMBER;
