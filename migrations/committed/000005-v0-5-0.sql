--! Previous: sha1:8cae23ddcbde746f29e6ce3189f9598264af308f
--! Hash: sha1:73510dd75dbbfce0d85a5839054f631c60dad571
--! Message: v0-5-0

create index changes_operation_idx on app_public.changes (operation, id);

create table app_private.former_objects (
  name text primary key,
  readers uuid[] not null
);
alter table app_private.former_objects enable row level security;
comment on table app_private.former_objects is
  'What the audit log calls objects, and the links from and to them, that were deleted, with the roles that read all of them then: only these, and who reads the whole log, read on what is told of them there.';

update app_public.views set columns = '[]', filter = '{}', sort = '[]', aggregates = '{}', settings = '{}'
where octet_length(concat(columns, filter, sort, aggregates, settings)) > 100000
  or jsonb_path_exists(jsonb_build_array(columns, filter, sort, aggregates, settings), '$.**{100}');
alter table app_public.views add constraint views_size check (octet_length(concat(columns, filter, sort, aggregates, settings)) <= 100000
  and not jsonb_path_exists(jsonb_build_array(columns, filter, sort, aggregates, settings), '$.**{100}'));
comment on constraint views_size on app_public.views is 'A view takes up to 100,000 characters, and conditions in conditions up to 40 deep.';

comment on column app_public.changes.object is 'The object of the record; of a link between records, its table (note_targets). What was deleted has “ (deleted)” behind it when something else may be called so.';

