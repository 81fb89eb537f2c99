import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#server/database/embedded.ts";
import { migrate } from "#server/database/migrate.ts";
import { applyProgram } from "#server/database/migrations.ts";
import { createLog } from "#server/log.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Logs in as the owner of the database `crm`, which was built from db/ and which every test file copies. */
    ownerUrl: string;
    superuserUrl: string;
    jwtSecret: string;
  }
}

/** Before all tests: one PostgreSQL for the whole run, and in it the database that the tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog("error");
  const jwtSecret = "a secret that only the tests know and need";
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-test-"));
  chmodSync(dataDir, 0o755); // under root, PostgreSQL's account must get in
  const override = {
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    max_connections: "300",
    shared_buffers: "128MB",
    max_wal_senders: "0",
    wal_level: "minimal",
  };
  const postgres = await startPostgres({ dataDir, log, override });
  const teardown = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  };
  const { ownerUrl, superuserUrl } = postgres;
  const load = async (settings: Parameters<typeof applyProgram>[1], client: Parameters<typeof applyProgram>[0]) => {
    await client.query("begin");
    await applyProgram(client, settings);
    await client.query("commit");
  };
  try {
    await migrate({ ownerUrl, jwtSecret, log, load });
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("ownerUrl", ownerUrl);
  project.provide("superuserUrl", superuserUrl);
  project.provide("jwtSecret", jwtSecret);
  return teardown;
}
