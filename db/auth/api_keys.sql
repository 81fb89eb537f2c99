-- API keys: made, listed, revoked. The table is beside the sessions (sessions.sql), because a transaction begins with either.
create policy "api_keys: read" on app_public.api_keys for select to :MEMBER using ((select app_hidden.can_manage('api_keys')));
grant select on app_public.api_keys to :MEMBER;

create type app_public.api_key_secret as (api_key_id uuid, key text);
comment on type app_public.api_key_secret is E'@foreignKey (api_key_id) references app_public.api_keys (id)\nA new API key; shown this once.';

create function app_public.create_api_key(name text, role_id uuid, expires_at timestamptz default null) returns app_public.api_key_secret
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_secret app_public.api_key_secret;
begin
  perform app_hidden.must_manage('api_keys');
  if app_hidden.user_id() is null or app_hidden.api_key_id() is not null then
    perform app_hidden.fail('RM403', 'api_keys_by_person', 'An API key is made by a person, whose it is then; not by another key.', 'Sign in as yourself.');
  end if;
  perform app_hidden.must_not_exceed_mine(create_api_key.role_id);
  if create_api_key.expires_at <= now() then
    perform app_hidden.fail('RM400', 'api_keys_expires_later', 'This key would have expired already.', field => 'expires_at');
  end if;
  v_secret.key := 'rk_' || encode(public.gen_random_bytes(24), 'hex');
  insert into app_public.api_keys (name, prefix, role_id, user_id, expires_at)
  values (btrim(create_api_key.name), left(v_secret.key, 9), create_api_key.role_id, app_hidden.user_id(), create_api_key.expires_at)
  returning id into v_secret.api_key_id;
  insert into app_private.api_key_hashes (hash, api_key_id) values (sha256(convert_to(v_secret.key, 'UTF8')), v_secret.api_key_id);
  return v_secret;
end
$$;
comment on function app_public.create_api_key is
  'Makes a key with which a program acts for me under this role, which may do no more than mine. The key is shown this once; kept is its hash. Raises RM400, RM403, RM404.';

create function app_public.revoke_api_key(id uuid) returns app_public.api_keys
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key app_public.api_keys;
begin
  perform app_hidden.must_manage('api_keys');
  update app_public.api_keys k set revoked_at = coalesce(k.revoked_at, now()) where k.id = revoke_api_key.id returning * into v_key;
  if not found then
    perform app_hidden.fail('RM404', 'api_keys_known', 'There is no such API key.', field => 'id');
  end if;
  return v_key;
end
$$;
comment on function app_public.revoke_api_key is 'Ends an API key: it counts on the very next request. Raises RM403, RM404.';

comment on constraint api_keys_name_length on app_public.api_keys is 'A key needs a name of at most 80 characters, to know it by.';
comment on column app_public.api_keys.expires_at is 'When it ends by itself; null is never.';
comment on column app_public.api_keys.last_used_at is 'When it was used last, to the minute.';
comment on column app_public.api_keys.revoked_at is 'When somebody ended it.';
grant execute on function app_public.create_api_key, app_public.revoke_api_key to :MEMBER;
