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
  'A part of a formula: number, text, field, word or sign, and where it stands. Of a field: its name, SQL, kind of value (number, text, date, boolean), and of a choice the values of its options by label.';

create type app_hidden.formula_part as (sql text, type text, next integer, literal text, options jsonb);
comment on type app_hidden.formula_part is 'What a part of a formula means: its SQL and kind of value, and the token after it; of a text given as such, that text.';

--! functions

-- Stamps that nobody forges, and registry and audit log that follow a DBA's policies.
select app_hidden.expose(app_hidden.object_table(o.name)) from app_public.objects o;
select app_hidden.derive_all();

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
