-- Text as it is compared: without accents, case, punctuation.
create function app_hidden.fold(value text) returns text
language sql immutable parallel safe strict
return lower(public.unaccent('public.unaccent'::regdictionary, value));
comment on function app_hidden.fold is 'Lower case without accents: how search compares.';

create function app_hidden.words(value text) returns text
language sql immutable parallel safe strict
return translate(app_hidden.fold(value), '@._-/+:,;()[]{}<>"''&|!*\', '                         ');
comment on function app_hidden.words is 'Folded text with punctuation as blanks, so that ana@acme.com is found by ana, acme or com.';

create function app_hidden.phone_words(phones text[]) returns text
language sql immutable parallel safe strict
return (
  select coalesce(string_agg(d || ' ' || right(d, 10) || ' ' || right(d, 7), ' '), '')
  from (select regexp_replace(p, '\D', '', 'g') as d from unnest(phones) p) s
  where length(d) >= 3
);
comment on function app_hidden.phone_words is 'Phone numbers as digits: whole, last ten, last seven, so that a prefix of any finds them.';

create function app_hidden.are_emails(emails text[]) returns boolean
language sql immutable parallel safe strict
return not exists (select from unnest(emails) e where e is null or e !~ '^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$' or length(e) > 254);
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

grant execute on function app_hidden.fold, app_hidden.words, app_hidden.phone_words, app_hidden.are_emails, app_hidden.lower_all,
  app_hidden.domain_of, app_hidden.slug, app_hidden.camel to :MEMBER, :ANONYMOUS, :WORKER;
