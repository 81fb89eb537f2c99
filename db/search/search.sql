-- Search over every object: the registry's indexes, and exactly the rows that row-level security would give.
create extension if not exists fuzzystrmatch with schema public;

create index records_title_trigram_idx on app_public.records using gin (title_key public.gin_trgm_ops);

create function app_public.search(query text, objects text[] default null) returns setof app_public.records
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  v_limit constant integer := 100;
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
  v_owner boolean := app_hidden.is_owner();
  v_key text := btrim(app_hidden.fold(search.query));
  v_words text[];
  v_tsquery tsquery;
  v_object record;
  v_found uuid[] := '{}';
  v_step uuid[];
  v_tier integer;
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

  -- 1 the title begins so, 2 a word of it (or of an e-mail, domain, phone) begins so, 3 it is spelt nearly so.
  for v_tier in 1..3 loop
    exit when cardinality(v_found) >= v_limit or (v_tier = 3 and (cardinality(v_found) >= 5 or length(v_key) < 4));
    for v_object in
      select o.name, case when v_owner then 'all' else p.read end as scope
      from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
      where o.is_active and (v_owner or p.read <> 'none')
        and (search.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search.objects) n))
      order by o.position, o.name
    loop
      if v_tier = 1 then
        select array_agg(id order by title_key) into v_step from (
          select r.id, r.title_key from app_public.records r
          where r.object = v_object.name and r.title_key collate "C" ^@ v_key and (v_object.scope = 'all' or r.owner_id = v_user)
          order by r.title_key collate "C" limit v_limit / 4) s;
      elsif v_tier = 2 then
        select array_agg(id) into v_step from (
          select r.id from app_public.records r
          where r.object = v_object.name and r.search @@ v_tsquery and (v_object.scope = 'all' or r.owner_id = v_user)
            and r.id <> all (v_found) limit v_limit / 4) s;
      else
        select array_agg(id order by near) into v_step from (
          select r.id, v_key operator(public.<<->) r.title_key as near from app_public.records r
          where r.object = v_object.name and v_key operator(public.<%) r.title_key and (v_object.scope = 'all' or r.owner_id = v_user)
            and r.id <> all (v_found) order by near limit 10) s;
      end if;
      v_found := v_found || coalesce(v_step, '{}');
    end loop;
  end loop;

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
  'Records of all (or the given) objects that the asker may read, best first: title begins so, a word begins so (titles, e-mails, domains, phones), spelt nearly so. Accents and case do not count. At most 100.';
grant execute on function app_public.search to :MEMBER;
