--! Previous: sha1:76a0d025ba4009c2c16658d2bf4cffb7409ba07a
--! Hash: sha1:7ec8831d4854c562cbd765676d7022ed74ea0852
--! Message: v0-2-0

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

CREATE OR REPLACE FUNCTION app_hidden.narrower(scope text, other text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (app_hidden.scope_rank(scope) < app_hidden.scope_rank(other)) THEN scope ELSE other END;

comment on function app_hidden.narrower(text,text) is $comment$The narrower one of two scopes.$comment$;

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

CREATE OR REPLACE FUNCTION app_public.update_role(id uuid, name text DEFAULT NULL::text, description text DEFAULT NULL::text, settings text[] DEFAULT NULL::text[], default_read text DEFAULT NULL::text, default_create boolean DEFAULT NULL::boolean, default_update text DEFAULT NULL::text, default_delete text DEFAULT NULL::text)
 RETURNS app_public.roles
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(update_role.id);
  update app_public.roles r set
    name = case when update_role.name is null then r.name else app_hidden.check_role_name(update_role.name, r.id) end,
    description = coalesce(update_role.description, r.description), settings = coalesce(update_role.settings, r.settings),
    -- As of permissions: what is not said stays as it was, as far as the new scope of reading lets it.
    default_read = coalesce(update_role.default_read, r.default_read),
    default_create = coalesce(update_role.default_create, r.default_create and coalesce(update_role.default_read, r.default_read) <> 'none'),
    default_update = coalesce(update_role.default_update, app_hidden.narrower(r.default_update, coalesce(update_role.default_read, r.default_read))),
    default_delete = coalesce(update_role.default_delete, app_hidden.narrower(r.default_delete, coalesce(update_role.default_read, r.default_read)))
  where r.id = update_role.id;
  v_role := app_hidden.must_not_exceed_mine(update_role.id);
  perform app_hidden.derive_role(v_role.id);
  return v_role;
end
$function$;

comment on function app_public.update_role(uuid,text,text,text[],text,boolean,text,text) is $comment$Changes what is given of a role: its name, the settings that it manages, what it may do with objects made later (what is left out of that stays, but never wider than default_read). Admin stays as it is. Raises RM400, RM403, RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_public.set_permissions(role_id uuid, permissions jsonb)
 RETURNS SETOF app_public.permissions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_role app_public.roles;
  v_wanted record;
  v_old app_public.permissions;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(set_permissions.role_id);
  if jsonb_typeof(set_permissions.permissions) is distinct from 'array' then
    perform app_hidden.fail('RM400', 'permissions_list', 'Permissions are a list of {"object", "read", "create", "update", "delete"}.', field => 'permissions');
  end if;
  for v_wanted in
    select app_hidden.object_name(p.value ->> 'object') as object, p.value ->> 'read' as read, p.value -> 'create' as "create",
      p.value ->> 'update' as update, p.value ->> 'delete' as delete
    from jsonb_array_elements(set_permissions.permissions) p
  loop
    if exists (select from unnest(array[v_wanted.read, v_wanted.update, v_wanted.delete]) s where s <> all (array['none', 'own', 'all']))
      or jsonb_typeof(v_wanted.create) not in ('boolean', 'null') then
      perform app_hidden.fail('RM400', 'permissions_known', 'read, update and delete are none, own or all; create is true or false.', field => 'permissions');
    end if;
    insert into app_public.permissions (role_id, object) values (v_role.id, v_wanted.object) on conflict on constraint permissions_pkey do nothing;
    select * into strict v_old from app_public.permissions p where p.role_id = v_role.id and p.object = v_wanted.object;
    v_wanted.read := coalesce(v_wanted.read, v_old.read);
    -- What is not said stays as it was, as far as the new scope of reading lets it.
    update app_public.permissions p set
      read = v_wanted.read,
      "create" = coalesce((nullif(v_wanted.create, 'null') #>> '{}')::boolean, p."create" and v_wanted.read <> 'none'),
      update = coalesce(v_wanted.update, app_hidden.narrower(p.update, v_wanted.read)),
      delete = coalesce(v_wanted.delete, app_hidden.narrower(p.delete, v_wanted.read))
    where p.role_id = v_role.id and p.object = v_wanted.object;
  end loop;
  perform app_hidden.must_not_exceed_mine(v_role.id);
  perform app_hidden.derive_role(v_role.id);
  return query select p.* from app_public.permissions p where p.role_id = v_role.id order by p.object;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.users_last_seen_at("user" app_public.users)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN CASE WHEN ((("user").id = app_hidden.user_id()) OR app_hidden.can_manage('members'::text)) THEN (SELECT max(s.used_at) AS max FROM app_private.sessions s WHERE (s.user_id = (users_last_seen_at."user").id)) ELSE NULL::timestamp with time zone END;

comment on function app_public.users_last_seen_at(app_public.users) is $comment$When the member was last here, to a quarter of an hour; null for whoever never signed in, and for those who do not manage members.$comment$;

grant execute on function app_public.users_last_seen_at(app_public.users) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.add_pipeline(name text)
 RETURNS app_public.pipelines
 LANGUAGE plpgsql
AS $function$
declare
  v_pipeline app_public.pipelines;
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (name, position)
  values (btrim(add_pipeline.name), (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p)) returning * into v_pipeline;
  insert into app_public.stages (pipeline_id, name, position, color, probability, outcome)
  select v_pipeline.id, s.name, s.position, s.color, s.probability, s.outcome
  from (values ('Open', 1, 'blue', 20, 'open'), ('Won', 2, 'green', 100, 'won'), ('Lost', 3, 'red', 0, 'lost')) s (name, position, color, probability, outcome);
  return v_pipeline;
end
$function$;

comment on function app_public.add_pipeline(text) is $comment$Makes a pipeline with the stages Open, Won and Lost to begin with, behind the others. Raises RM403, RM409 (the name is taken).$comment$;

grant execute on function app_public.add_pipeline(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.access_facts(user_id uuid, action text, record_id uuid, object text)
 RETURNS app_hidden.access_facts
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v app_hidden.access_facts;
  v_permission app_public.permissions;
  v_policy text;
begin
  if access_facts.user_id is distinct from app_hidden.user_id() then
    perform app_hidden.must_manage('roles');
  end if;
  if access_facts.action is null or access_facts.action <> all (array['read', 'create', 'update', 'delete']) then
    perform app_hidden.fail('RM400', 'explain_action', 'The action is read, create, update or delete.', field => 'action');
  end if;
  select u.id, u.name, u.is_active, r.id, r.name, r.db_role into v.user_id, v.user_name, v.is_active, v.role_id, v.role_name, v.db_role
  from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = access_facts.user_id;
  if not found then
    perform app_hidden.fail('RM404', 'users_known', 'There is no such member.', field => 'user_id');
  end if;
  select r.id, r.owner_id, u.name, r.object into v.record_id, v.owner_id, v.owner_name, v.object
  from app_public.records r left join app_public.users u on u.id = r.owner_id where r.id = access_facts.record_id;
  if access_facts.record_id is not null and not found then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'record_id');
  end if;
  v.object := coalesce(v.object, app_hidden.object_name(access_facts.object));
  v.label := (select lower(o.label_plural) from app_public.objects o where o.name = v.object);
  select * into v_permission from app_public.permissions p where p.role_id = v.role_id and p.object = v.object;
  v.read_scope := coalesce(v_permission.read, 'none');
  v.scope := case access_facts.action when 'read' then v.read_scope when 'update' then coalesce(v_permission.update, 'none')
    when 'delete' then coalesce(v_permission.delete, 'none') else case when v_permission."create" then 'all' else 'none' end end;

  -- Reading is asked by reading. Of the other verbs the policies are put to the record as it is, a DBA's among them.
  select coalesce('(' || string_agg('(' || q.qual || ')', ' or ') filter (where q.polpermissive) || ')', 'false')
      || coalesce(' and ' || string_agg('(' || q.qual || ')', ' and ') filter (where not q.polpermissive), ''),
    string_agg('“' || q.polname || '”', ', ' order by q.polname) filter (where not q.polpermissive)
  into v_policy, v.restrictive
  from (
    select p.polname, p.polpermissive, coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'true') as qual
    from pg_catalog.pg_policy p
    where p.polrelid = app_hidden.object_table(v.object)
      and p.polcmd in ('*', case access_facts.action when 'read' then 'r' when 'create' then 'a' when 'update' then 'w' else 'd' end)
      and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(v.db_role, g, 'usage'))) q;
  v.question := format('select exists (select from %s where id = $1 and (%s)), exists (select from %1$s where id = $1)',
    app_hidden.object_table(v.object), case access_facts.action when 'read' then 'true' else v_policy end);
  return v;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.live_link_ends(link_table text, link jsonb)
 RETURNS TABLE(object text, record_id uuid, owner_id uuid, field text, other_object text, other_id uuid, other_owner_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO ''
AS $function$
  select r.object, r.id, r.owner_id, e.field, o.object, o.id, o.owner_id
  from (select coalesce(link ->> 'note_id', link ->> 'task_id', link ->> 'source_id')::uuid as source,
      coalesce(link ->> 'record_id', link ->> 'target_id')::uuid as target) l
  left join app_public.fields f on f.link_table = live_link_ends.link_table
  cross join lateral (values
    (l.source, l.target, coalesce(f.name, live_link_ends.link_table)), (l.target, l.source, coalesce(f.inverse_name, live_link_ends.link_table))) e (id, other, field)
  join app_public.records r on r.id = e.id
  join app_public.records o on o.id = e.other
  where live_link_ends.link_table <> 'favorites' -- everybody's own
$function$;

comment on function app_hidden.live_link_ends(text,jsonb) is $comment$Both records that a row of a link table joins, each with the other: to each of them a link that is made or removed is an update.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.live_changes(since pg_snapshot, until pg_snapshot DEFAULT NULL::pg_snapshot, most integer DEFAULT 1000)
 RETURNS SETOF app_hidden.live_change
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  with arrived as materialized (
    select c.transaction_id, c.at, c.object, c.operation, count(*) as count, max(c.id) as last
    from app_public.changes c
    where c.at > now() - interval '32 days' -- no transaction is as long, and older months need not be looked into
      and (c.transaction_id >= pg_snapshot_xmax(since)::text::bigint
        or c.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
      and (until is null or pg_visible_in_snapshot(c.transaction_id::text::xid8, until))
    group by c.transaction_id, c.at, c.object, c.operation
  ),
  bundled as (
    select a.*, a.count > most or sum(a.count) over (order by a.last) > most * 5 as is_bundle from arrived a
  )
  select c.id, c.transaction_id, c.object, c.operation, c.record_id, 1, c.user_id, c.at,
    array(select jsonb_object_keys(c.new) order by 1),
    array[case when r.id is null then coalesce(c.old ->> 'owner_id', c.new ->> 'owner_id')::uuid else r.owner_id end],
    case c.operation when 'update' then (c.old ->> 'owner_id')::uuid end,
    null::uuid[], null, null::uuid[], null::uuid[]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  left join app_public.records r on r.id = c.record_id
  where not b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select c.id, c.transaction_id, l.object, 'update', l.record_id, 1, c.user_id, c.at,
    array[l.field], array[l.owner_id], null, null, l.other_object, array[l.other_id], array[l.other_owner_id]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where not b.is_bundle and b.object not in (select o.name from app_public.objects o)
  union all
  select b.last, b.transaction_id, l.object, 'update', null, count(*), null, b.at, null, array_agg(distinct l.owner_id), null,
    (array_agg(l.record_id))[1:500], l.other_object, (array_agg(l.other_id))[1:500], array_agg(distinct l.other_owner_id)
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where b.is_bundle and b.object not in (select o.name from app_public.objects o)
  group by b.last, b.transaction_id, l.object, b.at, l.other_object
  union all
  select b.last, b.transaction_id, b.object, b.operation, null, b.count, null, b.at, null, e.owners, null, e.sample, null, null, null
  from bundled b
  cross join lateral (
    select array_agg(distinct coalesce(r.owner_id, (c.old ->> 'owner_id')::uuid)) as owners, (array_agg(c.record_id))[1:500] as sample
    from app_public.changes c left join app_public.records r on r.id = c.record_id
    where c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  ) e
  where b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select null, n.transaction_id, 'notifications', 'insert', n.id, 1, n.actor_id, n.created_at, null, array[n.user_id], null, null, null, null, null
  from app_public.notifications n
  where (n.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or n.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
    and (until is null or pg_visible_in_snapshot(n.transaction_id::text::xid8, until))
  union all
  select null, w.transaction_id, 'workspace', 'update', null, 1, null, w.at, null, null, null, null, null, null, null
  from app_private.workspace_changes w
  where (w.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or w.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
    and (until is null or pg_visible_in_snapshot(w.transaction_id::text::xid8, until))
  order by 1 nulls last -- by which the changes of any one record keep their order
$function$;

CREATE OR REPLACE FUNCTION app_public.undo(transaction_id bigint)
 RETURNS app_public.undone
 LANGUAGE plpgsql
AS $function$
declare
  v_steps app_hidden.undo_step[];
  v_undone app_public.undone;
begin
  -- A transaction of which one may see nothing is as good as none.
  if not exists (select from app_public.changes c where c.transaction_id = undo.transaction_id) then
    perform app_hidden.fail('RM404', 'undo_known', 'There is no such change.', 'The audit log names the transactions that can be undone.', 'transaction_id');
  end if;
  v_steps := array(select s from app_hidden.plan_undo(undo.transaction_id) s);
  perform app_hidden.carry_out_undo(undo.transaction_id, v_steps);
  select pg_current_xact_id()::text::bigint, coalesce(array_agg(distinct s.object), '{}'), count(distinct s.record_id) into v_undone from unnest(v_steps) s;
  return v_undone;
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

CREATE OR REPLACE FUNCTION app_public.load_sample_data()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_members uuid[] := array(select u.id from app_public.users u where u.is_active order by u.created_at, u.id);
  v_me uuid := coalesce(app_hidden.user_id(), v_members[1]);
  v_currency text := (select w.currency from app_public.workspace w);
begin
  perform app_hidden.must_manage('workspace');
  if exists (select from app_public.companies) or exists (select from app_public.contacts) then
    perform app_hidden.fail('RM409', 'sample_data_empty', 'There are companies or contacts already; sample data would mix with them.');
  end if;
  if v_me is null then
    perform app_hidden.fail('RM400', 'sample_data_member', 'Make an account first: sample data belongs to somebody.');
  end if;

  -- Somebody made all this, also when nobody asks for it (the demo).
  if app_hidden.user_id() is null then
    perform set_config('app.user_id', v_me::text, true);
  end if;
  insert into app_public.companies (name, domain, industry, employees, annual_revenue, currency, city, country, phone, website, owner_id)
  select c.name, c.domain, c.industry, c.employees, c.revenue, v_currency, c.city, c.country, c.phone, 'https://' || c.domain,
    v_members[1 + (c.n - 1) % cardinality(v_members)]
  from (values
    (1, 'Northwind Logistics', 'northwind-logistics.example', 'Logistics', 1240, 310000000, 'Rotterdam', 'Netherlands', '+31 10 555 0141'),
    (2, 'Bluebird Robotics', 'bluebird-robotics.example', 'Manufacturing', 380, 92000000, 'Stuttgart', 'Germany', '+49 711 555 0102'),
    (3, 'Harbor & Finch', 'harborfinch.example', 'Retail', 95, 18500000, 'Boston', 'United States', '+1 617 555 0188'),
    (4, 'Lumen Health', 'lumen-health.example', 'Healthcare', 2100, 540000000, 'Chicago', 'United States', '+1 312 555 0117'),
    (5, 'Cascade Energy', 'cascade-energy.example', 'Energy', 860, 275000000, 'Oslo', 'Norway', '+47 22 55 01 90'),
    (6, 'Petit Atelier', 'petit-atelier.example', 'Design', 24, 3400000, 'Lyon', 'France', '+33 4 55 50 12 34'),
    (7, 'Quantum Foods', 'quantumfoods.example', 'Food', 640, 128000000, 'Madrid', 'Spain', '+34 91 555 01 45'),
    (8, 'Silverline Insurance', 'silverline.example', 'Insurance', 3200, 890000000, 'Zürich', 'Switzerland', '+41 44 555 01 22'),
    (9, 'Aster Analytics', 'aster-analytics.example', 'Software', 72, 9800000, 'Dublin', 'Ireland', '+353 1 555 0133'),
    (10, 'Granite Construction Group', 'granite-cg.example', 'Construction', 1500, 420000000, 'Denver', 'United States', '+1 303 555 0174'),
    (11, 'Meridian Travel', 'meridiantravel.example', 'Travel', 210, 46000000, 'Lisbon', 'Portugal', '+351 21 555 0167'),
    (12, 'Oakridge Schools', 'oakridge.example', 'Education', 430, 38000000, 'Toronto', 'Canada', '+1 416 555 0129'),
    (13, 'Kobalt Mining', 'kobalt-mining.example', 'Mining', 2700, 760000000, 'Perth', 'Australia', '+61 8 5550 1180'),
    (14, 'Fernhill Pharma', 'fernhill-pharma.example', 'Pharma', 980, 344000000, 'Basel', 'Switzerland', '+41 61 555 01 99'),
    (15, 'Tidewater Shipping', 'tidewater.example', 'Logistics', 530, 117000000, 'Hamburg', 'Germany', '+49 40 555 0156'),
    (16, 'Paper & Pine', 'paperandpine.example', 'Retail', 48, 6200000, 'Portland', 'United States', '+1 503 555 0138'),
    (17, 'Solstice Solar', 'solstice-solar.example', 'Energy', 150, 33000000, 'Austin', 'United States', '+1 512 555 0195'),
    (18, 'Vega Telecom', 'vega-telecom.example', 'Telecom', 4100, 1200000000, 'Warsaw', 'Poland', '+48 22 555 01 61'),
    (19, 'Redwood Partners', 'redwoodpartners.example', 'Finance', 86, 27000000, 'London', 'United Kingdom', '+44 20 7946 0155'),
    (20, 'Ember Kitchens', 'ember-kitchens.example', 'Hospitality', 320, 29000000, 'Milan', 'Italy', '+39 02 5550 1120'),
    (21, 'Polar Cold Chain', 'polarcold.example', 'Logistics', 260, 58000000, 'Helsinki', 'Finland', '+358 9 5550 118'),
    (22, 'Juniper Legal', 'juniper-legal.example', 'Legal', 64, 15500000, 'Edinburgh', 'United Kingdom', '+44 131 496 0142'),
    (23, 'Atlas Machine Tools', 'atlas-mt.example', 'Manufacturing', 720, 165000000, 'Turin', 'Italy', '+39 011 555 0173'),
    (24, 'Sakura Electronics', 'sakura-el.example', 'Electronics', 1900, 610000000, 'Osaka', 'Japan', '+81 6 5550 1177')
  ) c (n, name, domain, industry, employees, revenue, city, country, phone);
  update app_public.companies c set parent_id = p.id
  from app_public.companies p
  where (c.name, p.name) in (('Tidewater Shipping', 'Northwind Logistics'), ('Polar Cold Chain', 'Northwind Logistics'), ('Solstice Solar', 'Cascade Energy'));

  insert into app_public.contacts (first_name, last_name, emails, phones, job_title, company_id, city, country, owner_id)
  select p.first, p.last, array[app_hidden.fold(p.first) || '.' || replace(app_hidden.fold(p.last), ' ', '') || '@' || c.domain],
    case when p.n % 4 <> 0 then array[c.phone || lpad((p.n % 90)::text, 2, '0')] else '{}' end,
    (array['Head of Purchasing', 'Chief Executive', 'IT Director', 'Operations Manager', 'Finance Director', 'Office Manager', 'Head of Logistics', 'Product Lead'])[1 + p.n % 8],
    c.id, c.city, c.country, c.owner_id
  from (
    select n, (array['Amara', 'Björn', 'Chiara', 'David', 'Elena', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jonas', 'Keiko', 'Liam', 'Marta', 'Noah', 'Olga', 'Pedro', 'Quinn', 'Rosa', 'Samir', 'Thea', 'Uma', 'Viktor', 'Wanda', 'Yusuf', 'Zoë'])[1 + (n * 7) % 25] as first,
      (array['Almeida', 'Becker', 'Costa', 'Dubois', 'Eriksson', 'Fischer', 'García', 'Hansen', 'Ivanova', 'Jensen', 'Kowalski', 'Laurent', 'Moretti', 'Novák', 'O’Brien', 'Petrov', 'Rossi', 'Santos', 'Tanaka', 'Varga', 'Weber', 'Young', 'Zimmermann'])[1 + (n * 5) % 23] as last
    from generate_series(1, 96) n
  ) p
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (p.n - 1) % c.total;

  insert into app_public.deals (title, value, currency, company_id, contact_id, stage_id, expected_close_date, closed_at, lost_reason, owner_id, created_by, created_at)
  select
    c.name || ' – ' || (array['annual licence', 'pilot project', 'renewal', 'rollout', 'support plan', 'integration', 'training package'])[1 + d.n % 7],
    (array[4800, 12500, 36000, 7900, 58000, 22400, 91000, 15300])[1 + d.n % 8] + d.n * 25, v_currency, c.id,
    (select k.id from app_public.contacts k where k.company_id = c.id order by k.name offset d.n % 3 limit 1),
    s.id,
    case when s.outcome = 'open' then current_date + (d.n * 13) % 75 - 8 end,
    case when s.outcome <> 'open' then now() - make_interval(days => (d.n * 11) % 160, hours => d.n) end,
    case when s.outcome = 'lost' then (array['Price', 'Chose a competitor', 'No budget this year', 'Project was stopped'])[1 + d.n % 4] end,
    c.owner_id, c.owner_id, now() - make_interval(days => 20 + (d.n * 17) % 200)
  from generate_series(1, 68) d (n)
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (d.n * 5) % c.total
  join (select s.*, row_number() over (order by s.position) as k, count(*) over () as total
        from app_public.stages s where s.pipeline_id = (select p.id from app_public.pipelines p order by p.position, p.id limit 1)) s
    on s.k = 1 + (d.n * d.n + d.n / 3) % s.total;

  with made as (
    insert into app_public.tasks (id, title, due_at, priority, status, assignee_id, owner_id, created_by, remind_at)
    select uuidv7(), t.title, t.due, (array['normal', 'high', 'normal', 'low'])[1 + t.n % 4], case when t.n % 5 = 0 then 'done' else 'open' end,
      t.assignee, t.assignee, t.assignee, case when t.n % 6 = 1 then t.due - interval '1 hour' end
    from (
      select n, (array['Call back about the offer', 'Send the contract', 'Prepare the demo', 'Check in after the pilot', 'Book the site visit', 'Clarify the budget', 'Send references', 'Plan the kick-off'])[1 + n % 8] as title,
        date_trunc('day', now()) + make_interval(days => (n * 7) % 19 - 5, hours => 8 + n % 9) as due,
        v_members[1 + n % cardinality(v_members)] as assignee
      from generate_series(1, 42) n) t
    returning id
  )
  insert into app_public.task_targets (task_id, record_id)
  select m.id, d.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by title) as k, count(*) over () as total from app_public.deals) d on d.k = 1 + (m.k * 3) % d.total;

  with made as (
    insert into app_public.notes (id, body, owner_id, created_by, created_at)
    select uuidv7(), (array[
      E'**Discovery call**\n\nThey run three sites and want one view of all of them. Decision in the next quarter; the finance director signs.',
      E'**Met at the trade fair**\n\nInterested in the integration. Asked for two references from the same industry.',
      E'**Pricing**\n\n- list price is fine\n- wants yearly billing\n- asked about training for 12 people',
      E'**Pilot review**\n\nGood first impression. Open points:\n\n1. single sign-on\n2. export to their BI tool',
      E'**Short call**\n\nNew contact person from next month on. Will introduce us by e-mail.'])[1 + n % 5],
      v_members[1 + n % cardinality(v_members)], v_members[1 + n % cardinality(v_members)], now() - make_interval(days => (n * 3) % 60, hours => n)
    from generate_series(1, 60) n
    returning id
  )
  insert into app_public.note_targets (note_id, record_id)
  select m.id, r.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by object, title) as k, count(*) over () as total from app_public.records where object in ('contacts', 'companies', 'deals')) r
    on r.k = 1 + (m.k * 11) % r.total;

  return (select count(*) from app_public.records);
end
$function$;

select app_hidden.derive_all();

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
