-- Formulas: columns that PostgreSQL calculates from the others of their row whenever it is read, so that none is rewritten for a new one.
-- What people write is read here, token by token, and only what is understood becomes SQL: of functions of PostgreSQL itself alone, which
-- is what virtual columns may use.
create type app_hidden.formula_token as (kind text, value text, place integer, name text, sql text, type text, options jsonb);
comment on type app_hidden.formula_token is
  'A part of a formula: number, text, field, word or sign, and where it stands. Of a field: its name, SQL, kind of value (number, text, date, boolean), and of a choice the labels of its options by value.';

create type app_hidden.formula_part as (sql text, type text, next integer, literal text, options jsonb);
comment on type app_hidden.formula_part is 'What a part of a formula means: its SQL and kind of value, and the token after it; of a text given as such, that text.';

create function app_hidden.refuse_formula(message text, variadic words text[] default '{}') returns void
language plpgsql immutable as $$
begin
  perform app_hidden.fail('RM400', 'formula_valid', format(message, variadic words),
    'A formula is made of fields of the same record ({Unit price}), numbers, "texts", + - * / & = <> < > and or not, and functions such as if, round, coalesce, days.', 'formula');
end
$$;
comment on function app_hidden.refuse_formula is 'Says what is wrong with a formula. Raises RM400.';

create function app_hidden.formula_fields(object text) returns setof app_hidden.formula_token
language sql stable set search_path = ''
begin atomic
  select 'field' as kind, f.label, 0, f.name,
    case when f.type = 'date_time' then format('(%I at time zone ''UTC'')::date', f.column_name)
      when f.type in ('number', 'currency', 'rating') then format('%I::numeric', f.column_name) else format('%I', f.column_name) end,
    case when f.type in ('number', 'currency', 'rating') then 'number' when f.type in ('date', 'date_time') then 'date' when f.type = 'boolean' then 'boolean' else 'text' end,
    case f.type when 'enum' then (select jsonb_object_agg(o.value, o.label) from app_public.field_options o where o.field_id = f.id) end
  from app_public.fields f
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(f.object) and a.attname = f.column_name and a.attgenerated = ''
  where f.object = formula_fields.object and f.type in ('text', 'long_text', 'url', 'enum', 'number', 'currency', 'rating', 'date', 'date_time', 'boolean')
    and not f.settings ? 'options'; -- stages and pipelines are records
end;
comment on function app_hidden.formula_fields is 'The fields of an object that a formula may use.';

create function app_hidden.formula_field(object text, word text) returns app_hidden.formula_token
language plpgsql stable set search_path = '' as $$
declare
  v_field app_public.fields;
  v_token app_hidden.formula_token;
begin
  select f.* into v_field from app_public.fields f
  where f.object = formula_field.object and lower(btrim(formula_field.word)) in (lower(f.name), lower(f.column_name), lower(f.api_name), lower(f.label))
  order by f.name = btrim(formula_field.word) desc, f.label = btrim(formula_field.word) desc limit 1;
  if not found then
    perform app_hidden.refuse_formula('%s have no field “%s”.', (select o.label_plural from app_public.objects o where o.name = formula_field.object), btrim(formula_field.word));
  end if;
  select t.* into v_token from app_hidden.formula_fields(formula_field.object) t where t.name = v_field.name;
  if not found then
    perform app_hidden.refuse_formula(case when v_field.settings ? 'formula' then '“%s” is a formula itself; use the fields that it is made of.'
      else 'A formula cannot use “%s”: only texts, choices, numbers, amounts, ratings, dates, and yes or no of the record itself.' end, v_field.label);
  end if;
  return v_token;
end
$$;
comment on function app_hidden.formula_field is 'The field that a word in a formula means: by its label, its API name or its name in SQL. Raises RM400.';

create function app_hidden.formula_tokens(object text, formula text) returns setof app_hidden.formula_token
language plpgsql stable set search_path = '' as $$
declare
  v_token app_hidden.formula_token;
  v_at integer := 1;
  v_rest text;
  v_text text;
