-- What PostgreSQL keeps of a field besides its column: checks, indexes, foreign keys. They follow from the metadata alone, so that a
-- change is the difference between before and after, and metadata_drift() can tell whether they are all there.
create function app_hidden.field_check(field app_public.fields, options text[]) returns text
language plpgsql immutable as $$
declare
  c text := format('%I', field.column_name);
  v_options text := (select string_agg(quote_literal(o), ', ' order by o collate "C") from unnest(options) o);
begin
  return case field.type
    when 'text' then format('length(%s) <= %s', c, app_hidden.max_length(field)) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
      || case when field.is_unique then format(' and %s !~ ''^\s|\s$''', c) else '' end -- which nobody would tell apart
    when 'long_text' then format('length(%s) <= 200000', c) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
    when 'url' then format('length(%1$s) <= %2$s and %1$s !~ ''\s'' and %1$s !~* ''^(javascript|data|vbscript):''', c, app_hidden.max_length(field)) || case when field.is_required then format(' and %s <> ''''', c) else '' end
    when 'number' then format('abs(%s) < 1e30', c) || case when field.settings ? 'decimals' then format(' and %1$s = round(%1$s, %2$s)', c, field.settings ->> 'decimals') else '' end
    when 'currency' then format('abs(%s) < 1e15', c)
    when 'rating' then format('%s between 0 and %s', c, coalesce((field.settings ->> 'max')::integer, 5))
    when 'enum' then format('%s in (%s)', c, v_options)
    when 'multi_enum' then format('%s <@ array[%s] and array_position(%s, null) is null', c, v_options, c) || app_hidden.not_empty(field)
    when 'emails' then format('app_hidden.are_emails(%1$s) and cardinality(%1$s) <= 20', c) || app_hidden.not_empty(field)
    when 'phones' then format('cardinality(%1$s) <= 20 and length(array_to_string(%1$s, '''')) <= 1000 and array_position(%1$s, null) is null', c) || app_hidden.not_empty(field)
    when 'json' then format('length(%s::text) <= 200000', c)
    when 'date' then format('extract(year from %s) between 1 and 9999', c)
    when 'date_time' then format('extract(year from %s at time zone ''UTC'') between 1 and 9999', c)
  end;
end
$$;
comment on function app_hidden.field_check is 'The CHECK that guards the values of a field; null when its SQL type is enough.';

create function app_hidden.not_empty(field app_public.fields) returns text
language sql immutable parallel safe
return case when field.is_required then format(' and cardinality(%I) > 0', field.column_name) else '' end;
comment on function app_hidden.not_empty is 'The part of a check that makes a list have something in it.';

create function app_hidden.max_length(field app_public.fields) returns integer
language sql immutable parallel safe
return coalesce((field.settings ->> 'max_length')::integer, case when field.is_unique or field.is_indexed then 500 when field.type = 'url' then 2000 else 10000 end);
comment on function app_hidden.max_length is 'How long a text may be: what an index can hold, when there is one.';

create function app_hidden.field_words(field app_public.fields) returns text
language sql stable set search_path = ''
return format(case field.type
  when 'text' then case when field.is_required then '“%s” is required, and has at most %s characters' else '“%s” has at most %s characters' end
    || case when field.is_unique then ', without blanks around them.' else '.' end
  when 'long_text' then case when field.is_required then '“%s” is required, and has at most 200,000 characters.' else '“%s” has at most 200,000 characters.' end
  when 'url' then case when field.is_required then '“%s” is required: a link without blanks, of at most %s characters.' else '“%s” is a link without blanks, of at most %s characters.' end
  when 'number' then '“%s” is a number of at most 30 digits before the point' || case when field.settings ? 'decimals' then ' and %s after it.' else '.' end
  when 'currency' then '“%s” is too large an amount.'
  when 'rating' then '“%s” is from 0 to %s.'
  when 'emails' then '“%s” takes up to 20 e-mail addresses such as ana@acme.com' || case when field.is_required then ', and at least one.' else '.' end
  when 'phones' then '“%s” takes up to 20 numbers' || case when field.is_required then ', and at least one.' else '.' end
  when 'json' then '“%s” is too large: it takes up to 200,000 characters.'
  when 'date' then '“%s” is a date of the years 1 to 9999.'
  when 'date_time' then '“%s” is a time of the years 1 to 9999.'
  when 'multi_enum' then '“%s” takes of these' || case when field.is_required then ' at least one: %s.' else ': %s.' end
  else '“%s” is one of these: %s.' end,
  field.label, case when field.type in ('text', 'url') then app_hidden.max_length(field)::text when field.type = 'number' then field.settings ->> 'decimals' when field.type = 'rating' then coalesce(field.settings ->> 'max', '5')
    else left((select string_agg(o.value, ', ' order by o.position) from app_public.field_options o where o.field_id = field.id), 500) end);
