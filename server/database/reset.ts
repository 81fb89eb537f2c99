import pg from "pg";
import { databaseOf } from "./logins.ts";

/** Takes everything of Rowan's out of a database, as its owner: the schemas, and the roles that came with them. */
export async function empty(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    const roles = await ownRoles(client, databaseOf(ownerUrl));
    const schemas = ["app_public", "app_custom", "app_hidden", "app_private", "graphile_worker", "graphile_migrate"];
    await client.query(`drop schema if exists ${schemas.join(", ")} cascade`);
    for (const role of roles.map((name) => pg.escapeIdentifier(name))) {
      await client.query(`grant ${role} to current_user with inherit true`);
      await client.query(`drop owned by ${role}`);
      await client.query(`drop role ${role}`);
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** By name and not by prefix: the roles of a database "crm_test" begin like those of "crm". */
async function ownRoles(client: pg.Client, database: string): Promise<string[]> {
  const fixed = ["authenticator", "worker", "anonymous", "member"].map((name) => `${database}_${name}`);
  const made = await Promise.all(
    [
      ["app_public.roles", "db_role"],
      ["app_private.database_logins", "login"],
    ].map(async ([table, column]) => {
      const { rows } = await client.query<{ known: boolean }>("select to_regclass($1) is not null as known", [table]);
      if (!rows[0]?.known) return [];
      return (await client.query<{ role: string }>(`select ${column} as role from ${table}`)).rows.map(
        ({ role }) => role,
      );
    }),
  );
  const { rows } = await client.query<{ rolname: string }>(
    "select rolname from pg_catalog.pg_roles where rolname = any ($1)",
    [[...made.flat(), ...fixed]],
  );
  return rows.map(({ rolname }) => rolname);
}
