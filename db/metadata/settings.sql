-- What people say of a field: settings, options, default.
create function app_hidden.check_settings(type text, settings jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_type app_public.field_types;
  v_setting record;
  v_fault text;
begin
  select * into v_type from app_public.field_types t where t.name = check_settings.type;
  if not found then
    perform app_hidden.fail('RM400', 'field_type_known', format('There is no field type “%s”.', left(check_settings.type, 40)),
      'The types are ' || (select string_agg(t.name, ', ' order by t.position) from app_public.field_types t) || '.', 'type');
  elsif jsonb_typeof(check_settings.settings) <> 'object' then
    perform app_hidden.fail('RM400', 'field_settings_object', 'The settings of a field are a JSON object.', field => 'settings');
  end if;
  for v_setting in select s.key, s.value, jsonb_typeof(s.value) as kind, s.value #>> '{}' as text from jsonb_each(check_settings.settings) s loop
    if v_setting.key <> all (v_type.settings || array['help', 'group', 'name']) then
      perform app_hidden.fail('RM400', 'field_settings_known', format('A field of type %s has no setting “%s”.', v_type.name, left(v_setting.key, 40)),
        'It has help, group, name, ' || array_to_string(v_type.settings, ', ') || '.', v_setting.key);
    end if;
    continue when v_setting.kind = 'null' or v_setting.key = 'default';
    v_fault := case
      when v_setting.key in ('required', 'unique', 'index') then case when v_setting.kind <> 'boolean' then 'is true or false' end
      when v_setting.key in ('decimals', 'max', 'max_length') then
        case when v_setting.kind <> 'number' or v_setting.text !~ '^\d{1,6}$' then 'is a whole number'
          when v_setting.key = 'decimals' and v_setting.text::integer > 10 then 'is at most 10'
          when v_setting.key = 'max' and v_setting.text::integer not between 2 and 10 then 'is from 2 to 10'
          when v_setting.key = 'max_length' and v_setting.text::integer not between 1 and 10000 then 'is from 1 to 10,000' end
      when v_setting.key = 'options' then case when v_setting.kind <> 'array' then 'is a list' end
      when v_setting.kind <> 'string' then 'is a text'
      when v_setting.key = 'formula' then case when length(v_setting.text) > 1000 then 'has at most 1,000 characters' end
      when v_setting.key = 'help' then case when length(v_setting.text) > 500 then 'has at most 500 characters' end
      when v_setting.key = 'group' then case when length(v_setting.text) > 60 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 60 characters, in one line' end
      when v_setting.key = 'unit' then case when length(v_setting.text) > 12 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 12 characters' end
      when v_setting.key = 'on_delete' then case when v_setting.text <> all (array['empty', 'refuse', 'delete']) then 'is empty, refuse or delete' end
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'field_settings_value', format('The setting “%s” %s.', v_setting.key, v_fault), field => v_setting.key);
    end if;
  end loop;
  if (check_settings.settings ->> 'unique')::boolean and jsonb_typeof(check_settings.settings -> 'default') <> 'null' then
    perform app_hidden.fail('RM400', 'field_unique_default', 'A unique field cannot have a default: the second record with it would be refused.', 'Leave out one of the two.', 'default');
  elsif ((check_settings.settings ->> 'unique')::boolean or (check_settings.settings ->> 'index')::boolean) and (check_settings.settings ->> 'max_length')::integer > 500 then
    perform app_hidden.fail('RM400', 'field_indexed_length', 'A text that is unique or indexed has at most 500 characters.', 'Make it shorter, or a long text.', 'maxLength');
  elsif check_settings.settings ->> 'on_delete' = 'empty' and (check_settings.settings ->> 'required')::boolean then
    perform app_hidden.fail('RM400', 'field_required_on_delete', 'A required relation cannot become empty when its record is deleted.', 'Say refuse or delete.', 'onDelete');
  end if;
end
$$;
comment on function app_hidden.check_settings is 'Raises RM400 for settings that a field of this type does not have, or that have wrong values.';

