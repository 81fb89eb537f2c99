import { readFile } from "node:fs/promises";
import pg from "pg";
import { expect, inject } from "vitest";
import { describeSchema, schemaFile } from "#db/schema.ts";
import { test } from "#db/testing.ts";
import { migrate } from "#server/database/migrate.ts";
import { empty } from "#server/database/reset.ts";
import { createLog } from "#server/log.ts";

const mend = "npm run db -- commit";

test("db/schema.txt is the schema of db/", async ({ db }) => {
  expect(await describeSchema(db.owner), mend).toBe(await readFile(schemaFile, "utf8"));
});

test("the migrations replayed are db/ loaded fresh, and reset takes all of it away", async ({ db }) => {
  const replayed = new URL(inject("ownerUrl"));
  replayed.pathname = "/crm_replay";
  const asSuperuser = (sql: string) => withClient(inject("superuserUrl"), (client) => client.query(sql));
  await asSuperuser("create database crm_replay owner crm");
  try {
    await migrate({ ownerUrl: replayed.href, jwtSecret: inject("jwtSecret"), log: createLog("error") });
    const history = await withClient(replayed.href, (client) => describeSchema(client, { inFull: true }));
    expect(history.replaceAll("crm_replay_", "crm_"), mend).toBe(await describeSchema(db.owner, { inFull: true }));

    await empty(replayed.href);
    const left = await withClient(replayed.href, (client) =>
      client.query(`
        select nspname as name from pg_namespace where nspname ~ '^(app|graphile)_'
        union all select rolname from pg_roles where rolname like 'crm\\_replay\\_%'`),
    );
    expect(left.rows).toEqual([]);
  } finally {
    await asSuperuser("drop database crm_replay");
  }
});

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
