import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "./log.ts";

const channel = "postgraphile_watch";

/**
 * Calls `onChange` when the functions that change objects and fields say that they did, on whichever server they ran.
 * A broken connection counts as a change, because one may have been missed.
 */
export async function watchSchema({
  url,
  log,
  onChange,
}: {
  url: string;
  log: Log;
  onChange: () => void;
}): Promise<{ stop(): Promise<void> }> {
  const stopped = new AbortController();
  let client = await listen();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      await once(client, "end").catch(() => {});
      while (!stopped.signal.aborted) {
        await sleep(500, undefined, { signal: stopped.signal }).catch(() => {});
        const next = await listen().catch((err) => void log.warn({ err }, "Changes of the schema cannot be heard yet"));
        if (!next) continue;
        client = next;
        onChange();
        break;
      }
    }
  })();

  async function listen(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on("error", (err) => log.warn({ err }, "The connection that hears of schema changes broke"));
    next.on("notification", onChange);
    await next.connect();
    await next.query(`listen ${channel}`);
    return next;
  }

  return {
    async stop() {
      stopped.abort();
      await client.end();
      await watching;
    },
  };
}