begin
  loop
    v_rest := substr(formula_tokens.formula, v_at);
    v_text := substring(v_rest from '^\s+');
    if v_text is not null then
      v_at := v_at + length(v_text);
      continue;
    end if;
    exit when v_rest = '';
    v_text := substring(v_rest from '^(?:\d+(?:\.\d+)?|"(?:[^"]|"")*"|''(?:[^'']|'''')*''|\{[^{}]*\}|[[:alpha:]_][[:alnum:]_]*|<=|>=|<>|!=|[-+*/&=<>(),])');
    if v_text is null then
      perform app_hidden.refuse_formula('“%s” means nothing in a formula (at character %s).', left(v_rest, 10), v_at::text);
    end if;
    v_token := case
      when v_text ~ '^\d' then ('number', v_text, v_at, null, v_text || '::numeric', 'number', null)::app_hidden.formula_token
      when v_text ~ '^["'']' then ('text', replace(substr(v_text, 2, length(v_text) - 2), repeat(left(v_text, 1), 2), left(v_text, 1)), v_at, null, null, 'text', null)::app_hidden.formula_token
      when v_text ~ '^\{' then app_hidden.formula_field(formula_tokens.object, substr(v_text, 2, length(v_text) - 2))
      when v_text !~ '^[[:alpha:]_]' then ('sign', v_text, v_at, null, null, null, null)::app_hidden.formula_token
      when v_rest ~ '^[[:alnum:]_]+\s*\(' or lower(v_text) in ('and', 'or', 'not', 'true', 'false') then ('word', lower(v_text), v_at, null, null, null, null)::app_hidden.formula_token
      else app_hidden.formula_field(formula_tokens.object, v_text) end;
    v_token.place := v_at;
    if v_token.kind = 'field' then
      v_token.value := v_text;
    elsif v_token.kind = 'text' then
      v_token.sql := quote_literal(v_token.value) || '::text';
    end if;
    return next v_token;
    v_at := v_at + length(v_text);
  end loop;
end
$$;
comment on function app_hidden.formula_tokens is 'The tokens of a formula of an object. Raises RM400.';

create function app_hidden.formula_must_be(part app_hidden.formula_part, type text, what text) returns void
language plpgsql immutable as $$
begin
  if part.type <> formula_must_be.type then
    perform app_hidden.refuse_formula('%s takes a %s here, and was given a %s.', what,
      case formula_must_be.type when 'boolean' then 'yes or no' else formula_must_be.type end, case part.type when 'boolean' then 'yes or no' else part.type end);
  end if;
end
$$;
comment on function app_hidden.formula_must_be is 'Raises RM400 when a part of a formula is of another kind.';

create function app_hidden.formula_text(part app_hidden.formula_part) returns text
language sql immutable
return case part.type
  when 'number' then format('coalesce(trim_scale(%s)::text, '''')', part.sql)
  when 'date' then format('coalesce(lpad(extract(year from %1$s)::text, 4, ''0'') || ''-'' || lpad(extract(month from %1$s)::text, 2, ''0'') || ''-'' || lpad(extract(day from %1$s)::text, 2, ''0''), '''')', part.sql)
  when 'boolean' then format('case when %s then ''yes'' else ''no'' end', part.sql)
  else format('coalesce(%s, '''')', part.sql) end;
comment on function app_hidden.formula_text is 'A part of a formula as it is joined to a text.';

create function app_hidden.formula_option(options jsonb, word text) returns text
language sql immutable
return (select o.key from jsonb_each_text(options) o where lower(word) in (lower(o.value), lower(o.key)) order by lower(o.value) = lower(word) desc limit 1);
comment on function app_hidden.formula_option is 'The value of the option that a formula names: by its label, or by its value.';

create function app_hidden.formula_words(part app_hidden.formula_part) returns app_hidden.formula_part
language sql immutable
return case when part.options is null then part else (
  (select format('case %s %s end', part.sql, string_agg(format('when %L then %L', o.key, o.value), ' ' order by o.key)) from jsonb_each_text(part.options) o),
  part.type, part.next, part.literal, null)::app_hidden.formula_part end;
