-- What can change of a field while it stays the field that it is.
create function app_public.update_field(
  field text, label text default null, settings jsonb default '{}', is_active boolean default null, "position" integer default null
) returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rules app_hidden.column_rule[];
  v_default text;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(update_field.field);
  v_new := app_hidden.changed_field(v_old, update_field.label, coalesce(update_field.settings, '{}'));
  v_new.is_active := coalesce(update_field.is_active, v_old.is_active);
  v_new.position := coalesce(update_field.position, v_old.position);
  if not v_new.is_active and v_old.is_active and v_old.column_name = (select o.title_column from app_public.objects o where o.name = v_old.object) then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”, so it stays in use.', v_old.label), 'Let them be called by another field first.', 'isActive');
  end if;
  if not v_new.is_active and v_new.is_required and v_new."default" is null and v_new.type <> 'boolean' then
    perform app_hidden.fail('RM409', 'fields_required', format('“%s” is required, so it stays in use: nobody could make a record without seeing it.', v_old.label),
      'Make it optional first, or give it a default.', 'isActive');
  end if;
  if v_new is not distinct from v_old then
    return v_old;
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  v_new.updated_at := now();
  update app_public.fields f set label = v_new.label, help = v_new.help, "group" = v_new."group", position = v_new.position, settings = v_new.settings,
    is_active = v_new.is_active, is_required = v_new.is_required, is_unique = v_new.is_unique, is_indexed = v_new.is_indexed, "default" = app_hidden.default_value(v_new),
    inverse_label = v_new.inverse_label, updated_at = v_new.updated_at
  where f.id = v_old.id returning * into v_new;
  if v_new.is_active <> v_old.is_active and v_new.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    -- Search looks into the fields in use.
    perform app_hidden.track(v_new.object);
    perform app_hidden.reindex(v_new.object);
  end if;
  if (v_new.label, v_new.help, v_new.settings, v_new.is_required, v_new.is_unique, v_new.is_indexed, v_new."default", v_new.inverse_label)
      is not distinct from (v_old.label, v_old.help, v_old.settings, v_old.is_required, v_old.is_unique, v_old.is_indexed, v_old."default", v_old.inverse_label) then
    return v_new; -- where a field stands, and whether it is shown, is nothing that the API knows
  end if;

  if v_new.link_table is not null then
    perform app_hidden.describe_links(v_new);
  elsif v_new.is_custom then
    v_default := app_hidden.default_sql(v_new, app_hidden.option_values(v_new.id));
    if array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r) is distinct from v_rules
      or v_new.is_required <> v_old.is_required or v_new."default" is distinct from v_old."default" or v_new.settings - 'unit' <> v_old.settings - 'unit' then
      perform app_hidden.lock_briefly(app_hidden.field_locks(v_new));
    end if;
    if v_new.settings - 'unit' <> v_old.settings - 'unit' and v_new.settings ? 'formula' then
      perform app_hidden.drop_rules(app_hidden.object_table(v_new.object), v_rules);
      v_rules := '{}';
      perform app_hidden.put_formula(v_new);
    end if;
    if v_new."default" is distinct from v_old."default" then
      perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(v_new.object), v_new.column_name, coalesce('set default ' || v_default, 'drop default')));
    end if;
    if v_new.is_required and not v_old.is_required and v_new."default" is not null then
      execute format('update %s set %I = default where %s', app_hidden.object_table(v_new.object), v_new.column_name, app_hidden.is_empty(v_new));
      set constraints all immediate;
    end if;
    perform app_hidden.put_rules(v_rules, v_new);
    if v_new.is_required <> v_old.is_required and (select t.sql_type from app_public.field_types t where t.name = v_new.type) <> 'text[]' then
      perform app_hidden.put_required(v_new);
    end if;
  else
    perform app_hidden.put_rules(v_rules, v_new);
  end if;
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.update_field is
  E'@resultFieldName field\nChanges a field, given by its id or as object.field. settings: those of create_field that are to change, null for none; with a default, records without a value get it when the field becomes required. Of fields that ship with Rowan: label, help, group, index, position, is_active. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.update_field to :MEMBER;

create function app_hidden.is_empty(field app_public.fields) returns text
language sql immutable
return case when field.type in ('multi_enum', 'emails', 'phones') then format('%I = ''{}''', field.column_name)
  when field.type = 'boolean' then format('%I is not true', field.column_name)
  when field.type in ('text', 'long_text', 'url') then format('coalesce(btrim(%I), '''') = ''''', field.column_name) else format('%I is null', field.column_name) end;
