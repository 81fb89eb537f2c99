import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { type Serving, serve } from "../serve.ts";
import { startWorker } from "../worker.ts";
import { logins } from "./logins.ts";
import { migrate } from "./migrate.ts";
import { empty } from "./reset.ts";

// As a managed PostgreSQL gives it: no superuser anywhere, and a login that may make databases and roles.
const jwtSecret = inject("jwtSecret");
const log = createLog("silent");
const tenantUrl = urlOf("managed_tenant", "of the tenant");
const ownerUrl = Object.assign(new URL(tenantUrl), { pathname: "/managed" }).href;
let serving: Serving;

beforeAll(async () => {
  await query(inject("superuserUrl"), "create role managed_tenant login createrole createdb password 'of the tenant'");
  await query(Object.assign(new URL(tenantUrl), { pathname: "/postgres" }).href, "create database managed");
  await migrate({ ownerUrl, jwtSecret, log });
  const env = readEnv({ JWT_SECRET: jwtSecret, PORT: "0", DATA_DIR: "unused" });
  serving = await serve({ env, authenticatorUrl: logins({ ownerUrl, jwtSecret }).authenticator.url, log });
}, 60_000);
afterAll(async () => {
  await serving.stop();
  await empty(ownerUrl); // which a tenant can do too
  await query(inject("superuserUrl"), "drop database managed with (force)");
  await query(inject("superuserUrl"), "drop role managed_tenant");
});

test("on a managed PostgreSQL everything works without a superuser: accounts, objects, roles, logins, jobs", async () => {
  const token = await signUp();
  const run = async (sql: string) => query<{ login: string; password: string; id: string }>(ownerUrl, sql);
  await run(
    "select app_public.create_object('Gadget', 'Gadgets'), app_public.create_field('gadgets', 'Weight', 'number')",
  );
  await run("insert into app_custom.gadgets (name, weight) values ('Lever', 3)");
  await run(
    `select app_public.set_permissions((select id from app_public.create_role('Looker')), '[{"object": "gadgets", "read": "all"}]');
     update app_public.users set role_id = (select id from app_public.roles where key = 'admin')`,
  );
  const [made] = await run("select l.* from app_public.users u, app_public.create_database_login(u.id) l");
  expect(made?.login).toBe("managed_login_ann");
  const member = urlOf(made?.login ?? "", made?.password ?? "");
  expect(await query(member, "select name, weight::int from app_custom.gadgets")).toEqual([
    { name: "Lever", weight: 3 },
  ]);
  expect(await query(member, "select (app_public.me()).name")).toEqual([{ name: "Ann" }]);
  const response = await fetch(`http://127.0.0.1:${serving.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ contacts { totalCount } me { role { name } } }" }),
  });
  expect(await response.json()).toEqual({ data: { contacts: { totalCount: 0 }, me: { role: { name: "Admin" } } } });

  const { worker, authenticator } = logins({ ownerUrl, jwtSecret });
  const env = readEnv({ JWT_SECRET: jwtSecret, DATA_DIR: "unused" });
  const jobs = await startWorker({ env, workerUrl: worker.url, authenticatorUrl: authenticator.url, log });
  await expect
    .poll(() => run("select from graphile_worker.jobs where run_at <= now()"), { timeout: 10_000 })
    .toEqual([]);
  await jobs.stop();
  await migrate({ ownerUrl, jwtSecret, log }); // as each start does
}, 60_000);

async function signUp(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${serving.port}/auth/signup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "ann@example.com", password: "a long password of hers", name: "Ann" }),
  });
  const body = (await response.json()) as { accessToken: string };
  return body.accessToken;
}

function urlOf(user: string, password: string): string {
  const url = new URL(inject("ownerUrl"));
  return Object.assign(url, { username: user, password: encodeURIComponent(password), pathname: "/managed" }).href;
}

async function query<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