comment on function app_hidden.formula_words is 'A part of a formula as people know it: of a choice the label.';

create function app_hidden.formula_operation(sign text, a app_hidden.formula_part, b app_hidden.formula_part) returns app_hidden.formula_part
language plpgsql immutable as $$
declare
  v_value text;
begin
  if a.options is null or b.literal is null or sign in ('&', '+') then
    a := app_hidden.formula_words(a);
    b := app_hidden.formula_words(b);
  end if;
  if sign in ('and', 'or') then
    perform app_hidden.formula_must_be(a, 'boolean', sign), app_hidden.formula_must_be(b, 'boolean', sign);
    return (format('(%s %s %s)', a.sql, sign, b.sql), 'boolean', b.next, null, null)::app_hidden.formula_part;
  elsif sign = '&' or sign = '+' and a.type = 'text' and b.type = 'text' then
    return (format('(%s || %s)', app_hidden.formula_text(a), app_hidden.formula_text(b)), 'text', b.next, null, null)::app_hidden.formula_part;
  elsif sign in ('=', '<>', '!=', '<', '<=', '>', '>=') then
    if a.type <> b.type then
      perform app_hidden.refuse_formula('A %s cannot be compared with a %s.', a.type, b.type);
    end if;
    -- People know the options of a choice by their labels.
    if a.options is not null and b.literal is not null then
      v_value := app_hidden.formula_option(a.options, b.literal);
      if v_value is null then
        perform app_hidden.refuse_formula('“%s” is not one of the options.', b.literal);
      end if;
      b.sql := quote_literal(v_value) || '::text';
    end if;
    return (format('(%s %s %s)', a.sql, replace(sign, '!=', '<>'), b.sql), 'boolean', b.next, null, null)::app_hidden.formula_part;
  elsif a.type = 'date' and b.type = 'date' and sign = '-' then
    return (format('(%s - %s)::numeric', a.sql, b.sql), 'number', b.next, null, null)::app_hidden.formula_part;
  elsif a.type = 'date' and b.type = 'number' and sign in ('+', '-') then
    -- By the number of the day, of which there are 3,652,059 in the years 1 to 9999: as everywhere, there are no others.
    return (format('(date ''0001-01-01'' + nullif(nullif(greatest(-1, least(3652059, %1$s - date ''0001-01-01'' %3$s greatest(-4000000, least(4000000, trunc(%2$s)))::integer)), -1), 3652059))',
      a.sql, b.sql, sign), 'date', b.next, null, null)::app_hidden.formula_part;
  end if;
  perform app_hidden.formula_must_be(a, 'number', sign), app_hidden.formula_must_be(b, 'number', sign);
  return (case sign when '/' then format('(%s / nullif(%s, 0))', a.sql, b.sql) else format('(%s %s %s)', a.sql, sign, b.sql) end, 'number', b.next, null, null)::app_hidden.formula_part;
end
$$;
comment on function app_hidden.formula_operation is 'What two parts of a formula are with this sign between them; what is divided by zero is empty. Raises RM400.';

create function app_hidden.formula_call(function text, args app_hidden.formula_part[]) returns app_hidden.formula_part
language plpgsql immutable as $$
declare
  -- The kinds of value that each takes: n, t, d, b, any (x), that again (=); after ? those that may be left out, before * as many as one likes.
  v_takes constant jsonb := '{"if": "bx?=", "round": "n?n", "abs": "n", "min": "x=*", "max": "x=*", "coalesce": "x=*", "length": "t", "upper": "t", "lower": "t",
    "trim": "t", "left": "tn", "right": "tn", "contains": "tt", "empty": "x", "year": "d", "month": "d", "day": "d", "days": "dd"}';
  v_kinds constant jsonb := '{"n": "number", "t": "text", "d": "date", "b": "boolean"}';
  v_wanted text := v_takes ->> formula_call.function;
  v_letters text := translate(v_wanted, '?*', '');
  v_least integer := length(rtrim(split_part(v_wanted, '?', 1), '*'));
  v_most integer := case when v_wanted like '%*' then 20 else length(v_letters) end;
  v_sqls text[] := array(select a.sql from unnest(args) with ordinality a (sql, type, next, literal, options, n) order by a.n);
  v_sql text;
  v_letter text;
