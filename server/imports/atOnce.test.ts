import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect } from "vitest";
import { test } from "../testing.ts";
import { ended, fileOf, upload } from "./testing.ts";

test("of many imports two run at once, and other jobs do not wait for them", { timeout: 120_000 }, async ({
  server,
  worker: _,
}) => {
  const { ann } = await server.people({ ann: "user" });
  const file = fileOf("first name,last name,email", 4_000, (n) => `Ann${n},Queued,ann${n}@queued.org`);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await upload(server, ann, file, "object=contacts")).id);
  await Promise.all(ids.map((id) => server.send(`/rest/imports/${id}/run`, { as: ann, method: "POST" })));
  await server.owner.query("select app_hidden.add_job('transfer__resume', job_key => 'beside')");
  let most = 0;
  let leftWhenOtherRan: number | undefined;
  for (;;) {
    const [now] = await server.owner.rows<{ busy: number; left: number; other: number }>(
      `select count(*) filter (where status = 'running' and phase <> 'waiting')::int as busy, count(*) filter (where status = 'running')::int as left,
         (select count(*)::int from graphile_worker.jobs where key = 'beside') as other from app_public.imports`,
    );
    if (!now) throw new Error("no row");
    most = Math.max(most, now.busy);
    if (now.other === 0) leftWhenOtherRan ??= now.left;
    if (now.left === 0) break;
    await sleep(50);
  }
  expect(most).toBe(2);
  expect(leftWhenOtherRan).toBeGreaterThan(0);
  expect(await server.owner.rows("select status from app_public.imports group by 1")).toEqual([{ status: "done" }]);
});

test("imports that name the same new companies make each once: one waits for the other, and says so", async ({
  server,
  database,
  worker: _,
}) => {
  const { bea } = await server.people({ bea: "user" });
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    await other.query("begin");
    await other.query("select pg_advisory_xact_lock(hashtextextended('companies', 8))");
    await other.query("insert into app_public.companies (name) values ('MassCo')");
    const file = "last name,company\nBerg,MassCo\nHill,massco\nFord,Other\n";
    const made = await upload(server, bea, file, "object=contacts&action=run");
    const begun = "select phase from app_public.imports where id = $1 and attempts > 0";
    await expect.poll(() => server.owner.rows(begun, [made.id]), { timeout: 10_000 }).toEqual([{ phase: "waiting" }]);
    await other.query("commit");
    expect(await ended(server, bea, made)).toMatchObject({ status: "done", created: 3 });
  } finally {
    await other.end();
  }
  expect(await server.owner.rows("select name from app_public.companies order by name")).toEqual([
    { name: "MassCo" },
    { name: "Other" },
  ]);
});

test("of whoever is put out, or whose key is revoked, in the middle of an import nothing is written", async ({
  server,
  database,
  worker: _,
}) => {
  const { cas, dov, eda } = await server.people({ cas: "user", dov: "user", eda: "admin" });
  const made = await server.graphql<{ createApiKey: { result: { key: string; apiKey: { id: string } } } }>(
    `mutation ($role: UUID!) { createApiKey(input: { name: "Shop", roleId: $role }) { result { key apiKey { id } } } }`,
    {
      as: eda,
      variables: {
        role: (await server.owner.rows<{ id: string }>("select id from app_public.roles where key = 'user'"))[0]?.id,
      },
    },
  );
  const { key, apiKey } = made.data?.createApiKey.result ?? { key: "", apiKey: { id: "" } };
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    await other.query("begin; lock table app_public.contacts in share mode"); // who imports waits
    const ofCas = await upload(server, cas, "last name\nOut\n", "object=contacts&action=run");
    const ofKey = await upload(server, key, "last name\nOut\n", "object=contacts&action=run");
    const begun = "select from app_public.imports where id in ($1, $2) and attempts > 0";
    await expect.poll(() => server.owner.rows(begun, [ofCas.id, ofKey.id]), { timeout: 10_000 }).toHaveLength(2);
    const put = await server.graphql(
      `mutation ($id: UUID!, $key: UUID!) {
        deactivateMember(input: { userId: $id }) { clientMutationId } revokeApiKey(input: { id: $key }) { clientMutationId } }`,
      { as: eda, variables: { id: cas.id, key: apiKey.id } },
    );
    expect(put.errors).toBeUndefined();
    await other.query("commit");
    const status = "select status, message from app_public.imports where id in ($1, $2) order by id";
    await expect
      .poll(() => server.owner.rows(status, [ofCas.id, ofKey.id]), { timeout: 10_000 })
      .toEqual(Array(2).fill({ status: "failed", message: "Whoever began this import is not active any more." }));
    const ofDov = await upload(server, dov, "last name\nIn\n", "object=contacts&action=run");
    expect(await ended(server, dov, ofDov)).toMatchObject({ status: "done", created: 1 });
  } finally {
    await other.end();
  }
  expect(await server.owner.rows("select from app_public.contacts where last_name = 'Out'")).toEqual([]);
});
