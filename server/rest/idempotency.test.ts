import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect } from "vitest";
import { test } from "../testing.ts";

test("requests with one Idempotency-Key at the same time are one, and are all answered alike", async ({ server }) => {
  const { uwe } = await server.people({ uwe: "user" });
  const names = Array.from({ length: 10 }, (_, n) => `Same ${n}`);
  for (const name of names) {
    const sent = [1, 2, 3].map(async () => {
      const headers = { "idempotency-key": name };
      const response = await server.send("/rest/companies", { as: uwe, body: { name }, headers });
      return [response.status, response.headers.get("location"), await response.json()];
    });
    const [first, ...others] = await Promise.all(sent);
    expect(first?.[0]).toBe(201);
    expect(others).toEqual([first, first]);
  }
  expect(await server.owner.rows("select name from app_public.companies order by id")).toEqual(
    names.map((name) => ({ name })),
  );
});

test("while the first takes long, the second is told to come again, and then gets its answer", async ({
  server,
  database,
}) => {
  const { uta } = await server.people({ uta: "user" });
  const send = (lastName: string) =>
    server.send("/rest/contacts", { as: uta, body: { lastName }, headers: { "idempotency-key": "slow" } });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("begin; lock table app_public.contacts in exclusive mode");
  const first = send("Slow");
  await sleep(200);
  const second = await send("Slow");
  expect([second.status, second.headers.get("retry-after"), await second.json()]).toMatchObject([
    409,
    "1",
    { code: "CONFLICT", constraint: "idempotency_key_in_progress" },
  ]);
  await owner.query("commit");
  await owner.end();
  const made: unknown = await (await first).json();
  const third = await send("Slow");
  expect([third.status, third.headers.get("idempotent-replayed"), await third.json()]).toEqual([201, "true", made]);
  const other = await send("Other");
  expect([other.status, await other.json()]).toMatchObject([409, { constraint: "idempotency_key_same" }]);
});

test("what nobody answered in its time is not done again, and said to be done", async ({ server }) => {
  const { una } = await server.people({ una: "user" });
  const send = () =>
    server.send("/rest/deals", { as: una, body: { title: "Once" }, headers: { "idempotency-key": "x" } });
  expect((await send()).status).toBe(201);
  // The server died between the commit and the answer, a while ago.
  await server.owner.query(
    "update app_private.idempotency_keys set status = null, body = null, created_at = created_at - interval '2 minutes' where user_id = $1",
    [una.id],
  );
  const again = await send();
  expect([again.status, await again.json()]).toMatchObject([409, { constraint: "idempotency_key_done" }]);
});
