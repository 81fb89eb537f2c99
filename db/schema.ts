import { join } from "node:path";
import type { QueryResult } from "pg";

export const schemaFile = join(import.meta.dirname, "schema.txt");

/**
 * The schema in words, from the catalogue: what db/schema.txt holds, for people to review and tests to compare. With
 * `inFull` also bodies and comments, for comparing two databases.
 */
export async function describeSchema(client: Client, { inFull = false } = {}): Promise<string> {
  const { rows } = await client.query(inFull ? `${overview} union all ${bodies}` : overview);
  return `${rows
    .sort(inOrder)
    .map(({ line }) => line)
    .join("\n")}\n`;
}

/** A connection, or a test's. */
interface Client {
  query(sql: string): Promise<QueryResult<Line>>;
}

interface Line {
  part: number;
  object: string;
  position: number;
  line: string;
}

/** Sorted here, because a database sorts by its own collation. */
function inOrder(a: Line, b: Line): number {
  const later = (x: string | number, y: string | number) => Number(x > y) - Number(x < y);
  return later(a.part, b.part) || later(a.object, b.object) || later(a.position, b.position) || later(a.line, b.line);
}

/** An access list as "select, insert to crm_user; execute to public", without what the owner may do anyway. */
const grants = (acl: string) => `(
  select string_agg(privileges || ' to ' || grantee, '; ' order by grantee) from (
    select coalesce(nullif(a.grantee, 0)::regrole::text, 'public') as grantee,
      string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as privileges
    from aclexplode(${acl}) a
    where a.grantee <> a.grantor
    group by 1
  ) g)`;

const ours = `('app_public', 'app_custom', 'app_hidden', 'app_private')`;

