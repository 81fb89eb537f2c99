-- From a cell's text to what PostgreSQL's own casts take. Each gives null for what it cannot read.
create function app_hidden.import_cell(cell text) returns text
language sql immutable parallel safe
return nullif(btrim(case
  when cell in ('NULL', 'N/A', '\N') then null
  when cell like '''%' and cell ~ '^''+[=+@\t\n\r＝＋＠－-]' then substr(cell, 2)
  when cell like '="%"' and cell ~ '^="[^"]*"$' then substr(cell, 3, length(cell) - 3)
  else cell end, E' \t\r\n\u00a0\u200b\u200e\u200f\u202a\u202c\u202d\u2068\u2069\ufeff'), '');
comment on function app_hidden.import_cell is 'A cell without blanks around it, and without what keeps spreadsheets from computing it (''+49, ="0049"); null when nothing is left, or what programs write for nothing.';

create function app_hidden.import_digits(cell text) returns text
language sql immutable parallel safe
return case when cell ~ '[^\x01-\x7f]'
  then translate(cell, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９٫٬．，－＋／：（）＠', '0123456789012345678901234567890123456789.,.,-+/:()@') else cell end;
comment on function app_hidden.import_digits is 'A number, date, phone number or address with the digits and signs of Arabic, Persian, Hindi and Japanese keyboards as those of ASCII.';

create function app_hidden.import_currency(cell text) returns text
language plpgsql stable parallel safe strict as $$
declare
  -- ISO 4217, as far as amounts are written with them.
  v_codes constant text := ' AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR ';
  v_code text;
begin
  if translate(cell, '0123456789.,-+ ''', '') = '' then
    return null;
  end if;
  v_code := upper(substring(cell from '(?:^|[^[:alpha:]])([[:alpha:]]{3})(?:[^[:alpha:]]|$)'));
  if position(' ' || v_code || ' ' in v_codes) > 0 then
    return v_code;
  end if;
  return case
    when cell ~ '\mTL\M' then 'TRY' when cell ~ '\d\s?(руб|р\.)' then 'RUB' when cell like '%元%' then 'CNY' when cell ~ '\d\s?Ft\M' then 'HUF'
    when cell like '%€%' then 'EUR' when cell like '%£%' then 'GBP' when cell like '%円%' or cell ~ '[¥￥]' and app_hidden.workspace_currency() not in ('JPY', 'CNY') then 'JPY' when cell like '%₹%' then 'INR' when cell like '%₽%' then 'RUB'
    when cell like '%₺%' then 'TRY' when cell like '%₩%' then 'KRW' when cell like '%₪%' then 'ILS' when cell like '%₴%' then 'UAH' when cell ilike '%zł%' then 'PLN'
    when cell ilike '%kč%' then 'CZK' when cell like '%R$%' then 'BRL' when cell like '%US$%' then 'USD' when cell ~ 'CA?\$' then 'CAD' when cell ~ 'AU?\$' then 'AUD'
    -- A bare dollar is the workspace's, if that counts in dollars.
    when cell like '%$%' and app_hidden.workspace_currency() not in ('USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'ARS', 'CLP', 'COP') then 'USD' end;
end
$$;
comment on function app_hidden.import_currency is 'The currency that an amount is written in, by its ISO 4217 code or its sign; null when it says none, or a sign that several share.';

create function app_hidden.import_number(cell text, format text) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_text text := cell;
  v_negative boolean := false;
  v_unit text;
  v_us boolean;
  v_continental boolean;
begin
  if format = '1,234.56' and v_text ~ '^[-+]?\d+(\.\d+)?$' then
    return v_text;
  elsif format = '1.234,56' and v_text ~ '^[-+]?\d+(,\d+)?$' then
    return replace(v_text, ',', '.');
  end if;
  if v_text ~ '(?![0-9])\d' then
    return null; -- digits that PostgreSQL's casts do not take
  elsif v_text !~ '^[-+]?[\d.,]+$' then
    v_negative := v_text ~ '^\(.*\)$';
    if v_negative then
      v_text := btrim(v_text, '() ');
    end if;
    if v_text ~ '[kKMmb万萬億亿]' then
      v_unit := substring(v_text from '\d\s?(k|K|M|[Mm]io|MIO|mn|[Mm]rd|MRD|bn|[万萬億亿])\.?(?:\s?(?:[A-Z]{3}|[$€£¥円元]))?$');
      v_text := coalesce(regexp_replace(v_text, '(\d)\s?' || v_unit || '\.?(?=[^[:alnum:]]|[A-Z円元]|$)', '\1'), v_text);
    end if;
    -- Currency before or after, percent, and blanks or apostrophes between thousands say nothing that we do not know. A backslash is the
    -- sign of the yen and the won in the encodings of their countries.
    v_text := regexp_replace(v_text, '^([-+]?)\s*(?:[A-Z]{2,3}(?=[\s\d])|[A-Z]{0,3}[$€£¥₹₽₩₺₴฿₫₪₱￥＄￦\\]|(?:Rs|kr|Fr)\.?|R(?=\s))\s*|\s*(?:[A-Z]{3}|TL|[$€£¥₹₽₩₺₴฿₫₪₱￥＄￦円元]|%|zł|kr\.?|Kč|руб\.?|р\.|Ft|lei|[.,][-–—]{1,2})$', '\1', 'g');
    v_text := regexp_replace(v_text, '(?<=\d)[\s\u00a0\u202f''’](?=\d{3})|−', '', 'g');
  end if;
  -- What can be read in one way only is read so, and 1.234 or 1,234 as the format says.
  v_us := v_text ~ '^[-+]?(\d+|[1-9]\d{0,2}(,\d{2,3})*,\d{3})(\.\d*)?$|^[-+]?\.\d+$';
  v_continental := v_text ~ '^[-+]?(\d+|[1-9]\d{0,2}(\.\d{2,3})*\.\d{3})(,\d+)?$|^[-+]?,\d+$';
  if v_us and (format = '1,234.56' or not v_continental) then
    v_text := replace(v_text, ',', '');
  elsif v_continental then
    v_text := replace(replace(v_text, '.', ''), ',', '.');
  elsif v_text ~* '^[-+]?\d+([.,]\d+)?e[-+]?\d+$' then
    v_text := replace(v_text, ',', '.');
  else
    return null;
  end if;
  if v_unit is not null then
    v_text := trim_scale(v_text::numeric * case lower(v_unit) when 'k' then 1e3 when 'mrd' then 1e9 when 'bn' then 1e9 when '万' then 1e4 when '萬' then 1e4 when '億' then 1e8 when '亿' then 1e8 else 1e6 end)::text;
  end if;
  return case when v_negative then '-' else '' end || v_text;
end
$$;
comment on function app_hidden.import_number is 'A number as people write it (1,234.56 or 1.234,56; with a currency, a percent sign, k or Mio; or in parentheses), as PostgreSQL writes it.';

create function app_hidden.import_whole(number text) returns text
language sql immutable parallel safe strict
return case when number like '%.%' then regexp_replace(number, '\.0*$', '') else number end;
comment on function app_hidden.import_whole is 'A whole number without the ".0" that spreadsheets add.';

create function app_hidden.import_rounded(number text) returns text
language sql immutable parallel safe strict
return case when pg_input_is_valid(number, 'numeric') then round(number::numeric)::text else number end;
comment on function app_hidden.import_rounded is 'A number without what comes after its point.';

create function app_hidden.import_percent(share text) returns text
language sql immutable parallel safe strict
return case when pg_input_is_valid(share, 'numeric') then trim_scale(share::numeric * 100)::text else share end;
comment on function app_hidden.import_percent is 'A share of one, which 0.2 is, as a percentage.';

create function app_hidden.import_month(word text) returns integer
language sql immutable parallel safe strict
return ('{
  "jan": 1, "january": 1, "januar": 1, "januari": 1, "janner": 1, "jaenner": 1, "janv": 1, "janvier": 1, "enero": 1, "ene": 1, "gen": 1, "gennaio": 1, "janeiro": 1, "sty": 1, "styczen": 1, "stycznia": 1, "ocak": 1, "января": 1, "янв": 1,
  "feb": 2, "february": 2, "februar": 2, "februari": 2, "fev": 2, "fevr": 2, "fevrier": 2, "febrero": 2, "febbraio": 2, "fevereiro": 2, "lut": 2, "luty": 2, "lutego": 2, "subat": 2, "февраля": 2, "фев": 2,
  "mar": 3, "march": 3, "marz": 3, "maerz": 3, "mrz": 3, "mars": 3, "marts": 3, "marzo": 3, "marco": 3, "maart": 3, "mrt": 3, "marzec": 3, "marca": 3, "mart": 3, "марта": 3, "мар": 3,
  "apr": 4, "april": 4, "avr": 4, "avril": 4, "abr": 4, "abril": 4, "aprile": 4, "kwi": 4, "kwiecien": 4, "kwietnia": 4, "nisan": 4, "апреля": 4, "апр": 4,
  "may": 5, "mai": 5, "mayo": 5, "mag": 5, "maggio": 5, "maio": 5, "mei": 5, "maj": 5, "maja": 5, "mayis": 5, "мая": 5,
  "jun": 6, "june": 6, "juni": 6, "juin": 6, "junio": 6, "giu": 6, "giugno": 6, "junho": 6, "cze": 6, "czerwiec": 6, "czerwca": 6, "haziran": 6, "июня": 6, "июн": 6,
  "jul": 7, "july": 7, "juli": 7, "juil": 7, "juillet": 7, "julio": 7, "lug": 7, "luglio": 7, "julho": 7, "lip": 7, "lipiec": 7, "lipca": 7, "temmuz": 7, "июля": 7, "июл": 7,
  "aug": 8, "august": 8, "augusti": 8, "augustus": 8, "aout": 8, "ago": 8, "agosto": 8, "sie": 8, "sierpien": 8, "sierpnia": 8, "agustos": 8, "августа": 8, "авг": 8,
  "sep": 9, "sept": 9, "september": 9, "septembre": 9, "septiembre": 9, "setiembre": 9, "set": 9, "settembre": 9, "setembro": 9, "wrz": 9, "wrzesien": 9, "wrzesnia": 9, "eylul": 9, "сентября": 9, "сен": 9, "сент": 9,
  "oct": 10, "october": 10, "okt": 10, "oktober": 10, "octobre": 10, "octubre": 10, "ott": 10, "ottobre": 10, "out": 10, "outubro": 10, "paz": 10, "pazdziernik": 10, "pazdziernika": 10, "ekim": 10, "октября": 10, "окт": 10,
  "nov": 11, "november": 11, "novembre": 11, "noviembre": 11, "novembro": 11, "lis": 11, "listopad": 11, "listopada": 11, "kasim": 11, "ноября": 11, "ноя": 11, "нояб": 11,
  "dec": 12, "december": 12, "dez": 12, "dezember": 12, "decembre": 12, "dic": 12, "diciembre": 12, "dicembre": 12, "dezembro": 12, "des": 12, "desember": 12, "gru": 12, "grudzien": 12, "grudnia": 12, "aralik": 12, "декабря": 12, "дек": 12}'::jsonb ->> app_hidden.fold(word))::integer;
comment on function app_hidden.import_month is 'The number of a month by its name, whole or cut short, in a dozen languages.';

create function app_hidden.import_year(year text) returns text
language sql immutable parallel safe strict
return case when length(year) = 4 then year when year < '70' then '20' || year else '19' || year end;
comment on function app_hidden.import_year is 'A year of two digits in full, as PostgreSQL reads it.';

create function app_hidden.import_lacks_year(cell text) returns boolean
language sql immutable parallel safe strict
return cell ~ '^(--)?\d\d-?\d\d$|^\d{1,2}[./-]\d{1,2}\.?$' and cell !~ '^\d{4}$' and (
  select bool_and(n::integer between 1 and 31) and bool_or(n::integer <= 12) from unnest(array[substring(cell from '\d\d?'), substring(cell from '(\d\d?)\.?$')]) n);
comment on function app_hidden.import_lacks_year is 'Whether this is a day of a month, as birthdays are often kept: --03-31, 03/31, 31.3.';

create function app_hidden.import_date(cell text, date_order text) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_parts text[];
  v_day_first boolean;
  v_word text;
  v_before text;
  v_after text;
  v_day text;
  v_year text;
begin
  if cell ~ '^\d{4}-\d\d-\d\d' or cell ~ '(?![0-9])\d' then
    return cell;
  end if;
  -- 14.30, 14h30 and 14:30 Uhr behind a date are a time.
  if length(cell) > 12 and cell ~* '\d{4}\S*\s.*\d[.h:]\d\d(\s?(Uhr|h))?$' and cell !~ '\d:\d\d$' then
    cell := regexp_replace(cell, '\s(?:um |à |at |kl\.? ?)?(\d{1,2})[.h:](\d\d)(?:\s?(?:Uhr|h))?$', ' \1:\2', 'i');
  end if;
  if cell ~ '^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}' then
    -- Where only one of two numbers can be the month, the order does not matter.
    v_parts := string_to_array(translate(cell, '/.', '--'), '-');
    v_day_first := v_parts[1]::integer > 12;
    if v_day_first = (v_parts[2]::integer > 12) or date_order = (case when v_day_first then 'DMY' else 'MDY' end)
      or cell !~ '^\d+([/.-])\d+\1(\d\d|\d{4})(?!\d)' or date_order = 'YMD' and cell ~ '^\d+.\d+.\d\d(?!\d)' then
      return cell;
    end if;
    v_after := substring(cell from '^\d+.\d+.(.*)$');
    v_year := substring(v_after from '^\d+');
    return app_hidden.import_year(v_year) || '-' || case when v_day_first then v_parts[2] || '-' || v_parts[1] else v_parts[1] || '-' || v_parts[2] end || substr(v_after, length(v_year) + 1);
  elsif cell ~ '^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}' or cell ~ '^\d{1,2}[ -](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[ -]\d{4}$' then
    return cell;
  elsif cell !~ '\d' or cell ~ '^-?\d+(\.\d+)?$' and cell !~ '^\d{8}$' or cell ~* '^(j\d|now|today|tomorrow|yesterday|epoch)' then
    return null;
  elsif cell ~ '[年년]' then
    return regexp_replace(cell, '^(\d+)\s*[年년]\s*(\d+)\s*[月월]\s*(\d+)\s*[日일]?', '\1-\2-\3');
  end if;
  -- 31. Dez 1984, Dec 31st, 1984, 31 de diciembre de 1984, with a day of the week before and a time after it.
  v_word := substring(cell from '[[:alpha:]]{3,}');
  if app_hidden.import_month(v_word) is null then
    v_word := substring(split_part(cell, v_word, 2) from '[[:alpha:]]{3,}');
  end if;
  v_before := split_part(cell, v_word, 1);
  v_after := substr(cell, length(v_before) + length(v_word) + 1);
  if v_before ~* '^([[:alpha:]]+\.?,?\s+)?\d{1,2}(st|nd|rd|th|er|[ºª°])?[.\s-]*((d[ei]|of)\s+)?$' then
    v_day := substring(v_before from '\d+');
    v_after := regexp_replace(v_after, '^\.?,?[\s-]*(de\s+)?', '');
  elsif v_before !~ '\d' and v_after ~* '^\.?\s+\d{1,2}(st|nd|rd|th)?,?\s' then
    v_day := substring(v_after from '\d+');
    v_after := regexp_replace(v_after, '^\D*\d+\D*', '');
  end if;
  v_year := substring(v_after from '^\d+');
  if v_day is null or app_hidden.import_month(v_word) is null or coalesce(length(v_year), 0) not in (2, 4) or length(v_year) = 2 and date_order = 'YMD' then
    return cell;
  end if;
  return app_hidden.import_year(v_year) || '-' || app_hidden.import_month(v_word) || '-' || v_day || substr(v_after, length(v_year) + 1);
end
$$;
comment on function app_hidden.import_date is 'A date or time as PostgreSQL''s casts take it, in the order of the setting datestyle, which date_order repeats, where it can be read in several.';

create function app_hidden.import_outcome(stage text) returns text
language sql immutable parallel safe strict
return case
  when app_hidden.fold(stage) ~ '\m(lost|verloren|perdue?s?|perdid[oa]s?|pers[oaie]|przegran[aey]|forlorad|tapt|tabt|kaybedil\w*|проигран\w*|не реализован\w*)\M|失注|输单|丢单|실패' then 'lost'
  when app_hidden.fold(stage) ~ '\m(won|gewonnen|gagnee?s?|ganad[oa]s?|ganh[oa]s?|vint[oaie]|wygran[aey]|vunn[ae]n|vunnet|vundet|kazanil\w*|выигран\w*|успешно реализован\w*)\M|受注|成約|赢单|성사' then 'won'
  else 'open' end;
comment on function app_hidden.import_outcome is 'Whether a stage of this name, in one of several languages, is where deals are won or lost, or open.';

create function app_hidden.import_boolean(cell text) returns text
language sql immutable parallel safe strict
return case
  when lower(cell) in ('true', 't', 'yes', 'y', '1', 'x', 'on', 'ja', 'j', 'oui', 'o', 'si', 'sí', 's', 'sim', 'tak', 'wahr', 'vrai', 'verdadero', '✓', '✔', 'checked', 'waar', 'prawda', 'vero', 'evet', 'да', 'так', 'kyllä', 'igen', 'ano', 'ναι', 'כן', 'نعم', 'はい', '是', '예') then 'true'
  when lower(cell) in ('false', 'f', 'no', 'n', '0', 'off', 'nein', 'non', 'não', 'nao', 'nie', 'falsch', 'faux', 'falso', '-', '✗', '✘', 'unchecked', 'nee', 'nej', 'nei', 'onwaar', 'fałsz', 'hayır', 'нет', 'ні', 'ei', 'nem', 'ne', 'όχι', 'לא', 'لا', 'いいえ', '否', '아니요') then 'false' end;
comment on function app_hidden.import_boolean is 'Yes or no, in the words of several languages.';

create function app_hidden.import_list(cells text[], kind text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  v_separators constant text := case kind when 'emails' then '(?:[;,|\s]|\s/\s|:::)+' when 'phones' then '\s*(?:[;,|\n]|:::)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
  v_before integer;
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind in ('emails', 'phones') then
      v_cell := app_hidden.import_digits(v_cell);
    end if;
    if kind = 'phones' then
      v_cell := regexp_replace(v_cell, '(^|[;,|\n]\s*)(?:p|t|m|tel|mob|mobil|mobile|phone|callto|whatsapp)\.?:\s*(?=[+(\d])', '\1', 'gi');
      -- "0221 4711 / 0221 4712" are two numbers, and "0341 / 123456" is one with its area code.
      v_cell := regexp_replace(regexp_replace(v_cell, '\s+/\s+(?=[+(0])', ';', 'g'), '((?:\d\D?){8})\s+/\s+(?=(?:\D?\d){7})', '\1;', 'g');
    end if;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '("[^"]*"\s*|[^<>;,]*)<([^<>]*)>', ' \2 ', 'g'), 'mailto:', '', 'g');
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
    v_before := cardinality(v_items);
    foreach v_item in array regexp_split_to_array(v_cell, v_separators) loop
      v_item := btrim(v_item);
      -- "+1 555 123 4567, ext 5" is one number.
      if kind = 'phones' and v_item <> '' and cardinality(v_items) > v_before and (v_item ~* '^(x|ext|extension|durchwahl|dw|poste|int)\M' or length(regexp_replace(v_item, '\D', '', 'g')) < 4) then
        v_items[cardinality(v_items)] := v_items[cardinality(v_items)] || case when v_item ~ '^\d' then ', ' else ' ' end || v_item;
      elsif v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
    end loop;
  end loop;
  return nullif(v_items, '{}');
end
$$;
comment on function app_hidden.import_list is 'Several values of one or several cells (a; b), each once. kind: the type of the field.';

create function app_hidden.import_address(cell text) returns text
language sql immutable parallel safe strict
return substring(cell from '[^\s<>()\[\],;:"]+@[^\s<>()\[\],;:"]+');
comment on function app_hidden.import_address is 'The e-mail address in what a file calls a person: ana@acme.com, "Ana Berg (ana@acme.com)".';

create function app_hidden.import_name_part(cell text, part text) returns text
language sql immutable parallel safe strict
return (
  select case
    when n.name like '%,%' then nullif(btrim(split_part(n.name, ',', case part when 'last' then 1 else 2 end)), '')
    when n.name not like '% %' then case part when 'last' then n.name end
    when part = 'last' then substring(n.name from '\s((?:(?:von|van|zu|zum|zur|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)\s+)*\S+)$')
    else regexp_replace(n.name, '\s+(?:(?:von|van|zu|zum|zur|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)\s+)*\S+$', '') end
  from (select regexp_replace(cell, ',\s*(jr|sr|i{2,3}|iv|ph\.?d|m\.?d|esq)\.?$', '', 'i') as name) n);
comment on function app_hidden.import_name_part is 'The first or last name of a whole name: "Ana María Berg" and "Berg, Ana María" give Ana María and Berg, "Hans von der Au" Hans and von der Au.';

grant execute on function app_hidden.import_cell, app_hidden.import_digits, app_hidden.import_currency, app_hidden.import_number, app_hidden.import_whole, app_hidden.import_rounded, app_hidden.import_percent, app_hidden.import_lacks_year, app_hidden.import_month, app_hidden.import_year, app_hidden.import_date, app_hidden.import_outcome, app_hidden.import_boolean,
  app_hidden.import_list, app_hidden.import_address, app_hidden.import_name_part to :MEMBER;
