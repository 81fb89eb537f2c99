-- Search over every object: the registry's indexes, and exactly the rows that row-level security would give.
create extension if not exists fuzzystrmatch with schema public;

create index records_title_trigram_idx on app_public.records using gin (title_key public.gin_trgm_ops);

create function app_public.search(query text, objects text[] default null) returns setof app_public.records
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  v_limit constant integer := 100;
  v_share constant integer := 25;
  -- Of a word that tens of thousands have, not all are looked at: who means one of them types more.
  v_most constant integer := 10000;
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
  v_owner boolean := app_hidden.is_owner();
  v_key text := btrim(app_hidden.fold(search.query));
  v_words text[];
  v_tsquery tsquery;
  v_all text[];
  v_own text[];
  v_found uuid[];
begin
  if coalesce(v_key, '') = '' then
    return;
  end if;
  v_key := left(v_key, 200);
  if v_key ~ '^[\d\s()+./-]{3,}$' then
    v_words := array[regexp_replace(v_key, '\D', '', 'g')];
  else
    v_words := regexp_split_to_array(v_key, '[^[:alnum:]]+');
  end if;
  select string_agg(quote_literal(w) || ':*', ' & ')::tsquery into v_tsquery from unnest(v_words[1:12]) w where w <> '';

  select coalesce(array_agg(o.name) filter (where v_owner or p.read = 'all'), '{}'), coalesce(array_agg(o.name) filter (where p.read = 'own' and not v_owner), '{}')
  into v_all, v_own
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
  where o.is_active and (search.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search.objects) n));

  -- The title begins so.
  select coalesce(array_agg(s.id order by o.position, o.name, s.title_key), '{}') into v_found
  from app_public.objects o cross join lateral (
    select r.id, r.title_key from app_public.records r
    where r.object = o.name and r.title_key collate "C" ^@ v_key and (o.name = any (v_all) or r.owner_id = v_user)
    order by r.title_key collate "C" limit v_share) s
  where o.name = any (v_all || v_own);

  -- A word of it (or of an e-mail, domain, phone) begins so.
  if cardinality(v_found) < v_limit then
    select v_found || coalesce(array_agg(s.id order by o.position, o.name, s.nth), '{}') into v_found
    from (
      select m.id, m.object, row_number() over (partition by m.object) as nth from (
        select r.id, r.object from app_public.records r
        where r.search @@ v_tsquery and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most) m) s
    join app_public.objects o on o.name = s.object
    where s.nth <= v_share;
  end if;

  -- It is spelt nearly so, which is only of use to who finds little.
  if cardinality(v_found) < 5 and length(v_key) >= 4 then
    select v_found || coalesce(array_agg(s.id order by s.near), '{}') into v_found
    from (
      select m.id, m.near, row_number() over (partition by m.object order by m.near) as nth from (
        select r.id, r.object, v_key operator(public.<<->) r.title_key as near from app_public.records r
        where v_key operator(public.<%) r.title_key and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most / 5) m) s
    where s.nth <= 10;
  end if;

  return query
  select r.* from app_public.records r join unnest(v_found) with ordinality f (id, n) on f.id = r.id
  where v_owner or r.object not in ('notes', 'tasks') or app_hidden.sees_attached(r.id)
  order by case
    when r.title_key = v_key then 0
    when r.title_key collate "C" ^@ v_key then 1
    when position(' ' || v_key in r.title_key) > 0 then 2
    else 3 end, f.n
  limit v_limit;
end
$$;
comment on function app_public.search is
  'Records of all (or the given) objects that the asker may read, best first: title begins so, a word begins so (titles, e-mails, domains, phones), spelt nearly so. Accents and case do not count. At most 100, of the first 10,000 that have the word.';
grant execute on function app_public.search to :MEMBER;

create function app_hidden.merge_pending_entries() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_catalog.gin_clean_pending_list(i.indexrelid)
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
  where i.indrelid = 'app_public.records'::regclass
    or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o);
end
$$;
comment on function app_hidden.merge_pending_entries is
  'Sorts what many new rows left waiting at the end of the indexes for search into them, so that neither the next search nor the next writer has to.';
grant execute on function app_hidden.merge_pending_entries to :WORKER;