begin
  if v_wanted is null then
    perform app_hidden.refuse_formula(case when formula_call.function in ('today', 'now') then '%s() changes by itself, and a formula is made of what stands in its record; filter or sort by the date instead.'
      else 'There is no function “%s”.' end, formula_call.function);
  end if;
  if cardinality(args) not between v_least and v_most then
    perform app_hidden.refuse_formula('%s takes %s values, and was given %s.', formula_call.function,
      case when v_least = v_most then v_least::text else v_least || ' to ' || v_most end, cardinality(args)::text);
  end if;
  for n in 1 .. cardinality(args) loop
    v_letter := substr(v_letters, least(n, length(v_letters)), 1);
    if v_letter = '=' then
      perform app_hidden.formula_must_be(args[n], args[strpos(v_letters, 'x')].type, formula_call.function);
    elsif v_letter <> 'x' then
      perform app_hidden.formula_must_be(args[n], v_kinds ->> v_letter, formula_call.function);
    end if;
  end loop;
  v_sql := case formula_call.function
    when 'if' then format('case when %s then %s', v_sqls[1], v_sqls[2]) || coalesce(' else ' || v_sqls[3], '') || ' end'
    when 'round' then format('round(%s, greatest(-10, least(10, %s))::integer)', v_sqls[1], coalesce(v_sqls[2], '0'))
    when 'min' then format('least(%s)', array_to_string(v_sqls, ', '))
    when 'max' then format('greatest(%s)', array_to_string(v_sqls, ', '))
    when 'trim' then format('btrim(%s)', v_sqls[1])
    when 'length' then format('length(%s)::numeric', v_sqls[1])
    when 'left' then format('left(%s, greatest(0, least(500, %s))::integer)', v_sqls[1], v_sqls[2])
    when 'right' then format('right(%s, greatest(0, least(500, %s))::integer)', v_sqls[1], v_sqls[2])
    when 'contains' then format('strpos(lower(%s), %s) > 0', v_sqls[1], coalesce(quote_literal(lower(args[2].literal)) || '::text', format('lower(%s)', v_sqls[2])))
    when 'empty' then case args[1].type when 'text' then format('coalesce(btrim(%s), '''') = ''''', v_sqls[1]) else format('%s is null', v_sqls[1]) end
    when 'days' then format('(%s - %s)::numeric', v_sqls[2], v_sqls[1])
    else case when formula_call.function in ('year', 'month', 'day') then format('extract(%s from %s)', formula_call.function, v_sqls[1])
      else format('%s(%s)', formula_call.function, array_to_string(v_sqls, ', ')) end end;
  return ('(' || v_sql || ')', case
    when v_letters like '%=' then args[strpos(v_letters, 'x')].type
    when formula_call.function in ('contains', 'empty') then 'boolean'
    when formula_call.function in ('upper', 'lower', 'trim', 'left', 'right') then 'text' else 'number' end, null, null, null)::app_hidden.formula_part;
end
$$;
comment on function app_hidden.formula_call is 'A function of formulas with its values as SQL. Raises RM400.';

create function app_hidden.formula_expression(tokens app_hidden.formula_token[], at integer, tightness integer) returns app_hidden.formula_part
language plpgsql immutable as $$
declare
  v_token app_hidden.formula_token := tokens[at];
  v_next integer;
  v_rank integer;
  v_left app_hidden.formula_part;
  v_args app_hidden.formula_part[] := '{}';
