-- Sessions as people see them, and seeing as another role.
create type app_public.session as (id uuid, user_id uuid, user_agent text, address text, created_at timestamptz, used_at timestamptz, is_current boolean);
comment on type app_public.session is E'@foreignKey (user_id) references app_public.users (id)\nWhere somebody is signed in.';

create function app_public.sessions(of_user_id uuid default null) returns setof app_public.session
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  v_user uuid := coalesce(of_user_id, app_hidden.user_id());
begin
  if v_user is distinct from app_hidden.user_id() then
    perform app_hidden.must_manage('members');
  end if;
  return query
  select s.id, s.user_id, s.user_agent, s.address, s.created_at, s.used_at, s.id::text = current_setting('app.session_id', true)
  from app_private.sessions s
  where s.user_id = v_user and s.ended_at is null and s.expires_at > now()
  order by s.used_at desc;
end
$$;
comment on function app_public.sessions is 'Where I am signed in, used last first; or another member, for those who manage members. Raises RM403.';

create function app_public.end_session(id uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := (select s.user_id from app_private.sessions s where s.id = end_session.id and s.ended_at is null);
begin
  if v_user is null then
    perform app_hidden.fail('RM404', 'sessions_known', 'There is no such session.', field => 'id');
  elsif v_user is distinct from app_hidden.user_id() then
    perform app_hidden.managed_member(v_user);
  end if;
  update app_private.sessions s set ended_at = now() where s.id = end_session.id;
  return true;
end
$$;
comment on function app_public.end_session is 'Ends a session of mine, or of a member whom I manage: it counts on its very next request. Raises RM403, RM404.';

create function app_public.end_sessions(of_user_id uuid default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := coalesce(of_user_id, app_hidden.user_id());
  v_count integer;
begin
  if v_user is distinct from app_hidden.user_id() then
    perform app_hidden.managed_member(v_user);
  end if;
  update app_private.sessions s set ended_at = now()
  where s.user_id = v_user and s.ended_at is null and s.id::text is distinct from current_setting('app.session_id', true);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function app_public.end_sessions is 'Ends all my sessions but this one, or all of a member whom I manage, and says how many. Raises RM403, RM404.';

create function app_public.active_role() returns app_public.roles
language sql stable security definer set search_path = ''
return (select r from app_public.roles r where r.id = app_hidden.role_id());
comment on function app_public.active_role is 'The role whose rights count for this request: mine, that of the API key, or the one that I view as.';

create function app_public.view_as_role(role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_session app_private.sessions;
  v_own app_public.roles;
  v_role app_public.roles;
  v_beyond text;
begin
  select s.* into v_session from app_private.sessions s
  where s.id = nullif(current_setting('app.session_id', true), '')::uuid and s.user_id = app_hidden.user_id() for update;
  if not found then
    perform app_hidden.fail('RM403', 'view_as_session', 'Only somebody who is signed in can look as another role.', 'Sign in as yourself.');
  end if;
  -- What counts is one's own role, also while one looks as another.
  select r.* into v_own from app_public.roles r join app_public.users u on u.role_id = r.id where u.id = v_session.user_id;
  if view_as_role.role_id is not null and view_as_role.role_id <> v_own.id then
    if not 'roles' = any (v_own.settings) then
      perform app_hidden.fail('RM403', 'settings_roles', 'Your role may not manage roles.', 'Ask an admin.');
    end if;
    select * into v_role from app_public.roles r where r.id = view_as_role.role_id;
    if not found then
      perform app_hidden.fail('RM404', 'roles_known', 'There is no such role.', field => 'role_id');
    end if;
    v_beyond := app_hidden.role_exceeds(v_role.id, v_own.id);
    if v_beyond is not null then
      perform app_hidden.fail('RM403', 'roles_no_more_than_mine', format('The role “%s” may %s, and yours may not.', v_role.name, v_beyond), field => 'role_id');
    end if;
  end if;
  update app_private.sessions s set view_as_role_id = v_role.id where s.id = v_session.id;
  return case when v_role.id is null then v_own else v_role end;
end
$$;
comment on function app_public.view_as_role is
  'From the next request on this session sees and may do what a member of this role would; without a role, as myself again. For those who manage roles, and no wider than their own. Raises RM403, RM404.';

grant execute on function app_public.sessions, app_public.end_session, app_public.end_sessions, app_public.active_role, app_public.view_as_role to :MEMBER;
