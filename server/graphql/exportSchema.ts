import { join } from "node:path";
import { makeSchema } from "postgraphile";
import { lexicographicSortSchema, printSchema } from "postgraphile/graphql";
import { readErrors } from "../errors.ts";
import { makePreset } from "../graphile.config.ts";
import type { Log } from "../log.ts";
import { makePool } from "../pg.ts";
import { writeChanged } from "../writeChanged.ts";

export const schemaFile = join(import.meta.dirname, "..", "schema.graphql");

/** Writes the GraphQL schema of this database, sorted, to server/schema.graphql: the contract that the client is typed from. */
export async function exportSchema(authenticatorUrl: string, log: Log): Promise<string | undefined> {
  const pool = makePool({ url: authenticatorUrl, log, max: 2 });
  try {
    const errors = await readErrors({ pool, log });
    const { schema } = await makeSchema(makePreset({ pool, errors, jwtSecret: "" }));
    return await writeChanged(schemaFile, `${printSchema(lexicographicSortSchema(schema))}\n`);
  } finally {
    await pool.end();
  }
}
