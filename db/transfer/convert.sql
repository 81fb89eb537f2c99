-- From a cell's text to what PostgreSQL's own casts take. Each gives null for what it cannot read.
create function app_hidden.import_cell(cell text) returns text
language sql immutable parallel safe
return nullif(btrim(case when cell like '''%' and cell ~ '^''[=+@\t\r-]' then substr(cell, 2) else cell end, E' \t\r\n\u00a0\u200b\ufeff'), '');
comment on function app_hidden.import_cell is 'A cell without blanks around it, and without the apostrophe that keeps spreadsheets from computing it; null when nothing is left.';

create function app_hidden.import_number(cell text, format text) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_text text := cell;
  v_negative boolean;
begin
  if format = '1,234.56' and v_text ~ '^[-+]?\d+(\.\d+)?$' then
    return v_text;
  end if;
  v_negative := v_text ~ '^\(.*\)$';
  if v_negative then
    v_text := btrim(v_text, '() ');
  end if;
  -- Currency before or after, percent, and blanks or apostrophes between thousands say nothing that we do not know.
  v_text := regexp_replace(v_text, '^([-+]?)\s*(?:[A-Z]{2,3}(?=[\s\d])|[A-Z]{0,3}[$€£¥₹₽₩₺₴฿₫₪₱])\s*|\s*(?:[A-Z]{3}|[$€£¥₹₽₩₺₴฿₫₪₱]|%|zł|kr\.?|Kč|,-)$', '\1', 'g');
  v_text := regexp_replace(v_text, '(?<=\d)[\s\u00a0\u202f''’](?=\d{3})|−', '', 'g');
  if format = '1.234,56' then
    if v_text !~ '^[-+]?(\d+|\d{1,3}(\.\d{2,3})*\.\d{3})(,\d+)?$|^[-+]?,\d+$' then
      return case when v_text ~* '^[-+]?\d+([.,]\d+)?e[-+]?\d+$' then replace(v_text, ',', '.') end;
    end if;
    v_text := replace(replace(v_text, '.', ''), ',', '.');
  else
    if v_text !~ '^[-+]?(\d+|\d{1,3}(,\d{2,3})*,\d{3})(\.\d*)?$|^[-+]?\.\d+$' then
      return case when v_text ~* '^[-+]?\d+(\.\d+)?e[-+]?\d+$' then v_text end;
    end if;
    v_text := replace(v_text, ',', '');
  end if;
  return case when v_negative then '-' else '' end || v_text;
end
$$;
comment on function app_hidden.import_number is 'A number as people write it (1,234.56 or 1.234,56; with a currency, a percent sign or in parentheses), as PostgreSQL writes it.';

create function app_hidden.import_whole(number text) returns text
language sql immutable parallel safe strict
return case when number like '%.%' then regexp_replace(number, '\.0*$', '') else number end;
comment on function app_hidden.import_whole is 'A whole number without the ".0" that spreadsheets add.';

create function app_hidden.import_date(cell text) returns text
language sql immutable parallel safe strict
return case
  when cell ~ '^\d{1,4}([/.-])\d{1,2}\1\d{1,4}$' then cell
  when cell !~ '\d' or cell ~ '^-?\d+(\.\d+)?$' and cell !~ '^\d{8}$' or cell ~* '^(j|now|today|epoch)' then null
  else regexp_replace(regexp_replace(translate(cell, '年月日', '-- '), '(\d)(st|nd|rd|th)\M', '\1', 'gi'), '(\d)\.\s+(?=[[:alpha:]])', '\1 ', 'g') end;
comment on function app_hidden.import_date is 'A date or time as PostgreSQL''s casts take it, in the order of the setting datestyle.';

create function app_hidden.import_boolean(cell text) returns text
language sql immutable parallel safe strict
return case
  when lower(cell) in ('true', 't', 'yes', 'y', '1', 'x', 'on', 'ja', 'j', 'oui', 'o', 'si', 'sí', 's', 'sim', 'tak', 'wahr', 'vrai', 'verdadero', '✓', '✔', 'checked') then 'true'
  when lower(cell) in ('false', 'f', 'no', 'n', '0', 'off', 'nein', 'non', 'não', 'nao', 'nie', 'falsch', 'faux', 'falso', '-', '✗', '✘', 'unchecked') then 'false' end;
comment on function app_hidden.import_boolean is 'Yes or no, in the words of several languages.';

create function app_hidden.import_list(cells text[], kind text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  v_separators constant text := case kind when 'emails' then '[;,|\s]+' when 'phones' then '\s*(?:[;,|\n]|\s/\s)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '[^<>;,]*<([^<>]*)>', '\1', 'g'), 'mailto:', '', 'g');
    elsif kind = 'multi_enum' and v_cell ~ '^\s*"|[;|,\n]\s*"' then
      -- "Acme, Inc."; Bolt: as an export writes titles with separators in them.
      v_items := v_items || array(
        select distinct i.item from (
          select btrim(coalesce(replace(m[1], '""', '"'), m[2])) as item
          from regexp_matches(v_cell, '\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[;|,\n]|$))|([^;|,\n]+))\s*', 'g') m) i
        where i.item <> '' and i.item <> all (v_items));
      continue;
    elsif kind = 'multi_enum' and v_cell !~ '[;|\n]' then
      v_cell := replace(v_cell, ',', ';');
    end if;
    if v_cell !~ v_separators then
      v_item := btrim(v_cell);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
      continue;
    end if;
    foreach v_item in array regexp_split_to_array(v_cell, v_separators) loop
      v_item := btrim(v_item);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
    end loop;
  end loop;
  return nullif(v_items, '{}');
end
$$;
comment on function app_hidden.import_list is 'Several values of one or several cells (a; b), each once. kind: the type of the field.';

create function app_hidden.import_name_part(cell text, part text) returns text
language sql immutable parallel safe strict
return (
  select case
    when n.name like '%,%' then nullif(btrim(split_part(n.name, ',', case part when 'last' then 1 else 2 end)), '')
    when n.name not like '% %' then case part when 'last' then n.name end
    when part = 'last' then substring(n.name from '\S+$')
    else regexp_replace(n.name, '\s+\S+$', '') end
  from (select regexp_replace(cell, ',\s*(jr|sr|i{2,3}|iv|ph\.?d|m\.?d|esq)\.?$', '', 'i') as name) n);
comment on function app_hidden.import_name_part is 'The first or last name of a whole name: "Ana María Berg" and "Berg, Ana María" give Ana María and Berg.';

grant execute on function app_hidden.import_cell, app_hidden.import_number, app_hidden.import_whole, app_hidden.import_date, app_hidden.import_boolean,
  app_hidden.import_list, app_hidden.import_name_part to :MEMBER;
