--! Previous: sha1:e52030fc8672bbc957c9e4653c5fc82078a80004
--! Hash: sha1:78268fffa45a60f88d0dabc219342d86be4eab94
--! Message: v0-8-0

alter table app_public.imports add column pipelines uuid[] not null default '{}';
comment on column app_public.imports.pipelines is E'@behavior -*\nThe pipelines it made, which undo takes back when nothing is in them.';

CREATE OR REPLACE FUNCTION app_hidden.ensure_change_partitions(months integer DEFAULT 3)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_month timestamptz;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('app_hidden.ensure_change_partitions'));
  for v_month in
    select date_trunc('month', now()) + make_interval(months => n) from generate_series(0, ensure_change_partitions.months) n
  loop
    v_name := to_char(v_month, '"changes_"YYYY_MM');
    continue when to_regclass('app_private.' || v_name) is not null;
    if not exists (select from app_private.changes_other o where o.at >= v_month and o.at < v_month + interval '1 month') then
      execute format('create table app_private.%I partition of app_public.changes for values from (%L) to (%L)',
        v_name, v_month, v_month + interval '1 month');
    else -- written while nobody had made it: after months of standing still, or by a clock that was ahead
      lock table app_public.changes in access exclusive mode;
      execute format('create table app_private.%I (like app_public.changes including constraints)', v_name);
      execute format('with gone as (delete from app_private.changes_other o where o.at >= %2$L and o.at < %3$L returning o.*) insert into app_private.%1$I select * from gone',
        v_name, v_month, v_month + interval '1 month');
      execute format('alter table app_public.changes attach partition app_private.%I for values from (%L) to (%L)',
        v_name, v_month, v_month + interval '1 month');
    end if;
    execute format('alter table app_private.%I enable row level security', v_name);
  end loop;
end
$function$;

comment on function app_hidden.ensure_change_partitions(integer) is $comment$Makes the partitions of this month and the coming ones, with what was written of them already; run by a daily job.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.part_moved_transactions()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_by bigint;
begin
  -- Whatever is seen here ended before this snapshot, if it happened in this cluster.
  if not exists (select from app_public.changes c where c.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) then
    return;
  end if;
  lock table app_public.changes, app_public.imports, app_public.notifications in share row exclusive mode;
  v_by := 1 + (select max(c.transaction_id) from app_public.changes c);
  update app_public.changes c set transaction_id = c.transaction_id - v_by, undoes = c.undoes - v_by;
  update app_public.imports i set transaction_id = i.transaction_id - v_by where i.transaction_id is not null;
  update app_public.notifications n set transaction_id = n.transaction_id - v_by;
end
$function$;