comment on function app_hidden.field_words is 'What people are told when a value breaks the check of a field.';

create type app_hidden.column_rule as (kind text, column_name name, suffix text, definition text, words text);
comment on type app_hidden.column_rule is 'A check, index or foreign key that a field wants: its kind, the end of its name, its SQL, and what people are told when it is broken.';

create function app_hidden.column_rules(field app_public.fields, options text[]) returns setof app_hidden.column_rule
language plpgsql stable set search_path = '' as $$
declare
  v_object app_public.objects;
  v_check text;
  v_sql text;
begin
  if field.column_name is null or not field.is_custom and not field.is_indexed then
    return;
  end if;
  if field.settings ? 'formula' then
    -- A virtual column has no index of its own; PostgreSQL knows the one of its expression again.
    if field.is_indexed then
      v_sql := replace(coalesce(app_hidden.formula_sql(field), 'null'), '%', '%%');
      return next ('index', field.column_name, 'idx', format('index %%I on %%s ((%s), id)', v_sql), null)::app_hidden.column_rule;
      return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s ((%s) desc nulls last, id desc)', v_sql), null)::app_hidden.column_rule;
    end if;
    return;
  end if;
  v_check := app_hidden.field_check(field, options);
  select * into strict v_object from app_public.objects o where o.name = field.object;
  if field.is_custom and v_check is not null then
    return next ('check', field.column_name, case when field.type in ('text', 'long_text') then 'length' when field.type in ('enum', 'multi_enum') then 'options'
      when field.type in ('url', 'emails', 'phones') then 'format' when field.type = 'json' then 'size' else 'range' end,
      format('check (%s)', v_check), app_hidden.field_words(field))::app_hidden.column_rule;
  end if;
  if field.type = 'currency' and field.is_custom then
    return next ('check', field.settings ->> 'currency_column', 'code', format('check (%I ~ ''^[A-Z]{3}$'')', field.settings ->> 'currency_column'),
      format('The currency of “%s” is an ISO 4217 code such as EUR.', field.label))::app_hidden.column_rule;
  end if;
  if field.type in ('relation', 'member') and field.is_custom then
    return next ('foreign key', field.column_name, 'fkey', format('foreign key (%I) references %s on delete %s', field.column_name,
        case when field.type = 'member' then 'app_public.users' else app_hidden.object_table(field.target_object)::text end,
        case coalesce(field.settings ->> 'on_delete', case when field.is_required then 'refuse' else 'empty' end) when 'refuse' then 'restrict' when 'delete' then 'cascade' else 'set null' end),
      '@fieldName ' || app_hidden.camel(field.name)
        || case when field.inverse_name is null then E'\n@backwardBehavior -*' else E'\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'\n@backwardDescription ' || field.inverse_label end
        || E'\n@forwardDescription ' || field.label
        || E'\n' || format('“%s” points to a record that does not exist.', field.label))::app_hidden.column_rule;
  end if;
  if field.is_unique and field.is_custom then
    return next ('index', field.column_name, 'unique', format('unique index %%I on %%s (%I)', field.column_name),
      format('Another %s has this “%s” already.', v_object.label, field.label))::app_hidden.column_rule;
  end if;
  if field.is_indexed and not field.is_unique then
    return next ('index', field.column_name, 'idx', format(case
        when field.type in ('multi_enum', 'emails', 'phones') then 'index %%I on %%s using gin (%I) with (gin_pending_list_limit = 16384)'
        when field.type = 'long_text' then 'index %%I on %%s using gin (%I public.gin_trgm_ops) with (gin_pending_list_limit = 16384)'
        else 'index %%I on %%s (%I, id)' end, field.column_name), null)::app_hidden.column_rule;
  end if;
  -- The other way round those without a value come last too, which is no order of an index read backwards.
  if field.is_indexed and not field.is_required and field.type not in ('multi_enum', 'emails', 'phones', 'long_text', 'relation', 'member') then
    return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s (%I desc nulls last, id desc)', field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops) with (gin_pending_list_limit = 16384)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$$;
