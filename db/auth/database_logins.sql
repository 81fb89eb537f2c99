-- A member's own PostgreSQL login, for psql and BI tools: the same rows, the same rights, and no more. It inherits the member's role,
-- which it cannot become, and the table of logins (users.sql) says whose it is.
create type app_public.database_login as (login text, password text, database text);
comment on type app_public.database_login is 'A login for psql and BI tools; its password is shown this once.';

create function app_hidden.derive_login(user_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_login name := (select l.login from app_private.database_logins l where l.user_id = derive_login.user_id);
  v_role name := (
    select r.db_role from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = derive_login.user_id and u.is_active);
  v_held name;
begin
  if v_login is null then
    return;
  end if;
  for v_held in
    select g.rolname from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
    where m.member = v_login::text::regrole and g.rolname is distinct from v_role and g.rolname in (select r.db_role from app_public.roles r)
  loop
    execute format('revoke %I from %I', v_held, v_login);
  end loop;
  if v_role is not null then
    execute format('grant %I to %I with inherit true, set false', v_role, v_login);
  end if;
  execute format('alter role %I %s', v_login, case when v_role is null then 'nologin' else 'login' end);
end
$$;
comment on function app_hidden.derive_login is 'Gives the login of a member the role that they have now, and shuts it while they are deactivated; an open connection feels it with its next statement.';

create function app_hidden.drop_login(login name) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  execute format('drop role if exists %I', login);
exception when dependent_objects_still_exist then
  get stacked diagnostics v_detail = pg_exception_detail;
  perform app_hidden.fail('RM409', 'database_logins_unused', format('In PostgreSQL something made by hand belongs to %s: %s', login, split_part(v_detail, E'\n', 1)), 'Drop or revoke that first.');
end
$$;
comment on function app_hidden.drop_login is 'Drops a login. Raises RM409 when something was given to it by hand.';

create function app_hidden.tg_users__login() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.derive_login(new.id);
  return null;
end
$$;
comment on function app_hidden.tg_users__login is 'A login follows the role and the activity of its member.';
create trigger _600_login after update of role_id, is_active on app_public.users
  for each row when (new.role_id <> old.role_id or new.is_active <> old.is_active) execute function app_hidden.tg_users__login();

create function app_hidden.tg_database_logins__drop() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.drop_login(old.login);
  return null;
end
$$;
comment on function app_hidden.tg_database_logins__drop is 'A login goes with its member.';
create trigger _600_drop after delete on app_private.database_logins for each row execute function app_hidden.tg_database_logins__drop();

create function app_public.create_database_login(user_id uuid) returns app_public.database_login
language plpgsql volatile security definer set search_path = '' set password_encryption = 'scram-sha-256' as $$
declare
  v_user app_public.users := app_hidden.managed_member(create_database_login.user_id);
  v_login app_public.database_login;
  v_n integer := 1;
  v_name text := left('login_' || coalesce(nullif(app_hidden.slug(split_part(v_user.email, '@', 1)), ''), 'member'), 28);
begin
  if not v_user.is_active then
    perform app_hidden.fail('RM409', 'users_active', 'This member is deactivated.', 'Reactivate them first.', 'user_id');
  end if;
  v_login.login := (select l.login from app_private.database_logins l where l.user_id = v_user.id);
  v_login.password := encode(public.gen_random_bytes(24), 'hex');
  v_login.database := current_database();
  if v_login.login is null then
    v_login.login := app_hidden.role_name(v_name);
    while exists (select from pg_catalog.pg_roles g where g.rolname = v_login.login) loop
      v_n := v_n + 1;
      v_login.login := app_hidden.role_name(v_name || '_' || v_n);
    end loop;
    execute format('create role %I login', v_login.login);
    insert into app_private.database_logins (login, user_id) values (v_login.login::name, v_user.id);
    perform app_hidden.derive_login(v_user.id);
  end if;
  execute format('alter role %I password %L', v_login.login, v_login.password);
  return v_login;
end
$$;
comment on function app_public.create_database_login is
  'Makes a PostgreSQL login for a member, with which psql and BI tools see and do exactly what the member may; or gives the one they have a new password. Shown this once. Raises RM403, RM404, RM409.';

create function app_public.drop_database_login(user_id uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(drop_database_login.user_id);
begin
  delete from app_private.database_logins l where l.user_id = v_user.id;
  if not found then
    perform app_hidden.fail('RM404', 'database_logins_known', 'This member has no database login.', field => 'user_id');
  end if;
  return true;
end
$$;
comment on function app_public.drop_database_login is 'Takes a member''s database login away. Raises RM403, RM404.';

create function app_public.users_database_login("user" app_public.users) returns text
language sql stable security definer set search_path = ''
return (
  select l.login from app_private.database_logins l
  where l.user_id = "user".id and ("user".id = app_hidden.user_id() or app_hidden.can_manage('members')));
comment on function app_public.users_database_login is 'The name of the member''s PostgreSQL login, for them and for those who manage members.';
grant execute on function app_public.create_database_login, app_public.drop_database_login, app_public.users_database_login to :MEMBER;
