--! Previous: sha1:2563344f3863f6dc5ad502dbe747108a0e54ec39
--! Hash: sha1:e52030fc8672bbc957c9e4653c5fc82078a80004
--! Message: v0-7-0

do $$
declare
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as table, k.conname from pg_catalog.pg_constraint k
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
    where k.contype = 'f' and k.confrelid = 'app_public.users'::regclass
      and (a.attname in ('created_by', 'updated_by') and k.conrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o)
        or a.attname = 'owner_id' and k.conrelid = 'app_public.records'::regclass)
  loop
    execute format('alter table %s alter constraint %I not enforced', v_key.table, v_key.conname);
  end loop;
end
$$;
drop function app_hidden.import_expressions(app_hidden.import_slot,jsonb);

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
        new.created_by := (select u.id from app_public.users u where u.id = (v_deleted ->> 'created_by')::uuid);
        new.updated_at := v_deleted ->> 'updated_at';
        new.updated_by := (select u.id from app_public.users u where u.id = (v_deleted ->> 'updated_by')::uuid);
        return new;
      end if;
      new.created_by := app_hidden.user_id();
      new.updated_at := now();
      new.updated_by := app_hidden.user_id();
    elsif (select count(*) from app_public.users u where u.id in (new.created_by, new.updated_by)) < (select count(distinct i) from unnest(array[new.created_by, new.updated_by]) i) then
      perform app_hidden.fail('RM400', 'created_by_known', 'There is no such member.', field => 'created_by');
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
  -- Null only by tg_users__forget: when that member is gone.
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

CREATE OR REPLACE FUNCTION app_hidden.tg_users__forget()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_gone uuid[] := array(select g.id from gone g);
  v_table regclass;
begin
  for v_table in select app_hidden.object_table(o.name) from app_public.objects o loop
    execute format('update %s t set created_by = case when t.created_by <> all ($1) then t.created_by end, updated_by = case when t.updated_by <> all ($1) then t.updated_by end where t.created_by = any ($1) or t.updated_by = any ($1)', v_table)
    using v_gone;
  end loop;
  return null;
end
$function$;

comment on function app_hidden.tg_users__forget() is $comment$After members are removed: nobody has created or updated what they did; who it was stays in the log.$comment$;

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

CREATE OR REPLACE FUNCTION app_hidden.merge_pending_entries()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '2s'
AS $function$
begin
  if pg_try_advisory_xact_lock(hashtext('app_hidden.merge_pending_entries')) then
    perform pg_catalog.gin_clean_pending_list(i.indexrelid)
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
    where i.indrelid = 'app_public.records'::regclass
      or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o);
  end if;
end
$function$;

