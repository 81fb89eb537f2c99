import pg from "pg";
import type { Log } from "./log.ts";

export interface PoolOptions {
  url: string;
  log: Log;
  max?: number;
}

/** A pool that outlives the connections it loses: a restart of PostgreSQL costs requests, never the process. */
export function makePool({ url, log, max = 10 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 10_000, keepAlive: true });
  const onError = (error: Error) => log.warn({ err: error }, "A connection to PostgreSQL broke");
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}

/** Who asks: a session (its id stands in the access token), an API key (by its SHA-256), or neither: a visitor. */
export interface Caller {
  sessionId?: string;
  apiKeyHash?: Buffer;
}

/** Runs `work` in one transaction, as that person and under their rights alone. */
export async function asPerson<Result>(
  pool: pg.Pool,
  { sessionId, apiKeyHash }: Caller,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, async (client) => {
    await client.query("select app_hidden.enter($1::uuid, $2::bytea)", [sessionId ?? null, apiKeyHash ?? null]);
    return work(client);
  });
}

/** Runs `work` between begin and commit, or rollback when it fails. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      broken = rollbackError; // the connection is of no more use
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
