-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.

comment on column app_public.notifications.kind is 'task_reminder, task_assigned, mention, webhook_disabled, backup_failed, …';
alter table app_private.settings add column backup_folder text, add column backup_keep integer;
comment on table app_private.settings is 'One row: the prefix of this database''s PostgreSQL roles, and where the worker puts backups.';

create table app_public.database_backups (
  id uuid primary key default uuidv7(),
  status text not null default 'waiting' constraint database_backups_status check (status in ('waiting', 'running', 'done', 'failed')),
  user_id uuid references app_public.users on delete set null,
  file text,
  size_bytes bigint,
  message text not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  proof text constraint database_backups_proof check (proof in ('waiting', 'running', 'passed', 'failed')),
  problems text[] not null default '{}',
  proven_at timestamptz
);
create index on app_public.database_backups (user_id);
alter table app_public.database_backups enable row level security;
create policy "database_backups: read" on app_public.database_backups for select to :MEMBER using ((select app_hidden.can_manage('workspace')));
grant select on app_public.database_backups to :MEMBER;

comment on table app_public.database_backups is E'@behavior -insert -update -delete\nA backup in the folder BACKUP_DIR of the server; for those who manage the workspace.';
comment on column app_public.database_backups.status is 'waiting (for the worker), running, done or failed.';
comment on column app_public.database_backups.user_id is 'The member who asked for it; null of a nightly one.';
comment on column app_public.database_backups.file is 'Where it is, on the machine of the worker.';
comment on column app_public.database_backups.size_bytes is 'How large the file is.';
comment on column app_public.database_backups.message is 'Why it failed, or could not be proven.';
comment on column app_public.database_backups.proof is
  'Whether it was restored into a PostgreSQL of its own and everything in it looked at: null (nobody asked), waiting, running, passed or failed.';
comment on column app_public.database_backups.problems is 'What the proof found to be wrong.';
comment on column app_public.database_backups.proven_at is 'When the proof ended.';
comment on constraint database_backups_user_id_fkey on app_public.database_backups is E'@backwardBehavior -*';

create type app_public.backup_schedule as (folder text, keep integer);
comment on type app_public.backup_schedule is 'Where the nightly backup goes, and how many are kept.';

create unlogged table app_private.undoings (
  transaction_id bigint,
  undoes bigint,
  primary key (transaction_id, undoes)
);
alter table app_private.undoings enable row level security;
comment on table app_private.undoings is 'What transactions of members'' own database logins may say that they undo: noted when the undo was found to be allowed, and of use until they end.';

insert into app_public.field_types (name, label, sql_type, settings, position) values ('formula', 'Formula', '', '{formula,decimals,unit,index}', 18);

create type app_hidden.formula_token as (kind text, value text, place integer, name text, sql text, type text, options jsonb);
comment on type app_hidden.formula_token is
  'A part of a formula: number, text, field, word or sign, and where it stands. Of a field: its name, SQL, kind of value (number, text, date, boolean), and of a choice the labels of its options by value.';

create type app_hidden.formula_part as (sql text, type text, next integer, literal text, options jsonb);
comment on type app_hidden.formula_part is 'What a part of a formula means: its SQL and kind of value, and the token after it; of a text given as such, that text.';

-- Dates are of the years 1 to 9999, and numbers are numbers. What is something else goes.
update app_public.contacts set birthday = null where not extract(year from birthday) between 1 and 9999;
update app_public.deals set expected_close_date = null where not extract(year from expected_close_date) between 1 and 9999;
update app_public.deals set closed_at = null where not extract(year from closed_at at time zone 'UTC') between 1 and 9999;
update app_public.deals set position = 0 where not abs(position) < 1e15;
update app_public.tasks set due_at = null where not extract(year from due_at at time zone 'UTC') between 1 and 9999;
update app_public.tasks set remind_at = null where not extract(year from remind_at at time zone 'UTC') between 1 and 9999;
update app_public.tasks set done_at = null where not extract(year from done_at at time zone 'UTC') between 1 and 9999;
set constraints all immediate;
alter table app_public.contacts
  add constraint contacts_birthday_range check (extract(year from birthday) between 1 and 9999);
alter table app_public.deals
  add constraint deals_expected_close_date_range check (extract(year from expected_close_date) between 1 and 9999),
  add constraint deals_closed_at_range check (extract(year from closed_at at time zone 'UTC') between 1 and 9999),
  add constraint deals_position_range check (abs(position) < 1e15);
