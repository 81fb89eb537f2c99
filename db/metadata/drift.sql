-- Where metadata and catalogue differ. Nothing, unless somebody altered a table by hand.
create function app_hidden.unregistered(object_table regclass, object text) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  v_differ boolean;
begin
  execute format('select exists (select from %s t full join (select r.id from app_public.records r where r.object = $1) r on r.id = t.id where r.id is null or t.id is null)', object_table)
  into v_differ using unregistered.object;
  return v_differ;
end
$$;
comment on function app_hidden.unregistered is 'Whether a table and the registry have different records.';

create function app_hidden.object_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with tables as (
    select o.*, c.oid, c.relrowsecurity
    from app_public.objects o
    left join pg_catalog.pg_class c on c.relname = o.name and c.relnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = o.schema_name))
  select t.name, 'has no table' from tables t where t.oid is null
  union all
  select t.name, 'has row-level security off' from tables t where not t.relrowsecurity
  union all
  select t.name, 'is called by the column ' || t.title_column || ', which it does not have' from tables t
  where not exists (select from pg_catalog.pg_attribute a where a.attrelid = t.oid and a.attname = t.title_column and not a.attisdropped)
  union all
  select c.relname::text, 'is a table of no object or field' from pg_catalog.pg_class c
  where c.relnamespace = 'app_custom'::regnamespace and c.relkind in ('r', 'p', 'v')
    and not exists (select from app_public.objects o where o.name = c.relname and o.is_custom) and not exists (select from app_public.fields f where f.link_table = c.relname)
  union all
  select t.name, 'lacks the trigger ' || g.name from tables t
  cross join (values ('_100_stamp_insert'), ('_100_stamp_update'), ('_900_track_insert'), ('_900_track_update'), ('_900_track_delete')) g (name)
  where not exists (select from pg_catalog.pg_trigger p where p.tgrelid = t.oid and p.tgname = g.name and p.tgenabled = 'O')
  union all
  select t.name, 'lacks a permission of ' || r.key from tables t cross join app_public.roles r
  where not exists (select from app_public.permissions p where p.object = t.name and p.role_id = r.id)
  union all
  select t.name, 'lacks the policy ' || r.key || ': ' || w.verb from tables t cross join app_public.roles r cross join lateral app_hidden.wanted_policies(r.id, t.name) w
  where not exists (
    select from pg_catalog.pg_policy p where p.polrelid = t.oid and p.polname = r.key || ': ' || w.verb
      and pg_catalog.obj_description(p.oid, 'pg_policy') = app_hidden.policy_text(w.verb, w.qual, w.check_qual) || ' #' || app_hidden.policy_digest(t.oid::regclass, p.polname))
  union all
  select t.name, 'has records that the registry lacks, or the other way round' from tables t
  where t.oid is not null and app_hidden.unregistered(t.oid::regclass, t.name);
end;
comment on function app_hidden.object_drift is 'Where objects differ from their tables, triggers, policies and registered records.';

