-- What each role reads of each object, from the policies as they are in force, a DBA's own among them: so that what is sent out
-- (live changes, webhooks) is exactly what a SELECT would give, mostly without having to ask for each person.
create view app_hidden.read_scopes as
  select o.name as object, r.db_role,
    case
      when not c.relrowsecurity then 'all'
      when bool_or(not p.polpermissive) then 'ask'
      when bool_or(pg_get_expr(p.polqual, p.polrelid) = 'true') then 'all'
      when count(p.oid) = 0 then 'none'
      when bool_and(pg_get_expr(p.polqual, p.polrelid) = '(owner_id = ( SELECT app_hidden.user_id() AS user_id))') then 'own'
      else 'ask'
    end as scope
  from app_public.objects o
  join pg_catalog.pg_class c on c.oid = format('%I.%I', o.schema_name, o.name)::regclass
  cross join app_public.roles r
  left join pg_catalog.pg_policy p on p.polrelid = c.oid and p.polcmd in ('r', '*')
    and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(r.db_role, g, 'usage'))
  group by o.name, r.db_role, c.relrowsecurity;
comment on view app_hidden.read_scopes is
  'Per object and PostgreSQL role: all, none, own (owner_id is me), or ask, when only a SELECT as that person can tell. Read by definer functions.';

create function app_hidden.read_scope(object text) returns text
language sql stable security definer set search_path = ''
return case when app_hidden.is_owner() then 'all' else coalesce((
  select s.scope from app_hidden.read_scopes s join app_public.roles r on r.db_role = s.db_role
  where r.id = app_hidden.role_id() and s.object = read_scope.object), 'none') end;
comment on function app_hidden.read_scope is 'What of an object the caller may read: all, none, own or ask, as in read_scopes.';

create function app_hidden.visible_ids(object text, ids uuid[]) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  v_table text := app_hidden.table_of(visible_ids.object);
  v_ids uuid[] := '{}';
begin
  if v_table is not null then
    execute format('select coalesce(array_agg(t.id), ''{}'') from %s t where t.id = any ($1)', v_table) into v_ids using visible_ids.ids;
  end if;
  return v_ids;
end
$$;
comment on function app_hidden.visible_ids is 'Which of these records the role in force may read.';

create function app_hidden.table_of(object text) returns text
language sql stable security definer set search_path = ''
return (select format('%I.%I', o.schema_name, o.name) from app_public.objects o where o.name = table_of.object);
comment on function app_hidden.table_of is 'The table of an object, quoted.';
grant execute on function app_hidden.visible_ids, app_hidden.table_of to :MEMBER, :WORKER, :AUTHENTICATOR;
