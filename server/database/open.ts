import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import { startPostgres } from "./embedded.ts";
import { lockDataDir } from "./lock.ts";

export interface Database {
  ownerUrl: string;
  /** Tells the next one who wants this data folder what to know of us, such as our address. */
  announce(holder: string): void;
  close(): Promise<void>;
  /** Settles when the embedded PostgreSQL ended by itself and could not be brought back. */
  lost: Promise<Error>;
}

/** The database of DATABASE_URL, or the embedded one, started for as long as we run. */
export async function openDatabase({ env, holder, log }: { env: Env; holder: string; log: Log }): Promise<Database> {
  if (env.databaseUrl) {
    const lost = Promise.withResolvers<Error>().promise;
    return { ownerUrl: env.databaseUrl, announce() {}, async close() {}, lost };
  }
  const lock = await lockDataDir({ dataDir: env.dataDir, holder });
  const { ownerUrl, lost, stop } = await startPostgres({ dataDir: env.dataDir, log });
  return {
    ownerUrl,
    lost,
    announce(holder) {
      lock.holder = holder;
    },
    async close() {
      await stop();
      lock.release();
    },
  };
}
