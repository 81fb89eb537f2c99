--! Previous: sha1:5db2ed86c2b518fca0b7e17c138a609a3e1a8ed1
--! Hash: sha1:22753db6af1d5842e096fa4b58e28a354bd6a7c3
--! Message: v0-3-0

CREATE OR REPLACE FUNCTION app_hidden.merge_pending_entries()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_catalog.gin_clean_pending_list(i.indexrelid)
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
  where i.indrelid = 'app_public.records'::regclass
    or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o);
end
$function$;

comment on function app_hidden.merge_pending_entries() is $comment$Sorts what many new rows left waiting at the end of the indexes for search into them, so that neither the next search nor the next writer has to.$comment$;

grant execute on function app_hidden.merge_pending_entries() to :WORKER;

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

CREATE OR REPLACE FUNCTION app_hidden.resume_imports()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_import app_public.imports;
  v_is_busy boolean := false;
begin
  for v_import in select * from app_public.imports i where i.status in ('checking', 'running', 'undoing') for update skip locked loop
    -- Nobody holds its lock, and no job is about to: whoever was at it is gone, and its transaction with it.
    if not pg_try_advisory_xact_lock(hashtextextended(v_import.id::text, 7)) then
      v_is_busy := true;
      continue;
    end if;
    continue when exists (select from graphile_worker.jobs j where j.key = 'import:' || v_import.id and j.locked_at is null);
    if v_import.attempts >= 3 then
      perform app_hidden.end_import(v_import.id, 'failed',
        message => format('The server was stopped %s times while it was at this. Nothing of it was written.', v_import.attempts));
    else
      update app_public.imports i set phase = 'waiting' where i.id = v_import.id;
      perform app_hidden.add_job('transfer__import', json_build_object('importId', v_import.id), job_key => 'import:' || v_import.id);
    end if;
  end loop;
  -- Whoever is at it may be gone already without PostgreSQL having noticed.
  if v_is_busy then
    perform app_hidden.add_job('transfer__resume', run_at => now() + interval '5 seconds', job_key => 'transfer__resume: soon');
  end if;
end
$function$;

comment on function app_hidden.resume_imports() is $comment$Begins again the imports that a stopped server or database left; gives up after three times. When the worker starts, each minute, and every five seconds while somebody is at one.$comment$;

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
      'Choose what new records get instead.', 'move');
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
      'Choose what they get instead.', 'move');
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

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
