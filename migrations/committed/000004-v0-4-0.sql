--! Previous: sha1:22753db6af1d5842e096fa4b58e28a354bd6a7c3
--! Hash: sha1:8cae23ddcbde746f29e6ce3189f9598264af308f
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

insert into app_public.field_types (name, label, sql_type, settings, position) values ('formula', 'Formula', '', '{formula,decimals,unit,index}', 18);

create type app_hidden.formula_token as (kind text, value text, place integer, name text, sql text, type text, options jsonb);
comment on type app_hidden.formula_token is
  'A part of a formula: number, text, field, word or sign, and where it stands. Of a field: its name, SQL, kind of value (number, text, date, boolean), and of a choice the labels of its options by value.';

create type app_hidden.formula_part as (sql text, type text, next integer, literal text, options jsonb);
comment on type app_hidden.formula_part is 'What a part of a formula means: its SQL and kind of value, and the token after it; of a text given as such, that text.';

update app_public.contacts set birthday = null where not extract(year from birthday) between 1 and 9999;
update app_public.deals set expected_close_date = null where not extract(year from expected_close_date) between 1 and 9999;
update app_public.deals set closed_at = null where not extract(year from closed_at at time zone 'UTC') between 1 and 9999;
update app_public.deals set position = 0 where not abs(position) < 1e15;
update app_public.tasks set due_at = null where not extract(year from due_at at time zone 'UTC') between 1 and 9999;
update app_public.tasks set remind_at = null where not extract(year from remind_at at time zone 'UTC') between 1 and 9999;
update app_public.tasks set done_at = null where not extract(year from done_at at time zone 'UTC') between 1 and 9999;
set constraints all immediate;
alter table app_public.contacts
  add constraint contacts_birthday_range check (extract(year from birthday) between 1 and 9999);
alter table app_public.deals
  add constraint deals_expected_close_date_range check (extract(year from expected_close_date) between 1 and 9999),
  add constraint deals_closed_at_range check (extract(year from closed_at at time zone 'UTC') between 1 and 9999),
  add constraint deals_position_range check (abs(position) < 1e15);
alter table app_public.tasks
  add constraint tasks_due_at_range check (extract(year from due_at at time zone 'UTC') between 1 and 9999),
  add constraint tasks_remind_at_range check (extract(year from remind_at at time zone 'UTC') between 1 and 9999),
  add constraint tasks_done_at_range check (extract(year from done_at at time zone 'UTC') between 1 and 9999);
comment on constraint contacts_birthday_range on app_public.contacts is 'A birthday is a date of the years 1 to 9999.';
comment on constraint deals_expected_close_date_range on app_public.deals is 'An expected close is a date of the years 1 to 9999.';
comment on constraint deals_closed_at_range on app_public.deals is 'A close is a time of the years 1 to 9999.';
comment on constraint deals_position_range on app_public.deals is 'A position is a number of at most 15 digits before the point.';
comment on constraint tasks_due_at_range on app_public.tasks is 'A due time is a time of the years 1 to 9999.';
comment on constraint tasks_remind_at_range on app_public.tasks is 'A reminder is a time of the years 1 to 9999.';
comment on constraint tasks_done_at_range on app_public.tasks is 'A task is done at a time of the years 1 to 9999.';
comment on constraint pipelines_name_length on app_public.pipelines is 'A pipeline needs a name of at most 80 characters.';
comment on constraint stages_name_length on app_public.stages is 'A stage needs a name of at most 60 characters.';
comment on constraint stages_probability_range on app_public.stages is 'A probability is from 0 to 100.';
comment on constraint stages_outcome on app_public.stages is 'The outcome of a stage is open, won or lost.';

create index changes_link_target_idx on app_public.changes ((coalesce(new, old) ->> 'target_id'), id) where coalesce(new, old) ? 'target_id';

alter table app_public.imports
  add column stages uuid[] not null default '{}',
  add column undoer_id uuid references app_public.users on delete set null,
  add column undoer_role_id uuid references app_public.roles on delete set null;
create index on app_public.imports (undoer_id);
create index on app_public.imports (undoer_role_id);
comment on constraint imports_undoer_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_undoer_role_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on column app_public.imports.undoer_id is 'Who took it back, and under whose rights, when that is somebody else.';
comment on column app_public.imports.undoer_role_id is 'The role with which that was done, when it is not the member''s own.';
comment on column app_public.imports.stages is E'@behavior -*\nThe stages it made, which undo takes back when nothing is in them.';

drop function app_hidden.import_suggestions(text,jsonb);

drop function app_public.change_field_type_preview(text,text,jsonb);

