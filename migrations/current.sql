-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.
alter table app_public.imports add column pipelines uuid[] not null default '{}';
comment on column app_public.imports.pipelines is E'@behavior -*\nThe pipelines it made, which undo takes back when nothing is in them.';