const overview = `
with relations as (
  select c.*, format('%I.%I', n.nspname, c.relname) as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${ours} and not c.relispartition -- the months of a log are not its schema
),
own_roles as (
  select * from pg_catalog.pg_roles
  where rolname in (select db_role from app_public.roles)
    or rolname in (select role_prefix || name from app_private.settings, unnest(array['authenticator', 'worker', 'anonymous', 'member']) name)
),
routines as (
  select p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where n.nspname in ${ours}
)
select 1 as part, extname as object, 0 as position, 'extension ' || extname as line from pg_catalog.pg_extension
union all
select 2, rolname, 0, 'role ' || rolname || case when rolcanlogin then ', may log in' else '' end
  || coalesce(', is in ' || (
    select string_agg(o.rolname, ', ' order by o.rolname)
    from pg_catalog.pg_auth_members m join own_roles o on o.oid = m.roleid where m.member = r.oid), '')
from own_roles r
union all
select 3, nspname, 0, 'schema ' || nspname || coalesce(': ' || ${grants("nspacl")}, '')
from pg_catalog.pg_namespace where nspname in ${ours}
union all
select 4, format('%I.%I', n.nspname, t.typname), 0,
  case t.typtype
    when 'e' then 'enum ' || format('%I.%I', n.nspname, t.typname) || ': '
      || (select string_agg(enumlabel, ', ' order by enumsortorder) from pg_catalog.pg_enum where enumtypid = t.oid)
    when 'd' then 'domain ' || format('%I.%I', n.nspname, t.typname) || ' ' || format_type(t.typbasetype, t.typtypmod)
    else 'type ' || format('%I.%I', n.nspname, t.typname) || ' (' || (
      select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
      from pg_catalog.pg_attribute where attrelid = t.typrelid and not attisdropped) || ')'
  end
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where n.nspname in ${ours} and (t.typtype in ('e', 'd') or c.relkind = 'c')
union all
select 5, name, 0, E'\\n' || case relkind when 'v' then 'view ' when 'm' then 'materialized view ' when 'S' then 'sequence '
    when 'p' then 'partitioned table ' else 'table ' end || name
  || case when relkind in ('r', 'p') and not relrowsecurity then ', WITHOUT row-level security' else '' end
  || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')
from relations where relkind in ('r', 'p', 'v', 'm', 'S')
union all
select 5, name, 1 + attnum, '  ' || attname || ' ' || format_type(atttypid, atttypmod)
  || case when attnotnull then ' not null' else '' end
  || coalesce(case attgenerated when 's' then ' generated as ' when 'v' then ' virtual as ' else ' default ' end
    || pg_get_expr(d.adbin, d.adrelid), '')
  || case attidentity when 'a' then ' identity' when 'd' then ' identity by default' else '' end
from relations r
join pg_catalog.pg_attribute a on a.attrelid = r.oid and attnum > 0 and not attisdropped
left join pg_catalog.pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
where relkind in ('r', 'p', 'v', 'm')
union all
select 5, name, 10000, '  constraint ' || conname || ' ' || pg_get_constraintdef(k.oid)
from relations r join pg_catalog.pg_constraint k on k.conrelid = r.oid where contype <> 'n'
union all
select 5, name, 10001, '  ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' ON (ONLY )?\\S+ USING', '')
from relations r join pg_catalog.pg_index i on i.indrelid = r.oid
where not exists (select from pg_catalog.pg_constraint where conindid = i.indexrelid)
union all
select 5, name, 10002, '  ' || case when polpermissive then 'policy ' else 'restrictive policy ' end || quote_ident(polname) || ' for '
  || case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
  || ' to ' || (select string_agg(coalesce(nullif(o, 0)::regrole::text, 'public'), ', ') from unnest(polroles) o)
  || coalesce(' using ' || pg_get_expr(polqual, polrelid), '') || coalesce(' check ' || pg_get_expr(polwithcheck, polrelid), '')
from relations r join pg_catalog.pg_policy p on p.polrelid = r.oid
union all
select 5, name, 10003, '  grant ' || ${grants("relacl")} from relations where relkind in ('r', 'p', 'v', 'm', 'S') and ${grants("relacl")} is not null
union all
select 5, name, 10004, '  grant ' || privilege || ' (' || string_agg(attname, ', ' order by attnum) || ') to ' || grantee
from (
  select r.name, a.attname, a.attnum, lower(x.privilege_type) as privilege, coalesce(nullif(x.grantee, 0)::regrole::text, 'public') as grantee
  from relations r join pg_catalog.pg_attribute a on a.attrelid = r.oid and not attisdropped, aclexplode(a.attacl) x
) g group by name, privilege, grantee
union all
select 5, name, 10005, '  ' || regexp_replace(pg_get_triggerdef(t.oid), '^CREATE ', '')
from relations r join pg_catalog.pg_trigger t on t.tgrelid = r.oid where not tgisinternal
union all
select 6, name, 0, case prokind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end || name
  || case when prokind in ('f', 'w') then ' returns ' || pg_get_function_result(p.oid) else '' end || ' ' || l.lanname
  || case provolatile when 'i' then ' immutable' when 's' then ' stable' else ' volatile' end
  || case when proisstrict then ' strict' else '' end
  || case when proleakproof then ' leakproof' else '' end
  || case when prosecdef then ' definer' else '' end
  || coalesce(' set ' || array_to_string(proconfig, ', '), '')
  || coalesce(': ' || ${grants("proacl")}, '')
from routines p join pg_catalog.pg_language l on l.oid = p.prolang`;

const bodies = `
select 7, name, 0, 'body of ' || name || E'\\n' || case when prokind = 'a' then '' else pg_get_functiondef(oid) end from routines
union all
select 8, name, 0, 'definition of ' || name || E'\\n' || pg_get_viewdef(oid) from relations where relkind in ('v', 'm')
union all
select 9, object, 0, 'comment on ' || object || ': ' || description from (
  select case d.objsubid when 0 then pg_describe_object(d.classoid, d.objoid, 0) else pg_describe_object(d.classoid, d.objoid, d.objsubid) end as object, description
  from pg_catalog.pg_description d
  where (d.classoid, d.objoid) in (
    select 'pg_class'::regclass, oid from relations union all select 'pg_proc'::regclass, oid from routines
    union all select 'pg_constraint'::regclass, k.oid from pg_catalog.pg_constraint k join relations r on r.oid = k.conrelid)
) c`;
