-- Many records in one statement and one transaction, under the writer's own rights. GraphQL's createContacts and the like, REST's
-- arrays and upserts are these. Rows are JSON objects by column name; columns that a row does not name get their default.
create function app_hidden.bulk_groups(rows jsonb) returns table (columns text[], rows jsonb, places integer[])
language sql immutable set search_path = ''
begin atomic
  select g.columns, jsonb_agg(g.row order by g.place), array_agg(g.place order by g.place)
  from (
    select array(select jsonb_object_keys(r.row) order by 1) as columns, r.row, r.place::integer as place
    from jsonb_array_elements(bulk_groups.rows) with ordinality r (row, place)) g
  group by g.columns order by min(g.place);
end;
comment on function app_hidden.bulk_groups is 'Rows grouped by the columns that they name.';

create function app_hidden.object_table(object text) returns regclass
language sql stable set search_path = ''
return (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o where o.name = object);
comment on function app_hidden.object_table is 'The table of an object, by its key.';

create function app_hidden.with_ids(rows jsonb) returns jsonb
language sql volatile set search_path = ''
begin atomic
  select jsonb_agg(case when coalesce(r.row ->> 'id', '') = '' then r.row || jsonb_build_object('id', uuidv7()) else r.row end order by r.n)
  from jsonb_array_elements(with_ids.rows) with ordinality r (row, n);
end;
comment on function app_hidden.with_ids is 'Rows with the ids that they will have, so that they can be told apart when they are written.';

create function app_hidden.create_records(object text, rows jsonb) returns uuid[]
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.create_records is 'Creates records of one object, all or none, and gives their ids in the order of the rows.';

create function app_hidden.update_records(object text, rows jsonb) returns uuid[]
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.update_records is 'Updates records of one object, all or none. Each row names its id and what changes. Raises RM404 or RM403 for the first that cannot be.';

create function app_hidden.delete_records(object text, ids uuid[]) returns uuid[]
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.delete_records is 'Deletes records of one object, all or none. Raises RM404 or RM403 for the first that cannot be.';

create function app_hidden.refuse_bulk(object_table regclass, object text, action text, id uuid) returns void
language plpgsql stable as $$
declare
  v_readable boolean;
begin
  execute format('select exists (select from %s where id = $1)', object_table) into v_readable using refuse_bulk.id;
  if v_readable then
    perform app_hidden.fail('RM403', object || '_' || action, format('Your role may not %s the record %s of %s.', action, refuse_bulk.id, replace(object, '_', ' ')), field => 'id');
  end if;
  perform app_hidden.fail('RM404', object || '_exists', format('There is no record %s in %s.', refuse_bulk.id, replace(object, '_', ' ')), field => 'id');
end
$$;
comment on function app_hidden.refuse_bulk is 'Says why a bulk action did not reach a record: it may not, or there is none to be seen.';

create function app_hidden.upsert_records(object text, rows jsonb, key_column text) returns uuid[]
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.upsert_records is
  'Creates or updates records of one object by a unique column, all or none; what is as wanted already is left alone. Gives the ids in the order of the rows. Raises RM400.';

create function app_hidden.must_be_unique(object text, key_column text) returns void
language plpgsql stable as $$
begin
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = app_hidden.object_table(must_be_unique.object) and i.indisunique and i.indnkeyatts = 1 and i.indpred is null and a.attname = must_be_unique.key_column) then
    perform app_hidden.fail('RM400', 'upsert_key_unique', format('“%s” is not a unique field of %s.', key_column, replace(object, '_', ' ')), 'Upsert by a field that is marked unique.', 'on');
  end if;
end
$$;
comment on function app_hidden.must_be_unique is 'Raises RM400 unless records of an object can be recognised by this column.';

create function app_hidden.write_records(verb text, object text, items jsonb, key_column text default 'id', place integer default null) returns uuid[]
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.write_records is
  'Writes up to thousands of records of one object, all or none. verb: create, update, delete or upsert; items: rows, or ids; key_column: how upsert recognises a record. Gives the ids in the order of the items. An error says in its detail which item it is of, counted from 1; raises RM400 for a record that stands twice, RM403, RM404.';
grant execute on function app_hidden.bulk_groups, app_hidden.object_table, app_hidden.with_ids, app_hidden.create_records, app_hidden.update_records,
  app_hidden.delete_records, app_hidden.refuse_bulk, app_hidden.upsert_records, app_hidden.must_be_unique, app_hidden.write_records to :MEMBER;
