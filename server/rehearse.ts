import "./graphql/nullCursors.ts";
import { postgraphile } from "postgraphile";
import { readErrors } from "./errors.ts";
import { makePreset } from "./graphile.config.ts";
import type { Log } from "./log.ts";
import { makePool } from "./pg.ts";

/**
 * Makes GraphQL of the shipped objects and throws it away. A process that has done so makes the real one in two thirds of the time,
 * because its code is compiled by then.
 */
export async function rehearse({
  url,
  jwtSecret,
  log,
}: {
  /** Logs in as the authenticator. */
  url: string;
  jwtSecret: string;
  log: Log;
}): Promise<void> {
  const pool = makePool({ url, log, max: 1 });
  try {
    const errors = await readErrors({ pool, log });
    const pgl = postgraphile(makePreset({ pool, errors, jwtSecret, schemas: ["app_public"] }));
    await pgl.getSchemaResult();
    await pgl.release();
  } finally {
    await pool.end();
  }
}
