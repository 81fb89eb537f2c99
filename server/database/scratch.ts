import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../log.ts";
import { type Postgres, startPostgres } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { applyProgram } from "./migrations.ts";

/** Of no use to anybody after a crash, so nothing is spent on surviving one. */
const careless = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "300",
  shared_buffers: "128MB",
  max_wal_senders: "0",
  wal_level: "minimal",
};

/** A PostgreSQL in a temporary folder whose database `crm` is db/ as it is now; `stop` leaves nothing of it. */
export async function startScratch({ jwtSecret, log }: { jwtSecret: string; log: Log }): Promise<Postgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-scratch-"));
  chmodSync(dataDir, 0o755); // under root, PostgreSQL's account must get in
  const postgres = await startPostgres({ dataDir, log, override: careless });
  const stop = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  };
  try {
    await migrate({
      ownerUrl: postgres.ownerUrl,
      jwtSecret,
      log,
      load: async (settings, client) => {
        await client.query("begin");
        await applyProgram(client, settings);
        await client.query("commit");
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...postgres, stop };
}