comment on function app_hidden.column_rules is 'All that the column of a field wants besides itself.';

create function app_hidden.option_values(field_id uuid) returns text[]
language sql stable set search_path = ''
return (select array_agg(o.value order by o.value) from app_public.field_options o where o.field_id = option_values.field_id);
comment on function app_hidden.option_values is 'The values of a field''s options.';

create function app_hidden.drop_rules(object_table regclass, rules app_hidden.column_rule[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schema name := (select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = drop_rules.object_table);
  v_rule app_hidden.column_rule;
  v_name name;
begin
  foreach v_rule in array drop_rules.rules loop
    v_name := app_hidden.rule_name(drop_rules.object_table, v_rule.column_name, v_rule.suffix);
    perform app_hidden.ddl(case when v_rule.kind = 'index' then format('drop index %I.%I', v_schema, v_name)
      else format('alter table %s drop constraint %I', drop_rules.object_table, v_name) end);
  end loop;
end
$$;
comment on function app_hidden.drop_rules is 'Drops checks, indexes and foreign keys of a column.';

create function app_hidden.put_rules(old app_hidden.column_rule[], field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schema name := (select o.schema_name from app_public.objects o where o.name = field.object);
  v_table regclass := app_hidden.object_table(field.object);
  v_new app_hidden.column_rule[] := array(select r from app_hidden.column_rules(field, app_hidden.option_values(field.id)) r);
  v_rule app_hidden.column_rule;
  v_name name;
begin
  perform app_hidden.drop_rules(v_table, array(
    select r from unnest(old) r where (r.kind, r.column_name, r.suffix, r.definition) not in (select n.kind, n.column_name, n.suffix, n.definition from unnest(v_new) n)));
  foreach v_rule in array v_new loop
    v_name := app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix);
    if not exists (select from unnest(old) o where (o.kind, o.column_name, o.suffix, o.definition) = (v_rule.kind, v_rule.column_name, v_rule.suffix, v_rule.definition)) then
      begin
        perform app_hidden.ddl(case when v_rule.kind = 'index' then format('create ' || v_rule.definition, v_name, v_table)
          else format('alter table %s add constraint %I %s', v_table, v_name, v_rule.definition) end);
      exception
        when check_violation then
          perform app_hidden.fail('RM409', 'field_values_fit', 'Some records have values that would not be allowed any more. ' || v_rule.words, 'Change those values first.', v_rule.column_name);
        when unique_violation then
          perform app_hidden.fail('RM409', 'field_values_unique', format('Some records share a value of “%s”, so it cannot be unique.', field.label), 'Change the values that stand twice first.', 'unique');
        when program_limit_exceeded then
          perform app_hidden.fail('RM409', 'field_values_fit', format('Some values of “%s” are too long for an index.', field.label), 'Shorten them first.', 'index');
      end;
    end if;
    if v_rule.words is not null then
      execute case when v_rule.kind = 'index' then format('comment on index %I.%I is %L', v_schema, v_name, v_rule.words)
        else format('comment on constraint %I on %s is %L', v_name, v_table, v_rule.words) end;
    end if;
  end loop;
  execute format('comment on column %s.%I is %L', v_table, field.column_name, case field.type when 'emails' then E'@lower\n' else '' end ||
    app_hidden.plain_comment(case when field.help = '' then field.label else field.help end));
  if field.type = 'currency' and field.is_custom then
    execute format('comment on column %s.%I is %L', v_table, field.settings ->> 'currency_column', format('The currency of “%s”, as an ISO 4217 code.', field.label));
  end if;
end
$$;
comment on function app_hidden.put_rules is 'Makes the checks, indexes, foreign keys and comments of a field''s column what they should be; old: what they were. Raises RM409 when records stand in the way.';

create function app_hidden.put_required(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  execute format('alter table %s alter %I %s not null', app_hidden.object_table(field.object), field.column_name, case when field.is_required then 'set' else 'drop' end);
exception when not_null_violation then
  perform app_hidden.fail('RM409', 'field_values_required', format('Some records have no “%s”, so it cannot be required.', field.label),
    'Fill them first, or give a default for them.', 'required');
end
$$;
comment on function app_hidden.put_required is 'Makes a column NOT NULL, or not. Raises RM409.';
