--! Previous: sha1:22753db6af1d5842e096fa4b58e28a354bd6a7c3
--! Hash: sha1:2c930f07b33442e9c0a2f85c9ebd92beba1fe917
--! Message: v0-4-0

comment on column app_public.notifications.kind is 'task_reminder, task_assigned, mention, webhook_disabled, backup_failed, …';
alter table app_private.settings add column backup_folder text, add column backup_keep integer;
comment on table app_private.settings is 'One row: the prefix of this database''s PostgreSQL roles, and where the worker puts backups.';

create table app_public.database_backups (
  id uuid primary key default uuidv7(),
  status text not null default 'waiting' constraint database_backups_status check (status in ('waiting', 'running', 'done', 'failed')),
  user_id uuid references app_public.users on delete set null,
  file text,
  size_bytes bigint,
  message text not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  proof text constraint database_backups_proof check (proof in ('waiting', 'running', 'passed', 'failed')),
  problems text[] not null default '{}',
  proven_at timestamptz
);
create index on app_public.database_backups (user_id);
alter table app_public.database_backups enable row level security;
create policy "database_backups: read" on app_public.database_backups for select to :MEMBER using ((select app_hidden.can_manage('workspace')));
grant select on app_public.database_backups to :MEMBER;

comment on table app_public.database_backups is E'@behavior -insert -update -delete\nA backup in the folder BACKUP_DIR of the server; for those who manage the workspace.';
comment on column app_public.database_backups.status is 'waiting (for the worker), running, done or failed.';
comment on column app_public.database_backups.user_id is 'The member who asked for it; null of a nightly one.';
comment on column app_public.database_backups.file is 'Where it is, on the machine of the worker.';
comment on column app_public.database_backups.size_bytes is 'How large the file is.';
comment on column app_public.database_backups.message is 'Why it failed, or could not be proven.';
comment on column app_public.database_backups.proof is
  'Whether it was restored into a PostgreSQL of its own and everything in it looked at: null (nobody asked), waiting, running, passed or failed.';
comment on column app_public.database_backups.problems is 'What the proof found to be wrong.';
comment on column app_public.database_backups.proven_at is 'When the proof ended.';
comment on constraint database_backups_user_id_fkey on app_public.database_backups is E'@backwardBehavior -*';

create type app_public.backup_schedule as (folder text, keep integer);
comment on type app_public.backup_schedule is 'Where the nightly backup goes, and how many are kept.';

create unlogged table app_private.undoings (
  transaction_id bigint,
  undoes bigint,
  primary key (transaction_id, undoes)
);
alter table app_private.undoings enable row level security;
comment on table app_private.undoings is 'What transactions of members'' own database logins may say that they undo: noted when the undo was found to be allowed, and of use until they end.';

CREATE OR REPLACE FUNCTION app_hidden.is_program()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO ''
RETURN ((SESSION_USER = ANY (ARRAY[app_hidden.role_name('authenticator'::text), app_hidden.role_name('worker'::text)])) OR pg_has_role(SESSION_USER, CURRENT_USER, 'member'::text));

comment on function app_hidden.is_program() is $comment$Whether the server, the worker or the owner is connected: what they say of a transaction (app.source, app.api_key_id, app.undoes) is believed; a member's own login may set what it likes.$comment$;

grant execute on function app_hidden.is_program() to :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.api_key_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN CASE WHEN app_hidden.is_program() THEN (NULLIF(current_setting('app.api_key_id'::text, true), ''::text))::uuid ELSE NULL::uuid END;

comment on function app_hidden.api_key_id() is $comment$The API key with which this transaction is done.$comment$;

grant execute on function app_hidden.api_key_id() to :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.tg__stamp()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_deleted jsonb;
begin
  if tg_op = 'INSERT' then
    -- Only the owner may say that somebody else wrote a record, or when. One that comes back (restore, undo) has the stamps it had.
    if current_user <> (select nspowner::regrole::name from pg_catalog.pg_namespace where nspname = 'app_hidden') then
      v_deleted := app_hidden.as_deleted(new.id);
      if v_deleted is not null then
        new.created_at := v_deleted ->> 'created_at';
        new.created_by := v_deleted ->> 'created_by';
        new.updated_at := v_deleted ->> 'updated_at';
        new.updated_by := v_deleted ->> 'updated_by';
        return new;
      end if;
      new.created_by := app_hidden.user_id();
      new.updated_at := now();
      new.updated_by := app_hidden.user_id();
    end if;
    if not new.created_at between '0001-01-01' and now() then
      perform app_hidden.fail('RM400', 'created_at_past', 'A record was created at some moment before now.', field => 'created_at');
    end if;
    return new;
  end if;
  if new.id <> old.id then
    perform app_hidden.fail('RM400', 'id_immutable', 'The id of a record cannot change.', field => 'id');
  end if;
  if new.updated_at <> old.updated_at then
    perform app_hidden.fail('RM409', 'version_current', 'Somebody changed this record in the meantime.',
      'Read it again, then decide.', 'updated_at');
  end if;
  new.created_at := old.created_at;
  -- Null only by the foreign key: when that member is gone.
  if new.created_by is not null or exists (select from app_public.users u where u.id = old.created_by) then
    new.created_by := old.created_by;
  end if;
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  if new.updated_by is not null or app_hidden.user_id() is not null or exists (select from app_public.users u where u.id = old.updated_by) then
    new.updated_by := coalesce(app_hidden.user_id(), old.updated_by);
  end if;
  return new;
end
$function$;

comment on function app_hidden.tg__stamp() is $comment$Before insert or update of an object's row: stamps it; keeps id and creation as they were. When a record was created may be said of another system's: RM400 when that is not in the past. A writer that sends updated_at sends the version it read: RM409 when it is not the current one.$comment$;

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
  if app_hidden.api_key_id() is not null then
    v_me.role_id := app_hidden.role_id();
  end if;
  return v_me;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.undoing()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_undoes bigint := nullif(current_setting('app.undoes', true), '')::bigint;
begin
  if v_undoes is null or app_hidden.is_program() or exists (
    select from app_private.undoings u where u.transaction_id = pg_current_xact_id()::text::bigint and u.undoes = v_undoes) then
    return v_undoes;
  end if;
  return null;
