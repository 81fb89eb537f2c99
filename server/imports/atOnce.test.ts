import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { test } from "../testing.ts";
import { fileOf, upload } from "./testing.ts";

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
