--! Previous: sha1:22753db6af1d5842e096fa4b58e28a354bd6a7c3
--! Hash: sha1:8680b34cd72b5f887e5808996fe11a4f0c205f8b
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

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
