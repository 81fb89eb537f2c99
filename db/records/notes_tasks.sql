-- Notes and tasks, attached to any number of records of any object.
create table app_public.notes (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null default '' constraint notes_title_length check (length(title) <= 300),
  body text not null default '' constraint notes_body_length check (length(body) <= 200000),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null not enforced,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null not enforced
);
create index notes_owner_id_idx on app_public.notes (owner_id, id);
create index notes_created_by_idx on app_public.notes (created_by);
create index notes_updated_by_idx on app_public.notes (updated_by);
create index notes_created_at_idx on app_public.notes (created_at, id);

create table app_public.tasks (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null constraint tasks_title_length check (length(btrim(title)) between 1 and 300),
  body text not null default '' constraint tasks_body_length check (length(body) <= 200000),
  status text not null default 'open' constraint tasks_status check (status in ('open', 'done')),
  priority text not null default 'normal' constraint tasks_priority check (priority in ('low', 'normal', 'high')),
  due_at timestamptz constraint tasks_due_at_range check (extract(year from due_at at time zone 'UTC') between 1 and 9999),
  assignee_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  remind_at timestamptz constraint tasks_remind_at_range check (extract(year from remind_at at time zone 'UTC') between 1 and 9999),
  done_at timestamptz constraint tasks_done_at_range check (extract(year from done_at at time zone 'UTC') between 1 and 9999),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null not enforced,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null not enforced
);
create index tasks_owner_id_idx on app_public.tasks (owner_id, id);
create index tasks_assignee_id_idx on app_public.tasks (assignee_id, status, due_at);
create index tasks_due_at_idx on app_public.tasks (due_at, id);
create index tasks_created_by_idx on app_public.tasks (created_by);
create index tasks_updated_by_idx on app_public.tasks (updated_by);
create index tasks_created_at_idx on app_public.tasks (created_at, id);

create function app_hidden.tg_notes__title() returns trigger
language plpgsql as $$
begin
  -- A note is called by its first line until somebody gives it a title.
  if new.title = '' or tg_op = 'UPDATE' and new.title = old.title and old.title = app_hidden.first_line(old.body)
    and not app_hidden.is_undo(new, array['title', 'body']) then
    new.title := app_hidden.first_line(new.body);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_notes__title is 'A note without a title is called by the first line of its body.';

create function app_hidden.first_line(body text) returns text
language sql immutable parallel safe strict
-- A link is called by its words, and so is a mention: @[Uli](user:…) is @Uli.
return left(btrim(regexp_replace(regexp_replace(split_part(ltrim(body, E' \t\r\n'), E'\n', 1),
  '!?\[([^][]+)\]\([^()\s]+\)', '\1', 'g'), '^[#>*\s-]+|[*_`]+', '', 'g')), 120);
comment on function app_hidden.first_line is 'The first line of a Markdown text without its marks, at most 120 characters.';
grant execute on function app_hidden.first_line to :MEMBER;
create trigger _200_title before insert or update of title, body on app_public.notes
  for each row execute function app_hidden.tg_notes__title();

create function app_hidden.tg_tasks__done() returns trigger
language plpgsql as $$
begin
  if new.status = 'done' then
    new.done_at := coalesce(new.done_at, now());
  else
    new.done_at := null;
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_tasks__done is 'Stamps when a task was done.';
create trigger _200_done before insert or update of status, done_at on app_public.tasks
  for each row execute function app_hidden.tg_tasks__done();

create table app_public.note_targets (
  note_id uuid not null references app_public.notes on delete cascade,
  record_id uuid not null references app_public.records on delete cascade,
  primary key (note_id, record_id)
);
create index on app_public.note_targets (record_id);
create table app_public.task_targets (
  task_id uuid not null references app_public.tasks on delete cascade,
  record_id uuid not null references app_public.records on delete cascade,
  primary key (task_id, record_id)
);
create index on app_public.task_targets (record_id);
select app_hidden.track_links('app_public.note_targets', 'record_id');
select app_hidden.track_links('app_public.task_targets', 'record_id');

create view app_hidden.attachments as
  select note_id as source_id, record_id from app_public.note_targets
  union all
  select task_id, record_id from app_public.task_targets;
comment on view app_hidden.attachments is 'Which note or task is attached to which record; read by definer functions.';

comment on column app_public.notes.owner_id is 'The member who answers for this note.';
comment on column app_public.notes.title is 'The first line of the body until one is given.';
comment on column app_public.notes.body is 'Markdown.';
comment on column app_public.tasks.owner_id is 'The member who answers for this task.';
comment on column app_public.tasks.body is 'Markdown.';
comment on column app_public.tasks.status is 'open or done.';
comment on column app_public.tasks.priority is 'low, normal or high.';
comment on column app_public.tasks.assignee_id is 'The member who is to do it.';
comment on column app_public.tasks.remind_at is 'When to remind the assignee.';
comment on column app_public.tasks.done_at is 'When it was done.';
comment on table app_public.note_targets is 'Which record a note is attached to.';
comment on table app_public.task_targets is 'Which record a task is attached to.';
comment on constraint tasks_title_length on app_public.tasks is 'A task needs a title of at most 300 characters.';
comment on constraint notes_title_length on app_public.notes is 'A note has a title of at most 300 characters.';
comment on constraint notes_body_length on app_public.notes is 'A note has at most 200,000 characters.';
comment on constraint tasks_body_length on app_public.tasks is 'The details of a task have at most 200,000 characters.';
comment on constraint tasks_status on app_public.tasks is 'The status of a task is open or done.';
comment on constraint tasks_priority on app_public.tasks is 'The priority of a task is low, normal or high.';
comment on constraint tasks_due_at_range on app_public.tasks is 'A due time is a time of the years 1 to 9999.';
comment on constraint tasks_remind_at_range on app_public.tasks is 'A reminder is a time of the years 1 to 9999.';
comment on constraint tasks_done_at_range on app_public.tasks is 'A task is done at a time of the years 1 to 9999.';
