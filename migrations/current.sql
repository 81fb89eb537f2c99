-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.

create index changes_operation_idx on app_public.changes (operation, id);

create table app_private.former_objects (
  name text primary key,
  readers uuid[] not null
);
alter table app_private.former_objects enable row level security;
comment on table app_private.former_objects is
  'What the audit log calls objects, and the links from and to them, that were deleted, with the roles that read all of them then: only these, and who reads the whole log, read on what is told of them there.';

update app_public.views set columns = '[]', filter = '{}', sort = '[]', aggregates = '{}', settings = '{}'
where octet_length(concat(columns, filter, sort, aggregates, settings)) > 100000
  or jsonb_path_exists(jsonb_build_array(columns, filter, sort, aggregates, settings), '$.**{100}');
alter table app_public.views add constraint views_size check (octet_length(concat(columns, filter, sort, aggregates, settings)) <= 100000
  and not jsonb_path_exists(jsonb_build_array(columns, filter, sort, aggregates, settings), '$.**{100}'));
comment on constraint views_size on app_public.views is 'A view takes up to 100,000 characters, and conditions in conditions up to 40 deep.';

comment on column app_public.changes.object is 'The object of the record; of a link between records, its table (note_targets). What was deleted has “ (deleted)” behind it when something else may be called so.';

-- Lists in descending order have records without a value last, which wants an index of its own; and other words are said of e-mails.
--! functions
select app_hidden.put_rules(array(select r from app_hidden.column_rules(f, app_hidden.option_values(f.id)) r where r.suffix <> 'desc_idx'), f)
from app_public.fields f where f.is_indexed or f.is_custom and f.type = 'emails';
