-- Names are made from labels, and refused rather than altered when they cannot be had.
create function app_hidden.check_label(label text, field text) returns void
language plpgsql immutable as $$
begin
  if coalesce(btrim(check_label.label), '') = '' then
    perform app_hidden.fail('RM400', 'label_given', 'Give it a name.', field => check_label.field);
  elsif check_label.label ~ '[[:cntrl:]\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0]' then
    perform app_hidden.fail('RM400', 'label_printable', 'A name cannot hold line breaks or invisible characters.', field => check_label.field);
  elsif check_label.label ~ '^\s|\s$' then
    perform app_hidden.fail('RM400', 'label_trimmed', format('“%s” begins or ends with a blank.', left(check_label.label, 60)), 'Leave the blank out.', check_label.field);
  elsif length(check_label.label) > 60 then
    perform app_hidden.fail('RM400', 'label_length', format('“%s…” is longer than 60 characters.', left(check_label.label, 30)),
      'Choose a shorter name; there is room for more in the description.', check_label.field);
  end if;
end
$$;
comment on function app_hidden.check_label is 'Raises RM400 for what cannot be the label of an object, a field or an option.';

create function app_hidden.name_of(label text, name text, field text) returns text
language plpgsql immutable as $$
declare
  v_name text := coalesce(name_of.name, app_hidden.slug(name_of.label));
begin
  perform app_hidden.check_label(name_of.label, name_of.field);
  if v_name = '' then
    perform app_hidden.fail('RM400', 'name_letters', format('“%s” has no Latin letter from which a name for SQL and the API could be made.', name_of.label),
      'Give it an API name as well, or a label with Latin letters.', name_of.field);
  elsif octet_length(v_name) > 50 then
    perform app_hidden.fail('RM400', 'name_length', format('“%s…” would be longer than 50 characters as a name in SQL and the API.', left(v_name, 30)),
      'Choose a shorter one.', name_of.field);
  elsif v_name ~ '^[0-9]' then
    perform app_hidden.fail('RM400', 'name_first_letter', format('“%s” would be called %s in SQL and the API, where names begin with a letter.', name_of.label, v_name),
      'Begin it with a letter, or give it an API name as well.', name_of.field);
  elsif v_name !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' then
    perform app_hidden.fail('RM400', 'name_format', format('“%s” cannot be an API name.', left(v_name, 50)),
      'Use lower-case letters, digits and single underscores, beginning with a letter, as in delivery_date.', name_of.field);
  end if;
  return v_name;
end
$$;
comment on function app_hidden.name_of is 'The name in SQL of what has this label, or the one that was asked for. Raises RM400.';

create function app_hidden.graphql_names(singular text, plural text) returns text[]
language plpgsql immutable as $$
declare
  v_one text := lower(app_hidden.camel(graphql_names.singular));
  v_many text := lower(app_hidden.camel(graphql_names.plural));
begin
  return array[v_one, v_many] -- types and fields of queries
    || array(select v_one || e from unnest(array['aggregates', 'averageaggregates', 'condition', 'connection', 'distinctcountaggregates', 'edge', 'filter', 'groupby',
         'havinginput', 'input', 'maxaggregates', 'minaggregates', 'orderby', 'patch', 'sumaggregates']) e)
    || array(select v || n || e from unnest(array['create', 'update', 'delete', 'upsert']) v, unnest(array[v_one, v_many]) n, unnest(array['', 'input', 'payload', 'item']) e)
    || array['bulk' || v_many || 'payload'];
end
$$;
comment on function app_hidden.graphql_names is 'What GraphQL calls the types and fields of a table, in lower case.';

create function app_hidden.link_names(object text, field text, out singular text, out plural text)
language sql stable set search_path = ''
begin atomic
  select o.singular || '_' || link_names.field || '_link', o.singular || '_' || link_names.field || '_links' from app_public.objects o where o.name = link_names.object;
end;
comment on function app_hidden.link_names is 'What the API calls the links of a field that leads to several records.';