alter table app_public.tasks
  add constraint tasks_due_at_range check (extract(year from due_at at time zone 'UTC') between 1 and 9999),
  add constraint tasks_remind_at_range check (extract(year from remind_at at time zone 'UTC') between 1 and 9999),
  add constraint tasks_done_at_range check (extract(year from done_at at time zone 'UTC') between 1 and 9999);
comment on constraint contacts_birthday_range on app_public.contacts is 'A birthday is a date of the years 1 to 9999.';
comment on constraint deals_expected_close_date_range on app_public.deals is 'An expected close is a date of the years 1 to 9999.';
comment on constraint deals_closed_at_range on app_public.deals is 'A close is a time of the years 1 to 9999.';
comment on constraint deals_position_range on app_public.deals is 'A position is a number of at most 15 digits before the point.';
comment on constraint tasks_due_at_range on app_public.tasks is 'A due time is a time of the years 1 to 9999.';
comment on constraint tasks_remind_at_range on app_public.tasks is 'A reminder is a time of the years 1 to 9999.';
comment on constraint tasks_done_at_range on app_public.tasks is 'A task is done at a time of the years 1 to 9999.';
comment on constraint pipelines_name_length on app_public.pipelines is 'A pipeline needs a name of at most 80 characters.';
comment on constraint stages_name_length on app_public.stages is 'A stage needs a name of at most 60 characters.';
comment on constraint stages_probability_range on app_public.stages is 'A probability is from 0 to 100.';
comment on constraint stages_outcome on app_public.stages is 'The outcome of a stage is open, won or lost.';

create index changes_link_target_idx on app_public.changes ((coalesce(new, old) ->> 'target_id'), id) where coalesce(new, old) ? 'target_id';

alter table app_public.imports
  add column stages uuid[] not null default '{}',
  add column undoer_id uuid references app_public.users on delete set null,
  add column undoer_role_id uuid references app_public.roles on delete set null;
create index on app_public.imports (undoer_id);
create index on app_public.imports (undoer_role_id);
comment on constraint imports_undoer_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_undoer_role_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on column app_public.imports.undoer_id is 'Who took it back, and under whose rights, when that is somebody else.';
comment on column app_public.imports.undoer_role_id is 'The role with which that was done, when it is not the member''s own.';
comment on column app_public.imports.stages is E'@behavior -*\nThe stages it made, which undo takes back when nothing is in them.';

--! functions

-- Stamps that nobody forges, and registry and audit log that follow a DBA's policies.
select app_hidden.expose(app_hidden.object_table(o.name)) from app_public.objects o;
select app_hidden.derive_all();
alter policy "note_targets: write" on app_public.note_targets
  with check (app_hidden.may_edit_attached(note_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));
alter policy "task_targets: write" on app_public.task_targets
  with check (app_hidden.may_edit_attached(task_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));

-- It is a function now.
drop view app_hidden.names_in_use;

comment on constraint contacts_first_name_length on app_public.contacts is 'A first name has at most 200 characters.';
comment on constraint contacts_last_name_length on app_public.contacts is 'A last name has at most 200 characters.';
comment on constraint contacts_job_title_length on app_public.contacts is 'A job title has at most 300 characters.';
comment on constraint contacts_linkedin_length on app_public.contacts is 'An address of LinkedIn has at most 2,000 characters.';
comment on constraint contacts_phones_count on app_public.contacts is 'A contact has at most 20 phone numbers.';
comment on constraint companies_phone_length on app_public.companies is 'A phone number has at most 60 characters.';
comment on constraint companies_website_length on app_public.companies is 'An address of a website has at most 2,000 characters.';
comment on constraint companies_industry_length on app_public.companies is 'An industry has at most 120 characters.';
comment on constraint companies_employees_positive on app_public.companies is 'A company has no fewer than 0 employees.';
comment on constraint companies_annual_revenue_range on app_public.companies is 'An annual revenue is less than 1,000,000,000,000,000.';
comment on constraint deals_value_range on app_public.deals is 'A value is less than 1,000,000,000,000,000.';
comment on constraint deals_probability_range on app_public.deals is 'A probability is from 0 to 100.';
comment on constraint deals_lost_reason_length on app_public.deals is 'A lost reason has at most 2,000 characters.';
comment on constraint companies_currency_format on app_public.companies is 'A currency is a code such as EUR.';
comment on constraint deals_currency_format on app_public.deals is 'A currency is a code such as EUR.';
comment on constraint notes_title_length on app_public.notes is 'A note has a title of at most 300 characters.';
comment on constraint notes_body_length on app_public.notes is 'A note has at most 200,000 characters.';
comment on constraint tasks_body_length on app_public.tasks is 'The details of a task have at most 200,000 characters.';
comment on constraint tasks_status on app_public.tasks is 'The status of a task is open or done.';
comment on constraint tasks_priority on app_public.tasks is 'The priority of a task is low, normal or high.';

