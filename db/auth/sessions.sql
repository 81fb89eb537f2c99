-- Sessions, API keys and how a transaction becomes a person's: app_hidden.enter.
create table app_private.sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references app_public.users on delete cascade,
  view_as_role_id uuid references app_public.roles on delete cascade,
  user_agent text not null default '',
  address text not null default '',
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days',
  ended_at timestamptz
);
create index on app_private.sessions (user_id);
create index on app_private.sessions (view_as_role_id);
alter table app_private.sessions enable row level security;
comment on table app_private.sessions is 'One per sign-in. An ended or expired one counts on the next request.';

create table app_private.refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references app_private.sessions on delete cascade,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index on app_private.refresh_tokens (session_id);
alter table app_private.refresh_tokens enable row level security;
comment on table app_private.refresh_tokens is 'SHA-256 of each refresh token of a session; using one twice ends the session.';

create table app_public.api_keys (
  id uuid primary key default uuidv7(),
  name text not null constraint api_keys_name_length check (length(btrim(name)) between 1 and 80),
  prefix text not null,
  role_id uuid not null references app_public.roles on delete restrict,
  user_id uuid not null references app_public.users on delete cascade,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on app_public.api_keys (role_id);
create index on app_public.api_keys (user_id);
alter table app_public.api_keys enable row level security;
comment on table app_public.api_keys is 'A key (rk_…) with which a program acts, with a role of its own, for the member who made it.';
comment on column app_public.api_keys.prefix is 'The first characters of the key, to recognise it by.';
comment on column app_public.api_keys.user_id is 'The member who made it; what it writes is theirs.';

create table app_private.api_key_hashes (
  hash bytea primary key,
  api_key_id uuid not null constraint api_key_hashes_key_unique unique references app_public.api_keys on delete cascade
);
alter table app_private.api_key_hashes enable row level security;
comment on table app_private.api_key_hashes is 'SHA-256 of each API key.';

create function app_hidden.login_user_id() returns uuid
language plpgsql stable security definer set search_path = '' parallel safe as $$
declare
  v_user uuid;
begin
  select l.user_id into v_user from app_private.database_logins l where l.login = session_user;
  if not found and pg_has_role(session_user, current_user, 'member') then
    v_user := nullif(current_setting('app.user_id', true), '');
  end if;
  return v_user;
end
$$;
comment on function app_hidden.login_user_id is 'The member whose own PostgreSQL login this is; what a superuser says of app.user_id is believed.';

-- The server's logins and the owner may say for whom they act; anyone else is who their login is, whatever they set.
-- Their names are written into the body, so that the planner can inline it: it runs for every row that is written.
do $$
begin
  execute format($f$
    create function app_hidden.user_id() returns uuid language sql stable parallel safe
    return case when session_user in (%L, %L, %L) then nullif(current_setting('app.user_id', true), '')::uuid
                else app_hidden.login_user_id() end
  $f$, app_hidden.role_name('authenticator'), app_hidden.role_name('worker'), current_user);
end
$$;
comment on function app_hidden.user_id is 'The member for whom this transaction acts; null for visitors, the owner and jobs of the system.';

create function app_hidden.is_program() returns boolean
language sql stable security definer set search_path = '' parallel safe
return session_user in (app_hidden.role_name('authenticator'), app_hidden.role_name('worker')) or pg_has_role(session_user, current_user, 'member');
comment on function app_hidden.is_program is 'Whether the server, the worker or the owner is connected: what they say of a transaction (app.source, app.api_key_id, app.undoes) is believed; a member''s own login may set what it likes.';

create function app_hidden.api_key_id() returns uuid
language sql stable
return case when app_hidden.is_program() then nullif(current_setting('app.api_key_id', true), '')::uuid end;
comment on function app_hidden.api_key_id is 'The API key with which this transaction is done.';

create function app_hidden.role_id() returns uuid
language plpgsql stable security definer set search_path = '' parallel safe as $$
declare
  v_role text := current_setting('role');
begin
  if v_role = 'none' then
    return (select u.role_id from app_public.users u join app_private.database_logins l on l.user_id = u.id where l.login = session_user);
  end if;
  return (select r.id from app_public.roles r where r.db_role = v_role);
end
$$;
comment on function app_hidden.role_id is 'The CRM role in force in this transaction; null for the owner.';

create function app_hidden.is_owner() returns boolean
language sql stable security definer set search_path = '' parallel safe
return current_setting('role') = 'none' and pg_has_role(session_user, current_user, 'member');
comment on function app_hidden.is_owner is 'Whether the owner of the database (or a superuser) acts, as no CRM role.';

create function app_hidden.can_manage(setting text) returns boolean
language sql stable security definer set search_path = '' parallel safe
return app_hidden.is_owner() or exists (
  select from app_public.roles r where r.id = app_hidden.role_id() and can_manage.setting = any (r.settings));
comment on function app_hidden.can_manage is 'Whether the role in force manages this part of the settings.';

create function app_hidden.must_manage(setting text) returns void
language plpgsql stable as $$
begin
  if not app_hidden.can_manage(must_manage.setting) then
    perform app_hidden.fail('RM403', 'settings_' || must_manage.setting,
      format('Your role may not manage %s.', replace(must_manage.setting, '_', ' ')), 'Ask an admin.');
  end if;
end
$$;
comment on function app_hidden.must_manage is 'Raises RM403 unless the role in force manages this part of the settings.';

create function app_hidden.access(session_id uuid, api_key_hash bytea, out user_id uuid, out api_key_id uuid, out db_role name)
language plpgsql security definer set search_path = '' as $$
declare
  v_last_used timestamptz;
begin
  if access.session_id is not null then
    select u.id, r.db_role into access.user_id, access.db_role
    from app_private.sessions s
    join app_public.users u on u.id = s.user_id and u.is_active
    join app_public.roles r on r.id = case
      when s.view_as_role_id is null or app_hidden.role_exceeds(s.view_as_role_id, u.role_id) is not null then u.role_id else s.view_as_role_id end
    where s.id = access.session_id and s.ended_at is null and s.expires_at > now();
  else
    select u.id, k.id, r.db_role, k.last_used_at into access.user_id, access.api_key_id, access.db_role, v_last_used
    from app_private.api_key_hashes h
    join app_public.api_keys k on k.id = h.api_key_id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    join app_public.users u on u.id = k.user_id and u.is_active
    join app_public.roles r on r.id = k.role_id
    where h.hash = access.api_key_hash
      -- The owner's role may have been narrowed since; a role that is not theirs is nothing to fall back on.
      and (k.role_id = u.role_id or app_hidden.role_exceeds(k.role_id, u.role_id) is null);
    -- Once a minute is enough to know, and keeps reads from writing.
    if found and coalesce(v_last_used, '-infinity') < now() - interval '1 minute' and not pg_is_in_recovery() then
      update app_public.api_keys set last_used_at = now() where id = access.api_key_id;
    end if;
  end if;
end
$$;
comment on function app_hidden.access is 'Who a live session or API key is, and as which PostgreSQL role; nulls when it is not valid (any more).';

create function app_hidden.refuse_api_key(api_key_hash bytea) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_key record;
begin
  select k.revoked_at is not null as is_revoked, k.expires_at <= now() as has_expired, u.is_active, r.name as role,
    app_hidden.role_exceeds(k.role_id, u.role_id) as beyond
  into v_key
  from app_private.api_key_hashes h
  join app_public.api_keys k on k.id = h.api_key_id
  join app_public.users u on u.id = k.user_id
  join app_public.roles r on r.id = k.role_id
  where h.hash = refuse_api_key.api_key_hash;
  if v_key.is_active and not v_key.is_revoked and v_key.has_expired is not true then
    perform app_hidden.fail('RM403', 'api_keys_no_more_than_owner',
      format('The role “%s” of this API key may %s, and the role of its owner may not.', v_key.role, v_key.beyond),
      'Make a key with a role that may do less, or have the owner''s role widened.');
  end if;
  perform app_hidden.fail('RM401', 'api_keys_valid', case
      when v_key.role is null then 'There is no such API key.'
      when v_key.is_revoked then 'This API key was revoked.'
      when v_key.has_expired then 'This API key has expired.'
      else 'The member whose API key this is was deactivated.' end,
    'Make a new API key in the settings, and send it as Authorization: Bearer.');
end
$$;
comment on function app_hidden.refuse_api_key is 'Says why a key is not taken, to whoever has it. Raises RM401, or RM403 when its role may do what its owner may no longer.';

create function app_hidden.enter(session_id uuid, api_key_hash bytea) returns void
language plpgsql as $$
declare
  v_access record;
begin
  if enter.session_id is null and enter.api_key_hash is null then
    perform set_config('role', app_hidden.role_name('anonymous')::text, true);
    return;
  end if;
  v_access := app_hidden.access(enter.session_id, enter.api_key_hash);
  if v_access.user_id is null and enter.session_id is null then
    perform app_hidden.refuse_api_key(enter.api_key_hash);
  elsif v_access.user_id is null then
    perform app_hidden.fail('RM401', 'session_valid', 'You are not signed in any more.', 'Sign in again, or use a valid API key.');
  end if;
  perform set_config('app.user_id', v_access.user_id::text, true),
    set_config('app.session_id', coalesce(enter.session_id::text, ''), true),
    set_config('app.api_key_id', coalesce(v_access.api_key_id::text, ''), true),
    set_config('role', v_access.db_role::text, true);
end
$$;
comment on function app_hidden.enter is
  'First statement of every transaction of a request: checks the session (id from the token) or API key (its SHA-256), then acts as that person. Both null: a visitor. Raises RM401, RM403.';

grant execute on function app_hidden.user_id, app_hidden.login_user_id, app_hidden.is_program, app_hidden.api_key_id, app_hidden.role_id, app_hidden.is_owner, app_hidden.can_manage, app_hidden.must_manage to :MEMBER, :WORKER;
grant execute on function app_hidden.access, app_hidden.refuse_api_key, app_hidden.enter to :AUTHENTICATOR;
