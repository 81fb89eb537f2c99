-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.

-- Defaults of a role are as narrow as what it reads.
update app_public.roles set
  default_create = default_create and default_read <> 'none',
  default_update = case when default_update = 'none' or default_read = 'all' then default_update else default_read end,
  default_delete = case when default_delete = 'none' or default_read = 'all' then default_delete else default_read end;
alter table app_public.roles add constraint roles_default_write_implies_read check (
  (default_read = 'all' or (default_update <> 'all' and default_delete <> 'all'))
  and (default_read <> 'none' or (not default_create and default_update = 'none' and default_delete = 'none')));
comment on constraint roles_default_write_implies_read on app_public.roles is
  'One can only change what one can read: widen default_read, or narrow the other defaults.';

alter type app_hidden.live_change
  add attribute other_object text, add attribute other_ids uuid[], add attribute other_owners uuid[];
comment on type app_hidden.live_change is
  'A change as the server that distributes it sees it: more than a subscriber may. id: of app_public.changes. record_id: null of a bundle of count records, of which sample has some. owners: whose it is, or was when it went. former_owner: when this change gave it to somebody else. other_…: of a link, the record at its other end, which one has to see too.';