begin
  if v_token.kind in ('number', 'text', 'field') then
    v_left := (v_token.sql, v_token.type, at + 1, case v_token.kind when 'text' then v_token.value end, v_token.options);
  elsif v_token.value in ('true', 'false') then
    v_left := (v_token.value, 'boolean', at + 1, null, null);
  elsif v_token.value = 'not' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 3);
    perform app_hidden.formula_must_be(v_left, 'boolean', 'not');
    v_left := ('(not ' || v_left.sql || ')', 'boolean', v_left.next, null, null);
  elsif v_token.value = '-' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 7);
    perform app_hidden.formula_must_be(v_left, 'number', '-');
    v_left := ('(- ' || v_left.sql || ')', 'number', v_left.next, null, null);
  elsif v_token.value = '(' then
    v_left := app_hidden.formula_expression(tokens, at + 1, 1);
    v_next := app_hidden.formula_after(tokens, v_left.next, ')');
    v_left := (v_left.sql, v_left.type, v_next, null, null);
  elsif v_token.kind = 'word' and v_token.value not in ('and', 'or') then
    v_next := app_hidden.formula_after(tokens, at + 1, '(');
    while (tokens[v_next]).value is distinct from ')' loop
      v_left := app_hidden.formula_expression(tokens, v_next, 1);
      v_args := array_append(v_args, app_hidden.formula_words(v_left));
      v_next := case when (tokens[v_left.next]).value is distinct from ')' then app_hidden.formula_after(tokens, v_left.next, ',') else v_left.next end;
    end loop;
    v_left := app_hidden.formula_call(v_token.value, v_args);
    v_left.next := v_next + 1;
  else
    perform app_hidden.refuse_formula(case when v_token.value is null then 'The formula ends too early.' else '“%s” does not belong there (at character %s).' end,
      coalesce(v_token.value, ''), coalesce(v_token.place, 0)::text);
  end if;
  loop
    v_token := tokens[v_left.next];
    v_rank := case when v_token.kind is distinct from 'sign' and v_token.kind is distinct from 'word' then null
      when v_token.value = 'or' then 1 when v_token.value = 'and' then 2 when v_token.value in ('=', '<>', '!=', '<', '<=', '>', '>=') then 3
      when v_token.value = '&' then 4 when v_token.value in ('+', '-') then 5 when v_token.value in ('*', '/') then 6 end;
    exit when v_rank is null or v_rank < formula_expression.tightness;
    v_left := app_hidden.formula_operation(v_token.value, v_left, app_hidden.formula_expression(tokens, v_left.next + 1, v_rank + 1));
  end loop;
  return v_left;
end
$$;
comment on function app_hidden.formula_expression is
  'The expression that begins at a token, as far as its signs bind at least so tightly (or 1, and 2, comparisons 3, & 4, + - 5, * / 6). Raises RM400.';

create function app_hidden.formula_after(tokens app_hidden.formula_token[], at integer, sign text) returns integer
language plpgsql immutable as $$
begin
  if (tokens[at]).value is distinct from sign or (tokens[at]).kind <> 'sign' then
    perform app_hidden.refuse_formula(case when (tokens[at]).value is null then 'The formula ends too early: there is a “%s” missing.' else 'There is a “%s” missing before “%s” (at character %s).' end,
      sign, coalesce((tokens[at]).value, ''), coalesce((tokens[at]).place, 0)::text);
  end if;
  return at + 1;
end
$$;
comment on function app_hidden.formula_after is 'The token after a sign that has to be there. Raises RM400.';

