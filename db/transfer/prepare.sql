-- The first half of a run: the file's rows become typed rows of the object in the temporary table import_work, each with its record
-- and what is to be done: create, update, unchanged or reject. Everything happens as the person who imports, under row-level security.
create function app_hidden.import_options(options jsonb, object text) returns jsonb
language plpgsql stable as $$
declare
  v_options jsonb := '{"mode": "create", "matchBy": [], "dateOrder": "MDY", "numberFormat": "1,234.56", "emptyCells": "keep", "allOrNothing": false}'::jsonb
    || jsonb_strip_nulls(coalesce(import_options.options, '{}'));
  v_fault text := case
    when not v_options ->> 'mode' = any (array['create', 'update', 'both']) then 'mode'
    when jsonb_typeof(v_options -> 'matchBy') <> 'array' then 'matchBy'
    when not v_options ->> 'dateOrder' = any (array['MDY', 'DMY', 'YMD']) then 'dateOrder'
    when not v_options ->> 'numberFormat' = any (array['1,234.56', '1.234,56']) then 'numberFormat'
    when not v_options ->> 'emptyCells' = any (array['keep', 'clear']) then 'emptyCells'
    when jsonb_typeof(v_options -> 'allOrNothing') <> 'boolean' then 'allOrNothing' end;
begin
  if v_fault is not null then
    perform app_hidden.fail('RM400', 'imports_options_known', format('The option “%s” cannot be %s.', v_fault, left((v_options -> v_fault)::text, 60)), field => 'options');
  end if;
  return v_options;
end
$$;
comment on function app_hidden.import_options is 'The options of an import, with what is left out. Raises RM400.';

create function app_hidden.import_source(import_id uuid, slots app_hidden.import_slot[], plain text, filled text) returns text
language plpgsql stable as $$
begin
  -- An offset keeps each step for itself; of a bare 0 the planner believes that it needs the rows in order, and reads them by one process.
  return format('(select *, %s from (select c.row_number, c.problem, %s from (select s.row_number, s.problem, %s from app_hidden.import_cells s where s.import_id = %L offset ''0'') c offset ''0'') p offset ''0'')',
    import_source.filled, import_source.plain, (
      select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', u.c), ', ')
      from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(import_source.slots) s) u where u.c is not null),
    import_source.import_id);
end
$$;
comment on function app_hidden.import_source is 'The SQL of the rows of an import with the cells that these slots read, and what plain and filled of import_expressions make of them.';

create function app_hidden.import_shares(import_id uuid, slot app_hidden.import_slot, options jsonb) returns app_hidden.import_slot
language plpgsql stable as $$
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
$$;
comment on function app_hidden.import_shares is 'Tells of a field in whole percents whether the file has shares of one for it: 0.2, as HubSpot has, is 20 then, and 1 is 100.';

create function app_hidden.import_prepare(import_id uuid) returns integer
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.import_prepare is
  'Reads an import''s rows, decides what becomes of each and makes what those that go in refer to. Gives the number of rows. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_hidden.import_options, app_hidden.import_source, app_hidden.import_shares, app_hidden.import_prepare to :MEMBER;