comment on function app_hidden.part_moved_transactions() is $comment$Run by the owner when a server starts. Each cluster counts its transactions from the beginning, so those in the log of a database that was moved here from another one would be mixed up with new ones: they get numbers below zero, which no transaction has. Which changes belong together, and which undid which, stays.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.track(object text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  v_object app_public.objects;
  v_table text;
  v_function text;
  v_title text;
  v_generated name[];
  v_made text;
  v_lost text;
begin
  select * into strict v_object from app_public.objects o where o.name = track.object;
  v_table := format('%I.%I', v_object.schema_name, v_object.name);
  v_function := format('app_hidden.%I', v_object.name || ': track');
  v_title := format('coalesce(n.%I::text, '''')', v_object.title_column);
  -- Columns that are null are left out; what JSON values hold within is kept. What the database itself keeps is not worth a line in
  -- the log, but comes back with a deleted record.
  select array_agg(a.attname) filter (where not w.is_written),
    format('json_object(%s absent on null returning jsonb)', string_agg(format('%1$L: n.%1$I', a.attname), ', ' order by a.attnum) filter (where w.is_written)),
    format('json_object(%s absent on null returning jsonb)', string_agg(format('%1$L: n.%1$I', a.attname), ', ' order by a.attnum))
  into v_generated, v_made, v_lost
  from pg_catalog.pg_attribute a
  cross join lateral (select a.attgenerated = '' and a.attname not in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by') as is_written) w
  where a.attrelid = v_table::regclass and a.attnum > 0 and not a.attisdropped;

  -- n.* and not n: an object may have a field that is called N.
  execute format($f$
    create or replace function %1$s() returns trigger language plpgsql security definer set search_path = '' set timezone = 'UTC' as $body$
    declare
      v_before bigint := nextval('app_public.changes_id_seq'); -- what this statement writes comes after it
      v_last bigint;
    begin
      if tg_op = 'INSERT' then
        -- Ids that the writer has given, and not the database just now.
        perform app_hidden.check_ids(array(
          select n.id from new_rows n where coalesce(uuid_extract_timestamp(n.id) < date_trunc('milliseconds', now()), true)));
        insert into app_public.records (id, object, title, owner_id, search)
        select n.id, %2$L, %3$s, n.owner_id, %4$s from new_rows n;
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
        select a.*, 'insert', %2$L, n.id, %3$s, %6$s from new_rows n cross join app_hidden.acting() a;
        v_last := currval('app_public.changes_id_seq');
      elsif tg_op = 'UPDATE' then
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old, new)
        select a.*, 'update', %2$L, n.id, %3$s, d.old, d.new
        from new_rows n join old_rows o on o.id = n.id cross join app_hidden.acting() a
        cross join lateral (
          select jsonb_object_agg(b.key, w.value) as old, jsonb_object_agg(b.key, b.value) as new
          from jsonb_each(to_jsonb(n.*) - %5$s) b join jsonb_each(to_jsonb(o.*) - %5$s) w on w.key = b.key
          where w.value is distinct from b.value
        ) d
        where d.new is not null;
        v_last := currval('app_public.changes_id_seq');
        update app_public.records r set title = w.title, owner_id = w.owner_id, search = w.search
        from (select n.id, %3$s as title, n.owner_id, %4$s as search from new_rows n) w
        where r.id = w.id and (r.title, r.owner_id, r.search) is distinct from (w.title, w.owner_id, w.search);
      else
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
        select a.*, 'delete', %2$L, n.id, %3$s, %7$s from old_rows n cross join app_hidden.acting() a;
        v_last := currval('app_public.changes_id_seq');
        delete from app_public.records r using old_rows n where r.id = n.id;
      end if;
      if v_last > v_before and exists (select from app_private.webhook_subscriptions s where s.object = %2$L and s.operation = lower(tg_op)) then
        perform app_hidden.queue_events(v_before, v_last);
      end if;
      return null;
    end
    $body$
  $f$, v_function, v_object.name, v_title, app_hidden.search_expression(v_object.name, 'n'), quote_literal(v_generated) || '::text[]', v_made, v_lost);

  execute format('create or replace trigger _900_track_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', v_table, v_function);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.may_link(target text, target_id uuid, source_id uuid, source_column text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_unchanged boolean;
  v_table text;
begin
  if exists (
    select from app_public.records r
    join app_public.permissions p on p.object = r.object and p.role_id = app_hidden.role_id()
    where r.id = may_link.target_id and (p.read = 'all' or (p.read = 'own' and r.owner_id = app_hidden.user_id()))) then
    return true;
  end if;
  select format('%I.%I', o.schema_name, o.name) into v_table from app_public.objects o where o.name = split_part(source_column, '.', 1);
  execute format('select s.%2$I is not distinct from $2 from %1$s s where s.id = $1', v_table, split_part(source_column, '.', 2))
  into v_unchanged using may_link.source_id, may_link.target_id;
  -- Of a record that comes back the one that went.
  return coalesce(v_unchanged, (app_hidden.as_deleted(may_link.source_id) ->> split_part(source_column, '.', 2))::uuid = may_link.target_id, false);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.complete_pipeline(id uuid)
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO app_public.stages (pipeline_id, name, "position", color, probability, outcome)  SELECT complete_pipeline.id AS id,
             w.name,
             (m.first + w.place),
             w.color,
             w.probability,
             w.outcome
            FROM (( VALUES ('Open'::text,0,'blue'::text,20,'open'::text), ('Won'::text,1,'green'::text,100,'won'::text), ('Lost'::text,2,'red'::text,0,'lost'::text)) w(name, place, color, probability, outcome)
              CROSS JOIN LATERAL ( SELECT
                         CASE w.outcome
                             WHEN 'open'::text THEN COALESCE((min(s."position") - 1), 1)
                             ELSE COALESCE(max(s."position"), 1)
                         END AS first
                    FROM app_public.stages s
                   WHERE (s.pipeline_id = complete_pipeline.id)) m)
           WHERE (NOT (EXISTS ( SELECT
                    FROM app_public.stages s
                   WHERE ((s.pipeline_id = complete_pipeline.id) AND (s.outcome = w.outcome)))));
END;

comment on function app_hidden.complete_pipeline(uuid) is $comment$Gives a pipeline what it lacks of a first stage, Open, and of stages for won and for lost deals.$comment$;

grant execute on function app_hidden.complete_pipeline(uuid) to :MEMBER;

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
  perform app_hidden.complete_pipeline(v_pipeline.id);
  return v_pipeline;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.about_fields(object text)
 RETURNS SETOF app_public.fields
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
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
     f.updated_at
    FROM (app_public.objects o
      CROSS JOIN LATERAL jsonb_populate_record(NULL::app_public.fields, jsonb_build_object('object', about_fields.object, 'name', ('about_'::text || o.name), 'api_name', app_hidden.camel(('about_'::text || o.name)), 'label', ('About '::text || lower(o.label_plural)), 'type', 'many_to_many', 'settings', '{}'::jsonb, 'target_object', o.name, 'link_table',
         CASE about_fields.object
             WHEN 'notes'::text THEN 'note_targets'::text
             ELSE 'task_targets'::text
         END, 'is_required', false, 'is_unique', false, 'is_read_only', false, 'is_active', true, 'position', (900 + o."position"))) f(id, object, name, column_name, label, type, settings, help, target_object, inverse_name, inverse_label, link_table, api_name, relation_api_name, is_required, is_unique, is_custom, is_read_only, is_active, is_indexed, "default", "group", "position", created_at, updated_at))
   WHERE ((about_fields.object = ANY (ARRAY['notes'::text, 'tasks'::text])) AND (o.name <> ALL (ARRAY['notes'::text, 'tasks'::text])) AND o.is_active AND (NOT (EXISTS ( SELECT
            FROM app_public.fields k
           WHERE ((k.object = about_fields.object) AND (k.name = ('about_'::text || o.name)))))));
END;

comment on function app_hidden.about_fields(text) is $comment$What notes and tasks are about, as if it were fields of several records, one for each object that they may be about: so files have it. None for other objects.$comment$;

grant execute on function app_hidden.about_fields(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.link_columns(link_table name, OUT name text, OUT source name, OUT target name)
 RETURNS record
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT format('%I.%I'::text,
         CASE
             WHEN (k.of IS NULL) THEN 'app_custom'::text
             ELSE 'app_public'::text
         END, link_columns.link_table) AS format,
     (COALESCE((k.of || '_id'::text), 'source_id'::text))::name AS "coalesce",
     (
         CASE
             WHEN (k.of IS NULL) THEN 'target_id'::text
             ELSE 'record_id'::text
         END)::name AS name
    FROM ( SELECT "substring"((link_columns.link_table)::text, '^(note|task)_targets$'::text) AS "substring") k(of);
END;

comment on function app_hidden.link_columns(name) is $comment$The table whose rows link the records of a field, and its columns.$comment$;

grant execute on function app_hidden.link_columns(name) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.records_around(record_id uuid, related boolean)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 100
AS $function$
declare
  v_leading text;
begin
  return next record_id;
  if not related then
    return;
  end if;
  select string_agg(case
    when f.link_table is null then format('select t.id from %s t where t.%I = $1', app_hidden.object_table(f.object), f.column_name)
    else format('select l.source_id from app_custom.%I l where l.target_id = $1', f.link_table) end, ' union ')
  into v_leading
  from app_public.records r
  join app_public.fields f on f.target_object = r.object and f.type in ('relation', 'many_to_many') and f.is_active
  join app_public.objects o on o.name = f.object and o.is_active
  where r.id = records_around.record_id;
  if v_leading is not null then
    return query execute v_leading using record_id;
  end if;
end
$function$;

comment on function app_hidden.records_around(uuid,boolean) is $comment$A record, and if related those that lead to it by any field, as far as the caller may see them.$comment$;

grant execute on function app_hidden.records_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.notes_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.note_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.note_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.note_id) t.note_id,
             t.record_id
            FROM app_public.note_targets t
           WHERE (t.record_id IN ( SELECT app_hidden.records_around(notes_around.record_id, notes_around.related) AS records_around))
           ORDER BY t.note_id DESC, (t.record_id = notes_around.record_id) DESC, t.record_id) n
   ORDER BY n.note_id DESC;
END;

comment on function app_public.notes_around(uuid,boolean) is $comment$The notes about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.notes_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.tasks_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.task_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.task_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.task_id) t.task_id,
             t.record_id
            FROM app_public.task_targets t
           WHERE (t.record_id IN ( SELECT app_hidden.records_around(tasks_around.record_id, tasks_around.related) AS records_around))
           ORDER BY t.task_id DESC, (t.record_id = tasks_around.record_id) DESC, t.record_id) n
   ORDER BY n.task_id DESC;
END;

comment on function app_public.tasks_around(uuid,boolean) is $comment$The tasks about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.tasks_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_cell(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN NULLIF(btrim(CASE WHEN (cell = ANY (ARRAY['NULL'::text, 'N/A'::text, '\N'::text])) THEN NULL::text WHEN ((cell ~~ '''%'::text) AND (cell ~ '^''+[=+@\t\n\r＝＋＠－-]'::text)) THEN substr(cell, 2) WHEN ((cell ~~ '="%"'::text) AND (cell ~ '^="[^"]*"$'::text)) THEN substr(cell, 3, (length(cell) - 3)) ELSE cell END, ' 	
 ​‎‏‪‬‭⁨⁩﻿'::text), ''::text);

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
    when cell ~ '\mTL\M' then 'TRY' when cell ~ '\d\s?(руб|р\.)' then 'RUB' when cell like '%元%' then 'CNY' when cell ~ '\d\s?Ft\M' then 'HUF'
    when cell like '%€%' then 'EUR' when cell like '%£%' then 'GBP' when cell like '%円%' or cell ~ '[¥￥]' and app_hidden.workspace_currency() not in ('JPY', 'CNY') then 'JPY' when cell like '%₹%' then 'INR' when cell like '%₽%' then 'RUB'
    when cell like '%₺%' then 'TRY' when cell like '%₩%' then 'KRW' when cell like '%₪%' then 'ILS' when cell like '%₴%' then 'UAH' when cell ilike '%zł%' then 'PLN'
    when cell ilike '%kč%' then 'CZK' when cell like '%R$%' then 'BRL' when cell like '%US$%' then 'USD' when cell ~ 'CA?\$' then 'CAD' when cell ~ 'AU?\$' then 'AUD'
    -- A bare dollar is the workspace's, if that counts in dollars.
    when cell like '%$%' and app_hidden.workspace_currency() not in ('USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'ARS', 'CLP', 'COP') then 'USD' end;
end
$function$;

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
  if v_text ~ '(?![0-9])\d' then
    return null; -- digits that PostgreSQL's casts do not take
  elsif v_text !~ '^[-+]?[\d.,]+$' then
    v_negative := v_text ~ '^\(.*\)$';
    if v_negative then
      v_text := btrim(v_text, '() ');
    end if;
    if v_text ~ '[kKMmb万萬億亿]' then
      v_unit := substring(v_text from '\d\s?(k|K|M|[Mm]io|MIO|mn|[Mm]rd|MRD|bn|[万萬億亿])\.?(?:\s?(?:[A-Z]{3}|[$€£¥円元]))?$');
      v_text := coalesce(regexp_replace(v_text, '(\d)\s?' || v_unit || '\.?(?=[^[:alnum:]]|[A-Z円元]|$)', '\1'), v_text);
    end if;
    -- Currency before or after, percent, and blanks or apostrophes between thousands say nothing that we do not know. A backslash is the
    -- sign of the yen and the won in the encodings of their countries.
    v_text := regexp_replace(v_text, '^([-+]?)\s*(?:[A-Z]{2,3}(?=[\s\d])|[A-Z]{0,3}[$€£¥₹₽₩₺₴฿₫₪₱￥＄￦\\]|(?:Rs|kr|Fr)\.?|R(?=\s))\s*|\s*(?:[A-Z]{3}|TL|[$€£¥₹₽₩₺₴฿₫₪₱￥＄￦円元]|%|zł|kr\.?|Kč|руб\.?|р\.|Ft|lei|[.,][-–—]{1,2})$', '\1', 'g');
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
    v_text := trim_scale(v_text::numeric * case lower(v_unit) when 'k' then 1e3 when 'mrd' then 1e9 when 'bn' then 1e9 when '万' then 1e4 when '萬' then 1e4 when '億' then 1e8 when '亿' then 1e8 else 1e6 end)::text;
  end if;
  return case when v_negative then '-' else '' end || v_text;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_rounded(number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN pg_input_is_valid(number, 'numeric'::text) THEN (round((number)::numeric))::text ELSE number END;

comment on function app_hidden.import_rounded(text) is $comment$A number without what comes after its point.$comment$;

grant execute on function app_hidden.import_rounded(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_lacks_year(cell text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((cell ~ '^(--)?\d\d-?\d\d$|^\d{1,2}[./-]\d{1,2}\.?$'::text) AND (cell !~ '^\d{4}$'::text) AND (SELECT (bool_and((((n.n)::integer >= 1) AND ((n.n)::integer <= 31))) AND bool_or(((n.n)::integer <= 12))) FROM unnest(ARRAY["substring"(import_lacks_year.cell, '\d\d?'::text), "substring"(import_lacks_year.cell, '(\d\d?)\.?$'::text)]) n(n)));

comment on function app_hidden.import_lacks_year(text) is $comment$Whether this is a day of a month, as birthdays are often kept: --03-31, 03/31, 31.3.$comment$;

grant execute on function app_hidden.import_lacks_year(text) to :MEMBER;

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
  if cell ~ '^\d{4}-\d\d-\d\d' or cell ~ '(?![0-9])\d' then
    return cell;
  end if;
  -- 14.30, 14h30 and 14:30 Uhr behind a date are a time.
  if length(cell) > 12 and cell ~* '\d{4}\S*\s.*\d[.h:]\d\d(\s?(Uhr|h))?$' and cell !~ '\d:\d\d$' then
    cell := regexp_replace(cell, '\s(?:um |à |at |kl\.? ?)?(\d{1,2})[.h:](\d\d)(?:\s?(?:Uhr|h))?$', ' \1:\2', 'i');
  end if;
  if cell ~ '^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}' then
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

CREATE OR REPLACE FUNCTION app_hidden.import_outcome(stage text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (app_hidden.fold(stage) ~ '\m(lost|verloren|perdue?s?|perdid[oa]s?|pers[oaie]|przegran[aey]|forlorad|tapt|tabt|kaybedil\w*|проигран\w*|не реализован\w*)\M|失注|输单|丢单|실패'::text) THEN 'lost'::text WHEN (app_hidden.fold(stage) ~ '\m(won|gewonnen|gagnee?s?|ganad[oa]s?|ganh[oa]s?|vint[oaie]|wygran[aey]|vunn[ae]n|vunnet|vundet|kazanil\w*|выигран\w*|успешно реализован\w*)\M|受注|成約|赢单|성사'::text) THEN 'won'::text ELSE 'open'::text END;

comment on function app_hidden.import_outcome(text) is $comment$Whether a stage of this name, in one of several languages, is where deals are won or lost, or open.$comment$;

grant execute on function app_hidden.import_outcome(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_boolean(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (lower(cell) = ANY (ARRAY['true'::text, 't'::text, 'yes'::text, 'y'::text, '1'::text, 'x'::text, 'on'::text, 'ja'::text, 'j'::text, 'oui'::text, 'o'::text, 'si'::text, 'sí'::text, 's'::text, 'sim'::text, 'tak'::text, 'wahr'::text, 'vrai'::text, 'verdadero'::text, '✓'::text, '✔'::text, 'checked'::text, 'waar'::text, 'prawda'::text, 'vero'::text, 'evet'::text, 'да'::text, 'так'::text, 'kyllä'::text, 'igen'::text, 'ano'::text, 'ναι'::text, 'כן'::text, 'نعم'::text, 'はい'::text, '是'::text, '예'::text])) THEN 'true'::text WHEN (lower(cell) = ANY (ARRAY['false'::text, 'f'::text, 'no'::text, 'n'::text, '0'::text, 'off'::text, 'nein'::text, 'non'::text, 'não'::text, 'nao'::text, 'nie'::text, 'falsch'::text, 'faux'::text, 'falso'::text, '-'::text, '✗'::text, '✘'::text, 'unchecked'::text, 'nee'::text, 'nej'::text, 'nei'::text, 'onwaar'::text, 'fałsz'::text, 'hayır'::text, 'нет'::text, 'ні'::text, 'ei'::text, 'nem'::text, 'ne'::text, 'όχι'::text, 'לא'::text, 'لا'::text, 'いいえ'::text, '否'::text, '아니요'::text])) THEN 'false'::text ELSE NULL::text END;

CREATE OR REPLACE FUNCTION app_hidden.import_list(cells text[], kind text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  v_separators constant text := case kind when 'emails' then '(?:[;,|\s]|\s/\s|:::)+' when 'phones' then '\s*(?:[;,|\n]|:::)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
  v_before integer;
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind in ('emails', 'phones') then
      v_cell := app_hidden.import_digits(v_cell);
    end if;
    if kind = 'phones' then
      v_cell := regexp_replace(v_cell, '(^|[;,|\n]\s*)(?:p|t|m|tel|mob|mobil|mobile|phone|callto|whatsapp)\.?:\s*(?=[+(\d])', '\1', 'gi');
      -- "0221 4711 / 0221 4712" are two numbers, and "0341 / 123456" is one with its area code.
      v_cell := regexp_replace(regexp_replace(v_cell, '\s+/\s+(?=[+(0])', ';', 'g'), '((?:\d\D?){8})\s+/\s+(?=(?:\D?\d){7})', '\1;', 'g');
    end if;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '("[^"]*"\s*|[^<>;,]*)<([^<>]*)>', ' \2 ', 'g'), 'mailto:', '', 'g');
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

CREATE OR REPLACE FUNCTION app_public.import_targets(object text)
 RETURNS TABLE(field text, label text, type text, column_name name, column_type text, column_default text, target_object text, title_of_target name, link_table name, settings jsonb, is_required boolean, is_unique boolean, is_list boolean, is_for_new_only boolean, "position" integer)
 LANGUAGE sql
 STABLE ROWS 30
AS $function$
  with o as (select * from app_public.objects o where o.name = import_targets.object),
  a as (
    select a.attname, format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated
    from o join pg_catalog.pg_attribute a on a.attrelid = format('%I.%I', o.schema_name, o.name)::regclass
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
  )
  select f.name, f.label, f.type, f.column_name, a.type, a.default, f.target_object, t.title_column, f.link_table, f.settings,
    f.is_required and a.default is null, f.is_unique, f.type in ('emails', 'phones', 'multi_enum', 'many_to_many'), f.name = 'created_at', f.position
  from o join app_public.fields f on f.object = o.name
  left join a on a.attname = f.column_name
  left join app_public.objects t on t.name = f.target_object
  where f.is_active and f.type <> 'formula'
    and (not f.is_read_only or f.name = 'created_at' or o.name = 'contacts' and f.name = 'name' or o.name = 'tasks' and f.name = 'done_at')
    and (f.column_name is null or a.attname is not null)
  union all
  select f.name, f.label, f.type, null, null, null, f.target_object, t.title_column, f.link_table, f.settings, false, false, true, false, f.position
  from app_hidden.about_fields(import_targets.object) f join app_public.objects t on t.name = f.target_object
  union all
  select 'id', 'ID', 'id', 'id', 'uuid', null, null, null, null, '{}', false, true, false, false, 990
  union all
  select a.attname, 'Currency', 'currency_code', a.attname, a.type, a.default, null, null, null, '{}', false, false, false, false, 991
  from a where a.attname in (select f.settings ->> 'currency_column' from app_public.fields f where f.object = import_targets.object and f.type = 'currency')
    and not exists (select from app_public.fields f where f.object = import_targets.object and f.column_name = a.attname)
$function$;

comment on function app_public.import_targets(text) is $comment$What a column of a file can go into: the fields that can be written, the id, what notes and tasks are about, the currency of an amount, and the whole name of a contact, which is taken apart.$comment$;

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
    select m.*, t.field as known, t.label, t.is_list or t.type in ('text', 'long_text') and not t.is_unique or t.settings @> '{"options": "stages"}' as takes_several from jsonb_to_recordset(v_import.mapping) m ("column" integer, field text, match text)
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
    union all
    -- One column may say when deals were closed and, of those that are open, when they are going to be.
    select t.*, m.columns, null, null, null, null, 'open'
    from mapped m join app_public.import_targets(v_import.object) t on t.field = 'expected_close_date'
    where v_import.object = 'deals' and m.field = 'closed_at' and t.field not in (select field from mapped)
  )
  -- What pipeline a row means is to be known before its stage.
  select (row_number() over (order by p.settings ->> 'options' is distinct from 'pipelines', p.position, p.field))::integer, p.field, p.label,
    case when p.settings ? 'options' then p.settings ->> 'options' else p.type end,
    p.column_name, p.column_type, p.column_default, p.target_object, p.title_of_target, p.link_table, p.settings, p.is_required, p.is_unique,
    p.is_for_new_only, p.columns, p.part, coalesce(p.match, 'auto'),
    coalesce(p.missing, case
      when p.type = 'relation' or p.type = 'many_to_many' then
        case when app_hidden.may_create(p.target_object) then 'create' else 'reject' end
      when p.settings ->> 'options' in ('stages', 'pipelines') then case when app_hidden.can_manage('pipelines') then 'create' else 'reject' end
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
    FROM ( VALUES ('contacts'::text,'first_name'::text,ARRAY['firstname'::text, 'givenname'::text, 'forename'::text, 'fname'::text, 'vorname'::text, 'prenom'::text, 'nombre'::text, 'primernombre'::text, 'nome'::text, 'voornaam'::text, 'imie'::text, 'fornavn'::text, 'jmeno'::text, 'krestnijmeno'::text, 'fornamn'::text, 'etunimi'::text, 'vornamen'::text, 'primeironome'::text]), ('contacts'::text,'last_name'::text,ARRAY['lastname'::text, 'surname'::text, 'familyname'::text, 'lname'::text, 'nachname'::text, 'familienname'::text, 'zuname'::text, 'nomdefamille'::text, 'nom'::text, 'apellido'::text, 'apellidos'::text, 'cognome'::text, 'sobrenome'::text, 'achternaam'::text, 'nazwisko'::text, 'etternavn'::text, 'efternamn'::text, 'efternavn'::text, 'prijmeni'::text, 'sukunimi'::text]), ('contacts'::text,'name'::text,ARRAY['fullname'::text, 'contactname'::text, 'person'::text, 'displayname'::text, 'vollstandigername'::text, 'nomcomplet'::text, 'nombrecompleto'::text, 'nomecompleto'::text, 'ansprechpartner'::text, 'leadname'::text, 'customername'::text, 'kontakt'::text, 'kontaktname'::text, 'contacto'::text, 'contatto'::text, 'nomprenom'::text, 'naam'::text, 'volledigenaam'::text, 'navn'::text, 'namn'::text, 'nimi'::text, 'imieinazwisko'::text, 'nomeecognome'::text, 'cognomeenome'::text, 'nomeesobrenome'::text, 'nombreyapellido'::text, 'nombreyapellidos'::text, 'nometprenom'::text, 'prenometnom'::text, 'prenomnom'::text, 'vornamenachname'::text, 'nachnamevorname'::text, 'vorundnachname'::text, 'nameundvorname'::text]), ('contacts'::text,'emails'::text,ARRAY['email'::text, 'emailaddress'::text, 'emails'::text, 'mail'::text, 'workemail'::text, 'email1'::text, 'email2'::text, 'email1value'::text, 'emailadresse'::text, 'courriel'::text, 'adressemail'::text, 'correo'::text, 'correoelectronico'::text, 'epost'::text, 'email3value'::text, 'emailwork'::text, 'emailhome'::text, 'email2address'::text, 'email3address'::text, 'epostadress'::text, 'mailadresse'::text, 'emailadres'::text, 'indirizzoemail'::text, 'enderecodeemail'::text, 'personalemail'::text, 'secondaryemail'::text, 'otheremail'::text]), ('contacts'::text,'phones'::text,ARRAY['phone'::text, 'phonenumber'::text, 'telephone'::text, 'tel'::text, 'mobile'::text, 'mobilephone'::text, 'cell'::text, 'cellphone'::text, 'workphone'::text, 'homephone'::text, 'businessphone'::text, 'otherphone'::text, 'districtphones'::text, 'telefon'::text, 'telefonnummer'::text, 'handy'::text, 'mobil'::text, 'telefono'::text, 'telefoon'::text, 'movil'::text, 'celular'::text, 'portable'::text, 'phone1'::text, 'phone2'::text, 'phone1value'::text, 'phone2value'::text, 'phone3value'::text, 'phonework'::text, 'phonemobile'::text, 'phonehome'::text, 'telefongeschaftlich'::text, 'telefonprivat'::text, 'telefonkomorkowy'::text, 'komorka'::text, 'mobilnummer'::text, 'mobilnr'::text, 'mobiltelefon'::text, 'telefonmobil'::text, 'rufnummer'::text, 'mobielnummer'::text, 'telephonemobile'::text, 'telefonofijo'::text, 'telefonomovil'::text, 'telefone'::text, 'telefonecelular'::text, 'cellulare'::text, 'whatsapp'::text]), ('contacts'::text,'job_title'::text,ARRAY['title'::text, 'jobtitle'::text, 'position'::text, 'role'::text, 'function'::text, 'beruf'::text, 'stelle'::text, 'funktion'::text, 'poste'::text, 'fonction'::text, 'cargo'::text, 'puesto'::text, 'ruolo'::text, 'functie'::text, 'organizationtitle'::text, 'berufsbezeichnung'::text, 'stanowisko'::text, 'pozice'::text, 'stilling'::text, 'jobposition'::text, 'designation'::text, 'occupation'::text, 'befattning'::text, 'qualifica'::text, 'jobbezeichnung'::text, 'jobtitel'::text, 'posteoccupe'::text, 'intituleduposte'::text]), ('contacts'::text,'company'::text,ARRAY['companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'employer'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'compania'::text, 'azienda'::text, 'bedrijf'::text, 'associatedcompany'::text, 'primaryassociatedcompany'::text, 'nazwafirmy'::text, 'organizacja'::text, 'spolecnost'::text, 'virksomhed'::text, 'yritys'::text, 'accounts'::text, 'currentcompany'::text, 'arbeitgeber'::text, 'foretag'::text, 'foretagsnamn'::text, 'bolag'::text, 'arbetsgivare'::text, 'selskap'::text, 'bedrift'::text, 'ragionesociale'::text, 'nomdelasociete'::text, 'nomdelentreprise'::text, 'nomedaempresa'::text, 'nombredelaempresa'::text, 'bedrijfsnaam'::text, 'zugeordnetesunternehmen'::text, 'zugehorigesunternehmen'::text, 'entrepriseassociee'::text, 'empresaasociada'::text, 'empresaassociada'::text, 'aziendaassociata'::text, 'nomducompte'::text, 'nombredelacuenta'::text, 'nomedaconta'::text, 'organizacion'::text, 'organizacao'::text, 'organizzazione'::text, 'societeliee'::text]), ('contacts'::text,'birthday'::text,ARRAY['birthdate'::text, 'dateofbirth'::text, 'dob'::text, 'born'::text, 'geburtstag'::text, 'geburtsdatum'::text, 'datedenaissance'::text, 'fechadenacimiento'::text, 'cumpleanos'::text, 'datadinascita'::text, 'dataurodzenia'::text, 'datumnarozeni'::text, 'geboortedatum'::text, 'fodselsdato'::text, 'fodelsedatum'::text, 'datadenascimento'::text, 'anniversaire'::text, 'compleanno'::text, 'aniversario'::text, 'fechanacimiento'::text, 'datanascimento'::text, 'fodelsedag'::text, 'fodselsdag'::text]), ('contacts'::text,'linkedin'::text,ARRAY['linkedinurl'::text, 'linkedinprofile'::text, 'linkedinprofileurl'::text, 'personlinkedinurl'::text]), ('companies'::text,'name'::text,ARRAY['company'::text, 'companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'business'::text, 'customer'::text, 'client'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'kunde'::text, 'societe'::text, 'entreprise'::text, 'nom'::text, 'raisonsociale'::text, 'empresa'::text, 'razonsocial'::text, 'cliente'::text, 'azienda'::text, 'bedrijf'::text, 'naam'::text, 'nazwa'::text, 'nazwafirmy'::text, 'spolecnost'::text, 'nazev'::text, 'displayname'::text, 'leadname'::text, 'name1'::text, 'kundenname'::text, 'clientname'::text, 'customername'::text, 'foretag'::text, 'foretagsnamn'::text, 'bolag'::text, 'selskap'::text, 'bedrijfsnaam'::text, 'ragionesociale'::text, 'denominazione'::text, 'razaosocial'::text, 'nomefantasia'::text, 'nomedaempresa'::text, 'nombredelaempresa'::text, 'nameadressattypunternehmen'::text, 'nomducompte'::text, 'nombredelacuenta'::text, 'nomedaconta'::text, 'namn'::text, 'organisationsnamn'::text, 'firmanavn'::text, 'virksomhedsnavn'::text, 'bedriftsnavn'::text]), ('companies'::text,'domain'::text,ARRAY['companydomainname'::text, 'domainname'::text, 'emaildomain'::text, 'webdomain'::text]), ('companies'::text,'website'::text,ARRAY['url'::text, 'web'::text, 'homepage'::text, 'websiteurl'::text, 'webseite'::text, 'internet'::text, 'siteweb'::text, 'site'::text, 'sitioweb'::text, 'paginaweb'::text, 'stronawww'::text, 'stronainternetowa'::text, 'hemsida'::text, 'hjemmeside'::text, 'nettside'::text]), ('companies'::text,'industry'::text,ARRAY['sector'::text, 'branche'::text, 'vertical'::text, 'secteur'::text, 'industria'::text, 'settore'::text, 'branch'::text, 'secteurdactivite'::text, 'branza'::text, 'bransch'::text, 'setor'::text, 'odvetvi'::text]), ('companies'::text,'employees'::text,ARRAY['numberofemployees'::text, 'employeecount'::text, 'noofemployees'::text, 'headcount'::text, 'size'::text, 'companysize'::text, 'mitarbeiter'::text, 'mitarbeiterzahl'::text, 'effectif'::text, 'empleados'::text, 'dipendenti'::text, 'medewerkers'::text, 'anzahlmitarbeiter'::text, 'liczbapracownikow'::text, 'numemployees'::text, 'anzahlderangestellten'::text, 'beschaftigte'::text, 'antalanstallda'::text, 'nombredesalaries'::text, 'numerodeempleados'::text, 'numerodipendenti'::text, 'aantalmedewerkers'::text, 'numerodefuncionarios'::text, 'funcionarios'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['revenue'::text, 'turnover'::text, 'sales'::text, 'annualsales'::text, 'umsatz'::text, 'jahresumsatz'::text, 'chiffredaffaires'::text, 'ingresos'::text, 'facturacion'::text, 'fatturato'::text, 'omzet'::text, 'przychod'::text, 'przychody'::text, 'obrat'::text, 'faturamento'::text, 'annualturnover'::text, 'przychodyroczne'::text, 'facturacionanual'::text, 'receita'::text, 'receitaanual'::text, 'ricavi'::text, 'omsattning'::text, 'arsomsattning'::text]), ('companies'::text,'parent'::text,ARRAY['parentcompany'::text, 'parentaccount'::text, 'subsidiaryof'::text, 'parentname'::text, 'parentorganization'::text, 'mutterunternehmen'::text, 'muttergesellschaft'::text, 'konzern'::text, 'maisonmere'::text, 'empresamatriz'::text, 'ultimateparent'::text, 'headquarterscompany'::text]), ('companies'::text,'phone'::text,ARRAY['phonenumber'::text, 'telephone'::text, 'tel'::text, 'mainphone'::text, 'telefon'::text, 'telefonnummer'::text, 'telefono'::text, 'telefoon'::text, 'companyphone'::text]), ('deals'::text,'title'::text,ARRAY['dealname'::text, 'name'::text, 'opportunity'::text, 'opportunityname'::text, 'opportunityid'::text, 'opportunitytitle'::text, 'subject'::text, 'auftrag'::text, 'angebot'::text, 'projekt'::text, 'affaire'::text, 'oportunidad'::text, 'negocio'::text, 'opportunita'::text, 'bezeichnung'::text, 'titel'::text, 'titre'::text, 'titulo'::text, 'tytul'::text, 'titolo'::text, 'nazwa'::text, 'szansasprzedazy'::text, 'leadname'::text, 'leadtitle'::text, 'dealtitle'::text, 'potentialname'::text, 'topic'::text, 'geschaft'::text, 'verkaufschance'::text, 'vorgang'::text, 'intitule'::text, 'trattativa'::text, 'negociacao'::text, 'oportunidade'::text, 'nomdelopportunite'::text, 'nomdelaffaire'::text, 'nomdelatransaction'::text, 'nombredelaoportunidad'::text, 'nombredelnegocio'::text, 'nomedaoportunidade'::text, 'nomedonegocio'::text, 'nomedellopportunita'::text, 'dealtitel'::text, 'dealbezeichnung'::text]), ('deals'::text,'value'::text,ARRAY['amount'::text, 'dealvalue'::text, 'dealamount'::text, 'closevalue'::text, 'price'::text, 'revenue'::text, 'total'::text, 'expectedrevenue'::text, 'betrag'::text, 'wert'::text, 'volumen'::text, 'auftragswert'::text, 'montant'::text, 'valeur'::text, 'importe'::text, 'valor'::text, 'monto'::text, 'importo'::text, 'valore'::text, 'bedrag'::text, 'kwota'::text, 'wartosc'::text, 'castka'::text, 'auftragsvolumen'::text, 'budget'::text, 'sale'::text, 'dealsize'::text, 'estrevenue'::text, 'estimatedrevenue'::text, 'estimatedvalue'::text, 'erwarteterumsatz'::text, 'geschatzterumsatz'::text, 'valortotal'::text, '見込み金額'::text]), ('deals'::text,'company'::text,ARRAY['account'::text, 'accountname'::text, 'companyname'::text, 'organization'::text, 'organisation'::text, 'customer'::text, 'client'::text, 'associatedcompany'::text, 'firma'::text, 'kunde'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'cliente'::text, 'azienda'::text, 'klant'::text, 'clientname'::text, 'customername'::text, 'kundenname'::text, 'potentialcustomer'::text, 'foretag'::text, 'klient'::text, 'ragionesociale'::text, 'zugeordnetesunternehmen'::text, 'zugehorigesunternehmen'::text, 'entrepriseassociee'::text, 'empresaasociada'::text, 'empresaassociada'::text, 'aziendaassociata'::text, 'nomducompte'::text, 'nombredelacuenta'::text, 'nomedaconta'::text, 'organizacion'::text, 'organizacao'::text, 'organizzazione'::text, 'societeliee'::text]), ('deals'::text,'contact'::text,ARRAY['contact'::text, 'contactname'::text, 'primarycontact'::text, 'person'::text, 'associatedcontact'::text, 'ansprechpartner'::text, 'kontakt'::text, 'contacto'::text, 'contatto'::text, 'contactperson'::text, 'kontaktperson'::text, 'osobakontaktowa'::text, 'zugeordneterkontakt'::text, 'zugehorigerkontakt'::text, 'contactassocie'::text, 'contactoasociado'::text, 'contatoassociado'::text, 'contattoassociato'::text, 'nomducontact'::text, 'kontaktname'::text, '担当者名'::text]), ('deals'::text,'stage'::text,ARRAY['dealstage'::text, 'status'::text, 'salesstage'::text, 'phase'::text, 'stagename'::text, 'etape'::text, 'etapa'::text, 'fase'::text, 'opportunitystage'::text, 'etap'::text, 'faza'::text, 'vertriebsphase'::text, 'estagio'::text, 'leadstage'::text, 'leadstatus'::text, 'pipelinestage'::text, 'salesphase'::text, 'verkaufsphase'::text, 'stufe'::text, 'etapadevenda'::text, 'fasedivendita'::text, 'statut'::text, 'stato'::text, 'estado'::text, 'stadie'::text]), ('deals'::text,'pipeline'::text,ARRAY['pipelinename'::text, 'dealpipeline'::text, 'salesprocess'::text]), ('deals'::text,'probability'::text,ARRAY['winprobability'::text, 'dealprobability'::text, 'wahrscheinlichkeit'::text, 'probabilite'::text, 'probabilidad'::text, 'probabilita'::text, 'prawdopodobienstwo'::text, 'probabilidade'::text, 'sannolikhet'::text, 'winrate'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['expectedclose'::text, 'expectedclosedate'::text, 'closedate'::text, 'closingdate'::text, 'forecastdate'::text, 'duedate'::text, 'abschlussdatum'::text, 'datedecloture'::text, 'fechadecierre'::text, 'expectedclosing'::text, 'estclosedate'::text, 'estimatedclosedate'::text, 'voraussichtlichesabschlussdatum'::text, 'erwartetesabschlussdatum'::text, 'geplantesabschlussdatum'::text, 'datedeclotureprevue'::text, 'fechaprevistadecierre'::text, 'fechadecierreprevista'::text, 'datadichiusura'::text, 'datadefechamento'::text, 'datadefechamentoprevista'::text, 'datazamkniecia'::text, 'verwachtesluitingsdatum'::text, 'close'::text, 'closing'::text, 'closes'::text, 'schlusstermin'::text, 'schliessungsdatum'::text]), ('deals'::text,'closed_at'::text,ARRAY['closed'::text, 'closedate'::text, 'closeddate'::text, 'closedon'::text, 'wontime'::text, 'losttime'::text, 'actualclosedate'::text, 'abgeschlossenam'::text, 'closedtime'::text, 'geschlossenam'::text, 'abschlussdatum'::text, 'datedecloture'::text, 'fechadecierre'::text, 'datadichiusura'::text, 'datadefechamento'::text, 'datazamkniecia'::text, 'датазакрытия'::text, 'kapanistarihi'::text, 'ημερομηνιακλεισιματος'::text, 'תאריךסגירה'::text, 'تاريخالإغلاق'::text, 'クローズ日'::text, '成交日期'::text, '마감일'::text, 'closingdate'::text, 'close'::text, 'closing'::text, 'closes'::text, 'schlusstermin'::text, 'schliessungsdatum'::text]), ('deals'::text,'lost_reason'::text,ARRAY['lostreason'::text, 'lossreason'::text, 'closedlostreason'::text, 'reasonlost'::text, 'verlustgrund'::text, 'motivodeperdida'::text, 'motivoperdita'::text, 'raisondeperte'::text, 'reasonforloss'::text, 'grundfurverlust'::text, 'motifdeperte'::text]), ('tasks'::text,'title'::text,ARRAY['task'::text, 'subject'::text, 'name'::text, 'todo'::text, 'aufgabe'::text, 'betreff'::text, 'tache'::text, 'tarea'::text, 'activity'::text, 'activitysubject'::text, 'tarefa'::text, 'attivita'::text, 'oggetto'::text, 'objet'::text, 'asunto'::text, 'assunto'::text, 'onderwerp'::text, 'temat'::text]), ('tasks'::text,'body'::text,ARRAY['description'::text, 'details'::text, 'notes'::text, 'beschreibung'::text, 'comment'::text, 'note'::text, 'notiz'::text, 'notizen'::text, 'descripcion'::text, 'descrizione'::text, 'descricao'::text, 'omschrijving'::text, 'opis'::text]), ('tasks'::text,'due_at'::text,ARRAY['due'::text, 'duedate'::text, 'deadline'::text, 'faellig'::text, 'faelligam'::text, 'falligam'::text, 'echeance'::text, 'vencimiento'::text, 'frist'::text, 'fallig'::text, 'termin'::text, 'scadenza'::text, 'prazo'::text, 'vervaldatum'::text, 'datalimite'::text, 'fechadevencimiento'::text, 'datedecheance'::text, 'terminwykonania'::text]), ('tasks'::text,'priority'::text,ARRAY['prioritat'::text, 'prioridad'::text, 'priorite'::text, 'prioridade'::text, 'priorita'::text, 'priorytet'::text, 'prioritet'::text, 'prioriteit'::text, 'oncelik'::text, 'приоритет'::text, '優先度'::text, '优先级'::text, '우선순위'::text]), ('tasks'::text,'assignee'::text,ARRAY['assignedto'::text, 'responsible'::text, 'zustandig'::text, 'verantwortlich'::text, 'responsable'::text, 'person'::text, 'bearbeiter'::text, 'zugewiesenan'::text, 'asignadoa'::text, 'assegnatoa'::text, 'responsavel'::text, 'toegewezenaan'::text]), ('tasks'::text,'done_at'::text,ARRAY['completed'::text, 'completedat'::text, 'completedon'::text, 'completeddate'::text, 'completiondate'::text, 'datecompleted'::text, 'donedate'::text, 'closedat'::text, 'erledigtam'::text, 'abgeschlossenam'::text, 'completeele'::text, 'completadoel'::text, 'completatail'::text]), ('notes'::text,'about_deals'::text,ARRAY['dealname'::text, 'dealtitle'::text, 'opportunity'::text, 'opportunityname'::text, 'associateddeal'::text, 'associateddeals'::text, 'relateddeal'::text, 'geschaft'::text, 'auftrag'::text, 'oportunidad'::text, 'negocio'::text, 'opportunita'::text, 'affaire'::text]), ('tasks'::text,'about_deals'::text,ARRAY['dealname'::text, 'dealtitle'::text, 'opportunity'::text, 'opportunityname'::text, 'associateddeal'::text, 'associateddeals'::text, 'relateddeal'::text, 'geschaft'::text, 'auftrag'::text, 'oportunidad'::text, 'negocio'::text, 'opportunita'::text, 'affaire'::text]), ('notes'::text,'created_at'::text,ARRAY['date'::text, 'notedate'::text, 'activitydate'::text, 'datum'::text, 'fecha'::text, 'data'::text]), ('notes'::text,'title'::text,ARRAY['subject'::text, 'name'::text, 'heading'::text, 'titel'::text, 'betreff'::text]), ('notes'::text,'body'::text,ARRAY['note'::text, 'text'::text, 'content'::text, 'description'::text, 'comment'::text, 'notes'::text, 'notiz'::text, 'contenu'::text, 'contenido'::text, 'beschreibung'::text, 'nota'::text, 'notitie'::text, 'opis'::text]), (NULL::text,'street'::text,ARRAY['address'::text, 'streetaddress'::text, 'address1'::text, 'addressline1'::text, 'strasse'::text, 'adresse'::text, 'rue'::text, 'direccion'::text, 'calle'::text, 'indirizzo'::text, 'via'::text, 'billingstreet'::text, 'businessstreet'::text, 'mailingstreet'::text, 'address1street'::text, 'ulica'::text, 'ulice'::text, 'straat'::text, 'strasseundhausnummer'::text, 'strassehausnummer'::text, 'strassenr'::text, 'anschrift'::text, 'endereco'::text, 'logradouro'::text, 'gatuadress'::text, 'straatnr'::text]), (NULL::text,'city'::text,ARRAY['town'::text, 'ort'::text, 'stadt'::text, 'ville'::text, 'ciudad'::text, 'citta'::text, 'plaats'::text, 'cidade'::text, 'miasto'::text, 'billingcity'::text, 'businesscity'::text, 'mailingcity'::text, 'address1city'::text, 'mesto'::text, 'stad'::text, 'localita'::text, 'localite'::text, 'localidad'::text, 'poblacion'::text, 'municipio'::text, 'woonplaats'::text, 'gemeente'::text, 'postort'::text, 'poststed'::text, 'comune'::text]), (NULL::text,'region'::text,ARRAY['state'::text, 'province'::text, 'stateregion'::text, 'county'::text, 'bundesland'::text, 'departement'::text, 'provincia'::text, 'estado'::text, 'regione'::text, 'billingstate'::text, 'billingstateprovince'::text, 'stateprovince'::text, 'wojewodztwo'::text, 'kanton'::text]), (NULL::text,'postal_code'::text,ARRAY['zip'::text, 'zipcode'::text, 'postcode'::text, 'plz'::text, 'postleitzahl'::text, 'codepostal'::text, 'codigopostal'::text, 'cap'::text, 'cp'::text, 'billingzip'::text, 'billingpostalcode'::text, 'billingzippostalcode'::text, 'zippostalcode'::text, 'kodpocztowy'::text, 'psc'::text, 'postnummer'::text, 'postnr'::text, 'cep'::text, 'codicepostale'::text]), (NULL::text,'country'::text,ARRAY['nation'::text, 'land'::text, 'officelocation'::text, 'location'::text, 'pays'::text, 'pais'::text, 'paese'::text, 'countryregion'::text, 'billingcountry'::text, 'businesscountryregion'::text, 'mailingcountry'::text, 'address1country'::text, 'kraj'::text, 'zeme'::text, 'landregion'::text, 'nazione'::text]), (NULL::text,'owner'::text,ARRAY['accountowner'::text, 'contactowner'::text, 'dealowner'::text, 'companyowner'::text, 'opportunityowner'::text, 'ownername'::text, 'salesagent'::text, 'salesrep'::text, 'salesperson'::text, 'agent'::text, 'accountmanager'::text, 'assignedto'::text, 'responsible'::text, 'besitzer'::text, 'betreuer'::text, 'proprietaire'::text, 'propietario'::text, 'responsable'::text, 'kundenbetreuer'::text, 'opiekun'::text, 'wlasciciel'::text, 'leadowner'::text, 'salesowner'::text, 'recordowner'::text, 'assigneduser'::text, 'assignedusername'::text, 'ownedby'::text, 'verkaufer'::text, 'vertriebler'::text, 'commercial'::text, 'chargedaffaires'::text, 'comercial'::text, 'vendedor'::text, 'responsavel'::text, 'venditore'::text, 'commerciale'::text, 'eigenaar'::text, 'ansvarig'::text, 'saljare'::text, 'zustandigermitarbeiter'::text, 'zustandigermitarbeiterdeskontakts'::text, 'zustandigermitarbeiterfurdeal'::text, 'zustandigermitarbeiterfurdendeal'::text, 'inhaber'::text, 'opportunityinhaber'::text, 'accountinhaber'::text, 'kontaktinhaber'::text, 'proprietaireducompte'::text, 'proprietaireducontact'::text, 'proprietairedelopportunite'::text, 'proprietairedelatransaction'::text, 'propietariodelcontacto'::text, 'propietariodelnegocio'::text, 'propietariodelacuenta'::text, 'proprietariodocontato'::text, 'proprietariodonegocio'::text, 'proprietariodelcontatto'::text, 'vendeur'::text, 'kundansvarig'::text]), (NULL::text,'created_at'::text,ARRAY['createdat'::text, 'created'::text, 'createdate'::text, 'createddate'::text, 'createdon'::text, 'creationdate'::text, 'datecreated'::text, 'dateadded'::text, 'erstelltam'::text, 'angelegtam'::text, 'datedecreation'::text, 'fechadecreacion'::text, 'datautworzenia'::text, 'createdtime'::text, 'creationtime'::text, 'addtime'::text, 'dateentered'::text, 'erfasstam'::text, 'anlagedatum'::text, 'erstelldatum'::text, 'datadicreazione'::text, 'datadecriacao'::text, 'criadoem'::text, 'fechadealta'::text, 'aanmaakdatum'::text, 'skapad'::text, 'erstellungsdatum'::text]), (NULL::text,'currency'::text,ARRAY['currencycode'::text, 'currencyofvalue'::text, 'currencyisocode'::text, 'dealcurrency'::text, 'wahrung'::text, 'devise'::text, 'moneda'::text, 'moeda'::text, 'valuta'::text, 'waluta'::text, 'mena'::text, 'parabirimi'::text, 'валюта'::text, 'νομισμα'::text, 'מטבע'::text, 'العملة'::text, '通貨'::text, '币种'::text, '貨幣'::text, '통화'::text, 'amountcurrency'::text, 'valuecurrency'::text, 'curr'::text, 'wahrungvonwert'::text]), (NULL::text,'id'::text,ARRAY['id'::text, 'recordid'::text, 'rowanid'::text]), ('contacts'::text,'first_name'::text,ARRAY['имя'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'ilkad'::text, 'ονομα'::text, 'μικροονομα'::text, 'שם'::text, 'שםפרטי'::text, 'الاسم'::text, 'الأسم'::text, 'الاسمالأول'::text, '名'::text, '名字'::text, 'ファーストネーム'::text, '이름'::text]), ('contacts'::text,'last_name'::text,ARRAY['фамилия'::text, 'soyad'::text, 'soyadi'::text, 'soyisim'::text, 'επωνυμο'::text, 'επιθετο'::text, 'משפחה'::text, 'שםמשפחה'::text, 'العائلة'::text, 'اسمالعائلة'::text, 'اللقب'::text, 'الكنية'::text, '姓'::text, '姓氏'::text, '苗字'::text, '성'::text, '성씨'::text]), ('contacts'::text,'name'::text,ARRAY['имя'::text, 'фио'::text, 'полноеимя'::text, 'имяифамилия'::text, 'контактноелицо'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'adsoyad'::text, 'adisoyadi'::text, 'isimsoyisim'::text, 'ονομα'::text, 'ονοματεπωνυμο'::text, 'שם'::text, 'שםמלא'::text, 'אישקשר'::text, 'الاسم'::text, 'الاسمالكامل'::text, '氏名'::text, '名前'::text, 'お名前'::text, '姓名'::text, '担当者'::text, '担当者名'::text, '联系人'::text, '聯絡人'::text, '이름'::text, '성명'::text, '담당자'::text]), ('contacts'::text,'emails'::text,ARRAY['почта'::text, 'электроннаяпочта'::text, 'имейл'::text, 'емейл'::text, 'eposta'::text, 'epostaadresi'::text, 'ηλεκτρονικοταχυδρομειο'::text, 'אימייל'::text, 'מייל'::text, 'דואל'::text, 'דואראלקטרוני'::text, 'البريد'::text, 'البريدالإلكتروني'::text, 'بريدإلكتروني'::text, 'إيميل'::text, 'メール'::text, 'メールアドレス'::text, 'eメール'::text, '電子メール'::text, '邮箱'::text, '邮件'::text, '电子邮件'::text, '电子邮箱'::text, '電子郵件'::text, '電郵'::text, '信箱'::text, '이메일'::text, '이메일주소'::text, '메일'::text, '전자우편'::text]), ('contacts'::text,'phones'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'мобильный'::text, 'мобильныйтелефон'::text, 'telefonnumarasi'::text, 'cep'::text, 'ceptelefonu'::text, 'gsm'::text, 'τηλεφωνο'::text, 'κινητο'::text, 'τηλ'::text, 'טלפון'::text, 'נייד'::text, 'טלפוןנייד'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, 'رقمالجوال'::text, 'الجوال'::text, 'الموبايل'::text, '電話'::text, '電話番号'::text, '携帯'::text, '携帯電話'::text, '携帯番号'::text, '电话'::text, '电话号码'::text, '手机'::text, '手机号'::text, '手機'::text, '전화'::text, '전화번호'::text, '휴대폰'::text, '휴대전화'::text, '핸드폰'::text, '연락처'::text]), ('contacts'::text,'job_title'::text,ARRAY['должность'::text, 'unvan'::text, 'pozisyon'::text, 'gorev'::text, 'unvani'::text, 'θεση'::text, 'תפקיד'::text, 'الوظيفة'::text, 'المسمىالوظيفي'::text, 'المنصب'::text, '役職'::text, '肩書'::text, '職種'::text, '职位'::text, '职务'::text, '職稱'::text, '職位'::text, '직책'::text, '직급'::text, '직위'::text]), ('contacts'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'εταιρεια'::text, 'επιχειρηση'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '회사'::text, '회사명'::text, '업체'::text, '기업'::text, '거래처'::text]), ('contacts'::text,'birthday'::text,ARRAY['деньрождения'::text, 'датарождения'::text, 'dogumtarihi'::text, 'ημερομηνιαγεννησης'::text, 'תאריךלידה'::text, 'تاريخالميلاد'::text, '生年月日'::text, '誕生日'::text, '生日'::text, '出生日期'::text, '생년월일'::text, '생일'::text]), ('companies'::text,'name'::text,ARRAY['название'::text, 'наименование'::text, 'имя'::text, 'компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'musteri'::text, 'ad'::text, 'adi'::text, 'εταιρεια'::text, 'επωνυμια'::text, 'επιχειρηση'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'לקוח'::text, 'שם'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, 'العميل'::text, 'الاسم'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '客户名称'::text, '名称'::text, '회사'::text, '회사명'::text, '업체'::text, '업체명'::text, '기업'::text, '거래처'::text, '고객사'::text, '이름'::text]), ('companies'::text,'website'::text,ARRAY['сайт'::text, 'вебсайт'::text, 'websitesi'::text, 'internetsitesi'::text, 'ιστοσελιδα'::text, 'ιστοτοπος'::text, 'אתר'::text, 'אתראינטרנט'::text, 'الموقع'::text, 'الموقعالإلكتروني'::text, 'ウェブサイト'::text, 'ホームページ'::text, '网站'::text, '网址'::text, '官网'::text, '網站'::text, '網址'::text, '웹사이트'::text, '홈페이지'::text]), ('companies'::text,'phone'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'telefonnumarasi'::text, 'τηλεφωνο'::text, 'טלפון'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, '電話'::text, '電話番号'::text, '电话'::text, '电话号码'::text, '전화'::text, '전화번호'::text]), ('companies'::text,'industry'::text,ARRAY['отрасль'::text, 'sektor'::text, 'κλαδος'::text, 'ענף'::text, 'תחום'::text, 'القطاع'::text, 'المجال'::text, '業種'::text, '業界'::text, '行业'::text, '行業'::text, '產業'::text, '업종'::text, '산업'::text]), ('companies'::text,'employees'::text,ARRAY['сотрудники'::text, 'количествосотрудников'::text, 'calisansayisi'::text, 'εργαζομενοι'::text, 'עובדים'::text, 'מספרעובדים'::text, 'الموظفين'::text, 'عددالموظفين'::text, '従業員数'::text, '社員数'::text, '员工数'::text, '员工人数'::text, '人数'::text, '직원수'::text, '사원수'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['выручка'::text, 'оборот'::text, 'годоваявыручка'::text, 'ciro'::text, 'yillikciro'::text, 'τζιρος'::text, 'κυκλοςεργασιων'::text, 'מחזור'::text, 'הכנסות'::text, 'الإيرادات'::text, '売上'::text, '売上高'::text, '年商'::text, '营业额'::text, '年收入'::text, '營業額'::text, '매출'::text, '매출액'::text, '연매출'::text]), ('deals'::text,'title'::text,ARRAY['сделка'::text, 'название'::text, 'названиесделки'::text, 'firsat'::text, 'anlasma'::text, 'baslik'::text, 'τιτλος'::text, 'ευκαιρια'::text, 'συμφωνια'::text, 'עסקה'::text, 'שםעסקה'::text, 'כותרת'::text, 'الصفقة'::text, 'اسمالصفقة'::text, 'العنوان'::text, '案件'::text, '案件名'::text, '商談'::text, '商談名'::text, '件名'::text, '商机'::text, '商机名称'::text, '交易'::text, '项目'::text, '项目名称'::text, '标题'::text, '標題'::text, '거래'::text, '거래명'::text, '제목'::text, '안건'::text]), ('deals'::text,'value'::text,ARRAY['сумма'::text, 'стоимость'::text, 'бюджет'::text, 'tutar'::text, 'deger'::text, 'fiyat'::text, 'ποσο'::text, 'αξια'::text, 'סכום'::text, 'ערך'::text, 'المبلغ'::text, 'القيمة'::text, '金額'::text, '受注金額'::text, '見込金額'::text, '金额'::text, '总额'::text, '价值'::text, '금액'::text, '거래금액'::text]), ('deals'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'musteri'::text, 'εταιρεια'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'לקוח'::text, 'الشركة'::text, 'اسمالشركة'::text, 'العميل'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '客户'::text, '客户名称'::text, '회사'::text, '회사명'::text, '업체'::text, '거래처'::text, '고객사'::text]), ('deals'::text,'contact'::text,ARRAY['контакт'::text, 'контактноелицо'::text, 'kisi'::text, 'ilgilikisi'::text, 'yetkili'::text, 'επαφη'::text, 'אישקשר'::text, 'جهةالاتصال'::text, '担当者'::text, '連絡先'::text, '联系人'::text, '聯絡人'::text, '담당자'::text]), ('deals'::text,'stage'::text,ARRAY['этап'::text, 'стадия'::text, 'этапсделки'::text, 'статус'::text, 'asama'::text, 'durum'::text, 'σταδιο'::text, 'κατασταση'::text, 'שלב'::text, 'סטטוס'::text, 'المرحلة'::text, 'الحالة'::text, 'ステージ'::text, 'フェーズ'::text, '段階'::text, '進捗'::text, '阶段'::text, '階段'::text, '销售阶段'::text, '商机阶段'::text, '状态'::text, '단계'::text, '상태'::text]), ('deals'::text,'probability'::text,ARRAY['вероятность'::text, 'olasilik'::text, 'πιθανοτητα'::text, 'הסתברות'::text, 'الاحتمالية'::text, '確度'::text, '概率'::text, '可能性'::text, '赢率'::text, '成交概率'::text, '확률'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['датазакрытия'::text, 'ожидаемаядатазакрытия'::text, 'kapanistarihi'::text, 'ημερομηνιακλεισιματος'::text, 'תאריךסגירה'::text, 'تاريخالإغلاق'::text, '完了予定日'::text, '受注予定日'::text, 'クローズ日'::text, '成交日期'::text, '预计成交日期'::text, '預計成交日期'::text, '结束日期'::text, '마감일'::text, '예상마감일'::text, '종료일'::text]), ('tasks'::text,'title'::text,ARRAY['задача'::text, 'gorev'::text, 'εργασια'::text, 'משימה'::text, 'المهمة'::text, 'タスク'::text, '任务'::text, '任務'::text, '작업'::text, '할일'::text]), ('notes'::text,'body'::text,ARRAY['заметка'::text, 'примечание'::text, 'not'::text, 'σημειωση'::text, 'הערה'::text, 'ملاحظة'::text, 'ملاحظات'::text, 'メモ'::text, '備考'::text, '备注'::text, '備註'::text, '메모'::text, '비고'::text]), (NULL::text,'street'::text,ARRAY['адрес'::text, 'улица'::text, 'adres'::text, 'sokak'::text, 'cadde'::text, 'διευθυνση'::text, 'οδος'::text, 'כתובת'::text, 'רחוב'::text, 'العنوان'::text, 'الشارع'::text, '住所'::text, '番地'::text, '地址'::text, '街道'::text, '주소'::text]), (NULL::text,'city'::text,ARRAY['город'::text, 'sehir'::text, 'πολη'::text, 'עיר'::text, 'المدينة'::text, 'مدينة'::text, '市'::text, '市区町村'::text, '都市'::text, '城市'::text, '도시'::text]), (NULL::text,'region'::text,ARRAY['область'::text, 'регион'::text, 'bolge'::text, 'περιοχη'::text, 'νομος'::text, 'אזור'::text, 'מחוז'::text, 'المنطقة'::text, 'المحافظة'::text, '都道府県'::text, '省'::text, '省份'::text, '地区'::text, '지역'::text]), (NULL::text,'postal_code'::text,ARRAY['индекс'::text, 'почтовыйиндекс'::text, 'postakodu'::text, 'ταχυδρομικοςκωδικας'::text, 'τκ'::text, 'מיקוד'::text, 'الرمزالبريدي'::text, '郵便番号'::text, '邮编'::text, '邮政编码'::text, '郵遞區號'::text, '우편번호'::text]), (NULL::text,'country'::text,ARRAY['страна'::text, 'ulke'::text, 'χωρα'::text, 'מדינה'::text, 'ארץ'::text, 'البلد'::text, 'الدولة'::text, '国'::text, '国名'::text, '国家'::text, '國家'::text, '국가'::text, '나라'::text]), (NULL::text,'owner'::text,ARRAY['ответственный'::text, 'менеджер'::text, 'владелец'::text, 'sorumlu'::text, 'sahibi'::text, 'temsilci'::text, 'υπευθυνος'::text, 'אחראי'::text, 'בעלים'::text, 'المسؤول'::text, 'المالك'::text, '営業担当'::text, '所有者'::text, '責任者'::text, '负责人'::text, '負責人'::text, '소유자'::text, '영업담당'::text]), (NULL::text,'created_at'::text,ARRAY['датасоздания'::text, 'создано'::text, 'olusturmatarihi'::text, 'ημερομηνιαδημιουργιας'::text, 'תאריךיצירה'::text, 'تاريخالإنشاء'::text, '作成日'::text, '作成日時'::text, '登録日'::text, '登録日時'::text, '创建日期'::text, '创建时间'::text, '생성일'::text, '등록일'::text])) w(object, field, words);
END;

grant execute on function app_hidden.import_key(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_suggestions(object text, columns jsonb)
 RETURNS TABLE(index integer, field text, confidence numeric, is_id boolean)
 LANGUAGE sql
 STABLE
AS $function$
  with cols as materialized (
    select c.index, array(select substring(s from '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')::uuid from jsonb_array_elements_text(c.samples) s) as ids, app_hidden.import_key(c.name) as key, app_hidden.import_key(case
        -- What heads every column, such as "Person - ", tells nothing of any.
        when count(*) over () > 2 and count(h.head) over () = count(*) over () and min(h.head) over () = max(h.head) over () then regexp_replace(substr(app_hidden.fold(c.name), length(h.head) + 1), '^\s*(?:' || o.singular || '|' || o.name || ')\M', '')
        else regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '') end) as short,
      -- What tells one address or number from the others of the same person: "Business city", "Ort geschäftlich", billingAddressCity.
      (select string_agg(w, '' order by n) filter (where w <> all (q.words)) from regexp_split_to_table(app_hidden.fold(regexp_replace(c.name, '([a-z])([A-Z])', '\1 \2', 'g')), '[^[:alnum:]]+') with ordinality u (w, n)
        having bool_or(w = any (q.words))) as bare,
      c.kind, coalesce(c."isOfFile", false) as is_of_file, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.import_outcome(s) <> 'open') as ends,
      c.name ~ '(?:^|[^[:alpha:]])(?:ID|Id|id)s?\)?\s*$|[a-z](?:Id|ID)s?$|^[A-Z]{4,}ID$' as is_key,
      c.name ~* '(?:^|[^[:alpha:]])(?:no|num|number)\.?$|nr\.?$|nummer$' as is_number,
      c.kind is distinct from 'text' or jsonb_array_length(c.samples) < 2 or exists (select from jsonb_array_elements_text(c.samples) s where app_hidden.import_number(app_hidden.import_digits(app_hidden.import_cell(s)), '1,234.56') is not null) as reads_number,
      c.kind is distinct from 'text' or jsonb_array_length(c.samples) < 2 or exists (select from jsonb_array_elements_text(c.samples) s where pg_input_is_valid(app_hidden.import_date(app_hidden.import_digits(app_hidden.import_cell(s)), 'MDY'), 'timestamptz')) as reads_date,
      c.kind = 'phone' and exists (select from jsonb_array_elements_text(c.samples) s where s ~ '^[+(0]|^\d{3}[-. ]\d{3}[-. ]\d{4}$') as looks_like_phone,
      (select min(h.site) from (select lower(substring(s from '^(?:https?://)?(?:[A-Za-z0-9-]+\.)*([A-Za-z0-9-]+)\.[a-z]{2,}(?:/|$)')) as site from jsonb_array_elements_text(c.samples) s where c.kind = 'url') h having count(distinct h.site) = 1) as site
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb, "isOfFile" boolean)
    join app_public.objects o on o.name = import_suggestions.object
    cross join lateral substring(app_hidden.fold(c.name) from '^[^-:./]+[-:./](?=\s*\S)') h (head)
    cross join (select array['', '1', 'de', 'default', 'business', 'work', 'office', 'billing', 'mailing', 'invoice', 'primary', 'main', 'current', 'address', 'adresse', 'geschaftlich', 'dienstlich', 'rechnungsadresse',
      'professionnel', 'professionnelle', 'bureau', 'facturation', 'principal', 'principale', 'trabajo', 'facturacion', 'lavoro', 'fatturazione', 'zakelijk'] as words) q
  ),
  named as materialized (
    -- A fax is no phone that anybody answers, nor is a post code, however it looks.
    select c.*, c.key ~ 'fax' or c.looks_like_phone and exists (select from app_hidden.import_words() w where w.field not in ('phones', 'phone') and (c.key = any (w.words) or c.bare = any (w.words) or c.key = app_hidden.import_key(w.field))) as is_other from cols c
  ),
  targets as materialized (
    select t.field, t.type, t.settings, t.target_object,
      exists (select from app_public.fields f where f.object = t.target_object and f.is_unique and f.is_active and f.name <> 'domain' and f.type in ('text', 'number', 'url')) as has_key, array_remove(array[app_hidden.import_key(t.field), app_hidden.import_key(t.label), app_hidden.import_key(t.column_name),
        case t.type when 'many_to_many' then app_hidden.import_key(t.field) || 'ids' end], '') as keys,
      array(select unnest(w.words) from app_hidden.import_words() w
        where w.field = t.field and coalesce(w.object, import_suggestions.object) = import_suggestions.object
          -- What a note is about is called as what a deal belongs to.
          or w.object = 'deals' and (t.field, w.field) in (('about_companies', 'company'), ('about_contacts', 'contact')))
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
    select a.key, t.field, max(a.share) as share from targets t cross join unnest(t.keys || t.words) u (word) join alike a on a.word = u.word
    -- A customer's tier is no customer.
    where not (t.type in ('relation', 'many_to_many') and a.key like u.word || '___%') group by 1, 2)
  select c.index, t.field, round(least(1, case when i.is_id then 1
      -- Numbers by which another program knows its records tell nothing here; neither do several words where numbers or dates go.
      when (c.is_key or c.is_number) and not t.has_key and (t.type in ('relation', 'many_to_many', 'member') or t.settings ->> 'options' in ('stages', 'pipelines')) then 0
      when t.type in ('number', 'currency', 'rating') and not c.reads_number or t.type in ('date', 'date_time') and not c.reads_date then 0
      else app_hidden.import_fits(c.kind, case when t.settings ? 'options' then 'enum' else t.type end) end * greatest(
    case when c.key = any (t.keys) then 1 when c.short = any (t.keys) then 0.95 when c.key = any (t.words) then 0.94 when c.short = any (t.words) then 0.9 when c.bare = any (t.keys || t.words) then 0.88 else 0 end,
    case when c.is_key or c.is_number and t.type <> 'phones' then 0 else 0.85 * s.share end,
    case when c.kind = 'email' and t.type = 'emails' then 0.6 when t.type = 'phones' and c.looks_like_phone and not c.is_other then 0.55 when t.type = 'url' and c.site = app_hidden.import_key(t.field) then 0.6 else 0 end
  )
  -- A closing date is behind us where deals are won and lost, and expected otherwise.
  + case when t.field = 'closed_at' and c.key ~ 'clos|abschlussdatum|schlusstermin|schliessung|cloture|cierre|chiusura|fechamento|zamkniecia|закрытия|kapanis|κλεισιματος|סגירה|إغلاق|クローズ|成交|마감' and bool_or(c.ends) over () then 0.02 when t.field = 'closed_at' then -0.02 else 0 end
  - case when c.is_key and (c.key = any (t.keys)) is not true then 0.03 else 0 end), 2), i.is_id
  from named c cross join targets t left join closest s on s.key = c.key and s.field = t.field
  -- The ids of what is here or in the file itself, as an export writes them, tell more than names do; those of another database tell nothing.
  cross join lateral (select case
    when t.type in ('relation', 'many_to_many') then t.target_object = import_suggestions.object and c.is_of_file or exists (select from app_public.records r where r.id = any (c.ids) and r.object = t.target_object)
    when t.type = 'member' then exists (select from app_public.users u where u.id = any (c.ids))
    when t.settings ->> 'options' = 'stages' then exists (select from app_public.stages s where s.id = any (c.ids))
    when t.settings ->> 'options' = 'pipelines' then exists (select from app_public.pipelines p where p.id = any (c.ids))
    else false end as is_id) i
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_guess_name(mapping jsonb, columns jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  v_column jsonb;
  v_whole text[];
  v_first text[];
begin
  -- "Nome" alone is the whole name, and a first name beside a last name; "Name" beside a first name is the last one, unless it has both.
  select (import_guess_name.columns -> (m ->> 'column')::integer) || jsonb_build_object('field', m ->> 'field') into v_column
  from jsonb_array_elements(import_guess_name.mapping) m where m ->> 'field' in ('first_name', 'last_name', 'name') and not exists (
    select from jsonb_array_elements(import_guess_name.mapping) o where o ->> 'field' in ('first_name', 'last_name', 'name') and o <> m);
  if v_column ->> 'field' <> 'name' and app_hidden.import_key(regexp_replace(v_column ->> 'name', '^.*[-:./]\s*(?=\S)', '')) = any (array['nome', 'nombre', 'nom', 'имя', 'ad', 'adi', 'isim', 'ονομα', 'שם', 'الاسم'])
    and exists (select from jsonb_array_elements_text(v_column -> 'samples') s where btrim(s) ~ '\S\s+\S')
  then
    return (select jsonb_agg(case when m -> 'column' = v_column -> 'index' then m || '{"field": "name"}' else m end order by n) from jsonb_array_elements(import_guess_name.mapping) with ordinality u (m, n));
  end if;
  select array(select app_hidden.fold(s) from jsonb_array_elements(import_guess_name.mapping) m, jsonb_array_elements_text(import_guess_name.columns -> (m ->> 'column')::integer -> 'samples') s where m ->> 'field' = 'name'),
    array(select app_hidden.fold(s) from jsonb_array_elements(import_guess_name.mapping) m, jsonb_array_elements_text(import_guess_name.columns -> (m ->> 'column')::integer -> 'samples') s where m ->> 'field' = 'first_name')
  into v_whole, v_first;
  if v_whole <> '{}' and v_first <> '{}' and not import_guess_name.mapping @> '[{"field": "last_name"}]'
    and not exists (select from unnest(v_whole) w, unnest(v_first) f where strpos(w, f) > 0)
  then
    return (select jsonb_agg(case when m ->> 'field' = 'name' then m || '{"field": "last_name"}' else m end order by n) from jsonb_array_elements(import_guess_name.mapping) with ordinality u (m, n));
  end if;
  return import_guess_name.mapping;
end
$function$;

comment on function app_hidden.import_guess_name(jsonb,jsonb) is $comment$The mapping of contacts, with what is called a name going where its values say: into the whole name, or a part of it.$comment$;

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
  v_two jsonb;
begin
  mapping := '[]';
  for v_pair in
    select s.index, s.field, s.is_id, t.is_list from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric, is_id boolean)
    join app_public.import_targets(import_guess.object) t on t.field = s.field
    join jsonb_to_recordset(import_guess.columns) c (index integer, filled numeric) on c.index = s.index
    where s.confidence >= 0.55
    -- An id comes before a name, unless there are rows that have but the name; of a whole name and a first name the one that goes with a last name.
    order by s.confidence desc, s.is_id and c.filled >= max(c.filled) over (partition by s.field, s.confidence) desc, s.field = 'last_name' desc,
      case when not t.is_list then c.filled end desc nulls last, s.index, t.position
  loop
    continue when v_pair.index = any (v_indexes) or v_pair.field = any (v_fields) and (not v_pair.is_list or v_pair.is_id) or v_pair.field = any (v_by_id)
      or v_pair.field = 'name' and v_fields && array['first_name', 'last_name'] and import_guess.object = 'contacts';
    v_indexes := v_indexes || v_pair.index;
    v_fields := v_fields || v_pair.field;
    v_by_id := v_by_id || case when v_pair.is_id then v_pair.field end;
    mapping := mapping || jsonb_build_object('column', v_pair.index, 'field', v_pair.field);
  end loop;
  -- Of two columns for the stage one may say but whether it is won or lost: then both count.
  with columns as (
    select l.index, l.confidence, jsonb_array_length(c.choices) > 0 and (
      select bool_or(app_hidden.import_outcome(v) <> 'open') and bool_and(app_hidden.import_outcome(v) <> 'open' or app_hidden.fold(v) = any (array['open', 'active', 'in progress', 'pending', 'abandoned', 'deleted', 'offen', 'aktiv', 'laufend',
        'abierto', 'abierta', 'aberto', 'aberta', 'ouvert', 'ouverte', 'en cours', 'aperto', 'aperta', 'otwarte', 'otwarta', 'oppen', 'acik', 'открыта', 'открыто', 'в работе', '进行中'])) from jsonb_array_elements_text(c.choices) v) as is_outcome
    from jsonb_to_recordset(v_likely) l (index integer, field text, confidence numeric) join jsonb_to_recordset(import_guess.columns) c (index integer, choices jsonb) on c.index = l.index
    join app_public.import_targets(import_guess.object) t on t.field = l.field and t.settings ->> 'options' = 'stages'
    where l.confidence >= 0.55 and (l.index <> all (v_indexes) or mapping @> jsonb_build_array(jsonb_build_object('column', l.index, 'field', l.field)))),
  two as (
    select (array_agg(c.index order by c.confidence desc, c.index) filter (where not c.is_outcome))[1] as stage, (array_agg(c.index order by c.confidence desc, c.index) filter (where c.is_outcome))[1] as outcome from columns c)
  select coalesce(jsonb_agg(m) filter (where m ->> 'field' <> s.field), '[]') || jsonb_build_array(jsonb_build_object('column', min(two.stage), 'field', s.field), jsonb_build_object('column', min(two.outcome), 'field', s.field))
  into v_two
  from two join app_public.import_targets(import_guess.object) s on s.settings ->> 'options' = 'stages' and two.stage is not null and two.outcome is not null
  cross join jsonb_array_elements(mapping) m group by s.field;
  mapping := coalesce(v_two, mapping);
  if import_guess.object = 'contacts' then
    mapping := app_hidden.import_guess_name(mapping, import_guess.columns);
  end if;
  -- The Dutch keep what stands before a last name in a column of its own.
  if 'last_name' = any (v_fields) and import_guess.object = 'contacts' then
    mapping := coalesce((select jsonb_agg(jsonb_build_object('column', (c ->> 'index')::integer, 'field', 'last_name')) from jsonb_array_elements(import_guess.columns) c
      where app_hidden.import_key(c ->> 'name') in ('tussenvoegsel', 'tussenvoegsels', 'voorvoegsel', 'voorvoegsels') and (c ->> 'index')::integer <> all (v_indexes)), '[]') || mapping;
  end if;
  with likely as materialized (
    select s.index, jsonb_agg(jsonb_build_object('field', s.field, 'confidence', s.confidence) order by s.confidence desc) as fields
    from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric) group by 1
  )
  select jsonb_agg(c.col - array['choices', 'isOfFile'] || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
  into columns_known
  from jsonb_array_elements(import_guess.columns) with ordinality c (col, n) left join likely l on l.index = (c.col ->> 'index')::integer;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_pipeline(stage_key text, OUT pipeline_id uuid, OUT is_any boolean)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_pipeline constant text := split_part(import_pipeline.stage_key, E'\x1f', 2);
begin
  select k.target, k.target is null and s.missing = 'empty' into pipeline_id, is_any
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_keys k on k.slot = s.n
  where s.type = 'pipelines' and k.key = v_pipeline;
  is_any := v_pipeline = '' or coalesce(is_any, false);
end
$function$;

comment on function app_hidden.import_pipeline(text) is $comment$Of the key of a stage, which has the pipeline behind it: what pipeline that means (null when none is called so), and whether it may be any.$comment$;

grant execute on function app_hidden.import_pipeline(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_choices()
 RETURNS TABLE(object text, field text, value text, words text[])
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT c.object,
     c.field,
     c.value,
     c.words
    FROM ( VALUES ('tasks'::text,'status'::text,'open'::text,ARRAY['todo'::text, 'notstarted'::text, 'new'::text, 'planned'::text, 'pending'::text, 'inprogress'::text, 'started'::text, 'workingonit'::text, 'waiting'::text, 'waitingonsomeoneelse'::text, 'waitingforinput'::text, 'waitingoninput'::text, 'deferred'::text, 'onhold'::text, 'stuck'::text, 'incomplete'::text, 'notcompleted'::text, 'needsaction'::text, 'offen'::text, 'nichtbegonnen'::text, 'inbearbeitung'::text, 'zuruckgestellt'::text, 'wartet'::text, 'neu'::text, 'afaire'::text, 'encours'::text, 'noncommence'::text, 'enattente'::text, 'ouvert'::text, 'pendiente'::text, 'abierta'::text, 'abierto'::text, 'encurso'::text, 'sinempezar'::text, 'pendente'::text, 'aberta'::text, 'aberto'::text, 'emandamento'::text, 'aperto'::text, 'aperta'::text, 'dafare'::text, 'incorso'::text, 'nietgestart'::text, 'bezig'::text, 'otwarte'::text, 'wtoku'::text, 'pagaende'::text, 'ejpaborjad'::text, 'oppna'::text, 'devamediyor'::text, 'acik'::text, 'открыта'::text, 'вработе'::text, 'новая'::text, '未着手'::text, '進行中'::text, '未完了'::text, '未开始'::text, '进行中'::text]), ('tasks'::text,'status'::text,'done'::text,ARRAY['completed'::text, 'complete'::text, 'finished'::text, 'closed'::text, 'resolved'::text, 'held'::text, 'erledigt'::text, 'abgeschlossen'::text, 'fertig'::text, 'geschlossen'::text, 'termine'::text, 'terminee'::text, 'fait'::text, 'acheve'::text, 'completada'::text, 'completado'::text, 'hecho'::text, 'hecha'::text, 'terminada'::text, 'terminado'::text, 'cerrada'::text, 'concluida'::text, 'concluido'::text, 'feito'::text, 'completata'::text, 'completato'::text, 'chiusa'::text, 'chiuso'::text, 'fatto'::text, 'voltooid'::text, 'gereed'::text, 'afgerond'::text, 'zakonczone'::text, 'zrobione'::text, 'ukonczone'::text, 'klar'::text, 'slutford'::text, 'fardig'::text, 'tamamlandi'::text, 'завершена'::text, 'выполнена'::text, 'выполнено'::text, '完了'::text, '已完成'::text, '完成'::text, '완료'::text]), ('tasks'::text,'priority'::text,'high'::text,ARRAY['urgent'::text, 'highest'::text, 'critical'::text, 'veryhigh'::text, 'important'::text, '1high'::text, 'p1'::text, 'hoch'::text, 'sehrhoch'::text, 'dringend'::text, 'wichtig'::text, 'haute'::text, 'elevee'::text, 'urgente'::text, 'alta'::text, 'alto'::text, 'hoog'::text, 'wysoki'::text, 'wysoka'::text, 'hog'::text, 'hoj'::text, 'hoy'::text, 'yuksek'::text, 'высокий'::text, '高'::text, '높음'::text]), ('tasks'::text,'priority'::text,'normal'::text,ARRAY['medium'::text, 'middle'::text, 'moderate'::text, 'average'::text, '2normal'::text, 'p2'::text, 'mittel'::text, 'moyenne'::text, 'normale'::text, 'media'::text, 'medio'::text, 'normaal'::text, 'gemiddeld'::text, 'sredni'::text, 'normalny'::text, 'orta'::text, 'средний'::text, 'обычный'::text, '中'::text, '보통'::text]), ('tasks'::text,'priority'::text,'low'::text,ARRAY['lowest'::text, 'verylow'::text, 'minor'::text, '3low'::text, 'p3'::text, 'niedrig'::text, 'gering'::text, 'basse'::text, 'faible'::text, 'baja'::text, 'baixa'::text, 'bassa'::text, 'laag'::text, 'niski'::text, 'lag'::text, 'lav'::text, 'dusuk'::text, 'низкий'::text, '低'::text, '낮음'::text])) c(object, field, value, words);
END;

comment on function app_hidden.import_choices() is $comment$What other programs and languages call the choices that tasks come with, as import_key writes them.$comment$;

grant execute on function app_hidden.import_choices() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_find(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass;
  v_by record;
begin
  if slot.type = 'pipelines' then
    update pg_temp.import_keys k set target = (
      select p.id from app_public.pipelines p where p.id::text = k.wanted or app_hidden.fold(p.name) = app_hidden.fold(btrim(k.wanted)) order by p.position limit 1)
    where k.slot = slot.n;
    -- Where there is one pipeline, and the file knows one, that is meant, for those who cannot make another.
    if not app_hidden.can_manage('pipelines') and (select count(distinct app_hidden.fold(btrim(k.wanted))) = 1 from pg_temp.import_keys k where k.slot = slot.n) then
      update pg_temp.import_keys k set target = (select min(p.id::text)::uuid from app_public.pipelines p having count(*) = 1) where k.slot = slot.n and k.target is null;
    end if;
  elsif slot.type = 'stages' then
    update pg_temp.import_keys k set target = (
      select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where (s.id::text = split_part(k.wanted, E'\x1f', 1) or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1))))
        and (i.is_any or p.id = i.pipeline_id)
      order by p.position, s.position limit 1)
    from (select k.key, p.* from pg_temp.import_keys k cross join app_hidden.import_pipeline(k.key) p where k.slot = slot.n) i
    where k.slot = slot.n and k.key = i.key;
  elsif slot.type in ('enum', 'multi_enum') then
    update pg_temp.import_keys k set value = o.value
    from app_public.fields f join app_public.field_options o on o.field_id = f.id
    where k.slot = slot.n and f.column_name = slot.column_name and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s)
      and (o.value = k.wanted or app_hidden.fold(o.label) = app_hidden.fold(k.wanted));
    update pg_temp.import_keys k set value = o.value
    from app_hidden.import_choices() c join app_public.fields f on f.object = c.object and f.name = c.field join app_public.field_options o on o.field_id = f.id and o.value = c.value
    where k.slot = slot.n and k.value is null and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s) and app_hidden.import_key(k.wanted) = any (c.words);
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
        select 2, f.name, $q$lower(app_hidden.import_address(k.wanted))$q$, format('t.%I @> array[w.key]', f.column_name)
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
  return slot.missing = 'create' and slot.type in ('relation', 'many_to_many', 'stages', 'pipelines')
    and exists (select from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_plan(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if not app_hidden.import_makes(slot) then
    return;
  end if;
  with named as materialized (
    select k.key, k.uses, n.name, app_hidden.fold(left(case when slot.target_object = 'contacts' then coalesce(app_hidden.import_address(n.name), n.name) else n.name end, 200)) as folded, n.pipeline_id
    from pg_temp.import_keys k
    cross join lateral (
      select case when slot.type in ('stages', 'pipelines') then btrim(split_part(k.wanted, E'\x1f', 1)) else k.wanted end as name,
        case slot.type when 'stages' then (
          select case when i.is_any then (select p.id from app_public.pipelines p order by p.position, p.id limit 1) else i.pipeline_id end
          from app_hidden.import_pipeline(k.key) i) end as pipeline_id) n
    where k.slot = slot.n and k.target is null and k.problem is null and (slot.type <> 'stages' or n.pipeline_id is not null)
  ),
  made as materialized (select m.* from pg_temp.import_made m where m.slot in (select s.n from app_hidden.import_kin(import_plan.slot) s)),
  -- Of several spellings the most frequent one.
  planned as (
    insert into pg_temp.import_made (id, slot, folded, wanted, pipeline_id)
    select uuidv7(), slot.n, n.folded, (array_agg(n.name order by n.uses desc, n.name = lower(n.name), n.key))[1], n.pipeline_id
    from named n where not exists (select from made m where m.folded = n.folded and m.pipeline_id is not distinct from n.pipeline_id)
    group by n.folded, n.pipeline_id returning *
  )
  update pg_temp.import_keys k set target = p.id
  from named n join (select * from planned union all select * from made) p on p.folded = n.folded and p.pipeline_id is not distinct from n.pipeline_id
  where k.slot = slot.n and k.key = n.key;
  if found then
    analyze pg_temp.import_made;
  end if;
end
$function$;

comment on function app_hidden.import_plan(app_hidden.import_slot) is $comment$Gives an id to each record, pipeline or stage that import_keys names, nothing is called by, and may be made.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_make()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slot app_hidden.import_slot;
  v_kin app_hidden.import_slot;
  v_one record;
  v_insert text;
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
  v_stop constant text := E'\x1f';
  v_name constant text := $q$nullif(btrim(regexp_replace(m.wanted, '\S+@\S+', '', 'g'), ' "'), '')$q$;
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    perform app_hidden.import_forget(v_slot);
    v_insert := case
      when v_slot.type in ('pipelines', 'stages') then format('select app_hidden.%s from (select * from pg_temp.import_made order by folded) m where m.slot = $1',
        case v_slot.type when 'pipelines' then 'import_make_pipeline(m.id, m.wanted)' else 'import_make_stage(m.id, m.pipeline_id, m.wanted)' end)
      else format('insert into %s %s from pg_temp.import_made m where m.slot = $1', app_hidden.object_table(v_slot.target_object), case v_slot.target_object
        when 'contacts' then
          format('(id, first_name, last_name, emails) select m.id, app_hidden.import_name_part(%1$s, ''first''), app_hidden.import_name_part(%1$s, ''last''),', v_name) || $q$
            case when m.wanted like '%@%' then array[coalesce(app_hidden.import_address(m.wanted), m.wanted)] else '{}' end$q$
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
        update pg_temp.import_made m set problem = v_stop || format(case v_slot.type when 'stages' then 'The stage “%s” cannot be made: %3$s' when 'pipelines' then 'The pipeline “%s” cannot be made: %3$s' else '“%s” cannot be made in %s: %s' end,
            left(m.wanted, 80), replace(v_slot.target_object, '_', ' '), app_hidden.import_reason(v_code, v_rule, v_column, coalesce(v_slot.target_object, v_slot.type), v_message)) || v_stop || left(m.wanted, 200)
        where m.id = v_one.id;
      end;
    end loop;
    for v_kin in select * from app_hidden.import_kin(v_slot) loop
      execute format(case v_kin.type when 'many_to_many' then $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || f.problem)
        from (select r."#row" as row, min(m.problem) as problem from pg_temp.import_work r join pg_temp.import_made m on m.id = any (r.%1$I) and m.problem is not null group by 1) f
        where w."#row" = f.row and w."#action" <> 'reject'
      $q$ else $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || m.problem)
        from pg_temp.import_made m where m.id = w.%1$I and m.problem is not null and w."#action" <> 'reject'
      $q$ end, coalesce(v_kin.column_name, v_kin.field)) using v_kin.n::text;
    end loop;
    delete from pg_temp.import_made m where m.slot = v_slot.n and m.problem is not null;
  end loop;
  perform app_hidden.complete_pipeline(m.id)
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_made m on m.slot = s.n where s.type = 'pipelines';
end
$function$;

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
    elsif v_slot.type = 'pipelines' then
      delete from app_public.pipelines p where p.id = any (v_ids);
    elsif cardinality(v_ids) > 0 then
      perform app_hidden.import_delete(v_slot.target_object, v_ids);
    end if;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_make_pipeline(id uuid, name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (id, name, position)
  values (import_make_pipeline.id, import_make_pipeline.name, (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p));
end
$function$;

comment on function app_hidden.import_make_pipeline(uuid,text) is $comment$A pipeline that a file names, behind the others, without stages yet.$comment$;

grant execute on function app_hidden.import_make_pipeline(uuid,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_make_stage(id uuid, pipeline_id uuid, name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_outcome text := app_hidden.import_outcome(import_make_stage.name);
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

CREATE OR REPLACE FUNCTION app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
 RETURNS TABLE(plain text, filled text, raw text, read text, value text, error text, warning text)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  -- A formula that failed in a spreadsheet leaves its error, which is no value.
  v_error constant text := app_hidden.import_failure();
  -- What people write into such a column for nothing, too: zeros are Outlook's and MySQL's way to write no date.
  v_nothing constant text := case
    when slot.type in ('relation', 'many_to_many', 'member') then '^([-–—]+|n/a)$'
    when slot.type in ('number', 'currency', 'rating', 'date', 'date_time', 'emails', 'phones')
      then '^([-–—]+|n/a|null|none|nan|0{1,4}[-/.]00?[-/.]0{2,4}( 00:00(:00)?)?)$' end;
  v_joined constant text := case when cardinality(slot.columns) = 1 then '%s'
    else format('nullif(concat_ws(%L, %%s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end) end;
  v_plain text := (select string_agg(format('p%s_%s', slot.n, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_cells text := (select string_agg(format('f%s_%s', slot.n, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_first text := format('f%s_%s', slot.n, slot.columns[1]);
  -- Some programs keep beside the stage whether a deal is won or lost: that counts more than where it was then.
  v_outcome constant text := case when slot.type = 'stages' and cardinality(slot.columns) > 1
    then format('case when app_hidden.import_outcome(%%1$s%1$s_%3$s) <> ''open'' then %%1$s%1$s_%3$s else %%1$s%1$s_%2$s end', slot.n, slot.columns[1], slot.columns[2]) end;
  v_known text := format('l%s', slot.n);
  v_is_percent constant boolean := slot.settings ->> 'unit' = '%' and slot.column_type in ('integer', 'smallint', 'bigint');
  v_kind text;
  v_number text;
begin
  -- Each step of a cell is a column of an inner select, so that none is done twice: c<column>, the cell; plain, without what says nothing,
  -- p<n>_<column>; filled, without errors of spreadsheets, f<n>_<column>; raw, the text as given, r<n>; read, what the cast takes, t<n>.
  select string_agg(format(case when v_nothing is null then 'c%1$s as p%2$s_%1$s'
      else 'case when strpos(%3$L, left(c%1$s, 1)) = 0 or c%1$s !~* %4$L then c%1$s end as p%2$s_%1$s' end, c, slot.n, '-–—nN0', v_nothing), ', '),
    string_agg(format(case
        when slot.type in ('date', 'date_time') then 'case when (p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L) and (length(p%2$s_%1$s) > 7 or not app_hidden.import_lacks_year(p%2$s_%1$s)) then p%2$s_%1$s end as f%2$s_%1$s'
        -- Notion puts the address of what it names behind its name.
        when slot.type in ('relation', 'many_to_many', 'member') then 'case when p%2$s_%1$s like ''_%% (http%%)%%'' then regexp_replace(p%2$s_%1$s, ''(\S) \(https?://[^\s()]+\)'', ''\1'', ''g'') when p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L then p%2$s_%1$s end as f%2$s_%1$s'
        else 'case when p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L then p%2$s_%1$s end as f%2$s_%1$s' end, c, slot.n, '^' || v_error || '$'), ', ')
  into plain, filled
  from (select distinct unnest(slot.columns || slot.pipeline_columns) as c) u where c is not null;
  if v_outcome is not null then
    v_plain := format(v_outcome, 'p');
    v_first := format(v_outcome, 'f');
  end if;
  raw := case when v_outcome is null then format(v_joined, v_plain) else v_plain end;
  read := case when v_outcome is null then format(v_joined, v_cells) else v_first end;
  if slot.pipeline_columns is not null then
    raw := format('(%1$s) || coalesce(E''\x1f'' || p%2$s_%3$s, '''')', v_plain, slot.n, slot.pipeline_columns[1]);
    read := format('(%1$s) || coalesce(E''\x1f'' || f%2$s_%3$s, '''')', v_first, slot.n, slot.pipeline_columns[1]);
  end if;
  warning := format('case when r%1$s like ''%%#%%'' and r%1$s ~ %2$L then %3$L || r%1$s end', slot.n,
    case when cardinality(slot.columns) = 1 then '^' || v_error || E'(\x1f|$)' else '(^|; |\n| )' || v_error || '($|; |\n| )' end,
    slot.n || E'\x1f' || 'The cell has an error of a spreadsheet: imported without it.' || E'\x1f');
  v_kind := case
    when slot.part = 'currency' then 'sign'
    when slot.part = 'open' then slot.type
    when slot.part is not null then 'part'
    when slot.type in ('number', 'currency', 'rating') then 'number'
    when slot.type in ('emails', 'phones') then 'list'
    when slot.type in ('multi_enum', 'many_to_many') then 'known list'
    when slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then 'known'
    when slot.type in ('text', 'long_text', 'url') then 'text'
    when slot.type = 'currency_code' then 'code'
    else slot.type end;
  v_number := format(case when slot.settings ? 'is_share' then 'app_hidden.import_percent(%s)' else '%s' end,
    format('app_hidden.import_number(app_hidden.import_digits(%%s), %L)', options ->> 'numberFormat'));
  if v_kind = 'sign' then
    warning := null; -- the amount has it
  end if;
  read := case v_kind
    when 'sign' then format('app_hidden.import_currency(%s)', v_first)
    when 'part' then format('app_hidden.import_name_part(app_hidden.import_line(%s), %L)', v_first, slot.part)
    when 'number' then format(case when v_is_percent then 'app_hidden.import_rounded(%s)'
        when slot.column_type in ('integer', 'smallint', 'bigint') then 'app_hidden.import_whole(%s)' else '%s' end, format(v_number, v_first))
    when 'date' then format('app_hidden.import_date(app_hidden.import_digits(%s), %L)', v_first, options ->> 'dateOrder')
    when 'date_time' then format('app_hidden.import_date(app_hidden.import_digits(%s), %L)', v_first, options ->> 'dateOrder')
    when 'boolean' then format('app_hidden.import_boolean(%s)', v_first)
    when 'list' then case when cardinality(slot.columns) = 1 and slot.type = 'emails'
        then format('case when %1$s ~ ''^[\x21-\x7e]+$'' and %1$s !~ ''[;,|<>:]'' then array[lower(%1$s)] else app_hidden.import_list(array[%1$s], ''emails'') end', v_first)
      when cardinality(slot.columns) = 1 then format('case when %1$s ~ ''^[\x20-\x7e]+$'' and %1$s !~ ''[;,|/:]'' then array[%1$s] else app_hidden.import_list(array[%1$s], ''phones'') end', v_first)
      else format('app_hidden.import_list(array[%s], %L)', v_cells, slot.type) end
    when 'known list' then format('app_hidden.import_list(array[%s], ''multi_enum'')', v_cells)
    when 'code' then format('coalesce(app_hidden.import_currency(%1$s), upper(%1$s))', v_first)
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
      then format('r%1$s is not null and coalesce(t%1$s ~ ''[;,|]'', true) and r%1$s !~ ''^%2$s$''', slot.n, v_error) end
    when slot.type = 'emails' then format('not app_hidden.are_emails(t%s)', slot.n)
    when v_kind = 'list' then null
    else format('r%1$s is not null and not coalesce(pg_input_is_valid(t%1$s, %2$L), false) and r%1$s !~ ''^%3$s$''', slot.n, slot.column_type, v_error)
      || case when slot.type in ('date', 'date_time') then format(' and not app_hidden.import_lacks_year(r%s)', slot.n) else '' end end;
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
  if v_kind in ('date', 'date_time') then
    warning := concat_ws(', ', warning, format('case when app_hidden.import_lacks_year(r%1$s) then %2$L || r%1$s end', slot.n, slot.n || E'\x1fThe date has no year: imported without it.\x1f'));
  elsif v_kind = 'number' and v_is_percent then
    warning := concat_ws(', ', warning, format('case when pg_input_is_valid(%2$s, ''numeric'') and (%2$s)::numeric <> t%1$s::numeric then %3$L || r%1$s end', slot.n, format(v_number, 'r' || slot.n), slot.n || E'\x1fImported as a whole number.\x1f'));
  end if;
  if slot.part = 'open' then
    error := null; -- the other field has them
    warning := null;
  end if;
  if slot.warns_of_empty then
    warning := concat_ws(', ', warning, format('case when r%s is null then %L end', slot.n, slot.n || E'\x1f' || format('The cell is empty: imported without %s.', slot.label) || E'\x1f'));
  end if;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_source(import_id uuid, slots app_hidden.import_slot[], plain text, filled text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  -- An offset keeps each step for itself; of a bare 0 the planner believes that it needs the rows in order, and reads them by one process.
  return format('(select *, %s from (select c.row_number, c.problem, %s from (select s.row_number, s.problem, %s from app_hidden.import_cells s where s.import_id = %L offset ''0'') c offset ''0'') p offset ''0'')',
    import_source.filled, import_source.plain, (
      select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', u.c), ', ')
      from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(import_source.slots) s) u where u.c is not null),
    import_source.import_id);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_shares(import_id uuid, slot app_hidden.import_slot, options jsonb)
 RETURNS app_hidden.import_slot
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_e record;
  v_exact app_hidden.import_slot;
  v_is_share boolean;
begin
  if slot.settings ->> 'unit' = '%' and slot.column_type in ('integer', 'smallint', 'bigint') then
    v_exact := slot;
    v_exact.settings := slot.settings - 'unit'; -- by which its decimals are rounded
    v_exact.column_type := 'numeric';
    select * into v_e from app_hidden.import_expressions(v_exact, options);
    execute format($q$
      select bool_and(n::numeric between 0 and 1 and raw not like '%%\%%%%') and bool_or(n::numeric <> trunc(n::numeric))
      from (select %s as raw, %s as n from %s f where f.problem is null) r where pg_input_is_valid(n, 'numeric')
    $q$, v_e.raw, v_e.read, app_hidden.import_source(import_shares.import_id, array[slot], v_e.plain, v_e.filled)) into v_is_share;
    if v_is_share then
      slot.settings := slot.settings || '{"is_share": true}';
    end if;
  end if;
  return slot;
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
  v_plain text := '';
  v_filled text := '';
  v_inner text := '';
  v_outer text := '';
  v_joins text := '';
  v_errors text := '';
  v_warnings text := '';
  v_id text := 'uuidv7()';
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
  v_slots := array(select app_hidden.import_shares(v_import.id, s, v_options) from app_hidden.import_slots(v_import.id) s order by s.n);
  perform set_config('datestyle', 'ISO, ' || (v_options ->> 'dateOrder'), true),
    set_config('timezone', coalesce((select u.time_zone from app_public.users u join pg_catalog.pg_timezone_names z on z.name = u.time_zone where u.id = v_import.user_id), 'UTC'), true),
    -- A few thousand rows tell enough of a file.
    set_config('default_statistics_target', '10', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true);

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
    execute format('insert into pg_temp.import_keys (slot, key, uses, wanted) select $1, k.key, count(*), coalesce(%s, %s) from (select %s as key from %s f where f.problem is null) k where k.key is not null group by k.key',
      -- What a stage is said to be is said of its name; the pipeline stands behind that.
      case when v_slot.type = 'stages' then '$2 ->> split_part(k.key, E''\x1f'', 1)' else '$2 ->> k.key' end,
      -- People are found, and made, as they are called: "Berg, Ana" is Ana Berg.
      case when v_slot.target_object = 'contacts' then $q$case when k.key like '%,%' and k.key not like '%@%'
        then concat_ws(' ', app_hidden.import_name_part(k.key, 'first'), app_hidden.import_name_part(k.key, 'last')) else k.key end$q$ else 'k.key' end,
      case when v_slot.type in ('multi_enum', 'many_to_many') then format('unnest(%s)', v_e.read) else v_e.read end, app_hidden.import_source(v_import.id, array[v_slot], v_e.plain, v_e.filled))
    using v_slot.n, v_slot.values;
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
    v_plain := v_plain || ', ' || v_e.plain;
    v_filled := v_filled || ', ' || v_e.filled;
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
  execute format($q$
    create temp table import_work on commit drop as
    select x.row_number as "#row", %s as "#id", 'create'::text as "#action", false as "#suspect", false as "#later", null::jsonb as "#diff", null::text as "#title",
      -- What stands in the cells of a row that cannot be read says nothing.
      case when x.problem is not null then array[E'0\x1f' || x.problem || E'\x1f'] else array_remove(array[%s]::text[], null) end as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (select f.row_number, f.problem %s from %s f offset '0') x %s
  $q$, v_id, ltrim(v_errors, ', '), ltrim(v_warnings, ', '), v_outer, v_inner,
    app_hidden.import_source(v_import.id, v_slots, ltrim(v_plain, ', '), ltrim(v_filled, ', ')), v_joins);
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
  perform app_hidden.import_close();
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  perform app_hidden.import_make();
  perform app_hidden.import_differ();
  return v_rows;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_close()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slots constant app_hidden.import_slot[] := (select i.slots from pg_temp.import_state i where i.object = 'deals');
begin
  if exists (select from unnest(v_slots) s where s.field = 'closed_at') then
    execute format($q$
      update pg_temp.import_work w set
        closed_at = case when not r.is_open then w.closed_at end,
        expected_close_date = case when r.is_open then coalesce(w.expected_close_date, w.closed_at::date) when %1$L then r.expected_close_date else w.expected_close_date end
      from (
        select u."#row" as row, d.expected_close_date, coalesce(
          (select s.outcome from app_public.stages s where s.id = coalesce(%2$s, d.stage_id)), (select app_hidden.import_outcome(m.wanted) from pg_temp.import_made m where m.id = %2$s), 'open') = 'open' as is_open
        from pg_temp.import_work u left join app_public.deals d on d.id = u."#id") r
      where r.row = w."#row" and w."#action" in ('create', 'update')
    $q$, exists (select from unnest(v_slots) s where s.part = 'open'), case when exists (select from unnest(v_slots) s where s.field = 'stage') then 'u.stage_id' else 'null::uuid' end);
  end if;
end
$function$;

comment on function app_hidden.import_close() is $comment$Of deals that are open, the date at which they are said to be closed is when they are expected to.$comment$;

grant execute on function app_hidden.import_close() to :MEMBER;

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
  else
    -- A list is cleared by having nothing in it.
    select string_agg(format('%1$I = coalesce(w.%1$I, ''{}'')', s.column_name), ', ') into v_keep
    from unnest(v_state.slots) s where s.type in ('emails', 'phones', 'multi_enum');
    if v_keep is not null then
      execute format('update pg_temp.import_work w set %s where w."#action" = ''update''', v_keep);
    end if;
  end if;
  execute format('update pg_temp.import_work w set "#action" = ''unchanged'' from %s t where t.id = w."#id" and w."#action" = ''update'' and %s', v_table, v_same);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_link()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_state record;
  v_table regclass;
  v_slot app_hidden.import_slot;
  v_link record;
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
    select * into v_link from app_hidden.link_columns(v_slot.link_table);
    execute format($q$
      with wanted as (
        select w."#row" as row, w."#id" as id, u.target from pg_temp.import_work w cross join unnest(w.%1$I) u (target)
        where w."#action" in ('create', 'update', 'unchanged')),
      added as (
        insert into %2$s (%3$I, %4$I) select n.id, n.target from wanted n
        where not exists (select from %2$s l where l.%3$I = n.id and l.%4$I = n.target)
        on conflict do nothing returning %3$I as id)
      update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select a.id from added a)
    $q$, v_slot.field, v_link.name, v_link.source, v_link.target);
    if v_state.options ->> 'emptyCells' = 'clear' then
      execute format($q$
        with cleared as (
          delete from %2$s l using pg_temp.import_work w
          where l.%3$I = w."#id" and w."#action" in ('update', 'unchanged') and w.%1$I is null
            and l.%4$I in (select r.id from app_public.records r where r.object = %5$L) returning l.%3$I as id)
        update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select c.id from cleared c)
      $q$, case when v_slot.is_self then '#key' || v_slot.n else v_slot.field end, v_link.name, v_link.source, v_link.target, v_slot.target_object);
    end if;
  end loop;
  perform app_hidden.import_unmake();
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_counts()
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  return (
    with made as (select r.id, s.type, s.target_object from pg_temp.import_made r join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = r.slot)
    select jsonb_build_object(
      'created', count(*) filter (where w."#action" = 'create'),
      'updated', count(*) filter (where w."#action" = 'update'),
      'unchanged', count(*) filter (where w."#action" = 'unchanged'),
      'rejected', count(*) filter (where w."#action" = 'reject'),
      'warned', count(*) filter (where w."#action" <> 'reject' and cardinality(w."#warnings") > 0),
      'related', (
        select coalesce(jsonb_object_agg(m.name, m.count), '{}') from (
          select coalesce(m.target_object, m.type) as name, count(*) as count from made m group by 1) m),
      'pipelines', (select coalesce(jsonb_agg(m.id) filter (where m.type = 'pipelines'), '[]') from made m),
      'stages', (select coalesce(jsonb_agg(m.id) filter (where m.type = 'stages'), '[]') from made m),
      'problems', app_hidden.import_summary())
    from pg_temp.import_work w);
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
  v_id text;
  v_columns jsonb;
  v_guess record;
  v_before jsonb;
begin
  -- Which columns hold ids that the file itself gives its rows.
  select c ->> 'index' into v_id from jsonb_array_elements(file -> 'columns') c where c ->> 'kind' = 'uuid' and app_hidden.import_key(c ->> 'name') = 'id';
  select jsonb_agg(c.col || jsonb_build_object('isOfFile', v_id <> c.col ->> 'index' and cardinality(i.ids) > 0 and cardinality(i.ids) = (
      select count(distinct s.cells[v_id::integer + 1]) from app_hidden.import_cells s where s.import_id = v_import.id and s.cells[v_id::integer + 1] = any (i.ids))) order by c.n)
  into v_columns from jsonb_array_elements(file -> 'columns') with ordinality c (col, n)
  cross join lateral (select array(select distinct m[1] from jsonb_array_elements_text(c.col -> 'samples') s, regexp_matches(s, '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}', 'g') m) as ids) i;
  v_guess := app_hidden.import_guess(v_import.object, v_columns, (file ->> 'rowCount')::integer);
  -- Where the member's last file with these columns went. How it was imported (anew, as updates) is asked each time.
  select i.mapping into v_before from app_public.imports i
  where i.object = v_import.object and i.signature = v_signature and i.user_id = v_import.user_id and i.status = 'done'
  order by i.id desc limit 1;
  update app_public.imports i set
    encoding = file ->> 'encoding', delimiter = file ->> 'delimiter', has_header = (file ->> 'hasHeader')::boolean,
    row_count = (file ->> 'rowCount')::integer, columns = coalesce(v_guess.columns_known, '[]'), signature = v_signature,
    mapping = coalesce((
      select jsonb_agg(m) from jsonb_array_elements(v_before) m
      where m ->> 'field' = any (array(select t.field from app_public.import_targets(v_import.object) t))), v_guess.mapping),
    options = jsonb_strip_nulls(jsonb_build_object('dateOrder', file -> 'dateOrder', 'numberFormat', file -> 'numberFormat')),
    status = 'ready'
  where i.id = v_import.id;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.begin_import(import_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET default_statistics_target TO '10'
AS $function$
declare
  v_import app_public.imports;
begin
  update app_public.imports i set attempts = i.attempts + 1, started_at = clock_timestamp(), phase = 'reading', rows_done = 0
  where i.id = begin_import.import_id returning i.* into v_import;
  if v_import.status <> 'undoing' then
    delete from app_public.import_rows r where r.import_id = begin_import.import_id;
    -- Of what was uploaded just now the planner knows nothing: it would not let several processes read many rows.
    if v_import.row_count > 5000 then
      analyze app_hidden.import_cells;
    end if;
  end if;
  return v_import.attempts;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.end_import(import_id uuid, status text, counts jsonb DEFAULT '{}'::jsonb, message text DEFAULT ''::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- It is theirs until the end: who is put out, or whose key is revoked, while it runs writes nothing.
  if end_import.status in ('done', 'undone') and (app_hidden.import_access(end_import.import_id)).user_id is null then
    perform app_hidden.fail('RM403', 'imports_owner_active', 'Whoever began this import is not active any more.');
  end if;
  -- An undo that did not happen leaves the import as it was.
  update app_public.imports i set status = case when i.status = 'undoing' and end_import.status <> 'undone' then 'done' else end_import.status end, phase = '', finished_at = clock_timestamp(), message = coalesce(end_import.message, ''), is_cancelled = false,
    rows_done = case when end_import.status in ('checked', 'done') then i.row_count else i.rows_done end,
    created = coalesce((counts ->> 'created')::integer, i.created), updated = coalesce((counts ->> 'updated')::integer, i.updated),
    unchanged = coalesce((counts ->> 'unchanged')::integer, i.unchanged), rejected = coalesce((counts ->> 'rejected')::integer, i.rejected),
    warned = coalesce((counts ->> 'warned')::integer, i.warned), related = coalesce(counts -> 'related', i.related), problems = coalesce(counts -> 'problems', i.problems),
    transaction_id = case end_import.status when 'done' then pg_current_xact_id()::text::bigint else i.transaction_id end,
    stages = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'stages')::uuid) else i.stages end,
    pipelines = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'pipelines')::uuid) else i.pipelines end
  where i.id = end_import.import_id;
  if end_import.status = 'done' then
    delete from app_hidden.import_cells c where c.import_id = end_import.import_id;
  end if;
end
$function$;

comment on function app_hidden.end_import(uuid,text,jsonb,text) is $comment$How an import ended. Of a real one this is part of its transaction: both are there, or neither. Raises RM403 when whose it is is not active any more.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.remove_import_pipelines(import_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 DELETE FROM app_public.stages s
    USING app_public.imports i
   WHERE ((i.id = remove_import_pipelines.import_id) AND (s.id = ANY (i.stages)) AND app_hidden.can_manage('pipelines'::text) AND (NOT (EXISTS ( SELECT
            FROM app_public.deals d
           WHERE (d.stage_id = s.id)))));
 DELETE FROM app_public.pipelines p
    USING app_public.imports i
   WHERE ((i.id = remove_import_pipelines.import_id) AND (p.id = ANY (i.pipelines)) AND app_hidden.can_manage('pipelines'::text) AND (NOT (EXISTS ( SELECT
            FROM app_public.deals d
           WHERE (d.pipeline_id = p.id)))));
END;

comment on function app_hidden.remove_import_pipelines(uuid) is $comment$Deletes the pipelines and stages that an import made, if the caller manages pipelines and no deal is in them.$comment$;

grant execute on function app_hidden.remove_import_pipelines(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.clean_up_imports()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update app_public.imports i set status = 'cancelled', message = 'Nobody ran it for a week; its file is dropped.', finished_at = now()
  where i.status in ('ready', 'checked') and i.created_at < now() - interval '7 days';
  delete from app_hidden.import_cells c where c.import_id in (select distinct s.import_id from app_hidden.import_cells s)
    and not exists (select from app_public.imports i where i.id = c.import_id
      and (i.status in ('ready', 'checked', 'checking', 'running') or i.created_at > now() - interval '7 days'));
  update app_public.exports e set status = 'stopped', finished_at = now() where e.status = 'running' and e.created_at < now() - interval '1 day';
end
$function$;

comment on function app_hidden.clean_up_imports() is $comment$Drops the files of imports that nobody is going to run, and notes that exports are over which a stopped server left; daily.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.sees_changes(transaction_id bigint, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN (app_hidden.is_owner() OR (NOT (EXISTS (SELECT FROM ((app_public.changes c LEFT JOIN app_public.records r ON ((r.id = c.record_id))) LEFT JOIN app_hidden.read_scopes s ON (((s.object = COALESCE(r.object, c.object)) AND (s.db_role = (SELECT t.db_role FROM app_public.roles t WHERE (t.id = app_hidden.role_id())))))) WHERE ((c.transaction_id = sees_changes.transaction_id) AND (c.at = sees_changes.at) AND (c.user_id IS DISTINCT FROM app_hidden.user_id()) AND (NOT ((s.scope = 'all'::text) OR ((s.scope = 'own'::text) AND (app_hidden.user_id() = ANY (array_remove(ARRAY[r.owner_id, ((c.old ->> 'owner_id'::text))::uuid], NULL::uuid)))))))))));

CREATE OR REPLACE FUNCTION app_hidden.as_deleted(id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
RETURN (SELECT CASE WHEN (app_hidden.is_program() OR app_hidden.sees_deleted(c.*)) THEN c.old ELSE NULL::jsonb END AS "case" FROM app_public.changes c WHERE ((c.record_id = as_deleted.id) AND (c.operation = 'delete'::text) AND (c.old ? 'created_at'::text)) ORDER BY c.id DESC LIMIT 1);

comment on function app_hidden.as_deleted(uuid) is $comment$What a record was when it was deleted; null when there was none, or the member whose own login asks may not see it.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.check_ids(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if cardinality(check_ids.ids) = 0 then
    return;
  end if;
  -- Asked once for each kind of deletion, and not for each of thousands of records that come back.
  perform from (
    select distinct on ((l.change).object, (l.change).user_id, (l.change).old ->> 'owner_id') l.change
    from unnest(check_ids.ids) i (id)
    cross join lateral (
      select c as change from app_public.changes c
      where c.record_id = i.id and c.operation = 'delete' and c.old ? 'created_at' order by c.id desc limit 1) l) k
  where not coalesce(app_hidden.sees_deleted(k.change), false) limit 1;
  if found then
    perform app_hidden.fail('RM409', 'id_unused', 'This id belongs to a record that was deleted.', 'Leave the id out: every record gets one of its own.', 'id');
  end if;
end
$function$;

comment on function app_hidden.check_ids(uuid[]) is $comment$Refuses ids for new records that were those of deleted ones which the caller may not see: with the id they would get the history. Raises RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.check_columns(steps app_hidden.undo_step[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_object text;
  v_found record;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') order by 1 loop
    -- Locked, so that nobody changes them between this look and the undo.
    execute format($sql$
      select s.record_id, s.title, s.last_id, s.verb, t.now is null as is_gone, differing.columns
      from unnest($1) s
      left join lateral (select to_jsonb(r.*) as now from %1$s r where r.id = s.record_id for update) t on true
      left join lateral (
        select array_agg(k order by k) as columns from jsonb_object_keys(s.had) k
        where s.verb <> 'insert' and (s.verb = 'update' or t.now ? k) and t.now -> k is distinct from s.had -> k) differing on true
      where s.object = $2 and s.verb in ('insert', 'update', 'delete')
        and (case s.verb when 'insert' then t.now is not null else t.now is null end or differing.columns is not null
          -- Restored and deleted again since, with what it had become by then; what only took the restoring back left it as it was.
          or s.verb = 'insert' and exists (
            select from app_public.changes c
            where c.record_id = s.record_id and c.object = s.object and c.id > s.last_id and c.operation = 'delete' and c.undoes is null))
      limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        case when v_found.verb <> 'insert' and not v_found.is_gone then v_found.columns end,
        case when not v_found.is_gone then (
          select format('had a value in “%s”, a field that was deleted since', k) from unnest(v_found.columns) k
          where k not in (select a.attname from pg_catalog.pg_attribute a where a.attrelid = app_hidden.object_table(v_object) and not a.attisdropped) limit 1) end);
    end if;
    -- Of what was created, fields that were empty then may have been filled since.
    execute format($sql$
      select s.record_id, s.title, s.last_id, array_agg(distinct k.name) as columns
      from unnest($1) s
      join %1$s r on r.id = s.record_id
      join app_public.changes c on c.record_id = s.record_id and c.id > s.last_id and c.operation = 'update'
      cross join jsonb_object_keys(c.new) k (name)
      where s.object = $2 and s.verb = 'delete' and to_jsonb(r.*) ? k.name and coalesce(to_jsonb(r.*) -> k.name, 'null') <> coalesce(s.had -> k.name, 'null')
      group by s.record_id, s.title, s.last_id limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, v_found.columns);
    end if;
  end loop;
end
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
  -- Locked like the records themselves (check_columns), so that nobody attaches a note between this look and the undo.
  perform from app_public.records r where r.id = any (v_leaving) for update;
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
  select s.record_id, s.title, s.last_id, f.label into v_found
  from unnest(steps) s
  join app_public.fields f on f.object = s.object and f.type = 'member' and s.wanted ->> f.column_name is not null
  where s.verb = 'update' and not exists (select from app_public.users u where u.id = (s.wanted ->> f.column_name)::uuid)
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
      what => format('had as its %s a member who was removed since', lower(v_found.label)));
  end if;
  select s.record_id, s.title, s.last_id into v_found
  from unnest(steps) s
  where s.object = 'deals' and s.verb in ('insert', 'update')
    and s.wanted ->> 'stage_id' is not null and not exists (select from app_public.stages t where t.id = (s.wanted ->> 'stage_id')::uuid)
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => 'was in a stage that was removed since');
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

comment on function app_hidden.check_targets(app_hidden.undo_step[]) is $comment$Refuses an undo that would point to records, members or stages which are gone, or make or remove links that are so already.$comment$;

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
  -- Whoever undoes the same at the same time waits, and then sees that it is done.
  perform pg_advisory_xact_lock(hashtextextended('app_hidden.plan_undo', plan_undo.transaction_id));
  if record_id is not null and app_hidden.deletion_of(plan_undo.record_id) <> plan_undo.transaction_id then
    perform app_hidden.fail('RM404', 'restore_known', 'There is no such record to restore.', field => 'id');
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
  perform app_hidden.check_objects(v_steps);
  perform app_hidden.check_columns(v_steps);
  if plan_undo.record_id is null then
    perform app_hidden.check_dependents(v_steps);
    perform app_hidden.check_targets(v_steps);
  else -- one record comes back without those that went with it
    v_steps[1].wanted := v_steps[1].wanted - array(
      select r.column_name::text from app_hidden.relation_columns(v_steps[1].object) r
      where not exists (select from app_public.records t where t.id = (v_steps[1].wanted ->> r.column_name)::uuid));
    -- What it had lost before only because another record was deleted, it points to again if that one has come back.
    v_steps[1].wanted := v_steps[1].wanted || coalesce((
      select jsonb_object_agg(r.column_name, l.old -> r.column_name::text)
      from app_hidden.relation_columns(v_steps[1].object) r
      cross join lateral (
        select c.* from app_public.changes c
        where c.record_id = plan_undo.record_id and c.object = v_steps[1].object and c.operation = 'update' and c.id < v_steps[1].last_id and c.new ? r.column_name::text
        order by c.id desc limit 1) l
      where v_steps[1].wanted ->> r.column_name is null and l.new ->> r.column_name is null
        and exists (
          select from app_public.changes d
          where d.transaction_id = l.transaction_id and d.at = l.at and d.record_id = (l.old ->> r.column_name)::uuid and d.operation = 'delete' and d.object = r.target)
        and app_hidden.may_link(r.target, (l.old ->> r.column_name)::uuid, plan_undo.record_id, v_steps[1].object || '.' || r.column_name)), '{}');
    -- A deal whose stage was removed comes back into the first one of its pipeline.
    if v_steps[1].object = 'deals' and not exists (select from app_public.stages s where s.id = (v_steps[1].wanted ->> 'stage_id')::uuid) then
      v_steps[1].wanted := v_steps[1].wanted - array['stage_id', 'probability']
        - array(select 'pipeline_id' where not exists (select from app_public.pipelines p where p.id = (v_steps[1].wanted ->> 'pipeline_id')::uuid));
    end if;
  end if;
  return query select * from app_hidden.own_writes(v_steps);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.update_apart(object text, rows jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare
  v_half integer := jsonb_array_length(rows) / 2;
begin
  perform app_hidden.update_records(update_apart.object, update_apart.rows);
  return '[]';
exception when unique_violation then
  return case when v_half = 0 then rows
    else app_hidden.update_apart(object, jsonb_path_query_array(rows, '$[0 to $n]', jsonb_build_object('n', v_half - 1)))
      || app_hidden.update_apart(object, jsonb_path_query_array(rows, '$[$n to last]', jsonb_build_object('n', v_half))) end;
end
$function$;

comment on function app_hidden.update_apart(text,jsonb) is $comment$Updates those records whose values no other one has, and gives back the rows of the others.$comment$;

grant execute on function app_hidden.update_apart(text,jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.update_in_turns(object text, rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_rows jsonb := rows;
  v_left jsonb;
begin
  loop
    v_left := app_hidden.update_apart(update_in_turns.object, v_rows);
    exit when v_left = '[]';
    if jsonb_array_length(v_left) = jsonb_array_length(v_rows) then
      perform app_hidden.update_records(update_in_turns.object, v_left); -- which says what stands in the way
    end if;
    v_rows := v_left;
  end loop;
end
$function$;

comment on function app_hidden.update_in_turns(text,jsonb) is $comment$Updates records that take over unique values from each other, each once its value is free.$comment$;

grant execute on function app_hidden.update_in_turns(text,jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.write_steps(steps app_hidden.undo_step[], verbs text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_verb text;
  v_object text;
  v_ids uuid[];
  v_rows jsonb;
begin
  foreach v_verb in array verbs loop
    for v_object, v_ids, v_rows in
      select s.object, array_agg(s.record_id order by s.last_id desc),
        jsonb_agg(s.wanted || jsonb_build_object('id', s.record_id) order by s.last_id desc) filter (where s.wanted is not null)
      from unnest(steps) s where s.verb = split_part(v_verb, ' ', 1) group by s.object order by max(s.last_id) desc
    loop
      case v_verb
        when 'update' then perform app_hidden.update_records(v_object, v_rows);
        when 'update in turns' then perform app_hidden.update_in_turns(v_object, v_rows);
        when 'delete' then perform app_hidden.delete_records(v_object, v_ids);
        when 'insert' then perform app_hidden.create_records(v_object, v_rows);
      end case;
    end loop;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.carry_out_undo(transaction_id bigint, steps app_hidden.undo_step[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_source text := current_setting('app.source', true);
begin
  perform set_config('app.source', 'undo', true), set_config('app.undoes', carry_out_undo.transaction_id::text, true);
  perform app_hidden.write_links(steps, 'unlink');
  begin
    -- What pointed to something that goes points elsewhere first, so that it is never without.
    perform app_hidden.write_steps(steps, array['update', 'delete', 'insert']);
  exception when unique_violation then
    -- Unless it wants a value that what goes, or another one that changes, still has.
    perform app_hidden.write_steps(steps, array['delete', 'update in turns', 'insert']);
  end;
  perform app_hidden.reconnect(carry_out_undo.transaction_id);
  perform app_hidden.write_links(steps, 'link');
  perform set_config('app.source', coalesce(v_source, ''), true), set_config('app.undoes', '', true);
exception when insufficient_privilege then
  perform app_hidden.fail('RM403', 'undo_allowed', format('Your role may not write %s, so this cannot be undone.',
    coalesce(replace(substring(sqlerrm from '(?:table|view|relation) "?(\w+)"?'), '_', ' '), 'these records')), 'Ask somebody who may.');
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.take_over(keep uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_transaction constant bigint := pg_current_xact_id()::text::bigint;
  v_object text := (select r.object from app_public.records r where r.id = take_over.keep);
  -- What this very transaction has deleted.
  v_gone constant uuid[] := array(
    select c.record_id from app_public.changes c where c.transaction_id = v_transaction and c.operation = 'delete' and c.object = v_object);
  v_relation record;
  v_link record;
  v_column name;
begin
  if not app_hidden.may_edit(take_over.keep) then
    return;
  end if;
  for v_relation in
    select o.name as object, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r where r.target = v_object
  loop
    execute format($sql$
      update %1$s t set %2$I = $1 from app_public.changes c
      where c.transaction_id = $2 and c.object = $3 and c.record_id = t.id and (c.old ->> %2$L)::uuid = any ($4) and t.%2$I is null and t.id <> $1$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name)
    using take_over.keep, v_transaction, v_relation.object, v_gone;
  end loop;
  for v_link in select * from app_hidden.link_tables() loop
    foreach v_column in array v_link.columns loop
      execute format($sql$
        insert into %1$s select r.* from app_public.changes c
        cross join lateral jsonb_populate_record(null::%1$s, c.old || jsonb_build_object(%2$L, $1)) r
        where c.transaction_id = $2 and c.object = $3 and c.operation = 'delete' and (c.old ->> %2$L)::uuid = any ($4)
          and not exists (select from unnest($5) k where k <> %2$L and not exists (select from app_public.records o where o.id = (c.old ->> k)::uuid))
        on conflict do nothing$sql$, v_link.link_table, v_column)
      using take_over.keep, v_transaction, v_link.name, v_gone, v_link.columns;
    end loop;
  end loop;
end
$function$;

comment on function app_hidden.take_over(uuid) is $comment$Gives to a record that the caller may change what the database took from those of its object that this transaction has deleted: relations that pointed to them, notes, tasks, links, favourites.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.cell(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((ascii(value) = ANY (ARRAY[9, 10, 13, 43, 45, 61, 64, 65291, 65293, 65309, 65312])) AND (value !~ '^[+-]?[0-9 ().,/-]*$'::text)) THEN (''''::text || value) WHEN ((ascii(value) = 39) AND (value ~ '^''+[=+@\t\n\r＝＋＠－-]'::text)) THEN (''''::text || value) ELSE value END;

comment on function app_hidden.cell(text) is $comment$A text as a spreadsheet may open it: what would be a formula (it begins with =, +, -, @, also in full width, a tab or the end of a line: OWASP, CSV injection) begins with an apostrophe, and with one more what begins so by itself: import_cell takes it off again. Numbers and phone numbers stay as they are.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.export_columns(object text, fields text[], format text, alias text)
 RETURNS TABLE(name text, expression text, joined text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field record;
  v_value text;
  v_target app_public.objects;
  v_link record;
  v_unknown text;
  v_currency text;
  v_table text;
  v_title text;
begin
  if export_columns.object = 'changes' then
    return query select c.name, c.expression, case c.name when 'user' then format('left join app_public.users user_id on user_id.id = %s.user_id', alias) end from (values
      ('id', '%1$s.id'), ('at', 'to_char(%1$s.at at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'),
      ('user', 'app_hidden.cell(user_id.name)'), ('userId', '%1$s.user_id'),
      ('apiKeyId', '%1$s.api_key_id'), ('dbRole', '%1$s.db_role'), ('source', '%1$s.source'), ('transactionId', '%1$s.transaction_id'),
      ('undoes', '%1$s.undoes'), ('operation', '%1$s.operation'), ('object', '%1$s.object'), ('recordId', '%1$s.record_id'),
      ('title', 'app_hidden.cell(%1$s.title)'), ('old', '%1$s.old'), ('new', '%1$s.new')) v (name, template)
    cross join lateral (select v.name, format(v.template, alias) as expression) c
    where export_columns.fields is null or c.name = 'id' or c.name = any (export_columns.fields);
    return;
  end if;
  select f into v_unknown from unnest(export_columns.fields) f
  where f not in ('id', 'about') and not exists (select from app_public.fields k where k.object = export_columns.object and k.api_name = f and k.is_active);
  if found then
    perform app_hidden.fail('RM400', 'export_fields_known', format('%s have no field “%s”.', export_columns.object, v_unknown), field => 'fields');
  end if;
  name := 'id';
  expression := format('%s.id', alias);
  return next;
  for v_field in
    select k.* from (
      select f.*, f.api_name as wanted from app_public.fields f where f.object = export_columns.object and f.is_active
      union all select f.*, 'about' from app_hidden.about_fields(export_columns.object) f) k
    where export_columns.fields is null or k.wanted = any (export_columns.fields)
    order by array_position(export_columns.fields, k.wanted), k.position, k.name
  loop
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      select * into v_link from app_hidden.link_columns(v_field.link_table);
      if format = 'csv' then
        name := v_field.api_name || 'Ids';
        expression := format('(select string_agg(t.id::text, ''; '' order by t.%1$I, t.id) from %2$s l join %3$s t on t.id = l.%6$I where l.%5$I = %4$s.id)',
          v_target.title_column, v_link.name, app_hidden.object_table(v_target.name), alias, v_link.source, v_link.target);
        return next;
        name := v_field.api_name;
      end if;
      expression := format('(select %s from %s l join %s t on t.id = l.%I where l.%I = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%1$I) order by t.%1$I, t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(app_hidden.list_item(t.%1$I::text), ''; '' order by t.%1$I, t.id))', v_target.title_column) end,
        v_link.name, app_hidden.object_table(v_target.name), v_link.target, v_link.source, alias);
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
    continue when (v_field.type in ('member', 'relation') or v_field.settings ->> 'options' in ('stages', 'pipelines')) is not true;
    v_table := 'app_public.users';
    v_title := 'name';
    if v_field.type = 'relation' then
      select app_hidden.object_table(o.name), o.title_column into v_table, v_title from app_public.objects o where o.name = v_field.target_object;
    elsif v_field.type <> 'member' then
      v_table := format('app_public.%I', v_field.settings ->> 'options');
    end if;
    -- Joined, and not a subquery for each row: PostgreSQL remembers what it has found. Under the column's name, which no other field has.
    name := app_hidden.camel(v_field.name) || case v_field.column_name when v_field.name then 'Name' else '' end;
    expression := format(case format when 'csv' then 'app_hidden.cell(%I.%I::text)' else '%I.%I::text' end, v_field.column_name, v_title);
    joined := format('left join %1$s %2$I on %2$I.id = %3$s', v_table, v_field.column_name, v_value);
    return next;
    joined := null;
  end loop;
end
$function$;

comment on function app_hidden.export_columns(text,text[],text,text) is $comment$The columns of an export, each with the SQL that gives it for a row called alias and what that row is joined to for it: the chosen fields, or all (about: what notes and tasks are about); related records by id and title. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.end_export(id uuid, status text, row_count bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE app_public.exports e SET status = end_export.status, row_count = end_export.row_count, finished_at = clock_timestamp()
   WHERE ((e.id = end_export.id) AND (e.user_id = app_hidden.user_id()));
END;

drop function app_hidden.remove_import_stages(uuid);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
