import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, inject } from "vitest";
import { describeSchema } from "#db/schema.ts";
import { test } from "#db/testing.ts";
import { logins } from "#server/database/logins.ts";
import { migrate } from "#server/database/migrate.ts";
import { firstMigrations } from "#server/database/writeMigration.ts";
import { createLog } from "#server/log.ts";

const log = createLog("error");

/** What a customer did in the meantime. */
const customized = [
  "select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id', title_settings => '{\"unique\": true}')",
  `select app_public.create_field('factory_orders', 'Status', 'enum', '{"options": ["Quote", "Production", "Shipped"], "default": "quote"}')`,
  "select app_public.create_field('factory_orders', 'Company', 'relation', '{\"target\": \"companies\", \"inverse_label\": \"Factory orders\"}')",
  "select app_public.create_field('factory_orders', 'Engineers', 'many_to_many', '{\"target\": \"contacts\"}')",
  `select app_public.create_field('contacts', 'Level', 'rating')`,
  `select app_public.create_field('contacts', 'Private mail', 'emails')`,
  `select app_public.create_field('contacts', 'Met on', 'date')`,
  `select app_public.create_field('contacts', 'Called at', 'date_time', '{"default": "now", "required": true}')`,
  `insert into app_custom.factory_orders (order_id, company_id) select 'FO-' || n, (select id from app_public.companies order by name limit 1) from generate_series(1, 20) n`,
  "update app_custom.factory_orders set status = 'production' where order_id < 'FO-15'",
  "update app_public.contacts set level = 4",
];

test("an upgrade from the first version keeps data, custom objects and permissions, and gives the schema of a new database", async () => {
  await using upgraded = await makeDatabase("crm_upgraded");
  await upgraded.migrate(firstMigrations(1));
  await upgraded.customize();
  const before = await upgraded.contents();
  await upgraded.migrate();

  await using fresh = await makeDatabase("crm_fresh");
  await fresh.migrate();
  await fresh.customize();

  const [was, wanted] = await Promise.all([upgraded.describe(), fresh.describe()]);
  expect(was).toBe(wanted);
  const after = await upgraded.contents();
  expect(Object.keys(before)).toContain("app_custom.factory_orders");
  for (const [table, rows] of Object.entries(before)) {
    expect(rows.length, table).toBeGreaterThan(0);
    expect(after[table], table).toMatchObject(rows);
  }
  expect(await upgraded.owner.query("select app_hidden.access_drift()")).toMatchObject({ rowCount: 0 });
  expect(await upgraded.owner.query("select * from app_hidden.object_drift()")).toMatchObject({ rowCount: 0 });
  expect(await upgraded.owner.query("select * from app_hidden.field_drift()")).toMatchObject({ rowCount: 0 });
}, 60_000);

async function makeDatabase(name: string) {
  const url = new URL(inject("ownerUrl"));
  url.pathname = name;
  const superuser = await connect(inject("superuserUrl"));
  await superuser.query(`create database ${name} owner crm`);
  const jwtSecret = inject("jwtSecret");
  const run = (load?: Parameters<typeof migrate>[0]["load"]) =>
    migrate({ ownerUrl: url.href, jwtSecret, log, ...(load && { load }) });
  const owner = await connect(url.href);
  return {
    owner,
    migrate: run,

    async customize() {
      await owner.query("select * from app_hidden.load_demo('a password of the demo')");
      const session = randomUUID();
      await owner.query(
        "insert into app_private.sessions (id, user_id) select $1, id from app_public.users where email like 'ana@%'",
        [session],
      );
      const ana = await connect(logins({ ownerUrl: url.href, jwtSecret }).authenticator.url);
      try {
        for (const sql of customized) {
          await ana.query("begin");
          await ana.query("select app_hidden.enter($1::uuid, null)", [session]);
          await ana.query(sql);
          await ana.query("commit");
        }
      } finally {
        await ana.end();
      }
    },

    /** The rows of every table that people fill, as JSON. */
    async contents(): Promise<Record<string, object[]>> {
      const { rows: tables } = await owner.query<{ name: string }>(`
        select format('%I.%I', schema_name, name) as name from app_public.objects
        union all select unnest(array['app_public.users', 'app_public.records', 'app_public.permissions', 'app_public.fields', 'app_public.stages'])`);
      const contents: Record<string, object[]> = {};
      for (const { name } of tables) {
        const { rows } = await owner.query<{ row: object }>(
          `select to_jsonb(t) - 'search' as row from ${name} t order by to_jsonb(t) ->> 'id', to_jsonb(t) ->> 'object', to_jsonb(t) ->> 'role_id'`,
        );
        contents[name] = rows.map(({ row }) => row);
      }
      return contents;
    },

    async describe(): Promise<string> {
      const [schema, { rows: metadata }] = await Promise.all([
        describeSchema(owner, { inFull: true }),
        owner.query(
          "select object, name, label, type, settings, position, is_active from app_public.fields order by object, name",
        ),
      ]);
      return `${schema.replaceAll(`${name}_`, "crm_")}\n${metadata.map((row) => JSON.stringify(row)).join("\n")}`;
    },

    async [Symbol.asyncDispose]() {
      await owner.end();
      await superuser.query(`drop database ${name} with (force)`);
      await superuser.end();
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