comment on function app_hidden.is_empty is 'The condition that a field has no value, as SQL.';

create function app_hidden.changed_field(field app_public.fields, label text, settings jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_new app_public.fields := field;
  v_key text;
  v_type constant text := app_hidden.type_of(field);
  v_formula record;
  s alias for settings;
begin
  if label is not null then
    perform app_hidden.check_label(label, 'label');
    v_new.label := label;
    if exists (select from app_public.fields f where f.object = field.object and f.id <> field.id and lower(f.label) = lower(changed_field.label)) then
      perform app_hidden.fail('RM409', 'fields_label_unique', format('There is a field “%s” already.', label), 'Choose another name.', 'label');
    end if;
  end if;
  for v_key in select jsonb_object_keys(s) loop
    if v_key in ('name', 'options', 'target', 'inverse_name', 'on_delete') then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key),
        case v_key when 'name' then 'Use rename_field.' when 'options' then 'Use set_field_options.' else 'Make a new field.' end, v_key);
    elsif not field.is_custom and v_key not in ('help', 'group', 'index') then
      perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its label, help, group and index can be changed.', field.label), field => v_key);
    end if;
  end loop;
  perform app_hidden.check_settings(v_type, jsonb_build_object('unique', field.is_unique, 'required', field.is_required, 'default', field."default")
    - array(select k from unnest(array['unique', 'required', 'default']) k where k <> all (select unnest(t.settings) from app_public.field_types t where t.name = v_type))
    || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(field.settings) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete', 'formula')) || s);
  if s ? 'help' then v_new.help := coalesce(s ->> 'help', ''); end if;
  if s ? 'group' and field."group" <> 'System' then v_new."group" := coalesce(s ->> 'group', ''); end if;
  if s ? 'required' then v_new.is_required := coalesce((s ->> 'required')::boolean, false); end if;
  if s ? 'unique' then v_new.is_unique := coalesce((s ->> 'unique')::boolean, false); end if;
  if s ? 'index' then v_new.is_indexed := coalesce((s ->> 'index')::boolean, false)
    or field.column_name = (select o.title_column from app_public.objects o where o.name = field.object and o.is_custom); end if;
  if s ? 'default' then v_new."default" := nullif(s -> 'default', 'null'); end if;
  if s ? 'inverse_label' then
    perform app_hidden.check_label(s ->> 'inverse_label', 'inverseLabel');
    v_new.inverse_label := s ->> 'inverse_label';
  end if;
  v_new.settings := jsonb_strip_nulls(field.settings || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length')));
  if s ? 'formula' then
    select * into v_formula from app_hidden.read_formula(field.object, s ->> 'formula');
    if v_formula.type <> field.type then
      perform app_hidden.fail('RM400', 'formula_type', format('“%s” is a %s, and this formula gives a %s.', field.label, field.type, v_formula.type), 'Make a new field for it.', 'formula');
    elsif position('{' || field.name || '}' in v_formula.canonical) > 0 then
      perform app_hidden.refuse_formula('“%s” cannot be calculated from itself.', field.label);
    end if;
    v_new.settings := v_new.settings || jsonb_build_object('formula', v_formula.canonical);
  end if;
  return v_new;
end
$$;
comment on function app_hidden.changed_field is 'A field as it will be with this label and these settings. Raises RM400, RM409.';

create function app_public.order_fields(object text, fields text[]) returns app_public.objects
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_object app_public.objects;
begin
  perform app_hidden.begin_metadata_change();
  select * into strict v_object from app_public.objects o where o.name = app_hidden.object_name(order_fields.object);
  -- Those that are not named follow, in the order they had.
  update app_public.fields f set position = w.place
  from (
    select g.id, row_number() over (order by array_position(order_fields.fields, g.name), array_position(order_fields.fields, g.id::text), g.position, g.name) as place
    from app_public.fields g where g.object = v_object.name and g."group" <> 'System') w
  where f.id = w.id and f.position <> w.place;
  return v_object;
end
$$;
comment on function app_public.order_fields is E'@resultFieldName object\nPuts the fields of an object in this order: their names, or their ids. Raises RM403, RM404.';
grant execute on function app_public.order_fields to :MEMBER;
