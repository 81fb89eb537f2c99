import pg from "pg";
import { talkTo } from "#server/testing.ts";
import { startProgram } from "#server/testingProgram.ts";
import { test as base, type Visitor } from "./browser.ts";

/** The browser against the whole program, whose server processes are replaced when objects and fields change. */
export const test = base.extend(
  "server",
  { scope: "file" },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted: none.
  async ({}, { onCleanup }) => {
    const { url, databaseUrl, jwtSecret, stop } = await startProgram({ WORKERS: "1" });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    onCleanup(async () => {
      await pool.end();
      await stop();
    });
    return talkTo({ url, pool, jwtSecret });
  },
);

/** A server process that does not know a new object or field yet says so, and the client asks again: the console tells of that alone. */
export function allowWaiting({ complaints }: Visitor): void {
  const others = complaints.filter((one) => !/Failed to load resource: .* status of (400|503)/.test(one));
  complaints.splice(0, complaints.length, ...others);
}