create function app_hidden.read_options(options jsonb, field_id uuid) returns table (value text, label text, color text, "position" integer)
language plpgsql stable set search_path = '' as $$
declare
  v_colors constant text[] := array['gray', 'blue', 'green', 'orange', 'purple', 'red', 'teal', 'amber', 'indigo', 'pink'];
  v_option record;
  v_said constant text[] := array(select v #>> '{}' from jsonb_path_query(options, '$[*].value') v where v <> 'null');
  v_values text[] := '{}';
  v_labels text[] := '{}';
begin
  if jsonb_typeof(options) is distinct from 'array' or jsonb_array_length(options) = 0 then
    perform app_hidden.fail('RM400', 'field_options_given', 'A choice needs at least one option.', field => 'options');
  elsif jsonb_array_length(options) > 200 then
    perform app_hidden.fail('RM400', 'field_options_count', 'A choice has at most 200 options.', 'Make it a relation to an object of its own.', 'options');
  end if;
  for v_option in
    select p.*, array_agg(p.kept) over () || v_said as taken, array_agg(lower(p.label)) over () as words
    from (
      select o.place::integer, jsonb_typeof(o.option) as kind, case jsonb_typeof(o.option) when 'string' then o.option #>> '{}' when 'object' then o.option ->> 'label' end as label,
        case jsonb_typeof(o.option) when 'object' then o.option ->> 'value' end as value, case jsonb_typeof(o.option) when 'object' then o.option ->> 'color' end as color,
        (select k.value from app_public.field_options k
          where k.field_id = read_options.field_id and k.label = coalesce(o.option ->> 'label', o.option #>> '{}') and k.value <> all (v_said)) as kept
      from jsonb_array_elements(options) with ordinality o (option, place)) p
    order by p.place
  loop
    if v_option.label is null then
      perform app_hidden.fail('RM400', 'field_options_format', format('Option %s needs a label.', v_option.place), 'An option is a text, or {"label", "value", "color"}.', 'options');
    end if;
    perform app_hidden.check_label(v_option.label, 'options');
    if v_option.color is not null then
      perform app_hidden.check_color(v_option.color);
    end if;
    read_options.label := v_option.label;
    -- Said, kept from before, or made from the label, and then neither another's value nor what another is called.
    read_options.value := coalesce(v_option.value, v_option.kept, (
      select w.word
      from (select coalesce(nullif(app_hidden.slug(v_option.label), ''), v_option.label) as word) s, generate_series(1, 400) n,
        lateral (select case n when 1 then s.word else left(s.word, 56) || '_' || n end as word) w
      where w.word <> all (array_remove(v_option.taken, null) || v_values) and (w.word = lower(v_option.label) or w.word <> all (v_option.words))
      order by n limit 1));
    if length(read_options.value) not between 1 and 60 or read_options.value ~ '[[:cntrl:]]|^\s|\s$' then
      perform app_hidden.fail('RM400', 'field_options_value_format', format('The value of “%s” has to have 1 to 60 characters, in one line, without blanks around it.', v_option.label), field => 'options');
    elsif read_options.value = any (v_values) or lower(v_option.label) = any (v_labels) then
      perform app_hidden.fail('RM409', 'field_options_value_unique', format('“%s” stands twice among the options.', v_option.label), 'Leave one out, or change its label and value.', 'options');
    end if;
    v_values := v_values || read_options.value;
    v_labels := v_labels || lower(v_option.label);
    read_options.color := coalesce(v_option.color,
      (select o.color from app_public.field_options o where o.field_id = read_options.field_id and o.value = read_options.value),
      v_colors[1 + (v_option.place - 1) % 10]);
    read_options.position := v_option.place;
    return next;
  end loop;
end
$$;
comment on function app_hidden.read_options is
  'The options of a choice as people give them, ["label", {"label", "value", "color"}], with values and colours; those that the field has already keep theirs. Raises RM400, RM409.';

create function app_hidden.put_options(field_id uuid, options jsonb) returns text[]
language sql volatile security definer set search_path = ''
begin atomic
  with wanted as materialized (select * from app_hidden.read_options(put_options.options, put_options.field_id)),
  gone as (
    delete from app_public.field_options o where o.field_id = put_options.field_id and o.value not in (select w.value from wanted w)),
  put as (
    insert into app_public.field_options as o (field_id, value, label, color, position)
    select put_options.field_id, w.value, w.label, w.color, w.position from wanted w
    on conflict on constraint field_options_value_unique do update set label = excluded.label, color = excluded.color, position = excluded.position)
  select array_agg(w.value order by w.position) from wanted w;
end;
comment on function app_hidden.put_options is 'Makes the options of a field exactly these, in this order, and gives their values.';

create function app_hidden.check_color(color text) returns void
language plpgsql immutable as $$
begin
  if coalesce(check_color.color, '') <> all (array['gray', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink']) then
    perform app_hidden.fail('RM400', 'color_known', format('“%s” is not one of our colours.', left(check_color.color, 30)),
      'They are gray, red, orange, amber, green, teal, blue, indigo, purple and pink.', 'color');
  end if;
end
$$;
comment on function app_hidden.check_color is 'Raises RM400 unless this is one of the ten hues.';

create function app_hidden.default_value(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return case
  when field.type = 'enum' and jsonb_typeof(field."default") = 'string' or field.type = 'multi_enum' and jsonb_typeof(field."default") in ('string', 'array') then (
    select case field.type when 'enum' then (array_agg(g.value))[1] else jsonb_agg(g.value order by g.n) end
    from (
      select to_jsonb(coalesce(o.value, w.word)) as value, w.n
      from jsonb_array_elements_text(case jsonb_typeof(field."default") when 'array' then field."default" else jsonb_build_array(field."default") end) with ordinality w (word, n)
      left join app_public.field_options o on o.field_id = field.id and lower(w.word) in (lower(o.label), lower(o.value))) g)
  else nullif(field."default", 'null') end;
comment on function app_hidden.default_value is 'The default of a field as it is kept: of a choice the values, though people may say labels.';

create function app_hidden.default_sql(field app_public.fields, options text[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_given jsonb := app_hidden.default_value(field);
  v_text text;
  v_sql text;
  v_fits boolean;
begin
  if v_given is null then
    return case when field.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''::text[]' end;
  end if;
  v_text := case
    when field.type = 'json' then v_given::text
    when field.type = 'multi_enum' and jsonb_typeof(v_given) = 'array' then array(select jsonb_array_elements_text(v_given))::text
    else v_given #>> '{}' end;
  v_sql := case
    when field.type = 'date' and lower(v_text) = 'today' then 'current_date'
    when field.type = 'date_time' and lower(v_text) = 'now' then 'now()'
    when field.type = 'member' and lower(v_text) = 'me' then 'app_hidden.user_id()' end;
  if v_sql is not null then
    return v_sql;
  end if;
  begin
    -- A word for a day, and 03/04/2030, would be settled now, and by others' habits.
    if field.type in ('date', 'date_time') and v_text !~ '^\d{4}-\d\d-\d\d' then
      raise invalid_datetime_format;
    end if;
    -- As PostgreSQL writes it, so that what depends on the session (a time without its zone) is settled now.
    execute format('select (%L::%s)::text', v_text, v_type) into v_text;
    v_sql := format('%L::%s', v_text, v_type);
    execute format('select (%s) is not false from (select %s as %I) v', coalesce(app_hidden.field_check(field, options), 'true'), v_sql, field.column_name) into v_fits;
  exception when data_exception or invalid_text_representation or check_violation then
    v_fits := false;
  end;
  if field.type = 'member' and v_fits and not exists (select from app_public.users u where u.id = v_text::uuid) then
    v_fits := false;
  end if;
  if not v_fits then
    perform app_hidden.fail('RM400', 'field_default_fits', format('“%s” cannot be the default of “%s”.', left(v_given #>> '{}', 60), field.label),
      case field.type when 'enum' then 'Give one of its options.' when 'date' then 'Give a date such as 2030-01-31, or today.'
        when 'date_time' then 'Give a time such as 2030-01-31T09:00Z, or now.' when 'member' then 'Give the id of a member, or me.'
        else case when app_hidden.field_check(field, options) is not null then app_hidden.field_words(field) end end, 'default');
  end if;
  return v_sql;
end
$$;
comment on function app_hidden.default_sql is 'The DEFAULT of a field''s column, null for none: a value that its rules allow, or today, now, me. Raises RM400.';