CREATE OR REPLACE FUNCTION app_hidden.fold(value text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
begin
  return case when octet_length(value) = length(value) then lower(value collate "C") else lower(public.unaccent('public.unaccent'::regdictionary, value)) end;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.phone_words(phones text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  v_phone text;
  v_words text := '';
  -- As the ITU gives them out: one digit, two, or else three. What follows is dialled with a 0 at home: +49 (0)40 and +49 40 are 040.
  v_two constant text := ' 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ';
  v_abroad text;
  v_home text;
begin
  foreach v_phone in array phones loop
    v_phone := translate(v_phone, ' ()-./', '');
    v_abroad := case when v_phone ^@ '+' then substr(v_phone, 2) when v_phone ^@ '00' then substr(v_phone, 3) else '' end;
    v_home := null;
    if v_abroad <> '' and translate(v_abroad, '0123456789', '') = '' then
      v_home := substr(v_abroad, case when left(v_abroad, 1) in ('1', '7') then 2 when position(' ' || left(v_abroad, 2) || ' ' in v_two) > 0 then 3 else 4 end);
      v_home := case when v_home ^@ '0' then v_home else '0' || v_home end;
    end if;
    v_phone := replace(v_phone, '+', '');
    v_words := concat_ws(' ', v_words, v_phone, v_home, case when length(v_phone) > 10 then right(v_phone, 10) end, case when length(v_phone) > 7 then right(v_phone, 7) end);
  end loop;
  return v_words;
end
$function$;

comment on function app_hidden.phone_words(text[]) is $comment$Phone numbers as digits: whole, as dialled in their country, last ten, last seven, so that a prefix of any finds them.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.search_expression(object text, row_alias text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(format('to_tsvector(''simple'', app_hidden.words(left(concat_ws('' '', %s), 100000)))', string_agg(
      case case f.settings ->> 'format' when 'phone' then 'phone' else f.type end
        when 'phone' then format('%1$s.%2$I, app_hidden.phone_words(array[%1$s.%2$I])', row_alias, f.column_name)
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

CREATE OR REPLACE FUNCTION app_hidden.wanted_policies(role_id uuid, object text)
 RETURNS TABLE(verb text, qual text, check_qual text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_permission app_public.permissions;
  v_mine constant text := 'owner_id = (select app_hidden.user_id())';
  v_stays_mine constant text := '(' || v_mine || ' or app_hidden.refuse_owner())';
  v_sees_everything boolean;
  v_links text;
begin
  select * into v_permission from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = wanted_policies.object;
  if not found then
    return;
  end if;

  -- A link to a record that the writer may not read is refused; where the role reads all of the target there is nothing to check.
  select string_agg(format('(%1$I is null or app_hidden.may_link(%2$L, %1$I, id, %3$L) or app_hidden.refuse_link(%1$L))',
    f.column_name, f.target_object, f.object || '.' || f.column_name), ' and ' order by f.column_name)
  into v_links
  from app_public.fields f
  where f.object = wanted_policies.object and f.target_object is not null and f.column_name is not null
    and f.target_object in (select o.name from app_public.objects o)
    and not exists (
      select from app_public.permissions t where t.role_id = wanted_policies.role_id and t.object = f.target_object and t.read = 'all');

  verb := 'select';
  check_qual := null;
  if v_permission.read <> 'none' then
    qual := case v_permission.read when 'all' then 'true' else v_mine end;
    if wanted_policies.object in ('notes', 'tasks') then
      -- Attached things are seen by who sees what they are attached to; a role that reads everything sees them all.
      select not exists (
        select from app_public.objects o
        where o.name not in ('notes', 'tasks') and not exists (
          select from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = o.name and p.read = 'all'))
      into v_sees_everything;
      if not v_sees_everything then
        qual := concat_ws(' and ', nullif(qual, 'true'), 'app_hidden.sees_attached(id)');
      end if;
    end if;
    return next;
  end if;

  if v_permission."create" then
    verb := 'insert';
    qual := null;
    check_qual := concat_ws(' and ', case v_permission.read when 'own' then v_stays_mine end, v_links);
    check_qual := coalesce(nullif(check_qual, ''), 'true');
    return next;
  end if;
  if v_permission.update <> 'none' then
    verb := 'update';
    qual := case v_permission.update when 'all' then 'true' else v_mine end;
    check_qual := coalesce(nullif(concat_ws(' and ', case v_permission.update when 'own' then v_stays_mine end, v_links), ''), 'true');
    return next;
  end if;
  if v_permission.delete <> 'none' then
    verb := 'delete';
    qual := case v_permission.delete when 'all' then 'true' else v_mine end;
    check_qual := null;
    return next;
  end if;
end
$function$;

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
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Asked by every statement that reads the registry or the audit log, and mostly there is no such policy.
  if not exists (select from pg_catalog.pg_policy p where not p.polpermissive) then
    return '{}';
  end if;
  return array(
    select o.name from pg_catalog.pg_policy p
    join pg_catalog.pg_class c on c.oid = p.polrelid
    join app_public.objects o on o.name = c.relname and o.schema_name::regnamespace = c.relnamespace
    where not p.polpermissive and p.polcmd in ('r', '*') and exists (
      select from unnest(p.polroles) g where g = 0 or pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user), g, 'usage')));
end
$function$;

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

CREATE OR REPLACE FUNCTION app_hidden.refuse_link(column_name text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform app_hidden.fail('RM403', 'link_seen', 'There is no such record, or you may not see it.', 'Choose one that you see.', refuse_link.column_name);
  return false;
end
$function$;

comment on function app_hidden.refuse_link(text) is $comment$Raises RM403 for a column that would point to a record that the role in force may not read, whether there is one or not.$comment$;

grant execute on function app_hidden.refuse_link(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.refuse_owner()
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform app_hidden.fail('RM403', 'owner_mine', 'Your role may write only what belongs to you, and this would belong to somebody else.', 'Stay its owner.', 'owner_id');
  return false;
end
$function$;

comment on function app_hidden.refuse_owner() is $comment$Raises RM403 for a record that would not belong to its writer, whose role writes their own records only.$comment$;

grant execute on function app_hidden.refuse_owner() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.wanted_link_policies(role_id uuid, field app_public.fields)
 RETURNS TABLE(verb text, qual text, check_qual text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_source app_public.permissions;
  v_target app_public.permissions;
  v_read text;
  v_seen text;
  v_edit text;
begin
  select * into v_source from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.object;
  select * into v_target from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.target_object;
  -- Seen by who sees both ends; made and removed by who may edit the record that has the field. Records have the same rights as objects.
  select string_agg(format('exists (select from app_public.records r where r.id = %I)', e.column_name), ' and ' order by e.column_name),
    string_agg(format('(exists (select from app_public.records r where r.id = %1$I) or app_hidden.refuse_link(%1$L))', e.column_name), ' and ' order by e.column_name)
  into v_read, v_seen
  from (values ('source_id', v_source.read), ('target_id', v_target.read)) e (column_name, read) where e.read is distinct from 'all';
  v_edit := case when v_source.update is distinct from 'all' then 'app_hidden.may_edit(source_id)' end;
  return query values
    ('select', coalesce(v_read, 'true'), null),
    ('insert', null, coalesce(nullif(concat_ws(' and ', v_seen, v_edit), ''), 'true')),
    ('delete', coalesce(v_edit, 'true'), null);
end
$function$;

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

CREATE OR REPLACE FUNCTION app_hidden.tg_companies__parent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Who would close the circle at the same moment waits, and then sees the other half.
  if tg_op = 'UPDATE' and new.parent_id is distinct from old.parent_id then
    perform pg_advisory_xact_lock(hashtext('app_hidden.tg_companies__parent'));
  end if;
  if exists (
    with recursive above (id) as (
      select new.parent_id
      union
      select c.parent_id from app_public.companies c join above a on a.id = c.id)
    select from above a where a.id = new.id) then
    perform app_hidden.fail('RM400', 'companies_parent_above', 'A company cannot belong to one that belongs to it.', 'Take the other one out of it first.', 'parent_id');
  end if;
  return null;
end
$function$;

comment on function app_hidden.tg_companies__parent() is $comment$Companies do not go round in a circle, also when several are written at once, or by several people. Raises RM400.$comment$;

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
    -- Who changes nothing only has to see the record.
    execute case when v_group.columns = array['id'] then format('select array_agg(t.id) from %1$s t join jsonb_populate_recordset(null::%1$s, $1) n on n.id = t.id', v_table)
      else format('with changed as (update %1$s t set %2$s from jsonb_populate_recordset(null::%1$s, $1) n where t.id = n.id returning t.id) select array_agg(id) from changed',
        v_table, (select string_agg(format('%I = n.%I', c, c), ', ') from unnest(v_group.columns) c where c <> 'id')) end
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
  where o.is_active and o.name <> all ((select app_hidden.narrowed_objects())::text[]) and (search_openly.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search_openly.objects) n));

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

CREATE OR REPLACE FUNCTION app_hidden.import_cell(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN NULLIF(btrim(CASE WHEN (cell = ANY (ARRAY['NULL'::text, 'N/A'::text, '\N'::text])) THEN NULL::text WHEN ((cell ~~ '''%'::text) AND (cell ~ '^''[=+@\t\r-]'::text)) THEN substr(cell, 2) ELSE cell END, ' 	
 ​﻿'::text), ''::text);

comment on function app_hidden.import_cell(text) is $comment$A cell without blanks around it, and without the apostrophe that keeps spreadsheets from computing it; null when nothing is left, or what programs write for nothing.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_currency(cell text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  -- ISO 4217, as far as amounts are written with them.
  v_codes constant text := ' AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR ';
  v_code text;
begin
  if translate(cell, '0123456789.,-+ ''', '') = '' then
    return null;
  end if;
  v_code := upper(substring(cell from '(?:^|[^[:alpha:]])([[:alpha:]]{3})(?:[^[:alpha:]]|$)'));
  if position(' ' || v_code || ' ' in v_codes) > 0 then
    return v_code;
  end if;
  return case
    when cell like '%€%' then 'EUR' when cell like '%£%' then 'GBP' when cell ~ '[¥￥円]' then 'JPY' when cell like '%₹%' then 'INR' when cell like '%₽%' then 'RUB'
    when cell like '%₺%' then 'TRY' when cell like '%₩%' then 'KRW' when cell like '%₪%' then 'ILS' when cell like '%₴%' then 'UAH' when cell ilike '%zł%' then 'PLN'
    when cell ilike '%kč%' then 'CZK' when cell like '%R$%' then 'BRL' when cell like '%US$%' then 'USD' when cell ~ 'CA?\$' then 'CAD' when cell ~ 'AU?\$' then 'AUD'
    -- A bare dollar is the workspace's, if that counts in dollars.
    when cell like '%$%' and app_hidden.workspace_currency() not in ('USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'ARS', 'CLP', 'COP') then 'USD' end;
end
$function$;

comment on function app_hidden.import_currency(text) is $comment$The currency that an amount is written in, by its ISO 4217 code or its sign; null when it says none, or a sign that several share.$comment$;

grant execute on function app_hidden.import_currency(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_number(cell text, format text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  v_text text := cell;
  v_negative boolean := false;
  v_unit text;
  v_us boolean;
  v_continental boolean;
begin
  if format = '1,234.56' and v_text ~ '^[-+]?\d+(\.\d+)?$' then
    return v_text;
  elsif format = '1.234,56' and v_text ~ '^[-+]?\d+(,\d+)?$' then
    return replace(v_text, ',', '.');
  end if;
  if v_text !~ '^[-+]?[\d.,]+$' then
    v_negative := v_text ~ '^\(.*\)$';
    if v_negative then
      v_text := btrim(v_text, '() ');
    end if;
    if v_text ~ '[kKMmb]' then
      v_unit := substring(v_text from '\d\s?(k|K|M|[Mm]io|MIO|mn|[Mm]rd|MRD|bn)\.?(?:\s?(?:[A-Z]{3}|[$€£¥]))?$');
      v_text := coalesce(regexp_replace(v_text, '(\d)\s?' || v_unit || '\.?(?=[^[:alnum:]]|[A-Z]|$)', '\1'), v_text);
    end if;
    -- Currency before or after, percent, and blanks or apostrophes between thousands say nothing that we do not know.
    v_text := regexp_replace(v_text, '^([-+]?)\s*(?:[A-Z]{2,3}(?=[\s\d])|[A-Z]{0,3}[$€£¥₹₽₩₺₴฿₫₪₱])\s*|\s*(?:[A-Z]{3}|[$€£¥₹₽₩₺₴฿₫₪₱]|%|zł|kr\.?|Kč|,-)$', '\1', 'g');
    v_text := regexp_replace(v_text, '(?<=\d)[\s\u00a0\u202f''’](?=\d{3})|−', '', 'g');
  end if;
  -- What can be read in one way only is read so, and 1.234 or 1,234 as the format says.
  v_us := v_text ~ '^[-+]?(\d+|[1-9]\d{0,2}(,\d{2,3})*,\d{3})(\.\d*)?$|^[-+]?\.\d+$';
  v_continental := v_text ~ '^[-+]?(\d+|[1-9]\d{0,2}(\.\d{2,3})*\.\d{3})(,\d+)?$|^[-+]?,\d+$';
  if v_us and (format = '1,234.56' or not v_continental) then
    v_text := replace(v_text, ',', '');
  elsif v_continental then
    v_text := replace(replace(v_text, '.', ''), ',', '.');
  elsif v_text ~* '^[-+]?\d+([.,]\d+)?e[-+]?\d+$' then
    v_text := replace(v_text, ',', '.');
  else
    return null;
  end if;
  if v_unit is not null then
    v_text := trim_scale(v_text::numeric * case lower(v_unit) when 'k' then 1e3 when 'mrd' then 1e9 when 'bn' then 1e9 else 1e6 end)::text;
  end if;
  return case when v_negative then '-' else '' end || v_text;
end
$function$;

comment on function app_hidden.import_number(text,text) is $comment$A number as people write it (1,234.56 or 1.234,56; with a currency, a percent sign, k or Mio; or in parentheses), as PostgreSQL writes it.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_month(word text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (('{"abr": 4, "ago": 8, "apr": 4, "aug": 8, "avr": 4, "cze": 6, "dec": 12, "des": 12, "dez": 12, "dic": 12, "ene": 1, "feb": 2, "fev": 2, "gen": 1, "giu": 6, "gru": 12, "jan": 1, "jul": 7, "jun": 6, "kwi": 4, "lip": 7, "lis": 11, "lug": 7, "lut": 2, "mag": 5, "mai": 5, "maj": 5, "mar": 3, "may": 5, "mei": 5, "mrt": 3, "mrz": 3, "nov": 11, "oct": 10, "okt": 10, "ott": 10, "out": 10, "paz": 10, "sep": 9, "set": 9, "sie": 8, "sty": 1, "wrz": 9, "aout": 8, "ekim": 10, "fevr": 2, "janv": 1, "juil": 7, "juin": 6, "juli": 7, "july": 7, "june": 6, "juni": 6, "luty": 2, "maio": 5, "maja": 5, "mars": 3, "mart": 3, "marz": 3, "mayo": 5, "ocak": 1, "sept": 9, "abril": 4, "april": 4, "avril": 4, "enero": 1, "eylul": 9, "julho": 7, "julio": 7, "junho": 6, "junio": 6, "kasim": 11, "lipca": 7, "maart": 3, "maerz": 3, "marca": 3, "march": 3, "marco": 3, "marts": 3, "marzo": 3, "mayis": 5, "nisan": 4, "subat": 2, "agosto": 8, "aprile": 4, "aralik": 12, "august": 8, "giugno": 6, "janner": 1, "januar": 1, "lipiec": 7, "luglio": 7, "lutego": 2, "maggio": 5, "marzec": 3, "temmuz": 7, "авг": 8, "апр": 4, "дек": 12, "июл": 7, "июн": 6, "мар": 3, "мая": 5, "ноя": 11, "окт": 10, "сен": 9, "фев": 2, "янв": 1, "agustos": 8, "augusti": 8, "czerwca": 6, "febrero": 2, "februar": 2, "fevrier": 2, "gennaio": 1, "grudnia": 12, "haziran": 6, "jaenner": 1, "janeiro": 1, "januari": 1, "january": 1, "janvier": 1, "juillet": 7, "october": 10, "octobre": 10, "octubre": 10, "oktober": 10, "ottobre": 10, "outubro": 10, "styczen": 1, "augustus": 8, "czerwiec": 6, "december": 12, "decembre": 12, "desember": 12, "dezember": 12, "dezembro": 12, "dicembre": 12, "febbraio": 2, "februari": 2, "february": 2, "grudzien": 12, "kwiecien": 4, "kwietnia": 4, "listopad": 11, "november": 11, "novembre": 11, "novembro": 11, "setembro": 9, "sierpien": 8, "sierpnia": 8, "stycznia": 1, "wrzesien": 9, "wrzesnia": 9, "июля": 7, "июня": 6, "нояб": 11, "сент": 9, "diciembre": 12, "fevereiro": 2, "listopada": 11, "noviembre": 11, "september": 9, "septembre": 9, "setiembre": 9, "settembre": 9, "septiembre": 9, "марта": 3, "pazdziernik": 10, "pazdziernika": 10, "апреля": 4, "ноября": 11, "января": 1, "августа": 8, "декабря": 12, "октября": 10, "февраля": 2, "сентября": 9}'::jsonb ->> app_hidden.fold(word)))::integer;

comment on function app_hidden.import_month(text) is $comment$The number of a month by its name, whole or cut short, in a dozen languages.$comment$;

grant execute on function app_hidden.import_month(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_year(year text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (length(year) = 4) THEN year WHEN (year < '70'::text) THEN ('20'::text || year) ELSE ('19'::text || year) END;

comment on function app_hidden.import_year(text) is $comment$A year of two digits in full, as PostgreSQL reads it.$comment$;

grant execute on function app_hidden.import_year(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_date(cell text, date_order text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  v_parts text[];
  v_day_first boolean;
  v_word text;
  v_before text;
  v_after text;
  v_day text;
  v_year text;
begin
  if cell ~ '^\d{4}-\d\d-\d\d' then
    return cell;
  elsif cell ~ '^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}' then
    -- Where only one of two numbers can be the month, the order does not matter.
    v_parts := string_to_array(translate(cell, '/.', '--'), '-');
    v_day_first := v_parts[1]::integer > 12;
    if v_day_first = (v_parts[2]::integer > 12) or date_order = (case when v_day_first then 'DMY' else 'MDY' end)
      or cell !~ '^\d+([/.-])\d+\1(\d\d|\d{4})(?!\d)' or date_order = 'YMD' and cell ~ '^\d+.\d+.\d\d(?!\d)' then
      return cell;
    end if;
    v_after := substring(cell from '^\d+.\d+.(.*)$');
    v_year := substring(v_after from '^\d+');
    return app_hidden.import_year(v_year) || '-' || case when v_day_first then v_parts[2] || '-' || v_parts[1] else v_parts[1] || '-' || v_parts[2] end || substr(v_after, length(v_year) + 1);
  elsif cell ~ '^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}' or cell ~ '^\d{1,2}[ -](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[ -]\d{4}$' then
    return cell;
  elsif cell !~ '\d' or cell ~ '^-?\d+(\.\d+)?$' and cell !~ '^\d{8}$' or cell ~* '^(j\d|now|today|tomorrow|yesterday|epoch)' then
    return null;
  elsif cell ~ '[年년]' then
    return regexp_replace(cell, '^(\d+)\s*[年년]\s*(\d+)\s*[月월]\s*(\d+)\s*[日일]?', '\1-\2-\3');
  end if;
  -- 31. Dez 1984, Dec 31st, 1984, 31 de diciembre de 1984, with a day of the week before and a time after it.
  v_word := substring(cell from '[[:alpha:]]{3,}');
  if app_hidden.import_month(v_word) is null then
    v_word := substring(split_part(cell, v_word, 2) from '[[:alpha:]]{3,}');
  end if;
  v_before := split_part(cell, v_word, 1);
  v_after := substr(cell, length(v_before) + length(v_word) + 1);
  if v_before ~* '^([[:alpha:]]+\.?,?\s+)?\d{1,2}(st|nd|rd|th|er|[ºª°])?[.\s-]*((d[ei]|of)\s+)?$' then
    v_day := substring(v_before from '\d+');
    v_after := regexp_replace(v_after, '^\.?,?[\s-]*(de\s+)?', '');
  elsif v_before !~ '\d' and v_after ~* '^\.?\s+\d{1,2}(st|nd|rd|th)?,?\s' then
    v_day := substring(v_after from '\d+');
    v_after := regexp_replace(v_after, '^\D*\d+\D*', '');
  end if;
  v_year := substring(v_after from '^\d+');
  if v_day is null or app_hidden.import_month(v_word) is null or coalesce(length(v_year), 0) not in (2, 4) or length(v_year) = 2 and date_order = 'YMD' then
    return cell;
  end if;
  return app_hidden.import_year(v_year) || '-' || app_hidden.import_month(v_word) || '-' || v_day || substr(v_after, length(v_year) + 1);
end
$function$;

comment on function app_hidden.import_date(text,text) is $comment$A date or time as PostgreSQL's casts take it, in the order of the setting datestyle, which date_order repeats, where it can be read in several.$comment$;

grant execute on function app_hidden.import_date(text,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_list(cells text[], kind text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  v_separators constant text := case kind when 'emails' then '(?:[;,|\s]|\s/\s)+' when 'phones' then '\s*(?:[;,|\n]|\s/\s)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
  v_before integer;
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '[^<>;,]*<([^<>]*)>', ' \1 ', 'g'), 'mailto:', '', 'g');
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
    v_before := cardinality(v_items);
    foreach v_item in array regexp_split_to_array(v_cell, v_separators) loop
      v_item := btrim(v_item);
      -- "+1 555 123 4567, ext 5" is one number.
      if kind = 'phones' and v_item <> '' and cardinality(v_items) > v_before and (v_item ~* '^(x|ext|extension|durchwahl|dw|poste|int)\M' or length(regexp_replace(v_item, '\D', '', 'g')) < 4) then
        v_items[cardinality(v_items)] := v_items[cardinality(v_items)] || case when v_item ~ '^\d' then ', ' else ' ' end || v_item;
      elsif v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
    end loop;
  end loop;
  return nullif(v_items, '{}');
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_slots(import_id uuid)
 RETURNS SETOF app_hidden.import_slot
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_import app_public.imports;
  v_entry record;
  v_fault text;
begin
  select * into strict v_import from app_public.imports i where i.id = import_slots.import_id;
  for v_entry in
    select m.*, t.field as known, t.label, t.is_list or t.type in ('text', 'long_text') and not t.is_unique as takes_several from jsonb_to_recordset(v_import.mapping) m ("column" integer, field text, match text)
    left join app_public.import_targets(v_import.object) t on t.field = m.field
  loop
    v_fault := case
      when v_entry.known is null then format('“%s” is not a field that an import can fill.', left(v_entry.field, 60))
      when v_entry."column" is null or v_entry."column" not between 0 and jsonb_array_length(v_import.columns) - 1
        then format('The file has no column %s.', coalesce(v_entry."column"::text, 'null'))
      when not v_entry.takes_several and (
        select count(*) > 1 from jsonb_to_recordset(v_import.mapping) m (field text) where m.field = v_entry.field)
        then format('Only one column can go into “%s”.', v_entry.label)
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'imports_mapping_known', v_fault, field => 'mapping');
    end if;
  end loop;
  if jsonb_array_length(v_import.mapping) = 0 then
    perform app_hidden.fail('RM400', 'imports_mapping_given', 'No column goes into a field yet.', 'Match at least one column.', 'mapping');
  end if;

  return query
  with mapped as (
    select m.field, array_agg(m."column" + 1 order by m.place) as columns, (array_agg(m.match) filter (where m.match <> ''))[1] as match,
      (array_agg(m.missing) filter (where m.missing <> ''))[1] as missing, (array_agg(m."values") filter (where m."values" <> '{}'))[1] as "values",
      min((v_import.columns -> m."column" ->> 'filled')::numeric) as filled
    from rows from (jsonb_to_recordset(v_import.mapping) as ("column" integer, field text, match text, missing text, "values" jsonb)) with ordinality
      m ("column", field, match, missing, "values", place)
    group by m.field
  ),
  parts as (
    select t.*, m.columns, m.match, m.missing, m."values", m.filled, null::text as part from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
    where not (v_import.object = 'contacts' and m.field = 'name')
    union all
    -- A whole name fills both parts of it, unless a column of their own does.
    select t.*, m.columns, null, null, null, null, split_part(t.field, '_', 1)
    from mapped m join app_public.import_targets('contacts') t on t.field in ('first_name', 'last_name')
    where v_import.object = 'contacts' and m.field = 'name' and t.field not in (select field from mapped)
    union all
    -- What an amount is in may stand in its cells, if no column of its own says it.
    select t.*, m.columns, null, null, null, null, 'currency'
    from mapped m join app_public.import_targets(v_import.object) v on v.field = m.field and v.type = 'currency'
    join app_public.import_targets(v_import.object) t on t.type = 'currency_code' and t.column_name = v.settings ->> 'currency_column'
    where t.field not in (select field from mapped) and v_import.options ->> 'emptyCells' is distinct from 'clear'
  )
  select (row_number() over (order by p.position, p.field))::integer, p.field, p.label,
    case when p.settings ? 'options' then p.settings ->> 'options' else p.type end,
    p.column_name, p.column_type, p.column_default, p.target_object, p.title_of_target, p.link_table, p.settings, p.is_required, p.is_unique,
    p.is_for_new_only, p.columns, p.part, coalesce(p.match, 'auto'),
    coalesce(p.missing, case
      when p.type = 'relation' or p.type = 'many_to_many' then
        case when app_hidden.may_create(p.target_object) then 'create' else 'reject' end
      when p.settings ->> 'options' = 'stages' then case when app_hidden.can_manage('pipelines') then 'create' else 'reject' end
      when p.type = 'member' then 'empty'
      else 'reject' end),
    coalesce(p."values", '{}'),
    (select m.columns from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
     where t.settings ->> 'options' = 'pipelines' and p.settings ->> 'options' = 'stages'),
    coalesce(p.target_object = v_import.object and p.type in ('relation', 'many_to_many'), false),
    p.type = 'relation' and p.target_object <> v_import.object and coalesce(p.filled >= 0.5, false)
  from parts p;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_words()
 RETURNS TABLE(object text, field text, words text[])
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT w.object,
     w.field,
     w.words
    FROM ( VALUES ('contacts'::text,'first_name'::text,ARRAY['firstname'::text, 'givenname'::text, 'forename'::text, 'fname'::text, 'vorname'::text, 'prenom'::text, 'nombre'::text, 'primernombre'::text, 'nome'::text, 'voornaam'::text, 'imie'::text, 'fornavn'::text]), ('contacts'::text,'last_name'::text,ARRAY['lastname'::text, 'surname'::text, 'familyname'::text, 'lname'::text, 'nachname'::text, 'familienname'::text, 'zuname'::text, 'nomdefamille'::text, 'nom'::text, 'apellido'::text, 'apellidos'::text, 'cognome'::text, 'sobrenome'::text, 'achternaam'::text, 'nazwisko'::text, 'etternavn'::text, 'efternamn'::text, 'efternavn'::text]), ('contacts'::text,'name'::text,ARRAY['fullname'::text, 'contactname'::text, 'person'::text, 'displayname'::text, 'vollstandigername'::text, 'nomcomplet'::text, 'nombrecompleto'::text, 'nomecompleto'::text, 'ansprechpartner'::text]), ('contacts'::text,'emails'::text,ARRAY['email'::text, 'emailaddress'::text, 'emails'::text, 'mail'::text, 'workemail'::text, 'email1'::text, 'email2'::text, 'email1value'::text, 'emailadresse'::text, 'courriel'::text, 'adressemail'::text, 'correo'::text, 'correoelectronico'::text, 'epost'::text]), ('contacts'::text,'phones'::text,ARRAY['phone'::text, 'phonenumber'::text, 'telephone'::text, 'tel'::text, 'mobile'::text, 'mobilephone'::text, 'cell'::text, 'cellphone'::text, 'workphone'::text, 'homephone'::text, 'businessphone'::text, 'otherphone'::text, 'districtphones'::text, 'telefon'::text, 'telefonnummer'::text, 'handy'::text, 'mobil'::text, 'telefono'::text, 'telefoon'::text, 'movil'::text, 'celular'::text, 'portable'::text, 'phone1'::text, 'phone2'::text]), ('contacts'::text,'job_title'::text,ARRAY['title'::text, 'jobtitle'::text, 'position'::text, 'role'::text, 'function'::text, 'beruf'::text, 'stelle'::text, 'funktion'::text, 'poste'::text, 'fonction'::text, 'cargo'::text, 'puesto'::text, 'ruolo'::text, 'functie'::text]), ('contacts'::text,'company'::text,ARRAY['companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'employer'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'compania'::text, 'azienda'::text, 'bedrijf'::text]), ('contacts'::text,'birthday'::text,ARRAY['birthdate'::text, 'dateofbirth'::text, 'dob'::text, 'born'::text, 'geburtstag'::text, 'geburtsdatum'::text, 'datedenaissance'::text, 'fechadenacimiento'::text, 'cumpleanos'::text, 'datadinascita'::text]), ('contacts'::text,'linkedin'::text,ARRAY['linkedinurl'::text, 'linkedinprofile'::text, 'linkedinprofileurl'::text, 'personlinkedinurl'::text]), ('companies'::text,'name'::text,ARRAY['company'::text, 'companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'business'::text, 'customer'::text, 'client'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'kunde'::text, 'societe'::text, 'entreprise'::text, 'nom'::text, 'raisonsociale'::text, 'empresa'::text, 'razonsocial'::text, 'cliente'::text, 'azienda'::text, 'bedrijf'::text, 'naam'::text]), ('companies'::text,'domain'::text,ARRAY['companydomainname'::text, 'domainname'::text, 'emaildomain'::text, 'webdomain'::text]), ('companies'::text,'website'::text,ARRAY['url'::text, 'web'::text, 'homepage'::text, 'websiteurl'::text, 'webseite'::text, 'internet'::text, 'siteweb'::text, 'site'::text, 'sitioweb'::text, 'paginaweb'::text]), ('companies'::text,'industry'::text,ARRAY['sector'::text, 'branche'::text, 'vertical'::text, 'secteur'::text, 'industria'::text, 'settore'::text, 'branch'::text]), ('companies'::text,'employees'::text,ARRAY['numberofemployees'::text, 'employeecount'::text, 'noofemployees'::text, 'headcount'::text, 'size'::text, 'companysize'::text, 'mitarbeiter'::text, 'mitarbeiterzahl'::text, 'effectif'::text, 'empleados'::text, 'dipendenti'::text, 'medewerkers'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['revenue'::text, 'turnover'::text, 'sales'::text, 'annualsales'::text, 'umsatz'::text, 'jahresumsatz'::text, 'chiffredaffaires'::text, 'ingresos'::text, 'facturacion'::text, 'fatturato'::text, 'omzet'::text]), ('companies'::text,'parent'::text,ARRAY['parentcompany'::text, 'parentaccount'::text, 'subsidiaryof'::text, 'parentname'::text, 'parentorganization'::text, 'mutterunternehmen'::text, 'muttergesellschaft'::text, 'konzern'::text, 'maisonmere'::text, 'empresamatriz'::text, 'ultimateparent'::text, 'headquarterscompany'::text]), ('companies'::text,'phone'::text,ARRAY['phonenumber'::text, 'telephone'::text, 'tel'::text, 'mainphone'::text, 'telefon'::text, 'telefonnummer'::text, 'telefono'::text, 'telefoon'::text, 'companyphone'::text]), ('deals'::text,'title'::text,ARRAY['dealname'::text, 'name'::text, 'opportunity'::text, 'opportunityname'::text, 'opportunityid'::text, 'opportunitytitle'::text, 'subject'::text, 'auftrag'::text, 'angebot'::text, 'projekt'::text, 'affaire'::text, 'oportunidad'::text, 'negocio'::text, 'opportunita'::text]), ('deals'::text,'value'::text,ARRAY['amount'::text, 'dealvalue'::text, 'dealamount'::text, 'closevalue'::text, 'price'::text, 'revenue'::text, 'total'::text, 'expectedrevenue'::text, 'betrag'::text, 'wert'::text, 'volumen'::text, 'auftragswert'::text, 'montant'::text, 'valeur'::text, 'importe'::text, 'valor'::text, 'monto'::text, 'importo'::text, 'valore'::text, 'bedrag'::text]), ('deals'::text,'company'::text,ARRAY['account'::text, 'accountname'::text, 'companyname'::text, 'organization'::text, 'organisation'::text, 'customer'::text, 'client'::text, 'associatedcompany'::text, 'firma'::text, 'kunde'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'cliente'::text, 'azienda'::text, 'klant'::text]), ('deals'::text,'contact'::text,ARRAY['contact'::text, 'contactname'::text, 'primarycontact'::text, 'person'::text, 'associatedcontact'::text, 'ansprechpartner'::text, 'kontakt'::text, 'contacto'::text, 'contatto'::text]), ('deals'::text,'stage'::text,ARRAY['dealstage'::text, 'status'::text, 'salesstage'::text, 'phase'::text, 'stagename'::text, 'etape'::text, 'etapa'::text, 'fase'::text, 'opportunitystage'::text]), ('deals'::text,'pipeline'::text,ARRAY['pipelinename'::text, 'dealpipeline'::text, 'salesprocess'::text]), ('deals'::text,'probability'::text,ARRAY['winprobability'::text, 'dealprobability'::text, 'wahrscheinlichkeit'::text, 'probabilite'::text, 'probabilidad'::text, 'probabilita'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['expectedclose'::text, 'expectedclosedate'::text, 'closedate'::text, 'closingdate'::text, 'forecastdate'::text, 'duedate'::text, 'abschlussdatum'::text, 'datedecloture'::text, 'fechadecierre'::text]), ('deals'::text,'closed_at'::text,ARRAY['closed'::text, 'closedate'::text, 'closeddate'::text, 'closedon'::text, 'wontime'::text, 'losttime'::text, 'actualclosedate'::text, 'abgeschlossenam'::text]), ('deals'::text,'lost_reason'::text,ARRAY['lostreason'::text, 'lossreason'::text, 'closedlostreason'::text, 'reasonlost'::text, 'verlustgrund'::text]), ('tasks'::text,'title'::text,ARRAY['task'::text, 'subject'::text, 'name'::text, 'todo'::text, 'aufgabe'::text, 'betreff'::text, 'tache'::text, 'tarea'::text]), ('tasks'::text,'body'::text,ARRAY['description'::text, 'details'::text, 'notes'::text, 'beschreibung'::text, 'comment'::text]), ('tasks'::text,'due_at'::text,ARRAY['due'::text, 'duedate'::text, 'deadline'::text, 'faellig'::text, 'faelligam'::text, 'falligam'::text, 'echeance'::text, 'vencimiento'::text]), ('tasks'::text,'assignee'::text,ARRAY['assignedto'::text, 'responsible'::text, 'zustandig'::text, 'verantwortlich'::text, 'responsable'::text]), ('notes'::text,'title'::text,ARRAY['subject'::text, 'name'::text, 'heading'::text, 'titel'::text, 'betreff'::text]), ('notes'::text,'body'::text,ARRAY['note'::text, 'text'::text, 'content'::text, 'description'::text, 'comment'::text, 'notes'::text, 'notiz'::text, 'contenu'::text, 'contenido'::text]), (NULL::text,'street'::text,ARRAY['address'::text, 'streetaddress'::text, 'address1'::text, 'addressline1'::text, 'strasse'::text, 'adresse'::text, 'rue'::text, 'direccion'::text, 'calle'::text, 'indirizzo'::text, 'via'::text]), (NULL::text,'city'::text,ARRAY['town'::text, 'ort'::text, 'stadt'::text, 'ville'::text, 'ciudad'::text, 'citta'::text, 'plaats'::text, 'cidade'::text, 'miasto'::text]), (NULL::text,'region'::text,ARRAY['state'::text, 'province'::text, 'stateregion'::text, 'county'::text, 'bundesland'::text, 'departement'::text, 'provincia'::text, 'estado'::text, 'regione'::text]), (NULL::text,'postal_code'::text,ARRAY['zip'::text, 'zipcode'::text, 'postcode'::text, 'plz'::text, 'postleitzahl'::text, 'codepostal'::text, 'codigopostal'::text, 'cap'::text, 'cp'::text]), (NULL::text,'country'::text,ARRAY['nation'::text, 'land'::text, 'officelocation'::text, 'location'::text, 'pays'::text, 'pais'::text, 'paese'::text, 'countryregion'::text]), (NULL::text,'owner'::text,ARRAY['accountowner'::text, 'contactowner'::text, 'dealowner'::text, 'companyowner'::text, 'opportunityowner'::text, 'ownername'::text, 'salesagent'::text, 'salesrep'::text, 'salesperson'::text, 'agent'::text, 'accountmanager'::text, 'assignedto'::text, 'responsible'::text, 'besitzer'::text, 'betreuer'::text, 'proprietaire'::text, 'propietario'::text, 'responsable'::text]), (NULL::text,'created_at'::text,ARRAY['createdat'::text, 'created'::text, 'createdate'::text, 'createddate'::text, 'createdon'::text, 'creationdate'::text, 'datecreated'::text, 'dateadded'::text, 'erstelltam'::text, 'angelegtam'::text, 'datedecreation'::text, 'fechadecreacion'::text]), (NULL::text,'id'::text,ARRAY['id'::text, 'recordid'::text, 'rowanid'::text]), ('contacts'::text,'first_name'::text,ARRAY['имя'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'ilkad'::text, 'ονομα'::text, 'μικροονομα'::text, 'שם'::text, 'שםפרטי'::text, 'الاسم'::text, 'الأسم'::text, 'الاسمالأول'::text, '名'::text, '名字'::text, 'ファーストネーム'::text, '이름'::text]), ('contacts'::text,'last_name'::text,ARRAY['фамилия'::text, 'soyad'::text, 'soyadi'::text, 'soyisim'::text, 'επωνυμο'::text, 'επιθετο'::text, 'משפחה'::text, 'שםמשפחה'::text, 'العائلة'::text, 'اسمالعائلة'::text, 'اللقب'::text, 'الكنية'::text, '姓'::text, '姓氏'::text, '苗字'::text, '성'::text, '성씨'::text]), ('contacts'::text,'name'::text,ARRAY['имя'::text, 'фио'::text, 'полноеимя'::text, 'имяифамилия'::text, 'контактноелицо'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'adsoyad'::text, 'adisoyadi'::text, 'isimsoyisim'::text, 'ονομα'::text, 'ονοματεπωνυμο'::text, 'שם'::text, 'שםמלא'::text, 'אישקשר'::text, 'الاسم'::text, 'الاسمالكامل'::text, '氏名'::text, '名前'::text, 'お名前'::text, '姓名'::text, '担当者'::text, '担当者名'::text, '联系人'::text, '聯絡人'::text, '이름'::text, '성명'::text, '담당자'::text]), ('contacts'::text,'emails'::text,ARRAY['почта'::text, 'электроннаяпочта'::text, 'имейл'::text, 'емейл'::text, 'eposta'::text, 'epostaadresi'::text, 'ηλεκτρονικοταχυδρομειο'::text, 'אימייל'::text, 'מייל'::text, 'דואל'::text, 'דואראלקטרוני'::text, 'البريد'::text, 'البريدالإلكتروني'::text, 'بريدإلكتروني'::text, 'إيميل'::text, 'メール'::text, 'メールアドレス'::text, 'eメール'::text, '電子メール'::text, '邮箱'::text, '邮件'::text, '电子邮件'::text, '电子邮箱'::text, '電子郵件'::text, '電郵'::text, '信箱'::text, '이메일'::text, '이메일주소'::text, '메일'::text, '전자우편'::text]), ('contacts'::text,'phones'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'мобильный'::text, 'мобильныйтелефон'::text, 'telefonnumarasi'::text, 'cep'::text, 'ceptelefonu'::text, 'gsm'::text, 'τηλεφωνο'::text, 'κινητο'::text, 'τηλ'::text, 'טלפון'::text, 'נייד'::text, 'טלפוןנייד'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, 'الجوال'::text, 'الموبايل'::text, '電話'::text, '電話番号'::text, '携帯'::text, '携帯電話'::text, '电话'::text, '电话号码'::text, '手机'::text, '手机号'::text, '手機'::text, '전화'::text, '전화번호'::text, '휴대폰'::text, '휴대전화'::text, '핸드폰'::text, '연락처'::text]), ('contacts'::text,'job_title'::text,ARRAY['должность'::text, 'unvan'::text, 'pozisyon'::text, 'gorev'::text, 'θεση'::text, 'תפקיד'::text, 'الوظيفة'::text, 'المسمىالوظيفي'::text, 'المنصب'::text, '役職'::text, '肩書'::text, '職種'::text, '职位'::text, '职务'::text, '職稱'::text, '職位'::text, '직책'::text, '직급'::text, '직위'::text]), ('contacts'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'εταιρεια'::text, 'επιχειρηση'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '회사'::text, '회사명'::text, '업체'::text, '기업'::text, '거래처'::text]), ('contacts'::text,'birthday'::text,ARRAY['деньрождения'::text, 'датарождения'::text, 'dogumtarihi'::text, 'ημερομηνιαγεννησης'::text, 'תאריךלידה'::text, 'تاريخالميلاد'::text, '生年月日'::text, '誕生日'::text, '生日'::text, '出生日期'::text, '생년월일'::text, '생일'::text]), ('companies'::text,'name'::text,ARRAY['название'::text, 'наименование'::text, 'имя'::text, 'компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'musteri'::text, 'ad'::text, 'adi'::text, 'εταιρεια'::text, 'επωνυμια'::text, 'επιχειρηση'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'לקוח'::text, 'שם'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, 'العميل'::text, 'الاسم'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '客户名称'::text, '名称'::text, '회사'::text, '회사명'::text, '업체'::text, '업체명'::text, '기업'::text, '거래처'::text, '고객사'::text, '이름'::text]), ('companies'::text,'website'::text,ARRAY['сайт'::text, 'вебсайт'::text, 'websitesi'::text, 'internetsitesi'::text, 'ιστοσελιδα'::text, 'ιστοτοπος'::text, 'אתר'::text, 'אתראינטרנט'::text, 'الموقع'::text, 'الموقعالإلكتروني'::text, 'ウェブサイト'::text, 'ホームページ'::text, '网站'::text, '网址'::text, '官网'::text, '網站'::text, '網址'::text, '웹사이트'::text, '홈페이지'::text]), ('companies'::text,'phone'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'telefonnumarasi'::text, 'τηλεφωνο'::text, 'טלפון'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, '電話'::text, '電話番号'::text, '电话'::text, '电话号码'::text, '전화'::text, '전화번호'::text]), ('companies'::text,'industry'::text,ARRAY['отрасль'::text, 'sektor'::text, 'κλαδος'::text, 'ענף'::text, 'תחום'::text, 'القطاع'::text, 'المجال'::text, '業種'::text, '業界'::text, '行业'::text, '行業'::text, '產業'::text, '업종'::text, '산업'::text]), ('companies'::text,'employees'::text,ARRAY['сотрудники'::text, 'количествосотрудников'::text, 'calisansayisi'::text, 'εργαζομενοι'::text, 'עובדים'::text, 'מספרעובדים'::text, 'الموظفين'::text, 'عددالموظفين'::text, '従業員数'::text, '社員数'::text, '员工数'::text, '员工人数'::text, '人数'::text, '직원수'::text, '사원수'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['выручка'::text, 'оборот'::text, 'годоваявыручка'::text, 'ciro'::text, 'yillikciro'::text, 'τζιρος'::text, 'κυκλοςεργασιων'::text, 'מחזור'::text, 'הכנסות'::text, 'الإيرادات'::text, '売上'::text, '売上高'::text, '年商'::text, '营业额'::text, '年收入'::text, '營業額'::text, '매출'::text, '매출액'::text, '연매출'::text]), ('deals'::text,'title'::text,ARRAY['сделка'::text, 'название'::text, 'названиесделки'::text, 'firsat'::text, 'anlasma'::text, 'baslik'::text, 'τιτλος'::text, 'ευκαιρια'::text, 'συμφωνια'::text, 'עסקה'::text, 'שםעסקה'::text, 'כותרת'::text, 'الصفقة'::text, 'اسمالصفقة'::text, 'العنوان'::text, '案件'::text, '案件名'::text, '商談'::text, '商談名'::text, '件名'::text, '商机'::text, '商机名称'::text, '交易'::text, '项目'::text, '项目名称'::text, '标题'::text, '標題'::text, '거래'::text, '거래명'::text, '제목'::text, '안건'::text]), ('deals'::text,'value'::text,ARRAY['сумма'::text, 'стоимость'::text, 'бюджет'::text, 'tutar'::text, 'deger'::text, 'fiyat'::text, 'ποσο'::text, 'αξια'::text, 'סכום'::text, 'ערך'::text, 'المبلغ'::text, 'القيمة'::text, '金額'::text, '受注金額'::text, '見込金額'::text, '金额'::text, '总额'::text, '价值'::text, '금액'::text, '거래금액'::text]), ('deals'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'musteri'::text, 'εταιρεια'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'לקוח'::text, 'الشركة'::text, 'اسمالشركة'::text, 'العميل'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '客户'::text, '客户名称'::text, '회사'::text, '회사명'::text, '업체'::text, '거래처'::text, '고객사'::text]), ('deals'::text,'contact'::text,ARRAY['контакт'::text, 'контактноелицо'::text, 'kisi'::text, 'ilgilikisi'::text, 'yetkili'::text, 'επαφη'::text, 'אישקשר'::text, 'جهةالاتصال'::text, '担当者'::text, '連絡先'::text, '联系人'::text, '聯絡人'::text, '담당자'::text]), ('deals'::text,'stage'::text,ARRAY['этап'::text, 'стадия'::text, 'статус'::text, 'asama'::text, 'durum'::text, 'σταδιο'::text, 'κατασταση'::text, 'שלב'::text, 'סטטוס'::text, 'المرحلة'::text, 'الحالة'::text, 'ステージ'::text, 'フェーズ'::text, '段階'::text, '進捗'::text, '阶段'::text, '階段'::text, '状态'::text, '단계'::text, '상태'::text]), ('deals'::text,'probability'::text,ARRAY['вероятность'::text, 'olasilik'::text, 'πιθανοτητα'::text, 'הסתברות'::text, 'الاحتمالية'::text, '確度'::text, '概率'::text, '可能性'::text, '확률'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['датазакрытия'::text, 'ожидаемаядатазакрытия'::text, 'kapanistarihi'::text, 'ημερομηνιακλεισιματος'::text, 'תאריךסגירה'::text, 'تاريخالإغلاق'::text, '完了予定日'::text, '受注予定日'::text, 'クローズ日'::text, '成交日期'::text, '预计成交日期'::text, '預計成交日期'::text, '结束日期'::text, '마감일'::text, '예상마감일'::text, '종료일'::text]), ('tasks'::text,'title'::text,ARRAY['задача'::text, 'gorev'::text, 'εργασια'::text, 'משימה'::text, 'المهمة'::text, 'タスク'::text, '任务'::text, '任務'::text, '작업'::text, '할일'::text]), ('notes'::text,'body'::text,ARRAY['заметка'::text, 'примечание'::text, 'not'::text, 'σημειωση'::text, 'הערה'::text, 'ملاحظة'::text, 'ملاحظات'::text, 'メモ'::text, '備考'::text, '备注'::text, '備註'::text, '메모'::text, '비고'::text]), (NULL::text,'street'::text,ARRAY['адрес'::text, 'улица'::text, 'adres'::text, 'sokak'::text, 'cadde'::text, 'διευθυνση'::text, 'οδος'::text, 'כתובת'::text, 'רחוב'::text, 'العنوان'::text, 'الشارع'::text, '住所'::text, '番地'::text, '地址'::text, '街道'::text, '주소'::text]), (NULL::text,'city'::text,ARRAY['город'::text, 'sehir'::text, 'πολη'::text, 'עיר'::text, 'المدينة'::text, 'مدينة'::text, '市'::text, '市区町村'::text, '都市'::text, '城市'::text, '도시'::text]), (NULL::text,'region'::text,ARRAY['область'::text, 'регион'::text, 'bolge'::text, 'περιοχη'::text, 'νομος'::text, 'אזור'::text, 'מחוז'::text, 'المنطقة'::text, 'المحافظة'::text, '都道府県'::text, '省'::text, '省份'::text, '地区'::text, '지역'::text]), (NULL::text,'postal_code'::text,ARRAY['индекс'::text, 'почтовыйиндекс'::text, 'postakodu'::text, 'ταχυδρομικοςκωδικας'::text, 'τκ'::text, 'מיקוד'::text, 'الرمزالبريدي'::text, '郵便番号'::text, '邮编'::text, '邮政编码'::text, '郵遞區號'::text, '우편번호'::text]), (NULL::text,'country'::text,ARRAY['страна'::text, 'ulke'::text, 'χωρα'::text, 'מדינה'::text, 'ארץ'::text, 'البلد'::text, 'الدولة'::text, '国'::text, '国名'::text, '国家'::text, '國家'::text, '국가'::text, '나라'::text]), (NULL::text,'owner'::text,ARRAY['ответственный'::text, 'менеджер'::text, 'владелец'::text, 'sorumlu'::text, 'sahibi'::text, 'temsilci'::text, 'υπευθυνος'::text, 'אחראי'::text, 'בעלים'::text, 'المسؤول'::text, 'المالك'::text, '営業担当'::text, '所有者'::text, '責任者'::text, '负责人'::text, '負責人'::text, '소유자'::text, '영업담당'::text]), (NULL::text,'created_at'::text,ARRAY['датасоздания'::text, 'создано'::text, 'olusturmatarihi'::text, 'ημερομηνιαδημιουργιας'::text, 'תאריךיצירה'::text, 'تاريخالإنشاء'::text, '作成日'::text, '作成日時'::text, '创建日期'::text, '创建时间'::text, '생성일'::text, '등록일'::text])) w(object, field, words);
END;

CREATE OR REPLACE FUNCTION app_hidden.import_suggestions(object text, columns jsonb)
 RETURNS TABLE(index integer, field text, confidence numeric, is_id boolean)
 LANGUAGE sql
 STABLE
AS $function$
  with cols as materialized (
    select c.index, array(select substring(s from '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')::uuid from jsonb_array_elements_text(c.samples) s) as ids, app_hidden.import_key(c.name) as key, app_hidden.import_key(regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '')) as short,
      c.kind, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.fold(s) ~ '\m(won|lost|gewonnen|verloren)\M') as ends
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb)
    join app_public.objects o on o.name = import_suggestions.object
  ),
  targets as materialized (
    select t.field, t.type, t.settings, t.target_object, array_remove(array[app_hidden.import_key(t.field), app_hidden.import_key(t.label), app_hidden.import_key(t.column_name),
        case t.type when 'many_to_many' then app_hidden.import_key(t.field) || 'ids' end], '') as keys,
      array(select unnest(w.words) from app_hidden.import_words() w where w.field = t.field and coalesce(w.object, import_suggestions.object) = import_suggestions.object)
        -- What a thing is called may head its column: "product" in a list of products.
        || case when t.column_name = o.title_column then array[app_hidden.import_key(o.singular), app_hidden.import_key(o.label), app_hidden.import_key(o.name), app_hidden.import_key(o.label_plural)] else '{}' end
        || case when t.type in ('relation', 'many_to_many') then (
          select array[app_hidden.import_key(g.singular), app_hidden.import_key(g.label), app_hidden.import_key(g.name)] from app_public.objects g where g.name = t.target_object and t.target_object <> o.name) else '{}' end as words
    from app_public.import_targets(import_suggestions.object) t join app_public.objects o on o.name = import_suggestions.object
  ),
  -- What similarity() of each name and each word would be, from the trigrams that they share: a file may have a thousand columns.
  names as materialized (select k.key, s.t, count(*) over (partition by k.key) as n from (select distinct c.key from cols c) k, unnest(public.show_trgm(k.key)) s (t)),
  known as materialized (
    select w.word, s.t, count(*) over (partition by w.word) as n
    from (select distinct u.word from targets t, unnest(t.keys || t.words) u (word) where length(u.word) > 3) w, unnest(public.show_trgm(w.word)) s (t)),
  alike as materialized (select n.key, k.word, count(*)::numeric / (max(n.n) + max(k.n) - count(*)) as share from names n join known k on k.t = n.t group by 1, 2),
  closest as materialized (
    select a.key, t.field, max(a.share) as share from targets t cross join unnest(t.keys || t.words) u (word) join alike a on a.word = u.word group by 1, 2)
  select c.index, t.field, round(least(1, case when i.is_id then 1 else app_hidden.import_fits(c.kind, case when t.settings ? 'options' then 'enum' else t.type end) end * greatest(
    case when c.key = any (t.keys) then 1 when c.short = any (t.keys) then 0.95 when c.key = any (t.words) then 0.94 when c.short = any (t.words) then 0.9 else 0 end,
    0.85 * s.share,
    case when c.kind = 'email' and t.type = 'emails' then 0.6 when c.kind = 'phone' and t.type = 'phones' then 0.55 else 0 end
  )
  -- A closing date is behind us where deals are won and lost, and expected otherwise.
  + case when t.field = 'closed_at' and c.key ~ 'clos' and bool_or(c.ends) over () then 0.02 when t.field = 'closed_at' then -0.02 else 0 end), 2), i.is_id
  from cols c cross join targets t left join closest s on s.key = c.key and s.field = t.field
  -- The ids of what is here, as an export writes them, tell more than names do; those of another database tell nothing.
  cross join lateral (select case
    when t.type in ('relation', 'many_to_many') then exists (select from app_public.records r where r.id = any (c.ids) and r.object = t.target_object)
    when t.type = 'member' then exists (select from app_public.users u where u.id = any (c.ids))
    when t.settings ->> 'options' = 'stages' then exists (select from app_public.stages s where s.id = any (c.ids))
    when t.settings ->> 'options' = 'pipelines' then exists (select from app_public.pipelines p where p.id = any (c.ids))
    else false end as is_id) i
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
$function$;

comment on function app_hidden.import_suggestions(text,jsonb) is $comment$How surely each column of a file is meant for each field of an object, from 0 to 1. is_id: it holds ids of what the field leads to.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_new_field("column" jsonb, row_count integer)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_build_object('label', left(initcap(btrim(regexp_replace(regexp_replace("column" ->> 'name', '([a-z])([A-Z])', '\1 \2', 'g'), '[_\s]+', ' ', 'g'))), 60)) || case "column" ->> 'kind'
    when 'integer' then '{"type": "number", "settings": {"decimals": 0}}'
    when 'number' then '{"type": "number", "settings": {}}'
    when 'date' then '{"type": "date", "settings": {}}'
    when 'boolean' then '{"type": "boolean", "settings": {}}'
    when 'email' then '{"type": "emails", "settings": {}}'
    when 'phone' then '{"type": "phones", "settings": {}}'
    when 'url' then '{"type": "url", "settings": {}}'
    when 'long_text' then '{"type": "long_text", "settings": {}}'
    when 'uuid' then '{"type": "text", "settings": {}}'
    -- Choices are what comes back again and again, among the rows that say anything.
    else case when jsonb_array_length("column" -> 'choices') between 2 and 30
        and row_count * ("column" ->> 'filled')::numeric >= 5 * jsonb_array_length("column" -> 'choices')
      then jsonb_build_object('type', 'enum', 'settings', jsonb_build_object('options', "column" -> 'choices'))
      else '{"type": "text", "settings": {}}' end end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_guess(object text, columns jsonb, row_count integer, OUT columns_known jsonb, OUT mapping jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_likely constant jsonb := (
    select coalesce(jsonb_agg(s), '[]') from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s where s.confidence >= 0.4);
  v_pair record;
  v_fields text[] := '{}';
  v_indexes integer[] := '{}';
  v_by_id text[] := '{}';
begin
  mapping := '[]';
  for v_pair in
    select s.index, s.field, s.is_id, t.is_list from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric, is_id boolean)
    join app_public.import_targets(import_guess.object) t on t.field = s.field
    join jsonb_to_recordset(import_guess.columns) c (index integer, filled numeric) on c.index = s.index
    where s.confidence >= 0.55
    -- An id comes before a name, unless there are rows that have but the name; of a whole name and a first name the one that goes with a last name.
    order by s.confidence desc, s.is_id and c.filled >= max(c.filled) over (partition by s.field, s.confidence) desc, s.field = 'last_name' desc, s.index, t.position
  loop
    continue when v_pair.index = any (v_indexes) or v_pair.field = any (v_fields) and (not v_pair.is_list or v_pair.is_id) or v_pair.field = any (v_by_id)
      or v_pair.field = 'name' and v_fields && array['first_name', 'last_name'] and import_guess.object = 'contacts';
    v_indexes := v_indexes || v_pair.index;
    v_fields := v_fields || v_pair.field;
    v_by_id := v_by_id || case when v_pair.is_id then v_pair.field end;
    mapping := mapping || jsonb_build_object('column', v_pair.index, 'field', v_pair.field);
  end loop;
  with likely as materialized (
    select s.index, jsonb_agg(jsonb_build_object('field', s.field, 'confidence', s.confidence) order by s.confidence desc) as fields
    from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric) group by 1
  )
  select jsonb_agg(c.col - 'choices' || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
  into columns_known
  from jsonb_array_elements(import_guess.columns) with ordinality c (col, n) left join likely l on l.index = (c.col ->> 'index')::integer;
end
$function$;

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
         where slot.type = 'stages' and (s.id::text = split_part(k.wanted, E'\x1f', 1) or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1)))
           and (split_part(k.wanted, E'\x1f', 2) = '' or split_part(k.wanted, E'\x1f', 2) = p.id::text or app_hidden.fold(p.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 2)))))
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

CREATE OR REPLACE FUNCTION app_hidden.import_makes(slot app_hidden.import_slot)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return slot.missing = 'create' and slot.type in ('relation', 'many_to_many', 'stages')
    and exists (select from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null);
end
$function$;

comment on function app_hidden.import_makes(app_hidden.import_slot) is $comment$Whether something is to be made for a field: import_keys names what nothing is called by yet.$comment$;

grant execute on function app_hidden.import_makes(app_hidden.import_slot) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_wait()
 RETURNS void
 LANGUAGE plpgsql
 SET lock_timeout TO '0'
AS $function$
declare
  v_slots constant app_hidden.import_slot[] := array(select s from pg_temp.import_state i cross join unnest(i.slots) s where app_hidden.import_makes(s) order by s.n);
  v_slot app_hidden.import_slot;
begin
  -- In one order for all, and before anything is written, so that no two wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(n.name, 8)) from (select distinct coalesce(s.target_object, s.type) as name from unnest(v_slots) s order by 1) n;
  -- Whoever had it may have made it meanwhile.
  foreach v_slot in array v_slots loop
    continue when v_slot.is_self;
    perform app_hidden.import_find(v_slot);
  end loop;
end
$function$;

comment on function app_hidden.import_wait() is $comment$Waits until no other import makes what this one is going to make, so that it finds that instead; its own makings others wait for.$comment$;

grant execute on function app_hidden.import_wait() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_plan(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if not app_hidden.import_makes(slot) then
    return;
  end if;
  with named as materialized (
    select k.key, k.uses, n.name, app_hidden.fold(left(n.name, 200)) as folded, case slot.type when 'stages' then (
      select p.id from app_public.pipelines p where n.pipeline = '' or app_hidden.fold(p.name) = app_hidden.fold(n.pipeline) order by p.position, p.id limit 1) end as pipeline_id
    from pg_temp.import_keys k
    cross join lateral (
      select case slot.type when 'stages' then btrim(split_part(k.wanted, E'\x1f', 1)) else k.wanted end as name, btrim(split_part(k.wanted, E'\x1f', 2)) as pipeline) n
    where k.slot = slot.n and k.target is null and k.problem is null
  ),
  -- Of several spellings the most frequent one.
  planned as (
    insert into pg_temp.import_made (id, slot, folded, wanted, pipeline_id)
    select uuidv7(), slot.n, n.folded, (array_agg(n.name order by n.uses desc, n.name = lower(n.name), n.key))[1], n.pipeline_id
    from named n group by n.folded, n.pipeline_id returning *
  )
  update pg_temp.import_keys k set target = p.id
  from named n join planned p on p.folded = n.folded and p.pipeline_id is not distinct from n.pipeline_id
  where k.slot = slot.n and k.key = n.key;
  if found then
    analyze pg_temp.import_made;
  end if;
end
$function$;

comment on function app_hidden.import_plan(app_hidden.import_slot) is $comment$Gives an id to each record or stage that import_keys names, nothing is called by, and may be made.$comment$;

grant execute on function app_hidden.import_plan(app_hidden.import_slot) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_forget(slot app_hidden.import_slot)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_forgotten uuid[];
begin
  execute format($q$
    with forgotten as (
      delete from pg_temp.import_made m where m.slot = $1 and not exists (select from (
        select %s as target from pg_temp.import_work w where w."#action" <> 'reject') u where u.target = m.id)
      returning m.id)
    select array(select f.id from forgotten f)
  $q$, format(case slot.type when 'many_to_many' then 'unnest(w.%I)' else 'w.%I' end, coalesce(slot.column_name, slot.field)))
  into v_forgotten using slot.n;
  return v_forgotten;
end
$function$;

comment on function app_hidden.import_forget(app_hidden.import_slot) is $comment$Takes out of import_made what no row that goes in refers to. Gives the ids.$comment$;

grant execute on function app_hidden.import_forget(app_hidden.import_slot) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_make()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slot app_hidden.import_slot;
  v_one record;
  v_insert text;
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
  v_stop constant text := E'\x1f';
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    perform app_hidden.import_forget(v_slot);
    v_insert := case when v_slot.type = 'stages' then 'select app_hidden.import_make_stage(m.id, m.pipeline_id, m.wanted) from (select * from pg_temp.import_made order by folded) m where m.slot = $1'
      else format('insert into %s %s from pg_temp.import_made m where m.slot = $1', app_hidden.object_table(v_slot.target_object), case v_slot.target_object
        when 'contacts' then
          $q$(id, first_name, last_name, emails) select m.id, case when m.wanted not like '%@%' then app_hidden.import_name_part(m.wanted, 'first') end,
            case when m.wanted not like '%@%' then app_hidden.import_name_part(m.wanted, 'last') end, case when m.wanted like '%@%' then array[m.wanted] else '{}' end$q$
        when 'companies' then
          $q$(id, name, domain) select m.id, m.wanted, case when m.wanted ~* '^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?$' then m.wanted end$q$
        else format('(id, %I) select m.id, m.wanted', v_slot.title_of_target) end) end;
    begin
      execute v_insert using v_slot.n;
      continue;
    exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
      null; -- one of them is refused: each by itself, to know which
    end;
    for v_one in select * from pg_temp.import_made m where m.slot = v_slot.n loop
      begin
        execute v_insert || ' and m.id = $2' using v_slot.n, v_one.id;
      exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
        get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
        update pg_temp.import_made m set problem = v_slot.n || v_stop || format(case v_slot.type when 'stages' then 'The stage “%s” cannot be made: %3$s' else '“%s” cannot be made in %s: %s' end,
            left(m.wanted, 80), replace(v_slot.target_object, '_', ' '), app_hidden.import_reason(v_code, v_rule, v_column, coalesce(v_slot.target_object, 'stages'), v_message)) || v_stop || left(m.wanted, 200)
        where m.id = v_one.id;
      end;
    end loop;
    execute format(case v_slot.type when 'many_to_many' then $q$
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || f.problem
      from (select r."#row" as row, min(m.problem) as problem from pg_temp.import_work r join pg_temp.import_made m on m.id = any (r.%1$I) and m.problem is not null group by 1) f
      where w."#row" = f.row and w."#action" <> 'reject'
    $q$ else $q$
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || m.problem
      from pg_temp.import_made m where m.id = w.%1$I and m.problem is not null and w."#action" <> 'reject'
    $q$ end, coalesce(v_slot.column_name, v_slot.field));
    delete from pg_temp.import_made m where m.slot = v_slot.n and m.problem is not null;
  end loop;
end
$function$;

comment on function app_hidden.import_make() is $comment$Makes what the rows that go in refer to. Where that cannot be, they are rejected.$comment$;

grant execute on function app_hidden.import_make() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_unmake()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slot app_hidden.import_slot;
  v_ids uuid[];
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    v_ids := app_hidden.import_forget(v_slot);
    if v_slot.type = 'stages' then
      delete from app_public.stages s where s.id = any (v_ids);
    elsif cardinality(v_ids) > 0 then
      perform app_hidden.import_delete(v_slot.target_object, v_ids);
    end if;
  end loop;
end
$function$;

comment on function app_hidden.import_unmake() is $comment$Deletes again what was made for rows that the write then refused.$comment$;

grant execute on function app_hidden.import_unmake() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_delete(object text, ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  execute format($q$
    delete from %s t where t.id = any ($1) and exists (
      select from app_public.changes c where c.record_id = t.id and c.transaction_id = pg_current_xact_id()::text::bigint and c.operation = 'insert')
  $q$, app_hidden.object_table(import_delete.object)) using import_delete.ids;
end
$function$;

comment on function app_hidden.import_delete(text,uuid[]) is $comment$Deletes records that this very transaction has made, which needs no permission to delete.$comment$;

grant execute on function app_hidden.import_delete(text,uuid[]) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_make_stage(id uuid, pipeline_id uuid, name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_outcome text := case
    when app_hidden.fold(import_make_stage.name) ~ '\m(won|gewonnen|gagne|ganado|vinto)\M' then 'won'
    when app_hidden.fold(import_make_stage.name) ~ '\m(lost|verloren|perdu|perdido|perso)\M' then 'lost' else 'open' end;
  v_position integer;
begin
  perform app_hidden.must_manage('pipelines');
  select coalesce(max(s.position) filter (where v_outcome <> 'open' or s.outcome = 'open'), 0) + 1 into v_position
  from app_public.stages s where s.pipeline_id = import_make_stage.pipeline_id;
  -- Open stages come before won and lost.
  update app_public.stages s set position = s.position + 1 where s.pipeline_id = import_make_stage.pipeline_id and s.position >= v_position;
  insert into app_public.stages (id, pipeline_id, name, position, color, probability, outcome)
  values (import_make_stage.id, import_make_stage.pipeline_id, import_make_stage.name, v_position, case v_outcome when 'won' then 'green' when 'lost' then 'red' else 'gray' end,
    case v_outcome when 'won' then 100 when 'lost' then 0 else 20 end, v_outcome);
end
$function$;

comment on function app_hidden.import_make_stage(uuid,uuid,text) is $comment$A stage that a file names: open unless its name says won or lost.$comment$;

grant execute on function app_hidden.import_make_stage(uuid,uuid,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_line(cell text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return case when strpos(cell, '  ') > 0 or strpos(cell, E'\n') > 0 or strpos(cell, E'\r') > 0 or strpos(cell, E'\t') > 0
    then regexp_replace(cell, '[ \n\r\t]+', ' ', 'g') else cell end;
end
$function$;

comment on function app_hidden.import_line(text) is $comment$A text of one line: breaks, tabs and several blanks become one blank.$comment$;

grant execute on function app_hidden.import_line(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
 RETURNS TABLE(raw text, read text, value text, error text, warning text)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  -- A formula that failed in a spreadsheet leaves its error, which is no value.
  v_error constant text := '#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!)';
  v_filled constant text := format('case when c%%1$s not like ''#%%%%'' or c%%1$s !~ ''^%s$'' then c%%1$s end', v_error);
  v_joined constant text := case when cardinality(slot.columns) = 1 then '%s'
    else format('nullif(concat_ws(%L, %%s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end) end;
  v_plain text := (select string_agg(format('c%s', c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_cells text := (select string_agg(format(v_filled, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_first text := '(' || format(v_filled, slot.columns[1]) || ')';
  v_known text := format('l%s', slot.n);
  v_kind text;
begin
  -- raw: the text as given; read: what the cast takes; value: typed. raw and read are columns r<n> and t<n> of an inner select.
  raw := format(v_joined, v_plain);
  read := format(v_joined, v_cells);
  if slot.pipeline_columns is not null then
    raw := format('%1$s || coalesce(E''\x1f'' || c%2$s, '''')', v_plain, slot.pipeline_columns[1]);
    read := format('%1$s || coalesce(E''\x1f'' || %2$s, '''')', v_first, format(v_filled, slot.pipeline_columns[1]));
  end if;
  warning := format('case when r%1$s like ''%%#%%'' and r%1$s ~ %2$L then %3$L || r%1$s end', slot.n,
    case when cardinality(slot.columns) = 1 then '^' || v_error || E'(\x1f|$)' else '(^|; |\n| )' || v_error || '($|; |\n| )' end,
    slot.n || E'\x1f' || 'The cell has an error of a spreadsheet: imported without it.' || E'\x1f');
  v_kind := case
    when slot.part = 'currency' then 'sign'
    when slot.part is not null then 'part'
    when slot.type in ('number', 'currency', 'rating') then 'number'
    when slot.type in ('emails', 'phones') then 'list'
    when slot.type in ('multi_enum', 'many_to_many') then 'known list'
    when slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then 'known'
    when slot.type in ('text', 'long_text', 'url') then 'text'
    when slot.type = 'currency_code' then 'code'
    else slot.type end;
  if v_kind = 'sign' then
    warning := null; -- the amount has it
  end if;
  read := case v_kind
    when 'sign' then format('app_hidden.import_currency(%s)', v_first)
    when 'part' then format('app_hidden.import_name_part(app_hidden.import_line(%s), %L)', v_first, slot.part)
    when 'number' then case when slot.column_type in ('integer', 'smallint', 'bigint')
      then format('app_hidden.import_whole(app_hidden.import_number(%s, %L))', v_first, options ->> 'numberFormat')
      else format('app_hidden.import_number(%s, %L)', v_first, options ->> 'numberFormat') end
    when 'date' then format('app_hidden.import_date(%s, %L)', v_first, options ->> 'dateOrder')
    when 'date_time' then format('app_hidden.import_date(%s, %L)', v_first, options ->> 'dateOrder')
    when 'boolean' then format('app_hidden.import_boolean(%s)', v_first)
    when 'list' then case when cardinality(slot.columns) = 1 and slot.type = 'emails'
        then format('case when %1$s ~ ''^[^\s;,|<>:]+$'' then array[lower(%1$s)] else app_hidden.import_list(array[%1$s], ''emails'') end', v_first)
      when cardinality(slot.columns) = 1 then format('case when %1$s !~ ''[;,|/\n]'' then array[%1$s] else app_hidden.import_list(array[%1$s], ''phones'') end', v_first)
      else format('app_hidden.import_list(array[%s], %L)', v_cells, slot.type) end
    when 'known list' then format('app_hidden.import_list(array[%s], ''multi_enum'')', v_cells)
    when 'code' then format('upper(%s)', v_first)
    when 'text' then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique then format('app_hidden.domain_of(%s)', read)
      when slot.type = 'text' then format('app_hidden.import_line(%s)', read) else read end
    else case slot.type when 'relation' then format('app_hidden.import_line(%s)', read) else read end end;
  value := case
    when v_kind in ('text', 'part', 'list', 'code', 'sign') then format('t%s', slot.n)
    when v_kind = 'known' then format(case when slot.type = 'enum' then '%s.value' else '%s.target' end, v_known)
    -- Of links, null says that the cell is empty.
    when v_kind = 'known list' then format(
      $q$case when t%1$s is not null then (select %3$s from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.%2$s is not null) end$q$,
      slot.n, case slot.type when 'multi_enum' then 'value' else 'target' end,
      case slot.type when 'multi_enum' then 'array_agg(distinct k.value)' else 'coalesce(array_agg(distinct k.target), ''{}'')' end)
    else format('case when pg_input_is_valid(t%1$s, %2$L) then t%1$s::%2$s end', slot.n, slot.column_type) end;
  error := case
    when v_kind in ('known', 'known list', 'sign') then null
    when v_kind in ('text', 'part', 'code') then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique
      then format('r%1$s is not null and t%1$s is null and r%1$s !~ ''^%2$s$''', slot.n, v_error) end
    when slot.type = 'emails' then format('not app_hidden.are_emails(t%s)', slot.n)
    when v_kind = 'list' then null
    else format('r%1$s is not null and not coalesce(pg_input_is_valid(t%1$s, %2$L), false) and r%1$s !~ ''^%3$s$''', slot.n, slot.column_type, v_error) end;
  error := case when error is not null then format('case when %s then %L || left(r%s, 200) end', error, slot.n || E'\x1f' || case
    when slot.type in ('number', 'currency', 'rating') and slot.column_type in ('integer', 'smallint', 'bigint') then 'This is not a whole number that fits.'
    when v_kind = 'number' then format('This is not a number as in %s.', options ->> 'numberFormat')
    when v_kind in ('date', 'date_time') then format('This is not a date (%s).', case options ->> 'dateOrder'
      when 'DMY' then 'day, month, year' when 'YMD' then 'year, month, day' else 'month, day, year' end)
    when v_kind = 'boolean' then 'This is neither yes nor no.'
    when slot.type = 'emails' then 'This is not an e-mail address.'
    when slot.field = 'domain' then 'This is not a domain.'
    when v_kind = 'json' then 'This is not JSON.'
    else 'This cannot be read.' end || E'\x1f', slot.n) end;
  if v_kind = 'known' then
    error := format($q$case when t%1$s is not null and l%1$s.target is null and l%1$s.value is null then %2$L || coalesce(l%1$s.problem, %3$L) || E'\x1f' || left(replace(r%1$s, E'\x1f', ' in '), 200) end$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'member' then 'There is no such member.' when 'relation' then format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) else 'There is no such choice.' end);
  elsif v_kind = 'known list' then
    error := format($q$(select %2$L || coalesce(k.problem, %3$L) || E'\x1f' || left(k.key, 200) from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.target is null and k.value is null limit 1)$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'multi_enum' then 'There is no such choice.' else format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) end);
  end if;
  if v_kind in ('known', 'known list') and (slot.missing = 'empty') then
    warning := concat_ws(', ', warning, error);
    error := null;
  end if;
  if slot.warns_of_empty then
    warning := concat_ws(', ', warning, format('case when r%s is null then %L end', slot.n, slot.n || E'\x1f' || format('The cell is empty: imported without %s.', slot.label) || E'\x1f'));
  end if;
  return next;
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
  v_id text := 'uuidv7()';
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
    -- What many rows add to the indexes for search is sorted in by another connection (merge_pending_entries) while this one writes on.
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

  create temp table import_state (import_id uuid, object text, options jsonb, slots app_hidden.import_slot[]) on commit drop;
  create temp table import_keys (
    slot integer, key text, uses bigint, wanted text, target uuid, value text, problem text, is_in_file boolean not null default false, primary key (slot, key)
  ) on commit drop;
  create temp table import_made (id uuid primary key, slot integer, folded text, wanted text, pipeline_id uuid, problem text) on commit drop;
  insert into pg_temp.import_state values (v_import.id, v_import.object, v_options, v_slots);

  -- What the file calls by name, each name once.
  foreach v_slot in array v_slots loop
    continue when v_slot.type not in ('enum', 'multi_enum', 'stages', 'pipelines', 'member', 'relation', 'many_to_many');
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', c), ', ') into v_cells
    from (select distinct unnest(v_slot.columns || v_slot.pipeline_columns) as c) u;
    execute format('insert into pg_temp.import_keys (slot, key, uses, wanted) select $2, k.key, count(*), coalesce($3 ->> k.key, k.key) from (select %s as key from (select %s %s and s.problem is null) c) k where k.key is not null group by k.key',
      case when v_slot.type in ('multi_enum', 'many_to_many') then format('unnest(%s)', v_e.read) else v_e.read end, v_cells, v_source)
    using v_import.id, v_slot.n, v_slot.values;
    continue when v_slot.is_self;
    analyze pg_temp.import_keys;
    perform app_hidden.import_find(v_slot);
  end loop;
  if v_import.status <> 'checking' then -- what a check makes is gone again
    perform app_hidden.import_wait();
  end if;
  foreach v_slot in array v_slots loop
    continue when v_slot.is_self;
    perform app_hidden.import_plan(v_slot);
  end loop;
  analyze pg_temp.import_keys;

  -- The typed rows.
  foreach v_slot in array v_slots loop
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    v_inner := v_inner || format(', %s as r%s', v_e.raw, v_slot.n) || format(', %s as t%s', v_e.read, v_slot.n);
    if v_slot.is_self then
      v_outer := v_outer || format(', null::%s as %I, t%s as "#key%s"', case v_slot.type when 'relation' then 'uuid' else 'uuid[]' end,
        coalesce(v_slot.column_name, v_slot.field), v_slot.n, v_slot.n);
      if v_slot.warns_of_empty then
        v_warnings := v_warnings || ', ' || v_e.warning;
      end if;
      continue;
    end if;
    if v_slot.field = 'id' then
      v_id := format('coalesce(%s, uuidv7())', v_e.value);
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
    select x.row_number as "#row", %s as "#id", 'create'::text as "#action", false as "#suspect", false as "#later", null::jsonb as "#diff", null::text as "#title",
      array_remove(array[case when x.problem is not null then E'0\x1f' || x.problem || E'\x1f' end %s]::text[], null) as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (
      select c.row_number, c.problem %s from (select s.row_number, s.problem, %s %s offset 0) c offset 0
    ) x %s
  $q$, v_id, v_errors, ltrim(v_warnings, ', '), v_outer, v_inner, v_cells, replace(v_source, '$1', quote_literal(v_import.id)), v_joins);
  get diagnostics v_rows = row_count;
  alter table pg_temp.import_work add primary key ("#row");
  analyze pg_temp.import_work;
  if v_rows <> v_import.row_count then
    perform app_hidden.fail('RM409', 'imports_rows_kept', 'The rows of this file are not kept any more.', 'Upload it again.');
  end if;

  update pg_temp.import_work w set "#action" = 'reject' where cardinality(w."#errors") > 0;
  perform app_hidden.import_match();
  perform app_hidden.import_claim();
  perform app_hidden.import_related();
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  perform app_hidden.import_make();
  perform app_hidden.import_differ();
  return v_rows;
end
$function$;

comment on function app_hidden.import_prepare(uuid) is $comment$Reads an import's rows, decides what becomes of each and makes what those that go in refer to. Gives the number of rows. Raises RM400, RM403, RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_match()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_on text;
  v_given text;
  v_key text;
  v_mode text;
  v_labels text;
  v_same text;
begin
  select * into v_state from pg_temp.import_state;
  v_mode := v_state.options ->> 'mode';
  if jsonb_array_length(v_state.options -> 'matchBy') = 0 then
    return;
  end if;
  select
    string_agg(case
      when s.type in ('emails', 'phones') then format('t.%1$I && w.%1$I', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('lower(btrim(t.%1$I)) = lower(w.%1$I)', s.column_name)
      else format('t.%1$I = w.%1$I', s.column_name) end, ' and '),
    string_agg(format('w.%I is not null', s.column_name), ' and '),
    string_agg(case
      when s.type in ('emails', 'phones') then format('w.%I[1]', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('lower(w.%I)', s.column_name)
      else format('w.%I::text', s.column_name) end, ', '),
    string_agg(s.label, ', '),
    case when count(*) > 1 then 'values of ' when bool_or(s.type in ('emails', 'phones')) then 'value of ' else '' end || string_agg(s.label, ', ')
  into v_on, v_given, v_key, v_labels, v_same
  from unnest(v_state.slots) s where v_state.options -> 'matchBy' ? s.field;

  execute format($q$
    create temp table import_found on commit drop as
    select w."#row" as row, array_agg(t.id) as ids from pg_temp.import_work w join %s t on %s where w."#action" = 'create' group by 1
  $q$, app_hidden.object_table(v_state.object), v_on);
  execute format($q$
    update pg_temp.import_work w set
      "#id" = case when cardinality(f.ids) = 1 then f.ids[1] else w."#id" end,
      "#action" = case when cardinality(f.ids) > 1 then 'reject' else %L end,
      "#errors" = case when cardinality(f.ids) > 1 then w."#errors" || (E'0\x1f' || format('%%s records have the same %s.', cardinality(f.ids)) || E'\x1f')
        else w."#errors" end
    from pg_temp.import_found f where f.row = w."#row"
  $q$, case v_mode when 'create' then 'exists' else 'update' end, v_same);
  if v_mode = 'create' then
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('There is a record with the same %s already.', v_same) || E'\x1f')
    where w."#action" = 'exists';
  elsif v_mode = 'update' then
    execute format($q$
      update pg_temp.import_work w set "#action" = 'reject',
        "#errors" = w."#errors" || (E'0\x1f' || case when %s then %L else %L end || E'\x1f')
      where w."#action" = 'create'
    $q$, v_given, format(case when v_same like 'values of %' then 'There is no record with these %s.' else 'There is no record with this %s.' end, v_same), format('Without %s no record can be found.', v_labels));
  else
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (E'0\x1f' || %L || E'\x1f') where w."#action" = 'create' and not (%s)
    $q$, format('Without %s no record can be looked for: it is made anew.', v_labels), v_given);
  end if;
  -- Two rows about one record: the first counts, the others are told.
  execute format($q$
    with twice as (
      select "#row" as row, first_value("#row") over (partition by "#action", case "#action" when 'update' then "#id"::text else concat_ws(E'\x1f', %s) end order by "#row") as first
      from pg_temp.import_work w where "#action" in ('create', 'update') and %s
    )
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('Row %%s has the same %s.', t.first) || E'\x1f')
    from twice t where t.row = w."#row" and t.first <> t.row
  $q$, v_key, v_given, v_same);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_claim()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_object text := (select i.object from pg_temp.import_state i);
  v_slot app_hidden.import_slot;
begin
  for v_slot in select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.field = 'id' loop
    update pg_temp.import_work w set "#action" = 'reject',
      "#errors" = w."#errors" || (v_slot.n || E'\x1fThere is a record with this ID already. To change it, update records, told apart by their ID.\x1f' || w."#id")
    from app_public.records r where w."#action" = 'create' and r.id = w."#id" and r.object = v_object;
    -- Contacts, say, that become leads.
    update pg_temp.import_work w set "#id" = uuidv7() from app_public.records r where w."#action" = 'create' and r.id = w."#id" and r.object <> v_object;
  end loop;
end
$function$;

comment on function app_hidden.import_claim() is $comment$Rejects new records that bring the ID of one that is there; any other ID becomes theirs, unless a record of another object has it.$comment$;

grant execute on function app_hidden.import_claim() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_related()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_title text;
begin
  select * into v_state from pg_temp.import_state;
  -- What leads to the object itself may mean a row further down in the same file.
  foreach v_slot in array v_state.slots loop
    continue when not v_slot.is_self;
    v_title := app_hidden.import_title_expression('w');
    if v_title is not null then
      execute format($q$
        with rows as (
          select app_hidden.fold(left(%1$s, 200)) as folded, (array_agg(w."#id"))[1] as id, count(*) as n, bool_or(w."#action" = 'create') as is_new
          from pg_temp.import_work w where w."#action" <> 'reject' and %1$s is not null group by 1
        )
        update pg_temp.import_keys k set
          target = case when r.n = 1 then r.id end, is_in_file = r.n = 1 and r.is_new,
          problem = case when r.n > 1 then format('%%s rows of the file are called “%%s”.', r.n, left(k.key, 80)) end
        from rows r where k.slot = $1 and r.folded = app_hidden.fold(left(k.wanted, 200))
      $q$, v_title) using v_slot.n;
    end if;
    perform app_hidden.import_find_rest(v_slot);
    perform app_hidden.import_plan(v_slot);
    if v_slot.type = 'many_to_many' then
      execute format($q$
        update pg_temp.import_work w set
          %1$I = f.targets,
          "#action" = case when f.fault is not null and %3$L <> 'empty' then 'reject' else w."#action" end,
          "#errors" = case when f.fault is not null and %3$L <> 'empty' then w."#errors" || f.fault else w."#errors" end,
          "#warnings" = case when f.fault is not null and %3$L = 'empty' then w."#warnings" || f.fault else w."#warnings" end
        from (
          select r."#row" as row, array_agg(distinct k.target) filter (where k.target is not null) as targets,
            min(%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) filter (where k.target is null) as fault
          from pg_temp.import_work r join pg_temp.import_keys k on k.slot = %2$s and k.key = any (r."#key%2$s") group by 1) f
        where f.row = w."#row"
      $q$, v_slot.field, v_slot.n, v_slot.missing, v_slot.n || E'\x1f', format('There is no such record in %s.', replace(v_slot.target_object, '_', ' ')));
      continue;
    end if;
    execute format($q$
      update pg_temp.import_work w set
        %1$I = k.target,
        "#later" = w."#later" or k.is_in_file and w."#action" <> 'reject',
        "#action" = case when k.target is null and %3$L <> 'empty' then 'reject' else w."#action" end,
        "#errors" = case when k.target is null and %3$L <> 'empty' then w."#errors" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#errors" end,
        "#warnings" = case when k.target is null and %3$L = 'empty' then w."#warnings" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#warnings" end
      from pg_temp.import_keys k where k.slot = %2$s and k.key = w."#key%2$s"
    $q$, v_slot.column_name, v_slot.n, v_slot.missing, v_slot.n || E'\x1f', format('There is no such record in %s.', replace(v_slot.target_object, '_', ' ')));
  end loop;
end
$function$;

comment on function app_hidden.import_related() is $comment$Fills the fields that lead to records of the object itself, which may be other rows of the file.$comment$;

grant execute on function app_hidden.import_related() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_compare()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_table regclass;
  v_keep text;
  v_same text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  -- Only what the object's own table holds is compared; links of several records are looked at when they are written.
  -- What the cells leave out stays, and lists get longer: a row with one address takes none of the others away.
  select string_agg(format(case when s.type in ('emails', 'phones', 'multi_enum')
      then '%1$I = coalesce(t.%1$I, ''{}'') || array(select v from unnest(w.%1$I) v where v <> all (coalesce(t.%1$I, ''{}'')))'
      else '%1$I = coalesce(w.%1$I, t.%1$I)' end, s.column_name), ', '),
    string_agg(format('t.%1$I is not distinct from w.%1$I', s.column_name), ' and ')
  into v_keep, v_same
  from unnest(v_state.slots) s where s.column_name is not null and s.column_name <> 'id' and not s.is_for_new_only;
  if v_keep is null then
    update pg_temp.import_work w set "#action" = 'unchanged' where w."#action" = 'update';
    return;
  end if;
  if v_state.options ->> 'emptyCells' = 'keep' then
    execute format('update pg_temp.import_work w set %s from %s t where t.id = w."#id" and w."#action" = ''update''', v_keep, v_table);
  end if;
  execute format('update pg_temp.import_work w set "#action" = ''unchanged'' from %s t where t.id = w."#id" and w."#action" = ''update'' and %s', v_table, v_same);
end
$function$;

comment on function app_hidden.import_compare() is $comment$Tells updates that change nothing from those that do.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_differ()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_diff text;
begin
  select * into v_state from pg_temp.import_state;
  select string_agg(format('case when t.%1$I is distinct from w.%1$I then jsonb_build_object(%2$L, jsonb_build_array(%3$s, %4$s)) else ''{}'' end', s.column_name, s.field,
      app_hidden.import_shown(s, 't'), app_hidden.import_shown(s, 'w')), ' || ')
  into v_diff
  from unnest(v_state.slots) s where s.column_name is not null and s.column_name <> 'id' and not s.is_for_new_only;
  if v_diff is not null then
    execute format($q$
      update pg_temp.import_work w set "#diff" = %s from %s t
      where t.id = w."#id" and w."#row" in (select u."#row" from pg_temp.import_work u where u."#action" = 'update' order by u."#row" limit 100)
    $q$, v_diff, app_hidden.object_table(v_state.object));
  end if;
end
$function$;

comment on function app_hidden.import_differ() is $comment$Keeps what the first hundred updates change.$comment$;

grant execute on function app_hidden.import_differ() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_shown(slot app_hidden.import_slot, alias text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case
    -- What another row of the file is going to be is called as the cell calls it.
    when slot.type = 'relation' then format('coalesce((select r.title from app_public.records r where r.id = %s.%I)%s)', alias, slot.column_name,
      case when slot.is_self and alias = 'w' then format(', case when w.%I is not null then left(w."#key%s", 200) end', slot.column_name, slot.n) end)
    when slot.type = 'member' then format('(select u.name from app_public.users u where u.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'stages' then format('(select s.name from app_public.stages s where s.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'pipelines' then format('(select p.name from app_public.pipelines p where p.id = %s.%I)', alias, slot.column_name)
    else format('%s.%I', alias, slot.column_name) end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_statements(OUT insert_sql text, OUT update_sql text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_state record;
  v_table regclass;
  v_columns text;
  v_values text;
  v_changes text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  select string_agg(format('%I', s.column_name), ', '),
    string_agg(case
      when s.column_name = 'id' then 'w."#id"'
      when s.is_self then format('case when not w."#later" then w.%I end', s.column_name)
      when s.column_default is not null then format('coalesce(w.%I, %s)', s.column_name, s.column_default)
      else format('w.%I', s.column_name) end, ', '),
    string_agg(format(case when s.is_self then '%1$I = case when w."#later" then t.%1$I else w.%1$I end' else '%1$I = w.%1$I' end, s.column_name), ', ') filter (where not s.is_for_new_only and s.column_name <> 'id')
  into v_columns, v_values, v_changes
  from unnest(v_state.slots) s where s.column_name is not null;
  if not exists (select from unnest(v_state.slots) s where s.column_name = 'id') then
    v_columns := concat_ws(', ', 'id', v_columns);
    v_values := concat_ws(', ', 'w."#id"', v_values);
  end if;
  insert_sql := format('insert into %s (%s) select %s from pg_temp.import_work w where w."#action" = ''create'' and w."#row" between $1 and $2 and w."#suspect" = $3 order by w."#row"', v_table, v_columns, v_values);
  update_sql := format($q$
    with changed as (
      update %s t set %s from pg_temp.import_work w
      where t.id = w."#id" and w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 returning t.id)
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || 'Your role may not change this record.' || E'\x1f')
    where w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 and w."#id" not in (select c.id from changed c)
  $q$, v_table, v_changes);
  if v_changes is null then
    update_sql := null;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_link_row(update_sql text, "row" integer, slot integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
begin
  execute update_sql || format(' and w."#row" = %s', import_link_row."row");
exception when integrity_constraint_violation or sqlstate 'RM400' then
  get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
  update pg_temp.import_work w set "#warnings" = w."#warnings" || (import_link_row.slot || E'\x1f'
    || app_hidden.import_reason(v_code, v_rule, v_column, (select s.object from pg_temp.import_state s), v_message) || E' Left empty.\x1f')
  where w."#row" = import_link_row."row";
end
$function$;

comment on function app_hidden.import_link_row(text,integer,integer) is $comment$Lets one row lead to another one of the file; what is refused is left empty, with a warning.$comment$;

grant execute on function app_hidden.import_link_row(text,integer,integer) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_link()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_table regclass;
  v_slot app_hidden.import_slot;
  v_update text;
  v_row integer;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  for v_slot in select * from unnest(v_state.slots) s where s.is_self and s.type = 'relation' loop
    v_update := format($q$
      update %1$s t set %2$I = w.%2$I from pg_temp.import_work w
      where t.id = w."#id" and w."#later" and w."#action" in ('create', 'update') and t.%2$I is distinct from w.%2$I
        and (w.%2$I is null or exists (select from %1$s p where p.id = w.%2$I))
    $q$, v_table, v_slot.column_name);
    begin
      execute v_update;
    exception when integrity_constraint_violation or sqlstate 'RM400' then
      -- One of them cannot be, such as a parent that is below its child: they are written one by one, and that one stays empty.
      for v_row in select w."#row" from pg_temp.import_work w where w."#later" and w."#action" in ('create', 'update') order by 1 loop
        perform app_hidden.import_link_row(v_update, v_row, v_slot.n);
      end loop;
    end;
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (%3$L || w."#key%4$s")
      where w."#later" and w."#action" in ('create', 'update') and w.%2$I is not null and not exists (select from %1$s p where p.id = w.%2$I)
    $q$, v_table, v_slot.column_name, v_slot.n || E'\x1fThe row that this means was not imported: left empty.\x1f', v_slot.n);
  end loop;
  for v_slot in select * from unnest(v_state.slots) s where s.link_table is not null loop
    if v_slot.is_self then
      -- Of the rows that are meant, some may have been refused.
      execute format($q$
        update pg_temp.import_work w set %1$I = array(select u.target from unnest(w.%1$I) u (target) where exists (select from %2$s p where p.id = u.target)),
          "#warnings" = w."#warnings" || (%3$L || array_to_string(w."#key%4$s", '; '))
        where w."#action" in ('create', 'update', 'unchanged') and exists (select from unnest(w.%1$I) u (target) where not exists (select from %2$s p where p.id = u.target))
      $q$, v_slot.field, v_table, v_slot.n || E'\x1fA row that this means was not imported: it is left out.\x1f', v_slot.n);
    end if;
    -- A row that changed nothing else, but has links to add, has changed.
    execute format($q$
      with wanted as (
        select w."#row" as row, w."#id" as id, u.target from pg_temp.import_work w cross join unnest(w.%1$I) u (target)
        where w."#action" in ('create', 'update', 'unchanged')),
      added as (
        insert into app_custom.%2$I (source_id, target_id) select n.id, n.target from wanted n
        where not exists (select from app_custom.%2$I l where l.source_id = n.id and l.target_id = n.target)
        on conflict do nothing returning source_id as id)
      update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select a.id from added a)
    $q$, v_slot.field, v_slot.link_table);
    if v_state.options ->> 'emptyCells' = 'clear' then
      execute format($q$
        with cleared as (
          delete from app_custom.%2$I l using pg_temp.import_work w
          where l.source_id = w."#id" and w."#action" in ('update', 'unchanged') and w.%1$I is null returning l.source_id as id)
        update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select c.id from cleared c)
      $q$, case when v_slot.is_self then '#key' || v_slot.n else v_slot.field end, v_slot.link_table);
    end if;
  end loop;
  perform app_hidden.import_unmake();
end
$function$;

comment on function app_hidden.import_link() is $comment$Writes what needs all rows to be there: relations to other rows of the file, and links to several records. Then takes away what none of them needs.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_counts()
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  return (
    select jsonb_build_object(
      'created', count(*) filter (where w."#action" = 'create'),
      'updated', count(*) filter (where w."#action" = 'update'),
      'unchanged', count(*) filter (where w."#action" = 'unchanged'),
      'rejected', count(*) filter (where w."#action" = 'reject'),
      'warned', count(*) filter (where w."#action" <> 'reject' and cardinality(w."#warnings") > 0),
      'related', (
        select coalesce(jsonb_object_agg(m.name, m.count), '{}') from (
          select coalesce(s.target_object, s.type) as name, count(*) as count
          from pg_temp.import_made r join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = r.slot group by 1) m),
      'stages', (
        select coalesce(jsonb_agg(r.id), '[]')
        from pg_temp.import_made r join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = r.slot and s.type = 'stages'),
      'problems', app_hidden.import_summary())
    from pg_temp.import_work w);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_results(after_row integer, most integer DEFAULT 2000)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_title text := app_hidden.import_title_expression('w');
  v_names text[];
  v_values text;
  v_results jsonb;
begin
  select * into v_state from pg_temp.import_state;
  v_names := array(select c ->> 'name' from app_public.imports i, jsonb_array_elements(i.columns) c where i.id = v_state.import_id);
  -- What a new record gets, in the shape of what an update changes.
  select string_agg(format('case when w.%1$I is not null and w.%1$I::text <> ''{}'' then jsonb_build_object(%2$L, jsonb_build_array(null, %3$s)) else ''{}'' end',
    coalesce(s.column_name, s.field), s.field, case s.type
      when 'many_to_many' then format('(select jsonb_agg(r.title order by r.title) from app_public.records r where r.id = any (w.%I))', s.field)
      else app_hidden.import_shown(s, 'w') end), ' || ')
  into v_values from unnest(v_state.slots) s where s.column_name is distinct from 'id';
  if to_regclass('pg_temp.import_told') is null then
    create temp table import_told on commit drop as
    select s.row from (
      select w."#row" as row, w."#action" as action, row_number() over (partition by w."#action", cardinality(w."#warnings") > 0 order by w."#row") as n
      from pg_temp.import_work w) s
    where s.action = 'reject' or s.n <= 100;
    alter table pg_temp.import_told add primary key (row);
  end if;
  execute format($q$
    select jsonb_agg(jsonb_build_object(
      'row_number', w."#row",
      'outcome', case w."#action" when 'create' then 'created' when 'update' then 'updated' when 'unchanged' then 'unchanged' else 'rejected' end,
      'record_id', case when w."#action" <> 'reject' then w."#id" end,
      'title', left(coalesce(%s, ''), 200),
      'diff', case when w."#action" = 'create' then %s else w."#diff" end,
      'cells', case when w."#action" = 'reject' then (select to_jsonb(c.cells) from app_hidden.import_cells c where c.import_id = $1 and c.row_number = w."#row") end,
      'problems', app_hidden.import_problems($2, $5, w."#errors", 'error') || app_hidden.import_problems($2, $5, w."#warnings", 'warning')) order by w."#row")
    from (select t.row from pg_temp.import_told t where t.row > $3 order by t.row limit $4) t
    join pg_temp.import_work w on w."#row" = t.row
  $q$, coalesce(v_title, 'null::text'), coalesce(v_values, 'null')) into v_results using v_state.import_id, v_state.slots, after_row, most, v_names;
  return v_results;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.imports_can_undo(import app_public.imports)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (app_hidden.can_manage('import'::text) AND (((import).user_id = app_hidden.user_id()) OR app_hidden.can_manage('workspace'::text)));

comment on function app_public.imports_can_undo(app_public.imports) is $comment$Whether you may undo it: your own, or as one who manages the workspace anybody's.$comment$;

grant execute on function app_public.imports_can_undo(app_public.imports) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.my_import(import_id uuid, statuses text[], is_undo boolean DEFAULT false)
 RETURNS app_public.imports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_import app_public.imports;
begin
  perform app_hidden.must_manage('import');
  select * into v_import from app_public.imports i where i.id = my_import.import_id
    and case when is_undo then app_public.imports_can_undo(i) else i.user_id = app_hidden.user_id() end for update;
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  elsif v_import.status <> all (statuses) then
    perform app_hidden.fail('RM409', 'imports_status_allows', format('The import is %s, so this cannot be done now.', v_import.status), field => 'id');
  end if;
  return v_import;
end
$function$;

comment on function app_hidden.my_import(uuid,text[],boolean) is $comment$An import of the member who asks (or one that they may undo), locked, in one of these states. Raises RM403, RM404, RM409.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.end_upload(import_id uuid, file jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_import app_public.imports := app_hidden.my_import(end_upload.import_id, array['uploading']);
  v_signature text := md5((select string_agg(app_hidden.import_key(c ->> 'name'), ',' order by (c ->> 'index')::integer) from jsonb_array_elements(file -> 'columns') c
    where c ->> 'name' <> 'Why it was rejected')); -- which is in a file of rejected rows that were mended
  v_guess record;
  v_before jsonb;
begin
  v_guess := app_hidden.import_guess(v_import.object, file -> 'columns', (file ->> 'rowCount')::integer);
  -- Where the member's last file with these columns went. How it was imported (anew, as updates) is asked each time.
  select i.mapping into v_before from app_public.imports i
  where i.object = v_import.object and i.signature = v_signature and i.user_id = v_import.user_id and i.status = 'done'
  order by i.id desc limit 1;
  update app_public.imports i set
    encoding = file ->> 'encoding', delimiter = file ->> 'delimiter', has_header = (file ->> 'hasHeader')::boolean,
    row_count = (file ->> 'rowCount')::integer, columns = coalesce(v_guess.columns_known, '[]'), signature = v_signature,
    mapping = coalesce((
      select jsonb_agg(m) from jsonb_array_elements(v_before) m
      where m ->> 'field' in (select t.field from app_public.import_targets(v_import.object) t)), v_guess.mapping),
    options = jsonb_strip_nulls(jsonb_build_object('dateOrder', file -> 'dateOrder', 'numberFormat', file -> 'numberFormat')),
    status = 'ready'
  where i.id = v_import.id;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.queue_import(import_id uuid, statuses text[], status text)
 RETURNS app_public.imports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_import app_public.imports := app_hidden.my_import(queue_import.import_id, statuses, queue_import.status = 'undoing');
begin
  if queue_import.status <> 'undoing' then
    update app_public.imports i set created = 0, updated = 0, unchanged = 0, rejected = 0, warned = 0, related = '{}', problems = '[]' where i.id = v_import.id;
  end if;
  update app_public.imports i set status = queue_import.status, phase = 'waiting', rows_done = 0, attempts = 0, is_cancelled = false, message = '',
    started_at = null, finished_at = null,
    undoer_id = nullif(app_hidden.user_id(), i.user_id),
    undoer_role_id = case when app_hidden.user_id() <> i.user_id then app_hidden.role_beyond_mine() end
  where i.id = v_import.id returning * into v_import;
  perform app_hidden.add_job('transfer__import', json_build_object('importId', v_import.id), job_key => 'import:' || v_import.id);
  return v_import;
end
$function$;

comment on function app_public.undo_import(uuid) is $comment$Takes back all that an import made and changed, in the background; refused, with the reason in message, when later changes stand in the way. Others' too for those who manage the workspace, under their own rights. Raises RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_access(import_id uuid, OUT user_id uuid, OUT api_key_id uuid, OUT db_role name)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select u.id, k.id, r.db_role
  from app_public.imports i
  cross join lateral (select i.status = 'undoing' and i.undoer_id is not null as is_by_other) o
  join app_public.users u on u.id = case when o.is_by_other then i.undoer_id else i.user_id end and u.is_active
  join app_public.roles r on r.id = coalesce(case when o.is_by_other then i.undoer_role_id else i.role_id end, u.role_id)
  left join app_public.api_keys k on k.id = i.api_key_id and not o.is_by_other
  where i.id = import_access.import_id and k.revoked_at is null and coalesce(k.expires_at > now(), true)
$function$;

CREATE OR REPLACE FUNCTION app_hidden.report_import(import_id uuid, phase text, rows_done integer, pid integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE app_public.imports i SET phase =
         CASE
             WHEN (EXISTS ( SELECT
                FROM pg_locks l
               WHERE ((l.pid = report_import.pid) AND (l.locktype = 'advisory'::text) AND (NOT l.granted)))) THEN 'waiting'::text
             ELSE report_import.phase
         END, rows_done = LEAST(i.row_count, report_import.rows_done)
   WHERE ((i.id = report_import.import_id) AND (i.status = ANY (ARRAY['checking'::text, 'running'::text, 'undoing'::text])))
   RETURNING i.is_cancelled;
END;

comment on function app_hidden.report_import(uuid,text,integer,integer) is $comment$Notes how far an import is, of which that backend is at work; tells whether somebody wants it to stop.$comment$;

grant execute on function app_hidden.report_import(uuid,text,integer,integer) to :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.end_import(import_id uuid, status text, counts jsonb DEFAULT '{}'::jsonb, message text DEFAULT ''::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- An undo that did not happen leaves the import as it was.
  update app_public.imports i set status = case when i.status = 'undoing' and end_import.status <> 'undone' then 'done' else end_import.status end, phase = '', finished_at = clock_timestamp(), message = coalesce(end_import.message, ''), is_cancelled = false,
    rows_done = case when end_import.status in ('checked', 'done') then i.row_count else i.rows_done end,
    created = coalesce((counts ->> 'created')::integer, i.created), updated = coalesce((counts ->> 'updated')::integer, i.updated),
    unchanged = coalesce((counts ->> 'unchanged')::integer, i.unchanged), rejected = coalesce((counts ->> 'rejected')::integer, i.rejected),
    warned = coalesce((counts ->> 'warned')::integer, i.warned), related = coalesce(counts -> 'related', i.related), problems = coalesce(counts -> 'problems', i.problems),
    transaction_id = case end_import.status when 'done' then pg_current_xact_id()::text::bigint else i.transaction_id end,
    stages = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'stages')::uuid) else i.stages end
  where i.id = end_import.import_id;
  if end_import.status = 'done' then
    delete from app_hidden.import_cells c where c.import_id = end_import.import_id;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.remove_import_stages(import_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 DELETE FROM app_public.stages s
    USING app_public.imports i
   WHERE ((i.id = remove_import_stages.import_id) AND (s.id = ANY (i.stages)) AND app_hidden.can_manage('pipelines'::text) AND (NOT (EXISTS ( SELECT
            FROM app_public.deals d
           WHERE (d.stage_id = s.id)))));
END;

comment on function app_hidden.remove_import_stages(uuid) is $comment$Deletes the stages that an import made, if the caller manages pipelines and no deal is in them.$comment$;

grant execute on function app_hidden.remove_import_stages(uuid) to :MEMBER;

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

CREATE OR REPLACE FUNCTION app_hidden.api_names_of(object text, but uuid DEFAULT NULL::uuid)
 RETURNS TABLE(name text, label text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
BEGIN ATOMIC
 SELECT lower(n.name) AS lower,
     f.label
    FROM (app_public.fields f
      CROSS JOIN LATERAL unnest(app_hidden.field_api_names(f.*)) n(name))
   WHERE ((f.object = api_names_of.object) AND (f.id IS DISTINCT FROM api_names_of.but))
 UNION ALL
  SELECT lower(n.name) AS lower,
     f.inverse_label
    FROM (app_public.fields f
      CROSS JOIN LATERAL unnest(app_hidden.inverse_api_names(f.*)) n(name))
   WHERE ((f.target_object = api_names_of.object) AND (f.id IS DISTINCT FROM api_names_of.but))
 UNION ALL
  SELECT lower(app_hidden.camel(substr((p.proname)::text, (length(api_names_of.object) + 2)))) AS lower,
     NULL::text AS label
    FROM pg_proc p
   WHERE ((p.pronamespace = ('app_public'::regnamespace)::oid) AND starts_with((p.proname)::text, (api_names_of.object || '_'::text)) AND (p.pronargs > 0) AND (p.proargtypes[0] = ( SELECT c.reltype
            FROM pg_class c
           WHERE (c.oid = (app_hidden.object_table(api_names_of.object))::oid))))
 UNION ALL
  SELECT w.w,
     NULL::text AS label
    FROM unnest(string_to_array('id nodeid record recordexists creator creatorexists updater updaterexists and or not natural primarykey'::text, ' '::text)) w(w)
 UNION ALL
  SELECT w.w,
     NULL::text AS label
    FROM unnest(string_to_array('constructor hasownproperty isprototypeof propertyisenumerable tolocalestring tostring valueof'::text, ' '::text)) w(w);
END;

CREATE OR REPLACE FUNCTION app_hidden.check_field_name(field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_columns text[] := array_remove(array[field.name, field.column_name::text, field.settings ->> 'currency_column'], null);
  v_taken record;
begin
  select n.label into v_taken
  from app_hidden.api_names_of(field.object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.field_api_names(field)) w))
  order by n.label nulls last limit 1;
  if not found then
    select f.label into v_taken from app_public.fields f
    where f.object = field.object and f.id is distinct from field.id and (f.name = any (v_columns) or f.column_name = any (v_columns) or lower(f.label) = lower(field.label));
  end if;
  if found and v_taken.label is not null then
    perform app_hidden.fail('RM409', 'fields_name_unique', format('“%s” is too close to “%s”, which there is already.', field.label, v_taken.label), 'Choose another name.', 'label');
  elsif found or field.name ~ '_truncated_to_(day|hour)$' or exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(field.object) and a.attname = any (v_columns)
      and not exists (select from app_public.fields f where f.id = field.id and a.attname in (f.column_name, f.settings ->> 'currency_column'))) then
    perform app_hidden.fail('RM400', 'field_name_reserved', format('“%s” is a name that Rowan, PostgreSQL or JavaScript needs for itself.', field.label), 'Choose another one.', 'label');
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.check_inverse_name(field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_target app_public.objects;
  v_taken record;
begin
  select * into strict v_target from app_public.objects o where o.name = field.target_object;
  select n.label into v_taken
  from app_hidden.api_names_of(field.target_object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w))
  order by n.label nulls last limit 1;
  if found and v_taken.label is null then
    perform app_hidden.fail('RM400', 'field_name_reserved', format('“%s” is a name that Rowan, PostgreSQL or JavaScript needs for itself.', field.inverse_label),
      'Choose another name for what they call these records.', 'inverseLabel');
  elsif found
    or (field.target_object = field.object and app_hidden.inverse_api_names(field) && app_hidden.field_api_names(field))
    or exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = app_hidden.object_table(field.target_object) and not a.attisdropped
        and lower(app_hidden.camel(a.attname)) = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w))) then
    perform app_hidden.fail('RM409', 'fields_inverse_unique', format('%s have something called “%s” already.', v_target.label_plural, field.inverse_label),
      'Choose another name for what they call these records.', 'inverseLabel');
  end if;
end
$function$;

comment on function app_hidden.check_inverse_name(app_public.fields) is $comment$Raises RM400 or RM409 when the target of a relation cannot call the way back so.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.check_settings(type text, settings jsonb)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_type app_public.field_types;
  v_setting record;
  v_fault text;
begin
  select * into v_type from app_public.field_types t where t.name = check_settings.type;
  if not found then
    perform app_hidden.fail('RM400', 'field_type_known', format('There is no field type “%s”.', left(check_settings.type, 40)),
      'The types are ' || (select string_agg(t.name, ', ' order by t.position) from app_public.field_types t) || '.', 'type');
  elsif jsonb_typeof(check_settings.settings) <> 'object' then
    perform app_hidden.fail('RM400', 'field_settings_object', 'The settings of a field are a JSON object.', field => 'settings');
  end if;
  for v_setting in select s.key, s.value, jsonb_typeof(s.value) as kind, s.value #>> '{}' as text from jsonb_each(check_settings.settings) s loop
    if v_setting.key <> all (v_type.settings || array['help', 'group', 'name']) then
      perform app_hidden.fail('RM400', 'field_settings_known', format('A field of type %s has no setting “%s”.', v_type.name, left(v_setting.key, 40)),
        'It has help, group, name, ' || array_to_string(v_type.settings, ', ') || '.', v_setting.key);
    end if;
    continue when v_setting.kind = 'null' or v_setting.key = 'default';
    v_fault := case
      when v_setting.key in ('required', 'unique', 'index') then case when v_setting.kind <> 'boolean' then 'is true or false' end
      when v_setting.key in ('decimals', 'max', 'max_length') then
        case when v_setting.kind <> 'number' or v_setting.text !~ '^\d{1,6}$' then 'is a whole number'
          when v_setting.key = 'decimals' and v_setting.text::integer > 10 then 'is at most 10'
          when v_setting.key = 'max' and v_setting.text::integer not between 2 and 10 then 'is from 2 to 10'
          when v_setting.key = 'max_length' and v_setting.text::integer not between 1 and 10000 then 'is from 1 to 10,000' end
      when v_setting.key = 'options' then case when v_setting.kind <> 'array' then 'is a list' end
      when v_setting.kind <> 'string' then 'is a text'
      when v_setting.key = 'formula' then case when length(v_setting.text) > 1000 then 'has at most 1,000 characters' end
      when v_setting.key = 'help' then case when length(v_setting.text) > 500 then 'has at most 500 characters' end
      when v_setting.key = 'group' then case when length(v_setting.text) > 60 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 60 characters, in one line' end
      when v_setting.key = 'unit' then case when length(v_setting.text) > 12 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 12 characters' end
      when v_setting.key = 'on_delete' then case when v_setting.text <> all (array['empty', 'refuse', 'delete']) then 'is empty, refuse or delete' end
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'field_settings_value', format('The setting “%s” %s.', v_setting.key, v_fault), field => v_setting.key);
    end if;
  end loop;
  if (check_settings.settings ->> 'unique')::boolean and jsonb_typeof(check_settings.settings -> 'default') <> 'null' then
    perform app_hidden.fail('RM400', 'field_unique_default', 'A unique field cannot have a default: the second record with it would be refused.', 'Leave out one of the two.', 'default');
  elsif ((check_settings.settings ->> 'unique')::boolean or (check_settings.settings ->> 'index')::boolean) and (check_settings.settings ->> 'max_length')::integer > 500 then
    perform app_hidden.fail('RM400', 'field_indexed_length', 'A text that is unique or indexed has at most 500 characters.', 'Make it shorter, or a long text.', 'maxLength');
  elsif check_settings.settings ->> 'on_delete' = 'empty' and (check_settings.settings ->> 'required')::boolean then
    perform app_hidden.fail('RM400', 'field_required_on_delete', 'A required relation cannot become empty when its record is deleted.', 'Say refuse or delete.', 'onDelete');
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.read_options(options jsonb, field_id uuid)
 RETURNS TABLE(value text, label text, color text, "position" integer)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_colors constant text[] := array['gray', 'blue', 'green', 'orange', 'purple', 'red', 'teal', 'amber', 'indigo', 'pink'];
  v_option record;
  v_said constant text[] := array(select v #>> '{}' from jsonb_path_query(options, '$[*].value') v where v <> 'null');
  v_values text[] := '{}';
  v_labels text[] := '{}';
begin
  if jsonb_typeof(options) is distinct from 'array' or jsonb_array_length(options) = 0 then
    perform app_hidden.fail('RM400', 'field_options_given', 'A choice needs at least one option.', field => 'options');
  elsif jsonb_array_length(options) > 200 then
    perform app_hidden.fail('RM400', 'field_options_count', 'A choice has at most 200 options.', 'Make it a relation to an object of its own.', 'options');
  end if;
  for v_option in
    select p.*, array_agg(p.kept) over () || v_said as taken, array_agg(lower(p.label)) over () as words
    from (
      select o.place::integer, jsonb_typeof(o.option) as kind, case jsonb_typeof(o.option) when 'string' then o.option #>> '{}' when 'object' then o.option ->> 'label' end as label,
        case jsonb_typeof(o.option) when 'object' then o.option ->> 'value' end as value, case jsonb_typeof(o.option) when 'object' then o.option ->> 'color' end as color,
        (select k.value from app_public.field_options k
          where k.field_id = read_options.field_id and k.label = coalesce(o.option ->> 'label', o.option #>> '{}') and k.value <> all (v_said)) as kept
      from jsonb_array_elements(options) with ordinality o (option, place)) p
    order by p.place
  loop
    if v_option.label is null then
      perform app_hidden.fail('RM400', 'field_options_format', format('Option %s needs a label.', v_option.place), 'An option is a text, or {"label", "value", "color"}.', 'options');
    end if;
    perform app_hidden.check_label(v_option.label, 'options');
    if v_option.color is not null then
      perform app_hidden.check_color(v_option.color);
    end if;
    read_options.label := v_option.label;
    -- Said, kept from before, or made from the label, and then neither another's value nor what another is called.
    read_options.value := coalesce(v_option.value, v_option.kept, (
      select w.word
      from (select coalesce(nullif(app_hidden.slug(v_option.label), ''), v_option.label) as word) s, generate_series(1, 400) n,
        lateral (select case n when 1 then s.word else left(s.word, 56) || '_' || n end as word) w
      where w.word <> all (array_remove(v_option.taken, null) || v_values) and (w.word = lower(v_option.label) or w.word <> all (v_option.words))
      order by n limit 1));
    if length(read_options.value) not between 1 and 60 or read_options.value ~ '[[:cntrl:]]|^\s|\s$' then
      perform app_hidden.fail('RM400', 'field_options_value_format', format('The value of “%s” has to have 1 to 60 characters, in one line, without blanks around it.', v_option.label), field => 'options');
    elsif read_options.value = any (v_values) or lower(v_option.label) = any (v_labels) then
      perform app_hidden.fail('RM409', 'field_options_value_unique', format('“%s” stands twice among the options.', v_option.label), 'Leave one out, or change its label and value.', 'options');
    end if;
    v_values := v_values || read_options.value;
    v_labels := v_labels || lower(v_option.label);
    read_options.color := coalesce(v_option.color,
      (select o.color from app_public.field_options o where o.field_id = read_options.field_id and o.value = read_options.value),
      v_colors[1 + (v_option.place - 1) % 10]);
    read_options.position := v_option.place;
    return next;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.default_sql(field app_public.fields, options text[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_given jsonb := app_hidden.default_value(field);
  v_text text;
  v_sql text;
  v_fits boolean;
begin
  if v_given is null then
    return case when field.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''::text[]' end;
  end if;
  v_text := case
    when field.type = 'json' then v_given::text
    when field.type = 'multi_enum' and jsonb_typeof(v_given) = 'array' then array(select jsonb_array_elements_text(v_given))::text
    else v_given #>> '{}' end;
  v_sql := case
    when field.type = 'date' and lower(v_text) = 'today' then 'current_date'
    when field.type = 'date_time' and lower(v_text) = 'now' then 'now()'
    when field.type = 'member' and lower(v_text) = 'me' then 'app_hidden.user_id()' end;
  if v_sql is not null then
    return v_sql;
  end if;
  begin
    -- As PostgreSQL writes it, so that what depends on the moment (tomorrow) or the session is settled now.
    execute format('select (%L::%s)::text', v_text, v_type) into v_text;
    v_sql := format('%L::%s', v_text, v_type);
    execute format('select (%s) is not false from (select %s as %I) v', coalesce(app_hidden.field_check(field, options), 'true'), v_sql, field.column_name) into v_fits;
  exception when data_exception or invalid_text_representation or check_violation then
    v_fits := false;
  end;
  if field.type = 'member' and v_fits and not exists (select from app_public.users u where u.id = v_text::uuid) then
    v_fits := false;
  end if;
  if not v_fits then
    perform app_hidden.fail('RM400', 'field_default_fits', format('“%s” cannot be the default of “%s”.', left(v_given #>> '{}', 60), field.label),
      case field.type when 'enum' then 'Give one of its options.' when 'date' then 'Give a date such as 2030-01-31, or today.'
        when 'date_time' then 'Give a time such as 2030-01-31T09:00Z, or now.' when 'member' then 'Give the id of a member, or me.'
        else case when app_hidden.field_check(field, options) is not null then app_hidden.field_words(field) end end, 'default');
  end if;
  return v_sql;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.field_check(field app_public.fields, options text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  c text := format('%I', field.column_name);
  v_options text := (select string_agg(quote_literal(o), ', ' order by o collate "C") from unnest(options) o);
begin
  return case field.type
    when 'text' then format('length(%s) <= %s', c, app_hidden.max_length(field)) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
      || case when field.is_unique then format(' and %s !~ ''^\s|\s$''', c) else '' end -- which nobody would tell apart
    when 'long_text' then format('length(%s) <= 200000', c) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
    when 'url' then format('length(%1$s) <= %2$s and %1$s !~ ''\s'' and %1$s !~* ''^(javascript|data|vbscript):''', c, app_hidden.max_length(field)) || case when field.is_required then format(' and %s <> ''''', c) else '' end
    when 'number' then format('abs(%s) < 1e30', c) || case when field.settings ? 'decimals' then format(' and %1$s = round(%1$s, %2$s)', c, field.settings ->> 'decimals') else '' end
    when 'currency' then format('abs(%s) < 1e15', c)
    when 'rating' then format('%s between 0 and %s', c, coalesce((field.settings ->> 'max')::integer, 5))
    when 'enum' then format('%s in (%s)', c, v_options)
    when 'multi_enum' then format('%s <@ array[%s] and array_position(%s, null) is null', c, v_options, c) || app_hidden.not_empty(field)
    when 'emails' then format('app_hidden.are_emails(%1$s) and cardinality(%1$s) <= 20', c) || app_hidden.not_empty(field)
    when 'phones' then format('cardinality(%1$s) <= 20 and length(array_to_string(%1$s, '''')) <= 1000 and array_position(%1$s, null) is null', c) || app_hidden.not_empty(field)
    when 'json' then format('length(%s::text) <= 200000', c)
    when 'date' then format('extract(year from %s) between 1 and 9999', c)
    when 'date_time' then format('extract(year from %s at time zone ''UTC'') between 1 and 9999', c)
  end;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.field_words(field app_public.fields)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN format(CASE (field).type WHEN 'text'::text THEN (CASE WHEN (field).is_required THEN '“%s” is required, and has at most %s characters'::text ELSE '“%s” has at most %s characters'::text END || CASE WHEN (field).is_unique THEN ', without blanks around them.'::text ELSE '.'::text END) WHEN 'long_text'::text THEN CASE WHEN (field).is_required THEN '“%s” is required, and has at most 200,000 characters.'::text ELSE '“%s” has at most 200,000 characters.'::text END WHEN 'url'::text THEN CASE WHEN (field).is_required THEN '“%s” is required: a link without blanks, of at most %s characters.'::text ELSE '“%s” is a link without blanks, of at most %s characters.'::text END WHEN 'number'::text THEN ('“%s” is a number of at most 30 digits before the point'::text || CASE WHEN ((field).settings ? 'decimals'::text) THEN ' and %s after it.'::text ELSE '.'::text END) WHEN 'currency'::text THEN '“%s” is too large an amount.'::text WHEN 'rating'::text THEN '“%s” is from 0 to %s.'::text WHEN 'emails'::text THEN ('“%s” takes up to 20 e-mail addresses'::text || CASE WHEN (field).is_required THEN ', and at least one.'::text ELSE '.'::text END) WHEN 'phones'::text THEN ('“%s” takes up to 20 numbers'::text || CASE WHEN (field).is_required THEN ', and at least one.'::text ELSE '.'::text END) WHEN 'json'::text THEN '“%s” is too large: it takes up to 200,000 characters.'::text WHEN 'date'::text THEN '“%s” is a date of the years 1 to 9999.'::text WHEN 'date_time'::text THEN '“%s” is a time of the years 1 to 9999.'::text WHEN 'multi_enum'::text THEN ('“%s” takes of these'::text || CASE WHEN (field).is_required THEN ' at least one: %s.'::text ELSE ': %s.'::text END) ELSE '“%s” is one of these: %s.'::text END, (field).label, CASE WHEN ((field).type = ANY (ARRAY['text'::text, 'url'::text])) THEN (app_hidden.max_length(field))::text WHEN ((field).type = 'number'::text) THEN ((field).settings ->> 'decimals'::text) WHEN ((field).type = 'rating'::text) THEN COALESCE(((field).settings ->> 'max'::text), '5'::text) ELSE "left"((SELECT string_agg(o.value, ', '::text ORDER BY o."position") AS string_agg FROM app_public.field_options o WHERE (o.field_id = (field_words.field).id)), 500) END);

CREATE OR REPLACE FUNCTION app_hidden.column_rules(field app_public.fields, options text[])
 RETURNS SETOF app_hidden.column_rule
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_object app_public.objects;
  v_check text;
begin
  if field.column_name is null or not field.is_custom and not field.is_indexed then
    return;
  end if;
  if field.settings ? 'formula' then
    -- A virtual column has no index of its own; PostgreSQL knows the one of its expression again.
    if field.is_indexed then
      return next ('index', field.column_name, 'idx', format('index %%I on %%s ((%s), id)', replace(coalesce(app_hidden.formula_sql(field), 'null'), '%', '%%')), null)::app_hidden.column_rule;
    end if;
    return;
  end if;
  v_check := app_hidden.field_check(field, options);
  select * into strict v_object from app_public.objects o where o.name = field.object;
  if field.is_custom and v_check is not null then
    return next ('check', field.column_name, case when field.type in ('text', 'long_text') then 'length' when field.type in ('enum', 'multi_enum') then 'options'
      when field.type in ('url', 'emails', 'phones') then 'format' when field.type = 'json' then 'size' else 'range' end,
      format('check (%s)', v_check), app_hidden.field_words(field))::app_hidden.column_rule;
  end if;
  if field.type = 'currency' and field.is_custom then
    return next ('check', field.settings ->> 'currency_column', 'code', format('check (%I ~ ''^[A-Z]{3}$'')', field.settings ->> 'currency_column'),
      format('The currency of “%s” is an ISO 4217 code such as EUR.', field.label))::app_hidden.column_rule;
  end if;
  if field.type in ('relation', 'member') and field.is_custom then
    return next ('foreign key', field.column_name, 'fkey', format('foreign key (%I) references %s on delete %s', field.column_name,
        case when field.type = 'member' then 'app_public.users' else app_hidden.object_table(field.target_object)::text end,
        case coalesce(field.settings ->> 'on_delete', case when field.is_required then 'refuse' else 'empty' end) when 'refuse' then 'restrict' when 'delete' then 'cascade' else 'set null' end),
      '@fieldName ' || app_hidden.camel(field.name)
        || case when field.inverse_name is null then E'\n@backwardBehavior -*' else E'\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'\n@backwardDescription ' || field.inverse_label end
        || E'\n@forwardDescription ' || field.label
        || E'\n' || format('“%s” points to a record that does not exist.', field.label))::app_hidden.column_rule;
  end if;
  if field.is_unique and field.is_custom then
    return next ('index', field.column_name, 'unique', format('unique index %%I on %%s (%I)', field.column_name),
      format('Another %s has this “%s” already.', v_object.label, field.label))::app_hidden.column_rule;
  end if;
  if field.is_indexed and not field.is_unique then
    return next ('index', field.column_name, 'idx', format(case
        when field.type in ('multi_enum', 'emails', 'phones') then 'index %%I on %%s using gin (%I)'
        when field.type = 'long_text' then 'index %%I on %%s using gin (%I public.gin_trgm_ops)'
        else 'index %%I on %%s (%I, id)' end, field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.put_rules(old app_hidden.column_rule[], field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_schema name := (select o.schema_name from app_public.objects o where o.name = field.object);
  v_table regclass := app_hidden.object_table(field.object);
  v_new app_hidden.column_rule[] := array(select r from app_hidden.column_rules(field, app_hidden.option_values(field.id)) r);
  v_rule app_hidden.column_rule;
  v_name name;
begin
  perform app_hidden.drop_rules(v_table, array(
    select r from unnest(old) r where (r.kind, r.column_name, r.suffix, r.definition) not in (select n.kind, n.column_name, n.suffix, n.definition from unnest(v_new) n)));
  foreach v_rule in array v_new loop
    v_name := app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix);
    if not exists (select from unnest(old) o where (o.kind, o.column_name, o.suffix, o.definition) = (v_rule.kind, v_rule.column_name, v_rule.suffix, v_rule.definition)) then
      begin
        perform app_hidden.ddl(case when v_rule.kind = 'index' then format('create ' || v_rule.definition, v_name, v_table)
          else format('alter table %s add constraint %I %s', v_table, v_name, v_rule.definition) end);
      exception
        when check_violation then
          perform app_hidden.fail('RM409', 'field_values_fit', 'Some records have values that would not be allowed any more. ' || v_rule.words, 'Change those values first.', v_rule.column_name);
        when unique_violation then
          perform app_hidden.fail('RM409', 'field_values_unique', format('Some records share a value of “%s”, so it cannot be unique.', field.label), 'Change the values that stand twice first.', 'unique');
        when program_limit_exceeded then
          perform app_hidden.fail('RM409', 'field_values_fit', format('Some values of “%s” are too long for an index.', field.label), 'Shorten them first.', 'index');
      end;
    end if;
    if v_rule.words is not null then
      execute case when v_rule.kind = 'index' then format('comment on index %I.%I is %L', v_schema, v_name, v_rule.words)
        else format('comment on constraint %I on %s is %L', v_name, v_table, v_rule.words) end;
    end if;
  end loop;
  execute format('comment on column %s.%I is %L', v_table, field.column_name, case field.type when 'emails' then E'@lower\n' else '' end ||
    app_hidden.plain_comment(case when field.help = '' then field.label else field.help end));
  if field.type = 'currency' and field.is_custom then
    execute format('comment on column %s.%I is %L', v_table, field.settings ->> 'currency_column', format('The currency of “%s”, as an ISO 4217 code.', field.label));
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.refuse_formula(message text, VARIADIC words text[] DEFAULT '{}'::text[])
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  perform app_hidden.fail('RM400', 'formula_valid', format(message, variadic words),
    'A formula is made of fields of the same record ({Unit price}), numbers, "texts", + - * / & = <> < > and or not, and functions such as if, round, coalesce, days.', 'formula');
end
$function$;

comment on function app_hidden.refuse_formula(text,text[]) is $comment$Says what is wrong with a formula. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_fields(object text)
 RETURNS SETOF app_hidden.formula_token
 LANGUAGE sql
 STABLE
 SET search_path TO ''
BEGIN ATOMIC
 SELECT 'field'::text AS kind,
     f.label,
     0,
     f.name,
         CASE
             WHEN (f.type = 'date_time'::text) THEN format('(%I at time zone ''UTC'')::date'::text, f.column_name)
             WHEN (f.type = ANY (ARRAY['number'::text, 'currency'::text, 'rating'::text])) THEN format('%I::numeric'::text, f.column_name)
             ELSE format('%I'::text, f.column_name)
         END AS format,
         CASE
             WHEN (f.type = ANY (ARRAY['number'::text, 'currency'::text, 'rating'::text])) THEN 'number'::text
             WHEN (f.type = ANY (ARRAY['date'::text, 'date_time'::text])) THEN 'date'::text
             WHEN (f.type = 'boolean'::text) THEN 'boolean'::text
             ELSE 'text'::text
         END AS "case",
         CASE f.type
             WHEN 'enum'::text THEN ( SELECT jsonb_object_agg(o.value, o.label) AS jsonb_object_agg
                FROM app_public.field_options o
               WHERE (o.field_id = f.id))
             ELSE NULL::jsonb
         END AS "case"
    FROM (app_public.fields f
      JOIN pg_attribute a ON (((a.attrelid = (app_hidden.object_table(f.object))::oid) AND (a.attname = f.column_name) AND (a.attgenerated = ''::"char"))))
   WHERE ((f.object = formula_fields.object) AND (f.type = ANY (ARRAY['text'::text, 'long_text'::text, 'url'::text, 'enum'::text, 'number'::text, 'currency'::text, 'rating'::text, 'date'::text, 'date_time'::text, 'boolean'::text])) AND (NOT (f.settings ? 'options'::text)));
END;

comment on function app_hidden.formula_fields(text) is $comment$The fields of an object that a formula may use.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_field(object text, word text)
 RETURNS app_hidden.formula_token
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields;
  v_token app_hidden.formula_token;
begin
  select f.* into v_field from app_public.fields f
  where f.object = formula_field.object and lower(btrim(formula_field.word)) in (lower(f.name), lower(f.column_name), lower(f.api_name), lower(f.label))
  order by f.name = btrim(formula_field.word) desc, f.label = btrim(formula_field.word) desc limit 1;
  if not found then
    perform app_hidden.refuse_formula('%s have no field “%s”.', (select o.label_plural from app_public.objects o where o.name = formula_field.object), btrim(formula_field.word));
  end if;
  select t.* into v_token from app_hidden.formula_fields(formula_field.object) t where t.name = v_field.name;
  if not found then
    perform app_hidden.refuse_formula(case when v_field.settings ? 'formula' then '“%s” is a formula itself; use the fields that it is made of.'
      else 'A formula cannot use “%s”: only texts, choices, numbers, amounts, ratings, dates, and yes or no of the record itself.' end, v_field.label);
  end if;
  return v_token;
end
$function$;

comment on function app_hidden.formula_field(text,text) is $comment$The field that a word in a formula means: by its label, its API name or its name in SQL. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_tokens(object text, formula text)
 RETURNS SETOF app_hidden.formula_token
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_token app_hidden.formula_token;
  v_at integer := 1;
  v_rest text;
  v_text text;
begin
  loop
    v_rest := substr(formula_tokens.formula, v_at);
    v_text := substring(v_rest from '^\s+');
    if v_text is not null then
      v_at := v_at + length(v_text);
      continue;
    end if;
    exit when v_rest = '';
    v_text := substring(v_rest from '^(?:\d+(?:\.\d+)?|"(?:[^"]|"")*"|''(?:[^'']|'''')*''|\{[^{}]*\}|[[:alpha:]_][[:alnum:]_]*|<=|>=|<>|!=|[-+*/&=<>(),])');
    if v_text is null then
      perform app_hidden.refuse_formula('“%s” means nothing in a formula (at character %s).', left(v_rest, 10), v_at::text);
    end if;
    v_token := case
      when v_text ~ '^\d' then ('number', v_text, v_at, null, v_text || '::numeric', 'number', null)::app_hidden.formula_token
      when v_text ~ '^["'']' then ('text', replace(substr(v_text, 2, length(v_text) - 2), repeat(left(v_text, 1), 2), left(v_text, 1)), v_at, null, null, 'text', null)::app_hidden.formula_token
      when v_text ~ '^\{' then app_hidden.formula_field(formula_tokens.object, substr(v_text, 2, length(v_text) - 2))
      when v_text !~ '^[[:alpha:]_]' then ('sign', v_text, v_at, null, null, null, null)::app_hidden.formula_token
      when v_rest ~ '^[[:alnum:]_]+\s*\(' or lower(v_text) in ('and', 'or', 'not', 'true', 'false') then ('word', lower(v_text), v_at, null, null, null, null)::app_hidden.formula_token
      else app_hidden.formula_field(formula_tokens.object, v_text) end;
    v_token.place := v_at;
    if v_token.kind = 'field' then
      v_token.value := v_text;
    elsif v_token.kind = 'text' then
      v_token.sql := quote_literal(v_token.value) || '::text';
    end if;
    return next v_token;
    v_at := v_at + length(v_text);
  end loop;
end
$function$;

comment on function app_hidden.formula_tokens(text,text) is $comment$The tokens of a formula of an object. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_must_be(part app_hidden.formula_part, type text, what text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if part.type <> formula_must_be.type then
    perform app_hidden.refuse_formula('%s takes a %s here, and was given a %s.', what,
      case formula_must_be.type when 'boolean' then 'yes or no' else formula_must_be.type end, case part.type when 'boolean' then 'yes or no' else part.type end);
  end if;
end
$function$;

comment on function app_hidden.formula_must_be(app_hidden.formula_part,text,text) is $comment$Raises RM400 when a part of a formula is of another kind.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_text(part app_hidden.formula_part)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN CASE (part).type WHEN 'number'::text THEN format('coalesce(trim_scale(%s)::text, '''')'::text, (part).sql) WHEN 'date'::text THEN format('coalesce(lpad(extract(year from %1$s)::text, 4, ''0'') || ''-'' || lpad(extract(month from %1$s)::text, 2, ''0'') || ''-'' || lpad(extract(day from %1$s)::text, 2, ''0''), '''')'::text, (part).sql) WHEN 'boolean'::text THEN format('case when %s then ''yes'' else ''no'' end'::text, (part).sql) ELSE format('coalesce(%s, '''')'::text, (part).sql) END;

comment on function app_hidden.formula_text(app_hidden.formula_part) is $comment$A part of a formula as it is joined to a text.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_option(options jsonb, word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN (SELECT o.key FROM jsonb_each_text(formula_option.options) o(key, value) WHERE ((lower(formula_option.word) = lower(o.value)) OR (lower(formula_option.word) = lower(o.key))) ORDER BY (lower(o.value) = lower(formula_option.word)) DESC LIMIT 1);

comment on function app_hidden.formula_option(jsonb,text) is $comment$The value of the option that a formula names: by its label, or by its value.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_words(part app_hidden.formula_part)
 RETURNS app_hidden.formula_part
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((part).options IS NULL) THEN part ELSE ROW((SELECT format('case %s %s end'::text, (formula_words.part).sql, string_agg(format('when %L then %L'::text, o.key, o.value), ' '::text ORDER BY o.key)) AS format FROM jsonb_each_text((formula_words.part).options) o(key, value)), (part).type, (part).next, (part).literal, NULL::jsonb)::app_hidden.formula_part END;

comment on function app_hidden.formula_words(app_hidden.formula_part) is $comment$A part of a formula as people know it: of a choice the label.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_operation(sign text, a app_hidden.formula_part, b app_hidden.formula_part)
 RETURNS app_hidden.formula_part
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  v_value text;
begin
  if a.options is null or b.literal is null or sign in ('&', '+') then
    a := app_hidden.formula_words(a);
    b := app_hidden.formula_words(b);
  end if;
  if sign in ('and', 'or') then
    perform app_hidden.formula_must_be(a, 'boolean', sign), app_hidden.formula_must_be(b, 'boolean', sign);
    return (format('(%s %s %s)', a.sql, sign, b.sql), 'boolean', b.next, null, null)::app_hidden.formula_part;
  elsif sign = '&' or sign = '+' and a.type = 'text' and b.type = 'text' then
    return (format('(%s || %s)', app_hidden.formula_text(a), app_hidden.formula_text(b)), 'text', b.next, null, null)::app_hidden.formula_part;
  elsif sign in ('=', '<>', '!=', '<', '<=', '>', '>=') then
    if a.type <> b.type then
      perform app_hidden.refuse_formula('A %s cannot be compared with a %s.', a.type, b.type);
    end if;
    -- People know the options of a choice by their labels.
    if a.options is not null and b.literal is not null then
      v_value := app_hidden.formula_option(a.options, b.literal);
      if v_value is null then
        perform app_hidden.refuse_formula('“%s” is not one of the options.', b.literal);
      end if;
      b.sql := quote_literal(v_value) || '::text';
    end if;
    return (format('(%s %s %s)', a.sql, replace(sign, '!=', '<>'), b.sql), 'boolean', b.next, null, null)::app_hidden.formula_part;
  elsif a.type = 'date' and b.type = 'date' and sign = '-' then
    return (format('(%s - %s)::numeric', a.sql, b.sql), 'number', b.next, null, null)::app_hidden.formula_part;
  elsif a.type = 'date' and b.type = 'number' and sign in ('+', '-') then
    -- By the number of the day, of which there are 3,652,059 in the years 1 to 9999: as everywhere, there are no others.
    return (format('(date ''0001-01-01'' + nullif(nullif(greatest(-1, least(3652059, %1$s - date ''0001-01-01'' %3$s greatest(-4000000, least(4000000, trunc(%2$s)))::integer)), -1), 3652059))',
      a.sql, b.sql, sign), 'date', b.next, null, null)::app_hidden.formula_part;
  end if;
  perform app_hidden.formula_must_be(a, 'number', sign), app_hidden.formula_must_be(b, 'number', sign);
  return (case sign when '/' then format('(%s / nullif(%s, 0))', a.sql, b.sql) else format('(%s %s %s)', a.sql, sign, b.sql) end, 'number', b.next, null, null)::app_hidden.formula_part;
end
$function$;

comment on function app_hidden.formula_operation(text,app_hidden.formula_part,app_hidden.formula_part) is $comment$What two parts of a formula are with this sign between them; what is divided by zero is empty. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_call(function text, args app_hidden.formula_part[])
 RETURNS app_hidden.formula_part
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  -- The kinds of value that each takes: n, t, d, b, any (x), that again (=); after ? those that may be left out, before * as many as one likes.
  v_takes constant jsonb := '{"if": "bx?=", "round": "n?n", "abs": "n", "min": "x=*", "max": "x=*", "coalesce": "x=*", "length": "t", "upper": "t", "lower": "t",
    "trim": "t", "left": "tn", "right": "tn", "contains": "tt", "empty": "x", "year": "d", "month": "d", "day": "d", "days": "dd"}';
  v_kinds constant jsonb := '{"n": "number", "t": "text", "d": "date", "b": "boolean"}';
  v_wanted text := v_takes ->> formula_call.function;
  v_letters text := translate(v_wanted, '?*', '');
  v_least integer := length(rtrim(split_part(v_wanted, '?', 1), '*'));
  v_most integer := case when v_wanted like '%*' then 20 else length(v_letters) end;
  v_sqls text[] := array(select a.sql from unnest(args) with ordinality a (sql, type, next, literal, options, n) order by a.n);
  v_sql text;
  v_letter text;
begin
  if v_wanted is null then
    perform app_hidden.refuse_formula(case when formula_call.function in ('today', 'now') then '%s() changes by itself, and a formula is made of what stands in its record; filter or sort by the date instead.'
      else 'There is no function “%s”.' end, formula_call.function);
  end if;
  if cardinality(args) not between v_least and v_most then
    perform app_hidden.refuse_formula('%s takes %s values, and was given %s.', formula_call.function,
      case when v_least = v_most then v_least::text else v_least || ' to ' || v_most end, cardinality(args)::text);
  end if;
  for n in 1 .. cardinality(args) loop
    v_letter := substr(v_letters, least(n, length(v_letters)), 1);
    if v_letter = '=' then
      perform app_hidden.formula_must_be(args[n], args[strpos(v_letters, 'x')].type, formula_call.function);
    elsif v_letter <> 'x' then
      perform app_hidden.formula_must_be(args[n], v_kinds ->> v_letter, formula_call.function);
    end if;
  end loop;
  v_sql := case formula_call.function
    when 'if' then format('case when %s then %s', v_sqls[1], v_sqls[2]) || coalesce(' else ' || v_sqls[3], '') || ' end'
    when 'round' then format('round(%s, greatest(-10, least(10, %s))::integer)', v_sqls[1], coalesce(v_sqls[2], '0'))
    when 'min' then format('least(%s)', array_to_string(v_sqls, ', '))
    when 'max' then format('greatest(%s)', array_to_string(v_sqls, ', '))
    when 'trim' then format('btrim(%s)', v_sqls[1])
    when 'length' then format('length(%s)::numeric', v_sqls[1])
    when 'left' then format('left(%s, greatest(0, least(500, %s))::integer)', v_sqls[1], v_sqls[2])
    when 'right' then format('right(%s, greatest(0, least(500, %s))::integer)', v_sqls[1], v_sqls[2])
    when 'contains' then format('strpos(lower(%s), %s) > 0', v_sqls[1], coalesce(quote_literal(lower(args[2].literal)) || '::text', format('lower(%s)', v_sqls[2])))
    when 'empty' then case args[1].type when 'text' then format('coalesce(btrim(%s), '''') = ''''', v_sqls[1]) else format('%s is null', v_sqls[1]) end
    when 'days' then format('(%s - %s)::numeric', v_sqls[2], v_sqls[1])
    else case when formula_call.function in ('year', 'month', 'day') then format('extract(%s from %s)', formula_call.function, v_sqls[1])
      else format('%s(%s)', formula_call.function, array_to_string(v_sqls, ', ')) end end;
  return ('(' || v_sql || ')', case
    when v_letters like '%=' then args[strpos(v_letters, 'x')].type
    when formula_call.function in ('contains', 'empty') then 'boolean'
    when formula_call.function in ('upper', 'lower', 'trim', 'left', 'right') then 'text' else 'number' end, null, null, null)::app_hidden.formula_part;
end
$function$;

comment on function app_hidden.formula_call(text,app_hidden.formula_part[]) is $comment$A function of formulas with its values as SQL. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_expression(tokens app_hidden.formula_token[], at integer, tightness integer)
 RETURNS app_hidden.formula_part
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  v_token app_hidden.formula_token := tokens[at];
  v_next integer;
  v_rank integer;
  v_left app_hidden.formula_part;
  v_args app_hidden.formula_part[] := '{}';
begin
  if v_token.kind in ('number', 'text', 'field') then
    v_left := (v_token.sql, v_token.type, at + 1, case v_token.kind when 'text' then v_token.value end, v_token.options);
  elsif v_token.value in ('true', 'false') then
    v_left := (v_token.value, 'boolean', at + 1, null, null);
  elsif v_token.value = 'not' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 3);
    perform app_hidden.formula_must_be(v_left, 'boolean', 'not');
    v_left := ('(not ' || v_left.sql || ')', 'boolean', v_left.next, null, null);
  elsif v_token.value = '-' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 7);
    perform app_hidden.formula_must_be(v_left, 'number', '-');
    v_left := ('(- ' || v_left.sql || ')', 'number', v_left.next, null, null);
  elsif v_token.value = '(' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 1);
    v_next := app_hidden.formula_after(tokens, v_left.next, ')');
    v_left := (v_left.sql, v_left.type, v_next, null, null);
  elsif v_token.kind = 'word' and v_token.value not in ('and', 'or') then
    v_next := app_hidden.formula_after(tokens, at + 1, '(');
    while (tokens[v_next]).value is distinct from ')' loop
      v_left := app_hidden.formula_expression(tokens, v_next, 1);
      v_args := array_append(v_args, app_hidden.formula_words(v_left));
      v_next := case when (tokens[v_left.next]).value is distinct from ')' then app_hidden.formula_after(tokens, v_left.next, ',') else v_left.next end;
    end loop;
    v_left := app_hidden.formula_call(v_token.value, v_args);
    v_left.next := v_next + 1;
  else
    perform app_hidden.refuse_formula(case when v_token.value is null then 'The formula ends too early.' else '“%s” does not belong there (at character %s).' end,
      coalesce(v_token.value, ''), coalesce(v_token.place, 0)::text);
  end if;
  loop
    v_token := tokens[v_left.next];
    v_rank := case when v_token.kind is distinct from 'sign' and v_token.kind is distinct from 'word' then null
      when v_token.value = 'or' then 1 when v_token.value = 'and' then 2 when v_token.value in ('=', '<>', '!=', '<', '<=', '>', '>=') then 3
      when v_token.value = '&' then 4 when v_token.value in ('+', '-') then 5 when v_token.value in ('*', '/') then 6 end;
    exit when v_rank is null or v_rank < formula_expression.tightness;
    v_left := app_hidden.formula_operation(v_token.value, v_left, app_hidden.formula_expression(tokens, v_left.next + 1, v_rank + 1));
  end loop;
  return v_left;
end
$function$;

comment on function app_hidden.formula_expression(app_hidden.formula_token[],integer,integer) is $comment$The expression that begins at a token, as far as its signs bind at least so tightly (or 1, and 2, comparisons 3, & 4, + - 5, * / 6). Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_after(tokens app_hidden.formula_token[], at integer, sign text)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if (tokens[at]).value is distinct from sign or (tokens[at]).kind <> 'sign' then
    perform app_hidden.refuse_formula(case when (tokens[at]).value is null then 'The formula ends too early: there is a “%s” missing.' else 'There is a “%s” missing before “%s” (at character %s).' end,
      sign, coalesce((tokens[at]).value, ''), coalesce((tokens[at]).place, 0)::text);
  end if;
  return at + 1;
end
$function$;

comment on function app_hidden.formula_after(app_hidden.formula_token[],integer,text) is $comment$The token after a sign that has to be there. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.read_formula(object text, formula text, decimals integer DEFAULT NULL::integer, OUT sql text, OUT type text, OUT canonical text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_tokens app_hidden.formula_token[];
  v_token app_hidden.formula_token;
  v_part app_hidden.formula_part;
begin
  if coalesce(btrim(read_formula.formula), '') = '' then
    perform app_hidden.refuse_formula('Say what is to be calculated.');
  end if;
  v_tokens := array(select t from app_hidden.formula_tokens(read_formula.object, read_formula.formula) t);
  if cardinality(v_tokens) > 300 then
    perform app_hidden.refuse_formula('This formula is too long.');
  end if;
  v_part := app_hidden.formula_words(app_hidden.formula_expression(v_tokens, 1, 1));
  if v_part.next <= cardinality(v_tokens) then
    perform app_hidden.refuse_formula('“%s” does not belong there (at character %s).', (v_tokens[v_part.next]).value, (v_tokens[v_part.next]).place::text);
  end if;
  -- Kept by the names of fields, which follow when one gets another.
  canonical := read_formula.formula;
  foreach v_token in array array(select t from unnest(v_tokens) t where t.kind = 'field' order by t.place desc) loop
    canonical := overlay(canonical placing '{' || v_token.name || '}' from v_token.place for length(v_token.value));
  end loop;
  type := v_part.type;
  sql := case type
    when 'text' then format('nullif(btrim(left(%s, 500)), '''')', v_part.sql)
    when 'number' then case when decimals is null then v_part.sql else format('round(%s, %s)', v_part.sql, decimals) end
    when 'boolean' then format('coalesce(%s, false)', v_part.sql) else v_part.sql end;
end
$function$;

comment on function app_hidden.read_formula(text,text,integer) is $comment$What a formula of an object means: the SQL of its column, the type of its field, and the formula as it is kept, with fields by name. Raises RM400.$comment$;

grant execute on function app_hidden.read_formula(text,text,integer) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.type_of(field app_public.fields)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((field).settings ? 'formula'::text) THEN 'formula'::text ELSE (field).type END;

comment on function app_hidden.type_of(app_public.fields) is $comment$The type that was chosen for a field: to everything else a formula is a field of the type that it gives.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_sql(field app_public.fields)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (select r.sql from app_hidden.read_formula(field.object, field.settings ->> 'formula', (field.settings ->> 'decimals')::integer) r);
exception when sqlstate 'RM400' then
  return null;
end
$function$;

comment on function app_hidden.formula_sql(app_public.fields) is $comment$The expression of a formula's column; null when what the formula names was changed by hand, so that it can be corrected.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.put_formula(field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- PostgreSQL gives a virtual column no other expression where a table has checks; a new one costs as little.
  perform app_hidden.ddl(format('alter table %s drop column if exists %I, add column %2$I %3$s generated always as (%4$s) virtual', app_hidden.object_table(field.object),
    field.column_name, (select t.sql_type from app_public.field_types t where t.name = field.type),
    (select r.sql from app_hidden.read_formula(field.object, field.settings ->> 'formula', (field.settings ->> 'decimals')::integer) r)));
exception when indeterminate_collation then -- it tries what is constant before it knows how texts compare
  perform app_hidden.refuse_formula('A formula of texts has to use a field.');
end
$function$;

comment on function app_hidden.put_formula(app_public.fields) is $comment$Makes the column of a formula, anew when there is one. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formulas_with(field app_public.fields)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN ARRAY(SELECT f.label FROM app_public.fields f WHERE ((f.object = (formulas_with.field).object) AND (POSITION(((('{'::text || (formulas_with.field).name) || '}'::text)) IN ((f.settings ->> 'formula'::text))) > 0)) ORDER BY f.label);

comment on function app_hidden.formulas_with(app_public.fields) is $comment$The formulas that are made of a field.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.must_be_in_no_formula(field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_formulas text[] := app_hidden.formulas_with(field);
begin
  if cardinality(v_formulas) > 0 then
    perform app_hidden.fail('RM409', 'field_in_formula', format('“%s” is calculated from “%s”.', array_to_string(v_formulas, '”, “'), field.label),
      'Change or delete that formula first.', 'field');
  end if;
end
$function$;

comment on function app_hidden.must_be_in_no_formula(app_public.fields) is $comment$Raises RM409 when a formula is made of this field.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.formula_options(object text, formula text)
 RETURNS TABLE(field text, value text, place integer, length integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
BEGIN ATOMIC
 SELECT t.field,
     app_hidden.formula_option(t.options, t.value) AS formula_option,
     t.place,
     (2 + length(replace(t.value, t.quote, (t.quote || t.quote))))
    FROM ( SELECT u.kind,
             u.value,
             u.place,
             substr(formula_options.formula, u.place, 1) AS quote,
             lag(u.value, 3) OVER w AS before,
             lag(u.name, 2) OVER w AS field,
             lag(u.options, 2) OVER w AS options,
             lag(u.value) OVER w AS sign,
             lead(u.value) OVER w AS after
            FROM app_hidden.formula_tokens(formula_options.object, formula_options.formula) u(kind, value, place, name, sql, type, options)
           WINDOW w AS (ORDER BY u.place)) t
   WHERE ((t.kind = 'text'::text) AND (t.options IS NOT NULL) AND (t.sign = ANY (ARRAY['='::text, '<>'::text, '!='::text, '<'::text, '<='::text, '>'::text, '>='::text])) AND COALESCE((t.before <> ALL (ARRAY['&'::text, '+'::text])), true) AND COALESCE((t.after <> ALL (ARRAY['&'::text, '+'::text])), true));
END;

comment on function app_hidden.formula_options(text,text) is $comment$Where a formula names options, and which.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.rename_in_formulas(field app_public.fields, options jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_formula app_public.fields;
  v_option record;
  v_text text;
begin
  for v_formula in select f.* from app_public.fields f where f.object = field.object and f.label = any (app_hidden.formulas_with(field)) loop
    v_text := v_formula.settings ->> 'formula';
    for v_option in
      select n.place, n.length, o.label as old_label, r.label
      from app_hidden.formula_options(field.object, v_text) n
      join app_public.field_options o on o.field_id = field.id and o.value = n.value
      left join app_hidden.read_options(options, field.id) r on r.value = n.value
      where n.field = field.name order by n.place desc
    loop
      if v_option.label is null then
        perform app_hidden.fail('RM409', 'option_in_formula', format('“%s” is calculated from “%s” of “%s”.', v_formula.label, v_option.old_label, field.label),
          'Change or delete that formula first.', 'options');
      end if;
      v_text := overlay(v_text placing '"' || replace(v_option.label, '"', '""') || '"' from v_option.place for v_option.length);
    end loop;
    update app_public.fields f set settings = f.settings || jsonb_build_object('formula', v_text) where f.id = v_formula.id and f.settings ->> 'formula' <> v_text;
  end loop;
end
$function$;

comment on function app_hidden.rename_in_formulas(app_public.fields,jsonb) is $comment$Lets formulas name the options of a choice as they will be called. Raises RM409 when one names an option that goes.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.remake_formulas(field app_public.fields, before jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_formulas app_public.fields[] := array(
    select f from app_public.fields f where f.object = field.object and f.label = any (app_hidden.formulas_with(field)) and app_hidden.formula_sql(f) <> before ->> f.name);
  v_formula app_public.fields;
begin
  if cardinality(v_formulas) > 0 then
    perform app_hidden.lock_briefly(app_hidden.field_locks(field));
  end if;
  foreach v_formula in array v_formulas loop
    perform app_hidden.drop_rules(app_hidden.object_table(field.object), array(select r from app_hidden.column_rules(v_formula, null) r));
    perform app_hidden.put_formula(v_formula), app_hidden.put_rules('{}', v_formula);
  end loop;
  return cardinality(v_formulas) > 0;
end
$function$;

comment on function app_hidden.remake_formulas(app_public.fields,jsonb) is $comment$Makes the columns of formulas anew that have got another expression, because they show the labels of a choice; before: the expressions that they had, by name.$comment$;

CREATE OR REPLACE FUNCTION app_public.formula_preview(object text, formula text, OUT type text, OUT samples jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_object app_public.objects;
  v_read record;
begin
  perform app_hidden.must_manage('data_model');
  select * into v_object from app_public.objects o where o.name = app_hidden.object_name(formula_preview.object);
  select * into v_read from app_hidden.read_formula(v_object.name, formula_preview.formula);
  type := v_read.type;
  -- Under the rights of who asks.
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''title'', s.title, ''value'', s.value)), ''[]'') from (select t.%I as title, %s as value from %I.%I t order by t.id desc limit 3) s',
    v_object.title_column, v_read.sql, v_object.schema_name, v_object.name) into samples;
end
$function$;

comment on function app_public.formula_preview(text,text) is $comment$What a formula would be: the type of its value, and what it gives for the three newest records ([{"title", "value"}]). Raises RM400, RM403, RM404.$comment$;

grant execute on function app_public.formula_preview(text,text) to :MEMBER;

comment on function app_public.create_field(text,text,text,jsonb) is $comment$@resultFieldName field
Adds a field to an object, shipped or custom. type: a name of field_types. settings: help, group, name (the API name, when it should not come from the label), and what the type takes: required, unique, default (or today, now, me; of new records, and of those that are there if it is required), index; options ["label", {"label", "value", "color"}]; target, inverse_label and on_delete (empty, refuse, delete) of relations; decimals, unit, max, max_length; formula ({Quantity} * {Unit price}), of which the field has the type that it gives. Raises RM400, RM403, RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.draft_field(object text, label text, type text, settings jsonb)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_object app_public.objects;
  v_target app_public.objects;
  v_field app_public.fields;
  v_formula text;
  s constant jsonb := jsonb_strip_nulls(draft_field.settings - 'default');
begin
  select * into strict v_object from app_public.objects o where o.name = draft_field.object;
  perform app_hidden.check_settings(draft_field.type, draft_field.settings);
  if (select count(*) from app_public.fields f where f.object = v_object.name) >= 300 then
    perform app_hidden.fail('RM409', 'fields_count', 'An object has at most 300 fields.', 'Delete one that is not used, or make another object.');
  end if;
  v_field.id := uuidv7();
  v_field.object := v_object.name;
  v_field.label := draft_field.label;
  v_field.type := draft_field.type;
  if draft_field.type = 'formula' then
    -- To everything else it is a field of the type that the formula gives, kept by the database.
    select r.type, r.canonical into v_field.type, v_formula from app_hidden.read_formula(v_object.name, s ->> 'formula') r;
  end if;
  v_field.name := app_hidden.name_of(draft_field.label, s ->> 'name', 'label');
  v_field.column_name := case when v_field.type in ('relation', 'member') then v_field.name || '_id' when v_field.type <> 'many_to_many' then v_field.name end;
  v_field.help := coalesce(s ->> 'help', '');
  v_field."group" := coalesce(s ->> 'group', '');
  v_field.is_required := coalesce((s ->> 'required')::boolean, false);
  v_field.is_unique := coalesce((s ->> 'unique')::boolean, false);
  v_field.is_indexed := coalesce((s ->> 'index')::boolean, false) or draft_field.type in ('enum', 'date', 'date_time', 'member', 'relation');
  v_field.is_custom := true;
  v_field.is_read_only := draft_field.type = 'formula';
  v_field.is_active := true;
  v_field."default" := nullif(draft_field.settings -> 'default', 'null');
  v_field.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete'))
    || case when v_field.type = 'currency' then jsonb_build_object('currency_column', v_field.name || '_currency')
      when draft_field.type = 'formula' then jsonb_build_object('formula', v_formula) else '{}' end;
  v_field.position := (select coalesce(max(f.position), 0) + 1 from app_public.fields f where f.object = v_object.name and f."group" <> 'System');
  perform app_hidden.check_field_name(v_field);
  if v_field.type not in ('relation', 'many_to_many') then
    return v_field;
  end if;

  if not s ? 'target' then
    perform app_hidden.fail('RM400', 'field_target_given', 'Say to which object it leads.', field => 'target');
  end if;
  select * into strict v_target from app_public.objects o where o.name = app_hidden.object_name(s ->> 'target');
  v_field.target_object := v_target.name;
  v_field.inverse_label := coalesce(s ->> 'inverse_label', v_object.label_plural);
  v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, s ->> 'inverse_name', 'inverseLabel');
  if not s ?| array['inverse_label', 'inverse_name'] and (
      exists (select from app_hidden.api_names_of(v_target.name) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(v_field)) w)))
      or v_target.name = v_object.name) then
    -- Nobody asked for that name, so a second relation between two objects may have a longer one.
    v_field.inverse_label := left(format('%s (%s)', v_object.label_plural, v_field.label), 60);
    v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, v_field.inverse_name || '_by_' || v_field.name, 'inverseLabel');
  end if;
  perform app_hidden.check_inverse_name(v_field);
  if v_field.type = 'many_to_many' then
    v_field.link_table := app_hidden.name_of_links(v_field);
  end if;
  return v_field;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.add_field(field app_public.fields, settings jsonb)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_table text := app_hidden.object_table(field.object)::text;
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_field app_public.fields;
  v_options text[];
  v_default text;
  v_first text;
  v_has_records boolean;
begin
  insert into app_public.fields (id, object, name, column_name, label, type, settings, help, target_object, inverse_name, inverse_label, link_table,
    is_required, is_unique, is_custom, is_read_only, is_indexed, "default", "group", position)
  values (field.id, field.object, field.name, field.column_name, field.label, field.type, field.settings, field.help, field.target_object, field.inverse_name,
    field.inverse_label, field.link_table, field.is_required, field.is_unique, true, field.is_read_only, field.is_indexed, field."default", field."group", field.position)
  returning * into v_field;
  if v_field.type = 'many_to_many' then
    perform app_hidden.create_links(v_field);
    return v_field;
  end if;
  if v_field.settings ? 'formula' then
    perform app_hidden.put_formula(v_field);
    perform app_hidden.put_rules(null, v_field);
    return v_field;
  end if;
  if v_field.type in ('enum', 'multi_enum') then
    v_options := app_hidden.put_options(v_field.id, add_field.settings -> 'options');
    update app_public.fields f set "default" = app_hidden.default_value(v_field) where f.id = v_field.id returning * into v_field;
  end if;
  v_default := app_hidden.default_sql(v_field, v_options);
  if v_field.is_required and v_field."default" is null then
    execute format('select exists (select from %s)', v_table) into v_has_records;
    if v_has_records then
      perform app_hidden.fail('RM400', 'field_required_default',
        format('%s have records already; a required field needs a default for them.', (select o.label_plural from app_public.objects o where o.name = v_field.object)),
        'Give a default, or make the field required when they are filled.', 'default');
    end if;
  end if;
  -- Records begin with the default from now on; those that are there get it only if they must have a value.
  v_first := case when v_field.is_required then v_default when v_field.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''::text[]' end;
  perform app_hidden.ddl(format('alter table %s add column %I %s', v_table, v_field.column_name, v_type)
    || coalesce(' default ' || v_first, '')
    || case when v_field.is_required or v_type = 'text[]' or v_field.type = 'boolean' then ' not null' else '' end
    || case when v_field.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', v_field.settings ->> 'currency_column') else '' end);
  if v_first is distinct from v_default then
    perform app_hidden.ddl(format('alter table %s alter %I set default %s', v_table, v_field.column_name, v_default));
  end if;
  perform app_hidden.put_rules(null, v_field);
  if v_field.type = 'emails' then
    perform app_hidden.put_lower_case(v_field.object);
  end if;
  if v_first is not null and v_field.type in ('text', 'long_text', 'url') then
    perform app_hidden.reindex(v_field.object);
  end if;
  return v_field;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.update_field(field text, label text DEFAULT NULL::text, settings jsonb DEFAULT '{}'::jsonb, is_active boolean DEFAULT NULL::boolean, "position" integer DEFAULT NULL::integer)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rules app_hidden.column_rule[];
  v_default text;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(update_field.field);
  v_new := app_hidden.changed_field(v_old, update_field.label, coalesce(update_field.settings, '{}'));
  v_new.is_active := coalesce(update_field.is_active, v_old.is_active);
  v_new.position := coalesce(update_field.position, v_old.position);
  if not v_new.is_active and v_old.is_active and v_old.column_name = (select o.title_column from app_public.objects o where o.name = v_old.object) then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”, so it stays in use.', v_old.label), 'Let them be called by another field first.', 'isActive');
  end if;
  if not v_new.is_active and v_new.is_required and v_new."default" is null and v_new.type <> 'boolean' then
    perform app_hidden.fail('RM409', 'fields_required', format('“%s” is required, so it stays in use: nobody could make a record without seeing it.', v_old.label),
      'Make it optional first, or give it a default.', 'isActive');
  end if;
  if v_new is not distinct from v_old then
    return v_old;
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  v_new.updated_at := now();
  update app_public.fields f set label = v_new.label, help = v_new.help, "group" = v_new."group", position = v_new.position, settings = v_new.settings,
    is_active = v_new.is_active, is_required = v_new.is_required, is_unique = v_new.is_unique, is_indexed = v_new.is_indexed, "default" = app_hidden.default_value(v_new),
    inverse_label = v_new.inverse_label, updated_at = v_new.updated_at
  where f.id = v_old.id returning * into v_new;
  if v_new.is_active <> v_old.is_active and v_new.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    -- Search looks into the fields in use.
    perform app_hidden.track(v_new.object);
    perform app_hidden.reindex(v_new.object);
  end if;
  if (v_new.label, v_new.help, v_new.settings, v_new.is_required, v_new.is_unique, v_new.is_indexed, v_new."default", v_new.inverse_label)
      is not distinct from (v_old.label, v_old.help, v_old.settings, v_old.is_required, v_old.is_unique, v_old.is_indexed, v_old."default", v_old.inverse_label) then
    return v_new; -- where a field stands, and whether it is shown, is nothing that the API knows
  end if;

  if v_new.link_table is not null then
    perform app_hidden.describe_links(v_new);
  elsif v_new.is_custom then
    v_default := app_hidden.default_sql(v_new, app_hidden.option_values(v_new.id));
    if array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r) is distinct from v_rules
      or v_new.is_required <> v_old.is_required or v_new."default" is distinct from v_old."default" or v_new.settings - 'unit' <> v_old.settings - 'unit' then
      perform app_hidden.lock_briefly(app_hidden.field_locks(v_new));
    end if;
    if v_new.settings - 'unit' <> v_old.settings - 'unit' and v_new.settings ? 'formula' then
      perform app_hidden.drop_rules(app_hidden.object_table(v_new.object), v_rules);
      v_rules := '{}';
      perform app_hidden.put_formula(v_new);
    end if;
    if v_new."default" is distinct from v_old."default" then
      perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(v_new.object), v_new.column_name, coalesce('set default ' || v_default, 'drop default')));
    end if;
    if v_new.is_required and not v_old.is_required and v_new."default" is not null then
      execute format('update %s set %I = default where %s', app_hidden.object_table(v_new.object), v_new.column_name, app_hidden.is_empty(v_new));
      set constraints all immediate;
    end if;
    perform app_hidden.put_rules(v_rules, v_new);
    if v_new.is_required <> v_old.is_required and (select t.sql_type from app_public.field_types t where t.name = v_new.type) <> 'text[]' then
      perform app_hidden.put_required(v_new);
    end if;
  else
    perform app_hidden.put_rules(v_rules, v_new);
  end if;
  perform app_hidden.end_metadata_change();
  return v_new;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.changed_field(field app_public.fields, label text, settings jsonb)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_new app_public.fields := field;
  v_key text;
  v_type constant text := app_hidden.type_of(field);
  v_formula record;
  s alias for settings;
begin
  if label is not null then
    perform app_hidden.check_label(label, 'label');
    v_new.label := label;
    if exists (select from app_public.fields f where f.object = field.object and f.id <> field.id and lower(f.label) = lower(changed_field.label)) then
      perform app_hidden.fail('RM409', 'fields_label_unique', format('There is a field “%s” already.', label), 'Choose another name.', 'label');
    end if;
  end if;
  for v_key in select jsonb_object_keys(s) loop
    if v_key in ('name', 'options', 'target', 'inverse_name', 'on_delete') then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key),
        case v_key when 'name' then 'Use rename_field.' when 'options' then 'Use set_field_options.' else 'Make a new field.' end, v_key);
    elsif not field.is_custom and v_key not in ('help', 'group', 'index') then
      perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its label, help, group and index can be changed.', field.label), field => v_key);
    end if;
  end loop;
  perform app_hidden.check_settings(v_type, jsonb_build_object('unique', field.is_unique, 'required', field.is_required, 'default', field."default")
    - array(select k from unnest(array['unique', 'required', 'default']) k where k <> all (select unnest(t.settings) from app_public.field_types t where t.name = v_type))
    || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(field.settings) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete', 'formula')) || s);
  if s ? 'help' then v_new.help := coalesce(s ->> 'help', ''); end if;
  if s ? 'group' and field."group" <> 'System' then v_new."group" := coalesce(s ->> 'group', ''); end if;
  if s ? 'required' then v_new.is_required := coalesce((s ->> 'required')::boolean, false); end if;
  if s ? 'unique' then v_new.is_unique := coalesce((s ->> 'unique')::boolean, false); end if;
  if s ? 'index' then v_new.is_indexed := coalesce((s ->> 'index')::boolean, false)
    or field.column_name = (select o.title_column from app_public.objects o where o.name = field.object and o.is_custom); end if;
  if s ? 'default' then v_new."default" := nullif(s -> 'default', 'null'); end if;
  if s ? 'inverse_label' then
    perform app_hidden.check_label(s ->> 'inverse_label', 'inverseLabel');
    v_new.inverse_label := s ->> 'inverse_label';
  end if;
  v_new.settings := jsonb_strip_nulls(field.settings || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length')));
  if s ? 'formula' then
    select * into v_formula from app_hidden.read_formula(field.object, s ->> 'formula');
    if v_formula.type <> field.type then
      perform app_hidden.fail('RM400', 'formula_type', format('“%s” is a %s, and this formula gives a %s.', field.label, field.type, v_formula.type), 'Make a new field for it.', 'formula');
    elsif position('{' || field.name || '}' in v_formula.canonical) > 0 then
      perform app_hidden.refuse_formula('“%s” cannot be calculated from itself.', field.label);
    end if;
    v_new.settings := v_new.settings || jsonb_build_object('formula', v_formula.canonical);
  end if;
  return v_new;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.rename_field(field text, name text)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rule record;
  v_table regclass;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(rename_field.field);
  if not v_old.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its API name stays.', v_old.label), 'Change its label.', 'field');
  end if;
  v_new := v_old;
  v_new.name := app_hidden.name_of(v_old.label, rename_field.name, 'name');
  v_new.column_name := case when v_old.type in ('relation', 'member') then v_new.name || '_id' when v_old.type <> 'many_to_many' then v_new.name end;
  if v_old.type = 'currency' then
    v_new.settings := v_old.settings || jsonb_build_object('currency_column', v_new.name || '_currency');
  end if;
  if v_new.name = v_old.name then
    return v_old;
  end if;
  perform app_hidden.check_field_name(v_new);
  if v_old.link_table is not null then
    v_new.link_table := app_hidden.name_of_links(v_new);
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old) || case when v_old.link_table is not null then jsonb_build_object(format('app_custom.%I', v_old.link_table), 'access exclusive') else '{}' end);
  v_table := app_hidden.object_table(v_old.object);
  update app_public.fields f set name = v_new.name, column_name = v_new.column_name, settings = v_new.settings, link_table = v_new.link_table, updated_at = now()
  where f.id = v_old.id returning * into v_new;
  if v_old.link_table is not null then
    perform app_hidden.rename_links(v_old, v_new);
  else
    -- The names of the rules follow; what the rules say follows by itself.
    for v_rule in
      select o.kind, app_hidden.rule_name(v_table, o.column_name, o.suffix) as old_name, n.column_name, n.suffix
      from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) o
      join app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) n
        on n.suffix = o.suffix and (n.column_name = v_new.column_name) = (o.column_name = v_old.column_name)
    loop
      if v_rule.kind = 'index' then
        perform app_hidden.ddl(format('alter index %I.%I rename to %I', (select o.schema_name from app_public.objects o where o.name = v_old.object), v_rule.old_name,
          app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      else
        perform app_hidden.ddl(format('alter table %s rename constraint %I to %I', v_table, v_rule.old_name, app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      end if;
    end loop;
    perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.column_name, v_new.column_name));
    if v_old.type = 'currency' then
      perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.settings ->> 'currency_column', v_new.settings ->> 'currency_column'));
    end if;
    update app_public.objects o set title_column = v_new.column_name where o.name = v_old.object and o.title_column = v_old.column_name;
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r), v_new);
    if v_new.type = 'emails' then
      perform app_hidden.put_lower_case(v_new.object);
    end if;
  end if;
  update app_public.fields f set settings = f.settings || jsonb_build_object('formula', replace(f.settings ->> 'formula', '{' || v_old.name || '}', '{' || v_new.name || '}'))
  where f.object = v_new.object and position('{' || v_old.name || '}' in f.settings ->> 'formula') > 0;
  perform app_hidden.rename_in_views(v_new.object, v_old.api_name, v_new.api_name);
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
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
  perform app_hidden.must_be_in_no_formula(v_field);
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

CREATE OR REPLACE FUNCTION app_public.set_field_options(field text, options jsonb, move jsonb DEFAULT '{}'::jsonb, known text[] DEFAULT NULL::text[])
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_field app_public.fields;
  v_old text[];
  v_new text[];
  v_rules app_hidden.column_rule[];
  v_labels jsonb;
  v_gone text;
  v_formulas jsonb;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(set_field_options.field);
  if v_field.settings ? 'options' then
    perform app_hidden.fail('RM400', 'field_options_elsewhere', format('The options of “%s” are the %s.', v_field.label, v_field.settings ->> 'options'),
      'Change them under Settings, Pipelines.', 'field');
  elsif v_field.type not in ('enum', 'multi_enum') then
    perform app_hidden.fail('RM400', 'field_options_none', format('“%s” is not a choice, so it has no options.', v_field.label), field => 'field');
  elsif jsonb_typeof(coalesce(nullif(set_field_options.move, 'null'), '{}')) <> 'object' then
    perform app_hidden.fail('RM400', 'field_options_move', 'move is a JSON object: {"old value": "new value"}.', field => 'move');
  end if;
  select coalesce(jsonb_object_agg(o.value, o.label), '{}') into v_labels from app_public.field_options o where o.field_id = v_field.id;
  v_old := app_hidden.option_values(v_field.id);
  v_new := array(select o.value from app_hidden.read_options(set_field_options.options, v_field.id) o);
  if not v_old <@ coalesce(set_field_options.known, v_old) then
    perform app_hidden.fail('RM409', 'field_options_known', format('Somebody added “%s” to “%s” meanwhile.',
      (select string_agg(v_labels ->> o, '”, “') from unnest(v_old) o where o <> all (set_field_options.known)), v_field.label), 'Look at its options again, and then change them.', 'options');
  end if;
  if not v_field.is_custom and not (v_old <@ v_new and v_new <@ v_old) then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan: its options can have other labels, colours and order, and stay the same otherwise.', v_field.label), field => 'options');
  end if;

  v_formulas := (select jsonb_object_agg(f.name, app_hidden.formula_sql(f)) from app_public.fields f where f.object = v_field.object and f.settings ? 'formula');
  perform app_hidden.rename_in_formulas(v_field, set_field_options.options);
  if v_old <@ v_new and v_new <@ v_old then
    perform app_hidden.put_options(v_field.id, set_field_options.options);
    if app_hidden.remake_formulas(v_field, v_formulas) then
      perform app_hidden.end_metadata_change();
    end if;
    return v_field;
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field));
  v_rules := array(select r from app_hidden.column_rules(v_field, v_old) r);
  perform app_hidden.put_options(v_field.id, set_field_options.options);
  perform app_hidden.remake_formulas(v_field, v_formulas);
  v_field := app_hidden.move_default(v_field, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  -- Without its check the column can take the new values while the old ones go.
  perform app_hidden.ddl(format('alter table %s drop constraint %I', app_hidden.object_table(v_field.object),
    app_hidden.rule_name(app_hidden.object_table(v_field.object), v_field.column_name, 'options')));
  for v_gone in select unnest(v_old) except select unnest(v_new) order by 1 loop
    perform app_hidden.move_option(v_field, v_gone, v_labels ->> v_gone, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  end loop;
  set constraints all immediate;
  update app_public.views v set filter = w.filter
  from (
    select u.id, coalesce(app_hidden.with_options(u.filter, v_field.api_name, m.moves), '{}') as filter
    from app_public.views u, (
      select jsonb_object_agg(g, (select n from unnest(v_new) n where n = set_field_options.move ->> g)) as moves
      from (select unnest(v_old) except select unnest(v_new)) o (g)) m
    where u.object = v_field.object and m.moves is not null) w
  where w.id = v.id and w.filter <> v.filter;
  perform app_hidden.put_rules(array(select r from unnest(v_rules) r where r.suffix <> 'options'), v_field);
  perform app_hidden.end_metadata_change();
  return v_field;
end
$function$;

comment on function app_public.set_field_options(text,jsonb,jsonb,text[]) is $comment$@resultFieldName field
Makes the options of a choice exactly these, in this order: ["label", {"label", "value", "color"}]. An option that was there before keeps its value and colour when only its label is given. move: where the records of removed options go, {"old value": "new value"}, or null for none. known: the values that were there when you looked; others are not taken away. Views follow it, formulas follow new labels, and keep the options that they name. Raises RM409 with the number of records when move does not say where they go.$comment$;

grant execute on function app_public.set_field_options(text,jsonb,jsonb,text[]) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.with_options(part jsonb, field text, moves jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  v_words text[] := array(select w from app_hidden.value_words(part -> 'value') w);
begin
  if part ->> 'field' = with_options.field and moves ?| v_words then
    v_words := array(
      select m.word from unnest(v_words) with ordinality u (word, n) cross join lateral (select case when moves ? u.word then moves ->> u.word else u.word end as word) m
      where m.word is not null group by m.word order by min(u.n));
    return case when cardinality(v_words) > 0
      then part || jsonb_build_object('value', case jsonb_typeof(part -> 'value') when 'array' then to_jsonb(v_words) else to_jsonb(v_words[1]) end) end;
  end if;
  return case jsonb_typeof(part)
    when 'array' then (
      select coalesce(jsonb_agg(w.part order by a.n), '[]')
      from jsonb_array_elements(part) with ordinality a (e, n) cross join lateral (select app_hidden.with_options(a.e, field, moves) as part) w where w.part is not null)
    when 'object' then (
      select coalesce(jsonb_object_agg(o.k, w.part), '{}')
      from jsonb_each(part) o (k, v) cross join lateral (select case when o.k in ('and', 'or', 'not') then app_hidden.with_options(o.v, field, moves) else o.v end as part) w where w.part is not null)
    else part end;
end
$function$;

comment on function app_hidden.with_options(jsonb,text,jsonb) is $comment$Part of the filter of a view, in which options of a field have become others, or, without another, are asked for no more.$comment$;

CREATE OR REPLACE FUNCTION app_public.change_field_type_preview(field text, type text, settings jsonb DEFAULT '{}'::jsonb, OUT total bigint, OUT failing bigint, OUT samples jsonb, OUT options text[], OUT losses text[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
begin
  perform app_hidden.must_manage('data_model');
  v_old := app_hidden.field_of(change_field_type_preview.field);
  v_options := app_hidden.retyped_options(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'), v_options);
  options := array(select o ->> 'label' from jsonb_array_elements(v_options) o);
  select c.* into total, failing, samples from app_hidden.count_conversions(v_old, v_new, v_options) c;
  losses := app_hidden.losses_of(v_old, v_new);
end
$function$;

comment on function app_public.change_field_type_preview(text,text,jsonb) is $comment$What change_field_type would do: how many values there are, how many would not convert, up to 20 of those that you may read ([{"id", "value"}]), the options that a choice would have, and what would be lost besides, in words. Raises RM400, RM403, RM404.$comment$;

grant execute on function app_public.change_field_type_preview(text,text,jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.change_field_type(field text, type text, settings jsonb DEFAULT '{}'::jsonb)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
  v_table regclass;
  v_rules app_hidden.column_rule[];
  v_count record;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(change_field_type.field);
  v_table := app_hidden.object_table(v_old.object);
  v_options := app_hidden.retyped_options(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'), v_options);
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old));
  select c.* into v_count from app_hidden.count_conversions(v_old, v_new, v_options) c;
  if v_count.failing > 0 then
    perform app_hidden.fail('RM409', 'field_values_convert', format('%s of %s values of “%s” cannot become %s%s.',
      v_count.failing, v_count.total, v_old.label, (select lower(t.label) from app_public.field_types t where t.name = v_new.type),
      coalesce(', such as “' || left(v_count.samples -> 0 ->> 'value', 60) || '”', '')),
      'Change those values first.', 'type');
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  update app_public.fields f set type = v_new.type, settings = v_new.settings, is_required = v_new.is_required, is_unique = v_new.is_unique,
    is_indexed = v_new.is_indexed, "default" = v_new."default", updated_at = now()
  where f.id = v_old.id returning * into v_new;
  perform app_hidden.drop_rules(v_table, v_rules);
  perform app_hidden.alter_type(v_old, v_new, v_options);
  perform app_hidden.put_rules('{}', v_new);

  -- A condition on the old kind of value means nothing any more.
  update app_public.views v set filter = coalesce(app_hidden.with_field(v.filter, v_new.api_name, null), '{}'),
    group_by = case when v.group_by = v_new.api_name and v_new.type not in ('enum', 'boolean') then null else v.group_by end,
    kind = case when v.group_by = v_new.api_name and v_new.type <> 'enum' then 'table' else v.kind end
  where v.object = v_new.object and (v.group_by = v_new.api_name or v.filter <> '{}');
  if 'emails' in (v_old.type, v_new.type) then
    perform app_hidden.put_lower_case(v_new.object);
  end if;
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.reindex(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.retyped_field(field app_public.fields, type text, settings jsonb, options jsonb)
 RETURNS app_public.fields
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_new app_public.fields := field;
  v_takes text[] := (select t.settings from app_public.field_types t where t.name = retyped_field.type);
  v_key text;
  v_fixed constant text[] := array['relation', 'many_to_many', 'member', 'formula'];
  v_type constant text := app_hidden.type_of(field);
begin
  perform app_hidden.check_settings(retyped_field.type, retyped_field.settings);
  if not field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its type stays.', field.label), field => 'field');
  elsif v_type = any (v_fixed) or retyped_field.type = any (v_fixed) then
    perform app_hidden.fail('RM400', 'field_type_convertible', format('A field of type %s cannot become one of type %s.', v_type, retyped_field.type),
      'Make a new field, and delete this one when it is filled.', 'type');
  elsif field.type = retyped_field.type then
    perform app_hidden.fail('RM400', 'field_type_other', format('“%s” is of that type already.', field.label), field => 'type');
  elsif field.column_name = (select o.title_column from app_public.objects o where o.name = field.object) and retyped_field.type not in ('text', 'number', 'date') then
    perform app_hidden.fail('RM400', 'objects_title_field', format('Records are called by “%s”, so it has to be a text, a number or a date.', field.label), field => 'type');
  end if;
  perform app_hidden.must_be_in_no_formula(field);
  foreach v_key in array array['name', 'help', 'group'] loop
    if retyped_field.settings ? v_key then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key), 'Use update_field or rename_field.', v_key);
    end if;
  end loop;
  v_new.type := retyped_field.type;
  v_new.is_required := coalesce((retyped_field.settings ->> 'required')::boolean, field.is_required and 'required' = any (v_takes));
  v_new.is_unique := coalesce((retyped_field.settings ->> 'unique')::boolean, field.is_unique and 'unique' = any (v_takes));
  v_new.is_indexed := v_new.type in ('enum', 'date', 'date_time') or coalesce((retyped_field.settings ->> 'index')::boolean, field.is_indexed and 'index' = any (v_takes));
  v_new.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(jsonb_strip_nulls(retyped_field.settings)) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length'))
    || case when v_new.type = 'currency' then jsonb_build_object('currency_column', field.name || '_currency') else '{}' end;
  v_new."default" := case when retyped_field.settings ? 'default' then nullif(retyped_field.settings -> 'default', 'null')
    when 'default' = any (v_takes) and not v_new.is_unique then app_hidden.carried_default(field, v_new, options) end;
  if v_new.type = 'currency' then
    perform app_hidden.check_field_name(v_new);
  end if;
  return v_new;
end
$function$;

comment on function app_hidden.retyped_field(app_public.fields,text,jsonb,jsonb) is $comment$A field as it will be with another type. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.carried_default(old app_public.fields, new app_public.fields, options jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- Today and now are a moment each time, and no value.
  v_text text := case when old."default" not in ('"today"', '"now"') then app_hidden.converted(old."default", new.type, options, app_hidden.labels_of(old)) end;
  v_default jsonb;
begin
  execute format('select case when (%s) is not false then to_jsonb(v.%2$I) end from (select $1::%3$s as %2$I) v',
    coalesce(app_hidden.field_check(new, array(select o ->> 'value' from jsonb_array_elements(options) o)), 'true'), new.column_name,
    (select t.sql_type from app_public.field_types t where t.name = new.type)) into v_default using v_text;
  return v_default;
end
$function$;

comment on function app_hidden.carried_default(app_public.fields,app_public.fields,jsonb) is $comment$The default of a field in the form of another type; null when it does not convert.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.losses_of(old app_public.fields, new app_public.fields)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_currencies integer := 0;
begin
  if old.type = 'currency' then
    execute format('select count(distinct %I) from %s where %I is not null', old.settings ->> 'currency_column', app_hidden.object_table(old.object), old.column_name) into v_currencies;
  end if;
  return array_remove(array[
    case when v_currencies > 1 then format('The amounts are in %s currencies, which will not be seen any more.', v_currencies) end,
    case when old."default" is not null and new."default" is null then 'The default does not convert and goes.'
      || case when new.is_required then ' New records will need a value.' else '' end end], null);
end
$function$;

comment on function app_hidden.losses_of(app_public.fields,app_public.fields) is $comment$What is lost when a field gets another type, besides values that do not convert.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.retyped_options(field app_public.fields, type text, settings jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_options jsonb := retyped_options.settings -> 'options';
begin
  if retyped_options.type not in ('enum', 'multi_enum') then
    return '[]';
  elsif v_options is null and field.type in ('enum', 'multi_enum') then
    select jsonb_agg(jsonb_build_object('label', o.label, 'value', o.value, 'color', o.color) order by o.position) into v_options
    from app_public.field_options o where o.field_id = field.id;
  elsif v_options is null and app_hidden.read_scope(field.object) <> 'all' then
    perform app_hidden.fail('RM403', 'field_options_readable', format('The values of “%s” would become its options, and your role may not read all of them.', field.label),
      'Say the options, or ask somebody who may read all these records.', 'options');
  elsif v_options is null then
    -- What there is, the most frequent first; what cannot be an option will be told of as not converting.
    execute format($q$
      select jsonb_agg(v.word order by v.n desc, v.word) from (
        select min(btrim(e.word)) as word, count(*) as n
        from %s t cross join lateral app_hidden.value_words(to_jsonb(t.%I)) e (word)
        where length(btrim(e.word)) <= 60 and e.word !~ '[[:cntrl:]]' group by lower(btrim(e.word)) order by 2 desc limit 200) v
    $q$, app_hidden.object_table(field.object), field.column_name) into v_options;
  end if;
  return (select jsonb_agg(jsonb_build_object('value', o.value, 'label', o.label, 'color', o.color) order by o.position) from app_hidden.read_options(v_options, field.id) o);
end
$function$;

comment on function app_hidden.retyped_options(app_public.fields,text,jsonb) is $comment$The options that a field will have as a choice: said, kept, or made of the values that there are. Raises RM400, and RM403 when the caller may not read all of those.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.count_conversions(old app_public.fields, new app_public.fields, options jsonb, OUT total bigint, OUT failing bigint, OUT samples jsonb)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_check text := coalesce(app_hidden.field_check(new, array(select o ->> 'value' from jsonb_array_elements(options) o)), 'true');
begin
  -- What converts has to keep the rules of the new type as well.
  execute format($q$
    with given as materialized (
      select t.id, to_jsonb(t.%1$I) as value, app_hidden.converted(to_jsonb(t.%1$I), $1, $2, $3) as converted
      from %2$s t where exists (select from app_hidden.value_words(to_jsonb(t.%1$I)))),
    judged as materialized (
      select g.id, g.value, g.converted is not null and (select (%4$s) is not false from (select g.converted::%3$s as %1$I) v) as fits from given g)
    select count(*), count(*) filter (where not j.fits),
      (select coalesce(jsonb_agg(s), '[]') from (
        select f.id, left(array_to_string(array(select app_hidden.value_words(f.value)), ', '), 200) as value from judged f
        where not f.fits and ($4 = 'all' or $4 = 'own' and exists (select from app_public.records r where r.id = f.id and r.owner_id = app_hidden.user_id()))
        order by f.id limit 20) s)
    from judged j
  $q$, old.column_name, app_hidden.object_table(old.object), (select t.sql_type from app_public.field_types t where t.name = new.type), v_check)
  into total, failing, samples using new.type, options, app_hidden.labels_of(old), app_hidden.read_scope(old.object);
end
$function$;

comment on function app_hidden.count_conversions(app_public.fields,app_public.fields,jsonb) is $comment$How many values of a field there are, how many would not convert, and up to 20 of those that the caller may read.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.title_column_of(object app_public.objects, field text)
 RETURNS name
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields := app_hidden.field_of(case when exists (select from app_public.fields f where f.id::text = title_column_of.field) then title_column_of.field
    else object.name || '.' || title_column_of.field end);
begin
  if not object.is_custom then
    perform app_hidden.fail('RM400', 'objects_shipped', format('%s ship with Rowan; what their records are called by stays.', object.label_plural), field => 'titleField');
  elsif v_field.object <> object.name or v_field.type not in ('text', 'number', 'date') or v_field.settings ? 'formula' or not v_field.is_active then
    perform app_hidden.fail('RM400', 'objects_title_field', 'Records are called by a text, number or date field of their own that is in use and no formula.', field => 'titleField');
  end if;
  return v_field.column_name;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.field_drift()
 RETURNS TABLE(object text, what text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 WITH columns AS (
          SELECT f.id,
             f.object,
             f.name,
             f.column_name,
             f.label,
             f.type,
             f.settings,
             f.help,
             f.target_object,
             f.inverse_name,
             f.inverse_label,
             f.link_table,
             f.api_name,
             f.relation_api_name,
             f.is_required,
             f.is_unique,
             f.is_custom,
             f.is_read_only,
             f.is_active,
             f.is_indexed,
             f."default",
             f."group",
             f."position",
             f.created_at,
             f.updated_at,
             ft.sql_type,
             app_hidden.object_table(f.object) AS oid,
             a.attnum,
             a.attnotnull,
             a.atttypid,
             a.atthasdef,
             a.attgenerated
            FROM ((app_public.fields f
              JOIN app_public.field_types ft ON ((ft.name = f.type)))
              LEFT JOIN pg_attribute a ON (((a.attrelid = (app_hidden.object_table(f.object))::oid) AND (a.attname = f.column_name) AND (NOT a.attisdropped))))
           WHERE (f.type <> 'many_to_many'::text)
         )
  SELECT c.object,
     (('field '::text || c.name) || ' has no column'::text)
    FROM columns c
   WHERE (c.attnum IS NULL)
 UNION ALL
  SELECT c.object,
     (('field '::text || c.name) || ' has a column of another type'::text)
    FROM columns c
   WHERE (c.is_custom AND (c.sql_type <> ''::text) AND (c.atttypid <> ((c.sql_type)::regtype)::oid))
 UNION ALL
  SELECT c.object,
     (('field '::text || c.name) ||
         CASE
             WHEN c.attnotnull THEN ' is not required and its column is'::text
             ELSE ' is required and its column is not'::text
         END)
    FROM columns c
   WHERE (c.is_custom AND (c.attnotnull <> (c.is_required OR ((NOT (c.settings ? 'formula'::text)) AND ((c.type = 'boolean'::text) OR (c.sql_type = 'text[]'::text))))))
 UNION ALL
  SELECT c.object,
     (('field '::text || c.name) ||
         CASE
             WHEN c.atthasdef THEN ' has no default and its column has'::text
             ELSE ' has a default and its column has not'::text
         END)
    FROM columns c
   WHERE (c.is_custom AND (NOT (c.settings ? 'formula'::text)) AND (c.atthasdef <> ((c."default" IS NOT NULL) OR (c.type = 'boolean'::text) OR (c.sql_type = 'text[]'::text))))
 UNION ALL
  SELECT c.object,
     (('field '::text || c.name) ||
         CASE
             WHEN (c.attgenerated = ''::"char") THEN ' is a formula and its column is not'::text
             ELSE ' is no formula and its column is'::text
         END)
    FROM columns c
   WHERE (c.is_custom AND ((c.attgenerated = 'v'::"char") <> (c.settings ? 'formula'::text)))
 UNION ALL
  SELECT f.object,
     (('field '::text || f.name) || ' is a formula of something that there is no more'::text)
    FROM app_public.fields f
   WHERE ((f.settings ? 'formula'::text) AND (app_hidden.formula_sql(f.*) IS NULL))
 UNION ALL
  SELECT o.name,
     (('column '::text || (a.attname)::text) || ' belongs to no field'::text)
    FROM (app_public.objects o
      JOIN pg_attribute a ON (((a.attrelid = (app_hidden.object_table(o.name))::oid) AND (a.attnum > 0) AND (NOT a.attisdropped))))
   WHERE (o.is_custom AND (a.attname <> 'id'::name) AND (NOT (EXISTS ( SELECT
            FROM app_public.fields f
           WHERE ((f.object = o.name) AND ((a.attname = f.column_name) OR (a.attname = (f.settings ->> 'currency_column'::text))))))))
 UNION ALL
  SELECT c.object,
     ((((('field '::text || c.name) || ' lacks its '::text) || r.kind) || ' '::text) || (r.rule)::text)
    FROM (( SELECT c_1.object,
             c_1.name,
             c_1.oid,
             u.kind,
             u.suffix,
             app_hidden.rule_name(c_1.oid, (u.column_name)::text, u.suffix) AS rule
            FROM ((columns c_1
              JOIN app_public.fields f ON ((f.id = c_1.id)))
              CROSS JOIN LATERAL app_hidden.column_rules(f.*, app_hidden.option_values(f.id)) u(kind, column_name, suffix, definition, words))
           WHERE (c_1.attnum IS NOT NULL)) c
      CROSS JOIN LATERAL ( SELECT c.kind,
             c.rule) r)
   WHERE (NOT
         CASE
             WHEN (c.kind = 'index'::text) THEN (EXISTS ( SELECT
                FROM (pg_index i
                  JOIN pg_class k ON ((k.oid = i.indexrelid)))
               WHERE ((i.indrelid = (c.oid)::oid) AND (k.relname = c.rule) AND i.indisvalid)))
             ELSE (EXISTS ( SELECT
                FROM pg_constraint k
               WHERE ((k.conrelid = (c.oid)::oid) AND (k.conname = c.rule) AND k.convalidated)))
         END)
 UNION ALL
  SELECT c.object,
     (('the check of field '::text || c.name) || ' does not allow exactly its options'::text)
    FROM (columns c
      LEFT JOIN pg_constraint k ON (((k.conrelid = (c.oid)::oid) AND (k.conname = app_hidden.rule_name(c.oid, (c.column_name)::text, 'options'::text)))))
   WHERE (c.is_custom AND (c.type = ANY (ARRAY['enum'::text, 'multi_enum'::text])) AND ((regexp_count(pg_get_constraintdef(k.oid), '''(''''|[^''])*''::text'::text) <> cardinality(app_hidden.option_values(c.id))) OR (EXISTS ( SELECT
            FROM app_public.field_options o
           WHERE ((o.field_id = c.id) AND (POSITION(((quote_literal(o.value) || '::text'::text)) IN (pg_get_constraintdef(k.oid))) = 0))))))
 UNION ALL
  SELECT c.object,
     (('field '::text || c.name) || ' is no choice and has options'::text)
    FROM columns c
   WHERE ((c.type <> ALL (ARRAY['enum'::text, 'multi_enum'::text])) AND (EXISTS ( SELECT
            FROM app_public.field_options o
           WHERE (o.field_id = c.id))));
END;

CREATE OR REPLACE FUNCTION app_hidden.read_scope(object text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN CASE WHEN app_hidden.is_owner() THEN 'all'::text ELSE COALESCE((SELECT s.scope FROM (app_hidden.read_scopes s JOIN app_public.roles r ON ((r.db_role = s.db_role))) WHERE ((r.id = app_hidden.role_id()) AND (s.object = read_scope.object))), 'none'::text) END;

comment on function app_hidden.read_scope(text) is $comment$What of an object the caller may read: all, none, own or ask, as in read_scopes.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.options_left(step app_hidden.undo_step, column_name text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields;
  v_value jsonb := step.wanted -> options_left.column_name;
  v_options jsonb;
  v_left jsonb;
begin
  select f.* into v_field from app_public.fields f
  where f.object = step.object and f.column_name = options_left.column_name and f.type in ('enum', 'multi_enum') and not f.settings ? 'options';
  v_options := to_jsonb(app_hidden.option_values(v_field.id));
  if v_options is null or v_options @> v_value then
    return v_value;
  end if;
  v_left := case when v_field.type = 'multi_enum' then (
    select coalesce(jsonb_agg(w.word order by w.n), '[]') from jsonb_array_elements(v_value) with ordinality w (word, n) where v_options @> w.word) else 'null' end;
  if v_value = 'null' or not v_field.is_required or v_left not in ('[]', 'null') then
    return v_left;
  elsif v_field."default" is null then
    perform app_hidden.fail('RM409', 'undo_options', format('“%s” had “%s” as its %s, which is required, and has that option no more.',
      step.title, array_to_string(array(select app_hidden.value_words(v_value)), ', '), lower(v_field.label)), 'Add that option again, or give the field a default. Nothing was undone.');
  end if;
  return v_field."default";
end
$function$;

comment on function app_hidden.options_left(app_hidden.undo_step,text) is $comment$What a column becomes again: of the options of a choice those that are still there; if there are none, its default where it is required. Raises RM409.$comment$;

grant execute on function app_hidden.options_left(app_hidden.undo_step,text) to :MEMBER;

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
  v_choices jsonb;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') loop
    v_choices := (
      select coalesce(jsonb_object_agg(f.column_name, to_jsonb(app_hidden.option_values(f.id))), '{}')
      from app_public.fields f where f.object = v_object and f.type in ('enum', 'multi_enum') and not f.settings ? 'options');
    select array_agg(a.attname::text), coalesce(jsonb_object_agg(a.attname, null) filter (where not a.attnotnull), '{}'),
      array(select r.column_name::text from app_hidden.relation_columns(v_object) r)
    into v_columns, v_blank, v_relations
    from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(v_object) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    return query
    select s.verb, s.object, s.record_id, s.title, case when s.verb = 'insert' then v_blank || w.wanted else w.wanted end, s.had, s.last_id
    from unnest(steps) s
    left join lateral (
      select jsonb_object_agg(e.key, case when e.key = any (v_relations) and (e.value #>> '{}')::uuid = any (v_restored) then 'null'
          when v_choices ? e.key and not v_choices -> e.key @> e.value then app_hidden.options_left(s, e.key) else e.value end) as wanted
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

CREATE OR REPLACE FUNCTION app_hidden.tell_import(transaction_id bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE app_public.imports i SET status =
         CASE i.status
             WHEN 'done'::text THEN 'undone'::text
             ELSE 'done'::text
         END
   WHERE ((((i.status = 'done'::text) AND (i.transaction_id = tell_import.transaction_id)) OR ((i.status = 'undone'::text) AND (i.transaction_id = ( SELECT c.undoes
            FROM app_public.changes c
           WHERE ((c.transaction_id = tell_import.transaction_id) AND (c.undoes IS NOT NULL))
          LIMIT 1)))) AND (EXISTS ( SELECT
            FROM app_public.changes c
           WHERE ((c.transaction_id = ((pg_current_xact_id())::text)::bigint) AND (c.undoes = tell_import.transaction_id)))));
END;

comment on function app_hidden.tell_import(bigint) is $comment$Notes that the import of this transaction was undone by the current one, or its undo was.$comment$;

grant execute on function app_hidden.tell_import(bigint) to :MEMBER;

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
  perform app_hidden.tell_import(undo.transaction_id);
  select pg_current_xact_id()::text::bigint, coalesce(array_agg(distinct s.object), '{}'), count(distinct s.record_id) into v_undone from unnest(v_steps) s;
  return v_undone;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.merged_lists(object text, ids uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_field app_public.fields;
  v_list jsonb;
  v_lists jsonb := '{}';
begin
  for v_field in
    select f.* from app_public.fields f
    where f.object = merged_lists.object and f.type in ('emails', 'phones', 'multi_enum') and f.column_name is not null and not f.is_read_only
  loop
    -- A phone number is the same however it is grouped.
    execute format($sql$
      select to_jsonb((array_agg(u.value order by u.place))%s) from (
        select distinct on (v.key) v.value, v.place
        from %s t
        cross join unnest(t.%I) with ordinality l (value, n)
        cross join lateral (select l.value, array[array_position($1, t.id), l.n] as place, %s as key) v
        where t.id = any ($1) order by v.key, v.place) u$sql$,
      case when v_field.type <> 'multi_enum' then '[1:20]' end, app_hidden.object_table(merged_lists.object), v_field.column_name,
      case v_field.type when 'phones' then $sql$coalesce(nullif(regexp_replace(l.value, '[^0-9]', '', 'g'), ''), l.value)$sql$ else 'l.value' end)
    into v_list using merged_lists.ids;
    v_lists := v_lists || jsonb_strip_nulls(jsonb_build_object(v_field.column_name, v_list));
  end loop;
  return v_lists;
end
$function$;

comment on function app_hidden.merged_lists(text,uuid[]) is $comment$By column, what the lists of these records (e-mails, phones, choices) have together, each once, the first record's first.$comment$;

grant execute on function app_hidden.merged_lists(text,uuid[]) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.merge_records(keep uuid, others uuid[], "values" jsonb DEFAULT '{}'::jsonb)
 RETURNS app_public.records
 LANGUAGE plpgsql
AS $function$
declare
  v_keep app_public.records;
  v_others uuid[] := array(select distinct o from unnest(merge_records.others) o where o <> merge_records.keep);
  v_other app_public.records;
  v_values jsonb;
  v_unknown text;
  v_relation record;
begin
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  if not found then
    perform app_hidden.fail('RM404', 'merge_known', 'The record to keep is not there, or you may not see it.', field => 'keep');
  elsif cardinality(v_others) = 0 then
    perform app_hidden.fail('RM400', 'merge_others_given', 'Say which other records to merge into it.', field => 'others');
  end if;
  select r.* into v_other from app_public.records r where r.id = any (v_others) and r.object <> v_keep.object;
  if found then
    perform app_hidden.fail('RM400', 'merge_same_object', format('“%s” is of another kind than “%s”: only records of one object are merged.', v_other.title, v_keep.title), field => 'others');
  end if;
  select k into v_unknown from jsonb_object_keys(merge_records."values") k
  where not exists (select from app_public.fields f where f.object = v_keep.object and f.column_name is not null and k in (f.api_name, f.column_name) and not f.is_read_only);
  if found then
    perform app_hidden.fail('RM400', 'merge_values_known', format('“%s” is not a field that can be written.', v_unknown), field => 'values');
  end if;
  select coalesce(jsonb_object_agg(f.column_name, e.value), '{}') into v_values
  from jsonb_each(merge_records."values") e
  join app_public.fields f on f.object = v_keep.object and e.key in (f.api_name, f.column_name) and not f.is_read_only;

  -- Lists hold what all have, unless one was chosen.
  v_values := app_hidden.merged_lists(v_keep.object, merge_records.keep || merge_records.others) || v_values;

  -- A relation that must not be empty is led over first, as the caller; the others follow by themselves.
  for v_relation in
    select o.name as object, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.attname = r.column_name and a.attnotnull
    where r.target = v_keep.object
  loop
    execute format('update %1$s set %2$I = $1 where %2$I = any ($2)', app_hidden.object_table(v_relation.object), v_relation.column_name)
    using merge_records.keep, v_others;
  end loop;
  perform app_hidden.delete_records(v_keep.object, v_others);
  perform app_hidden.take_over(merge_records.keep);
  -- Asks for the right to update it even when there is nothing to set.
  perform app_hidden.update_records(v_keep.object, jsonb_build_array(
    jsonb_build_object('id', merge_records.keep) || case when v_values = '{}' then (select jsonb_build_object('owner_id', v_keep.owner_id)) else v_values end));
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  return v_keep;
end
$function$;

comment on function app_public.merge_records(uuid,uuid[],jsonb) is $comment$Makes one record of several of an object: keep gets the given values (by field), the e-mails, phone numbers and choices of all where no value is given, and all that pointed to the others or was attached to them (relations, notes, tasks, links, favourites), and the others are deleted. All or nothing; undo takes it back.$comment$;

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
      if format = 'csv' then
        name := v_field.api_name || 'Ids';
        expression := format('(select string_agg(t.id::text, ''; '' order by t.%1$I, t.id) from app_custom.%2$I l join %3$s t on t.id = l.target_id where l.source_id = %4$s.id)',
          v_target.title_column, v_field.link_table, app_hidden.object_table(v_target.name), alias);
        return next;
        name := v_field.api_name;
      end if;
      expression := format('(select %s from app_custom.%I l join %s t on t.id = l.target_id where l.source_id = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%1$I) order by t.%1$I, t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(app_hidden.list_item(t.%1$I::text), ''; '' order by t.%1$I, t.id))', v_target.title_column) end,
        v_field.link_table, app_hidden.object_table(v_target.name), alias);
      return next;
      continue;
    end if;
    v_value := format('%s.%I', alias, v_field.column_name);
    -- Related records by id and by title; members by id and name.
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

CREATE OR REPLACE FUNCTION app_hidden.links_to(record_id uuid)
 RETURNS TABLE(id bigint, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO ''
AS $function$
  select c.id, c.at from app_public.changes c
  where coalesce(c.new, c.old) ? 'target_id' and coalesce(c.new, c.old) ->> 'target_id' = links_to.record_id::text
    and c.object in (select f.link_table from app_public.fields f where f.link_table is not null);
$function$;

comment on function app_hidden.links_to(uuid) is $comment$Which changes linked a record from another one, or parted them: by number, past the policies, for the sake of the index.$comment$;

grant execute on function app_hidden.links_to(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.record_history(record_id uuid)
 RETURNS SETOF app_public.changes
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT c.id,
     c.at,
     c.transaction_id,
     c.user_id,
     c.api_key_id,
     c.db_role,
     c.source,
     c.undoes,
     c.operation,
     c.object,
     c.record_id,
     c.title,
     c.old,
     c.new
    FROM app_public.changes c
   WHERE (c.record_id = record_history.record_id)
 UNION ALL
  SELECT c.id,
     c.at,
     c.transaction_id,
     c.user_id,
     c.api_key_id,
     c.db_role,
     c.source,
     c.undoes,
     c.operation,
     c.object,
     c.record_id,
     c.title,
     c.old,
     c.new
    FROM (app_hidden.links_to(record_history.record_id) l(id, at)
      JOIN app_public.changes c ON (((c.id = l.id) AND (c.at = l.at) AND (c.record_id <> record_history.record_id))))
  ORDER BY 1 DESC;
END;

comment on function app_public.record_history(uuid) is $comment$@sortable
@filterable
Every change of a record and of what it is linked to, from either end, newest first.$comment$;

CREATE OR REPLACE FUNCTION app_public.restore_values(change_id bigint)
 RETURNS app_public.records
 LANGUAGE plpgsql
AS $function$
declare
  v_change app_public.changes;
  v_values jsonb;
  v_record app_public.records;
begin
  select c.* into v_change from app_public.changes c where c.id = restore_values.change_id;
  if not found then
    perform app_hidden.fail('RM404', 'change_known', 'There is no such change, or you may not see it.', field => 'change_id');
  elsif v_change.operation <> 'update' then
    perform app_hidden.fail('RM400', 'change_of_values', 'Only a change of values can be set back; undo what created or deleted a record.', field => 'change_id');
  end if;
  select jsonb_object_agg(e.key, app_hidden.options_left((null, v_change.object, v_change.record_id, v_change.title, v_change.old, null, null)::app_hidden.undo_step, e.key))
  into v_values from jsonb_each(v_change.old) e
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(v_change.object) and a.attname = e.key and a.attgenerated = '' and not a.attisdropped;
  perform app_hidden.update_records(v_change.object, jsonb_build_array(v_values || jsonb_build_object('id', v_change.record_id)));
  select r.* into v_record from app_public.records r where r.id = v_change.record_id;
  return v_record;
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

drop function app_hidden.import_date(text);

drop function app_hidden.import_make(app_hidden.import_slot);

drop function app_hidden.import_make_stage(uuid,text);

drop function app_hidden.import_related(jsonb);

drop function app_hidden.my_import(uuid,text[]);

drop function app_hidden.report_import(uuid,text,integer);

drop function app_public.set_field_options(text,jsonb,jsonb);

drop function app_hidden.retyped_field(app_public.fields,text,jsonb);

drop function app_hidden.creator_of(uuid);

select app_hidden.expose(app_hidden.object_table(o.name)) from app_public.objects o;
select app_hidden.derive_all();
alter policy "note_targets: write" on app_public.note_targets
  with check (app_hidden.may_edit_attached(note_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));
alter policy "task_targets: write" on app_public.task_targets
  with check (app_hidden.may_edit_attached(task_id) and (exists (select from app_public.records r where r.id = record_id) or app_hidden.refuse_link('record_id')));

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

create trigger _300_parent after insert or update of parent_id on app_public.companies
  for each row when (new.parent_id is not null) execute function app_hidden.tg_companies__parent();

do $$
declare
  f app_public.fields;
  v_table regclass;
begin
  for f in select * from app_public.fields c where c.is_custom and c.type in ('date', 'date_time') loop
    v_table := app_hidden.object_table(f.object);
    execute format('update %s set %I = %s where not (%s)', v_table, f.column_name, case when f.is_required then quote_literal('1970-01-01') else 'null' end,
      app_hidden.field_check(f, null));
    set constraints all immediate;
    execute format('alter table %s drop constraint %I', v_table, app_hidden.rule_name(v_table, f.column_name, 'range'));
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r where r.kind <> 'check'), f);
  end loop;
end
$$;

comment on column app_public.contacts.emails is E'@lower\nE-mail addresses, the main one first, in lower case.';
comment on column app_public.companies.domain is E'@lower\nThe bare e-mail and web domain, such as acme.com; unique when set.';
comment on column app_public.users.email is E'@lower\nWhere the member is reached and what they sign in with; compared without case.';
do $$
begin
  perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r), f) from app_public.fields f where f.is_custom and f.type = 'emails';
end
$$;

do $$
declare
  f app_public.fields;
  v_table regclass;
  v_has_blanks boolean;
begin
  for f in select * from app_public.fields c where c.is_custom and c.type = 'text' and c.is_unique loop
    v_table := app_hidden.object_table(f.object);
    execute format('select exists (select from %s where %I ~ ''^\s|\s$'')', v_table, f.column_name) into v_has_blanks;
    if not v_has_blanks then
      execute format('alter table %s drop constraint %I', v_table, app_hidden.rule_name(v_table, f.column_name, 'length'));
      perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r where r.kind <> 'check'), f);
    end if;
  end loop;
end
$$;

do $$
begin
  perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, null) r), f) from app_public.fields f where f.is_custom and f.type = 'number' and not f.settings ? 'formula';
end
$$;

do $$
declare
  v_object app_public.objects;
begin
  for v_object in
    select o.* from app_public.objects o
    where exists (select from app_public.fields f where f.object = o.name and f.is_active and (f.type = 'phones' or f.settings ->> 'format' = 'phone'))
  loop
    execute format('update app_public.records r set search = n.search from (select n.id, %s as search from %I.%I n) n where r.id = n.id and r.search <> n.search',
      app_hidden.search_expression(v_object.name, 'n'), v_object.schema_name, v_object.name);
  end loop;
end
$$;

comment on column app_public.imports.columns is
  'The file''s columns: array of {index, name, samples, filled (share of rows), kind (what its values look like), suggestions: [{field, confidence, reason}], doubts ({dateOrder, numberFormat or encoding: a value that can be read in two ways})}.';
comment on column app_public.import_rows.diff is 'Of an update: {field: [before, after]}; of a new record, what it gets: {field: [null, value]}.';

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
