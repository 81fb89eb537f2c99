--! Previous: sha1:76a0d025ba4009c2c16658d2bf4cffb7409ba07a
--! Hash: sha1:5db2ed86c2b518fca0b7e17c138a609a3e1a8ed1
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

drop function app_hidden.claim_deliveries(uuid,integer);

CREATE OR REPLACE FUNCTION app_hidden.lock_briefly(wanted jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '20ms'
AS $function$
declare
  v_until timestamptz := clock_timestamp() + interval '5 seconds';
  v_patience integer := 20;
  v_lock record;
begin
  -- Whoever waits for an exclusive lock makes everybody behind wait too, and whoever reads our tables in another order waits for us while
  -- we wait for them. So we wait a moment, let them pass, and come again, a little more patient each time.
  loop
    begin
      perform set_config('lock_timeout', v_patience || 'ms', true);
      for v_lock in select l.key as table, l.value as mode from jsonb_each_text(lock_briefly.wanted) l order by l.key loop
        execute format('lock table %s in %s mode', v_lock.table, v_lock.mode);
      end loop;
      return;
    exception when lock_not_available then
      if clock_timestamp() > v_until then
        perform app_hidden.fail('RM409', 'metadata_lock',
          format('Something that takes long is using “%s”: a report, an import, a backup. Nothing was changed.',
            coalesce((select o.label_plural from app_public.objects o where format('%I.%I', o.schema_name, o.name) = v_lock.table), v_lock.table)),
          'Try again when it is done.');
      end if;
    end;
    v_patience := least(v_patience + 20, 100);
    perform pg_sleep(0.01 + random() * 0.03);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.take_turn()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '20s'
AS $function$
begin
  if pg_try_advisory_xact_lock(hashtext('app_hidden.metadata')) then
    return;
  end if;
  -- Whoever is before us may need for themselves what we hold by having signed in, and would wait for us as we for them. So we wait for a
  -- moment only, and come again in another transaction, as the server does by itself.
  if exists (select from pg_catalog.pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.relation = 'app_public.users'::regclass) then
    perform set_config('lock_timeout', '50ms', true);
  end if;
  perform pg_advisory_xact_lock(hashtext('app_hidden.metadata'));
exception when lock_not_available or deadlock_detected then
  perform app_hidden.fail('RM409', 'metadata_one_at_a_time', 'Somebody else is changing objects, fields or roles at this moment.', 'Try again in a moment.');
end
$function$;

comment on function app_hidden.take_turn() is $comment$Lets changes of objects, fields and roles pass one after another. It comes before anything else that they do, so that who waits has nothing locked that others need. Raises RM409.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.search_expression(object text, row_alias text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(format('to_tsvector(''simple'', app_hidden.words(left(concat_ws('' '', %s), 100000)))', string_agg(
      case f.type
        when 'emails' then format('array_to_string(%s.%I, '' '')', row_alias, f.column_name)
        when 'phones' then format('app_hidden.phone_words(nullif(%s.%I, ''{}''))', row_alias, f.column_name)
        else format('%s.%I', row_alias, f.column_name)
      end, ', ' order by (f.column_name = o.title_column) desc, f.position, f.name)), '''''::tsvector')
    from app_public.fields f join app_public.objects o on o.name = f.object
    where f.object = search_expression.object and f.column_name is not null and f.is_active
      and f.type in ('text', 'long_text', 'emails', 'phones', 'url')
      -- The words of a generated column are those of the columns that it is generated from.
      and not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = format('%I.%I', o.schema_name, o.name)::regclass and a.attname = f.column_name and a.attgenerated <> '')
  );
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.tg__track_links()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_first bigint;
  v_last bigint;
begin
  if tg_op = 'INSERT' then
    with written as (
      insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
      select a.*, 'insert', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
      from (select to_jsonb(n) as link from new_rows n) l
      cross join app_hidden.acting() a
      left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid
      returning id
    )
    select min(id), max(id) into v_first, v_last from written;
  else
    with written as (
      insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
      select a.*, 'delete', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
      from (select to_jsonb(n) as link from old_rows n) l
      cross join app_hidden.acting() a
      left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid
      where tg_argv[1] = 'always' or l.link ->> tg_argv[0] is not null and r.id is null
      returning id
    )
    select min(id), max(id) into v_first, v_last from written;
  end if;
  if tg_table_schema = 'app_custom' and v_first is not null and exists (select from app_private.webhook_subscriptions s where s.operation = 'update') then
    perform app_hidden.queue_link_events(v_first, v_last);
  end if;
  return null;
end
$function$;

comment on function app_hidden.tg__track_links() is $comment$Keeps the links of records in the audit log, where undo finds them, and queues the events of fields of several records.$comment$;

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
    case when cardinality(v_gone) > 0 then format('(operation = ''delete'' and object = any (%L::text[]) and old ->> ''owner_id'' = (select app_hidden.user_id())::text%s)',
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

CREATE OR REPLACE FUNCTION app_hidden.begin_role_change()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform app_hidden.take_turn();
  perform app_hidden.must_manage('roles');
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

CREATE OR REPLACE FUNCTION app_hidden.tg_deals__move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_stage app_public.stages;
begin
  if app_hidden.is_undo(new, array['stage_id', 'pipeline_id', 'probability', 'closed_at', 'lost_reason']) then
    return new; -- it goes back to where it was, as it was there
  end if;
  if tg_op = 'INSERT' then
    if new.stage_id is null then
      select s.* into v_stage from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where new.pipeline_id is null or p.id = new.pipeline_id
      order by p.position, p.id, s.position limit 1;
      if not found then
        perform app_hidden.fail('RM400', 'deals_stage_present', 'There is no pipeline stage to put this deal in.', 'Make a stage first, under Settings, Pipelines.', 'stage_id');
      end if;
      new.stage_id := v_stage.id;
    end if;
    new.currency := coalesce(new.currency, (select w.currency from app_public.workspace w));
  elsif new.pipeline_id <> old.pipeline_id and new.stage_id = old.stage_id then
    select s.* into v_stage from app_public.stages s where s.pipeline_id = new.pipeline_id order by s.position limit 1;
    new.stage_id := v_stage.id;
  end if;

  if v_stage.id is null then
    select s.* into v_stage from app_public.stages s where s.id = new.stage_id;
    if not found then
      perform app_hidden.fail('RM400', 'deals_stage_id_fkey', 'This stage does not exist.', field => 'stage_id');
    end if;
  end if;
  if tg_op = 'INSERT' and new.pipeline_id is not null and new.pipeline_id <> v_stage.pipeline_id
    or tg_op = 'UPDATE' and new.pipeline_id <> old.pipeline_id and new.pipeline_id <> v_stage.pipeline_id then
    perform app_hidden.fail('RM400', 'deals_stage_of_pipeline', 'This stage belongs to another pipeline.', field => 'stage_id');
  end if;
  new.pipeline_id := v_stage.pipeline_id;

  if tg_op = 'INSERT' then
    new.probability := coalesce(new.probability, v_stage.probability);
    if v_stage.outcome <> 'open' then
      new.closed_at := coalesce(new.closed_at, now());
    else
      new.expected_close_date := coalesce(new.expected_close_date, new.closed_at::date);
      new.closed_at := null;
    end if;
  elsif new.stage_id <> old.stage_id then
    if new.probability = old.probability then
      new.probability := v_stage.probability;
    end if;
    if v_stage.outcome = 'lost' and coalesce(btrim(new.lost_reason), '') = '' then
      perform app_hidden.fail('RM400', 'deals_lost_reason_given', 'Say why the deal was lost.', 'Give a lost reason with the move.', 'lost_reason');
    end if;
    if v_stage.outcome = 'open' then
      new.closed_at := null;
      new.lost_reason := null;
    elsif new.closed_at is not distinct from old.closed_at then
      new.closed_at := case when old.closed_at is null
        or (select s.outcome from app_public.stages s where s.id = old.stage_id) <> v_stage.outcome then now() else old.closed_at end;
    end if;
    if v_stage.outcome = 'won' then
      new.lost_reason := null;
    end if;
  end if;
  return new;
end
$function$;

comment on function app_hidden.tg_deals__move() is $comment$A deal without a stage starts in the first; its pipeline is its stage's; moving it to lost needs a reason; moving it to won or lost stamps closed_at unless given; moving it back to open clears both; a new open deal that is said to close at some date is expected to; its probability follows the stage unless given.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.mend_access()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app_hidden.update_records(object text, rows jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass := app_hidden.object_table(update_records.object);
  v_group record;
  v_changed uuid[] := '{}';
  v_some uuid[];
  v_ids uuid[] := array(select (r.row ->> 'id')::uuid from jsonb_array_elements(update_records.rows) with ordinality r (row, n) order by r.n);
  v_missing uuid;
  v_readable boolean;
begin
  for v_group in select * from app_hidden.bulk_groups(update_records.rows) loop
    continue when v_group.columns = array['id'];
    execute format('with changed as (update %s t set %s from jsonb_populate_recordset(null::%s, $1) n where t.id = n.id returning t.id) select array_agg(id) from changed',
      v_table, (select string_agg(format('%I = n.%I', c, c), ', ') from unnest(v_group.columns) c where c <> 'id'), v_table)
    into v_some using v_group.rows;
    v_changed := v_changed || coalesce(v_some, '{}');
  end loop;
  select m.id into v_missing from (select unnest(v_ids) except select unnest(v_changed)) m (id) limit 1;
  if found then
    perform app_hidden.refuse_bulk(v_table, update_records.object, 'update', v_missing);
  end if;
  return v_ids;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.delete_records(object text, ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass := app_hidden.object_table(delete_records.object);
  v_gone uuid[];
  v_missing uuid;
begin
  execute format('with gone as (delete from %s where id = any ($1) returning id) select array_agg(id) from gone', v_table)
  into v_gone using delete_records.ids;
  select m.id into v_missing from (select unnest(delete_records.ids) except select unnest(v_gone)) m (id) limit 1;
  if found then
    perform app_hidden.refuse_bulk(v_table, delete_records.object, 'delete', v_missing);
  end if;
  return delete_records.ids;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.search(query text, objects text[] DEFAULT NULL::text[])
 RETURNS SETOF app_public.records
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO ''
AS $function$
declare
  v_limit constant integer := 100;
  v_share constant integer := 25;
  -- Of a word that tens of thousands have, not all are looked at: who means one of them types more.
  v_most constant integer := 10000;
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
  v_owner boolean := app_hidden.is_owner();
  v_key text := btrim(app_hidden.fold(search.query));
  v_words text[];
  v_tsquery tsquery;
  v_all text[];
  v_own text[];
  v_found uuid[];
begin
  if coalesce(v_key, '') = '' then
    return;
  end if;
  v_key := left(v_key, 200);
  if v_key ~ '^[\d\s()+./-]{3,}$' then
    v_words := array[regexp_replace(v_key, '\D', '', 'g')];
  else
    v_words := regexp_split_to_array(v_key, '[^[:alnum:]]+');
  end if;
  select string_agg(quote_literal(w) || ':*', ' & ')::tsquery into v_tsquery from unnest(v_words[1:12]) w where w <> '';

  select coalesce(array_agg(o.name) filter (where v_owner or p.read = 'all'), '{}'), coalesce(array_agg(o.name) filter (where p.read = 'own' and not v_owner), '{}')
  into v_all, v_own
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
  where o.is_active and (search.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search.objects) n));

  -- The title begins so.
  select coalesce(array_agg(s.id order by o.position, o.name, s.title_key), '{}') into v_found
  from app_public.objects o cross join lateral (
    select r.id, r.title_key from app_public.records r
    where r.object = o.name and r.title_key collate "C" ^@ v_key and (o.name = any (v_all) or r.owner_id = v_user)
    order by r.title_key collate "C" limit v_share) s
  where o.name = any (v_all || v_own);

  -- A word of it (or of an e-mail, domain, phone) begins so.
  if cardinality(v_found) < v_limit then
    select v_found || coalesce(array_agg(s.id order by o.position, o.name, s.nth), '{}') into v_found
    from (
      select m.id, m.object, row_number() over (partition by m.object) as nth from (
        select r.id, r.object from app_public.records r
        where r.search @@ v_tsquery and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most) m) s
    join app_public.objects o on o.name = s.object
    where s.nth <= v_share;
  end if;

  -- It is spelt nearly so, which is only of use to who finds little.
  if cardinality(v_found) < 5 and length(v_key) >= 4 then
    select v_found || coalesce(array_agg(s.id order by s.near), '{}') into v_found
    from (
      select m.id, m.near, row_number() over (partition by m.object order by m.near) as nth from (
        select r.id, r.object, v_key operator(public.<<->) r.title_key as near from app_public.records r
        where v_key operator(public.<%) r.title_key and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most / 5) m) s
    where s.nth <= 10;
  end if;

  return query
  select r.* from app_public.records r join unnest(v_found) with ordinality f (id, n) on f.id = r.id
  where v_owner or r.object not in ('notes', 'tasks') or app_hidden.sees_attached(r.id)
  order by case
    when r.title_key = v_key then 0
    when r.title_key collate "C" ^@ v_key then 1
    when position(' ' || v_key in r.title_key) > 0 then 2
    else 3 end, f.n
  limit v_limit;
end
$function$;

comment on function app_public.search(text,text[]) is $comment$Records of all (or the given) objects that the asker may read, best first: title begins so, a word begins so (titles, e-mails, domains, phones), spelt nearly so. Accents and case do not count. At most 100, of the first 10,000 that have the word.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_fits(kind text, field_type text)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((kind IS NULL) OR (kind = 'empty'::text)) THEN (1)::numeric WHEN (field_type = 'emails'::text) THEN CASE kind WHEN 'email'::text THEN 1.1 WHEN 'text'::text THEN 0.7 ELSE (0)::numeric END WHEN (field_type = 'phones'::text) THEN CASE WHEN (kind = 'phone'::text) THEN 1.1 WHEN (kind = ANY (ARRAY['integer'::text, 'number'::text, 'text'::text])) THEN 0.8 ELSE (0)::numeric END WHEN (field_type = ANY (ARRAY['number'::text, 'currency'::text, 'rating'::text])) THEN CASE WHEN (kind = ANY (ARRAY['integer'::text, 'number'::text])) THEN (1)::numeric WHEN (kind = 'text'::text) THEN 0.6 ELSE (0)::numeric END WHEN (field_type = ANY (ARRAY['date'::text, 'date_time'::text])) THEN CASE kind WHEN 'date'::text THEN (1)::numeric WHEN 'text'::text THEN 0.6 ELSE (0)::numeric END WHEN (field_type = 'boolean'::text) THEN CASE WHEN (kind = ANY (ARRAY['boolean'::text, 'integer'::text])) THEN (1)::numeric WHEN (kind = 'text'::text) THEN 0.6 ELSE 0.3 END WHEN (field_type = 'id'::text) THEN (CASE kind WHEN 'uuid'::text THEN 1 ELSE 0 END)::numeric WHEN (field_type = 'url'::text) THEN (CASE WHEN (kind = ANY (ARRAY['url'::text, 'domain'::text, 'text'::text])) THEN 1 ELSE 0 END)::numeric WHEN (field_type = ANY (ARRAY['text'::text, 'long_text'::text])) THEN CASE WHEN (kind = ANY (ARRAY['email'::text, 'boolean'::text])) THEN 0.6 ELSE (1)::numeric END WHEN (field_type = ANY (ARRAY['relation'::text, 'many_to_many'::text, 'member'::text, 'enum'::text, 'multi_enum'::text])) THEN CASE WHEN (kind = ANY (ARRAY['date'::text, 'number'::text, 'boolean'::text])) THEN 0.3 WHEN (kind = 'uuid'::text) THEN 0.7 ELSE (1)::numeric END ELSE (1)::numeric END;

CREATE OR REPLACE FUNCTION app_hidden.import_find(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass;
  v_by record;
begin
  if slot.type in ('stages', 'pipelines') then
    update pg_temp.import_keys k set target = s.id
    from (
      select k.key, coalesce(
        (select p.id from app_public.pipelines p where slot.type = 'pipelines' and (p.id::text = k.wanted or app_hidden.fold(p.name) = app_hidden.fold(btrim(k.wanted)))
         order by p.position limit 1),
        (select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
         where slot.type = 'stages' and (s.id::text = k.wanted or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1)))
           and (split_part(k.wanted, E'\x1f', 2) = '' or app_hidden.fold(p.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 2)))))
         order by p.position, s.position limit 1)) as id
      from pg_temp.import_keys k where k.slot = slot.n) s
    where k.slot = slot.n and k.key = s.key;
  elsif slot.type in ('enum', 'multi_enum') then
    update pg_temp.import_keys k set value = o.value
    from app_public.fields f join app_public.field_options o on o.field_id = f.id
    where k.slot = slot.n and f.column_name = slot.column_name and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s)
      and (o.value = k.wanted or app_hidden.fold(o.label) = app_hidden.fold(k.wanted));
  elsif slot.type = 'member' then
    update pg_temp.import_keys k set
      target = case when u.named = 1 or u.is_address then u.id end,
      problem = case when u.named > 1 and not u.is_address then format('%s members are called “%s”.', u.named, left(k.key, 80)) end
    from (
      select k.key, (array_agg(u.id order by lower(u.email) = lower(k.wanted) desc, u.is_active desc))[1] as id, count(*) as named,
        bool_or(lower(u.email) = lower(k.wanted) or u.id::text = k.wanted) as is_address
      from pg_temp.import_keys k
      join app_public.users u on lower(u.email) = lower(k.wanted) or app_hidden.fold(u.name) = app_hidden.fold(k.wanted) or u.id::text = k.wanted
      where k.slot = slot.n group by k.key) u
    where k.slot = slot.n and k.key = u.key;
  else
    v_table := app_hidden.object_table(slot.target_object);
    for v_by in
      -- In the order in which a match counts; each finds what the one before has not.
      select b.* from (
        select 1 as place, 'id' as name, $q$case when k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then k.wanted::uuid end$q$ as key, 't.id = w.key' as condition
        union all
        select 2, f.name, $q$case when k.wanted like '%@%' then lower(k.wanted) end$q$, format('t.%I @> array[w.key]', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.type = 'emails' and f.is_active
        union all
        select 3, f.name, $q$case when k.wanted ~ '^\S+\.\S+$' and k.wanted not like '%@%' then app_hidden.domain_of(k.wanted) end$q$, format('t.%I = w.key', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.name = 'domain' and f.type = 'text' and f.is_active
        union all
        select 4, 'title', 'app_hidden.fold(left(k.wanted, 200))', format(
          $q$t.id in (select r.id from app_public.records r where r.object = %L and r.title_key collate "C" = w.key)$q$, slot.target_object)
        union all
        select 5, f.name, case f.type when 'number' then $q$case when pg_input_is_valid(k.wanted, 'numeric') then k.wanted::numeric end$q$ else 'lower(k.wanted)' end,
          format(case f.type when 'number' then 't.%I = w.key' else 'lower(t.%I) = w.key' end, f.column_name)
        from app_public.fields f
        where f.object = slot.target_object and f.type in ('text', 'number', 'url') and f.is_active and f.name <> 'domain' and f.column_name is not null
          and (slot.match = f.name or slot.match = 'auto' and f.is_unique)
      ) b
      where slot.match = 'auto' or slot.match = b.name or slot.match in ('email', 'emails') and b.place = 2
      order by b.place
    loop
      execute case when v_by.place = 4 then format($q$
        with found as (
          select k.key, array_agg(r.id) as ids,
            array_agg(r.id) filter (where r.title = k.wanted) as exact
          from pg_temp.import_keys k
          join app_public.records r on r.object = %L and r.title_key collate "C" = app_hidden.fold(left(k.wanted, 200))
          where k.slot = $1 and k.target is null and k.problem is null group by k.key)
      $q$, slot.target_object) else format($q$
        with wanted as materialized (select k.key as name, %s as key from pg_temp.import_keys k where k.slot = $1 and k.target is null and k.problem is null),
        found as (select w.name as key, array_agg(t.id) as ids, null::uuid[] as exact from wanted w join %s t on %s where w.key is not null group by w.name)
      $q$, v_by.key, v_table, v_by.condition) end || $q$
        update pg_temp.import_keys k set
          target = case when cardinality(f.ids) = 1 then f.ids[1] when cardinality(f.exact) = 1 then f.exact[1] end,
          problem = case when cardinality(f.ids) > 1 and coalesce(cardinality(f.exact), 0) <> 1 then format('%s records of %s match “%s”.', cardinality(f.ids), $2, left(k.key, 80)) end
        from found f where k.slot = $1 and k.key = f.key
      $q$ using slot.n, replace(slot.target_object, '_', ' ');
    end loop;
    -- Nothing is called by an id, so nothing is made for one either.
    update pg_temp.import_keys k set problem = format('There is no record of %s with the id “%s”.', replace(slot.target_object, '_', ' '), k.wanted)
    where k.slot = slot.n and k.target is null and k.problem is null and k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_prepare(import_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  v_import app_public.imports;
  v_options jsonb;
  v_table regclass;
  v_slots app_hidden.import_slot[];
  v_slot app_hidden.import_slot;
  v_e record;
  v_cells text;
  v_inner text := '';
  v_outer text := '';
  v_joins text := '';
  v_errors text := '';
  v_warnings text := '';
  v_related jsonb := '{}';
  v_made integer;
  v_source constant text := 'from app_hidden.import_cells s where s.import_id = $1';
  v_missing text;
  v_rows integer;
begin
  select * into v_import from app_public.imports i where i.id = import_prepare.import_id and i.user_id = app_hidden.user_id();
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  end if;
  perform app_hidden.must_manage('import');
  v_options := app_hidden.import_options(v_import.options, v_import.object);
  v_table := app_hidden.object_table(v_import.object);
  v_slots := array(select s from app_hidden.import_slots(v_import.id) s order by s.n);
  perform set_config('datestyle', 'ISO, ' || (v_options ->> 'dateOrder'), true),
    set_config('timezone', coalesce((select u.time_zone from app_public.users u join pg_catalog.pg_timezone_names z on z.name = u.time_zone where u.id = v_import.user_id), 'UTC'), true),
    set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
    -- What many rows add to the indexes for search is sorted in more at a time, and the rest by autovacuum.
    set_config('gin_pending_list_limit', '64MB', true);

  if v_options ->> 'mode' <> 'update' then
    select string_agg('“' || t.label || '”', ', ' order by t.position) into v_missing
    from app_public.import_targets(v_import.object) t
    where t.is_required and t.field not in (select field from unnest(v_slots));
    if v_missing is not null then
      perform app_hidden.fail('RM400', 'imports_required_mapped', format('No column goes into %s, which every new record needs.', v_missing), 'Match a column to it, or update existing records only.', 'mapping');
    end if;
  end if;
  select string_agg(b, ', ') into v_missing from jsonb_array_elements_text(v_options -> 'matchBy') b where b not in (select field from unnest(v_slots));
  if v_missing is not null then
    perform app_hidden.fail('RM400', 'imports_match_mapped', format('Records are to be told apart by %s, into which no column goes.', v_missing), field => 'options');
  elsif v_options ->> 'mode' = 'update' and jsonb_array_length(v_options -> 'matchBy') = 0 then
    perform app_hidden.fail('RM400', 'imports_match_given', 'To update records, say by which field a row finds its record.', field => 'options');
  end if;

  create temp table import_state (import_id uuid, object text, options jsonb, related jsonb, slots app_hidden.import_slot[]) on commit drop;
  create temp table import_keys (
    slot integer, key text, wanted text, target uuid, value text, problem text, is_in_file boolean not null default false, primary key (slot, key)
  ) on commit drop;
  insert into pg_temp.import_state values (v_import.id, v_import.object, v_options, '{}', v_slots);

  -- What the file calls by name, each name once.
  foreach v_slot in array v_slots loop
    continue when v_slot.type not in ('enum', 'multi_enum', 'stages', 'pipelines', 'member', 'relation', 'many_to_many');
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', c), ', ') into v_cells
    from (select distinct unnest(v_slot.columns || v_slot.pipeline_columns) as c) u;
    execute format('insert into pg_temp.import_keys (slot, key, wanted) select $2, k.key, coalesce($3 ->> k.key, k.key) from (select distinct %s as key from (select %s %s and s.problem is null) c) k where k.key is not null',
      case when v_slot.type in ('multi_enum', 'many_to_many') then format('unnest(%s)', v_e.read) else v_e.read end, v_cells, v_source)
    using v_import.id, v_slot.n, v_slot.values;
    continue when v_slot.is_self;
    analyze pg_temp.import_keys;
    perform app_hidden.import_find(v_slot);
    if v_slot.missing = 'create' then
      v_made := app_hidden.import_make(v_slot);
      if v_made > 0 then
        v_related := v_related || jsonb_build_object(coalesce(v_slot.target_object, v_slot.type),
          v_made + coalesce((v_related ->> coalesce(v_slot.target_object, v_slot.type))::integer, 0));
      end if;
    end if;
  end loop;
  analyze pg_temp.import_keys;

  -- The typed rows.
  foreach v_slot in array v_slots loop
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    v_inner := v_inner || format(', %s as r%s', v_e.raw, v_slot.n) || format(', %s as t%s', v_e.read, v_slot.n);
    if v_slot.is_self then
      v_outer := v_outer || format(', null::uuid as %I, t%s as "#key%s"', v_slot.column_name, v_slot.n, v_slot.n);
      if v_slot.warns_of_empty then
        v_warnings := v_warnings || ', ' || v_e.warning;
      end if;
      continue;
    end if;
    v_outer := v_outer || format(', %s as %I', v_e.value, coalesce(v_slot.column_name, v_slot.field));
    v_errors := v_errors || coalesce(', ' || v_e.error, '');
    v_warnings := v_warnings || coalesce(', ' || v_e.warning, '');
    if v_slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then
      v_joins := v_joins || format(' left join pg_temp.import_keys l%1$s on l%1$s.slot = %1$s and l%1$s.key = x.t%1$s', v_slot.n);
    end if;
  end loop;
  select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', c), ', ') into v_cells
  from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(v_slots) s) u where c is not null;
  execute format($q$
    create temp table import_work on commit drop as
    select x.row_number as "#row", uuidv7() as "#id", 'create'::text as "#action", false as "#suspect", false as "#later", null::jsonb as "#diff", null::text as "#title",
      array_remove(array[case when x.problem is not null then E'0\x1f' || x.problem || E'\x1f' end %s]::text[], null) as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (
      select c.row_number, c.problem %s from (select s.row_number, s.problem, %s %s offset 0) c offset 0
    ) x %s
  $q$, v_errors, ltrim(v_warnings, ', '), v_outer, v_inner, v_cells, replace(v_source, '$1', quote_literal(v_import.id)), v_joins);
  get diagnostics v_rows = row_count;
  alter table pg_temp.import_work add primary key ("#row");
  analyze pg_temp.import_work;
  if v_rows <> v_import.row_count then
    perform app_hidden.fail('RM409', 'imports_rows_kept', 'The rows of this file are not kept any more.', 'Upload it again.');
  end if;

  update pg_temp.import_work w set "#action" = 'reject' where cardinality(w."#errors") > 0;
  perform app_hidden.import_match();
  v_related := app_hidden.import_related(v_related);
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  update pg_temp.import_state set related = v_related;
  return v_rows;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.begin_metadata_change()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform app_hidden.take_turn();
  perform app_hidden.must_manage('data_model');
end
$function$;

CREATE OR REPLACE FUNCTION app_public.delete_field(field text, confirm text DEFAULT NULL::text)
 RETURNS app_public.objects
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_field app_public.fields;
  v_object app_public.objects;
  v_filled bigint;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(delete_field.field);
  select * into strict v_object from app_public.objects o where o.name = v_field.object;
  if not v_field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan and cannot be deleted.', v_field.label), 'Deactivate it instead.', 'field');
  elsif v_object.title_column = v_field.column_name then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”.', v_field.label), 'Let them be called by another field first.', 'field');
  end if;
  -- With a foreign key goes what watches over it at its other end too, so all of these are locked alike.
  perform app_hidden.lock_briefly((
    select jsonb_object_agg(l.name, 'access exclusive') from (
      select jsonb_object_keys(app_hidden.field_locks(v_field)) union select format('app_custom.%I', v_field.link_table) where v_field.link_table is not null) l (name)));
  select d.filled into v_filled from app_public.field_dependents(v_field.id::text) d;
  if v_filled > 0 and delete_field.confirm is distinct from v_field.label then
    perform app_hidden.fail('RM409', 'field_delete_confirmed', format('%s records have a value in “%s”, which would be lost.', v_filled, v_field.label),
      format('To delete it all the same, confirm with its name: %s', v_field.label), 'confirm');
  end if;
  perform app_hidden.drop_field(v_field);
  perform app_hidden.refresh_object(v_field.object);
  if v_filled > 0 and v_field.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    perform app_hidden.reindex(v_field.object);
  end if;
  perform app_hidden.end_metadata_change();
  return v_object;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.move_default(field app_public.fields, move jsonb, options text[])
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields := field;
  v_gone text := (select w from app_hidden.value_words(coalesce(field."default", 'null')) w where w <> all (options) limit 1);
begin
  if v_gone is null then
    return v_field;
  elsif not move_default.move ? v_gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('“%s” is the default of “%s”.', v_gone, field.label),
      format('Choose what new records get instead; in the API, move = {"%s": "another value"}, or null for none.', v_gone), 'move');
  elsif move_default.move ->> v_gone <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(move_default.move ->> v_gone, 60)), field => 'move');
  end if;
  select case when field.type = 'enum' then to_jsonb(min(m.value)) when count(m.value) > 0 then to_jsonb(array_agg(distinct m.value)) end into v_field."default"
  from app_hidden.value_words(field."default") w cross join lateral (select case when move_default.move ? w then move_default.move ->> w else w end as value) m where m.value is not null;
  perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(field.object), field.column_name,
    coalesce('set default ' || app_hidden.default_sql(v_field, options), 'drop default')));
  update app_public.fields f set "default" = v_field."default" where f.id = field.id;
  return v_field;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.move_option(field app_public.fields, gone text, label text, move jsonb, options text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_table regclass := app_hidden.object_table(field.object);
  v_used bigint;
  v_to text := move_option.move ->> gone;
begin
  execute format(case field.type when 'enum' then 'select count(*) from %s where %I = $1' else 'select count(*) from %s where $1 = any (%I)' end, v_table, field.column_name)
  into v_used using gone;
  if v_used = 0 then
    return;
  elsif not move_option.move ? gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('%s records have “%s” in “%s”.', v_used, move_option.label, field.label),
      format('Choose what they get instead; in the API, move = {"%s": "another value"}%s', gone, case when field.is_required then '.' else ', or null for none.' end), 'move');
  elsif v_to <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(v_to, 60)), field => 'move');
  elsif v_to is null and field.is_required and field.type = 'enum' then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is required, so the records with “%s” need another value.', field.label, move_option.label), field => 'move');
  end if;
  execute format(case field.type
    when 'enum' then 'update %1$s set %2$I = $2 where %2$I = $1'
    -- In place, and once.
    else 'update %1$s set %2$I = array(select v from (select v, min(n) as n from unnest(array_replace(%2$I, $1, $2)) with ordinality u (v, n) where v is not null group by v) w order by n) where $1 = any (%2$I)'
    end, v_table, field.column_name) using gone, v_to;
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

CREATE OR REPLACE FUNCTION app_hidden.check_dependents(steps app_hidden.undo_step[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_leaving uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_relation record;
  v_link record;
  v_column name;
  v_found record;
begin
  if cardinality(v_leaving) = 0 then
    return;
  end if;
  -- Materialized, so that the plan is one for finding nothing, as usual, and not one for finding something soon.
  for v_relation in
    select distinct o.name as object, o.label, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    where r.target in (select s.object from unnest(steps) s where s.verb = 'delete')
  loop
    execute format($sql$
      with found as materialized (
        select t.id, t.%2$I as leaving from %1$s t join unnest($2) l (id) on l.id = t.%2$I
        where t.id not in (select o.record_id from unnest($1) o where o.verb = 'delete')
          and (t.id, t.%2$I::text) not in (select o.record_id, o.had ->> %2$L from unnest($1) o where o.verb = 'update' and o.had ->> %2$L is not null)
      )
      select s.record_id, s.title, s.last_id, n.title as dependent
      from found f join app_public.records n on n.id = f.id join unnest($1) s on s.record_id = f.leaving and s.verb = 'delete' limit 1$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name) into v_found using steps, v_leaving;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        what => format('is used since by the %s “%s”', lower(v_relation.label), v_found.dependent));
    end if;
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    foreach v_column in array v_link.columns loop
      execute format($sql$
        with found as materialized (
          select t.%2$I as leaving from %1$s t join unnest($2) l (id) on l.id = t.%2$I
          where to_jsonb(t) not in (select o.had from unnest($1) o where o.object = $3 and o.verb = 'unlink')
        )
        select s.record_id, s.title, s.last_id from found f join unnest($1) s on s.record_id = f.leaving and s.verb = 'delete' limit 1$sql$,
        v_link.link_table, v_column) into v_found using steps, v_leaving, v_link.name;
      if v_found.record_id is not null then
        perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
          what => case v_link.name when 'note_targets' then 'has got a note since' when 'task_targets' then 'has got a task since' else 'was linked to another record since' end);
      end if;
    end loop;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.check_targets(steps app_hidden.undo_step[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_found record;
  v_link record;
begin
  select s.record_id, s.title, s.last_id, f.label, coalesce((
    select c.title from app_public.changes c where c.record_id = (s.wanted ->> f.column_name)::uuid and c.object = f.target_object order by c.id desc limit 1), '') as target
  into v_found
  from unnest(steps) s
  join app_public.fields f on f.object = s.object and f.column_name is not null and f.target_object is not null
  where s.verb in ('insert', 'update') and s.wanted ->> f.column_name is not null
    and not exists (select from app_public.records t where t.id = (s.wanted ->> f.column_name)::uuid)
    and (s.wanted ->> f.column_name)::uuid not in (select o.record_id from unnest(steps) o where o.verb = 'insert')
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
      what => format('had “%s” as its %s, which was deleted since', v_found.target, lower(v_found.label)));
  end if;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' and l.name in (select s.object from unnest(steps) s) loop
    execute format($sql$
      select s.record_id, s.title, s.last_id, s.verb, i.is_there
      from unnest($1) s
      cross join lateral jsonb_populate_record(null::%1$s, coalesce(s.wanted, s.had)) l
      cross join lateral (select exists (select from %1$s t where (%2$s) = (%3$s)) as is_there) i
      where s.object = $2 and (i.is_there <> (s.verb = 'unlink') or s.verb = 'link' and exists (
        select from unnest(array[%3$s]) k where not exists (select from app_public.records r where r.id = k)
          and k not in (select o.record_id from unnest($1) o where o.verb = 'insert')))
      limit 1$sql$, v_link.link_table,
      (select string_agg(format('t.%I', k), ', ') from unnest(v_link.columns) k), (select string_agg(format('l.%I', k), ', ') from unnest(v_link.columns) k))
    into v_found using steps, v_link.name;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => case
        when v_found.verb = 'unlink' then 'was unlinked since'
        when v_found.is_there then 'was linked again since'
        else 'was linked to a record that was deleted since' end);
    end if;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.own_writes(steps app_hidden.undo_step[])
 RETURNS SETOF app_hidden.undo_step
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_restored constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'insert');
  v_leaving constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_object text;
  v_link record;
  v_columns text[];
  v_blank jsonb;
  v_relations text[];
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') loop
    select array_agg(a.attname::text), coalesce(jsonb_object_agg(a.attname, null) filter (where not a.attnotnull), '{}'),
      array(select r.column_name::text from app_hidden.relation_columns(v_object) r)
    into v_columns, v_blank, v_relations
    from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(v_object) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    return query
    select s.verb, s.object, s.record_id, s.title, case when s.verb = 'insert' then v_blank || w.wanted else w.wanted end, s.had, s.last_id
    from unnest(steps) s
    left join lateral (
      select jsonb_object_agg(e.key, case when e.key = any (v_relations) and (e.value #>> '{}')::uuid = any (v_restored) then 'null' else e.value end) as wanted
      from jsonb_each(s.wanted) e
      where s.verb <> 'delete' and e.key = any (v_columns)
        -- A relation to what returns, or to what goes, follows by itself.
        and not (s.verb = 'update' and e.key = any (v_relations) and (
          coalesce((e.value #>> '{}')::uuid = any (v_restored), false)
          or e.value = 'null' and coalesce((s.had ->> e.key)::uuid = any (v_leaving), false)))
    ) w on true
    where s.object = v_object and (s.verb in ('insert', 'delete') or w.wanted is not null);
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    return query
    select s.* from unnest(steps) s
    where s.object = v_link.name and s.verb in ('link', 'unlink')
      and not exists (select from unnest(v_link.columns) k where (coalesce(s.wanted, s.had) ->> k)::uuid = any (v_restored || v_leaving))
      and (cardinality(v_restored) = 0 or not app_hidden.is_moved_link(steps, s, v_link.columns, v_restored));
  end loop;
end
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

CREATE OR REPLACE FUNCTION app_hidden.cell(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((ascii(value) = ANY (ARRAY[9, 13, 43, 45, 61, 64])) AND (value !~ '^[+-]?[0-9 ().,/-]*$'::text)) THEN (''''::text || value) ELSE value END;

comment on function app_hidden.cell(text) is $comment$A text as a spreadsheet may open it: what would be a formula (it begins with =, +, -, @, a tab or a carriage return: OWASP, CSV injection) begins with an apostrophe. Numbers and phone numbers stay as they are.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.export_columns(object text, fields text[], format text, alias text)
 RETURNS TABLE(name text, expression text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields;
  v_value text;
  v_target app_public.objects;
  v_unknown text;
  v_currency text;
  v_title text;
begin
  if export_columns.object = 'changes' then
    return query select c.name, c.expression from (values
      ('id', '%1$s.id'), ('at', 'to_char(%1$s.at at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'),
      ('user', '(select app_hidden.cell(u.name) from app_public.users u where u.id = %1$s.user_id)'), ('userId', '%1$s.user_id'),
      ('apiKeyId', '%1$s.api_key_id'), ('dbRole', '%1$s.db_role'), ('source', '%1$s.source'), ('transactionId', '%1$s.transaction_id'),
      ('undoes', '%1$s.undoes'), ('operation', '%1$s.operation'), ('object', '%1$s.object'), ('recordId', '%1$s.record_id'),
      ('title', 'app_hidden.cell(%1$s.title)'), ('old', '%1$s.old'), ('new', '%1$s.new')) v (name, template)
    cross join lateral (select v.name, format(v.template, alias) as expression) c
    where export_columns.fields is null or c.name = 'id' or c.name = any (export_columns.fields);
    return;
  end if;
  select f into v_unknown from unnest(export_columns.fields) f
  where f <> 'id' and not exists (select from app_public.fields k where k.object = export_columns.object and k.api_name = f and k.is_active);
  if found then
    perform app_hidden.fail('RM400', 'export_fields_known', format('%s have no field “%s”.', export_columns.object, v_unknown), field => 'fields');
  end if;
  name := 'id';
  expression := format('%s.id', alias);
  return next;
  for v_field in
    select k.* from app_public.fields k
    where k.object = export_columns.object and k.is_active and (export_columns.fields is null or k.api_name = any (export_columns.fields))
    order by array_position(export_columns.fields, k.api_name), k.position, k.name
  loop
    v_value := format('%s.%I', alias, v_field.column_name);
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      expression := format('(select %s from app_custom.%I l join %s t on t.id = l.target_id where l.source_id = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%I) order by t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(t.%I::text, ''; '' order by t.id))', v_target.title_column) end,
        v_field.link_table, app_hidden.object_table(v_target.name), alias);
      return next;
      continue;
    end if;
    -- A related record by its id and by its title; members by id and name.
    expression := case
      when format = 'json' and v_field.type in ('number', 'currency') then v_value || '::text'
      when format = 'json' then v_value
      when v_field.type in ('emails', 'phones', 'multi_enum') then format('app_hidden.cell(nullif(array_to_string(%s, ''; ''), ''''))', v_value)
      when v_field.type in ('text', 'long_text', 'url', 'enum') and v_field.column_name not like '%\_id' then format('app_hidden.cell(%s)', v_value)
      when v_field.type = 'boolean' then v_value || '::text' -- COPY would write t and f
      when v_field.type = 'date_time' then format('to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')', v_value)
      else v_value end;
    return next;
    v_currency := v_field.settings ->> 'currency_column';
    if v_currency is not null then
      name := app_hidden.camel(v_currency);
      expression := format('%s.%I', alias, v_currency);
      return next;
    end if;
    -- The cell is made within the subquery: around it, PostgreSQL would call the function instead of inlining it.
    v_title := case format when 'csv' then 'app_hidden.cell(t.%I::text)' else 't.%I::text' end;
    expression := case
      when v_field.type = 'member' then format('(select ' || v_title || ' from app_public.users t where t.id = %s)', 'name', v_value)
      when v_field.type = 'relation' then (
        select format('(select ' || v_title || ' from %s t where t.id = %s)', o.title_column, app_hidden.object_table(o.name), v_value)
        from app_public.objects o where o.name = v_field.target_object)
      when v_field.settings ->> 'options' in ('stages', 'pipelines') then
        format('(select ' || v_title || ' from app_public.%I t where t.id = %s)', 'name', v_field.settings ->> 'options', v_value)
      end;
    if expression is not null then
      name := app_hidden.camel(v_field.name) || case v_field.column_name when v_field.name then 'Name' else '' end;
      return next;
    end if;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.queue_link_events(first bigint, last bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into app_public.webhook_deliveries (webhook_id, event, object, record_id, change_id, change_at)
  select s.webhook_id, s.event, e.object, e.record_id, c.id, c.at
  from app_public.changes c
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) e
  join app_private.webhook_subscriptions s on s.object = e.object and s.operation = 'update'
  where c.id between queue_link_events.first and queue_link_events.last and c.at = now() and c.transaction_id = pg_current_xact_id()::text::bigint
  order by c.id;
end
$function$;

comment on function app_hidden.queue_link_events(bigint,bigint) is $comment$The same for links: each that is made or removed is an update of the records at both ends.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.link_of(delivery app_public.webhook_deliveries)
 RETURNS TABLE(field text, object text, id uuid, is_linked boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO ''
AS $function$
  select e.field, e.other_object, e.other_id, c.operation = 'insert'
  from app_public.changes c
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) e
  where c.id = delivery.change_id and c.at = delivery.change_at and c.object <> delivery.object
    and e.object = delivery.object and e.record_id = delivery.record_id
  limit 1; -- a record that is linked to itself has both ends
$function$;

comment on function app_hidden.link_of(app_public.webhook_deliveries) is $comment$Of an event about a link: the field by which its record was linked to another one or is not any more, and that other record.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.event_body(delivery app_public.webhook_deliveries)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_change app_public.changes;
  v_link record;
  v_record jsonb;
begin
  select * into v_change from app_public.changes c where c.id = delivery.change_id and c.at = delivery.change_at;
  select * into v_link from app_hidden.link_of(delivery);
  if v_change.object <> delivery.object then
    -- To the record at either end a link is an update, by which none of its columns changed.
    v_change.object := delivery.object;
    v_change.record_id := delivery.record_id;
    v_change.operation := 'update';
    v_change.old := '{}';
    v_change.new := '{}';
    v_change.title := (select c.title from app_public.changes c
      where c.record_id = delivery.record_id and c.object = delivery.object and c.id < delivery.change_id order by c.id desc limit 1);
  end if;
  v_record := app_hidden.record_after(v_change);
  return (
    select json_build_object(
      'type', delivery.event,
      'timestamp', app_hidden.iso(v_change.at),
      'data', json_build_object(
        'object', v_change.object,
        'id', v_change.record_id,
        'sequence', v_change.id,
        'transactionId', v_change.transaction_id,
        'record', app_hidden.as_api(v_change.object, v_record, true),
        'changed', case when v_link.field is not null then json_build_array(app_hidden.camel(v_link.field))
          when v_change.operation = 'update' then (select coalesce(json_agg(app_hidden.camel(k) order by k), '[]') from jsonb_object_keys(v_change.new) k) else '[]' end,
        'previous', case when v_change.operation = 'update' then app_hidden.as_api(v_change.object, v_change.old, false) else '{}' end,
        'link', case when v_link.field is not null then json_build_object('object', v_link.object, 'id', v_link.id, 'isLinked', v_link.is_linked) end,
        'actor', json_build_object('userId', v_change.user_id, 'name', u.name, 'apiKeyId', v_change.api_key_id, 'source', v_change.source)
      )
    )::text
    from (select) one left join app_public.users u on u.id = v_change.user_id);
end
$function$;

comment on function app_hidden.event_body(app_public.webhook_deliveries) is $comment$The event of a delivery: what is signed and sent, to the byte.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.claim_deliveries(webhook_id uuid, most integer)
 RETURNS TABLE(id text, object text, record_id uuid, is_gone boolean, was_visible boolean, other_object text, other_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_webhook app_public.webhooks;
  v_ids text[];
begin
  select * into v_webhook from app_public.webhooks w where w.id = claim_deliveries.webhook_id;
  -- Of an endpoint that seems to be down one is sent, to see.
  if v_webhook.failures >= 10 then
    claim_deliveries.most := 1;
  end if;
  with due as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status in ('pending', 'failed') and d.next_attempt_at <= now()
    order by d.next_attempt_at, d.id limit claim_deliveries.most for update skip locked
  ),
  early as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status = 'failed' and app_hidden.may_try_early(d, v_webhook.last_success_at)
    limit claim_deliveries.most - (select count(*) from due) for update skip locked
  ),
  -- Whoever takes them has a minute; if nothing is heard, as when the worker is killed, they are due again.
  claimed as (
    update app_public.webhook_deliveries d set next_attempt_at = now() + interval '1 minute'
    where d.id in (select due.id from due union all select early.id from early) returning d.id
  )
  select array_agg(claimed.id) into v_ids from claimed;

  return query
  select d.id, d.object, d.record_id, r.id is null,
    case s.scope when 'all' then true when 'own' then coalesce(
      (select (l.old ->> 'owner_id')::uuid = v_webhook.user_id from app_public.changes l
       where l.record_id = d.record_id and l.object = d.object and l.operation = 'delete' order by l.id desc limit 1), false) else false end,
    o.object, o.id
  from app_public.webhook_deliveries d
  left join app_public.records r on r.id = d.record_id
  left join lateral app_hidden.link_of(d) o on true
  left join app_hidden.read_scopes s on s.object = d.object and s.db_role = (select p.db_role from app_hidden.webhook_principal(v_webhook.id) p)
  where d.id = any (v_ids);
end
$function$;

comment on function app_hidden.claim_deliveries(uuid,integer) is $comment$Takes what is due, the oldest first, for a minute. was_visible: whether the webhook's owner could read the record when it was still there. other_…: of a link, the record at its other end, which they have to see too.$comment$;

grant execute on function app_hidden.claim_deliveries(uuid,integer) to :WORKER;

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

CREATE OR REPLACE FUNCTION app_hidden.seal_deliveries(ids text[], hidden text[])
 RETURNS TABLE(id text, body text, url text, secrets text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- An event about a record that the owner may not read is none of theirs.
  delete from app_public.webhook_deliveries d where d.id = any (seal_deliveries.hidden);
  update app_public.webhook_deliveries d set request_body = app_hidden.event_body(d)
  where d.id = any (seal_deliveries.ids) and d.request_body is null;
  return query
  select d.id, d.request_body, w.url, s.secrets
  from app_public.webhook_deliveries d
  join app_public.webhooks w on w.id = d.webhook_id
  cross join lateral (
    select array_agg(k.secret order by k.created_at desc) as secrets from app_private.webhook_secrets k
    where k.webhook_id = w.id and (k.expires_at is null or k.expires_at > now())
  ) s
  where d.id = any (seal_deliveries.ids)
  order by d.change_id nulls last, d.id;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.take_deliveries(webhook_id uuid, most integer)
 RETURNS TABLE(id text, body text, url text, secrets text[])
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_principal record;
  v_claimed jsonb;
  v_visible uuid[];
begin
  v_principal := app_hidden.webhook_principal(take_deliveries.webhook_id);
  if not coalesce(v_principal.is_active, false) then
    perform app_hidden.disable_webhook(take_deliveries.webhook_id, 'The member to whom it belongs was deactivated.');
    return;
  end if;
  select jsonb_agg(to_jsonb(c)) into v_claimed from app_hidden.claim_deliveries(take_deliveries.webhook_id, take_deliveries.most) c;

  -- What the owner may read is asked as the owner.
  perform set_config('app.user_id', v_principal.user_id::text, true), set_config('role', v_principal.db_role::text, true);
  select array_agg(i.id) into v_visible
  from (
    select r.object, array_agg(r.id) as ids
    from jsonb_to_recordset(v_claimed) c (object text, record_id uuid, is_gone boolean, other_object text, other_id uuid)
    cross join lateral (values (c.object, c.record_id), (c.other_object, c.other_id)) r (object, id)
    where r.object is not null and not c.is_gone group by r.object
  ) o
  cross join unnest(app_hidden.visible_ids(o.object, o.ids)) i (id);
  perform set_config('role', 'none', true), set_config('app.user_id', '', true);

  return query
  with claimed as (
    select c.id, c.object is null or case when c.is_gone then c.was_visible
      else coalesce(c.record_id = any (v_visible), false) and (c.other_id is null or coalesce(c.other_id = any (v_visible), false)) end as is_visible
    from jsonb_to_recordset(v_claimed) c (id text, object text, record_id uuid, is_gone boolean, was_visible boolean, other_id uuid)
  )
  select s.* from app_hidden.seal_deliveries(
    array(select c.id from claimed c where c.is_visible), array(select c.id from claimed c where not c.is_visible)) s;
end
$function$;

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

drop function app_hidden.event_body(text,bigint,timestamp with time zone);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
