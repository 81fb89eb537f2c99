-- A field goes, with its values: what depends on it first, then all of it.
create function app_public.field_dependents(field text, out filled bigint, out views text[])
language plpgsql stable security definer set search_path = '' as $$
declare
  v_field app_public.fields;
begin
  perform app_hidden.must_manage('data_model');
  v_field := app_hidden.field_of(field_dependents.field);
  if v_field.link_table is not null then
    execute format('select count(distinct source_id) from app_custom.%I', v_field.link_table) into filled;
  else
    execute format('select count(*) from %s where not (%s)', app_hidden.object_table(v_field.object), app_hidden.is_empty(v_field)) into filled;
  end if;
  views := array(
    select v.name from app_public.views v
    where v.object = v_field.object and (v.group_by = v_field.api_name or v.aggregates ? v_field.api_name
      or jsonb_path_exists(jsonb_build_array(v.columns, v.filter, v.sort), 'strict $.** ? (@.field == $name)', jsonb_build_object('name', v_field.api_name), true))
    order by v.name);
end
$$;
comment on function app_public.field_dependents is 'What depends on a field: in how many records it has a value, and which views use it. Raises RM403, RM404.';

create function app_public.delete_field(field text, confirm text default null) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
  v_object app_public.objects;
  v_filled bigint;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(delete_field.field);
  select * into strict v_object from app_public.objects o where o.name = v_field.object;
  if not v_field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan and cannot be deleted.', v_field.label), 'Deactivate it instead.', 'field');
  elsif v_object.title_column = v_field.column_name then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”.', v_field.label), 'Let them be called by another field first.', 'field');
  end if;
  perform app_hidden.must_be_in_no_formula(v_field);
  -- With a foreign key goes what watches over it at its other end too, so all of these are locked alike.
  perform app_hidden.lock_briefly((
    select jsonb_object_agg(l.name, 'access exclusive') from (
      select jsonb_object_keys(app_hidden.field_locks(v_field)) union select format('app_custom.%I', v_field.link_table) where v_field.link_table is not null) l (name)));
  select d.filled into v_filled from app_public.field_dependents(v_field.id::text) d;
  if v_filled > 0 and delete_field.confirm is distinct from v_field.label then
    perform app_hidden.fail('RM409', 'field_delete_confirmed', format('%s records have a value in “%s”, which would be lost.', v_filled, v_field.label),
      format('To delete it all the same, confirm with its name: %s', v_field.label), 'confirm');
  end if;
  perform app_hidden.drop_field(v_field);
  perform app_hidden.refresh_object(v_field.object);
  if v_filled > 0 and v_field.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    perform app_hidden.reindex(v_field.object);
  end if;
  perform app_hidden.end_metadata_change();
  return v_object;
end
$$;
comment on function app_public.delete_field is
  E'@resultFieldName object\nDeletes a custom field with its values; views lose what named it, history keeps it. confirm: its label, when records have values in it. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.field_dependents, app_public.delete_field to :MEMBER;

create function app_hidden.drop_field(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(field.object);
begin
  delete from app_public.fields f where f.id = field.id;
  perform app_hidden.rename_in_views(field.object, field.api_name, null);
  if field.link_table is not null then
    perform app_hidden.ddl(format('drop function app_custom.%I(%s), app_custom.%I(%s)', field.link_table || '__to', v_table, field.link_table || '__of', app_hidden.object_table(field.target_object)));
    perform app_hidden.ddl(format('drop table app_custom.%I', field.link_table));
    perform app_hidden.part_history(field.link_table);
    return;
  end if;
  -- Policies and triggers first, which would not let the column go.
  perform app_hidden.derive_permission(r.id, field.object) from app_public.roles r;
  if field.type = 'emails' then
    perform app_hidden.put_lower_case(field.object);
  end if;
  perform app_hidden.ddl(format('alter table %s drop column %I', v_table, field.column_name)
    || case when field.type = 'currency' then format(', drop column %I', field.settings ->> 'currency_column') else '' end);
end
$$;
comment on function app_hidden.drop_field is 'Takes a field out of metadata, views and catalogue; what follows from the fields of its object is the caller''s to refresh.';

create function app_hidden.with_field(part jsonb, old_name text, new_name text) returns jsonb
language plpgsql immutable as $$
begin
  return case
    when part ->> 'field' = old_name then case when new_name is not null then part || jsonb_build_object('field', new_name) end
    when jsonb_typeof(part) = 'array' then (
      select coalesce(jsonb_agg(app_hidden.with_field(e, old_name, new_name) order by n), '[]') from jsonb_array_elements(part) with ordinality a (e, n)
      where new_name is not null or (e ->> 'field') is distinct from old_name)
    when jsonb_typeof(part) = 'object' then (
      select coalesce(jsonb_object_agg(k, case when k in ('and', 'or', 'not') then app_hidden.with_field(v, old_name, new_name) else v end), '{}') from jsonb_each(part) o (k, v)
      where new_name is not null or (v ->> 'field') is distinct from old_name)
    else part end;
end
$$;
comment on function app_hidden.with_field is 'Part of a view, in which a field has another name; without a new name, what named it is left out.';

create function app_hidden.rename_in_views(object text, old_name text, new_name text) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.views v set columns = w.columns, sort = w.sort, filter = w.filter, group_by = w.group_by, aggregates = w.aggregates
  from (
    select u.id, app_hidden.with_field(u.columns, old_name, new_name) as columns, app_hidden.with_field(u.sort, old_name, new_name) as sort,
      coalesce(app_hidden.with_field(u.filter, old_name, new_name), '{}') as filter,
      case when u.group_by = old_name then new_name else u.group_by end as group_by,
      u.aggregates - old_name || case when u.aggregates ? old_name and new_name is not null then jsonb_build_object(new_name, u.aggregates -> old_name) else '{}' end as aggregates
    from app_public.views u where u.object = rename_in_views.object) w
  where v.id = w.id and (v.columns, v.sort, v.filter, v.group_by, v.aggregates) is distinct from (w.columns, w.sort, w.filter, w.group_by, w.aggregates);
end;
comment on function app_hidden.rename_in_views is 'Lets the views of an object name a field differently, or, without a new name, no more.';