end
$function$;

comment on function app_hidden.undoing() is $comment$The transaction that this one undoes, if it is one that may be undone.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.acting(OUT user_id uuid, OUT api_key_id uuid, OUT db_role text, OUT source text, OUT undoes bigint)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN ROW(app_hidden.user_id(), app_hidden.api_key_id(), COALESCE(NULLIF(current_setting('role'::text), 'none'::text), (SESSION_USER)::text), CASE WHEN app_hidden.is_program() THEN COALESCE(NULLIF(current_setting('app.source'::text, true), ''::text), 'sql'::text) WHEN (app_hidden.undoing() IS NOT NULL) THEN 'undo'::text ELSE 'sql'::text END, app_hidden.undoing());

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
  v_objects text[];
  v_attachable text[];
  v_gone text[];
  v_hidden boolean;
  v_attached boolean;
  v_narrowed constant text := '(select app_hidden.narrowed_objects())::text[]';
  v_record constant text := 'exists (select from app_public.records r where r.id = record_id)';
  v_link constant text := 'app_hidden.sees_ends(record_id, coalesce(new, old))';
begin
  select coalesce(array_agg(o.name order by o.name) filter (where p.read = 'all'), '{}'),
         coalesce(array_agg(o.name order by o.name) filter (where p.read = 'own'), '{}'),
         array_agg(o.name order by o.name),
         bool_or(coalesce(p.read, 'none') <> 'all'),
         bool_or(coalesce(p.read, 'none') <> 'all' and o.name not in ('notes', 'tasks'))
  into v_all, v_own, v_objects, v_hidden, v_attached
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = wanted_registry_policies.role_id;

  -- What a DBA's own policy hides has to be asked for record by record.
  policy_table := 'app_public.records';
  qual := case when v_hidden then
    format('(object = any (%L::text[]) or (object = any (%L::text[]) and owner_id = (select app_hidden.user_id()))) and ', v_all, v_own)
    || case when v_attached then 'case when object in (''notes'', ''tasks'') then app_hidden.sees_attached(id) else true end and ' else '' end
    else '' end
    || format('(object <> all (%s) or app_hidden.sees_record(object, id))', v_narrowed);
  return next;
  policy_table := 'app_public.changes';
  v_attachable := case when v_attached then array['notes', 'tasks'] else '{}' end;
  -- A record that is gone cannot be asked for. Its deletion is seen by whose it was; of what is attached or hidden by a DBA's policy only by
  -- who deleted it, because nobody can say any more what it was attached to, or what the policy would say. A link is seen by who sees
  -- both its ends.
  v_gone := array(select unnest(v_own) union select unnest(v_all) intersect select unnest(v_attachable) order by 1);
  qual := case when not v_hidden or 'audit' = any (v_settings) then '' else '(' || concat_ws(' or ',
    format('object = any (%L::text[])', array(select unnest(v_all) except select unnest(v_attachable) order by 1)),
    case when cardinality(v_gone) > 0 then format('(operation = ''delete'' and object = any (%L::text[]) and old ->> ''owner_id'' = (select app_hidden.user_id())::text%s)',
      v_gone, case when v_attached then ' and (object <> all (array[''notes'', ''tasks'']) or user_id = (select app_hidden.user_id()))' else '' end) end,
    format('case when object = any (%L::text[]) then %s else %s end', v_objects, v_record, v_link)) || ') and ' end
    || format('(cardinality(%1$s) = 0 or case when object = any (%1$s) then (operation = ''delete'' and user_id = (select app_hidden.user_id())) or app_hidden.sees_record(object, record_id) when object = any (%2$L::text[]) then true else %3$s end)',
      v_narrowed, v_objects, v_link);
  return next;
  foreach policy_table in array array['app_public.note_targets', 'app_public.task_targets']::regclass[] loop
    qual := case when not v_hidden then 'true' else v_record
      || format(' and exists (select from app_public.records r where r.id = %I)', case policy_table when 'app_public.note_targets'::regclass then 'note_id' else 'task_id' end) end;
    return next;
  end loop;
end
$function$;

comment on function app_hidden.wanted_registry_policies(uuid) is $comment$The policies for reading that follow from all permissions of a role together, and from what a DBA's policies hide: on records, changes, note_targets and task_targets.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.narrowed_objects()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO ''
RETURN ARRAY(SELECT o.name FROM ((pg_policy p JOIN pg_class c ON ((c.oid = p.polrelid))) JOIN app_public.objects o ON (((o.name = c.relname) AND (((o.schema_name)::regnamespace)::oid = c.relnamespace)))) WHERE ((NOT p.polpermissive) AND (p.polcmd = ANY (ARRAY['r'::"char", '*'::"char"])) AND (EXISTS (SELECT FROM unnest(p.polroles) g(g) WHERE ((g.g = (0)::oid) OR pg_has_role((COALESCE(NULLIF(current_setting('role'::text), 'none'::text), (SESSION_USER)::text))::name, g.g, 'usage'::text))))));

comment on function app_hidden.narrowed_objects() is $comment$The objects of which a restrictive policy of a DBA, and not the permissions alone, says what the role in force reads.$comment$;

