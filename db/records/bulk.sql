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

create function app_hidden.create_records(object text, rows jsonb) returns uuid[]
language plpgsql volatile as $$
declare
  v_table regclass := app_hidden.object_table(create_records.object);
  v_group record;
  v_rows jsonb;
  v_columns text;
begin
  -- The ids first, so that they can be given back in the order of the rows.
  select jsonb_agg(case when coalesce(r.row ->> 'id', '') = '' then r.row || jsonb_build_object('id', uuidv7()) else r.row end order by r.n) into v_rows
  from jsonb_array_elements(create_records.rows) with ordinality r (row, n);
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
  v_readable boolean;
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
  v_group record;
  v_columns text;
  v_changes text;
  v_ids uuid[];
  v_duplicate text;
begin
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = v_table and i.indisunique and i.indnkeyatts = 1 and i.indpred is null and a.attname = upsert_records.key_column) then
    perform app_hidden.fail('RM400', 'upsert_key_unique', format('“%s” is not a unique field of %s.', key_column, replace(object, '_', ' ')), 'Upsert by a field that is marked unique.', 'on');
  end if;
  if exists (select from jsonb_array_elements(upsert_records.rows) r where coalesce(r ->> key_column, '') = '') then
    perform app_hidden.fail('RM400', 'upsert_key_given', format('Every record needs “%s”.', key_column), field => key_column);
  end if;
  select r ->> key_column into v_duplicate from jsonb_array_elements(upsert_records.rows) r group by 1 having count(*) > 1 limit 1;
  if found then
    perform app_hidden.fail('RM400', 'upsert_key_once', format('“%s” stands twice in the request.', v_duplicate), field => key_column);
  end if;
  for v_group in select * from app_hidden.bulk_groups(upsert_records.rows) loop
    select string_agg(format('%I', c), ', '),
      string_agg(format('%I = excluded.%I', c, c), ', ') filter (where c not in (key_column, 'id'))
    into v_columns, v_changes from unnest(v_group.columns) c;
    -- A record that is as wanted already is left alone: no change, no event.
    execute format('insert into %s as t (%s) select %s from jsonb_populate_recordset(null::%s, $1) on conflict (%I) do %s', v_table, v_columns, v_columns, v_table, key_column,
      case when v_changes is null then 'nothing' else 'update set ' || v_changes || ' where (' ||
        (select string_agg(format('t.%I', c), ', ') from unnest(v_group.columns) c where c not in (key_column, 'id')) || ') is distinct from (' ||
        (select string_agg(format('excluded.%I', c), ', ') from unnest(v_group.columns) c where c not in (key_column, 'id')) || ')' end)
    using v_group.rows;
  end loop;
  execute format('select array_agg(t.id order by k.ordinality) from jsonb_populate_recordset(null::%s, $1) with ordinality k join %s t on t.%I = k.%I', v_table, v_table, key_column, key_column)
  into v_ids using upsert_records.rows;
  return v_ids;
end
$$;
comment on function app_hidden.upsert_records is
  'Creates or updates records of one object by a unique column, all or none; what is as wanted already is left alone. Gives the ids in the order of the rows. Raises RM400.';
grant execute on function app_hidden.bulk_groups, app_hidden.object_table, app_hidden.create_records, app_hidden.update_records,
  app_hidden.delete_records, app_hidden.refuse_bulk, app_hidden.upsert_records to :MEMBER;

-- Idempotency-Key of REST: the key is kept in the transaction of what it protects.
create table app_private.idempotency_keys (
  user_id uuid not null references app_public.users on delete cascade,
  key text not null constraint idempotency_keys_length check (length(key) between 1 and 200),
  request_hash text not null,
  status integer,
  body json,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index on app_private.idempotency_keys (created_at);
alter table app_private.idempotency_keys enable row level security;
comment on table app_private.idempotency_keys is 'Requests that must not be done twice, with their answers; kept for a day.';

create function app_hidden.claim_idempotency_key(key text, request_hash text, out status integer, out body json)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app_private.idempotency_keys;
begin
  delete from app_private.idempotency_keys k where k.created_at < now() - interval '1 day';
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
  if v_row.status is null then
    perform app_hidden.fail('RM409', 'idempotency_key_done', 'This request was done before, but its answer is not known any more.', 'Read what it made; do not send it again.');
  end if;
  claim_idempotency_key.status := v_row.status;
  claim_idempotency_key.body := v_row.body;
end
$$;
comment on function app_hidden.claim_idempotency_key is
  'Claims a key for a request in the transaction of that request, or gives the answer that it got before. Raises RM409 when the key was used for another request.';

create function app_hidden.keep_idempotent_answer(key text, status integer, body json) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_private.idempotency_keys k set status = keep_idempotent_answer.status, body = keep_idempotent_answer.body
  where k.user_id = app_hidden.user_id() and k.key = keep_idempotent_answer.key;
end;
comment on function app_hidden.keep_idempotent_answer is 'Keeps the answer of a request under its key.';
grant execute on function app_hidden.claim_idempotency_key, app_hidden.keep_idempotent_answer to :MEMBER;
