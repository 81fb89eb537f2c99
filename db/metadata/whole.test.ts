import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect } from "vitest";
import { test } from "../testing.ts";
import { everything } from "./everything.ts";

const make = `select app_public.create_object('Boat', 'Boats'), app_public.create_field('boats', 'Buyer', 'relation', '{"target": "contacts"}')`;

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // killed
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return { client, pid: rows[0]?.pid };
}

test("a change whose connection is killed in the middle, or before its commit, leaves everything as it was", async ({
  committing,
  database,
}) => {
  const before = await everything(committing.owner);
  const other = await connect(database.ownerUrl);
  try {
    await other.client.query("begin; lock table app_public.contacts in row exclusive mode"); // the object is there, its field waits
    const waiting = await connect(database.ownerUrl);
    const killed = expect(waiting.client.query(make)).rejects.toThrow();
    await expect
      .poll(() =>
        committing.owner.rows("select from pg_locks where pid = $1 and relation = 'app_public.contacts'::regclass", [
          waiting.pid,
        ]),
      )
      .not.toEqual([]);
    await committing.owner.query("select pg_terminate_backend($1)", [waiting.pid]);
    await killed;
    await other.client.query("rollback");

    const done = await connect(database.ownerUrl);
    await done.client.query("begin");
    await done.client.query(make);
    await committing.owner.query("select pg_terminate_backend($1)", [done.pid]);
    await expect
      .poll(() => committing.owner.rows("select from pg_stat_activity where pid = $1", [done.pid]))
      .toEqual([]);
  } finally {
    await other.client.end();
  }
  expect(await everything(committing.owner)).toBe(before);
  await committing.owner.query(make);
  expect(await committing.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);
});

test("behind a slow report a change gives up in words, changes nothing, and holds nobody up meanwhile", async ({
  committing,
  database,
}) => {
  const before = await everything(committing.owner);
  const report = await connect(database.ownerUrl);
  try {
    await report.client.query("begin; select count(*) from app_public.companies");
    const refused = expect(
      committing.owner.query("select app_public.create_field('companies', 'Size class', 'text')"),
    ).rejects.toMatchObject({
      code: "RM409",
      constraint: "metadata_lock",
      hint: "Try again when it is done.",
      message: expect.stringContaining("“Companies”"),
    });
    let slowest = 0;
    for (let n = 0; n < 20; n++) {
      const from = performance.now();
      const reader = await connect(database.ownerUrl);
      await reader.client.query("select from app_public.companies limit 1");
      slowest = Math.max(slowest, performance.now() - from);
      await reader.client.end();
      await sleep(50);
    }
    expect(slowest).toBeLessThan(1_000);
    await refused;
  } finally {
    await report.client.end();
  }
  expect(await everything(committing.owner)).toBe(before);
});
