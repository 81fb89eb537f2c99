import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { Server as NetServer } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "./app.ts";
import { logins } from "./database/logins.ts";
import type { Env } from "./env.ts";
import type { Operation } from "./graphql/recent.ts";
import { listen } from "./listen.ts";
import type { Log } from "./log.ts";
import { makePool } from "./pg.ts";

export interface Serving {
  /** The port in use, which PORT=0 leaves to the system. */
  port: number;
  /** Lets running requests end and goes; idle connections are cut at once. */
  stop(): Promise<void>;
  /** The same for a server that others replace: each idle connection is answered once more, and told to go. */
  drain(): Promise<void>;
}

/** Milliseconds within which clients come to the process that takes over: its first answers are slow, and are not to be all of them. */
const handOver = 300;

/** Milliseconds that a request may take to arrive. A large file over a slow line takes more than the five minutes of Node. */
const requestTimeout = 2 * 3_600_000;

/** How the processes that serve log in: by the pooler where there is one. */
export function servingUrl({ poolUrl, jwtSecret }: Env, authenticatorUrl: string): string {
  return poolUrl ? logins({ ownerUrl: poolUrl, jwtSecret }).authenticator.url : authenticatorUrl;
}

/** Serves web, GraphQL and REST from this process. */
export async function serve({
  env,
  authenticatorUrl,
  operations = [],
  log,
}: {
  env: Env;
  authenticatorUrl: string;
  /** What will probably be asked. */
  operations?: readonly Operation[];
  log: Log;
}): Promise<Serving> {
  const pool = makePool({ url: servingUrl(env, authenticatorUrl), log, max: 20, pipeline: true });
  const server = env.tls
    ? createHttpsServer({ requestTimeout, cert: readFileSync(env.tls.cert), key: readFileSync(env.tls.key) })
    : createHttpServer({ requestTimeout });
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (_request, socket) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
  });
  const leaving = new AbortController();
  const app = await createApp({ env, log, pool, authenticatorUrl, server, leaving: leaving.signal, operations });
  const port = await listen(server, env);

  const close = async ({ patience, spread = 0 }: { patience: number; spread?: number }) => {
    const closed = new Promise((resolve) => server.once("close", resolve));
    leaving.abort();
    const began = performance.now();
    const leaveAfter = new WeakMap<Duplex, number>();
    server.prependListener("request", ({ socket }, response) => {
      const after = leaveAfter.get(socket) ?? Math.random() * spread;
      leaveAfter.set(socket, after);
      if (performance.now() - began >= after) response.setHeader("Connection", "close");
    });
    NetServer.prototype.close.call(server); // http's own would cut the idle connections too
    await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
    for (const socket of upgraded) socket.destroy(); // their clients connect again
    // A request that was running before keeps its connection, which is idle once it is answered.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    await Promise.race([closed, sleep(20_000, undefined, { ref: false })]);
    clearInterval(sweep);
    server.closeAllConnections();
    await app.release();
    await pool.end();
  };
  return {
    port,
    stop: () => close({ patience: 0 }),
    drain: () => close({ patience: server.keepAliveTimeout + 1000, spread: handOver }),
  };
}
