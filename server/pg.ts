import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "./log.ts";

export interface PoolOptions {
  url: string;
  log: Log;
  max?: number;
  /** Whether a connection sends what it is asked without waiting for the answers before. It cannot COPY then. */
  pipeline?: boolean;
}

/**
 * A pool that outlives the connections it loses. While PostgreSQL restarts, whoever needs a new connection waits for
 * it a few seconds.
 */
export function makePool({ url, log, max = 10, pipeline = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "rowan",
  });
  const onError = (err: Error) => log.warn({ err }, "A connection to PostgreSQL broke");
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));

  const connect: () => Promise<pg.PoolClient> = pool.connect.bind(pool);
  const patiently = async () => {
    for (const end = Date.now() + patience; ; await sleep(100)) {
      try {
        return await connect();
      } catch (error) {
        if (!isRestarting(error) || Date.now() > end) throw error;
      }
    }
  };
  // The pool's own query() asks for its connection with a callback.
  type Callback = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient["release"]) => void;
  return Object.assign(pool, {
    connect(callback?: Callback) {
      const client = patiently();
      if (!callback) return client;
      client.then(
        (client) => callback(undefined, client, client.release),
        (error) => callback(error),
      );
    },
  });
}

const patience = 5_000;

/** Nobody listens yet, somebody who is not ready, or somebody who died before the greeting was over. */
function isRestarting(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  const restarting = ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "57P03"];
  return restarting.includes(code) || error.message === "Connection terminated unexpectedly";
}

/** How many connections are open before anybody asks, and milliseconds until there is one more when all of them are in use. */
const openFirst = 4;
const oneMoreAfter = 50;

/**
 * Opens connections ahead, of which each knows who a visitor is: a few at once, and more one by one while all are in use. A process
 * that takes over is asked by everybody at once, and a connection costs as much as ten answers: nobody is to wait for one.
 */
export async function openAhead(pool: pg.Pool): Promise<void> {
  const { max } = pool.options;
  const open = () => asPerson(pool, {}, async () => {});
  pool.options.max = Math.min(max, openFirst);
  await Promise.all(Array.from({ length: pool.options.max }, open));
  const timer = setInterval(() => {
    if (pool.ending || pool.options.max >= max) return clearInterval(timer);
    if (pool.idleCount > 0) return;
    pool.options.max++;
    open().catch(() => {}); // whoever needs one is told
  }, oneMoreAfter);
  timer.unref();
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