-- Notes are called by the words of a link or a mention where they were called by its Markdown.
update app_public.notes n set title = w.title
from (
  select id, left(btrim(regexp_replace(regexp_replace(split_part(ltrim(body, E' \t\r\n'), E'\n', 1),
    '!?\[([^][]+)\]\([^()\s]+\)', '\1', 'g'), '^[#>*\s-]+|[*_`]+', '', 'g')), 120) as title
  from app_public.notes where body like '%](%'
) w
where w.id = n.id and w.title <> n.title
  and n.title = left(btrim(regexp_replace(split_part(ltrim(n.body, E' \t\r\n'), E'\n', 1), '^[#>*\s-]+|[*_`]+', '', 'g')), 120);

create trigger _300_parent after insert or update of parent_id on app_public.companies
  for each row when (new.parent_id is not null) execute function app_hidden.tg_companies__parent();

-- Dates of fields that people made, as above.
do $$
declare
  f app_public.fields;
  v_table regclass;
begin
  for f in select * from app_public.fields c where c.is_custom and c.type in ('date', 'date_time') loop
    v_table := app_hidden.object_table(f.object);
    execute format('update %s set %I = %s where not (%s)', v_table, f.column_name, case when f.is_required then quote_literal('1970-01-01') else 'null' end,
      app_hidden.field_check(f, null));
    set constraints all immediate;
    execute format('alter table %s drop constraint %I', v_table, app_hidden.rule_name(v_table, f.column_name, 'range'));
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r where r.kind <> 'check'), f);
  end loop;
end
$$;

-- What is found however it is written.
comment on column app_public.contacts.emails is E'@lower\nE-mail addresses, the main one first, in lower case.';
comment on column app_public.companies.domain is E'@lower\nThe bare e-mail and web domain, such as acme.com; unique when set.';
comment on column app_public.users.email is E'@lower\nWhere the member is reached and what they sign in with; compared without case.';
do $$
begin
  perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r), f) from app_public.fields f where f.is_custom and f.type = 'emails';
end
$$;

-- Texts that tell records apart have no blanks around them. A field of which some have keeps its rules until those are set right.
do $$
declare
  f app_public.fields;
  v_table regclass;
  v_has_blanks boolean;
begin
  for f in select * from app_public.fields c where c.is_custom and c.type = 'text' and c.is_unique loop
    v_table := app_hidden.object_table(f.object);
    execute format('select exists (select from %s where %I ~ ''^\s|\s$'')', v_table, f.column_name) into v_has_blanks;
    if not v_has_blanks then
      execute format('alter table %s drop constraint %I', v_table, app_hidden.rule_name(v_table, f.column_name, 'length'));
      perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r where r.kind <> 'check'), f);
    end if;
  end loop;
end
$$;

-- What people are told of a number that is too large, or none.
do $$
begin
  perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r), f) from app_public.fields f where f.is_custom and f.type = 'number' and not f.settings ? 'formula';
end
$$;

-- Phone numbers are found as they are dialled in their country.
do $$
declare
  v_object app_public.objects;
begin
  for v_object in
    select o.* from app_public.objects o
    where exists (select from app_public.fields f where f.object = o.name and f.is_active and (f.type = 'phones' or f.settings ->> 'format' = 'phone'))
  loop
    execute format('update app_public.records r set search = n.search from (select n.id, %s as search from %I.%I n) n where r.id = n.id and r.search <> n.search',
      app_hidden.search_expression(v_object.name, 'n'), v_object.schema_name, v_object.name);
  end loop;
end
$$;

-- What of a file is only guessed is told, and what its new records get.
comment on column app_public.imports.columns is
  'The file''s columns: array of {index, name, samples, filled (share of rows), kind (what its values look like), suggestions: [{field, confidence, reason}], doubts ({dateOrder, numberFormat or encoding: a value that can be read in two ways})}.';
comment on column app_public.import_rows.diff is 'Of an update: {field: [before, after]}; of a new record, what it gets: {field: [null, value]}.';
