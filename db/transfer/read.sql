-- How the cells of a row become the value of a field: SQL, made from the mapping.
create function app_hidden.import_line(cell text) returns text
language plpgsql immutable parallel safe as $$
begin
  return case when strpos(cell, '  ') > 0 or strpos(cell, E'\n') > 0 or strpos(cell, E'\r') > 0 or strpos(cell, E'\t') > 0
    then regexp_replace(cell, '[ \n\r\t]+', ' ', 'g') else cell end;
end
$$;
comment on function app_hidden.import_line is 'A text of one line: breaks, tabs and several blanks become one blank.';

create function app_hidden.import_failure() returns text
language sql immutable parallel safe
return '#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!)';
comment on function app_hidden.import_failure is 'The pattern of what a spreadsheet shows for a formula that failed.';

create function app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
returns table (plain text, filled text, raw text, read text, value text, error text, warning text)
language plpgsql stable as $$
declare
  -- A formula that failed in a spreadsheet leaves its error, which is no value.
  v_error constant text := app_hidden.import_failure();
  -- What people write into such a column for nothing, too: zeros are Outlook's and MySQL's way to write no date.
  v_nothing constant text := case
    when slot.type in ('relation', 'many_to_many', 'member') then '^([-–—]+|n/a)$'
    when slot.type in ('number', 'currency', 'rating', 'date', 'date_time', 'emails', 'phones')
      then '^([-–—]+|n/a|null|none|nan|0{1,4}[-/.]00?[-/.]0{2,4}( 00:00(:00)?)?)$' end;
  v_joined constant text := case when cardinality(slot.columns) = 1 then '%s'
    else format('nullif(concat_ws(%L, %%s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end) end;
  v_plain text := (select string_agg(format('p%s_%s', slot.n, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_cells text := (select string_agg(format('f%s_%s', slot.n, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_first text := format('f%s_%s', slot.n, slot.columns[1]);
  -- Some programs keep beside the stage whether a deal is won or lost: that counts more than where it was then.
  v_outcome constant text := case when slot.type = 'stages' and cardinality(slot.columns) > 1
    then format('case when app_hidden.import_outcome(%%1$s%1$s_%3$s) <> ''open'' then %%1$s%1$s_%3$s else %%1$s%1$s_%2$s end', slot.n, slot.columns[1], slot.columns[2]) end;
  v_known text := format('l%s', slot.n);
  v_is_percent constant boolean := slot.settings ->> 'unit' = '%' and slot.column_type in ('integer', 'smallint', 'bigint');
  v_kind text;
  v_number text;
begin
  -- Each step of a cell is a column of an inner select, so that none is done twice: c<column>, the cell; plain, without what says nothing,
  -- p<n>_<column>; filled, without errors of spreadsheets, f<n>_<column>; raw, the text as given, r<n>; read, what the cast takes, t<n>.
  select string_agg(format(case when v_nothing is null then 'c%1$s as p%2$s_%1$s'
      else 'case when strpos(%3$L, left(c%1$s, 1)) = 0 or c%1$s !~* %4$L then c%1$s end as p%2$s_%1$s' end, c, slot.n, '-–—nN0', v_nothing), ', '),
    string_agg(format(case
        when slot.type in ('date', 'date_time') then 'case when (p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L) and (length(p%2$s_%1$s) > 7 or not app_hidden.import_lacks_year(p%2$s_%1$s)) then p%2$s_%1$s end as f%2$s_%1$s'
        -- Notion puts the address of what it names behind its name.
        when slot.type in ('relation', 'many_to_many', 'member') then 'case when p%2$s_%1$s like ''_%% (http%%)%%'' then regexp_replace(p%2$s_%1$s, ''(\S) \(https?://[^\s()]+\)'', ''\1'', ''g'') when p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L then p%2$s_%1$s end as f%2$s_%1$s'
        else 'case when p%2$s_%1$s not like ''#%%'' or p%2$s_%1$s !~ %3$L then p%2$s_%1$s end as f%2$s_%1$s' end, c, slot.n, '^' || v_error || '$'), ', ')
  into plain, filled
  from (select distinct unnest(slot.columns || slot.pipeline_columns) as c) u where c is not null;
  if v_outcome is not null then
    v_plain := format(v_outcome, 'p');
    v_first := format(v_outcome, 'f');
  end if;
  raw := case when v_outcome is null then format(v_joined, v_plain) else v_plain end;
  read := case when v_outcome is null then format(v_joined, v_cells) else v_first end;
  if slot.pipeline_columns is not null then
    raw := format('(%1$s) || coalesce(E''\x1f'' || p%2$s_%3$s, '''')', v_plain, slot.n, slot.pipeline_columns[1]);
    read := format('(%1$s) || coalesce(E''\x1f'' || f%2$s_%3$s, '''')', v_first, slot.n, slot.pipeline_columns[1]);
  end if;
  warning := format('case when r%1$s like ''%%#%%'' and r%1$s ~ %2$L then %3$L || r%1$s end', slot.n,
    case when cardinality(slot.columns) = 1 then '^' || v_error || E'(\x1f|$)' else '(^|; |\n| )' || v_error || '($|; |\n| )' end,
    slot.n || E'\x1f' || 'The cell has an error of a spreadsheet: imported without it.' || E'\x1f');
  v_kind := case
    when slot.part = 'currency' then 'sign'
    when slot.part = 'open' then slot.type
    when slot.part is not null then 'part'
    when slot.type in ('number', 'currency', 'rating') then 'number'
    when slot.type in ('emails', 'phones') then 'list'
    when slot.type in ('multi_enum', 'many_to_many') then 'known list'
    when slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then 'known'
    when slot.type in ('text', 'long_text', 'url') then 'text'
    when slot.type = 'currency_code' then 'code'
    else slot.type end;
  v_number := format(case when slot.settings ? 'is_share' then 'app_hidden.import_percent(%s)' else '%s' end,
    format('app_hidden.import_number(app_hidden.import_digits(%%s), %L)', options ->> 'numberFormat'));
  if v_kind = 'sign' then
    warning := null; -- the amount has it
  end if;
  read := case v_kind
    when 'sign' then format('app_hidden.import_currency(%s)', v_first)
    when 'part' then format('app_hidden.import_name_part(app_hidden.import_line(%s), %L)', v_first, slot.part)
    when 'number' then format(case when v_is_percent then 'app_hidden.import_rounded(%s)'
        when slot.column_type in ('integer', 'smallint', 'bigint') then 'app_hidden.import_whole(%s)' else '%s' end, format(v_number, v_first))
    when 'date' then format('app_hidden.import_date(app_hidden.import_digits(%s), %L)', v_first, options ->> 'dateOrder')
    when 'date_time' then format('app_hidden.import_date(app_hidden.import_digits(%s), %L)', v_first, options ->> 'dateOrder')
    when 'boolean' then format('app_hidden.import_boolean(%s)', v_first)
    when 'list' then case when cardinality(slot.columns) = 1 and slot.type = 'emails'
        then format('case when %1$s ~ ''^[\x21-\x7e]+$'' and %1$s !~ ''[;,|<>:]'' then array[lower(%1$s)] else app_hidden.import_list(array[%1$s], ''emails'') end', v_first)
      when cardinality(slot.columns) = 1 then format('case when %1$s ~ ''^[\x20-\x7e]+$'' and %1$s !~ ''[;,|/:]'' then array[%1$s] else app_hidden.import_list(array[%1$s], ''phones'') end', v_first)
      else format('app_hidden.import_list(array[%s], %L)', v_cells, slot.type) end
    when 'known list' then format('app_hidden.import_list(array[%s], ''multi_enum'')', v_cells)
    when 'code' then format('coalesce(app_hidden.import_currency(%1$s), upper(%1$s))', v_first)
    when 'text' then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique then format('app_hidden.domain_of(%s)', read)
      when slot.type = 'text' then format('app_hidden.import_line(%s)', read) else read end
    else case slot.type when 'relation' then format('app_hidden.import_line(%s)', read) else read end end;
  value := case
    when v_kind in ('text', 'part', 'list', 'code', 'sign') then format('t%s', slot.n)
    when v_kind = 'known' then format(case when slot.type = 'enum' then '%s.value' else '%s.target' end, v_known)
    -- Of links, null says that the cell is empty.
    when v_kind = 'known list' then format(
      $q$case when t%1$s is not null then (select %3$s from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.%2$s is not null) end$q$,
      slot.n, case slot.type when 'multi_enum' then 'value' else 'target' end,
      case slot.type when 'multi_enum' then 'array_agg(distinct k.value)' else 'coalesce(array_agg(distinct k.target), ''{}'')' end)
    else format('case when pg_input_is_valid(t%1$s, %2$L) then t%1$s::%2$s end', slot.n, slot.column_type) end;
  error := case
    when v_kind in ('known', 'known list', 'sign') then null
    when v_kind in ('text', 'part', 'code') then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique
      then format('r%1$s is not null and coalesce(t%1$s ~ ''[;,|]'', true) and r%1$s !~ ''^%2$s$''', slot.n, v_error) end
    when slot.type = 'emails' then format('not app_hidden.are_emails(t%s)', slot.n)
    when v_kind = 'list' then null
    else format('r%1$s is not null and not coalesce(pg_input_is_valid(t%1$s, %2$L), false) and r%1$s !~ ''^%3$s$''', slot.n, slot.column_type, v_error)
      || case when slot.type in ('date', 'date_time') then format(' and not app_hidden.import_lacks_year(r%s)', slot.n) else '' end end;
  error := case when error is not null then format('case when %s then %L || left(r%s, 200) end', error, slot.n || E'\x1f' || case
    when slot.type in ('number', 'currency', 'rating') and slot.column_type in ('integer', 'smallint', 'bigint') then 'This is not a whole number that fits.'
    when v_kind = 'number' then format('This is not a number as in %s.', options ->> 'numberFormat')
    when v_kind in ('date', 'date_time') then format('This is not a date (%s).', case options ->> 'dateOrder'
      when 'DMY' then 'day, month, year' when 'YMD' then 'year, month, day' else 'month, day, year' end)
    when v_kind = 'boolean' then 'This is neither yes nor no.'
    when slot.type = 'emails' then 'This is not an e-mail address.'
    when slot.field = 'domain' then 'This is not a domain.'
    when v_kind = 'json' then 'This is not JSON.'
    else 'This cannot be read.' end || E'\x1f', slot.n) end;
  if v_kind = 'known' then
    error := format($q$case when t%1$s is not null and l%1$s.target is null and l%1$s.value is null then %2$L || coalesce(l%1$s.problem, %3$L) || E'\x1f' || left(replace(r%1$s, E'\x1f', ' in '), 200) end$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'member' then 'There is no such member.' when 'relation' then format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) else 'There is no such choice.' end);
  elsif v_kind = 'known list' then
    error := format($q$(select %2$L || coalesce(k.problem, %3$L) || E'\x1f' || left(k.key, 200) from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.target is null and k.value is null limit 1)$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'multi_enum' then 'There is no such choice.' else format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) end);
  end if;
  if v_kind in ('known', 'known list') and (slot.missing = 'empty') then
    warning := concat_ws(', ', warning, error);
    error := null;
  end if;
  if v_kind in ('date', 'date_time') then
    warning := concat_ws(', ', warning, format('case when app_hidden.import_lacks_year(r%1$s) then %2$L || r%1$s end', slot.n, slot.n || E'\x1fThe date has no year: imported without it.\x1f'));
  elsif v_kind = 'number' and v_is_percent then
    warning := concat_ws(', ', warning, format('case when pg_input_is_valid(%2$s, ''numeric'') and (%2$s)::numeric <> t%1$s::numeric then %3$L || r%1$s end', slot.n, format(v_number, 'r' || slot.n), slot.n || E'\x1fImported as a whole number.\x1f'));
  end if;
  if slot.part = 'open' then
    error := null; -- the other field has them
    warning := null;
  end if;
  if slot.warns_of_empty then
    warning := concat_ws(', ', warning, format('case when r%s is null then %L end', slot.n, slot.n || E'\x1f' || format('The cell is empty: imported without %s.', slot.label) || E'\x1f'));
  end if;
  return next;
end
$$;
comment on function app_hidden.import_expressions is
  'The SQL that reads one field from the cells of a row: its text, what the cast takes, its value, and what is wrong with it.';
grant execute on function app_hidden.import_line, app_hidden.import_failure, app_hidden.import_expressions to :MEMBER;
