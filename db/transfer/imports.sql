-- Imports: a file's rows as they were read, what becomes of them, and who may see that.
create table app_public.imports (
  id uuid primary key default uuidv7(),
  object text not null references app_public.objects (name) on update cascade on delete cascade,
  user_id uuid not null references app_public.users on delete cascade,
  api_key_id uuid references app_public.api_keys on delete cascade,
  role_id uuid references app_public.roles on delete cascade,
  file_name text not null constraint imports_file_name_length check (length(file_name) <= 300),
  encoding text not null default '',
  delimiter text not null default ',',
  has_header boolean not null default true,
  columns jsonb not null default '[]' constraint imports_columns_array check (jsonb_typeof(columns) = 'array'),
  signature text not null default '',
  mapping jsonb not null default '[]' constraint imports_mapping_array check (jsonb_typeof(mapping) = 'array'),
  options jsonb not null default '{}' constraint imports_options_object check (jsonb_typeof(options) = 'object'),
  status text not null default 'uploading' constraint imports_status check (
    status in ('uploading', 'ready', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  phase text not null default '',
  row_count integer not null default 0,
  rows_done integer not null default 0,
  attempts integer not null default 0,
  is_cancelled boolean not null default false,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  warned integer not null default 0,
  related jsonb not null default '{}' constraint imports_related_object check (jsonb_typeof(related) = 'object'),
  problems jsonb not null default '[]' constraint imports_problems_array check (jsonb_typeof(problems) = 'array'),
  message text not null default '',
  transaction_id bigint,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  stages uuid[] not null default '{}',
  undoer_id uuid references app_public.users on delete set null,
  undoer_role_id uuid references app_public.roles on delete set null,
  pipelines uuid[] not null default '{}'
);
create index on app_public.imports (user_id, id);
create index on app_public.imports (object, signature);
create index on app_public.imports (api_key_id);
create index on app_public.imports (role_id);
create index on app_public.imports (undoer_id);
create index on app_public.imports (undoer_role_id);
alter table app_public.imports enable row level security;
create policy "imports: read" on app_public.imports for select to :MEMBER
  using (user_id = (select app_hidden.user_id()) or (select app_hidden.can_manage('audit')));
grant select on app_public.imports to :MEMBER;

create table app_public.import_rows (
  import_id uuid not null references app_public.imports on delete cascade,
  row_number integer not null,
  outcome text not null constraint import_rows_outcome check (outcome in ('created', 'updated', 'unchanged', 'rejected')),
  record_id uuid,
  title text not null default '',
  problems jsonb not null default '[]' constraint import_rows_problems_array check (jsonb_typeof(problems) = 'array'),
  diff jsonb,
  cells text[],
  primary key (import_id, row_number)
);
create index on app_public.import_rows (import_id, outcome, row_number);
alter table app_public.import_rows enable row level security;
create policy "import_rows: read" on app_public.import_rows for select to :MEMBER
  using (exists (select from app_public.imports i where i.id = import_id));
grant select on app_public.import_rows to :MEMBER;

-- No foreign key: checking one for each of a million rows costs more than sweeping what an abandoned upload leaves.
create table app_hidden.import_cells (
  import_id uuid not null,
  row_number integer not null,
  cells text[] not null,
  problem text,
  primary key (import_id, row_number)
);
alter table app_hidden.import_cells enable row level security;
create policy "import_cells: read" on app_hidden.import_cells for select to :MEMBER
  using (import_id in (select i.id from app_public.imports i where i.user_id = (select app_hidden.user_id())));
create policy "import_cells: upload" on app_hidden.import_cells for insert to :MEMBER
  with check (import_id in (select i.id from app_public.imports i where i.user_id = (select app_hidden.user_id()) and i.status = 'uploading'));
grant select, insert (import_id, row_number, cells, problem) on app_hidden.import_cells to :MEMBER;
comment on table app_hidden.import_cells is 'The rows of uploaded files, as text; until their import has ended. problem: why the row cannot be read.';

comment on constraint imports_object_fkey on app_public.imports is E'@fieldName ofObject\n@foreignFieldName imports';
comment on constraint imports_role_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_api_key_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_undoer_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_undoer_role_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint import_rows_import_id_fkey on app_public.import_rows is E'@fieldName import\n@foreignFieldName rows';
comment on table app_public.imports is 'A file that somebody imports, or has imported, into an object.';
comment on column app_public.imports.user_id is 'Whose import it is, and under whose rights it runs.';
comment on column app_public.imports.api_key_id is 'The API key with which it was made.';
comment on column app_public.imports.role_id is 'The role it runs with, when that is not the member''s own.';
comment on column app_public.imports.columns is
  'The file''s columns: array of {index, name, samples, filled (share of rows), kind (what its values look like), suggestions: [{field, confidence, reason}], doubts ({dateOrder, numberFormat or encoding: a value that can be read in two ways})}.';
comment on column app_public.imports.signature is E'@behavior -*\nA digest of the column names, by which a mapping is remembered.';
comment on column app_public.imports.mapping is
  'Which column goes into which field: array of {column (from 0), field, match (for relations: auto, id, title, or a field of the target), missing (create, reject or empty), values ({cell: value})}. Several columns may feed one field of several values.';
comment on column app_public.imports.options is
  'mode (create, update or both), matchBy (fields that tell which record a row is), dateOrder (MDY, DMY, YMD), numberFormat (1,234.56 or 1.234,56), emptyCells (keep or clear), allOrNothing.';
comment on column app_public.imports.status is
  'uploading, ready, checking, checked, running, done, failed, cancelled, undoing, undone.';
comment on column app_public.imports.phase is 'What it is at: waiting, reading, matching, writing, finishing.';
comment on column app_public.imports.row_count is 'Rows of the file, without the header.';
comment on column app_public.imports.rows_done is 'Rows dealt with so far.';
comment on column app_public.imports.attempts is E'@behavior -*\nHow often it was begun; a server that is killed leaves it to the next.';
comment on column app_public.imports.is_cancelled is 'Whether somebody wants it to stop.';
comment on column app_public.imports.warned is 'Rows that went in, of which something has to be told.';
comment on column app_public.imports.related is 'How many related records it made, by object.';
comment on column app_public.imports.problems is
  'What is wrong with its rows, each reason once: array of {field, severity (error: rejected; warning: imported without it), message, count, values}.';
comment on column app_public.imports.message is 'Why it failed.';
comment on column app_public.imports.pipelines is E'@behavior -*\nThe pipelines it made, which undo takes back when nothing is in them.';
comment on column app_public.imports.stages is E'@behavior -*\nThe stages it made, which undo takes back when nothing is in them.';
comment on column app_public.imports.undoer_id is 'Who took it back, and under whose rights, when that is somebody else.';
comment on column app_public.imports.undoer_role_id is 'The role with which that was done, when it is not the member''s own.';
comment on column app_public.imports.transaction_id is 'The transaction that wrote it all: what undo takes back.';
comment on table app_public.import_rows is
  'What became of a row of an import, where there is something to tell: all that were rejected, and the first hundred of each other outcome, with and without warnings.';
comment on column app_public.import_rows.row_number is 'As a spreadsheet counts it: the header is row 1.';
comment on column app_public.import_rows.outcome is 'created, updated, unchanged or rejected; of a check, what would become of it.';
comment on column app_public.import_rows.record_id is 'The record that it became or changed.';
comment on column app_public.import_rows.problems is 'Array of {column (its name), field, severity (error or warning), message, value}.';
comment on column app_public.import_rows.diff is 'Of an update: {field: [before, after]}; of a new record, what it gets: {field: [null, value]}.';
comment on column app_public.import_rows.cells is 'Of a rejected row, its cells as they stand in the file.';
