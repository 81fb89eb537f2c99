-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.

--! functions

-- Whose role reads only their own sees what was deleted of theirs.
select app_hidden.derive_all();