create function app_hidden.field_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with columns as (
    select f.*, ft.sql_type, app_hidden.object_table(f.object) as oid, a.attnum, a.attnotnull, a.atttypid, a.atthasdef, a.attgenerated
    from app_public.fields f
    join app_public.field_types ft on ft.name = f.type
    left join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(f.object) and a.attname = f.column_name and not a.attisdropped
    where f.type <> 'many_to_many')
  select c.object, 'field ' || c.name || ' has no column' from columns c where c.attnum is null
  union all
  select c.object, 'field ' || c.name || ' has a column of another type' from columns c where c.is_custom and c.sql_type <> '' and c.atttypid <> c.sql_type::regtype
  union all
  select c.object, 'field ' || c.name || case when c.attnotnull then ' is not required and its column is' else ' is required and its column is not' end from columns c
  where c.is_custom and c.attnotnull <> (c.is_required or not c.settings ? 'formula' and (c.type = 'boolean' or c.sql_type = 'text[]'))
  union all
  select c.object, 'field ' || c.name || case when c.atthasdef then ' has no default and its column has' else ' has a default and its column has not' end from columns c
  where c.is_custom and not c.settings ? 'formula' and c.atthasdef <> (c."default" is not null or c.type = 'boolean' or c.sql_type = 'text[]')
  union all
  select c.object, 'field ' || c.name || case when c.attgenerated = '' then ' is a formula and its column is not' else ' is no formula and its column is' end from columns c
  where c.is_custom and (c.attgenerated = 'v') <> (c.settings ? 'formula')
  union all
  select f.object, 'field ' || f.name || ' is a formula of something that there is no more' from app_public.fields f where f.settings ? 'formula' and app_hidden.formula_sql(f) is null
  union all
  select o.name, 'column ' || a.attname || ' belongs to no field' from app_public.objects o
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.attnum > 0 and not a.attisdropped
  where o.is_custom and a.attname <> 'id'
    and not exists (select from app_public.fields f where f.object = o.name and a.attname in (f.column_name, f.settings ->> 'currency_column'))
  union all
  select c.object, 'field ' || c.name || ' lacks its ' || r.kind || ' ' || r.rule from (
    select c.object, c.name, c.oid, u.kind, u.suffix, app_hidden.rule_name(c.oid, u.column_name, u.suffix) as rule
    from columns c join app_public.fields f on f.id = c.id
    cross join lateral app_hidden.column_rules(f, app_hidden.option_values(f.id)) u where c.attnum is not null) c
  cross join lateral (select c.kind, c.rule) r
  where not case when c.kind = 'index' then exists (select from pg_catalog.pg_index i join pg_catalog.pg_class k on k.oid = i.indexrelid where i.indrelid = c.oid and k.relname = c.rule and i.indisvalid)
    else exists (select from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.conname = c.rule and k.convalidated) end
  union all
  select c.object, 'the check of field ' || c.name || ' does not allow exactly its options' from columns c
  left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.conname = app_hidden.rule_name(c.oid, c.column_name, 'options')
  where c.is_custom and c.type in ('enum', 'multi_enum')
    and (regexp_count(pg_get_constraintdef(k.oid), '''(''''|[^''])*''::text') <> cardinality(app_hidden.option_values(c.id))
      or exists (select from app_public.field_options o where o.field_id = c.id and position(quote_literal(o.value) || '::text' in pg_get_constraintdef(k.oid)) = 0))
  union all
  select c.object, 'field ' || c.name || ' is no choice and has options' from columns c
  where c.type not in ('enum', 'multi_enum') and exists (select from app_public.field_options o where o.field_id = c.id);
end;
comment on function app_hidden.field_drift is 'Where fields differ from columns, defaults, checks and indexes.';

create function app_hidden.link_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with links as (
    select f.*, to_regclass(format('app_custom.%I', f.link_table)) as oid from app_public.fields f where f.type = 'many_to_many')
  select l.object, 'field ' || l.name || ' has no table of links' from links l where l.oid is null
  union all
  select l.object, 'the links of field ' || l.name || ' lack ' || w.what from links l
  cross join lateral (
    select 'row-level security' as what where not exists (select from pg_catalog.pg_class c where c.oid = l.oid and c.relrowsecurity)
    union all
    select 'the trigger ' || t.name from (values ('_900_track_link'), ('_900_track_unlink')) t (name)
    where not exists (select from pg_catalog.pg_trigger p where p.tgrelid = l.oid and p.tgname = t.name)
    union all
    select 'the policy ' || r.key || ': ' || v.verb from app_public.roles r cross join (values ('select'), ('insert'), ('delete')) v (verb)
    where not exists (select from pg_catalog.pg_policy p where p.polrelid = l.oid and p.polname = r.key || ': ' || v.verb)
    union all
    select 'the function ' || n.name from (values (l.link_table || '__to'), (l.link_table || '__of')) n (name)
    where not exists (select from pg_catalog.pg_proc p where p.pronamespace = 'app_custom'::regnamespace and p.proname = n.name)
  ) w
  where l.oid is not null;
end;
comment on function app_hidden.link_drift is 'Where fields of several records differ from the tables of their links.';

create function app_hidden.metadata_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  select * from app_hidden.object_drift()
  union all
  select * from app_hidden.field_drift()
  union all
  select * from app_hidden.link_drift()
  order by 1, 2;
end;
comment on function app_hidden.metadata_drift is 'Where objects and fields differ from the tables, columns, constraints, triggers and policies that there are; no row when all is well.';