create function app_hidden.read_formula(object text, formula text, decimals integer default null, out sql text, out type text, out canonical text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tokens app_hidden.formula_token[];
  v_token app_hidden.formula_token;
  v_part app_hidden.formula_part;
begin
  if coalesce(btrim(read_formula.formula), '') = '' then
    perform app_hidden.refuse_formula('Say what is to be calculated.');
  end if;
  v_tokens := array(select t from app_hidden.formula_tokens(read_formula.object, read_formula.formula) t);
  if cardinality(v_tokens) > 300 then
    perform app_hidden.refuse_formula('This formula is too long.');
  end if;
  v_part := app_hidden.formula_words(app_hidden.formula_expression(v_tokens, 1, 1));
  if v_part.next <= cardinality(v_tokens) then
    perform app_hidden.refuse_formula('“%s” does not belong there (at character %s).', (v_tokens[v_part.next]).value, (v_tokens[v_part.next]).place::text);
  end if;
  -- Kept by the names of fields, which follow when one gets another.
  canonical := read_formula.formula;
  foreach v_token in array array(select t from unnest(v_tokens) t where t.kind = 'field' order by t.place desc) loop
    canonical := overlay(canonical placing '{' || v_token.name || '}' from v_token.place for length(v_token.value));
  end loop;
  type := v_part.type;
  sql := case type
    when 'text' then format('nullif(btrim(left(%s, 500)), '''')', v_part.sql)
    when 'number' then case when decimals is null then v_part.sql else format('round(%s, %s)', v_part.sql, decimals) end
    when 'boolean' then format('coalesce(%s, false)', v_part.sql) else v_part.sql end;
end
$$;
comment on function app_hidden.read_formula is 'What a formula of an object means: the SQL of its column, the type of its field, and the formula as it is kept, with fields by name. Raises RM400.';

create function app_hidden.type_of(field app_public.fields) returns text
language sql immutable
return case when field.settings ? 'formula' then 'formula' else field.type end;
comment on function app_hidden.type_of is 'The type that was chosen for a field: to everything else a formula is a field of the type that it gives.';

create function app_hidden.formula_sql(field app_public.fields) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select r.sql from app_hidden.read_formula(field.object, field.settings ->> 'formula', (field.settings ->> 'decimals')::integer) r);
exception when sqlstate 'RM400' then
  return null;
end
$$;
comment on function app_hidden.formula_sql is 'The expression of a formula''s column; null when what the formula names was changed by hand, so that it can be corrected.';

create function app_hidden.put_formula(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- PostgreSQL gives a virtual column no other expression where a table has checks; a new one costs as little.
  perform app_hidden.ddl(format('alter table %s drop column if exists %I, add column %2$I %3$s generated always as (%4$s) virtual', app_hidden.object_table(field.object),
    field.column_name, (select t.sql_type from app_public.field_types t where t.name = field.type),
    (select r.sql from app_hidden.read_formula(field.object, field.settings ->> 'formula', (field.settings ->> 'decimals')::integer) r)));
exception when indeterminate_collation then -- it tries what is constant before it knows how texts compare
  perform app_hidden.refuse_formula('A formula of texts has to use a field.');
end
$$;
comment on function app_hidden.put_formula is 'Makes the column of a formula, anew when there is one. Raises RM400.';

create function app_hidden.formulas_with(field app_public.fields) returns text[]
language sql stable set search_path = ''
return array(
  select f.label from app_public.fields f
  where f.object = field.object and position('{' || field.name || '}' in f.settings ->> 'formula') > 0 order by f.label);
comment on function app_hidden.formulas_with is 'The formulas that are made of a field.';

create function app_hidden.renamed_formula(field app_public.fields, formula text, name text) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_formula text := formula;
  v_token app_hidden.formula_token;
begin
  -- From its end on; a text in which the name stands in braces stays as it is.
  for v_token in
    select t.* from app_hidden.formula_tokens(field.object, formula) t where t.kind = 'field' and t.name = field.name order by t.place desc
  loop
    v_formula := overlay(v_formula placing '{' || renamed_formula.name || '}' from v_token.place for length(v_token.value));
  end loop;
  return v_formula;
end
$$;
comment on function app_hidden.renamed_formula is 'A formula in which a field has another name. Raises RM400.';

create function app_hidden.must_be_in_no_formula(field app_public.fields) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_formulas text[] := app_hidden.formulas_with(field);
begin
  if cardinality(v_formulas) > 0 then
    perform app_hidden.fail('RM409', 'field_in_formula', format('“%s” is calculated from “%s”.', array_to_string(v_formulas, '”, “'), field.label),
      'Change or delete that formula first.', 'field');
  end if;
end
$$;
comment on function app_hidden.must_be_in_no_formula is 'Raises RM409 when a formula is made of this field.';

create function app_hidden.formula_options(object text, formula text) returns table (field text, value text, place integer, length integer)
language sql stable set search_path = ''
begin atomic
  -- A field, a comparison and a text, of which nothing is joined to another text.
  select t.field, app_hidden.formula_option(t.options, t.value), t.place, 2 + length(replace(t.value, t.quote, t.quote || t.quote))
  from (
    select u.kind, u.value, u.place, substr(formula_options.formula, u.place, 1) as quote, lag(u.value, 3) over w as before, lag(u.name, 2) over w as field,
      lag(u.options, 2) over w as options, lag(u.value) over w as sign, lead(u.value) over w as after
    from app_hidden.formula_tokens(formula_options.object, formula_options.formula) u window w as (order by u.place)) t
  where t.kind = 'text' and t.options is not null and t.sign in ('=', '<>', '!=', '<', '<=', '>', '>=')
    and coalesce(t.before not in ('&', '+'), true) and coalesce(t.after not in ('&', '+'), true);
end;
comment on function app_hidden.formula_options is 'Where a formula names options, and which.';

create function app_hidden.rename_in_formulas(field app_public.fields, options jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_formula app_public.fields;
  v_option record;
  v_text text;
begin
  for v_formula in select f.* from app_public.fields f where f.object = field.object and f.label = any (app_hidden.formulas_with(field)) loop
    v_text := v_formula.settings ->> 'formula';
    for v_option in
      select n.place, n.length, o.label as old_label, r.label
      from app_hidden.formula_options(field.object, v_text) n
      join app_public.field_options o on o.field_id = field.id and o.value = n.value
      left join app_hidden.read_options(options, field.id) r on r.value = n.value
      where n.field = field.name order by n.place desc
    loop
      if v_option.label is null then
        perform app_hidden.fail('RM409', 'option_in_formula', format('“%s” is calculated from “%s” of “%s”.', v_formula.label, v_option.old_label, field.label),
          'Change or delete that formula first.', 'options');
      end if;
      v_text := overlay(v_text placing '"' || replace(v_option.label, '"', '""') || '"' from v_option.place for v_option.length);
    end loop;
    update app_public.fields f set settings = f.settings || jsonb_build_object('formula', v_text) where f.id = v_formula.id and f.settings ->> 'formula' <> v_text;
  end loop;
end
$$;
comment on function app_hidden.rename_in_formulas is 'Lets formulas name the options of a choice as they will be called. Raises RM409 when one names an option that goes.';

create function app_hidden.remake_formulas(field app_public.fields, before jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_formulas app_public.fields[] := array(
    select f from app_public.fields f where f.object = field.object and f.label = any (app_hidden.formulas_with(field)) and app_hidden.formula_sql(f) <> before ->> f.name);
  v_formula app_public.fields;
begin
  if cardinality(v_formulas) > 0 then
    perform app_hidden.lock_briefly(app_hidden.field_locks(field));
  end if;
  foreach v_formula in array v_formulas loop
    perform app_hidden.drop_rules(app_hidden.object_table(field.object), array(select r from app_hidden.column_rules(v_formula, null) r));
    perform app_hidden.put_formula(v_formula), app_hidden.put_rules('{}', v_formula);
  end loop;
  return cardinality(v_formulas) > 0;
end
$$;
comment on function app_hidden.remake_formulas is 'Makes the columns of formulas anew that have got another expression, because they show the labels of a choice; before: the expressions that they had, by name.';

create function app_public.formula_preview(object text, formula text, out type text, out samples jsonb)
language plpgsql stable as $$
declare
  v_object app_public.objects;
  v_read record;
begin
  perform app_hidden.must_manage('data_model');
  select * into v_object from app_public.objects o where o.name = app_hidden.object_name(formula_preview.object);
  select * into v_read from app_hidden.read_formula(v_object.name, formula_preview.formula);
  type := v_read.type;
  -- Under the rights of who asks.
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''title'', s.title, ''value'', s.value)), ''[]'') from (select t.%I as title, %s as value from %I.%I t order by t.id desc limit 3) s',
    v_object.title_column, v_read.sql, v_object.schema_name, v_object.name) into samples;
end
$$;
comment on function app_public.formula_preview is
  'What a formula would be: the type of its value, and what it gives for the three newest records ([{"title", "value"}]). Raises RM400, RM403, RM404.';
grant execute on function app_public.formula_preview, app_hidden.read_formula to :MEMBER;
