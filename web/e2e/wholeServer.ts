import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { talkTo } from "#server/testing.ts";
import { test as base, type Visitor } from "./browser.ts";

const program = join(import.meta.dirname, "..", "..", "server", "main.ts");

/** The browser against the whole program, whose server processes are replaced when objects and fields change. */
export const test = base.extend(
  "server",
  { scope: "file" },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted: none.
  async ({}, { onCleanup }) => {
    const name = `crm_whole_${randomUUID().slice(0, 8)}`;
    const databaseUrl = new URL(inject("ownerUrl"));
    databaseUrl.pathname = `/${name}`;
    const dataDir = mkdtempSync(join(tmpdir(), "rowan-whole-"));
    await asSuperuser(`create database ${name} owner crm`);
    const jwtSecret = inject("jwtSecret");
    const main = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl.href,
        DATA_DIR: dataDir,
        JWT_SECRET: jwtSecret,
        PORT: "0",
        WORKERS: "1",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      main.once("exit", () => reject(new Error("The server does not start")));
      main.stdout.on("data", (text) => {
        const address = /ready at (\S+)/.exec(String(text))?.[1];
        if (address) resolve(address);
      });
    });
    const pool = new pg.Pool({ connectionString: databaseUrl.href, max: 2 });
    onCleanup(async () => {
      await pool.end();
      main.kill();
      await once(main, "exit");
      await asSuperuser(`drop database ${name} with (force)`);
      rmSync(dataDir, { recursive: true });
    });
    return talkTo({ url, pool, jwtSecret });
  },
);

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("superuserUrl") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A server process that does not know a new object or field yet says so, and the client asks again: the console tells of that alone. */
export function allowWaiting({ complaints }: Visitor): void {
  const others = complaints.filter((one) => !/Failed to load resource: .* status of (400|503)/.test(one));
  complaints.splice(0, complaints.length, ...others);
}
