-- The history of one record: every change, its values at any moment, and the way back to them.
create function app_hidden.links_to(record_id uuid) returns table (id bigint, at timestamptz)
language sql stable security definer set search_path = '' rows 10 as $$
  select c.id, c.at from app_public.changes c
  where coalesce(c.new, c.old) ? 'target_id' and coalesce(c.new, c.old) ->> 'target_id' = links_to.record_id::text
    and c.object in (select f.link_table from app_public.fields f where f.link_table is not null);
$$;
comment on function app_hidden.links_to is 'Which changes linked a record from another one, or parted them: by number, past the policies, for the sake of the index.';

create function app_public.record_history(record_id uuid) returns setof app_public.changes
language sql stable rows 100
begin atomic
  select c.* from app_public.changes c where c.record_id = record_history.record_id
  union all
  select c.* from app_hidden.links_to(record_history.record_id) l join app_public.changes c on c.id = l.id and c.at = l.at and c.record_id <> record_history.record_id
  order by id desc;
end;
comment on function app_public.record_history is E'@sortable\n@filterable\nEvery change of a record and of what it is linked to, from either end, newest first.';

create function app_public.record_as_of(id uuid, at timestamptz) returns jsonb
language plpgsql stable set timezone = 'UTC' as $$
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
$$;
comment on function app_public.record_as_of is
  'The values of a record at a moment, by field as the API spells it; null when it did not exist then. Raises RM404.';

create function app_public.restore_values(change_id bigint) returns app_public.records
language plpgsql volatile as $$
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
$$;
comment on function app_public.restore_values is
  'Sets the fields that a change changed back to what they were before it, whatever has happened since. Itself a change like any other.';
grant execute on function app_hidden.links_to, app_hidden.as_api, app_public.record_history, app_public.record_as_of, app_public.restore_values to :MEMBER;
