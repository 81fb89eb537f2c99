-- Text as it is compared: without accents, case, punctuation.
create function app_hidden.fold(value text) returns text
language plpgsql immutable parallel safe strict as $$
begin
  return case when octet_length(value) = length(value) then lower(value collate "C") else lower(public.unaccent('public.unaccent'::regdictionary, value)) end;
end
$$;
comment on function app_hidden.fold is 'Lower case without accents: how search compares.';

create function app_hidden.search_vector(value text) returns tsvector
language plpgsql immutable parallel safe strict as $$
declare
  v_text text := app_hidden.fold(case when octet_length(value) > 100000 then left(value, 100000) else value end);
  v_words text[] := array_remove(string_to_array(regexp_replace(v_text, '[^[:alnum:] ]+', ' ', 'g'), ' '), '');
begin
  -- PostgreSQL takes no longer words.
  if octet_length(v_text) > 2046 then
    v_words := array(select w from unnest(v_words) w where octet_length(w) <= 2046);
  end if;
  return array_to_tsvector(v_words);
end
$$;
comment on function app_hidden.search_vector is
  'The words of the first 100,000 characters, folded: what is between letters and digits parts them, as it does in what is searched for (app_hidden.search_terms), so that ana@acme.com is found by ana, acme or com.';

create function app_hidden.phone_words(phones text[]) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_phone text;
  v_words text := '';
  -- As the ITU gives them out: one digit, two, or else three. What follows is dialled with a 0 at home: +49 (0)40 and +49 40 are 040.
  v_two constant text := ' 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ';
  v_abroad text;
  v_home text;
begin
  foreach v_phone in array phones loop
    v_phone := translate(v_phone, ' ()-./', '');
    v_abroad := case when v_phone ^@ '+' then substr(v_phone, 2) when v_phone ^@ '00' then substr(v_phone, 3) else '' end;
    v_home := null;
    if v_abroad <> '' and translate(v_abroad, '0123456789', '') = '' then
      v_home := substr(v_abroad, case when left(v_abroad, 1) in ('1', '7') then 2 when position(' ' || left(v_abroad, 2) || ' ' in v_two) > 0 then 3 else 4 end);
      v_home := case when v_home ^@ '0' then v_home else '0' || v_home end;
    end if;
    v_phone := replace(v_phone, '+', '');
    v_words := concat_ws(' ', v_words, v_phone, v_home, case when length(v_phone) > 10 then right(v_phone, 10) end, case when length(v_phone) > 7 then right(v_phone, 7) end);
  end loop;
  return v_words;
end
$$;
comment on function app_hidden.phone_words is 'Phone numbers as digits: whole, as dialled in their country, last ten, last seven, so that a prefix of any finds them.';

create function app_hidden.are_emails(emails text[]) returns boolean
language plpgsql immutable parallel safe strict as $$
declare
  v_email text;
begin
  foreach v_email in array emails loop
    if v_email is null or length(v_email) > 254 or v_email !~ '^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$' then
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function app_hidden.are_emails is 'Whether every element looks like an e-mail address (one @, a dot after it, at most 254 characters: RFC 5321).';

create function app_hidden.lower_all(texts text[]) returns text[]
language sql immutable parallel safe strict
return (select coalesce(array_agg(lower(btrim(t)) order by n), '{}') from unnest(texts) with ordinality u (t, n) where btrim(t) <> '');
comment on function app_hidden.lower_all is 'Elements trimmed and in lower case, empty ones left out: e-mail addresses compare without case.';

create function app_hidden.domain_of(value text) returns text
language sql immutable parallel safe strict
return nullif(rtrim(regexp_replace(regexp_replace(lower(btrim(value)), '^[a-z]+://', ''), '^www\.|[/?#:].*$', '', 'g'), '.'), '');
comment on function app_hidden.domain_of is 'The bare domain of a URL or host: https://www.Acme.com/x gives acme.com.';

create function app_hidden.slug(label text) returns text
language sql immutable parallel safe strict
return btrim(regexp_replace(app_hidden.fold(label), '[^a-z0-9]+', '_', 'g'), '_');
comment on function app_hidden.slug is 'A label as a lower-case snake name: "Delivery date" gives delivery_date. Empty when no letter or digit is left.';

create function app_hidden.camel(name text) returns text
language sql immutable parallel safe strict
return (select string_agg(case when n = 1 then part else initcap(part) end, '' order by n) from string_to_table(name, '_') with ordinality u (part, n));
comment on function app_hidden.camel is 'A snake name as the API spells it: delivery_date gives deliveryDate.';

create function app_hidden.plain_comment(words text) returns text
language sql immutable parallel safe
return case when words ~ '^\s*@' then '“' || words || '”' else words end;
comment on function app_hidden.plain_comment is 'Text of people as a comment in the catalogue, where PostGraphile takes lines that begin with @ for instructions.';

grant execute on function app_hidden.fold, app_hidden.search_vector, app_hidden.phone_words, app_hidden.are_emails, app_hidden.lower_all,
  app_hidden.domain_of, app_hidden.slug, app_hidden.camel to :MEMBER, :ANONYMOUS, :WORKER;

-- PostgreSQL writes a value out before it sorts, for every row, unless that is dear: only then it does so for the rows of the page alone.
-- These say that they are.
create function app_hidden.written(value timestamptz) returns text
language plpgsql stable parallel safe strict cost 20 as $$
begin
  return to_char(value, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM');
end
$$;
comment on function app_hidden.written(timestamptz) is 'A point in time as ISO 8601 has it, with microseconds and the offset of the session''s time zone.';

create function app_hidden.written(value date) returns text
language plpgsql stable parallel safe strict cost 20 as $$
begin
  return to_char(value, 'YYYY-MM-DD');
end
$$;
comment on function app_hidden.written(date) is 'A date as ISO 8601 has it.';

create function app_hidden.written(value anyarray) returns text
language plpgsql stable parallel safe strict cost 20 as $$
begin
  return value::text;
end
$$;
comment on function app_hidden.written(anyarray) is 'A list as PostgreSQL writes it: {one,two}.';

grant execute on function app_hidden.written(timestamptz), app_hidden.written(date), app_hidden.written(anyarray) to :MEMBER, :ANONYMOUS, :WORKER;
