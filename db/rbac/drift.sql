-- What a DBA asks after a restore, or when in doubt: is the catalogue what the permissions say? And the way back.
create function app_hidden.access_drift() returns table (about text, problem text)
language sql stable security definer set search_path = ''
begin atomic
  select d.policy_table::text, d.problem from app_public.roles r cross join lateral app_hidden.role_drift(r.id) d
  union all
  select r.name, format('the PostgreSQL role %s is missing', r.db_role) from app_public.roles r
  where not exists (select from pg_catalog.pg_roles g where g.rolname = r.db_role)
  union all
  select r.name, format('%s cannot act as %s', app_hidden.role_name(s.key), r.db_role) from app_public.roles r cross join (values ('authenticator'), ('worker')) s (key)
  where not exists (
    select from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid join pg_catalog.pg_roles h on h.oid = m.member
    where g.rolname = r.db_role and h.rolname = app_hidden.role_name(s.key))
  union all
  select format('%I.%I', n.nspname, c.relname), 'row-level security is off' from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('app_public', 'app_custom', 'app_private') and c.relkind in ('r', 'p') and not c.relrowsecurity and not c.relispartition
  union all
  select u.name, format('the login %s %s', l.login, case when g.rolname is null then 'is missing' else 'does not have the role of its member' end)
  from app_private.database_logins l
  join app_public.users u on u.id = l.user_id
  join app_public.roles r on r.id = u.role_id
  left join pg_catalog.pg_roles g on g.rolname = l.login
  where g.rolname is null or g.rolcanlogin <> u.is_active or u.is_active <> exists (
    select from pg_catalog.pg_auth_members m join pg_catalog.pg_roles h on h.oid = m.roleid where m.member = g.oid and h.rolname = r.db_role)
  order by 1, 2;
end;
comment on function app_hidden.access_drift is
  'Where PostgreSQL''s roles, grants and policies are not what roles, permissions and members say. Nothing, unless somebody altered them by hand. Policies that a DBA added are not drift.';

create function app_hidden.mend_access() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table record;
begin
  perform app_hidden.take_turn();
  for v_table in select d.about from app_hidden.access_drift() d where d.problem = 'row-level security is off' loop
    execute format('alter table %s enable row level security', v_table.about);
  end loop;
  perform app_hidden.derive_all();
  -- A login that is gone has no password to bring back: its member gets a new one.
  delete from app_private.database_logins l where not exists (select from pg_catalog.pg_roles g where g.rolname = l.login);
  perform app_hidden.derive_login(l.user_id) from app_private.database_logins l;
end
$$;
comment on function app_hidden.mend_access is 'Makes PostgreSQL''s roles, grants and policies again what roles, permissions and members say.';