grant execute on function app_hidden.narrowed_objects() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.sees_record(object text, id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_sees boolean;
begin
  execute format('select exists (select from %s t where t.id = $1)', app_hidden.table_of(sees_record.object)) into v_sees using sees_record.id;
  return v_sees;
end
$function$;

comment on function app_hidden.sees_record(text,uuid) is $comment$Whether the role in force reads this record, as a SELECT of it says: for objects that a DBA's policy narrows.$comment$;

grant execute on function app_hidden.sees_record(text,uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.sees_ends(record_id uuid, link jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_other uuid := coalesce(link ->> 'note_id', link ->> 'task_id', link ->> 'target_id');
begin
  return exists (select from app_public.records r where r.id = sees_ends.record_id)
    and (v_other is null or exists (select from app_public.records r where r.id = v_other));
end
$function$;

comment on function app_hidden.sees_ends(uuid,jsonb) is $comment$Whether the role in force reads the records at both ends of a link that the audit log tells of.$comment$;

grant execute on function app_hidden.sees_ends(uuid,jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.expose(object_table regclass)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_object text := (select relname from pg_catalog.pg_class where oid = object_table);
begin
  perform from app_public.objects o where o.name = v_object and format('%I.%I', o.schema_name, o.name)::regclass = object_table;
  if not found then
    raise exception 'Table % is not the table of an object.', object_table;
  end if;
  execute format('alter table %s enable row level security', object_table);
  execute format('grant select on %s to %I', object_table, app_hidden.role_name('member'));
  execute format('alter table %s alter created_by set default app_hidden.user_id(), alter updated_by set default app_hidden.user_id()', object_table);
  execute format('create or replace trigger _100_stamp_insert before insert on %s for each row when (
    new.created_by is distinct from app_hidden.user_id() or new.updated_by is distinct from app_hidden.user_id()
    or new.updated_at <> now() or not new.created_at between ''0001-01-01'' and now()) execute function app_hidden.tg__stamp()', object_table);
  execute format('create or replace trigger _100_stamp_update before update on %s for each row execute function app_hidden.tg__stamp()', object_table);
  perform app_hidden.track(v_object);

  insert into app_public.permissions (role_id, object, read, "create", update, delete)
  select r.id, v_object, r.default_read, r.default_create, r.default_update, r.default_delete from app_public.roles r
  on conflict (role_id, object) do nothing;
  perform app_hidden.derive_permission(r.id, v_object) from app_public.roles r;
  perform app_hidden.derive_together(r.id) from app_public.roles r;
  perform app_hidden.describe_object(v_object);
  perform app_hidden.describe_records();
end
$function$;

CREATE OR REPLACE FUNCTION app_public.create_api_key(name text, role_id uuid, expires_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS app_public.api_key_secret
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app_hidden.first_line(body text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN "left"(btrim(regexp_replace(regexp_replace(split_part(ltrim(body, ' 	
'::text), '
'::text, 1), '!?\[([^][]+)\]\([^()\s]+\)'::text, '\1'::text, 'g'::text), '^[#>*\s-]+|[*_`]+'::text, ''::text, 'g'::text)), 120);

CREATE OR REPLACE FUNCTION app_hidden.with_ids(rows jsonb)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
BEGIN ATOMIC
 SELECT jsonb_agg(
         CASE
             WHEN (COALESCE((r."row" ->> 'id'::text), ''::text) = ''::text) THEN (r."row" || jsonb_build_object('id', uuidv7()))
             ELSE r."row"
         END ORDER BY r.n) AS jsonb_agg
    FROM jsonb_array_elements(with_ids.rows) WITH ORDINALITY r("row", n);
END;

comment on function app_hidden.with_ids(jsonb) is $comment$Rows with the ids that they will have, so that they can be told apart when they are written.$comment$;

grant execute on function app_hidden.with_ids(jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.create_records(object text, rows jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass := app_hidden.object_table(create_records.object);
  v_group record;
  v_rows jsonb := app_hidden.with_ids(create_records.rows);
  v_columns text;
begin
  for v_group in select * from app_hidden.bulk_groups(v_rows) loop
    select string_agg(format('%I', c), ', ') into v_columns from unnest(v_group.columns) c;
    execute format('insert into %s (%s) select %s from jsonb_populate_recordset(null::%s, $1)', v_table, v_columns, v_columns, v_table)
    using v_group.rows;
  end loop;
  return array(select (r.row ->> 'id')::uuid from jsonb_array_elements(v_rows) with ordinality r (row, n) order by r.n);
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

CREATE OR REPLACE FUNCTION app_hidden.upsert_records(object text, rows jsonb, key_column text)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass := app_hidden.object_table(upsert_records.object);
  v_rows jsonb := app_hidden.with_ids(upsert_records.rows);
  v_group record;
  v_columns text;
  v_changes text;
  v_differs text;
  v_found jsonb := '{}';
  v_ids uuid[];
  v_seen bigint;
  v_keyed bigint;
begin
  if exists (select from jsonb_array_elements(v_rows) r where coalesce(r ->> key_column, '') = '') then
    perform app_hidden.fail('RM400', 'upsert_key_given', format('Every record needs “%s”.', key_column), field => key_column);
  end if;
  for v_group in select * from app_hidden.bulk_groups(v_rows) loop
    select string_agg(format('%I', c), ', '),
      coalesce(string_agg(format('%I = excluded.%I', c, c), ', ') filter (where c not in (key_column, 'id')), format('%1$I = t.%1$I', key_column)),
      coalesce('(' || string_agg(format('t.%I', c), ', ') filter (where c not in (key_column, 'id')) || ') is distinct from ('
        || string_agg(format('excluded.%I', c), ', ') filter (where c not in (key_column, 'id')) || ')', 'false')
    into v_columns, v_changes, v_differs from unnest(v_group.columns) c;
    -- Which record a row is, only its insertion tells: triggers and types decide what the key is in the end. A record that is as wanted
    -- already is left alone (no change, no event), so RETURNING does not have it either; the condition sees them all. It appends to a
    -- text, which is quick only as long as that is short.
    for v_from in 0 .. jsonb_array_length(v_group.rows) - 1 by 500 loop
      perform set_config('app.upserted', '', true);
      execute format($q$insert into %1$s as t (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1) on conflict (%3$I) do update set %4$s
        where case when set_config('app.upserted', concat(current_setting('app.upserted'), excluded.id, t.id), true) <> '' then %5$s end$q$,
        v_table, v_columns, key_column, v_changes, v_differs)
      using jsonb_path_query_array(v_group.rows, '$[$from to $to]', jsonb_build_object('from', v_from, 'to', v_from + 499));
      v_found := v_found || coalesce((
        select jsonb_object_agg(substr(m.pair[1], 1, 36), substr(m.pair[1], 37)) from regexp_matches(current_setting('app.upserted'), '.{72}', 'g') m (pair)), '{}');
    end loop;
  end loop;
  v_ids := array(select coalesce(v_found ->> (r.row ->> 'id'), r.row ->> 'id')::uuid from jsonb_array_elements(v_rows) with ordinality r (row, n) order by r.n);
  execute format('select count(*), count(t.%I) from %s t where t.id = any ($1)', key_column, v_table) into v_seen, v_keyed using v_ids;
  if v_keyed < v_seen then
    perform app_hidden.fail('RM400', 'upsert_key_given', format('Every record needs “%s”.', key_column), field => key_column);
  elsif v_seen < (select count(distinct i) from unnest(v_ids) i) then
    -- Whether it has changed or is as wanted: of a record that one may not see nothing is told.
    raise insufficient_privilege using message = format('permission denied for table %s', upsert_records.object);
  end if;
  return v_ids;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.must_be_unique(object text, key_column text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = app_hidden.object_table(must_be_unique.object) and i.indisunique and i.indnkeyatts = 1 and i.indpred is null and a.attname = must_be_unique.key_column) then
    perform app_hidden.fail('RM400', 'upsert_key_unique', format('“%s” is not a unique field of %s.', key_column, replace(object, '_', ' ')), 'Upsert by a field that is marked unique.', 'on');
  end if;
end
$function$;

comment on function app_hidden.must_be_unique(text,text) is $comment$Raises RM400 unless records of an object can be recognised by this column.$comment$;

grant execute on function app_hidden.must_be_unique(text,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.write_records(verb text, object text, items jsonb, key_column text DEFAULT 'id'::text, place integer DEFAULT NULL::integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_count integer := jsonb_array_length(items);
  v_half integer := v_count / 2;
  v_first integer := coalesce(place, 1);
  v_ids uuid[];
  v_twice record;
  v_code text;
  v_rule text;
  v_column text;
  v_table text;
  v_message text;
  v_hint text;
begin
  if verb = 'upsert' and place is null then
    perform app_hidden.must_be_unique(object, key_column);
  end if;
  begin
    v_ids := case verb
      when 'create' then app_hidden.create_records(object, items)
      when 'update' then app_hidden.update_records(object, items)
      when 'upsert' then app_hidden.upsert_records(object, items, key_column)
      when 'delete' then app_hidden.delete_records(object, array(select jsonb_array_elements_text(items)::uuid)) end;
  exception when data_exception or integrity_constraint_violation or cardinality_violation or insufficient_privilege or raise_exception
    or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM404' or sqlstate 'RM409' then
    if v_count = 1 and place is null then
      raise;
    elsif v_count = 1 then
      get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_table = table_name, v_message = message_text, v_hint = pg_exception_hint;
      raise exception using errcode = v_code, constraint = v_rule, column = v_column, table = v_table, message = v_message, hint = v_hint, detail = format('item %s', v_first);
    end if;
    -- One of these is refused: halve until the first that is stands alone. Nothing of what goes in meanwhile stays.
    v_ids := app_hidden.write_records(verb, object, jsonb_path_query_array(items, '$[0 to $n]', jsonb_build_object('n', v_half - 1)), key_column, v_first);
    v_ids := v_ids || app_hidden.write_records(verb, object, jsonb_path_query_array(items, '$[$n to last]', jsonb_build_object('n', v_half)), key_column, v_first + v_half);
  end;
  select i.again, i.first into v_twice from (
    select u.n as again, min(u.n) over (partition by u.id) as first from unnest(v_ids) with ordinality u (id, n)) i
  where i.again > i.first and verb in ('update', 'upsert') order by i.again limit 1;
  if found then
    raise exception using errcode = 'RM400', constraint = verb || '_key_once', column = key_column,
      message = format('“%s” is the record of item %s already.', items -> (v_twice.again - 1)::integer ->> key_column, v_first + v_twice.first - 1),
      hint = 'Send each record once.', detail = format('item %s', v_first + v_twice.again - 1);
  end if;
  return v_ids;
end
$function$;

comment on function app_hidden.write_records(text,text,jsonb,text,integer) is $comment$Writes up to thousands of records of one object, all or none. verb: create, update, delete or upsert; items: rows, or ids; key_column: how upsert recognises a record. Gives the ids in the order of the items. An error says in its detail which item it is of, counted from 1; raises RM400 for a record that stands twice, RM403, RM404.$comment$;

grant execute on function app_hidden.write_records(text,text,jsonb,text,integer) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.fail_in_progress()
 RETURNS void
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN app_hidden.fail('RM409'::text, 'idempotency_key_in_progress'::text, 'The first request with this Idempotency-Key is still in progress.'::text, 'Send it again in a moment, with the same key.'::text);

comment on function app_hidden.fail_in_progress() is $comment$Raises RM409 for a request that came while the first with its key is at work.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.claim_idempotency_key(key text, request_hash text, OUT status integer, OUT body json)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_row app_private.idempotency_keys;
begin
  -- Whoever comes while the first is at work, or before its answer is kept, holds nothing while waiting: the server comes again in another
  -- transaction. What takes longer than a minute was cut off.
  if not pg_try_advisory_xact_lock(hashtextextended(format('%s %s', app_hidden.user_id(), claim_idempotency_key.key), 0)) then
    perform app_hidden.fail_in_progress();
  end if;
  delete from app_private.idempotency_keys d using (
    select k.user_id, k.key from app_private.idempotency_keys k where k.created_at < now() - interval '1 day' for update skip locked) old
  where (d.user_id, d.key) = (old.user_id, old.key);
  insert into app_private.idempotency_keys as k (user_id, key, request_hash)
  values (app_hidden.user_id(), claim_idempotency_key.key, claim_idempotency_key.request_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if found then
    return;
  end if;
  select * into v_row from app_private.idempotency_keys k where k.user_id = app_hidden.user_id() and k.key = claim_idempotency_key.key;
  if v_row.request_hash <> claim_idempotency_key.request_hash then
    perform app_hidden.fail('RM409', 'idempotency_key_same', 'This Idempotency-Key was used for another request.', 'Use a new key for a new request.');
  end if;
  if v_row.status is null and v_row.created_at > now() - interval '1 minute' then
    perform app_hidden.fail_in_progress();
  elsif v_row.status is null then
    perform app_hidden.fail('RM409', 'idempotency_key_done', 'This request was done before, but its answer is not known any more.', 'Read what it made; do not send it again.');
  end if;
  claim_idempotency_key.status := v_row.status;
  claim_idempotency_key.body := v_row.body;
end
$function$;

comment on function app_hidden.claim_idempotency_key(text,text) is $comment$Claims a key for a request in the transaction of that request, or gives the answer that it got before. Raises RM409 when the key was used for another request, when the first with it is still in progress, or when nobody knows its answer.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.search_terms(query text, OUT key text, OUT pattern tsquery)
 RETURNS record
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  v_words text[];
begin
  key := left(btrim(app_hidden.fold(search_terms.query)), 200);
  if key ~ '^[\d\s()+./-]{3,}$' then
    v_words := array[regexp_replace(key, '\D', '', 'g')];
  else
    v_words := regexp_split_to_array(key, '[^[:alnum:]]+');
  end if;
  select string_agg(quote_literal(w) || ':*', ' & ')::tsquery into pattern from unnest(v_words[1:12]) w where w <> '';
end
$function$;

comment on function app_hidden.search_terms(text) is $comment$What is searched for, folded, and as words of which the beginnings are given; digits alone are a phone number.$comment$;

grant execute on function app_hidden.search_terms(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.search_rank(title_key text, key text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (title_key = key) THEN 0 WHEN ((title_key COLLATE "C") ^@ key) THEN 1 WHEN (POSITION(((' '::text || key)) IN (title_key)) > 0) THEN 2 ELSE 3 END;

comment on function app_hidden.search_rank(text,text) is $comment$The smaller, the better a title answers a search: it is that, begins so, a word of it begins so.$comment$;

grant execute on function app_hidden.search_rank(text,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.search_openly(query text, objects text[])
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
  v_key text;
  v_tsquery tsquery;
  v_all text[];
  v_own text[];
  v_found uuid[];
begin
  select t.key, t.pattern into v_key, v_tsquery from app_hidden.search_terms(search_openly.query) t;
  select coalesce(array_agg(o.name) filter (where v_owner or p.read = 'all'), '{}'), coalesce(array_agg(o.name) filter (where p.read = 'own' and not v_owner), '{}')
  into v_all, v_own
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
  where o.is_active and o.name <> all (app_hidden.narrowed_objects()) and (search_openly.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search_openly.objects) n));

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
  order by app_hidden.search_rank(r.title_key, v_key), f.n
  limit v_limit;
end
$function$;

comment on function app_hidden.search_openly(text,text[]) is $comment$The records that search finds, of the objects of which the permissions alone say who reads them: past the policies, for the sake of the indexes, and exactly what they would give.$comment$;

grant execute on function app_hidden.search_openly(text,text[]) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.search(query text, objects text[] DEFAULT NULL::text[])
 RETURNS SETOF app_public.records
 LANGUAGE plpgsql
 STABLE ROWS 50
AS $function$
declare
  v_narrowed constant text[] := app_hidden.narrowed_objects();
  v_key text;
  v_tsquery tsquery;
begin
  if coalesce(btrim(app_hidden.fold(search.query)), '') = '' then
    return;
  elsif cardinality(v_narrowed) = 0 then
    return query select r.* from app_hidden.search_openly(search.query, search.objects) r;
    return;
  end if;
  select t.key, t.pattern into v_key, v_tsquery from app_hidden.search_terms(search.query) t;
  return query
  select (f.record).* from (
    select r as record, 1 as part, row_number() over () as n from app_hidden.search_openly(search.query, search.objects) r
    union all
    select r, 2, row_number() over (order by r.title_key) from app_public.records r
    where r.object = any (v_narrowed) and (search.objects is null or r.object in (select app_hidden.object_name(n) from unnest(search.objects) n))
      and (r.title_key collate "C" ^@ v_key or r.search @@ v_tsquery or length(v_key) >= 4 and v_key operator(public.<%) r.title_key)) f
  order by app_hidden.search_rank((f.record).title_key, v_key), f.part, f.n
  limit 100;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_list(cells text[], kind text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  v_separators constant text := case kind when 'emails' then '[;,|\s]+' when 'phones' then '\s*(?:[;,|\n]|\s/\s)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '[^<>;,]*<([^<>]*)>', '\1', 'g'), 'mailto:', '', 'g');
    elsif kind = 'multi_enum' and v_cell ~ '^\s*"|[;|,\n]\s*"' then
      -- "Acme, Inc."; Bolt: as an export writes titles with separators in them.
      v_items := v_items || array(
        select distinct i.item from (
          select btrim(coalesce(replace(m[1], '""', '"'), m[2])) as item
          from regexp_matches(v_cell, '\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[;|,\n]|$))|([^;|,\n]+))\s*', 'g') m) i
        where i.item <> '' and i.item <> all (v_items));
      continue;
    elsif kind = 'multi_enum' and v_cell !~ '[;|\n]' then
      v_cell := replace(v_cell, ',', ';');
    end if;
    if v_cell !~ v_separators then
      v_item := btrim(v_cell);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
      continue;
    end if;
    foreach v_item in array regexp_split_to_array(v_cell, v_separators) loop
      v_item := btrim(v_item);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
    end loop;
  end loop;
  return nullif(v_items, '{}');
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.start_upload(object text, file_name text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_object text := app_hidden.object_name(start_upload.object);
  v_id uuid;
begin
  perform app_hidden.must_manage('import');
  if app_hidden.user_id() is null then
    perform app_hidden.fail('RM400', 'imports_owner_given', 'An import belongs to a member, under whose rights it runs.');
  elsif not app_hidden.may_create(v_object) and not exists (
    select from app_public.permissions p where p.role_id = app_hidden.role_id() and p.object = v_object and p.update <> 'none') then
    perform app_hidden.fail('RM403', 'imports_object_writable', format('Your role may neither create nor update %s.', replace(v_object, '_', ' ')), 'Ask an admin.', 'object');
  end if;
  insert into app_public.imports (object, user_id, api_key_id, role_id, file_name)
  values (v_object, app_hidden.user_id(), app_hidden.api_key_id(), app_hidden.role_beyond_mine(),
    coalesce(nullif(left(btrim(start_upload.file_name), 300), ''), 'file.csv'))
  returning id into v_id;
  return v_id;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.names_in_use()
 RETURNS TABLE(names text[], used_by text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select app_hidden.graphql_names(o.singular, app_hidden.object_plural(o.singular, o.name)) as names, o.label as used_by from app_public.objects o
  union all
  select app_hidden.graphql_names(l.singular, l.plural), f.label
  from app_public.fields f cross join lateral app_hidden.link_names(f.object, f.name) l where f.link_table is not null
  union all
  -- The program's own tables have regular plurals.
  select app_hidden.graphql_names(regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), 's$', ''), regexp_replace(c.relname, 's?$', 's')), null
  from pg_catalog.pg_class c
  where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v', 'c') and c.relname not in (select o.name from app_public.objects o)
  union all
  select array_agg(v || n.name || e), null
  from pg_catalog.pg_constraint c
  join pg_catalog.pg_class t on t.oid = c.conrelid
  cross join lateral (
    select lower(app_hidden.camel(regexp_replace(regexp_replace(t.relname, 'ies$', 'y'), 's$', '') || '_by_' || string_agg(a.attname, '_and_' order by k.n))) as name
    from unnest(c.conkey) with ordinality k (attnum, n) join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) n,
  unnest(array['', 'update', 'delete']) v, unnest(array['', 'input']) e
  where c.connamespace = 'app_public'::regnamespace and c.contype in ('p', 'u')
  group by c.oid
  union all
  select array(select v.name || e from unnest(array['', 'input', 'payload', 'record', 'connection', 'edge']) e), null
  from pg_catalog.pg_proc p cross join lateral (select lower(app_hidden.camel(p.proname)) as name) v
  where p.pronamespace = 'app_public'::regnamespace
  union all
  -- What GraphQL and the server have of their own.
  select array(select w || e from unnest(array['', 'filter', 'listfilter']) e), null
  from unnest(string_to_array('string int float boolean id uuid date datetime time interval json bigint bigfloat bitstring point tsvector cursor', ' ')) w
  union all
  select array[w], null
  from unnest(string_to_array('query mutation subscription node nodes nodeid edge edges pageinfo recordsubject recordchange recordchanges openapi ui', ' ')) w;
$function$;

comment on function app_hidden.names_in_use() is $comment$What GraphQL calls something already, in lower case, and the object or field that does.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.check_object_name(singular text, plural text, label text, field text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_names text[] := app_hidden.graphql_names(check_object_name.singular, app_hidden.object_plural(check_object_name.singular, check_object_name.plural));
  v_taken record;
begin
  if check_object_name.singular <> check_object_name.plural and v_names[1] = v_names[2] then
    perform app_hidden.fail('RM400', 'object_names_differ', format('“%s” and “%s” are the same name in the API.', check_object_name.singular, check_object_name.plural),
      'Make them different, or the same to the letter.', 'plural');
  end if;
  select n.used_by into v_taken from app_hidden.names_in_use() n where n.names && v_names order by n.used_by nulls last limit 1;
  if found and v_taken.used_by is not null then
    perform app_hidden.fail('RM409', 'objects_name_unique', format('“%s” is too close to “%s”, which there is already: their names in the API would be the same.',
      check_object_name.label, v_taken.used_by), 'Choose another name.', check_object_name.field);
  elsif found
    -- CompanyToManyContactFilter is how companies are filtered by their contacts.
    or exists (select from app_hidden.names_in_use() n where starts_with(v_names[1], n.names[1] || 'tomany') or starts_with(n.names[1], v_names[1] || 'tomany'))
    or exists (
      select from pg_catalog.pg_class c where c.relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
        and c.relname in (check_object_name.singular, check_object_name.plural)) then
    perform app_hidden.fail('RM400', 'object_name_reserved', format('“%s” is a name that Rowan itself needs.', check_object_name.label),
      'Choose another one, such as one of two words.', check_object_name.field);
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.is_undo(becomes anyelement, columns text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_undoes bigint := app_hidden.undoing();
  v_row jsonb;
begin
  if v_undoes is null then
    return false;
  end if;
  v_row := to_jsonb(becomes);
  return coalesce((
    select bool_and(b.value = v_row -> b.key) from (
      select distinct on (e.key) e.key, e.value from app_public.changes c cross join jsonb_each(c.old) e
      where c.transaction_id = v_undoes and c.record_id = (v_row ->> 'id')::uuid and e.key = any (is_undo.columns)
      order by e.key, c.id) b), false);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.as_deleted(id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN (SELECT c.old FROM app_public.changes c WHERE ((c.record_id = as_deleted.id) AND (c.operation = 'delete'::text) AND (c.old ? 'created_at'::text)) ORDER BY c.id DESC LIMIT 1);

comment on function app_hidden.as_deleted(uuid) is $comment$What a record was when it was deleted; null when there was none.$comment$;

grant execute on function app_hidden.as_deleted(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.plan_undo(transaction_id bigint, record_id uuid DEFAULT NULL::uuid)
 RETURNS SETOF app_hidden.undo_step
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_at timestamptz := (select max(c.at) from app_public.changes c where c.transaction_id = plan_undo.transaction_id);
  v_steps app_hidden.undo_step[];
begin
  if v_at is null then
    perform app_hidden.fail('RM404', 'undo_known', 'There is no such change.', 'The audit log names the transactions that can be undone.', 'transaction_id');
  end if;
  if record_id is null and not app_hidden.sees_changes(plan_undo.transaction_id, v_at) then
    perform app_hidden.fail('RM403', 'undo_visible', 'This change touched records that you may not see.', 'Ask somebody who may see all of them to undo it.', 'transaction_id');
  end if;
  if not app_hidden.is_program() then
    delete from app_private.undoings u where u.transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    insert into app_private.undoings values (pg_current_xact_id()::text::bigint, plan_undo.transaction_id) on conflict do nothing;
  end if;
  select array_agg(s order by s.last_id desc) into v_steps from app_hidden.undo_steps(plan_undo.transaction_id, v_at) s
  where plan_undo.record_id is null or s.record_id = plan_undo.record_id and s.verb = 'insert';
  if v_steps is null then
    perform app_hidden.fail('RM409', 'undo_needed', 'There is nothing to undo: it changed nothing in the end.', field => 'transaction_id');
  end if;
  perform app_hidden.check_columns(v_steps);
  if plan_undo.record_id is null then
    perform app_hidden.check_dependents(v_steps);
    perform app_hidden.check_targets(v_steps);
  else -- one record comes back without those that went with it
    v_steps[1].wanted := v_steps[1].wanted - array(
      select r.column_name::text from app_hidden.relation_columns(v_steps[1].object) r
      where not exists (select from app_public.records t where t.id = (v_steps[1].wanted ->> r.column_name)::uuid));
  end if;
  return query select * from app_hidden.own_writes(v_steps);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.list_item(title text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (title ~ '[;|,\n"]'::text) THEN (('"'::text || replace(title, '"'::text, '""'::text)) || '"'::text) ELSE title END;

comment on function app_hidden.list_item(text) is $comment$A title as one of several in a cell, as import_list reads it: in quotes when it holds what separates them.$comment$;

grant execute on function app_hidden.list_item(text) to :MEMBER;

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
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      expression := format('(select %s from app_custom.%I l join %s t on t.id = l.target_id where l.source_id = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%1$I) order by t.%1$I, t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(app_hidden.list_item(t.%1$I::text), ''; '' order by t.%1$I, t.id))', v_target.title_column) end,
        v_field.link_table, app_hidden.object_table(v_target.name), alias);
      return next;
      continue;
    end if;
    v_value := format('%s.%I', alias, v_field.column_name);
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

CREATE OR REPLACE FUNCTION app_hidden.begin_export(object text, fields text[], format text, filter jsonb, sort jsonb, alias text, OUT id uuid, OUT select_list text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_object text := case begin_export.object when 'changes' then 'changes' else app_hidden.object_name(begin_export.object) end;
begin
  perform app_hidden.must_manage('export');
  select string_agg(format('%s as %I', c.expression, c.name), ', ') into begin_export.select_list
  from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c;
  insert into app_public.exports as e (object, api_key_id, format, columns, filter, sort)
  values (v_object, app_hidden.api_key_id(), begin_export.format,
    array(select c.name from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c),
    coalesce(begin_export.filter, '{}'), coalesce(begin_export.sort, '[]'))
  returning e.id into begin_export.id;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.backup_schedule()
 RETURNS app_public.backup_schedule
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN (SELECT ROW(s.backup_folder, s.backup_keep)::app_public.backup_schedule AS "row" FROM app_private.settings s WHERE ((s.backup_folder IS NOT NULL) AND app_hidden.can_manage('workspace'::text)));

comment on function app_public.backup_schedule() is $comment$Where the nightly backup goes, as the worker has it from BACKUP_DIR and BACKUP_KEEP; null when none is made, or to whom does not manage the workspace.$comment$;

grant execute on function app_public.backup_schedule() to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.back_up_database()
 RETURNS app_public.database_backups
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_backup app_public.database_backups;
begin
  perform app_hidden.must_manage('workspace');
  perform pg_advisory_xact_lock(hashtext('app_public.back_up_database'));
  if app_public.backup_schedule() is null then
    perform app_hidden.fail('RM400', 'database_backups_folder', 'This server does not say where backups go.', 'Start it with BACKUP_DIR set to a folder.');
  end if;
  if exists (select from app_public.database_backups b where b.status in ('waiting', 'running')) then
    perform app_hidden.fail('RM409', 'database_backups_one_at_once', 'A backup is being made already.', 'Wait for it to end.');
  end if;
  insert into app_public.database_backups (user_id) values (app_hidden.user_id()) returning * into v_backup;
  perform app_hidden.add_job('backup__make', json_build_object('backupId', v_backup.id), max_attempts => 3);
  return v_backup;
end
$function$;

comment on function app_public.back_up_database() is $comment$Has the worker make a backup now, in the folder of the nightly ones. Raises RM400 when there is none, RM403, RM409 while one is being made.$comment$;

grant execute on function app_public.back_up_database() to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.prove_backup(id uuid)
 RETURNS app_public.database_backups
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_backup app_public.database_backups;
begin
  perform app_hidden.must_manage('workspace');
  update app_public.database_backups b set proof = 'waiting', problems = '{}', message = '', proven_at = null
  where b.id = prove_backup.id and b.status = 'done' and (b.proof is null or b.proof not in ('waiting', 'running')) returning * into v_backup;
  if not found then
    perform app_hidden.fail('RM404', 'database_backups_known', 'There is no such backup, or it is being proven already.', field => 'id');
  end if;
  perform app_hidden.add_job('backup__prove', json_build_object('backupId', v_backup.id), max_attempts => 3);
  return v_backup;
end
$function$;

comment on function app_public.prove_backup(uuid) is $comment$Has the worker restore a backup into a PostgreSQL of its own, and look at everything in it: rows, indexes, foreign keys, registry, policies, metadata. Raises RM403, RM404.$comment$;

grant execute on function app_public.prove_backup(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.end_lost_backups()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE app_public.database_backups b SET status = 'failed'::text, finished_at = clock_timestamp(), message = 'It was interrupted.'::text
   WHERE (b.status = 'running'::text);
 UPDATE app_public.database_backups b SET proof = 'failed'::text, proven_at = clock_timestamp(), message = 'The proof was interrupted.'::text
   WHERE (b.proof = 'running'::text);
END;

comment on function app_hidden.end_lost_backups() is $comment$Those that nobody is at: their process was killed, or this database was restored from one of them.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.schedule_backups(folder text, keep integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update app_private.settings s set backup_folder = schedule_backups.folder, backup_keep = schedule_backups.keep
  where (s.backup_folder, s.backup_keep) is distinct from (schedule_backups.folder, schedule_backups.keep);
  if pg_try_advisory_xact_lock(hashtext('app_hidden.begin_backup')) then
    perform app_hidden.end_lost_backups();
  end if;
end
$function$;

comment on function app_hidden.schedule_backups(text,integer) is $comment$What a worker that starts knows of backups: where the nightly one goes (null: none is made) and how many are kept.$comment$;

grant execute on function app_hidden.schedule_backups(text,integer) to :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.begin_backup(backup_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_id uuid;
begin
  perform pg_advisory_lock(hashtext('app_hidden.begin_backup'));
  perform app_hidden.end_lost_backups();
  insert into app_public.database_backups (id, status, started_at) values (coalesce(begin_backup.backup_id, uuidv7()), 'running', clock_timestamp())
  on conflict (id) do update set status = 'running', started_at = excluded.started_at, finished_at = null, message = ''
  returning id into v_id;
  return v_id;
end
$function$;

comment on function app_hidden.begin_backup(uuid) is $comment$Waits until this session is the only one that makes or proves backups, and notes that one (null: a nightly one) is begun. end_backup lets the next one go on.$comment$;

grant execute on function app_hidden.begin_backup(uuid) to :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.end_backup(backup_id uuid, file text, size_bytes bigint, removed text[], error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_backup app_public.database_backups;
begin
  perform pg_advisory_unlock(hashtext('app_hidden.begin_backup'));
  update app_public.database_backups b
  set status = case when end_backup.error is null then 'done' else 'failed' end, finished_at = clock_timestamp(),
    file = end_backup.file, size_bytes = end_backup.size_bytes, message = left(coalesce(end_backup.error, ''), 2000)
  where b.id = end_backup.backup_id returning * into v_backup;
  delete from app_public.database_backups b
  where b.file = any (end_backup.removed) or b.status = 'failed' and b.created_at < now() - interval '30 days';
  -- Of a night's attempts only the first is told of; who asked for one sees how it went.
  if v_backup.status = 'failed' and v_backup.user_id is null and not exists (
    select from app_public.database_backups b
    where b.id <> v_backup.id and b.status = 'failed' and b.user_id is null and b.created_at > now() - interval '12 hours')
  then
    perform app_hidden.notify_member(u.id, 'backup_failed', 'The nightly backup failed', body => v_backup.message, actor_id => null)
    from app_public.users u join app_public.roles r on r.id = u.role_id where 'workspace' = any (r.settings);
  end if;
end
$function$;

comment on function app_hidden.end_backup(uuid,text,bigint,text[],text) is $comment$Notes how a backup ended (error: why it failed), forgets those whose files were removed, and tells who manages the workspace of a nightly one that failed.$comment$;

grant execute on function app_hidden.end_backup(uuid,text,bigint,text[],text) to :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.begin_proof(backup_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_file text;
begin
  perform pg_advisory_lock(hashtext('app_hidden.begin_backup'));
  perform app_hidden.end_lost_backups();
  update app_public.database_backups b set proof = 'running', message = '' where b.id = begin_proof.backup_id and b.status = 'done' returning b.file into v_file;
  return v_file;
end
$function$;

comment on function app_hidden.begin_proof(uuid) is $comment$As begin_backup, for a proof; gives the file, or null when the backup is gone.$comment$;

grant execute on function app_hidden.begin_proof(uuid) to :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.end_proof(backup_id uuid, problems text[], error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_unlock(hashtext('app_hidden.begin_backup'));
  update app_public.database_backups b
  set proof = case when end_proof.error is null and cardinality(end_proof.problems) = 0 then 'passed' else 'failed' end,
    problems = end_proof.problems[1:100], proven_at = clock_timestamp(), message = left(coalesce(end_proof.error, ''), 2000)
  where b.id = end_proof.backup_id;
end
$function$;

comment on function app_hidden.end_proof(uuid,text[],text) is $comment$Notes what a proof found; error says why there was none.$comment$;

grant execute on function app_hidden.end_proof(uuid,text[],text) to :WORKER;

drop function app_hidden.creator_of(uuid);

select app_hidden.expose(app_hidden.object_table(o.name)) from app_public.objects o;
select app_hidden.derive_all();

drop view app_hidden.names_in_use;

comment on constraint contacts_first_name_length on app_public.contacts is 'A first name has at most 200 characters.';
comment on constraint contacts_last_name_length on app_public.contacts is 'A last name has at most 200 characters.';
comment on constraint contacts_job_title_length on app_public.contacts is 'A job title has at most 300 characters.';
comment on constraint contacts_linkedin_length on app_public.contacts is 'An address of LinkedIn has at most 2,000 characters.';
comment on constraint contacts_phones_count on app_public.contacts is 'A contact has at most 20 phone numbers.';
comment on constraint companies_phone_length on app_public.companies is 'A phone number has at most 60 characters.';
comment on constraint companies_website_length on app_public.companies is 'An address of a website has at most 2,000 characters.';
comment on constraint companies_industry_length on app_public.companies is 'An industry has at most 120 characters.';
comment on constraint companies_employees_positive on app_public.companies is 'A company has no fewer than 0 employees.';
comment on constraint companies_annual_revenue_range on app_public.companies is 'An annual revenue is less than 1,000,000,000,000,000.';
comment on constraint deals_value_range on app_public.deals is 'A value is less than 1,000,000,000,000,000.';
comment on constraint deals_probability_range on app_public.deals is 'A probability is from 0 to 100.';
comment on constraint deals_lost_reason_length on app_public.deals is 'A lost reason has at most 2,000 characters.';
comment on constraint companies_currency_format on app_public.companies is 'A currency is a code such as EUR.';
comment on constraint deals_currency_format on app_public.deals is 'A currency is a code such as EUR.';
comment on constraint notes_title_length on app_public.notes is 'A note has a title of at most 300 characters.';
comment on constraint notes_body_length on app_public.notes is 'A note has at most 200,000 characters.';
comment on constraint tasks_body_length on app_public.tasks is 'The details of a task have at most 200,000 characters.';
comment on constraint tasks_status on app_public.tasks is 'The status of a task is open or done.';
comment on constraint tasks_priority on app_public.tasks is 'The priority of a task is low, normal or high.';

update app_public.notes n set title = w.title
from (
  select id, left(btrim(regexp_replace(regexp_replace(split_part(ltrim(body, E' \t\r\n'), E'\n', 1),
    '!?\[([^][]+)\]\([^()\s]+\)', '\1', 'g'), '^[#>*\s-]+|[*_`]+', '', 'g')), 120) as title
  from app_public.notes where body like '%](%'
) w
where w.id = n.id and w.title <> n.title
  and n.title = left(btrim(regexp_replace(split_part(ltrim(n.body, E' \t\r\n'), E'\n', 1), '^[#>*\s-]+|[*_`]+', '', 'g')), 120);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
