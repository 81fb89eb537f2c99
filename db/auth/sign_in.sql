-- Sign-up, sign-in and refresh. The server calls these as a visitor; each gives a status instead of raising where a failure must be kept.
create table app_private.sign_in_failures (
  key text primary key,
  failures integer not null default 0,
  locked_until timestamptz not null default now(),
  failed_at timestamptz not null default now()
);
alter table app_private.sign_in_failures enable row level security;
comment on table app_private.sign_in_failures is 'Failed sign-ins in a row, per account and address and per address alone.';

create function app_hidden.check_password(password text) returns void
language plpgsql immutable as $$
begin
  if check_password.password is null or length(check_password.password) < 8 then
    perform app_hidden.fail('RM400', 'password_length', 'A password needs at least 8 characters.', field => 'password');
  elsif octet_length(check_password.password) > 72 then
    perform app_hidden.fail('RM400', 'password_length', 'A password can have at most 72 bytes.', 'Anything after byte 72 would not count (bcrypt).', 'password');
  end if;
end
$$;
comment on function app_hidden.check_password is 'Raises RM400 unless the password has 8 characters or more and at most 72 bytes (the limit of bcrypt).';

create function app_hidden.set_password(user_id uuid, password text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.check_password(set_password.password);
  insert into app_private.passwords (user_id, hash)
  values (set_password.user_id, public.crypt(set_password.password, public.gen_salt('bf', 12)))
  on conflict on constraint passwords_pkey do update set hash = excluded.hash, changed_at = now();
end
$$;
comment on function app_hidden.set_password is 'Sets a member''s password (bcrypt, cost 12).';

create function app_hidden.open_session(user_id uuid, user_agent text, address text, out session_id uuid, out refresh_token text)
language plpgsql security definer set search_path = '' as $$
begin
  open_session.refresh_token := encode(public.gen_random_bytes(32), 'hex');
  insert into app_private.sessions (user_id, user_agent, address)
  values (open_session.user_id, left(coalesce(open_session.user_agent, ''), 300), left(coalesce(open_session.address, ''), 60))
  returning id into open_session.session_id;
  insert into app_private.refresh_tokens (hash, session_id)
  values (sha256(convert_to(open_session.refresh_token, 'UTF8')), open_session.session_id);
end
$$;
comment on function app_hidden.open_session is 'Opens a session of 30 days and gives its id and first refresh token.';

create function app_hidden.add_user(email text, name text, password text, role_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid;
begin
  if add_user.email is null or not app_hidden.are_emails(array[add_user.email]) then
    perform app_hidden.fail('RM400', 'users_email_format', 'This is not an e-mail address.', field => 'email');
  end if;
  if coalesce(btrim(add_user.name), '') = '' or length(add_user.name) > 120 then
    perform app_hidden.fail('RM400', 'users_name_length', 'Your name has to have 1 to 120 characters.', field => 'name');
  end if;
  perform app_hidden.check_password(add_user.password);
  if exists (select from app_public.users u where u.email = add_user.email) then
    perform app_hidden.fail('RM409', 'users_email_unique', 'This e-mail address already has an account.', 'Sign in, or reset the password.', 'email');
  end if;
  insert into app_public.users (email, name, role_id, locale, time_zone)
  select add_user.email, btrim(add_user.name), add_user.role_id, w.locale, w.time_zone from app_public.workspace w returning id into v_user;
  perform app_hidden.set_password(v_user, add_user.password);
  return v_user;
end
$$;
comment on function app_hidden.add_user is 'Makes a member with a password. Raises RM400 with the field, RM409.';

create function app_hidden.sign_up(
  email text, password text, name text, workspace_name text default null, user_agent text default '', address text default '',
  out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql security definer set search_path = '' as $$
declare
  v_workspace app_public.workspace;
  v_first boolean;
  v_email text := lower(btrim(sign_up.email));
  v_role uuid;
begin
  -- One at a time, so that only one can be the first.
  perform pg_advisory_xact_lock(hashtext('app_hidden.sign_up'));
  select not exists (select from app_public.users) into v_first;
  select * into v_workspace from app_public.workspace;
  if not v_first then
    if v_workspace.sign_up = 'invitation' then
      perform app_hidden.fail('RM403', 'workspace_sign_up', 'One joins this workspace by invitation only.', 'Ask a member of it for a link.');
    elsif v_workspace.sign_up = 'domain' and split_part(v_email, '@', 2) <> v_workspace.sign_up_domain then
      perform app_hidden.fail('RM403', 'workspace_sign_up_domain', format('Only addresses at %s may join.', v_workspace.sign_up_domain), 'Use your work e-mail, or ask for an invitation.', 'email');
    end if;
  end if;
  v_role := case when v_first then (select r.id from app_public.roles r where r.key = 'admin')
    else coalesce(v_workspace.default_role_id, (select r.id from app_public.roles r where r.key = 'read_only')) end;
  sign_up.user_id := app_hidden.add_user(v_email, sign_up.name, sign_up.password, v_role);
  if v_first and coalesce(btrim(sign_up.workspace_name), '') <> '' then
    update app_public.workspace set name = left(btrim(sign_up.workspace_name), 80);
  end if;
  select o.session_id, o.refresh_token into sign_up.session_id, sign_up.refresh_token
  from app_hidden.open_session(sign_up.user_id, sign_up.user_agent, sign_up.address) o;
end
$$;
comment on function app_hidden.sign_up is
  'Makes an account and opens a session. The first becomes Admin and names the workspace; later ones get the default role, if the workspace lets them. Raises RM400 with the field, RM403, RM409.';

create function app_hidden.log_in(
  email text, password text, user_agent text default '', address text default '',
  out status text, out user_id uuid, out session_id uuid, out refresh_token text, out retry_after integer
) language plpgsql security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(coalesce(log_in.email, '')));
  v_account text := 'account:' || v_email || ' ' || coalesce(log_in.address, '');
  v_address text := 'address:' || coalesce(log_in.address, '');
  v_wait interval;
  v_hash text;
begin
  select max(f.locked_until) - now() into v_wait from app_private.sign_in_failures f where f.key in (v_account, v_address);
  if v_wait > interval '0' then
    log_in.status := 'locked';
    log_in.retry_after := ceil(extract(epoch from v_wait));
    return;
  end if;

  select u.id, p.hash into log_in.user_id, v_hash
  from app_public.users u join app_private.passwords p on p.user_id = u.id
  where u.email = v_email and u.is_active;
  -- As long without an account as with one: the same work is done against a hash of nothing.
  if public.crypt(left(coalesce(log_in.password, ''), 200), coalesce(v_hash, '$2a$12$abcdefghijklmnopqrstuuPnRyuWJPxTbKnGQxVvgMvM6uDlWVdCa')) is distinct from v_hash then
    -- From the fifth failure on a lock that doubles: 5, 10, 20 … seconds, an hour at most. An address alone has twenty.
    insert into app_private.sign_in_failures as f (key, failures) values (v_account, 1), (v_address, 1)
    on conflict (key) do update set
      failures = case when f.failed_at < now() - interval '1 day' then 1 else f.failures + 1 end,
      failed_at = now(),
      locked_until = case
        when f.key = v_account and f.failures + 1 >= 5 then now() + least(interval '5 seconds' * power(2, least(f.failures + 1 - 5, 12)), interval '1 hour')
        when f.key = v_address and f.failures + 1 >= 20 then now() + least(interval '5 seconds' * power(2, least(f.failures + 1 - 20, 12)), interval '1 hour')
        else now() end;
    log_in.user_id := null;
    log_in.status := 'wrong';
    return;
  end if;
  delete from app_private.sign_in_failures f where f.key = v_account;
  log_in.status := 'ok';
  select o.session_id, o.refresh_token into log_in.session_id, log_in.refresh_token
  from app_hidden.open_session(log_in.user_id, log_in.user_agent, log_in.address) o;
end
$$;
comment on function app_hidden.log_in is
  'Status ok with a session; wrong (e-mail or password, the same answer and time for both); or locked, with the seconds to wait. Failures are counted per account and address.';

create function app_hidden.refresh_session(refresh_token text, out status text, out user_id uuid, out session_id uuid, out new_refresh_token text)
language plpgsql security definer set search_path = '' as $$
declare
  v_hash bytea := sha256(convert_to(coalesce(refresh_session.refresh_token, ''), 'UTF8'));
  v_used_at timestamptz;
begin
  select t.session_id, t.used_at into refresh_session.session_id, v_used_at
  from app_private.refresh_tokens t where t.hash = v_hash for update;
  if not found then
    refresh_session.status := 'unknown';
    return;
  end if;
  if v_used_at is not null then
    update app_private.sessions s set ended_at = now() where s.id = refresh_session.session_id and s.ended_at is null;
    refresh_session.status := 'reused';
    refresh_session.session_id := null;
    return;
  end if;
  update app_private.sessions s set used_at = now(), expires_at = now() + interval '30 days'
  from app_public.users u
  where s.id = refresh_session.session_id and s.ended_at is null and s.expires_at > now() and u.id = s.user_id and u.is_active
  returning s.user_id into refresh_session.user_id;
  if not found then
    refresh_session.status := 'ended';
    refresh_session.session_id := null;
    return;
  end if;
  update app_private.refresh_tokens t set used_at = now() where t.hash = v_hash;
  refresh_session.new_refresh_token := encode(public.gen_random_bytes(32), 'hex');
  insert into app_private.refresh_tokens (hash, session_id)
  values (sha256(convert_to(refresh_session.new_refresh_token, 'UTF8')), refresh_session.session_id);
  refresh_session.status := 'ok';
end
$$;
comment on function app_hidden.refresh_session is
  'Status ok with a new refresh token; unknown; ended; or reused: somebody used this token before, so the whole session is ended.';

create function app_hidden.log_out(refresh_token text) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_private.sessions s set ended_at = now()
  from app_private.refresh_tokens t
  where t.hash = sha256(convert_to(coalesce(refresh_token, ''), 'UTF8')) and s.id = t.session_id and s.ended_at is null;
end;
comment on function app_hidden.log_out is 'Ends the session of this refresh token.';

create function app_hidden.change_password(current_password text, new_password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_user uuid := app_hidden.user_id();
  v_hash text := (select p.hash from app_private.passwords p where p.user_id = v_user);
begin
  if v_user is null or public.crypt(left(coalesce(change_password.current_password, ''), 200), v_hash) is distinct from v_hash then
    perform app_hidden.fail('RM400', 'password_current', 'The current password is not right.', field => 'currentPassword');
  end if;
  perform app_hidden.set_password(v_user, change_password.new_password);
  update app_private.sessions s set ended_at = now()
  where s.user_id = v_user and s.ended_at is null and s.id is distinct from nullif(current_setting('app.session_id', true), '')::uuid;
  return true;
end
$$;
comment on function app_hidden.change_password is 'Changes one''s own password and ends one''s other sessions. Raises RM400.';

create function app_hidden.auth_status(out needs_first_account boolean, out sign_up text, out sign_up_domain text, out workspace_name text)
language sql stable security definer set search_path = ''
return (select row (not exists (select from app_public.users), w.sign_up, w.sign_up_domain, w.name) from app_public.workspace w);
comment on function app_hidden.auth_status is 'What the sign-in page has to know before anybody is signed in.';

grant execute on function app_hidden.sign_up, app_hidden.log_in, app_hidden.refresh_session, app_hidden.log_out, app_hidden.auth_status to :ANONYMOUS;
grant execute on function app_hidden.change_password to :MEMBER;
