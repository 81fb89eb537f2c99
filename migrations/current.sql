-- What databases of the version before need beside new functions: tables, columns, triggers, data. `npm run db -- commit` writes the
-- migration of this version from it and from every function of db/ that changed; those come where "--! functions" stands, or last.
-- With a new version in package.json this file is empty again.
do $$
declare
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as table, k.conname from pg_catalog.pg_constraint k
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
    where k.contype = 'f' and k.confrelid = 'app_public.users'::regclass
      and (a.attname in ('created_by', 'updated_by') and k.conrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o)
        or a.attname = 'owner_id' and k.conrelid = 'app_public.records'::regclass)
  loop
    execute format('alter table %s alter constraint %I not enforced', v_key.table, v_key.conname);
  end loop;
end
$$;
--! functions
create trigger _500_forget after delete on app_public.users referencing old table as gone for each statement execute function app_hidden.tg_users__forget();
drop index app_public.changes_operation_idx;
create index changes_operation_idx on app_public.changes (operation, id) where operation <> 'insert';
do $$
declare
  v_index regclass;
begin
  for v_index in
    select i.indexrelid::regclass from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
    where i.indrelid = 'app_public.records'::regclass
      or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o)
  loop
    execute format('alter index %s set (gin_pending_list_limit = 16384)', v_index);
  end loop;
end
$$;
select app_hidden.track(o.name) from app_public.objects o;
