import pg from "pg";
import { checkHistory } from "../database/migrate.ts";
import { committedHashes, migrationSettings } from "../database/migrations.ts";

export interface Finding {
  /** What was looked at, and how much of it. */
  looked: string;
  /** What is wrong; nothing, when all is well. */
  problems: string[];
}

const userTables = `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;

/** Looks at everything in a database that a backup could have lost: as a superuser, for whom no row is hidden. */
export async function prove(superuserUrl: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const look = async (looked: string, found: Promise<string[]>): Promise<Finding> => ({
      looked,
      problems: await found.catch((error: Error) => [error.message]),
    });
    const problems = async (sql: string) =>
      (await client.query<{ problem: string }>(sql)).rows.map(({ problem }) => problem);
    return [
      await readTables(client),
      await checkIndexes(client),
      await checkForeignKeys(client),
      await look("policies and grants are what the permissions say", problems(policies)),
      await look("objects, fields and records are what the registry says", problems(metadata)),
      await look("every member has a role to act as", problems(members)),
      await look("its migrations are those of this Rowan", compareHistory(client, superuserUrl)),
    ];
  } finally {
    await client.end();
  }
}

const metadata = "select format('%s %s', object, what) as problem from app_hidden.metadata_drift()";

const policies = `
  select format('%s: %s', d.policy_table, d.problem) as problem
  from app_public.roles r cross join lateral app_hidden.role_drift(r.id) d`;

const members = `
  select format('%s: the role %s is missing', u.email, r.db_role) as problem
  from app_public.users u join app_public.roles r on r.id = u.role_id
  where not exists (
    select from pg_catalog.pg_auth_members m join pg_catalog.pg_roles a on a.oid = m.member
    where m.roleid = to_regrole(quote_ident(r.db_role)) and a.rolname = app_hidden.role_name('authenticator'))`;

/** Reads every row of every table, which also checks the sums of their pages. */
async function readTables(client: pg.Client): Promise<Finding> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from ${userTables} and c.relkind = 'r' order by 1`,
  );
  const problems: string[] = [];
  let total = 0;
  for (const { name } of tables) {
    try {
      const { rows } = await client.query<{ count: string }>(`select count(*), sum(length(t::text)) from ${name} t`);
      total += Number(rows[0]?.count);
    } catch (error) {
      problems.push(`${name} cannot be read: ${error}`);
    }
  }
  return { looked: `${tables.length} tables with ${total.toLocaleString("en")} rows can be read`, problems };
}

/** Compares every B-tree with its table; the other kinds of index are read when they are used. */
async function checkIndexes(client: pg.Client): Promise<Finding> {
  await client.query("create extension if not exists amcheck");
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, x.relname) as name from ${userTables.replace(
      "where",
      `
      join pg_catalog.pg_index i on i.indrelid = c.oid join pg_catalog.pg_class x on x.oid = i.indexrelid
      join pg_catalog.pg_am a on a.oid = x.relam and a.amname = 'btree' where`,
    )} and x.relkind = 'i' order by 1`,
  );
  const problems: string[] = [];
  for (const { name } of rows) {
    await client
      .query("select bt_index_check($1::regclass, heapallindexed => true)", [name])
      .catch((error) => problems.push(`${name}: ${error.message}`));
  }
  return { looked: `${rows.length} indexes agree with their tables`, problems };
}

async function checkForeignKeys(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; sql: string }>(`
    select k.conname || ' on ' || k.conrelid::regclass as name, format(
      'select count(*) from %s c where %s and not exists (select from %s p where %s)', k.conrelid::regclass,
      string_agg(format('c.%I is not null', a.attname), ' and '), k.confrelid::regclass,
      string_agg(format('p.%I = c.%I', b.attname, a.attname), ' and ')) as sql
    from pg_catalog.pg_constraint k
    cross join lateral unnest(k.conkey, k.confkey) as pair (ours, theirs)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
    join pg_catalog.pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
    where k.contype = 'f' and k.conparentid = 0 group by k.oid, k.conname, k.conrelid, k.confrelid order by 1`);
  const problems: string[] = [];
  for (const { name, sql } of rows) {
    const { rows: counted } = await client.query<{ count: string }>(sql);
    if (counted[0]?.count !== "0") problems.push(`${name}: ${counted[0]?.count} rows point to nothing`);
  }
  return { looked: `${rows.length} foreign keys hold`, problems };
}

async function compareHistory(client: pg.Client, ownerUrl: string): Promise<string[]> {
  try {
    await checkHistory(client, await committedHashes(migrationSettings({ ownerUrl })));
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
