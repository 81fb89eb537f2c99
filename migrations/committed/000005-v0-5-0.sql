--! Previous: sha1:8cae23ddcbde746f29e6ce3189f9598264af308f
--! Hash: sha1:4e56d7cdfde06bab055af234f96798fddd97272d
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
from app_public.fields f where f.is_indexed;

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
