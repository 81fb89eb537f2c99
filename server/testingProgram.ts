import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { asSuperuser } from "#db/testing.ts";
import { type Started, startServer } from "./bench/servers.ts";

export interface Program extends Started {
  databaseUrl: string;
  jwtSecret: string;
}

/** Starts the whole program, as operators do, over an empty database of its own, which is gone when it is stopped. */
export async function startProgram(env: Record<string, string>): Promise<Program> {
  const name = `crm_program_${randomUUID().slice(0, 8)}`;
  const databaseUrl = Object.assign(new URL(inject("ownerUrl")), { pathname: name }).href;
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-program-"));
  const jwtSecret = inject("jwtSecret");
  await asSuperuser(`create database ${name} owner crm`);
  const started = await startServer("main.ts", {
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, JWT_SECRET: jwtSecret },
    ...env,
  });
  return {
    ...started,
    databaseUrl,
    jwtSecret,
    async stop() {
      await started.stop();
      await asSuperuser(`drop database ${name} with (force)`);
      rmSync(dataDir, { recursive: true });
    },
  };
}