create function app_hidden.names_in_use() returns table (names text[], used_by text)
language sql stable set search_path = '' as $$
  select app_hidden.graphql_names(o.singular, app_hidden.object_plural(o.singular, o.name)) as names, o.label as used_by from app_public.objects o
  union all
  select app_hidden.graphql_names(l.singular, l.plural), f.label
  from app_public.fields f cross join lateral app_hidden.link_names(f.object, f.name) l where f.link_table is not null
  union all
  -- The program's own tables have regular plurals.
  select app_hidden.graphql_names(regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), 's$', ''), regexp_replace(c.relname, 's?$', 's')), null
  from pg_catalog.pg_class c
  where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v', 'c') and c.relname not in (select o.name from app_public.objects o)
  union all
  select array_agg(v || n.name || e), null
  from pg_catalog.pg_constraint c
  join pg_catalog.pg_class t on t.oid = c.conrelid
  cross join lateral (
    select lower(app_hidden.camel(regexp_replace(regexp_replace(t.relname, 'ies$', 'y'), 's$', '') || '_by_' || string_agg(a.attname, '_and_' order by k.n))) as name
    from unnest(c.conkey) with ordinality k (attnum, n) join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) n,
  unnest(array['', 'update', 'delete']) v, unnest(array['', 'input']) e
  where c.connamespace = 'app_public'::regnamespace and c.contype in ('p', 'u')
  group by c.oid
  union all
  select array(select v.name || e from unnest(array['', 'input', 'payload', 'record', 'connection', 'edge']) e), null
  from pg_catalog.pg_proc p cross join lateral (select lower(app_hidden.camel(p.proname)) as name) v
  where p.pronamespace = 'app_public'::regnamespace
  union all
  -- What GraphQL and the server have of their own.
  select array(select w || e from unnest(array['', 'filter', 'listfilter']) e), null
  from unnest(string_to_array('string int float boolean id uuid date datetime time interval json bigint bigfloat bitstring point tsvector cursor', ' ')) w
  union all
  select array[w], null
  from unnest(string_to_array('query mutation subscription node nodes nodeid edge edges pageinfo recordsubject recordchange recordchanges openapi ui', ' ')) w;
$$;
comment on function app_hidden.names_in_use is 'What GraphQL calls something already, in lower case, and the object or field that does.';

create function app_hidden.check_object_name(singular text, plural text, label text, field text) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_names text[] := app_hidden.graphql_names(check_object_name.singular, app_hidden.object_plural(check_object_name.singular, check_object_name.plural));
  v_taken record;
begin
  if check_object_name.singular <> check_object_name.plural and v_names[1] = v_names[2] then
    perform app_hidden.fail('RM400', 'object_names_differ', format('“%s” and “%s” are the same name in the API.', check_object_name.singular, check_object_name.plural),
      'Make them different, or the same to the letter.', 'plural');
  end if;
  select n.used_by into v_taken from app_hidden.names_in_use() n where n.names && v_names order by n.used_by nulls last limit 1;
  if found and v_taken.used_by is not null then
    perform app_hidden.fail('RM409', 'objects_name_unique', format('“%s” is too close to “%s”, which there is already: their names in the API would be the same.',
      check_object_name.label, v_taken.used_by), 'Choose another name.', check_object_name.field);
  elsif found
    -- CompanyToManyContactFilter is how companies are filtered by their contacts.
    or exists (select from app_hidden.names_in_use() n where starts_with(v_names[1], n.names[1] || 'tomany') or starts_with(n.names[1], v_names[1] || 'tomany'))
    or exists (
      select from pg_catalog.pg_class c where c.relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
        and c.relname in (check_object_name.singular, check_object_name.plural)) then
    perform app_hidden.fail('RM400', 'object_name_reserved', format('“%s” is a name that Rowan itself needs.', check_object_name.label),
      'Choose another one, such as one of two words.', check_object_name.field);
  end if;
end
$$;
comment on function app_hidden.check_object_name is 'Raises RM400 or RM409 when a table cannot have this name, because SQL or the API have it already.';

create function app_hidden.field_api_names(field app_public.fields) returns text[]
language sql immutable parallel safe
return array[app_hidden.camel(coalesce(field.column_name, field.name))]
  || case when field.type in ('relation', 'member') then array[app_hidden.camel(field.name), app_hidden.camel(field.name) || 'Exists'] else '{}' end
  || case when field.type = 'many_to_many' then array[app_hidden.camel(field.name) || 'Links', app_hidden.camel(field.name) || 'LinksExist'] else '{}' end
  || case when field.type = 'currency' then array[app_hidden.camel(field.settings ->> 'currency_column')] else '{}' end;
comment on function app_hidden.field_api_names is 'What the API calls the values, filters and links of a field.';

create function app_hidden.inverse_api_names(field app_public.fields) returns text[]
language sql immutable parallel safe
return case
  when field.inverse_name is null then '{}'
  when field.type = 'many_to_many' then array[app_hidden.camel(field.inverse_name), app_hidden.camel(field.inverse_name) || 'Links', app_hidden.camel(field.inverse_name) || 'LinksExist']
  else array[app_hidden.camel(field.inverse_name), app_hidden.camel(field.inverse_name) || 'Exist'] end;
comment on function app_hidden.inverse_api_names is 'What the API calls the way back of a relation, and its filters.';

