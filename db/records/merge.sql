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
  if not app_hidden.may_edit(take_over.keep) then
    return;
  end if;
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
  'Gives to a record that the caller may change what the database took from those of its object that this transaction has deleted: relations that pointed to them, notes, tasks, links, favourites.';

create function app_hidden.merged_lists(object text, ids uuid[]) returns jsonb
language plpgsql stable as $$
declare
  v_field app_public.fields;
  v_list jsonb;
  v_lists jsonb := '{}';
begin
  for v_field in
    select f.* from app_public.fields f
    where f.object = merged_lists.object and f.type in ('emails', 'phones', 'multi_enum') and f.column_name is not null and not f.is_read_only
  loop
    -- A phone number is the same however it is grouped.
    execute format($sql$
      select to_jsonb((array_agg(u.value order by u.place))%s) from (
        select distinct on (v.key) v.value, v.place
        from %s t
        cross join unnest(t.%I) with ordinality l (value, n)
        cross join lateral (select l.value, array[array_position($1, t.id), l.n] as place, %s as key) v
        where t.id = any ($1) order by v.key, v.place) u$sql$,
      case when v_field.type <> 'multi_enum' then '[1:20]' end, app_hidden.object_table(merged_lists.object), v_field.column_name,
      case v_field.type when 'phones' then $sql$coalesce(nullif(regexp_replace(l.value, '[^0-9]', '', 'g'), ''), l.value)$sql$ else 'l.value' end)
    into v_list using merged_lists.ids;
    v_lists := v_lists || jsonb_strip_nulls(jsonb_build_object(v_field.column_name, v_list));
  end loop;
  return v_lists;
end
$$;
comment on function app_hidden.merged_lists is 'By column, what the lists of these records (e-mails, phones, choices) have together, each once, the first record''s first.';

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

  -- Lists hold what all have, unless one was chosen.
  v_values := app_hidden.merged_lists(v_keep.object, merge_records.keep || merge_records.others) || v_values;

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
  'Makes one record of several of an object: keep gets the given values (by field), the e-mails, phone numbers and choices of all where no value is given, and all that pointed to the others or was attached to them (relations, notes, tasks, links, favourites), and the others are deleted. All or nothing; undo takes it back.';
grant execute on function app_hidden.take_over, app_hidden.merged_lists, app_hidden.relation_columns, app_public.merge_records to :MEMBER;