comment on function app_hidden.merge_pending_entries() is $comment$Sorts into the indexes for search what new rows left waiting at their ends, so that no search and no writer has to; the worker calls it twice a second.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_percent(share text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN pg_input_is_valid(share, 'numeric'::text) THEN (trim_scale(((share)::numeric * (100)::numeric)))::text ELSE share END;

comment on function app_hidden.import_percent(text) is $comment$A share of one, which 0.2 is, as a percentage.$comment$;

grant execute on function app_hidden.import_percent(text) to :MEMBER;

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
  v_known text := format('l%s', slot.n);
  v_kind text;
begin
  -- Each step of a cell is a column of an inner select, so that none is done twice: c<column>, the cell; plain, without what says nothing,
  -- p<n>_<column>; filled, without errors of spreadsheets, f<n>_<column>; raw, the text as given, r<n>; read, what the cast takes, t<n>.
  select string_agg(format(case when v_nothing is null then 'c%1$s as p%2$s_%1$s'
      else 'case when strpos(%3$L, left(c%1$s, 1)) = 0 or c%1$s !~* %4$L then c%1$s end as p%2$s_%1$s' end, c, slot.n, '-–—nN0', v_nothing), ', '),
    string_agg(format('case when p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L then p%2$s_%1$s end as f%2$s_%1$s', c, slot.n, '^' || v_error || '$'), ', ')
  into plain, filled
  from (select distinct unnest(slot.columns || slot.pipeline_columns) as c) u where c is not null;
  raw := format(v_joined, v_plain);
  read := format(v_joined, v_cells);
  if slot.pipeline_columns is not null then
    raw := format('%1$s || coalesce(E''\x1f'' || p%2$s_%3$s, '''')', v_plain, slot.n, slot.pipeline_columns[1]);
    read := format('%1$s || coalesce(E''\x1f'' || f%2$s_%3$s, '''')', v_first, slot.n, slot.pipeline_columns[1]);
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
    when 'number' then format(case when slot.settings ? 'is_share' then 'app_hidden.import_whole(app_hidden.import_percent(%s))'
        when slot.column_type in ('integer', 'smallint', 'bigint') then 'app_hidden.import_whole(%s)' else '%s' end,
      format('app_hidden.import_number(app_hidden.import_digits(%s), %L)', v_first, options ->> 'numberFormat'))
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

comment on function app_hidden.import_expressions(app_hidden.import_slot,jsonb) is $comment$The SQL that reads one field from the cells of a row: its text, what the cast takes, its value, and what is wrong with it.$comment$;

grant execute on function app_hidden.import_expressions(app_hidden.import_slot,jsonb) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_source(import_id uuid, slots app_hidden.import_slot[], plain text, filled text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return format('(select *, %s from (select c.row_number, c.problem, %s from (select s.row_number, s.problem, %s from app_hidden.import_cells s where s.import_id = %L offset 0) c offset 0) p offset 0)',
    import_source.filled, import_source.plain, (
      select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', u.c), ', ')
      from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(import_source.slots) s) u where u.c is not null),
    import_source.import_id);
end
$function$;

comment on function app_hidden.import_source(uuid,app_hidden.import_slot[],text,text) is $comment$The SQL of the rows of an import with the cells that these slots read, and what plain and filled of import_expressions make of them.$comment$;

grant execute on function app_hidden.import_source(uuid,app_hidden.import_slot[],text,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_shares(import_id uuid, slot app_hidden.import_slot, options jsonb)
 RETURNS app_hidden.import_slot
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_e record;
  v_is_share boolean;
begin
  if slot.settings ->> 'unit' = '%' and slot.column_type in ('integer', 'smallint', 'bigint') then
    select * into v_e from app_hidden.import_expressions(slot, options);
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

comment on function app_hidden.import_shares(uuid,app_hidden.import_slot,jsonb) is $comment$Tells of a field in whole percents whether the file has shares of one for it: 0.2, as HubSpot has, is 20 then, and 1 is 100.$comment$;

grant execute on function app_hidden.import_shares(uuid,app_hidden.import_slot,jsonb) to :MEMBER;

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
    execute format('insert into pg_temp.import_keys (slot, key, uses, wanted) select $1, k.key, count(*), coalesce($2 ->> k.key, %s) from (select %s as key from %s f where f.problem is null) k where k.key is not null group by k.key',
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
    from (select f.row_number, f.problem %s from %s f offset 0) x %s
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
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  perform app_hidden.import_make();
  perform app_hidden.import_differ();
  return v_rows;
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
  if queue_import.status = 'undoing' and v_import.created + v_import.updated = 0 then
    perform app_hidden.fail('RM409', 'imports_wrote', 'This import wrote nothing, so there is nothing to undo.', field => 'id');
  elsif queue_import.status <> 'undoing' then
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
        when field.type in ('multi_enum', 'emails', 'phones') then 'index %%I on %%s using gin (%I) with (gin_pending_list_limit = 16384)'
        when field.type = 'long_text' then 'index %%I on %%s using gin (%I public.gin_trgm_ops) with (gin_pending_list_limit = 16384)'
        else 'index %%I on %%s (%I, id)' end, field.column_name), null)::app_hidden.column_rule;
  end if;
  -- The other way round those without a value come last too, which is no order of an index read backwards.
  if field.is_indexed and not field.is_required and field.type not in ('multi_enum', 'emails', 'phones', 'long_text', 'relation', 'member') then
    return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s (%I desc nulls last, id desc)', field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops) with (gin_pending_list_limit = 16384)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.create_object_table(name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_table text := format('app_custom.%I', create_object_table.name);
  v_column text;
begin
  perform app_hidden.ddl(format($sql$
    create table %s (
      id uuid primary key default uuidv7(),
      owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
      created_at timestamptz not null default now(),
      created_by uuid references app_public.users on delete set null not enforced,
      updated_at timestamptz not null default now(),
      updated_by uuid references app_public.users on delete set null not enforced
    )$sql$, v_table));
  foreach v_column in array array['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] loop
    execute format('create index %I on %s (%I, id)', app_hidden.rule_name(v_table::regclass, v_column, 'idx'), v_table, v_column);
  end loop;
  execute format('comment on column %s.id is %L', v_table, 'The key of the record, here and in app_public.records.');
  execute format('comment on column %s.owner_id is %L', v_table, 'The member answerable for it; decides who may read and edit it.');
  execute format('comment on column %s.created_at is %L', v_table, 'When it was made.');
  execute format('comment on column %s.created_by is %L', v_table, 'The member who made it.');
  execute format('comment on column %s.updated_at is %L', v_table, 'When it was changed last; a writer that sends it sends the version that it read.');
  execute format('comment on column %s.updated_by is %L', v_table, 'The member who changed it last.');
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

comment on function app_hidden.check_targets(app_hidden.undo_step[]) is $comment$Refuses an undo that would point to records or members which are gone, or make or remove links that are so already.$comment$;

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
  v_members text[];
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
      array(select r.column_name::text from app_hidden.relation_columns(v_object) r),
      array(select f.column_name::text from app_public.fields f where f.object = v_object and f.type = 'member')
    into v_columns, v_blank, v_relations, v_members
    from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(v_object) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    return query
    select s.verb, s.object, s.record_id, s.title, case when s.verb = 'insert' then v_blank || w.wanted else w.wanted end, s.had, s.last_id
    from unnest(steps) s
    left join lateral (
      select jsonb_object_agg(e.key, case when e.key = any (v_relations) and (e.value #>> '{}')::uuid = any (v_restored) then 'null'
          -- What belonged to a member who was removed belongs to nobody.
          when e.key = any (v_members) and not exists (select from app_public.users u where u.id = (e.value #>> '{}')::uuid) then 'null'
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
create trigger _500_forget after delete on app_public.users referencing old table as gone for each statement execute function app_hidden.tg_users__forget();
drop index app_public.changes_operation_idx;
create index changes_operation_idx on app_public.changes (operation, id) where operation <> 'insert';
do $$
declare
  v_index regclass;
begin
  for v_index in
    select i.indexrelid::regclass from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
    where i.indrelid = 'app_public.records'::regclass
      or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o)
  loop
    execute format('alter index %s set (gin_pending_list_limit = 16384)', v_index);
  end loop;
end
$$;
select app_hidden.track(o.name) from app_public.objects o;

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
