import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { metrics } from "./http/metrics.ts";
import { createLog } from "./log.ts";
import { makePool } from "./pg.ts";

/** How often it is asked: enough for V8 to see what is worth compiling. */
const times = 100;

/**
 * Makes a server of the shipped objects, asks it what asks nothing of the database, and throws it away. A process that has done so
 * makes the real one in two thirds of the time and answers its first requests sooner, because its code is loaded and compiled by then.
 */
export async function rehearse({
  env,
  url,
  signal,
}: {
  env: Env;
  /** Logs in as the authenticator. */
  url: string;
  /** Aborts when the process is needed. */
  signal: AbortSignal;
}): Promise<void> {
  const log = createLog("silent");
  const pool = makePool({ url, log, max: 2, pipeline: true });
  const server = createServer();
  try {
    const app = await createApp({ env, log, pool, authenticatorUrl: url, server, leaving: signal, isRehearsal: true });
    // Not the port that all processes share.
    await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0, exclusive: true }, resolve));
    const { port } = server.address() as AddressInfo;
    for (let n = 0; n < times && !signal.aborted; n++) await ask(port, "{ __typename }");
    await pool.query("select n, n::text, now() from generate_series(1, 5000) n");
    await app.release();
  } finally {
    server.closeAllConnections();
    server.close();
    await pool.end();
    metrics.resetMetrics(); // nobody asked
  }
}

function ask(port: number, query: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, method: "POST", path: "/graphql", headers: { "content-type": "application/json" } });
    asked.once("error", reject);
    asked.once("response", (response) => response.resume().once("end", resolve));
    asked.end(JSON.stringify({ query }));
  });
}
