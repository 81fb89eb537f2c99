--! Previous: sha1:76a0d025ba4009c2c16658d2bf4cffb7409ba07a
--! Hash: sha1:d705130465e94f02684e16080ef18e031e6a8cdd
--! Message: v0-2-0

CREATE OR REPLACE FUNCTION app_hidden.access(session_id uuid, api_key_hash bytea, OUT user_id uuid, OUT api_key_id uuid, OUT db_role name)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app_hidden.refuse_api_key(api_key_hash bytea)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function app_hidden.refuse_api_key(bytea) is $comment$Says why a key is not taken, to whoever has it. Raises RM401, or RM403 when its role may do what its owner may no longer.$comment$;

grant execute on function app_hidden.refuse_api_key(bytea) to :AUTHENTICATOR;

CREATE OR REPLACE FUNCTION app_hidden.enter(session_id uuid, api_key_hash bytea)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

comment on function app_hidden.enter(uuid,bytea) is $comment$First statement of every transaction of a request: checks the session (id from the token) or API key (its SHA-256), then acts as that person. Both null: a visitor. Raises RM401, RM403.$comment$;

CREATE OR REPLACE FUNCTION app_public.me()
 RETURNS app_public.users
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_me app_public.users;
begin
  select * into v_me from app_public.users u where u.id = app_hidden.user_id();
  -- A program is told what its key may do; whoever looks as another role stays who they are (active_role tells).
  if nullif(current_setting('app.api_key_id', true), '') is not null then
    v_me.role_id := app_hidden.role_id();
  end if;
  return v_me;
end
$function$;

comment on function app_public.me() is $comment$The member who asks, with an API key in the role of that key; null for a visitor.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.wanted_registry_policies(role_id uuid)
 RETURNS TABLE(policy_table regclass, qual text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_settings text[] := (select r.settings from app_public.roles r where r.id = wanted_registry_policies.role_id);
  v_all text[];
  v_own text[];
  v_attachable text[];
  v_gone text[];
  v_hidden boolean;
  v_attached boolean;
begin
  select coalesce(array_agg(o.name order by o.name) filter (where p.read = 'all'), '{}'),
         coalesce(array_agg(o.name order by o.name) filter (where p.read = 'own'), '{}'),
         bool_or(coalesce(p.read, 'none') <> 'all'),
         bool_or(coalesce(p.read, 'none') <> 'all' and o.name not in ('notes', 'tasks'))
  into v_all, v_own, v_hidden, v_attached
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = wanted_registry_policies.role_id;

  policy_table := 'app_public.records';
  qual := case when not v_hidden then 'true' else
    format('(object = any (%L::text[]) or (object = any (%L::text[]) and owner_id = (select app_hidden.user_id())))', v_all, v_own)
    || case when v_attached then ' and case when object in (''notes'', ''tasks'') then app_hidden.sees_attached(id) else true end' else '' end
  end;
  return next;
  policy_table := 'app_public.changes';
  v_attachable := case when v_attached then array['notes', 'tasks'] else '{}' end;
  -- A record that is gone cannot be asked for. Its deletion is seen by whose it was; of what is attached only by who deleted it, because
  -- nobody can say any more what it was attached to.
  v_gone := array(select unnest(v_own) union select unnest(v_all) intersect select unnest(v_attachable) order by 1);
  qual := case when not v_hidden or 'audit' = any (v_settings) then 'true' else concat_ws(' or ',
    format('object = any (%L::text[])', array(select unnest(v_all) except select unnest(v_attachable) order by 1)),
    case when cardinality(v_gone) > 0 then format('(operation = ''delete'' and object = any (%L::text[]) and old ->> ''owner_id'' = (select app_hidden.user_id()::text)%s)',
      v_gone, case when v_attached then ' and (object <> all (array[''notes'', ''tasks'']) or user_id = (select app_hidden.user_id()))' else '' end) end,
    'exists (select from app_public.records r where r.id = record_id)') end;
  return next;
  foreach policy_table in array array['app_public.note_targets', 'app_public.task_targets']::regclass[] loop
    qual := case when not v_hidden then 'true' else 'exists (select from app_public.records r where r.id = record_id)'
      || format(' and exists (select from app_public.records r where r.id = %I)', case policy_table when 'app_public.note_targets'::regclass then 'note_id' else 'task_id' end) end;
    return next;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.role_exceeds(role_id uuid, other_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_role app_public.roles;
  v_other app_public.roles;
begin
  if role_id = other_id then
    return null;
  end if;
  select * into v_role from app_public.roles r where r.id = role_exceeds.role_id;
  select * into v_other from app_public.roles r where r.id = role_exceeds.other_id;
  return case
    when v_other.id is null then 'do something'
    when v_other.key = 'admin' then null
    when v_role.key = 'admin' then 'do everything'
    else coalesce(
      (select 'manage ' || replace(s, '_', ' ') from unnest(v_role.settings) s where s <> all (v_other.settings) order by s limit 1),
      (select format('%s %s', a.action, lower(o.label_plural))
       from app_public.permissions p
       join app_public.objects o on o.name = p.object
       left join app_public.permissions q on q.role_id = v_other.id and q.object = p.object
       cross join lateral (values
         ('read', app_hidden.scope_rank(p.read), app_hidden.scope_rank(coalesce(q.read, 'none'))),
         ('create', p."create"::integer, coalesce(q."create", false)::integer),
         ('update', app_hidden.scope_rank(p.update), app_hidden.scope_rank(coalesce(q.update, 'none'))),
         ('delete', app_hidden.scope_rank(p.delete), app_hidden.scope_rank(coalesce(q.delete, 'none')))) a (action, here, there)
       where p.role_id = v_role.id and a.here > a.there
       order by o.position, o.name limit 1),
      case when app_hidden.scope_rank(v_role.default_read) > app_hidden.scope_rank(v_other.default_read)
          or v_role.default_create and not v_other.default_create
          or app_hidden.scope_rank(v_role.default_update) > app_hidden.scope_rank(v_other.default_update)
          or app_hidden.scope_rank(v_role.default_delete) > app_hidden.scope_rank(v_other.default_delete)
        then 'do more with objects made later' end)
  end;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.webhook_principal(webhook_id uuid, OUT user_id uuid, OUT db_role name, OUT is_active boolean)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select u.id, r.db_role, u.is_active and w.is_active
  from app_public.webhooks w
  join app_public.users u on u.id = w.user_id
  join app_public.roles r on r.id = case
    when w.role_id is null or app_hidden.role_exceeds(w.role_id, u.role_id) is not null then u.role_id else w.role_id end
  where w.id = webhook_principal.webhook_id;
$function$;

comment on function app_hidden.webhook_principal(uuid) is $comment$With whose rights a webhook is served: never with more than its owner has now.$comment$;

select app_hidden.derive_all();

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
