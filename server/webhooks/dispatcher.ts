import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { makePool } from "../pg.ts";
import type { Guard } from "./addresses.ts";
import { type Attempt, type Delivery, makeSender } from "./send.ts";

const interval = 500;
const atOnce = 20;

export interface Dispatcher {
  /** Takes no new deliveries, and waits a moment for those on their way. */
  stop(): Promise<void>;
}

/**
 * Delivers what app_public.webhook_deliveries holds, which is the queue: looking there twice a second costs less than a job
 * for each event, whose NOTIFY halves what eight writers get done. Whoever takes a delivery has a minute for it, so a killed
 * process delays some and loses none; several processes share the work.
 */
export function startDispatcher({ url, guard, log }: { url: string; guard: Guard; log: Log }): Dispatcher {
  const pool = makePool({ url, log, max: 3 });
  const sender = makeSender(guard);
  const stopping = new AbortController();
  const hangUp = new AbortController();
  const draining = new Map<string, Promise<void>>();

  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const due = await pool
        .query<{ id: string }>("select w as id from app_hidden.due_webhooks() w")
        .catch((err: Error) => void log.warn({ err }, "Webhooks cannot be delivered at the moment"));
      for (const { id } of due?.rows ?? []) {
        if (draining.has(id)) continue;
        const drained = drain(id)
          .catch(async (err: Error) => {
            log.error({ err, webhookId: id }, "Deliveries of a webhook cannot be taken");
            await pause(30_000);
          })
          .finally(() => draining.delete(id));
        draining.set(id, drained);
      }
      await pause(due ? interval : 2_000);
    }
  })();

  /** Sends until nothing is due: one endpoint that is slow makes no other wait. */
  async function drain(id: string): Promise<void> {
    while (!stopping.signal.aborted) {
      const taken = await pool.query<Delivery>("select * from app_hidden.take_deliveries($1, $2)", [id, atOnce]);
      if (taken.rows.length === 0) return;
      const attempts = await Promise.all(taken.rows.map((delivery) => sender.send(delivery, hangUp.signal)));
      if (hangUp.signal.aborted) return; // they are due again in a minute
      await record(id, attempts);
    }
  }

  async function record(id: string, attempts: Attempt[]): Promise<void> {
    await pool.query("select app_hidden.record_attempts($1, $2)", [id, JSON.stringify(attempts)]);
  }

  async function pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }

  return {
    async stop() {
      stopping.abort();
      const impatient = setTimeout(() => hangUp.abort(), 3_000);
      await watching;
      await Promise.all(draining.values());
      clearTimeout(impatient);
      sender.close();
      await pool.end();
    },
  };
}
