-- What an event holds: the record as it was right after the change, as the API spells it.
create function app_hidden.record_after(change app_public.changes) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_table regclass := app_hidden.table_of(change.object);
  v_record jsonb;
  v_later record;
  v_is_latest boolean := true;
begin
  if change.operation = 'delete' then
    return change.old;
  end if;
  execute format('select to_jsonb(t) from %s t where t.id = $1', v_table) into v_record using change.record_id;
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
$$;
comment on function app_hidden.record_after is
  'The record as it was right after a change. Of one that has changed again since, what the log does not keep is null: formulas, and who updated it when.';

create function app_hidden.as_api(object text, columns jsonb, whole boolean) returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_object_agg(app_hidden.camel(a.attname),
    case when a.atttypid in ('numeric'::regtype, 'bigint'::regtype) then to_jsonb(columns ->> a.attname) else coalesce(columns -> a.attname, 'null') end
    order by a.attnum), '{}')
  from pg_catalog.pg_attribute a
  where a.attrelid = app_hidden.table_of(object)::regclass and a.attnum > 0 and not a.attisdropped
    and (whole or columns ? a.attname);
$$;
comment on function app_hidden.as_api is
  'Columns of an object as GraphQL and REST give them: names in camel case, numeric values as text. whole: columns that are not there are null.';

create function app_hidden.event_body(event text, change_id bigint, change_at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'type', event_body.event,
    'timestamp', app_hidden.iso(c.at),
    'data', json_build_object(
      'object', c.object,
      'id', c.record_id,
      'sequence', c.id,
      'transactionId', c.transaction_id,
      'record', app_hidden.as_api(c.object, app_hidden.record_after(c), true),
      'changed', case c.operation when 'update' then (select json_agg(app_hidden.camel(k) order by k) from jsonb_object_keys(c.new) k) else '[]' end,
      'previous', case c.operation when 'update' then app_hidden.as_api(c.object, c.old, false) else '{}' end,
      'actor', json_build_object('userId', c.user_id, 'name', u.name, 'apiKeyId', c.api_key_id, 'source', c.source)
    )
  )::text
  from app_public.changes c
  left join app_public.users u on u.id = c.user_id
  where c.id = event_body.change_id and c.at = event_body.change_at;
$$;
comment on function app_hidden.event_body is 'The event of a change: what is signed and sent, to the byte.';
