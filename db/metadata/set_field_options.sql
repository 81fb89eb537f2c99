-- The options of a choice. Labels, colours and order are data; only a value that comes or goes touches the table.
create function app_public.set_field_options(field text, options jsonb, move jsonb default '{}', known text[] default null) returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
  v_old text[];
  v_new text[];
  v_rules app_hidden.column_rule[];
  v_labels jsonb;
  v_gone text;
  v_formulas jsonb;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(set_field_options.field);
  if v_field.settings ? 'options' then
    perform app_hidden.fail('RM400', 'field_options_elsewhere', format('The options of “%s” are the %s.', v_field.label, v_field.settings ->> 'options'),
      'Change them under Settings, Pipelines.', 'field');
  elsif v_field.type not in ('enum', 'multi_enum') then
    perform app_hidden.fail('RM400', 'field_options_none', format('“%s” is not a choice, so it has no options.', v_field.label), field => 'field');
  elsif jsonb_typeof(coalesce(nullif(set_field_options.move, 'null'), '{}')) <> 'object' then
    perform app_hidden.fail('RM400', 'field_options_move', 'move is a JSON object: {"old value": "new value"}.', field => 'move');
  end if;
  select coalesce(jsonb_object_agg(o.value, o.label), '{}') into v_labels from app_public.field_options o where o.field_id = v_field.id;
  v_old := app_hidden.option_values(v_field.id);
  v_new := array(select o.value from app_hidden.read_options(set_field_options.options, v_field.id) o);
  if not v_old <@ coalesce(set_field_options.known, v_old) then
    perform app_hidden.fail('RM409', 'field_options_known', format('Somebody added “%s” to “%s” meanwhile.',
      (select string_agg(v_labels ->> o, '”, “') from unnest(v_old) o where o <> all (set_field_options.known)), v_field.label), 'Look at its options again, and then change them.', 'options');
  end if;
  if not v_field.is_custom and not (v_old <@ v_new and v_new <@ v_old) then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan: its options can have other labels, colours and order, and stay the same otherwise.', v_field.label), field => 'options');
  end if;

  v_formulas := (select jsonb_object_agg(f.name, app_hidden.formula_sql(f)) from app_public.fields f where f.object = v_field.object and f.settings ? 'formula');
  perform app_hidden.rename_in_formulas(v_field, set_field_options.options);
  if v_old <@ v_new and v_new <@ v_old then
    perform app_hidden.put_options(v_field.id, set_field_options.options);
    if app_hidden.remake_formulas(v_field, v_formulas) then
      perform app_hidden.end_metadata_change();
    end if;
    return v_field;
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field));
  v_rules := array(select r from app_hidden.column_rules(v_field, v_old) r);
  perform app_hidden.put_options(v_field.id, set_field_options.options);
  perform app_hidden.remake_formulas(v_field, v_formulas);
  v_field := app_hidden.move_default(v_field, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  -- Without its check the column can take the new values while the old ones go.
  perform app_hidden.ddl(format('alter table %s drop constraint %I', app_hidden.object_table(v_field.object),
    app_hidden.rule_name(app_hidden.object_table(v_field.object), v_field.column_name, 'options')));
  for v_gone in select unnest(v_old) except select unnest(v_new) order by 1 loop
    perform app_hidden.move_option(v_field, v_gone, v_labels ->> v_gone, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  end loop;
  set constraints all immediate;
  update app_public.views v set filter = w.filter
  from (
    select u.id, coalesce(app_hidden.with_options(u.filter, v_field.api_name, m.moves), '{}') as filter
    from app_public.views u, (
      select jsonb_object_agg(g, (select n from unnest(v_new) n where n = set_field_options.move ->> g)) as moves
      from (select unnest(v_old) except select unnest(v_new)) o (g)) m
    where u.object = v_field.object and m.moves is not null) w
  where w.id = v.id and w.filter <> v.filter;
  perform app_hidden.put_rules(array(select r from unnest(v_rules) r where r.suffix <> 'options'), v_field);
  perform app_hidden.end_metadata_change();
  return v_field;
end
$$;
comment on function app_public.set_field_options is
  E'@resultFieldName field\nMakes the options of a choice exactly these, in this order: ["label", {"label", "value", "color"}]. An option that was there before keeps its value and colour when only its label is given. move: where the records of removed options go, {"old value": "new value"}, or null for none. known: the values that were there when you looked; others are not taken away. Views follow it, formulas follow new labels, and keep the options that they name. Raises RM409 with the number of records when move does not say where they go.';
grant execute on function app_public.set_field_options to :MEMBER;

create function app_hidden.move_default(field app_public.fields, move jsonb, options text[]) returns app_public.fields
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_field app_public.fields := field;
  v_gone text := (select w from app_hidden.value_words(coalesce(field."default", 'null')) w where w <> all (options) limit 1);
begin
  if v_gone is null then
    return v_field;
  elsif not move_default.move ? v_gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('“%s” is the default of “%s”.', v_gone, field.label),
      'Choose what new records get instead.', 'move');
  elsif move_default.move ->> v_gone <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(move_default.move ->> v_gone, 60)), field => 'move');
  end if;
  select case when field.type = 'enum' then to_jsonb(min(m.value)) when count(m.value) > 0 then to_jsonb(array_agg(distinct m.value)) end into v_field."default"
  from app_hidden.value_words(field."default") w cross join lateral (select case when move_default.move ? w then move_default.move ->> w else w end as value) m where m.value is not null;
  perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(field.object), field.column_name,
    coalesce('set default ' || app_hidden.default_sql(v_field, options), 'drop default')));
  update app_public.fields f set "default" = v_field."default" where f.id = field.id;
  return v_field;
