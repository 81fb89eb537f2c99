import { expect } from "vitest";
import { createLog } from "./log.ts";
import { asPerson, makePool, openAhead } from "./pg.ts";
import { test } from "./testing.ts";

test("some connections are open before anybody asks, and there are more while all are in use, up to what is allowed", async ({
  database,
}) => {
  const pool = makePool({ url: database.authenticatorUrl, log: createLog("silent"), max: 6, pipeline: true });
  await openAhead(pool);
  expect(pool).toMatchObject({ totalCount: 4, idleCount: 4 });
  const work = Array.from({ length: 7 }, () => asPerson(pool, {}, (client) => client.query("select pg_sleep(1)")));
  await expect.poll(() => pool).toMatchObject({ totalCount: 6, idleCount: 0, waitingCount: 1 });
  await Promise.all(work);
  expect(pool).toMatchObject({ totalCount: 6, waitingCount: 0 });
  await pool.end();
});
