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

create function app_hidden.link_of(delivery app_public.webhook_deliveries) returns table (field text, object text, id uuid, is_linked boolean)
language sql stable security definer set search_path = '' rows 1 as $$
  select e.field, e.other_object, e.other_id, c.operation = 'insert'
  from app_public.changes c
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) e
  where c.id = delivery.change_id and c.at = delivery.change_at and c.object <> delivery.object
    and e.object = delivery.object and e.record_id = delivery.record_id
  limit 1; -- a record that is linked to itself has both ends
$$;
comment on function app_hidden.link_of is 'Of an event about a link: the field by which its record was linked to another one or is not any more, and that other record.';

create function app_hidden.event_body(delivery app_public.webhook_deliveries) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_change app_public.changes;
  v_link record;
  v_record jsonb;
begin
  select * into v_change from app_public.changes c where c.id = delivery.change_id and c.at = delivery.change_at;
  select * into v_link from app_hidden.link_of(delivery);
  if v_change.object <> delivery.object then
    -- To the record at either end a link is an update, by which none of its columns changed.
    v_change.object := delivery.object;
    v_change.record_id := delivery.record_id;
    v_change.operation := 'update';
    v_change.old := '{}';
    v_change.new := '{}';
    v_change.title := (select c.title from app_public.changes c
      where c.record_id = delivery.record_id and c.object = delivery.object and c.id < delivery.change_id order by c.id desc limit 1);
  end if;
  v_record := app_hidden.record_after(v_change);
  return (
    select json_build_object(
      'type', delivery.event,
      'timestamp', app_hidden.iso(v_change.at),
      'data', json_build_object(
        'object', v_change.object,
        'id', v_change.record_id,
        'sequence', v_change.id,
        'transactionId', v_change.transaction_id,
        'record', app_hidden.as_api(v_change.object, v_record, true),
        'changed', case when v_link.field is not null then json_build_array(app_hidden.camel(v_link.field))
          when v_change.operation = 'update' then (select coalesce(json_agg(app_hidden.camel(k) order by k), '[]') from jsonb_object_keys(v_change.new) k) else '[]' end,
        'previous', case when v_change.operation = 'update' then app_hidden.as_api(v_change.object, v_change.old, false) else '{}' end,
        'link', case when v_link.field is not null then json_build_object('object', v_link.object, 'id', v_link.id, 'isLinked', v_link.is_linked) end,
        'actor', json_build_object('userId', v_change.user_id, 'name', u.name, 'apiKeyId', v_change.api_key_id, 'source', v_change.source)
      )
    )::text
    from (select) one left join app_public.users u on u.id = v_change.user_id);
end
$$;
comment on function app_hidden.event_body is 'The event of a delivery: what is signed and sent, to the byte.';
