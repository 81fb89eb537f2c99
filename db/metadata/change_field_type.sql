-- Another type for a field: first how many values convert, then all of them or none.
create function app_public.change_field_type_preview(
  field text, type text, settings jsonb default '{}', out total bigint, out failing bigint, out samples jsonb, out options text[], out losses text[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
begin
  perform app_hidden.must_manage('data_model');
  v_old := app_hidden.field_of(change_field_type_preview.field);
  v_options := app_hidden.retyped_options(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'), v_options);
  options := array(select o ->> 'label' from jsonb_array_elements(v_options) o);
  select c.* into total, failing, samples from app_hidden.count_conversions(v_old, v_new, v_options) c;
  losses := app_hidden.losses_of(v_old, v_new);
end
$$;
comment on function app_public.change_field_type_preview is
  'What change_field_type would do: how many values there are, how many would not convert, up to 20 of those that you may read ([{"id", "value"}]), the options that a choice would have, and what would be lost besides, in words. Raises RM400, RM403, RM404.';

create function app_public.change_field_type(field text, type text, settings jsonb default '{}') returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
  v_table regclass;
  v_rules app_hidden.column_rule[];
  v_count record;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(change_field_type.field);
  v_table := app_hidden.object_table(v_old.object);
  v_options := app_hidden.retyped_options(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'), v_options);
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old));
  select c.* into v_count from app_hidden.count_conversions(v_old, v_new, v_options) c;
  if v_count.failing > 0 then
    perform app_hidden.fail('RM409', 'field_values_convert', format('%s of %s values of “%s” cannot become %s%s.',
      v_count.failing, v_count.total, v_old.label, (select lower(t.label) from app_public.field_types t where t.name = v_new.type),
      coalesce(', such as “' || left(v_count.samples -> 0 ->> 'value', 60) || '”', '')),
      'Change those values first.', 'type');
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  update app_public.fields f set type = v_new.type, settings = v_new.settings, is_required = v_new.is_required, is_unique = v_new.is_unique,
    is_indexed = v_new.is_indexed, "default" = v_new."default", updated_at = now()
  where f.id = v_old.id returning * into v_new;
  perform app_hidden.drop_rules(v_table, v_rules);
  if v_old.type = 'emails' then
    perform app_hidden.put_lower_case(v_new.object); -- which would not let the column become another
  end if;
  perform app_hidden.alter_type(v_old, v_new, v_options);
  perform app_hidden.put_rules('{}', v_new);

  -- A condition on the old kind of value means nothing any more.
  update app_public.views v set filter = coalesce(app_hidden.with_field(v.filter, v_new.api_name, null), '{}'),
    group_by = case when v.group_by = v_new.api_name and v_new.type not in ('enum', 'boolean') then null else v.group_by end,
    kind = case when v.group_by = v_new.api_name and v_new.type <> 'enum' then 'table' else v.kind end
  where v.object = v_new.object and (v.group_by = v_new.api_name or v.filter <> '{}');
  if v_new.type = 'emails' then
    perform app_hidden.put_lower_case(v_new.object);
  end if;
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.reindex(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.change_field_type is
  E'@resultFieldName field\nGives a custom field another type, and its values with it: all, or none. settings: those of the new type, as in create_field; a choice without options gets the values that there are. Relations, members and formulas stay what they are. Raises RM400, RM403, RM404, RM409 with a value that does not convert.';
grant execute on function app_public.change_field_type_preview, app_public.change_field_type to :MEMBER;

create function app_hidden.retyped_field(field app_public.fields, type text, settings jsonb, options jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_new app_public.fields := field;
  v_takes text[] := (select t.settings from app_public.field_types t where t.name = retyped_field.type);
  v_key text;
  v_fixed constant text[] := array['relation', 'many_to_many', 'member', 'formula'];
  v_type constant text := app_hidden.type_of(field);
begin
  perform app_hidden.check_settings(retyped_field.type, retyped_field.settings);
  if not field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its type stays.', field.label), field => 'field');
  elsif v_type = any (v_fixed) or retyped_field.type = any (v_fixed) then
    perform app_hidden.fail('RM400', 'field_type_convertible', format('A field of type %s cannot become one of type %s.', v_type, retyped_field.type),
      'Make a new field, and delete this one when it is filled.', 'type');
  elsif field.type = retyped_field.type then
    perform app_hidden.fail('RM400', 'field_type_other', format('“%s” is of that type already.', field.label), field => 'type');
  elsif field.column_name = (select o.title_column from app_public.objects o where o.name = field.object) and retyped_field.type not in ('text', 'number', 'date') then
    perform app_hidden.fail('RM400', 'objects_title_field', format('Records are called by “%s”, so it has to be a text, a number or a date.', field.label), field => 'type');
  end if;
  perform app_hidden.must_be_in_no_formula(field);
  foreach v_key in array array['name', 'help', 'group'] loop
    if retyped_field.settings ? v_key then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key), 'Use update_field or rename_field.', v_key);
    end if;
  end loop;
  v_new.type := retyped_field.type;
  v_new.is_required := coalesce((retyped_field.settings ->> 'required')::boolean, field.is_required and 'required' = any (v_takes));
  v_new.is_unique := coalesce((retyped_field.settings ->> 'unique')::boolean, field.is_unique and 'unique' = any (v_takes));
  v_new.is_indexed := v_new.type in ('enum', 'date', 'date_time') or coalesce((retyped_field.settings ->> 'index')::boolean, field.is_indexed and 'index' = any (v_takes));
  v_new.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(jsonb_strip_nulls(retyped_field.settings)) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length'))
    || case when v_new.type = 'currency' then jsonb_build_object('currency_column', field.name || '_currency') else '{}' end;
  v_new."default" := case when retyped_field.settings ? 'default' then nullif(retyped_field.settings -> 'default', 'null')
    when 'default' = any (v_takes) and not v_new.is_unique then app_hidden.carried_default(field, v_new, options) end;
  if v_new.type = 'currency' then
    perform app_hidden.check_field_name(v_new);
  end if;
  return v_new;
end
$$;
comment on function app_hidden.retyped_field is 'A field as it will be with another type. Raises RM400.';

create function app_hidden.carried_default(old app_public.fields, new app_public.fields, options jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- Today and now are a moment each time, and no value.
  v_text text := case when old."default" not in ('"today"', '"now"') then app_hidden.converted(old."default", new.type, options, app_hidden.labels_of(old)) end;
  v_default jsonb;
begin
  execute format('select case when (%s) is not false then to_jsonb(v.%2$I) end from (select $1::%3$s as %2$I) v',
    coalesce(app_hidden.field_check(new, array(select o ->> 'value' from jsonb_array_elements(options) o)), 'true'), new.column_name,
    (select t.sql_type from app_public.field_types t where t.name = new.type)) into v_default using v_text;
  return v_default;
end
$$;
comment on function app_hidden.carried_default is 'The default of a field in the form of another type; null when it does not convert.';

create function app_hidden.losses_of(old app_public.fields, new app_public.fields) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  v_currencies integer := 0;
  v_times boolean := false;
begin
  if old.type = 'currency' then
    execute format('select count(distinct %I) from %s where %I is not null', old.settings ->> 'currency_column', app_hidden.object_table(old.object), old.column_name) into v_currencies;
  end if;
  if old.type = 'date_time' and new.type = 'date' then
    execute format('select exists (select from %s where (%I at time zone ''UTC'')::time <> ''00:00'')', app_hidden.object_table(old.object), old.column_name) into v_times;
  end if;
  return array_remove(array[
    case when v_times then 'The times of day go.' end,
    case when old.is_unique and not new.is_unique then 'Two records may have the same value then.' end,
    case when v_currencies > 1 then format('The amounts are in %s currencies, which will not be seen any more.', v_currencies) end,
    case when old."default" is not null and new."default" is null then 'The default does not convert and goes.'
      || case when new.is_required then ' New records will need a value.' else '' end end], null);
end
$$;
comment on function app_hidden.losses_of is 'What is lost when a field gets another type, besides values that do not convert.';

create function app_hidden.retyped_options(field app_public.fields, type text, settings jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_options jsonb := retyped_options.settings -> 'options';
begin
  if retyped_options.type not in ('enum', 'multi_enum') then
    return '[]';
  elsif v_options is null and field.type in ('enum', 'multi_enum') then
    select jsonb_agg(jsonb_build_object('label', o.label, 'value', o.value, 'color', o.color) order by o.position) into v_options
    from app_public.field_options o where o.field_id = field.id;
  elsif v_options is null and app_hidden.read_scope(field.object) <> 'all' then
    perform app_hidden.fail('RM403', 'field_options_readable', format('The values of “%s” would become its options, and your role may not read all of them.', field.label),
      'Say the options, or ask somebody who may read all these records.', 'options');
  elsif v_options is null then
    -- What there is, the most frequent first; what cannot be an option will be told of as not converting.
    execute format($q$
      select jsonb_agg(v.word order by v.n desc, v.word) from (
        select min(btrim(e.word)) as word, count(*) as n
        from %s t cross join lateral app_hidden.value_words(to_jsonb(t.%I)) e (word)
        where length(btrim(e.word)) <= 60 and e.word !~ '[[:cntrl:]]' group by lower(btrim(e.word)) order by 2 desc limit 200) v
    $q$, app_hidden.object_table(field.object), field.column_name) into v_options;
  end if;
  return (select jsonb_agg(jsonb_build_object('value', o.value, 'label', o.label, 'color', o.color) order by o.position) from app_hidden.read_options(v_options, field.id) o);
end
$$;
comment on function app_hidden.retyped_options is 'The options that a field will have as a choice: said, kept, or made of the values that there are. Raises RM400, and RM403 when the caller may not read all of those.';

create function app_hidden.value_words(value jsonb) returns setof text
language sql immutable parallel safe set search_path = ''
begin atomic
  select w from jsonb_array_elements_text(case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end) e (w) where btrim(w) <> '';
end;
comment on function app_hidden.value_words is 'The value of a field as texts: none, one, or those of a list.';

create function app_hidden.converted(value jsonb, type text, options jsonb, labels jsonb) returns text
language plpgsql immutable set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  v_words text[] := array(select btrim(w) from app_hidden.value_words(value) w);
  v_word text := v_words[1];
begin
  if cardinality(v_words) = 0 then
    return null;
  elsif converted.type in ('text', 'long_text') then
    return (select string_agg(coalesce(labels ->> w, w), '; ' order by n) from unnest(v_words) with ordinality u (w, n));
  elsif converted.type = 'json' then
    return case when jsonb_typeof(value) <> 'string' then value::text else app_hidden.json_of(v_word)::text end;
  elsif converted.type in ('multi_enum', 'emails', 'phones') then
    v_words := array(select case converted.type when 'multi_enum' then app_hidden.option_of(options, w) when 'emails' then lower(w) else w end from unnest(v_words) w);
    return case when array_position(v_words, null) is null then v_words::text end;
  elsif cardinality(v_words) > 1 then
    return null;
  end if;
  return case converted.type
    when 'enum' then app_hidden.option_of(options, v_word)
    -- 1,234.5 is read, 1.234,5 is not: better to say no than to be wrong by a thousand.
    when 'number' then case when v_word ~ '^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$' then replace(v_word, ',', '')::numeric else v_word::numeric end::text
    when 'currency' then case when v_word ~ '^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$' then replace(v_word, ',', '')::numeric else v_word::numeric end::text
    when 'rating' then case when v_word::numeric = trunc(v_word::numeric) then v_word::numeric::smallint::text end
    -- Nor is 03/04/2030, which is April to some and March to others.
    when 'date' then case when v_word ~ '^\d{4}-\d\d-\d\d$' then v_word::date::text when v_word ~ '^\d{4}-\d\d-\d\d[T ]' then (v_word::timestamptz at time zone 'UTC')::date::text end
    when 'date_time' then case when v_word ~ '^\d{4}-\d\d-\d\d' then v_word::timestamptz::text end
    when 'boolean' then v_word::boolean::text
    else v_word end;
exception when data_exception then
  return null;
end
$$;
comment on function app_hidden.converted is
  'The value of a field in the form of another type, null when there is none or it does not convert. options: those of a choice that it becomes; labels: those of the choice that it was, by value.';

create function app_hidden.option_of(options jsonb, word text) returns text
language sql immutable parallel safe set search_path = ''
return (select o ->> 'value' from jsonb_array_elements(options) o where lower(word) in (lower(o ->> 'value'), lower(o ->> 'label')) order by (o ->> 'value' = word) desc limit 1);
comment on function app_hidden.option_of is 'The value of the option with this value or label.';

create function app_hidden.json_of(word text) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return word::jsonb;
exception when data_exception then
  return to_jsonb(word);
end
$$;
comment on function app_hidden.json_of is 'A text as the JSON that it is, or as a JSON text.';

create function app_hidden.labels_of(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return (select coalesce(jsonb_object_agg(o.value, o.label), '{}') from app_public.field_options o where o.field_id = field.id);
comment on function app_hidden.labels_of is 'The labels of a field''s options, by value.';

create function app_hidden.count_conversions(old app_public.fields, new app_public.fields, options jsonb, out total bigint, out failing bigint, out samples jsonb)
language plpgsql stable set search_path = '' as $$
declare
  v_check text := coalesce(app_hidden.field_check(new, array(select o ->> 'value' from jsonb_array_elements(options) o)), 'true');
begin
  -- What converts has to keep the rules of the new type as well.
  execute format($q$
    with given as materialized (
      select t.id, to_jsonb(t.%1$I) as value, app_hidden.converted(to_jsonb(t.%1$I), $1, $2, $3) as converted
      from %2$s t where exists (select from app_hidden.value_words(to_jsonb(t.%1$I)))),
    judged as materialized (
      select g.id, g.value, g.converted is not null and (select (%4$s) is not false from (select g.converted::%3$s as %1$I) v) as fits from given g)
    select count(*), count(*) filter (where not j.fits),
      (select coalesce(jsonb_agg(s), '[]') from (
        select f.id, left(array_to_string(array(select app_hidden.value_words(f.value)), ', '), 200) as value from judged f
        where not f.fits and ($4 = 'all' or $4 = 'own' and exists (select from app_public.records r where r.id = f.id and r.owner_id = app_hidden.user_id()))
        order by f.id limit 20) s)
    from judged j
  $q$, old.column_name, app_hidden.object_table(old.object), (select t.sql_type from app_public.field_types t where t.name = new.type), v_check)
  into total, failing, samples using new.type, options, app_hidden.labels_of(old), app_hidden.read_scope(old.object);
end
$$;
comment on function app_hidden.count_conversions is 'How many values of a field there are, how many would not convert, and up to 20 of those that the caller may read.';

create function app_hidden.alter_type(old app_public.fields, new app_public.fields, options jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(old.object);
  v_type text := (select t.sql_type from app_public.field_types t where t.name = new.type);
  v_empty text := case when new.type = 'boolean' then '''false''' when v_type = 'text[]' then '''{}''' end;
  v_labels jsonb := app_hidden.labels_of(old);
  v_default text;
begin
  -- The options first, because a default is one of them.
  if new.type in ('enum', 'multi_enum') then
    perform app_hidden.put_options(new.id, alter_type.options);
  else
    delete from app_public.field_options o where o.field_id = new.id;
  end if;
  v_default := app_hidden.default_sql(new, app_hidden.option_values(new.id));
  update app_public.fields f set "default" = app_hidden.default_value(new) where f.id = new.id;
  perform app_hidden.ddl(format('alter table %s alter %I drop default, alter %I drop not null', v_table, old.column_name, old.column_name));
  perform app_hidden.ddl(format('alter table %1$s alter %2$I type %3$s using coalesce(app_hidden.converted(to_jsonb(%2$I), %4$L, %5$L, %6$L), %7$s)::%3$s',
    v_table, old.column_name, v_type, new.type, alter_type.options, v_labels, coalesce(v_empty, 'null')));
  perform app_hidden.ddl(format('alter table %s alter %I %s', v_table, new.column_name, coalesce('set default ' || v_default, 'drop default'))
    || case when v_empty is not null then format(', alter %I set not null', new.column_name) else '' end
    || case when old.type = 'currency' then format(', drop column %I', old.settings ->> 'currency_column') else '' end
    || case when new.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', new.settings ->> 'currency_column') else '' end);
  if new.is_required and v_empty is null then
    perform app_hidden.put_required(new);
  end if;
end
$$;
comment on function app_hidden.alter_type is 'Turns the column of a field, without its rules, into that of another type, with options and default.';
