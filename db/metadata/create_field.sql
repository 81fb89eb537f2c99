-- A new field: a column with its rules, or a table of links; on shipped and custom objects alike.
create function app_public.create_field(object text, label text, type text, settings jsonb default '{}') returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.draft_field(app_hidden.object_name(create_field.object), create_field.label, create_field.type, coalesce(create_field.settings, '{}'));
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field));
  v_field := app_hidden.add_field(v_field, coalesce(create_field.settings, '{}'));
  perform app_hidden.refresh_object(v_field.object);
  perform app_hidden.end_metadata_change();
  return v_field;
end
$$;
comment on function app_public.create_field is
  E'@resultFieldName field\nAdds a field to an object, shipped or custom. type: a name of field_types. settings: help, group, name (the API name, when it should not come from the label), and what the type takes: required, unique, default (or today, now, me; of new records, and of those that are there if it is required), index; options ["label", {"label", "value", "color"}]; target, inverse_label and on_delete (empty, refuse, delete) of relations; decimals, unit, max, max_length; formula ({Quantity} * {Unit price}), of which the field has the type that it gives. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.create_field to :MEMBER;

create function app_hidden.draft_field(object text, label text, type text, settings jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_object app_public.objects;
  v_target app_public.objects;
  v_field app_public.fields;
  v_formula text;
  s constant jsonb := jsonb_strip_nulls(draft_field.settings - 'default');
begin
  select * into strict v_object from app_public.objects o where o.name = draft_field.object;
  perform app_hidden.check_settings(draft_field.type, draft_field.settings);
  if (select count(*) from app_public.fields f where f.object = v_object.name) >= 300 then
    perform app_hidden.fail('RM409', 'fields_count', 'An object has at most 300 fields.', 'Delete one that is not used, or make another object.');
  end if;
  v_field.id := uuidv7();
  v_field.object := v_object.name;
  v_field.label := draft_field.label;
  v_field.type := draft_field.type;
  if draft_field.type = 'formula' then
    -- To everything else it is a field of the type that the formula gives, kept by the database.
    select r.type, r.canonical into v_field.type, v_formula from app_hidden.read_formula(v_object.name, s ->> 'formula') r;
  end if;
  v_field.name := app_hidden.name_of(draft_field.label, s ->> 'name', 'label');
  v_field.column_name := case when v_field.type in ('relation', 'member') then v_field.name || '_id' when v_field.type <> 'many_to_many' then v_field.name end;
  v_field.help := coalesce(s ->> 'help', '');
  v_field."group" := coalesce(s ->> 'group', '');
  v_field.is_required := coalesce((s ->> 'required')::boolean, false);
  v_field.is_unique := coalesce((s ->> 'unique')::boolean, false);
  v_field.is_indexed := coalesce((s ->> 'index')::boolean, false) or draft_field.type in ('enum', 'date', 'date_time', 'member', 'relation');
  v_field.is_custom := true;
  v_field.is_read_only := draft_field.type = 'formula';
  v_field.is_active := true;
  v_field."default" := nullif(draft_field.settings -> 'default', 'null');
  v_field.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete'))
    || case when v_field.type = 'currency' then jsonb_build_object('currency_column', v_field.name || '_currency')
      when draft_field.type = 'formula' then jsonb_build_object('formula', v_formula) else '{}' end;
  v_field.position := (select coalesce(max(f.position), 0) + 1 from app_public.fields f where f.object = v_object.name and f."group" <> 'System');
  perform app_hidden.check_field_name(v_field);
  if v_field.type not in ('relation', 'many_to_many') then
    return v_field;
  end if;

  if not s ? 'target' then
    perform app_hidden.fail('RM400', 'field_target_given', 'Say to which object it leads.', field => 'target');
  end if;
  select * into strict v_target from app_public.objects o where o.name = app_hidden.object_name(s ->> 'target');
  v_field.target_object := v_target.name;
  v_field.inverse_label := coalesce(s ->> 'inverse_label', v_object.label_plural);
  v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, s ->> 'inverse_name', 'inverseLabel');
  if not s ?| array['inverse_label', 'inverse_name'] and (
      exists (select from app_hidden.api_names_of(v_target.name) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(v_field)) w)))
      or v_target.name = v_object.name) then
    -- Nobody asked for that name, so a second relation between two objects may have a longer one.
    v_field.inverse_label := left(format('%s (%s)', v_object.label_plural, v_field.label), 60);
    v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, v_field.inverse_name || '_by_' || v_field.name, 'inverseLabel');
  end if;
  perform app_hidden.check_inverse_name(v_field);
  if v_field.type = 'many_to_many' then
    v_field.link_table := app_hidden.name_of_links(v_field);
  end if;
  return v_field;
end
$$;
comment on function app_hidden.draft_field is 'What a field with this label and these settings will be. Raises RM400, RM404, RM409.';

