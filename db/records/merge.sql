-- Several records that turned out to be one.
create function app_hidden.take_over(keep uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
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
$$;
comment on function app_hidden.take_over is
  'Gives to a record what the database took from those of its object that this transaction has deleted: relations that pointed to them, notes, tasks, links, favourites.';

create function app_public.merge_records(keep uuid, others uuid[], "values" jsonb default '{}') returns app_public.records
language plpgsql volatile as $$
declare
  v_keep app_public.records;
  v_others uuid[] := array(select distinct o from unnest(merge_records.others) o where o <> merge_records.keep);
  v_other app_public.records;
  v_values jsonb;
  v_unknown text;
  v_relation record;
begin
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  if not found then
    perform app_hidden.fail('RM404', 'merge_known', 'The record to keep is not there, or you may not see it.', field => 'keep');
  elsif cardinality(v_others) = 0 then
    perform app_hidden.fail('RM400', 'merge_others_given', 'Say which other records to merge into it.', field => 'others');
  end if;
  select r.* into v_other from app_public.records r where r.id = any (v_others) and r.object <> v_keep.object;
  if found then
    perform app_hidden.fail('RM400', 'merge_same_object', format('“%s” is of another kind than “%s”: only records of one object are merged.', v_other.title, v_keep.title), field => 'others');
  end if;
  select k into v_unknown from jsonb_object_keys(merge_records."values") k
  where not exists (select from app_public.fields f where f.object = v_keep.object and f.column_name is not null and k in (f.api_name, f.column_name) and not f.is_read_only);
  if found then
    perform app_hidden.fail('RM400', 'merge_values_known', format('“%s” is not a field that can be written.', v_unknown), field => 'values');
  end if;
  select coalesce(jsonb_object_agg(f.column_name, e.value), '{}') into v_values
  from jsonb_each(merge_records."values") e
  join app_public.fields f on f.object = v_keep.object and e.key in (f.api_name, f.column_name) and not f.is_read_only;

  -- A relation that must not be empty is led over first, as the caller; the others follow by themselves.
  for v_relation in
    select o.name as object, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.attname = r.column_name and a.attnotnull
    where r.target = v_keep.object
  loop
    execute format('update %1$s set %2$I = $1 where %2$I = any ($2)', app_hidden.object_table(v_relation.object), v_relation.column_name)
    using merge_records.keep, v_others;
  end loop;
  perform app_hidden.delete_records(v_keep.object, v_others);
  perform app_hidden.take_over(merge_records.keep);
  -- Asks for the right to update it even when there is nothing to set.
  perform app_hidden.update_records(v_keep.object, jsonb_build_array(
    jsonb_build_object('id', merge_records.keep) || case when v_values = '{}' then (select jsonb_build_object('owner_id', v_keep.owner_id)) else v_values end));
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  return v_keep;
end
$$;
comment on function app_public.merge_records is
  'Makes one record of several of an object: keep gets the given values (by field) and all that pointed to the others or was attached to them (relations, notes, tasks, links, favourites), and the others are deleted. All or nothing; undo takes it back.';
grant execute on function app_hidden.take_over, app_hidden.relation_columns, app_public.merge_records to :MEMBER;