create function app_hidden.api_names_of(object text, but uuid default null) returns table (name text, label text)
language sql stable set search_path = ''
begin atomic
  select lower(n.name), f.label from app_public.fields f cross join lateral unnest(app_hidden.field_api_names(f)) n (name)
  where f.object = api_names_of.object and f.id is distinct from api_names_of.but
  union all
  select lower(n.name), f.inverse_label from app_public.fields f cross join lateral unnest(app_hidden.inverse_api_names(f)) n (name)
  where f.target_object = api_names_of.object and f.id is distinct from api_names_of.but
  union all
  select lower(app_hidden.camel(substr(p.proname, length(api_names_of.object) + 2))), null as label
  from pg_catalog.pg_proc p
  where p.pronamespace = 'app_public'::regnamespace and starts_with(p.proname, api_names_of.object || '_') and p.pronargs > 0
    and p.proargtypes[0] = (select c.reltype from pg_catalog.pg_class c where c.oid = app_hidden.object_table(api_names_of.object))
  union all
  select w, null as label from unnest(string_to_array('id nodeid record recordexists creator creatorexists updater updaterexists and or not natural primarykey', ' ')) w
  union all
  -- What every object of JavaScript has, and what graphql-js would therefore take for a value that was sent.
  select w, null as label from unnest(string_to_array('constructor hasownproperty isprototypeof propertyisenumerable tolocalestring tostring valueof', ' ')) w;
end;
comment on function app_hidden.api_names_of is 'What the API calls the fields and filters of an object''s records, in lower case, and the field that does; but: a field that does not count.';

create function app_hidden.check_field_name(field app_public.fields) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_columns text[] := array_remove(array[field.name, field.column_name::text, field.settings ->> 'currency_column'], null);
  v_taken record;
begin
  select n.label into v_taken
  from app_hidden.api_names_of(field.object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.field_api_names(field)) w))
  order by n.label nulls last limit 1;
  if not found then
    select f.label into v_taken from app_public.fields f
    where f.object = field.object and f.id is distinct from field.id and (f.name = any (v_columns) or f.column_name = any (v_columns) or lower(f.label) = lower(field.label));
  end if;
  if found and v_taken.label is not null then
    perform app_hidden.fail('RM409', 'fields_name_unique', format('“%s” is too close to “%s”, which there is already.', field.label, v_taken.label), 'Choose another name.', 'label');
  elsif found or field.name ~ '_truncated_to_(day|hour)$' or exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(field.object) and a.attname = any (v_columns)
      and not exists (select from app_public.fields f where f.id = field.id and a.attname in (f.column_name, f.settings ->> 'currency_column'))) then
    perform app_hidden.fail('RM400', 'field_name_reserved', format('“%s” is a name that Rowan, PostgreSQL or JavaScript needs for itself.', field.label), 'Choose another one.', 'label');
  end if;
end
$$;
comment on function app_hidden.check_field_name is 'Raises RM400 or RM409 when a field cannot have its name.';

create function app_hidden.check_inverse_name(field app_public.fields) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_target app_public.objects;
  v_taken record;
begin
  select * into strict v_target from app_public.objects o where o.name = field.target_object;
  select n.label into v_taken
  from app_hidden.api_names_of(field.target_object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w))
  order by n.label nulls last limit 1;
  if found and v_taken.label is null then
    perform app_hidden.fail('RM400', 'field_name_reserved', format('“%s” is a name that Rowan, PostgreSQL or JavaScript needs for itself.', field.inverse_label),
      'Choose another name for what they call these records.', 'inverseLabel');
  elsif found
    or (field.target_object = field.object and app_hidden.inverse_api_names(field) && app_hidden.field_api_names(field))
    or exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = app_hidden.object_table(field.target_object) and not a.attisdropped
        and lower(app_hidden.camel(a.attname)) = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w))) then
    perform app_hidden.fail('RM409', 'fields_inverse_unique', format('%s have something called “%s” already.', v_target.label_plural, field.inverse_label),
      'Choose another name for what they call these records.', 'inverseLabel');
  end if;
end
$$;
comment on function app_hidden.check_inverse_name is 'Raises RM400 or RM409 when the target of a relation cannot call the way back so.';

create function app_hidden.rule_name(object_table regclass, column_name text, suffix text) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_table pg_catalog.pg_class;
  v_plain name;
  v_hashed name;
begin
  select * into strict v_table from pg_catalog.pg_class c where c.oid = rule_name.object_table;
  v_hashed := left(v_table.relname || '_' || column_name, 50 - length(suffix)) || '_' || left(md5(v_table.relname || '.' || column_name), 10) || '_' || suffix;
  if octet_length(v_table.relname || '_' || column_name || '_' || suffix) > 63 then
    return v_hashed;
  end if;
  v_plain := v_table.relname || '_' || column_name || '_' || suffix;
  -- Two tables can come to the same name: sales, orders_status and sales_orders, status.
  return case when exists (
      select from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.relnamespace = v_table.relnamespace
        and (c.relname = v_plain and i.indrelid is distinct from v_table.oid or c.relname = v_hashed and i.indrelid = v_table.oid))
    then v_hashed else v_plain end;
end
$$;
comment on function app_hidden.rule_name is 'The name of a constraint or index of a column: table_column_rule, at most 63 bytes, and of no other table.';