create function app_hidden.field_locks(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return (select jsonb_object_agg(l.name, l.mode order by l.mode desc) from (
  values (app_hidden.object_table(field.object)::text, case when field.column_name is null then 'share row exclusive' else 'access exclusive' end),
    (case when field.target_object <> field.object then app_hidden.object_table(field.target_object)::text end, 'share row exclusive'),
    (case when field.type = 'member' then 'app_public.users' end, 'share row exclusive')) l (name, mode)
  where l.name is not null);
comment on function app_hidden.field_locks is 'What to lock before the column or links of a field come or go.';

create function app_hidden.workspace_currency() returns text
language sql stable security definer set search_path = ''
return (select w.currency from app_public.workspace w);
comment on function app_hidden.workspace_currency is 'The currency in which new amounts start.';
grant execute on function app_hidden.workspace_currency to :MEMBER, :WORKER;

create function app_hidden.add_field(field app_public.fields, settings jsonb) returns app_public.fields
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := app_hidden.object_table(field.object)::text;
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_field app_public.fields;
  v_options text[];
  v_default text;
  v_first text;
  v_has_records boolean;
begin
  insert into app_public.fields (id, object, name, column_name, label, type, settings, help, target_object, inverse_name, inverse_label, link_table,
    is_required, is_unique, is_custom, is_read_only, is_indexed, "default", "group", position)
  values (field.id, field.object, field.name, field.column_name, field.label, field.type, field.settings, field.help, field.target_object, field.inverse_name,
    field.inverse_label, field.link_table, field.is_required, field.is_unique, true, field.is_read_only, field.is_indexed, field."default", field."group", field.position)
  returning * into v_field;
  if v_field.type = 'many_to_many' then
    perform app_hidden.create_links(v_field);
    return v_field;
  end if;
  if v_field.settings ? 'formula' then
    perform app_hidden.put_formula(v_field);
    perform app_hidden.put_rules(null, v_field);
    return v_field;
  end if;
  if v_field.type in ('enum', 'multi_enum') then
    v_options := app_hidden.put_options(v_field.id, add_field.settings -> 'options');
    update app_public.fields f set "default" = app_hidden.default_value(v_field) where f.id = v_field.id returning * into v_field;
  end if;
  v_default := app_hidden.default_sql(v_field, v_options);
  if v_field.is_required and v_field."default" is null then
    execute format('select exists (select from %s)', v_table) into v_has_records;
    if v_has_records then
      perform app_hidden.fail('RM400', 'field_required_default',
        format('%s have records already; a required field needs a default for them.', (select o.label_plural from app_public.objects o where o.name = v_field.object)),
        'Give a default, or make the field required when they are filled.', 'default');
    end if;
  end if;
  -- Records begin with the default from now on; those that are there get it only if they must have a value.
  v_first := case when v_field.is_required then v_default when v_field.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''::text[]' end;
  perform app_hidden.ddl(format('alter table %s add column %I %s', v_table, v_field.column_name, v_type)
    || coalesce(' default ' || v_first, '')
    || case when v_field.is_required or v_type = 'text[]' or v_field.type = 'boolean' then ' not null' else '' end
    || case when v_field.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', v_field.settings ->> 'currency_column') else '' end);
  if v_first is distinct from v_default then
    perform app_hidden.ddl(format('alter table %s alter %I set default %s', v_table, v_field.column_name, v_default));
  end if;
  perform app_hidden.put_rules(null, v_field);
  if v_field.type = 'emails' then
    perform app_hidden.put_lower_case(v_field.object);
  end if;
  if v_first is not null and v_field.type in ('text', 'long_text', 'url') then
    perform app_hidden.reindex(v_field.object);
  end if;
  return v_field;
end
$$;
comment on function app_hidden.add_field is 'Adds a drafted field with its column and rules, or its links. Raises RM400, RM409.';

create function app_hidden.put_lower_case(object text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := app_hidden.object_table(put_lower_case.object);
  v_columns name[] := array(select f.column_name from app_public.fields f where f.object = put_lower_case.object and f.type = 'emails' and f.is_custom order by f.name);
begin
  if v_columns = '{}' then
    execute format('drop trigger if exists _150_lower_case on %s', v_table);
    return;
  end if;
  execute format('create or replace trigger _150_lower_case before insert or update of %s on %s for each row execute function app_hidden.tg__lower_case(%s)',
    (select string_agg(quote_ident(c), ', ') from unnest(v_columns) c), v_table, (select string_agg(quote_literal(c), ', ') from unnest(v_columns) c));
end
$$;
comment on function app_hidden.put_lower_case is 'Makes the trigger that keeps the e-mail addresses of custom fields in lower case.';

create function app_hidden.tg__lower_case() returns trigger
language plpgsql as $$
declare
  v_column text;
  v_given text[];
begin
  foreach v_column in array tg_argv loop
    v_given := array(select jsonb_array_elements_text(to_jsonb(new) -> v_column));
    if v_given <> app_hidden.lower_all(v_given) then
      new := jsonb_populate_record(new, jsonb_build_object(v_column, app_hidden.lower_all(v_given)));
    end if;
  end loop;
  return new;
end
$$;
comment on function app_hidden.tg__lower_case is 'E-mail addresses are compared without case: its arguments name the columns that hold some.';

create function app_hidden.refresh_object(object text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.track(refresh_object.object);
  perform app_hidden.derive_permission(r.id, refresh_object.object) from app_public.roles r;
end
$$;
comment on function app_hidden.refresh_object is 'Brings the audit log, the registry and the policies of an object in line with its fields.';
