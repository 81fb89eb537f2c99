import { expect, vi } from "vitest";
import { readErrors } from "./errors.ts";
import { createLog } from "./log.ts";
import { allMetrics } from "./measures.ts";
import { makePool } from "./pg.ts";
import { test } from "./testing.ts";

test("a process that has rehearsed makes the same of the database as one that has not", async ({
  server,
  database,
  env,
}) => {
  // Once PostGraphile is mended, as for the server.
  const { rehearse } = await import("./rehearse.ts");
  const { makeSchema } = await import("postgraphile");
  const { makePreset } = await import("./graphile.config.ts");
  const { printSchema } = await import("postgraphile/graphql");
  const log = createLog("silent");
  await server.owner.query("select app_public.create_object('Order', 'Orders')");
  const pool = makePool({ url: database.authenticatorUrl, log, max: 1 });
  const errors = await readErrors({ pool, log });
  const make = async () => printSchema((await makeSchema(makePreset({ pool, errors, jwtSecret: "" }))).schema);
  const before = await make();
  const said = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  await rehearse({ env, url: database.authenticatorUrl, signal: new AbortController().signal });
  for (const each of said) expect(each).not.toHaveBeenCalled();
  expect(await allMetrics()).not.toContain("rowan_http_request_duration_seconds_count");
  expect(await make()).toBe(before);
  expect(before).toContain("type Order ");
  await pool.end();
});