CREATE OR REPLACE FUNCTION app_hidden.written(value timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return to_char(value, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM');
end
$function$;

comment on function app_hidden.written(timestamp with time zone) is $comment$A point in time as ISO 8601 has it, with microseconds and the offset of the session's time zone.$comment$;

grant execute on function app_hidden.written(timestamp with time zone) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.written(value date)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return to_char(value, 'YYYY-MM-DD');
end
$function$;

comment on function app_hidden.written(date) is $comment$A date as ISO 8601 has it.$comment$;

grant execute on function app_hidden.written(date) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.written(value anyarray)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return value::text;
end
$function$;

comment on function app_hidden.written(anyarray) is $comment$A list as PostgreSQL writes it: {one,two}.$comment$;

grant execute on function app_hidden.written(anyarray) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.search_expression(object text, row_alias text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(format('to_tsvector(''simple'', app_hidden.words(left(array_to_string(array[%s]::text[], '' ''), 100000)))', string_agg(
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
  v_generated text;
  v_set text;
begin
  select * into strict v_object from app_public.objects o where o.name = track.object;
  v_table := format('%I.%I', v_object.schema_name, v_object.name);
  v_function := format('app_hidden.%I', v_object.name || ': track');
  -- n.* and not n: an object may have a field that is called N.
  -- Columns that are null are left out; what JSON values hold within is kept.
  v_set := case when exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = v_table::regclass and a.atttypid in ('json'::regtype, 'jsonb'::regtype) and not a.attisdropped)
    then '(select jsonb_object_agg(e.key, e.value) from jsonb_each(%s) e where e.value <> ''null'')' else 'jsonb_strip_nulls(%s)' end;
  v_title := format('coalesce(n.%I::text, '''')', v_object.title_column);
  -- Not worth a line in the log: what the database itself keeps.
  select 'array[' || string_agg(quote_literal(a.attname), ', ') || ']' into v_generated
  from pg_catalog.pg_attribute a
  where a.attrelid = v_table::regclass and a.attnum > 0 and not a.attisdropped
    and (a.attgenerated <> '' or a.attname in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by'));

  execute format($f$
    create or replace function %1$s() returns trigger language plpgsql security definer set search_path = '' set timezone = 'UTC' as $body$
    declare
      v_first bigint;
      v_last bigint;
    begin
      if tg_op = 'INSERT' then
        insert into app_public.records (id, object, title, owner_id, search)
        select n.id, %2$L, %3$s, n.owner_id, %4$s from new_rows n;
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
          select a.*, 'insert', %2$L, n.id, %3$s, %6$s from new_rows n cross join app_hidden.acting() a
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
      elsif tg_op = 'UPDATE' then
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old, new)
          select a.*, 'update', %2$L, n.id, %3$s, d.old, d.new
          from new_rows n join old_rows o on o.id = n.id cross join app_hidden.acting() a
          cross join lateral (
            select jsonb_object_agg(b.key, w.value) as old, jsonb_object_agg(b.key, b.value) as new
            from jsonb_each(to_jsonb(n.*) - %5$s) b join jsonb_each(to_jsonb(o.*) - %5$s) w on w.key = b.key
            where w.value is distinct from b.value
          ) d
          where d.new is not null
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
        update app_public.records r set title = w.title, owner_id = w.owner_id, search = w.search
        from (select n.id, %3$s as title, n.owner_id, %4$s as search from new_rows n) w
        where r.id = w.id and (r.title, r.owner_id, r.search) is distinct from (w.title, w.owner_id, w.search);
      else
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
          select a.*, 'delete', %2$L, n.id, %3$s, %7$s from old_rows n cross join app_hidden.acting() a
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
        delete from app_public.records r using old_rows n where r.id = n.id;
      end if;
      if v_first is not null and exists (select from app_private.webhook_subscriptions s where s.object = %2$L and s.operation = lower(tg_op)) then
        perform app_hidden.queue_events(v_first, v_last);
      end if;
      return null;
    end
    $body$
  $f$, v_function, v_object.name, v_title, app_hidden.search_expression(v_object.name, 'n'), v_generated,
    format(v_set, 'to_jsonb(n.*) - ' || v_generated), format(v_set, 'to_jsonb(n.*)'));

  execute format('create or replace trigger _900_track_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', v_table, v_function);
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
  v_former text[] := array(select f.name from app_private.former_objects f where wanted_registry_policies.role_id <> all (f.readers) order by 1);
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
  qual := case when 'audit' = any (v_settings) or not v_hidden and cardinality(v_former) = 0 then '' when not v_hidden then format('object <> all (%L::text[]) and ', v_former) else '(' || concat_ws(' or ',
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

CREATE OR REPLACE FUNCTION app_hidden.sees_ends(record_id uuid, link jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_other uuid;
begin
  if not exists (select from app_public.records r where r.id = sees_ends.record_id) then
    return false; -- of a record of a deleted object as well, in which these may be any texts
  end if;
  v_other := coalesce(link ->> 'note_id', link ->> 'task_id', link ->> 'target_id');
  return v_other is null or exists (select from app_public.records r where r.id = v_other);
end
$function$;

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
  v_near constant text := coalesce(nullif(current_setting('pg_trgm.word_similarity_threshold', true), ''), '0.6');
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
    -- Who looks through everything and would find nothing is shown what is less like it; who chooses a record is not.
    if v_found = '{}' and search_openly.objects is null then
      perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
    end if;
    select v_found || coalesce(array_agg(s.id order by s.near), '{}') into v_found
    from (
      select m.id, m.near, row_number() over (partition by m.object order by m.near) as nth from (
        select r.id, r.object, v_key operator(public.<<->) r.title_key as near from app_public.records r
        where v_key operator(public.<%) r.title_key and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most / 5) m) s
    where s.nth <= 10;
    perform set_config('pg_trgm.word_similarity_threshold', v_near, true);
  end if;

  return query
  select r.* from app_public.records r join unnest(v_found) with ordinality f (id, n) on f.id = r.id
  where v_owner or r.object not in ('notes', 'tasks') or app_hidden.sees_attached(r.id)
  order by app_hidden.search_rank(r.title_key, v_key), f.n
  limit v_limit;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_cell(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN NULLIF(btrim(CASE WHEN (cell = ANY (ARRAY['NULL'::text, 'N/A'::text, '\N'::text])) THEN NULL::text WHEN ((cell ~~ '''%'::text) AND (cell ~ '^''[=+@\t\r-]'::text)) THEN substr(cell, 2) WHEN ((cell ~~ '="%"'::text) AND (cell ~ '^="[^"]*"$'::text)) THEN substr(cell, 3, (length(cell) - 3)) ELSE cell END, ' 	
 ​‎‏‪‬‭⁨⁩﻿'::text), ''::text);

comment on function app_hidden.import_cell(text) is $comment$A cell without blanks around it, and without what keeps spreadsheets from computing it ('+49, ="0049"); null when nothing is left, or what programs write for nothing.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_digits(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (cell ~ '[^\x01-\x7f]'::text) THEN translate(cell, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９٫٬．，－＋／：（）＠'::text, '0123456789012345678901234567890123456789.,.,-+/:()@'::text) ELSE cell END;

comment on function app_hidden.import_digits(text) is $comment$A number, date, phone number or address with the digits and signs of Arabic, Persian, Hindi and Japanese keyboards as those of ASCII.$comment$;

grant execute on function app_hidden.import_digits(text) to :MEMBER;

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

CREATE OR REPLACE FUNCTION app_hidden.import_address(cell text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN "substring"(cell, '[^\s<>()\[\],;:"]+@[^\s<>()\[\],;:"]+'::text);

comment on function app_hidden.import_address(text) is $comment$The e-mail address in what a file calls a person: ana@acme.com, "Ana Berg (ana@acme.com)".$comment$;

grant execute on function app_hidden.import_address(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_name_part(cell text, part text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT CASE WHEN (n.name ~~ '%,%'::text) THEN NULLIF(btrim(split_part(n.name, ','::text, CASE import_name_part.part WHEN 'last'::text THEN 1 ELSE 2 END)), ''::text) WHEN (n.name !~~ '% %'::text) THEN CASE import_name_part.part WHEN 'last'::text THEN n.name ELSE NULL::text END WHEN (import_name_part.part = 'last'::text) THEN "substring"(n.name, '\s((?:(?:von|van|zu|zum|zur|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)\s+)*\S+)$'::text) ELSE regexp_replace(n.name, '\s+(?:(?:von|van|zu|zum|zur|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)\s+)*\S+$'::text, ''::text) END AS regexp_replace FROM (SELECT regexp_replace(import_name_part.cell, ',\s*(jr|sr|i{2,3}|iv|ph\.?d|m\.?d|esq)\.?$'::text, ''::text, 'i'::text) AS name) n);

comment on function app_hidden.import_name_part(text,text) is $comment$The first or last name of a whole name: "Ana María Berg" and "Berg, Ana María" give Ana María and Berg, "Hans von der Au" Hans and von der Au.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_words()
 RETURNS TABLE(object text, field text, words text[])
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT w.object,
     w.field,
     w.words
    FROM ( VALUES ('contacts'::text,'first_name'::text,ARRAY['firstname'::text, 'givenname'::text, 'forename'::text, 'fname'::text, 'vorname'::text, 'prenom'::text, 'nombre'::text, 'primernombre'::text, 'nome'::text, 'voornaam'::text, 'imie'::text, 'fornavn'::text, 'jmeno'::text, 'krestnijmeno'::text, 'fornamn'::text, 'etunimi'::text]), ('contacts'::text,'last_name'::text,ARRAY['lastname'::text, 'surname'::text, 'familyname'::text, 'lname'::text, 'nachname'::text, 'familienname'::text, 'zuname'::text, 'nomdefamille'::text, 'nom'::text, 'apellido'::text, 'apellidos'::text, 'cognome'::text, 'sobrenome'::text, 'achternaam'::text, 'nazwisko'::text, 'etternavn'::text, 'efternamn'::text, 'efternavn'::text, 'prijmeni'::text, 'sukunimi'::text]), ('contacts'::text,'name'::text,ARRAY['fullname'::text, 'contactname'::text, 'person'::text, 'displayname'::text, 'vollstandigername'::text, 'nomcomplet'::text, 'nombrecompleto'::text, 'nomecompleto'::text, 'ansprechpartner'::text]), ('contacts'::text,'emails'::text,ARRAY['email'::text, 'emailaddress'::text, 'emails'::text, 'mail'::text, 'workemail'::text, 'email1'::text, 'email2'::text, 'email1value'::text, 'emailadresse'::text, 'courriel'::text, 'adressemail'::text, 'correo'::text, 'correoelectronico'::text, 'epost'::text, 'email3value'::text, 'emailwork'::text, 'emailhome'::text, 'email2address'::text, 'email3address'::text]), ('contacts'::text,'phones'::text,ARRAY['phone'::text, 'phonenumber'::text, 'telephone'::text, 'tel'::text, 'mobile'::text, 'mobilephone'::text, 'cell'::text, 'cellphone'::text, 'workphone'::text, 'homephone'::text, 'businessphone'::text, 'otherphone'::text, 'districtphones'::text, 'telefon'::text, 'telefonnummer'::text, 'handy'::text, 'mobil'::text, 'telefono'::text, 'telefoon'::text, 'movil'::text, 'celular'::text, 'portable'::text, 'phone1'::text, 'phone2'::text, 'phone1value'::text, 'phone2value'::text, 'phone3value'::text, 'phonework'::text, 'phonemobile'::text, 'phonehome'::text, 'telefongeschaftlich'::text, 'telefonprivat'::text, 'telefonkomorkowy'::text, 'komorka'::text]), ('contacts'::text,'job_title'::text,ARRAY['title'::text, 'jobtitle'::text, 'position'::text, 'role'::text, 'function'::text, 'beruf'::text, 'stelle'::text, 'funktion'::text, 'poste'::text, 'fonction'::text, 'cargo'::text, 'puesto'::text, 'ruolo'::text, 'functie'::text, 'organizationtitle'::text, 'berufsbezeichnung'::text, 'stanowisko'::text, 'pozice'::text, 'stilling'::text]), ('contacts'::text,'company'::text,ARRAY['companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'employer'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'compania'::text, 'azienda'::text, 'bedrijf'::text, 'associatedcompany'::text, 'primaryassociatedcompany'::text, 'nazwafirmy'::text, 'organizacja'::text, 'spolecnost'::text, 'virksomhed'::text, 'yritys'::text]), ('contacts'::text,'birthday'::text,ARRAY['birthdate'::text, 'dateofbirth'::text, 'dob'::text, 'born'::text, 'geburtstag'::text, 'geburtsdatum'::text, 'datedenaissance'::text, 'fechadenacimiento'::text, 'cumpleanos'::text, 'datadinascita'::text, 'dataurodzenia'::text, 'datumnarozeni'::text, 'geboortedatum'::text, 'fodselsdato'::text, 'fodelsedatum'::text, 'datadenascimento'::text]), ('contacts'::text,'linkedin'::text,ARRAY['linkedinurl'::text, 'linkedinprofile'::text, 'linkedinprofileurl'::text, 'personlinkedinurl'::text]), ('companies'::text,'name'::text,ARRAY['company'::text, 'companyname'::text, 'account'::text, 'accountname'::text, 'organization'::text, 'organisation'::text, 'organizationname'::text, 'business'::text, 'customer'::text, 'client'::text, 'firma'::text, 'firmenname'::text, 'unternehmen'::text, 'kunde'::text, 'societe'::text, 'entreprise'::text, 'nom'::text, 'raisonsociale'::text, 'empresa'::text, 'razonsocial'::text, 'cliente'::text, 'azienda'::text, 'bedrijf'::text, 'naam'::text, 'nazwa'::text, 'nazwafirmy'::text, 'spolecnost'::text, 'nazev'::text]), ('companies'::text,'domain'::text,ARRAY['companydomainname'::text, 'domainname'::text, 'emaildomain'::text, 'webdomain'::text]), ('companies'::text,'website'::text,ARRAY['url'::text, 'web'::text, 'homepage'::text, 'websiteurl'::text, 'webseite'::text, 'internet'::text, 'siteweb'::text, 'site'::text, 'sitioweb'::text, 'paginaweb'::text, 'stronawww'::text, 'stronainternetowa'::text]), ('companies'::text,'industry'::text,ARRAY['sector'::text, 'branche'::text, 'vertical'::text, 'secteur'::text, 'industria'::text, 'settore'::text, 'branch'::text, 'secteurdactivite'::text, 'branza'::text, 'bransch'::text, 'setor'::text, 'odvetvi'::text]), ('companies'::text,'employees'::text,ARRAY['numberofemployees'::text, 'employeecount'::text, 'noofemployees'::text, 'headcount'::text, 'size'::text, 'companysize'::text, 'mitarbeiter'::text, 'mitarbeiterzahl'::text, 'effectif'::text, 'empleados'::text, 'dipendenti'::text, 'medewerkers'::text, 'anzahlmitarbeiter'::text, 'liczbapracownikow'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['revenue'::text, 'turnover'::text, 'sales'::text, 'annualsales'::text, 'umsatz'::text, 'jahresumsatz'::text, 'chiffredaffaires'::text, 'ingresos'::text, 'facturacion'::text, 'fatturato'::text, 'omzet'::text, 'przychod'::text, 'przychody'::text, 'obrat'::text, 'faturamento'::text]), ('companies'::text,'parent'::text,ARRAY['parentcompany'::text, 'parentaccount'::text, 'subsidiaryof'::text, 'parentname'::text, 'parentorganization'::text, 'mutterunternehmen'::text, 'muttergesellschaft'::text, 'konzern'::text, 'maisonmere'::text, 'empresamatriz'::text, 'ultimateparent'::text, 'headquarterscompany'::text]), ('companies'::text,'phone'::text,ARRAY['phonenumber'::text, 'telephone'::text, 'tel'::text, 'mainphone'::text, 'telefon'::text, 'telefonnummer'::text, 'telefono'::text, 'telefoon'::text, 'companyphone'::text]), ('deals'::text,'title'::text,ARRAY['dealname'::text, 'name'::text, 'opportunity'::text, 'opportunityname'::text, 'opportunityid'::text, 'opportunitytitle'::text, 'subject'::text, 'auftrag'::text, 'angebot'::text, 'projekt'::text, 'affaire'::text, 'oportunidad'::text, 'negocio'::text, 'opportunita'::text, 'bezeichnung'::text, 'titel'::text, 'titre'::text, 'titulo'::text, 'tytul'::text, 'titolo'::text, 'nazwa'::text, 'szansasprzedazy'::text]), ('deals'::text,'value'::text,ARRAY['amount'::text, 'dealvalue'::text, 'dealamount'::text, 'closevalue'::text, 'price'::text, 'revenue'::text, 'total'::text, 'expectedrevenue'::text, 'betrag'::text, 'wert'::text, 'volumen'::text, 'auftragswert'::text, 'montant'::text, 'valeur'::text, 'importe'::text, 'valor'::text, 'monto'::text, 'importo'::text, 'valore'::text, 'bedrag'::text, 'kwota'::text, 'wartosc'::text, 'castka'::text, 'auftragsvolumen'::text]), ('deals'::text,'company'::text,ARRAY['account'::text, 'accountname'::text, 'companyname'::text, 'organization'::text, 'organisation'::text, 'customer'::text, 'client'::text, 'associatedcompany'::text, 'firma'::text, 'kunde'::text, 'unternehmen'::text, 'societe'::text, 'entreprise'::text, 'empresa'::text, 'cliente'::text, 'azienda'::text, 'klant'::text]), ('deals'::text,'contact'::text,ARRAY['contact'::text, 'contactname'::text, 'primarycontact'::text, 'person'::text, 'associatedcontact'::text, 'ansprechpartner'::text, 'kontakt'::text, 'contacto'::text, 'contatto'::text, 'contactperson'::text, 'kontaktperson'::text, 'osobakontaktowa'::text]), ('deals'::text,'stage'::text,ARRAY['dealstage'::text, 'status'::text, 'salesstage'::text, 'phase'::text, 'stagename'::text, 'etape'::text, 'etapa'::text, 'fase'::text, 'opportunitystage'::text, 'etap'::text, 'faza'::text, 'vertriebsphase'::text, 'estagio'::text]), ('deals'::text,'pipeline'::text,ARRAY['pipelinename'::text, 'dealpipeline'::text, 'salesprocess'::text]), ('deals'::text,'probability'::text,ARRAY['winprobability'::text, 'dealprobability'::text, 'wahrscheinlichkeit'::text, 'probabilite'::text, 'probabilidad'::text, 'probabilita'::text, 'prawdopodobienstwo'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['expectedclose'::text, 'expectedclosedate'::text, 'closedate'::text, 'closingdate'::text, 'forecastdate'::text, 'duedate'::text, 'abschlussdatum'::text, 'datedecloture'::text, 'fechadecierre'::text]), ('deals'::text,'closed_at'::text,ARRAY['closed'::text, 'closedate'::text, 'closeddate'::text, 'closedon'::text, 'wontime'::text, 'losttime'::text, 'actualclosedate'::text, 'abgeschlossenam'::text]), ('deals'::text,'lost_reason'::text,ARRAY['lostreason'::text, 'lossreason'::text, 'closedlostreason'::text, 'reasonlost'::text, 'verlustgrund'::text]), ('tasks'::text,'title'::text,ARRAY['task'::text, 'subject'::text, 'name'::text, 'todo'::text, 'aufgabe'::text, 'betreff'::text, 'tache'::text, 'tarea'::text]), ('tasks'::text,'body'::text,ARRAY['description'::text, 'details'::text, 'notes'::text, 'beschreibung'::text, 'comment'::text]), ('tasks'::text,'due_at'::text,ARRAY['due'::text, 'duedate'::text, 'deadline'::text, 'faellig'::text, 'faelligam'::text, 'falligam'::text, 'echeance'::text, 'vencimiento'::text]), ('tasks'::text,'assignee'::text,ARRAY['assignedto'::text, 'responsible'::text, 'zustandig'::text, 'verantwortlich'::text, 'responsable'::text]), ('notes'::text,'title'::text,ARRAY['subject'::text, 'name'::text, 'heading'::text, 'titel'::text, 'betreff'::text]), ('notes'::text,'body'::text,ARRAY['note'::text, 'text'::text, 'content'::text, 'description'::text, 'comment'::text, 'notes'::text, 'notiz'::text, 'contenu'::text, 'contenido'::text]), (NULL::text,'street'::text,ARRAY['address'::text, 'streetaddress'::text, 'address1'::text, 'addressline1'::text, 'strasse'::text, 'adresse'::text, 'rue'::text, 'direccion'::text, 'calle'::text, 'indirizzo'::text, 'via'::text, 'billingstreet'::text, 'businessstreet'::text, 'mailingstreet'::text, 'address1street'::text, 'ulica'::text, 'ulice'::text, 'straat'::text]), (NULL::text,'city'::text,ARRAY['town'::text, 'ort'::text, 'stadt'::text, 'ville'::text, 'ciudad'::text, 'citta'::text, 'plaats'::text, 'cidade'::text, 'miasto'::text, 'billingcity'::text, 'businesscity'::text, 'mailingcity'::text, 'address1city'::text, 'mesto'::text, 'stad'::text]), (NULL::text,'region'::text,ARRAY['state'::text, 'province'::text, 'stateregion'::text, 'county'::text, 'bundesland'::text, 'departement'::text, 'provincia'::text, 'estado'::text, 'regione'::text, 'billingstate'::text, 'billingstateprovince'::text, 'stateprovince'::text, 'wojewodztwo'::text]), (NULL::text,'postal_code'::text,ARRAY['zip'::text, 'zipcode'::text, 'postcode'::text, 'plz'::text, 'postleitzahl'::text, 'codepostal'::text, 'codigopostal'::text, 'cap'::text, 'cp'::text, 'billingzip'::text, 'billingpostalcode'::text, 'billingzippostalcode'::text, 'zippostalcode'::text, 'kodpocztowy'::text, 'psc'::text, 'postnummer'::text]), (NULL::text,'country'::text,ARRAY['nation'::text, 'land'::text, 'officelocation'::text, 'location'::text, 'pays'::text, 'pais'::text, 'paese'::text, 'countryregion'::text, 'billingcountry'::text, 'businesscountryregion'::text, 'mailingcountry'::text, 'address1country'::text, 'kraj'::text, 'zeme'::text]), (NULL::text,'owner'::text,ARRAY['accountowner'::text, 'contactowner'::text, 'dealowner'::text, 'companyowner'::text, 'opportunityowner'::text, 'ownername'::text, 'salesagent'::text, 'salesrep'::text, 'salesperson'::text, 'agent'::text, 'accountmanager'::text, 'assignedto'::text, 'responsible'::text, 'besitzer'::text, 'betreuer'::text, 'proprietaire'::text, 'propietario'::text, 'responsable'::text, 'kundenbetreuer'::text, 'opiekun'::text, 'wlasciciel'::text]), (NULL::text,'created_at'::text,ARRAY['createdat'::text, 'created'::text, 'createdate'::text, 'createddate'::text, 'createdon'::text, 'creationdate'::text, 'datecreated'::text, 'dateadded'::text, 'erstelltam'::text, 'angelegtam'::text, 'datedecreation'::text, 'fechadecreacion'::text, 'datautworzenia'::text]), (NULL::text,'currency'::text,ARRAY['currencycode'::text, 'currencyofvalue'::text, 'currencyisocode'::text, 'dealcurrency'::text, 'wahrung'::text, 'devise'::text, 'moneda'::text, 'moeda'::text, 'valuta'::text, 'waluta'::text, 'mena'::text, 'parabirimi'::text, 'валюта'::text, 'νομισμα'::text, 'מטבע'::text, 'العملة'::text, '通貨'::text, '币种'::text, '貨幣'::text, '통화'::text]), (NULL::text,'id'::text,ARRAY['id'::text, 'recordid'::text, 'rowanid'::text]), ('contacts'::text,'first_name'::text,ARRAY['имя'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'ilkad'::text, 'ονομα'::text, 'μικροονομα'::text, 'שם'::text, 'שםפרטי'::text, 'الاسم'::text, 'الأسم'::text, 'الاسمالأول'::text, '名'::text, '名字'::text, 'ファーストネーム'::text, '이름'::text]), ('contacts'::text,'last_name'::text,ARRAY['фамилия'::text, 'soyad'::text, 'soyadi'::text, 'soyisim'::text, 'επωνυμο'::text, 'επιθετο'::text, 'משפחה'::text, 'שםמשפחה'::text, 'العائلة'::text, 'اسمالعائلة'::text, 'اللقب'::text, 'الكنية'::text, '姓'::text, '姓氏'::text, '苗字'::text, '성'::text, '성씨'::text]), ('contacts'::text,'name'::text,ARRAY['имя'::text, 'фио'::text, 'полноеимя'::text, 'имяифамилия'::text, 'контактноелицо'::text, 'ad'::text, 'adi'::text, 'isim'::text, 'adsoyad'::text, 'adisoyadi'::text, 'isimsoyisim'::text, 'ονομα'::text, 'ονοματεπωνυμο'::text, 'שם'::text, 'שםמלא'::text, 'אישקשר'::text, 'الاسم'::text, 'الاسمالكامل'::text, '氏名'::text, '名前'::text, 'お名前'::text, '姓名'::text, '担当者'::text, '担当者名'::text, '联系人'::text, '聯絡人'::text, '이름'::text, '성명'::text, '담당자'::text]), ('contacts'::text,'emails'::text,ARRAY['почта'::text, 'электроннаяпочта'::text, 'имейл'::text, 'емейл'::text, 'eposta'::text, 'epostaadresi'::text, 'ηλεκτρονικοταχυδρομειο'::text, 'אימייל'::text, 'מייל'::text, 'דואל'::text, 'דואראלקטרוני'::text, 'البريد'::text, 'البريدالإلكتروني'::text, 'بريدإلكتروني'::text, 'إيميل'::text, 'メール'::text, 'メールアドレス'::text, 'eメール'::text, '電子メール'::text, '邮箱'::text, '邮件'::text, '电子邮件'::text, '电子邮箱'::text, '電子郵件'::text, '電郵'::text, '信箱'::text, '이메일'::text, '이메일주소'::text, '메일'::text, '전자우편'::text]), ('contacts'::text,'phones'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'мобильный'::text, 'мобильныйтелефон'::text, 'telefonnumarasi'::text, 'cep'::text, 'ceptelefonu'::text, 'gsm'::text, 'τηλεφωνο'::text, 'κινητο'::text, 'τηλ'::text, 'טלפון'::text, 'נייד'::text, 'טלפוןנייד'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, 'رقمالجوال'::text, 'الجوال'::text, 'الموبايل'::text, '電話'::text, '電話番号'::text, '携帯'::text, '携帯電話'::text, '电话'::text, '电话号码'::text, '手机'::text, '手机号'::text, '手機'::text, '전화'::text, '전화번호'::text, '휴대폰'::text, '휴대전화'::text, '핸드폰'::text, '연락처'::text]), ('contacts'::text,'job_title'::text,ARRAY['должность'::text, 'unvan'::text, 'pozisyon'::text, 'gorev'::text, 'θεση'::text, 'תפקיד'::text, 'الوظيفة'::text, 'المسمىالوظيفي'::text, 'المنصب'::text, '役職'::text, '肩書'::text, '職種'::text, '职位'::text, '职务'::text, '職稱'::text, '職位'::text, '직책'::text, '직급'::text, '직위'::text]), ('contacts'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'εταιρεια'::text, 'επιχειρηση'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '회사'::text, '회사명'::text, '업체'::text, '기업'::text, '거래처'::text]), ('contacts'::text,'birthday'::text,ARRAY['деньрождения'::text, 'датарождения'::text, 'dogumtarihi'::text, 'ημερομηνιαγεννησης'::text, 'תאריךלידה'::text, 'تاريخالميلاد'::text, '生年月日'::text, '誕生日'::text, '生日'::text, '出生日期'::text, '생년월일'::text, '생일'::text]), ('companies'::text,'name'::text,ARRAY['название'::text, 'наименование'::text, 'имя'::text, 'компания'::text, 'организация'::text, 'фирма'::text, 'предприятие'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'kurum'::text, 'musteri'::text, 'ad'::text, 'adi'::text, 'εταιρεια'::text, 'επωνυμια'::text, 'επιχειρηση'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'ארגון'::text, 'לקוח'::text, 'שם'::text, 'الشركة'::text, 'اسمالشركة'::text, 'المؤسسة'::text, 'العميل'::text, 'الاسم'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '法人名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '单位'::text, '企业'::text, '客户名称'::text, '名称'::text, '회사'::text, '회사명'::text, '업체'::text, '업체명'::text, '기업'::text, '거래처'::text, '고객사'::text, '이름'::text]), ('companies'::text,'website'::text,ARRAY['сайт'::text, 'вебсайт'::text, 'websitesi'::text, 'internetsitesi'::text, 'ιστοσελιδα'::text, 'ιστοτοπος'::text, 'אתר'::text, 'אתראינטרנט'::text, 'الموقع'::text, 'الموقعالإلكتروني'::text, 'ウェブサイト'::text, 'ホームページ'::text, '网站'::text, '网址'::text, '官网'::text, '網站'::text, '網址'::text, '웹사이트'::text, '홈페이지'::text]), ('companies'::text,'phone'::text,ARRAY['телефон'::text, 'тел'::text, 'номертелефона'::text, 'telefonnumarasi'::text, 'τηλεφωνο'::text, 'טלפון'::text, 'الهاتف'::text, 'هاتف'::text, 'رقمالهاتف'::text, '電話'::text, '電話番号'::text, '电话'::text, '电话号码'::text, '전화'::text, '전화번호'::text]), ('companies'::text,'industry'::text,ARRAY['отрасль'::text, 'sektor'::text, 'κλαδος'::text, 'ענף'::text, 'תחום'::text, 'القطاع'::text, 'المجال'::text, '業種'::text, '業界'::text, '行业'::text, '行業'::text, '產業'::text, '업종'::text, '산업'::text]), ('companies'::text,'employees'::text,ARRAY['сотрудники'::text, 'количествосотрудников'::text, 'calisansayisi'::text, 'εργαζομενοι'::text, 'עובדים'::text, 'מספרעובדים'::text, 'الموظفين'::text, 'عددالموظفين'::text, '従業員数'::text, '社員数'::text, '员工数'::text, '员工人数'::text, '人数'::text, '직원수'::text, '사원수'::text]), ('companies'::text,'annual_revenue'::text,ARRAY['выручка'::text, 'оборот'::text, 'годоваявыручка'::text, 'ciro'::text, 'yillikciro'::text, 'τζιρος'::text, 'κυκλοςεργασιων'::text, 'מחזור'::text, 'הכנסות'::text, 'الإيرادات'::text, '売上'::text, '売上高'::text, '年商'::text, '营业额'::text, '年收入'::text, '營業額'::text, '매출'::text, '매출액'::text, '연매출'::text]), ('deals'::text,'title'::text,ARRAY['сделка'::text, 'название'::text, 'названиесделки'::text, 'firsat'::text, 'anlasma'::text, 'baslik'::text, 'τιτλος'::text, 'ευκαιρια'::text, 'συμφωνια'::text, 'עסקה'::text, 'שםעסקה'::text, 'כותרת'::text, 'الصفقة'::text, 'اسمالصفقة'::text, 'العنوان'::text, '案件'::text, '案件名'::text, '商談'::text, '商談名'::text, '件名'::text, '商机'::text, '商机名称'::text, '交易'::text, '项目'::text, '项目名称'::text, '标题'::text, '標題'::text, '거래'::text, '거래명'::text, '제목'::text, '안건'::text]), ('deals'::text,'value'::text,ARRAY['сумма'::text, 'стоимость'::text, 'бюджет'::text, 'tutar'::text, 'deger'::text, 'fiyat'::text, 'ποσο'::text, 'αξια'::text, 'סכום'::text, 'ערך'::text, 'المبلغ'::text, 'القيمة'::text, '金額'::text, '受注金額'::text, '見込金額'::text, '金额'::text, '总额'::text, '价值'::text, '금액'::text, '거래금액'::text]), ('deals'::text,'company'::text,ARRAY['компания'::text, 'организация'::text, 'фирма'::text, 'клиент'::text, 'sirket'::text, 'sirketadi'::text, 'firmaadi'::text, 'musteri'::text, 'εταιρεια'::text, 'πελατης'::text, 'חברה'::text, 'שםחברה'::text, 'לקוח'::text, 'الشركة'::text, 'اسمالشركة'::text, 'العميل'::text, '会社'::text, '会社名'::text, '企業'::text, '企業名'::text, '取引先'::text, '顧客名'::text, '公司'::text, '公司名称'::text, '公司名稱'::text, '客户'::text, '客户名称'::text, '회사'::text, '회사명'::text, '업체'::text, '거래처'::text, '고객사'::text]), ('deals'::text,'contact'::text,ARRAY['контакт'::text, 'контактноелицо'::text, 'kisi'::text, 'ilgilikisi'::text, 'yetkili'::text, 'επαφη'::text, 'אישקשר'::text, 'جهةالاتصال'::text, '担当者'::text, '連絡先'::text, '联系人'::text, '聯絡人'::text, '담당자'::text]), ('deals'::text,'stage'::text,ARRAY['этап'::text, 'стадия'::text, 'статус'::text, 'asama'::text, 'durum'::text, 'σταδιο'::text, 'κατασταση'::text, 'שלב'::text, 'סטטוס'::text, 'المرحلة'::text, 'الحالة'::text, 'ステージ'::text, 'フェーズ'::text, '段階'::text, '進捗'::text, '阶段'::text, '階段'::text, '状态'::text, '단계'::text, '상태'::text]), ('deals'::text,'probability'::text,ARRAY['вероятность'::text, 'olasilik'::text, 'πιθανοτητα'::text, 'הסתברות'::text, 'الاحتمالية'::text, '確度'::text, '概率'::text, '可能性'::text, '확률'::text]), ('deals'::text,'expected_close_date'::text,ARRAY['датазакрытия'::text, 'ожидаемаядатазакрытия'::text, 'kapanistarihi'::text, 'ημερομηνιακλεισιματος'::text, 'תאריךסגירה'::text, 'تاريخالإغلاق'::text, '完了予定日'::text, '受注予定日'::text, 'クローズ日'::text, '成交日期'::text, '预计成交日期'::text, '預計成交日期'::text, '结束日期'::text, '마감일'::text, '예상마감일'::text, '종료일'::text]), ('tasks'::text,'title'::text,ARRAY['задача'::text, 'gorev'::text, 'εργασια'::text, 'משימה'::text, 'المهمة'::text, 'タスク'::text, '任务'::text, '任務'::text, '작업'::text, '할일'::text]), ('notes'::text,'body'::text,ARRAY['заметка'::text, 'примечание'::text, 'not'::text, 'σημειωση'::text, 'הערה'::text, 'ملاحظة'::text, 'ملاحظات'::text, 'メモ'::text, '備考'::text, '备注'::text, '備註'::text, '메모'::text, '비고'::text]), (NULL::text,'street'::text,ARRAY['адрес'::text, 'улица'::text, 'adres'::text, 'sokak'::text, 'cadde'::text, 'διευθυνση'::text, 'οδος'::text, 'כתובת'::text, 'רחוב'::text, 'العنوان'::text, 'الشارع'::text, '住所'::text, '番地'::text, '地址'::text, '街道'::text, '주소'::text]), (NULL::text,'city'::text,ARRAY['город'::text, 'sehir'::text, 'πολη'::text, 'עיר'::text, 'المدينة'::text, 'مدينة'::text, '市'::text, '市区町村'::text, '都市'::text, '城市'::text, '도시'::text]), (NULL::text,'region'::text,ARRAY['область'::text, 'регион'::text, 'bolge'::text, 'περιοχη'::text, 'νομος'::text, 'אזור'::text, 'מחוז'::text, 'المنطقة'::text, 'المحافظة'::text, '都道府県'::text, '省'::text, '省份'::text, '地区'::text, '지역'::text]), (NULL::text,'postal_code'::text,ARRAY['индекс'::text, 'почтовыйиндекс'::text, 'postakodu'::text, 'ταχυδρομικοςκωδικας'::text, 'τκ'::text, 'מיקוד'::text, 'الرمزالبريدي'::text, '郵便番号'::text, '邮编'::text, '邮政编码'::text, '郵遞區號'::text, '우편번호'::text]), (NULL::text,'country'::text,ARRAY['страна'::text, 'ulke'::text, 'χωρα'::text, 'מדינה'::text, 'ארץ'::text, 'البلد'::text, 'الدولة'::text, '国'::text, '国名'::text, '国家'::text, '國家'::text, '국가'::text, '나라'::text]), (NULL::text,'owner'::text,ARRAY['ответственный'::text, 'менеджер'::text, 'владелец'::text, 'sorumlu'::text, 'sahibi'::text, 'temsilci'::text, 'υπευθυνος'::text, 'אחראי'::text, 'בעלים'::text, 'المسؤول'::text, 'المالك'::text, '営業担当'::text, '所有者'::text, '責任者'::text, '负责人'::text, '負責人'::text, '소유자'::text, '영업담당'::text]), (NULL::text,'created_at'::text,ARRAY['датасоздания'::text, 'создано'::text, 'olusturmatarihi'::text, 'ημερομηνιαδημιουργιας'::text, 'תאריךיצירה'::text, 'تاريخالإنشاء'::text, '作成日'::text, '作成日時'::text, '创建日期'::text, '创建时间'::text, '생성일'::text, '등록일'::text])) w(object, field, words);
END;

CREATE OR REPLACE FUNCTION app_hidden.import_suggestions(object text, columns jsonb)
 RETURNS TABLE(index integer, field text, confidence numeric, is_id boolean)
 LANGUAGE sql
 STABLE
AS $function$
  with cols as materialized (
    select c.index, array(select substring(s from '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')::uuid from jsonb_array_elements_text(c.samples) s) as ids, app_hidden.import_key(c.name) as key, app_hidden.import_key(case
        -- What heads every column, such as "Person - ", tells nothing of any.
        when count(*) over () > 2 and count(h.head) over () = count(*) over () and min(h.head) over () = max(h.head) over () then substr(app_hidden.fold(c.name), length(h.head) + 1)
        else regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '') end) as short,
      c.kind, coalesce(c."isOfFile", false) as is_of_file, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.fold(s) ~ '\m(won|lost|gewonnen|verloren)\M') as ends
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb, "isOfFile" boolean)
    join app_public.objects o on o.name = import_suggestions.object
    cross join lateral substring(app_hidden.fold(c.name) from '^[^-:./]+[-:./](?=\s*\S)') h (head)
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
  -- The ids of what is here or in the file itself, as an export writes them, tell more than names do; those of another database tell nothing.
  cross join lateral (select case
    when t.type in ('relation', 'many_to_many') then t.target_object = import_suggestions.object and c.is_of_file or exists (select from app_public.records r where r.id = any (c.ids) and r.object = t.target_object)
    when t.type = 'member' then exists (select from app_public.users u where u.id = any (c.ids))
    when t.settings ->> 'options' = 'stages' then exists (select from app_public.stages s where s.id = any (c.ids))
    when t.settings ->> 'options' = 'pipelines' then exists (select from app_public.pipelines p where p.id = any (c.ids))
    else false end as is_id) i
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
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
  select jsonb_agg(c.col - array['choices', 'isOfFile'] || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
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

CREATE OR REPLACE FUNCTION app_hidden.import_kin(slot app_hidden.import_slot)
 RETURNS SETOF app_hidden.import_slot
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return query select s.* from pg_temp.import_state i cross join unnest(i.slots) s
  where s.n = slot.n or s.type in ('relation', 'many_to_many') and s.target_object = slot.target_object order by s.n;
end
$function$;

comment on function app_hidden.import_kin(app_hidden.import_slot) is $comment$The fields that lead to the same object as this one: what one of them makes is there for all.$comment$;

grant execute on function app_hidden.import_kin(app_hidden.import_slot) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_plan(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if not app_hidden.import_makes(slot) then
    return;
  end if;
  with named as materialized (
    select k.key, k.uses, n.name, app_hidden.fold(left(case when slot.target_object = 'contacts' then coalesce(app_hidden.import_address(n.name), n.name) else n.name end, 200)) as folded, case slot.type when 'stages' then (
      select p.id from app_public.pipelines p where n.pipeline = '' or app_hidden.fold(p.name) = app_hidden.fold(n.pipeline) order by p.position, p.id limit 1) end as pipeline_id
    from pg_temp.import_keys k
    cross join lateral (
      select case slot.type when 'stages' then btrim(split_part(k.wanted, E'\x1f', 1)) else k.wanted end as name, btrim(split_part(k.wanted, E'\x1f', 2)) as pipeline) n
    where k.slot = slot.n and k.target is null and k.problem is null
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

CREATE OR REPLACE FUNCTION app_hidden.import_forget(slot app_hidden.import_slot)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
declare
  v_forgotten uuid[];
begin
  execute format($q$
    with forgotten as (
      delete from pg_temp.import_made m where m.slot = $1 and not exists (select from (%s) u where u.target = m.id)
      returning m.id)
    select array(select f.id from forgotten f)
  $q$, (
    select string_agg(format('select %s as target from pg_temp.import_work w where w."#action" <> ''reject''',
      format(case s.type when 'many_to_many' then 'unnest(w.%I)' else 'w.%I' end, coalesce(s.column_name, s.field))), ' union all ')
    from app_hidden.import_kin(slot) s))
  into v_forgotten using slot.n;
  return v_forgotten;
end
$function$;

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
    v_insert := case when v_slot.type = 'stages' then 'select app_hidden.import_make_stage(m.id, m.pipeline_id, m.wanted) from (select * from pg_temp.import_made order by folded) m where m.slot = $1'
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
        update pg_temp.import_made m set problem = v_stop || format(case v_slot.type when 'stages' then 'The stage “%s” cannot be made: %3$s' else '“%s” cannot be made in %s: %s' end,
            left(m.wanted, 80), replace(v_slot.target_object, '_', ' '), app_hidden.import_reason(v_code, v_rule, v_column, coalesce(v_slot.target_object, 'stages'), v_message)) || v_stop || left(m.wanted, 200)
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
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_failure()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN '#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!)'::text;

comment on function app_hidden.import_failure() is $comment$The pattern of what a spreadsheet shows for a formula that failed.$comment$;

grant execute on function app_hidden.import_failure() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
 RETURNS TABLE(raw text, read text, value text, error text, warning text)
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
  v_cell constant text := case when v_nothing is null then 'c%1$s' else format('(case when strpos(%L, left(c%%1$s, 1)) = 0 or c%%1$s !~* %L then c%%1$s end)', '-–—nN0', v_nothing) end;
  v_filled constant text := format('case when %2$s not like ''#%%%%'' or %2$s !~ ''^%1$s$'' then %2$s end', v_error, v_cell);
  v_joined constant text := case when cardinality(slot.columns) = 1 then '%s'
    else format('nullif(concat_ws(%L, %%s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end) end;
  v_plain text := (select string_agg(format(v_cell, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
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
      then format('app_hidden.import_whole(app_hidden.import_number(app_hidden.import_digits(%s), %L))', v_first, options ->> 'numberFormat')
      else format('app_hidden.import_number(app_hidden.import_digits(%s), %L)', v_first, options ->> 'numberFormat') end
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
    execute format('insert into pg_temp.import_keys (slot, key, uses, wanted) select $2, k.key, count(*), coalesce($3 ->> k.key, %s) from (select %s as key from (select %s %s and s.problem is null) c) k where k.key is not null group by k.key',
      -- People are found, and made, as they are called: "Berg, Ana" is Ana Berg.
      case when v_slot.target_object = 'contacts' then $q$case when k.key like '%,%' and k.key not like '%@%'
        then concat_ws(' ', app_hidden.import_name_part(k.key, 'first'), app_hidden.import_name_part(k.key, 'last')) else k.key end$q$ else 'k.key' end,
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
      -- What stands in the cells of a row that cannot be read says nothing.
      case when x.problem is not null then array[E'0\x1f' || x.problem || E'\x1f'] else array_remove(array[%s]::text[], null) end as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (
      select c.row_number, c.problem %s from (select s.row_number, s.problem, %s %s offset 0) c offset 0
    ) x %s
  $q$, v_id, ltrim(v_errors, ', '), ltrim(v_warnings, ', '), v_outer, v_inner, v_cells, replace(v_source, '$1', quote_literal(v_import.id)), v_joins);
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
      when s.type in ('text', 'url', 'long_text') then format('coalesce(lower(btrim(t.%1$I)), '''') = coalesce(lower(w.%1$I), '''')', s.column_name)
      else format('t.%1$I = w.%1$I', s.column_name) end, ' and '),
    -- Of several texts some may be empty, on both sides: people who have but a first name.
    concat_ws(' and ', string_agg(format('w.%I is not null', s.column_name), ' and ') filter (where s.type not in ('text', 'url', 'long_text')),
      'concat(' || string_agg(format('w.%I', s.column_name), ', ') filter (where s.type in ('text', 'url', 'long_text')) || ') <> '''''),
    string_agg(case
      when s.type in ('emails', 'phones') then format('w.%I[1]', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('coalesce(lower(w.%I), '''')', s.column_name)
      else format('w.%I::text', s.column_name) end, ', '),
    string_agg(s.label, ', '),
    case when count(*) > 1 then 'values of ' when bool_or(s.type in ('emails', 'phones')) then 'value of ' else '' end || string_agg(s.label, ', ')
  into v_on, v_given, v_key, v_labels, v_same
  from unnest(v_state.slots) s where v_state.options -> 'matchBy' ? s.field;

  execute format($q$
    create temp table import_found on commit drop as
    select w."#row" as row, array_agg(t.id) as ids from pg_temp.import_work w join %s t on %s where w."#action" = 'create' and %s group by 1
  $q$, app_hidden.object_table(v_state.object), v_on, v_given);
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
    if exists (select from unnest(v_state.slots) s where s.field = 'id') then
      update pg_temp.import_keys k set target = w."#id", is_in_file = w."#action" = 'create', problem = null
      from pg_temp.import_work w where k.slot = v_slot.n and w.id::text = lower(k.wanted) and w."#action" <> 'reject';
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

CREATE OR REPLACE FUNCTION app_hidden.import_title_expression(alias text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_state record;
  v_title name;
  v_columns name[];
begin
  select * into v_state from pg_temp.import_state;
  select o.title_column into v_title from app_public.objects o where o.name = v_state.object;
  select array_agg(s.column_name) into v_columns from unnest(v_state.slots) s;
  return case
    when v_title = any (v_columns) then format('%s.%I', alias, v_title)
    when v_state.object = 'contacts' and v_columns && array['first_name', 'last_name']::name[] then format('coalesce(nullif(concat_ws('' '', %s), ''''), %s)',
      concat_ws(', ', case when 'first_name' = any (v_columns) then alias || '.first_name' end, case when 'last_name' = any (v_columns) then alias || '.last_name' end),
      case when 'emails' = any (v_columns) then alias || '.emails[1]' else 'null' end)
    when v_state.object = 'contacts' and 'emails' = any (v_columns) then format('%s.emails[1]', alias) end;
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
      where m ->> 'field' in (select t.field from app_public.import_targets(v_import.object) t)), v_guess.mapping),
    options = jsonb_strip_nulls(jsonb_build_object('dateOrder', file -> 'dateOrder', 'numberFormat', file -> 'numberFormat')),
    status = 'ready'
  where i.id = v_import.id;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.import_values(import_id uuid, "column" integer)
 RETURNS TABLE(value text, count bigint)
 LANGUAGE sql
 STABLE ROWS 50
AS $function$
  select v.value, count(*) from (
    select app_hidden.import_cell(c.cells["column" + 1]) as value from app_hidden.import_cells c
    where c.import_id = import_values.import_id and c.problem is null) v
  where v.value !~ ('^' || app_hidden.import_failure() || '$') group by 1 order by 2 desc, 1 limit 200
$function$;

comment on function app_public.import_values(uuid,integer) is $comment$The different values in a column (from 0) of an uploaded file, the most frequent 200, without the errors of a spreadsheet.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.part_history(name text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE app_public.changes c SET object = (c.object || ' (deleted)'::text)
   WHERE (c.object = part_history.name);
 WITH former AS (
          DELETE FROM app_private.former_objects f_1
           WHERE (f_1.name = part_history.name)
           RETURNING f_1.readers
         )
  INSERT INTO app_private.former_objects AS f (name, readers)  SELECT (part_history.name || ' (deleted)'::text),
             w.readers
            FROM former w ON CONFLICT(name) DO UPDATE SET readers = ARRAY( SELECT unnest(f.readers) AS unnest
         INTERSECT
          SELECT unnest(excluded.readers) AS unnest);
END;

comment on function app_hidden.part_history(text) is $comment$Gives the history of something deleted a name of its own, so that what is made with that name later does not get it: it is not for who may see the new one, nor restored into it.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.check_label(label text, field text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if coalesce(btrim(check_label.label), '') = '' then
    perform app_hidden.fail('RM400', 'label_given', 'Give it a name.', field => check_label.field);
  elsif check_label.label ~ '[[:cntrl:]\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0]' then
    perform app_hidden.fail('RM400', 'label_printable', 'A name cannot hold line breaks or invisible characters.', field => check_label.field);
  elsif check_label.label ~ '^\s|\s$' then
    perform app_hidden.fail('RM400', 'label_trimmed', format('“%s” begins or ends with a blank.', left(check_label.label, 60)), 'Leave the blank out.', check_label.field);
  elsif length(check_label.label) > 60 then
    perform app_hidden.fail('RM400', 'label_length', format('“%s…” is longer than 60 characters.', left(check_label.label, 30)),
      'Choose a shorter name; there is room for more in the description.', check_label.field);
  end if;
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
    -- A word for a day, and 03/04/2030, would be settled now, and by others' habits.
    if field.type in ('date', 'date_time') and v_text !~ '^\d{4}-\d\d-\d\d' then
      raise invalid_datetime_format;
    end if;
    -- As PostgreSQL writes it, so that what depends on the session (a time without its zone) is settled now.
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

CREATE OR REPLACE FUNCTION app_hidden.field_words(field app_public.fields)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN format(CASE (field).type WHEN 'text'::text THEN (CASE WHEN (field).is_required THEN '“%s” is required, and has at most %s characters'::text ELSE '“%s” has at most %s characters'::text END || CASE WHEN (field).is_unique THEN ', without blanks around them.'::text ELSE '.'::text END) WHEN 'long_text'::text THEN CASE WHEN (field).is_required THEN '“%s” is required, and has at most 200,000 characters.'::text ELSE '“%s” has at most 200,000 characters.'::text END WHEN 'url'::text THEN CASE WHEN (field).is_required THEN '“%s” is required: a link without blanks, of at most %s characters.'::text ELSE '“%s” is a link without blanks, of at most %s characters.'::text END WHEN 'number'::text THEN ('“%s” is a number of at most 30 digits before the point'::text || CASE WHEN ((field).settings ? 'decimals'::text) THEN ' and %s after it.'::text ELSE '.'::text END) WHEN 'currency'::text THEN '“%s” is too large an amount.'::text WHEN 'rating'::text THEN '“%s” is from 0 to %s.'::text WHEN 'emails'::text THEN ('“%s” takes up to 20 e-mail addresses such as ana@acme.com'::text || CASE WHEN (field).is_required THEN ', and at least one.'::text ELSE '.'::text END) WHEN 'phones'::text THEN ('“%s” takes up to 20 numbers'::text || CASE WHEN (field).is_required THEN ', and at least one.'::text ELSE '.'::text END) WHEN 'json'::text THEN '“%s” is too large: it takes up to 200,000 characters.'::text WHEN 'date'::text THEN '“%s” is a date of the years 1 to 9999.'::text WHEN 'date_time'::text THEN '“%s” is a time of the years 1 to 9999.'::text WHEN 'multi_enum'::text THEN ('“%s” takes of these'::text || CASE WHEN (field).is_required THEN ' at least one: %s.'::text ELSE ': %s.'::text END) ELSE '“%s” is one of these: %s.'::text END, (field).label, CASE WHEN ((field).type = ANY (ARRAY['text'::text, 'url'::text])) THEN (app_hidden.max_length(field))::text WHEN ((field).type = 'number'::text) THEN ((field).settings ->> 'decimals'::text) WHEN ((field).type = 'rating'::text) THEN COALESCE(((field).settings ->> 'max'::text), '5'::text) ELSE "left"((SELECT string_agg(o.value, ', '::text ORDER BY o."position") AS string_agg FROM app_public.field_options o WHERE (o.field_id = (field_words.field).id)), 500) END);

CREATE OR REPLACE FUNCTION app_hidden.column_rules(field app_public.fields, options text[])
 RETURNS SETOF app_hidden.column_rule
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_object app_public.objects;
  v_check text;
  v_sql text;
begin
  if field.column_name is null or not field.is_custom and not field.is_indexed then
    return;
  end if;
  if field.settings ? 'formula' then
    -- A virtual column has no index of its own; PostgreSQL knows the one of its expression again.
    if field.is_indexed then
      v_sql := replace(coalesce(app_hidden.formula_sql(field), 'null'), '%', '%%');
      return next ('index', field.column_name, 'idx', format('index %%I on %%s ((%s), id)', v_sql), null)::app_hidden.column_rule;
      return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s ((%s) desc nulls last, id desc)', v_sql), null)::app_hidden.column_rule;
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
  -- The other way round those without a value come last too, which is no order of an index read backwards.
  if field.is_indexed and not field.is_required and field.type not in ('multi_enum', 'emails', 'phones', 'long_text', 'relation', 'member') then
    return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s (%I desc nulls last, id desc)', field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.renamed_formula(field app_public.fields, formula text, name text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_formula text := formula;
  v_token app_hidden.formula_token;
begin
  -- From its end on; a text in which the name stands in braces stays as it is.
  for v_token in
    select t.* from app_hidden.formula_tokens(field.object, formula) t where t.kind = 'field' and t.name = field.name order by t.place desc
  loop
    v_formula := overlay(v_formula placing '{' || renamed_formula.name || '}' from v_token.place for length(v_token.value));
  end loop;
  return v_formula;
end
$function$;

comment on function app_hidden.renamed_formula(app_public.fields,text,text) is $comment$A formula in which a field has another name. Raises RM400.$comment$;

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
  v_since bigint;
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
  if v_new.column_name = v_old.settings ->> 'currency_column' or v_old.column_name = v_new.settings ->> 'currency_column' then
    perform app_hidden.fail('RM409', 'fields_name_unique', format('“%s” is too close to “%s”, of which one would be an amount and one its currency.', v_new.name, v_old.name),
      'Choose another name.', 'name');
  end if;
  if v_old.link_table is not null then
    v_new.link_table := app_hidden.name_of_links(v_new);
  end if;
  -- Nobody waits for this, however long the history is; under the lock follows what was written meanwhile.
  v_since := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  perform app_hidden.rename_in_history(v_old, v_new, 0);
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old) || case when v_old.link_table is not null then jsonb_build_object(format('app_custom.%I', v_old.link_table), 'access exclusive') else '{}' end);
  perform app_hidden.rename_in_history(v_old, v_new, v_since);
  v_table := app_hidden.object_table(v_old.object);
  update app_public.fields f set settings = f.settings || jsonb_build_object('formula', app_hidden.renamed_formula(v_old, f.settings ->> 'formula', v_new.name))
  where f.object = v_old.object and f.label = any (app_hidden.formulas_with(v_old));
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
  perform app_hidden.rename_in_views(v_new.object, v_old.api_name, v_new.api_name);
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$function$;

comment on function app_public.rename_field(text,text) is $comment$@resultFieldName field
Gives a custom field another name in SQL and the API, where the old one is unknown from then on; views and history follow, the latter at some thirty thousand changes a second: with a million of them call it by psql, which takes its time. Raises RM400, RM403, RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.rename_in_history(old app_public.fields, new app_public.fields, since bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_names constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    coalesce(old.column_name, ''), new.column_name, coalesce(old.settings ->> 'currency_column', ''), new.settings ->> 'currency_column'));
begin
  if old.link_table is not null then
    update app_public.changes c set object = new.link_table where c.object = old.link_table and c.transaction_id >= since;
  else
    update app_public.changes c set old = app_hidden.with_keys(c.old, v_names), new = app_hidden.with_keys(c.new, v_names)
    where c.object = rename_in_history.old.object and c.transaction_id >= since
      and coalesce(c.new, '{}') || coalesce(c.old, '{}') ?| array(select jsonb_object_keys(v_names));
  end if;
end
$function$;

comment on function app_hidden.rename_in_history(app_public.fields,app_public.fields,bigint) is $comment$Lets the audit log, from a transaction on, know a field by its new name, so that what was done to it can be read and undone.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.with_keys(value jsonb, names jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT COALESCE(jsonb_object_agg(COALESCE((with_keys.names ->> e.key), e.key), e.value), '{}'::jsonb) AS "coalesce" FROM jsonb_each(with_keys.value) e(key, value));

comment on function app_hidden.with_keys(jsonb,jsonb) is $comment$An object in which keys have other names.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.drop_field(field app_public.fields)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_table regclass := app_hidden.object_table(field.object);
begin
  delete from app_public.fields f where f.id = field.id;
  perform app_hidden.rename_in_views(field.object, field.api_name, null);
  if field.link_table is not null then
    perform app_hidden.ddl(format('drop function app_custom.%I(%s), app_custom.%I(%s)', field.link_table || '__to', v_table, field.link_table || '__of', app_hidden.object_table(field.target_object)));
    perform app_hidden.ddl(format('drop table app_custom.%I', field.link_table));
    perform app_hidden.part_history(field.link_table);
    return;
  end if;
  -- Policies and triggers first, which would not let the column go.
  perform app_hidden.derive_permission(r.id, field.object) from app_public.roles r;
  if field.type = 'emails' then
    perform app_hidden.put_lower_case(field.object);
  end if;
  perform app_hidden.ddl(format('alter table %s drop column %I', v_table, field.column_name)
    || case when field.type = 'currency' then format(', drop column %I', field.settings ->> 'currency_column') else '' end);
end
$function$;

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
  if v_old.type = 'emails' then
    perform app_hidden.put_lower_case(v_new.object); -- which would not let the column become another
  end if;
  perform app_hidden.alter_type(v_old, v_new, v_options);
  perform app_hidden.put_rules('{}', v_new);

  -- A condition on the old kind of value means nothing any more.
  update app_public.views v set filter = coalesce(app_hidden.with_field(v.filter, v_new.api_name, null), '{}'),
    group_by = case when v.group_by = v_new.api_name and v_new.type not in ('enum', 'boolean') then null else v.group_by end,
    kind = case when v.group_by = v_new.api_name and v_new.type <> 'enum' then 'table' else v.kind end
  where v.object = v_new.object and (v.group_by = v_new.api_name or v.filter <> '{}');
  if v_new.type = 'emails' then
    perform app_hidden.put_lower_case(v_new.object);
  end if;
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.reindex(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.losses_of(old app_public.fields, new app_public.fields)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_currencies integer := 0;
  v_times boolean := false;
begin
  if old.type = 'currency' then
    execute format('select count(distinct %I) from %s where %I is not null', old.settings ->> 'currency_column', app_hidden.object_table(old.object), old.column_name) into v_currencies;
  end if;
  if old.type = 'date_time' and new.type = 'date' then
    execute format('select exists (select from %s where (%I at time zone ''UTC'')::time <> ''00:00'')', app_hidden.object_table(old.object), old.column_name) into v_times;
  end if;
  return array_remove(array[
    case when v_times then 'The times of day go.' end,
    case when old.is_unique and not new.is_unique then 'Two records may have the same value then.' end,
    case when v_currencies > 1 then format('The amounts are in %s currencies, which will not be seen any more.', v_currencies) end,
    case when old."default" is not null and new."default" is null then 'The default does not convert and goes.'
      || case when new.is_required then ' New records will need a value.' else '' end end], null);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.alter_type(old app_public.fields, new app_public.fields, options jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_table regclass := app_hidden.object_table(old.object);
  v_type text := (select t.sql_type from app_public.field_types t where t.name = new.type);
  v_empty text := case when new.type = 'boolean' then '''false''' when v_type = 'text[]' then '''{}''' end;
  v_labels jsonb := app_hidden.labels_of(old);
  v_default text;
begin
  -- The options first, because a default is one of them.
  if new.type in ('enum', 'multi_enum') then
    perform app_hidden.put_options(new.id, alter_type.options);
  else
    delete from app_public.field_options o where o.field_id = new.id;
  end if;
  v_default := app_hidden.default_sql(new, app_hidden.option_values(new.id));
  update app_public.fields f set "default" = app_hidden.default_value(new) where f.id = new.id;
  perform app_hidden.ddl(format('alter table %s alter %I drop default, alter %I drop not null', v_table, old.column_name, old.column_name));
  perform app_hidden.ddl(format('alter table %1$s alter %2$I type %3$s using coalesce(app_hidden.converted(to_jsonb(%2$I), %4$L, %5$L, %6$L), %7$s)::%3$s',
    v_table, old.column_name, v_type, new.type, alter_type.options, v_labels, coalesce(v_empty, 'null')));
  perform app_hidden.ddl(format('alter table %s alter %I %s', v_table, new.column_name, coalesce('set default ' || v_default, 'drop default'))
    || case when v_empty is not null then format(', alter %I set not null', new.column_name) else '' end
    || case when old.type = 'currency' then format(', drop column %I', old.settings ->> 'currency_column') else '' end
    || case when new.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', new.settings ->> 'currency_column') else '' end);
  if new.is_required and v_empty is null then
    perform app_hidden.put_required(new);
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.create_object(singular text, plural text, description text DEFAULT ''::text, icon text DEFAULT 'box'::text, color text DEFAULT 'gray'::text, title_label text DEFAULT 'Name'::text, title_settings jsonb DEFAULT '{}'::jsonb, singular_name text DEFAULT NULL::text, plural_name text DEFAULT NULL::text)
 RETURNS app_public.objects
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_object app_public.objects;
  v_singular text;
  v_plural text;
  v_title app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  v_singular := app_hidden.name_of(create_object.singular, create_object.singular_name, 'singular');
  v_plural := app_hidden.name_of(create_object.plural, create_object.plural_name, 'plural');
  perform app_hidden.check_object_name(v_singular, v_plural, create_object.singular, 'singular');
  perform app_hidden.check_object_words(create_object.singular, create_object.plural, create_object.description, create_object.icon, create_object.color);
  perform app_hidden.lock_briefly('{"app_public.users": "share row exclusive"}' || app_hidden.registry_locks());

  perform app_hidden.part_history(v_plural);
  perform app_hidden.create_object_table(v_plural);
  insert into app_public.objects (name, singular, label, label_plural, description, icon, color, title_column, position)
  values (v_plural, v_singular, create_object.singular, create_object.plural, coalesce(create_object.description, ''), create_object.icon, create_object.color,
    app_hidden.name_of(create_object.title_label, create_object.title_settings ->> 'name', 'titleLabel'), (select coalesce(max(o.position), 0) + 1 from app_public.objects o))
  returning * into v_object;
  insert into app_public.fields (object, name, column_name, label, type, is_read_only, "group", position)
  select v_plural, f.name, f.column_name, f.label, f.type, f.is_read_only, f."group", f.position
  from app_public.fields f where f.object = 'contacts' and f."group" = 'System';

  -- Lists begin in the order of the titles, so those are always indexed.
  v_title := app_hidden.draft_field(v_plural, create_object.title_label, 'text', coalesce(create_object.title_settings, '{}') || '{"index": true}');
  perform app_hidden.add_field(v_title, '{}');
  perform app_hidden.expose(format('app_custom.%I', v_plural)::regclass);
  perform app_hidden.end_metadata_change();
  return v_object;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.delete_object(object text, confirm text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '5s'
AS $function$
declare
  v_object app_public.objects;
  v_field app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  select * into v_object from app_public.objects o where o.name = app_hidden.object_name(delete_object.object);
  if not v_object.is_custom then
    perform app_hidden.fail('RM400', 'objects_shipped', format('%s ship with Rowan and cannot be deleted.', v_object.label_plural), 'Deactivate the object instead.', 'object');
  elsif delete_object.confirm is null or delete_object.confirm not in (v_object.label_plural, v_object.name) then
    perform app_hidden.fail('RM400', 'objects_delete_confirmed', format('To delete it with all its records, confirm with its name: %s', v_object.label_plural), field => 'confirm');
  end if;
  perform app_hidden.lock_briefly(app_hidden.object_locks(v_object.name));
  insert into app_private.former_objects
  select n.name, array(
    select r.id from app_public.roles r
    where (select count(*) from app_public.permissions p where p.role_id = r.id and p.object = any (n.ends) and p.read = 'all') = cardinality(n.ends) order by 1)
  from (
    select v_object.name, array[v_object.name] as ends
    union all select f.link_table, array(select f.object union select f.target_object)
    from app_public.fields f where v_object.name in (f.object, f.target_object) and f.link_table is not null) n;

  -- What leads here from elsewhere goes first, or deleting the records would change or delete others.
  for v_field in select f.* from app_public.fields f where f.target_object = v_object.name and f.object <> v_object.name loop
    perform app_hidden.drop_field(v_field);
    perform app_hidden.refresh_object(v_field.object);
  end loop;
  for v_field in select f.* from app_public.fields f where f.object = v_object.name and f.type = 'many_to_many' loop
    perform app_hidden.drop_field(v_field);
  end loop;
  -- Left behind they would be about nothing, and seen by everybody.
  delete from app_public.notes n where n.id in (select app_hidden.attached_only_to(v_object.name));
  delete from app_public.tasks t where t.id in (select app_hidden.attached_only_to(v_object.name));
  -- Relations of the object to itself, which would empty one record while the next one goes.
  for v_field in select f.* from app_public.fields f where f.target_object = v_object.name loop
    perform app_hidden.ddl(format('alter table app_custom.%I drop constraint %I', v_object.name, app_hidden.rule_name(app_hidden.object_table(v_object.name), v_field.column_name, 'fkey')));
  end loop;
  execute format('delete from app_custom.%I', v_object.name);
  set constraints all immediate;
  perform app_hidden.ddl(format('drop table app_custom.%I', v_object.name));
  perform app_hidden.ddl(format('drop function app_hidden.%I()', v_object.name || ': track'));
  delete from app_public.objects o where o.id = v_object.id;
  perform app_hidden.describe_records();
  perform app_hidden.derive_together(r.id) from app_public.roles r;
  perform app_hidden.end_metadata_change();
  return true;
end
$function$;

comment on function app_public.delete_object(text,text) is $comment$Deletes a custom object with its records, the notes and tasks attached to nothing else, the fields that lead to it, its views and permissions; history stays, for who read all of them. confirm: its plural. Raises RM400, RM403, RM404, RM409.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.ended_between(earlier pg_snapshot, later pg_snapshot)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT ((x.x)::text)::bigint AS x FROM pg_snapshot_xip(ended_between.earlier) x(x) EXCEPT SELECT ((x.x)::text)::bigint AS x FROM pg_snapshot_xip(ended_between.later) x(x));

comment on function app_hidden.ended_between(pg_snapshot,pg_snapshot) is $comment$The transactions that ran at an earlier position and do so no more at a later one. Immutable, so that who plans with it knows them.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.live_changes(since pg_snapshot, until pg_snapshot DEFAULT NULL::pg_snapshot, most integer DEFAULT 1000)
 RETURNS SETOF app_hidden.live_change
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
  with arrived as materialized (
    select c.transaction_id, c.at, c.object, c.operation, count(*) as count, max(c.id) as last
    from app_public.changes c
    where c.at > now() - interval '32 days' -- no transaction is as long, and older months need not be looked into
      and (c.transaction_id >= pg_snapshot_xmax(since)::text::bigint and c.transaction_id < pg_snapshot_xmax(coalesce(until, pg_current_snapshot()))::text::bigint
        or c.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
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
      or n.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(n.transaction_id::text::xid8, until))
  union all
  select null, w.transaction_id, 'workspace', 'update', null, 1, null, w.at, null, null, null, null, null, null, null
  from app_private.workspace_changes w
  where (w.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or w.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(w.transaction_id::text::xid8, until))
  order by 1 nulls last -- by which the changes of any one record keep their order
$function$;

CREATE OR REPLACE FUNCTION app_hidden.poll_live_changes(since text, until text DEFAULT NULL::text)
 RETURNS TABLE(snapshot text, change app_hidden.live_change)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Stable: the snapshot is the calling statement's, here and in the feed. Where it is the same nothing has come.
  if poll_live_changes.since is null or poll_live_changes.since = coalesce(poll_live_changes.until, pg_current_snapshot()::text) then
    return query select pg_current_snapshot()::text, null::app_hidden.live_change;
    return;
  end if;
  return query
  select n.now::text, c
  from (select pg_current_snapshot() as now) n
  left join lateral app_hidden.live_changes(poll_live_changes.since::pg_snapshot, poll_live_changes.until::pg_snapshot) c on true;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.check_objects(steps app_hidden.undo_step[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_found record;
begin
  select s.* into v_found from unnest(steps) s
  where s.object not in (select o.name from app_public.objects o union all select l.name from app_hidden.link_tables() l) limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => case when coalesce(v_found.wanted, v_found.had) ? 'target_id'
      then 'was linked by a field that was deleted since' else format('was one of “%s”, which were deleted since', replace(v_found.object, '_', ' ')) end);
  end if;
end
$function$;

comment on function app_hidden.check_objects(app_hidden.undo_step[]) is $comment$Refuses an undo of which a part would be left out, because an object or a field of several records is gone.$comment$;

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
        and (case s.verb when 'insert' then t.now is not null else t.now is null end or differing.columns is not null)
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

CREATE OR REPLACE FUNCTION app_hidden.fits_type(value jsonb, sql_type text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN CASE WHEN ((sql_type IS NULL) OR (sql_type = 'jsonb'::text) OR (value = 'null'::jsonb)) THEN true WHEN ((sql_type = 'text[]'::text) OR (jsonb_typeof(value) = 'array'::text)) THEN ((sql_type = 'text[]'::text) AND (jsonb_typeof(value) = 'array'::text)) ELSE pg_input_is_valid((value #>> '{}'::text[]), sql_type) END;

comment on function app_hidden.fits_type(jsonb,text) is $comment$Whether a column of this type takes a value as it stands in the audit log.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.value_left(step app_hidden.undo_step, column_name text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields;
  v_value jsonb := step.wanted -> value_left.column_name;
  v_type text;
  v_options jsonb;
  v_left jsonb;
begin
  select f.* into v_field from app_public.fields f
  where f.object = step.object and f.column_name = value_left.column_name and not f.settings ?| array['options', 'formula'] and (f.is_custom or f.type in ('enum', 'multi_enum'));
  v_type := (select t.sql_type from app_public.field_types t where t.name = v_field.type);
  v_options := case when v_field.type in ('enum', 'multi_enum') then (
    select jsonb_agg(jsonb_build_object('value', o.value, 'label', o.label)) from app_public.field_options o where o.field_id = v_field.id) end;
  if app_hidden.fits_type(v_value, v_type) and (v_options is null or jsonb_path_query_array(v_options, '$[*].value') @> v_value) then
    return v_value;
  elsif v_field.type = 'multi_enum' then
    v_left := (
      select coalesce(jsonb_agg(app_hidden.option_of(v_options, w.word) order by w.n) filter (where app_hidden.option_of(v_options, w.word) is not null), '[]')
      from app_hidden.value_words(v_value) with ordinality w (word, n));
  else
    execute format('select coalesce(to_jsonb($1::%s), %L)', v_type, case when v_field.type = 'boolean' then 'false' when v_type = 'text[]' then '[]' else 'null' end)
    into v_left using app_hidden.converted(v_value, v_field.type, v_options, '{}');
  end if;
  if v_value = 'null' or not v_field.is_required or v_left not in ('[]', 'null') then
    return v_left;
  elsif v_field."default" is null then
    perform app_hidden.fail('RM409', 'undo_values', format('“%s” had “%s” as its %s, which is required, and takes that no more.',
      step.title, array_to_string(array(select app_hidden.value_words(v_value)), ', '), lower(v_field.label)), 'Let the field take it again, or give it a default. Nothing was undone.');
  end if;
  return v_field."default";
end
$function$;

comment on function app_hidden.value_left(app_hidden.undo_step,text) is $comment$What a column becomes again: its value in the type that the field has by now, and of the options of a choice those that are still there; if nothing is left, the default where it is required. Raises RM409.$comment$;

grant execute on function app_hidden.value_left(app_hidden.undo_step,text) to :MEMBER;

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
  v_types jsonb;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') loop
    v_choices := (
      select coalesce(jsonb_object_agg(f.column_name, to_jsonb(app_hidden.option_values(f.id))), '{}')
      from app_public.fields f where f.object = v_object and f.type in ('enum', 'multi_enum') and not f.settings ? 'options');
    v_types := (
      select jsonb_object_agg(f.column_name, t.sql_type)
      from app_public.fields f join app_public.field_types t on t.name = f.type where f.object = v_object and f.column_name is not null and f.is_custom);
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
          when v_choices ? e.key and not v_choices -> e.key @> e.value or not app_hidden.fits_type(e.value, v_types ->> e.key) then app_hidden.value_left(s, e.key)
          else e.value end) as wanted
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
  perform app_hidden.check_objects(v_steps);
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

CREATE OR REPLACE FUNCTION app_hidden.record_after(change app_public.changes)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_table regclass := app_hidden.table_of(change.object);
  v_record jsonb;
  v_later record;
  v_is_latest boolean := true;
begin
  if change.operation = 'delete' then
    return change.old;
  end if;
  execute format('select to_jsonb(t.*) from %s t where t.id = $1', v_table) into v_record using change.record_id;
  -- What came later is taken back, from the log.
  for v_later in
    select c.operation, c.old from app_public.changes c where c.record_id = change.record_id and c.object = change.object and c.id > change.id order by c.id desc
  loop
    v_is_latest := false;
    v_record := case v_later.operation when 'delete' then v_later.old else v_record || coalesce(v_later.old, '{}') end;
  end loop;
  if not v_is_latest then
    v_record := v_record
      || (select jsonb_object_agg(a.attname, null) from pg_catalog.pg_attribute a
          where a.attrelid = v_table and (a.attgenerated <> '' or a.attname in ('updated_at', 'updated_by')) and not a.attisdropped)
      || (select jsonb_build_object(o.title_column, change.title) from app_public.objects o where o.name = change.object);
  end if;
  return v_record;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.record_as_of(id uuid, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  v_last app_public.changes;
  v_change record;
  v_columns jsonb;
  v_object app_public.objects;
begin
  select c.* into v_last from app_public.changes c
  where c.record_id = record_as_of.id and c.object in (select o.name from app_public.objects o) order by c.id desc limit 1;
  if not found then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record, or you may not see it.', field => 'id');
  end if;
  select o.* into v_object from app_public.objects o where o.name = v_last.object;
  execute format('select to_jsonb(t.*) from %s t where t.id = $1', app_hidden.object_table(v_object.name)) into v_columns using record_as_of.id;
  for v_change in
    select c.operation, c.old from app_public.changes c
    where c.record_id = record_as_of.id and c.object = v_object.name and c.at > record_as_of.at order by c.id desc
  loop
    v_columns := case v_change.operation when 'insert' then null when 'delete' then v_change.old else v_columns || v_change.old end;
  end loop;
  if v_columns is null then
    return null;
  end if;
  -- What the database makes of the other columns it makes anew, so it is not kept; of the title it is known what it was.
  v_columns := v_columns - array(
    select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = app_hidden.object_table(v_object.name) and a.attgenerated <> '');
  return app_hidden.as_api(v_object.name, v_columns || jsonb_build_object(v_object.title_column, coalesce((
    select c.title from app_public.changes c
    where c.record_id = record_as_of.id and c.object = v_object.name and c.at <= record_as_of.at order by c.id desc limit 1), v_last.title)), true);
end
$function$;

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
  select jsonb_object_agg(e.key, app_hidden.value_left((null, v_change.object, v_change.record_id, v_change.title, v_change.old, null, null)::app_hidden.undo_step, e.key))
  into v_values from jsonb_each(v_change.old) e
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(v_change.object) and a.attname = e.key and a.attgenerated = '' and not a.attisdropped;
  if v_values is null then
    perform app_hidden.fail('RM409', 'change_of_fields', 'The fields that were changed have been deleted since.', field => 'change_id');
  end if;
  perform app_hidden.update_records(v_change.object, jsonb_build_array(v_values || jsonb_build_object('id', v_change.record_id)));
  select r.* into v_record from app_public.records r where r.id = v_change.record_id;
  return v_record;
end
$function$;

drop function app_hidden.options_left(app_hidden.undo_step,text);
select app_hidden.put_rules(array(select r from app_hidden.column_rules(f, app_hidden.option_values(f.id)) r where r.suffix <> 'desc_idx'), f)
from app_public.fields f where f.is_indexed or f.is_custom and f.type = 'emails';

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
