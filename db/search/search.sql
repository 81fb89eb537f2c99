-- Search over every object: the registry's indexes, and exactly the rows that row-level security would give.
create extension if not exists fuzzystrmatch with schema public;

create index records_title_trigram_idx on app_public.records using gin (title_key public.gin_trgm_ops) with (gin_pending_list_limit = 16384);

create function app_hidden.search_terms(query text, out key text, out pattern tsquery)
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_words text[];
begin
  key := left(btrim(app_hidden.fold(search_terms.query)), 200);
  if key ~ '^[\d\s()+./-]{3,}$' then
    v_words := array[regexp_replace(key, '\D', '', 'g')];
  else
    v_words := regexp_split_to_array(key, '[^[:alnum:]]+');
  end if;
  select string_agg(quote_literal(w) || ':*', ' & ')::tsquery into pattern from unnest(v_words[1:12]) w where w <> '';
end
$$;
comment on function app_hidden.search_terms is 'What is searched for, folded, and as words of which the beginnings are given; digits alone are a phone number.';

create function app_hidden.search_rank(title_key text, key text) returns integer
language sql immutable parallel safe
return case
  when title_key = key then 0
  when title_key collate "C" ^@ key then 1
  when position(' ' || key in title_key) > 0 then 2
  else 3 end;
comment on function app_hidden.search_rank is 'The smaller, the better a title answers a search: it is that, begins so, a word of it begins so.';

create function app_hidden.search_openly(query text, objects text[]) returns setof app_public.records
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  v_limit constant integer := 100;
  v_share constant integer := 25;
  -- Of a word that tens of thousands have, not all are looked at: who means one of them types more.
  v_most constant integer := 10000;
  v_near constant text := coalesce(nullif(current_setting('pg_trgm.word_similarity_threshold', true), ''), '0.6');
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
  v_owner boolean := app_hidden.is_owner();
  v_key text;
  v_tsquery tsquery;
  v_all text[];
  v_own text[];
  v_found uuid[];
begin
  select t.key, t.pattern into v_key, v_tsquery from app_hidden.search_terms(search_openly.query) t;
  select coalesce(array_agg(o.name) filter (where v_owner or p.read = 'all'), '{}'), coalesce(array_agg(o.name) filter (where p.read = 'own' and not v_owner), '{}')
  into v_all, v_own
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
  where o.is_active and o.name <> all ((select app_hidden.narrowed_objects())::text[]) and (search_openly.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search_openly.objects) n));

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
    -- Who looks through everything and would find nothing is shown what is less like it; who chooses a record is not.
    if v_found = '{}' and search_openly.objects is null then
      perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
    end if;
    select v_found || coalesce(array_agg(s.id order by s.near), '{}') into v_found
    from (
      select m.id, m.near, row_number() over (partition by m.object order by m.near) as nth from (
        select r.id, r.object, v_key operator(public.<<->) r.title_key as near from app_public.records r
        where v_key operator(public.<%) r.title_key and (r.object = any (v_all) or (r.object = any (v_own) and r.owner_id = v_user)) and r.id <> all (v_found)
        limit v_most / 5) m) s
    where s.nth <= 10;
    perform set_config('pg_trgm.word_similarity_threshold', v_near, true);
  end if;

  return query
  select r.* from app_public.records r join unnest(v_found) with ordinality f (id, n) on f.id = r.id
  where v_owner or r.object not in ('notes', 'tasks') or app_hidden.sees_attached(r.id)
  order by app_hidden.search_rank(r.title_key, v_key), f.n
  limit v_limit;
end
$$;
comment on function app_hidden.search_openly is
  'The records that search finds, of the objects of which the permissions alone say who reads them: past the policies, for the sake of the indexes, and exactly what they would give.';

create function app_public.search(query text, objects text[] default null) returns setof app_public.records
language plpgsql stable rows 50 as $$
declare
  v_narrowed constant text[] := app_hidden.narrowed_objects();
  v_key text;
  v_tsquery tsquery;
begin
  if coalesce(btrim(app_hidden.fold(search.query)), '') = '' then
    return;
  elsif cardinality(v_narrowed) = 0 then
    return query select r.* from app_hidden.search_openly(search.query, search.objects) r;
    return;
  end if;
  select t.key, t.pattern into v_key, v_tsquery from app_hidden.search_terms(search.query) t;
  return query
  select (f.record).* from (
    select r as record, 1 as part, row_number() over () as n from app_hidden.search_openly(search.query, search.objects) r
    union all
    select r, 2, row_number() over (order by r.title_key) from app_public.records r
    where r.object = any (v_narrowed) and (search.objects is null or r.object in (select app_hidden.object_name(n) from unnest(search.objects) n))
      and (r.title_key collate "C" ^@ v_key or r.search @@ v_tsquery or length(v_key) >= 4 and v_key operator(public.<%) r.title_key)) f
  order by app_hidden.search_rank((f.record).title_key, v_key), f.part, f.n
  limit 100;
end
$$;
comment on function app_public.search is
  'Records of all (or the given) objects that the asker may read, best first: title begins so, a word begins so (titles, e-mails, domains, phones), spelt nearly so. Accents and case do not count. At most 100, of the first 10,000 that have the word.';
grant execute on function app_public.search, app_hidden.search_openly, app_hidden.search_terms, app_hidden.search_rank to :MEMBER;

-- GIN indexes collect what is new in a list, and whoever finds that full sorts it in. A list of 16 MB (gin_pending_list_limit) takes what
-- a bulk insert adds in the half second until the worker looks again, and costs a search 25 ms at most meanwhile.
create function app_hidden.merge_pending_entries() returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '2s' as $$
begin
  if pg_try_advisory_xact_lock(hashtext('app_hidden.merge_pending_entries')) then
    perform pg_catalog.gin_clean_pending_list(i.indexrelid)
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relam = (select oid from pg_catalog.pg_am where amname = 'gin')
    where i.indrelid = 'app_public.records'::regclass
      or i.indrelid in (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o);
  end if;
end
$$;
comment on function app_hidden.merge_pending_entries is
  'Sorts into the indexes for search what new rows left waiting at their ends, so that no search and no writer has to; the worker calls it twice a second.';
grant execute on function app_hidden.merge_pending_entries to :WORKER;