end
$$;
comment on function app_hidden.move_default is 'Gives a field another default when the option that it was goes. Raises RM409 when nobody says which.';

create function app_hidden.move_option(field app_public.fields, gone text, label text, move jsonb, options text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(field.object);
  v_used bigint;
  v_to text := move_option.move ->> gone;
begin
  execute format(case field.type when 'enum' then 'select count(*) from %s where %I = $1' else 'select count(*) from %s where $1 = any (%I)' end, v_table, field.column_name)
  into v_used using gone;
  if v_used = 0 then
    return;
  elsif not move_option.move ? gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('%s records have “%s” in “%s”.', v_used, move_option.label, field.label),
      'Choose what they get instead.', 'move');
  elsif v_to <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(v_to, 60)), field => 'move');
  elsif v_to is null and field.is_required and field.type = 'enum' then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is required, so the records with “%s” need another value.', field.label, move_option.label), field => 'move');
  end if;
  execute format(case field.type
    when 'enum' then 'update %1$s set %2$I = $2 where %2$I = $1'
    -- In place, and once.
    else 'update %1$s set %2$I = array(select v from (select v, min(n) as n from unnest(array_replace(%2$I, $1, $2)) with ordinality u (v, n) where v is not null group by v) w order by n) where $1 = any (%2$I)'
    end, v_table, field.column_name) using gone, v_to;
end
$$;
comment on function app_hidden.move_option is 'Gives the records that have an option another one. Raises RM409 with their number when nobody says which.';

create function app_hidden.with_options(part jsonb, field text, moves jsonb) returns jsonb
language plpgsql immutable as $$
declare
  v_words text[] := array(select w from app_hidden.value_words(part -> 'value') w);
begin
  if part ->> 'field' = with_options.field and moves ?| v_words then
    v_words := array(
      select m.word from unnest(v_words) with ordinality u (word, n) cross join lateral (select case when moves ? u.word then moves ->> u.word else u.word end as word) m
      where m.word is not null group by m.word order by min(u.n));
    return case when cardinality(v_words) > 0
      then part || jsonb_build_object('value', case jsonb_typeof(part -> 'value') when 'array' then to_jsonb(v_words) else to_jsonb(v_words[1]) end) end;
  end if;
  return case jsonb_typeof(part)
    when 'array' then (
      select coalesce(jsonb_agg(w.part order by a.n), '[]')
      from jsonb_array_elements(part) with ordinality a (e, n) cross join lateral (select app_hidden.with_options(a.e, field, moves) as part) w where w.part is not null)
    when 'object' then (
      select coalesce(jsonb_object_agg(o.k, w.part), '{}')
      from jsonb_each(part) o (k, v) cross join lateral (select case when o.k in ('and', 'or', 'not') then app_hidden.with_options(o.v, field, moves) else o.v end as part) w where w.part is not null)
    else part end;
end
$$;
comment on function app_hidden.with_options is 'Part of the filter of a view, in which options of a field have become others, or, without another, are asked for no more.';
