import { expect } from "vitest";
import { readErrors } from "./errors.ts";
import { createLog } from "./log.ts";
import { makePool } from "./pg.ts";
import { rehearse } from "./rehearse.ts";
import { test } from "./testing.ts";

test("a process that has rehearsed makes the same of the database as one that has not", async ({
  server,
  database,
}) => {
  // Once PostGraphile is mended, as for the server.
  const { makeSchema } = await import("postgraphile");
  const { makePreset } = await import("./graphile.config.ts");
  const { printSchema } = await import("postgraphile/graphql");
  const log = createLog("silent");
  await server.owner.query("select app_public.create_object('Order', 'Orders')");
  const pool = makePool({ url: database.authenticatorUrl, log, max: 1 });
  const errors = await readErrors({ pool, log });
  const make = async () => printSchema((await makeSchema(makePreset({ pool, errors, jwtSecret: "" }))).schema);
  const before = await make();
  await rehearse({ url: database.authenticatorUrl, jwtSecret: "", log });
  expect(await make()).toBe(before);
  expect(before).toContain("type Order ");
  await pool.end();
});
