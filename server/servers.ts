import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setPriority } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Operation } from "./graphql/recent.ts";
import { hangUpWithWorker } from "./handovers.ts";
import { schemaBehind } from "./http/metrics.ts";
import type { Log } from "./log.ts";
import { gatherMeasures } from "./measures.ts";
import { StartError } from "./startError.ts";

export interface Servers {
  port: number;
  /** Replaces the processes one after another by new ones, with the schema as it is now; no request notices. */
  replace(): Promise<void>;
  stop(): Promise<void>;
}

/** What the first process and a server process tell each other. */
export const Order = z.discriminatedUnion("order", [
  z.object({ order: z.literal("serve"), authenticatorUrl: z.string(), operations: z.array(Operation) }),
  z.object({ order: z.literal("rehearse"), authenticatorUrl: z.string() }),
  z.object({ order: z.enum(["tell", "drain", "stop"]) }),
]);
export const Report = z.discriminatedUnion("report", [
  z.object({ report: z.literal("ready"), port: z.number() }),
  z.object({ report: z.literal("failed"), message: z.string(), isStartError: z.boolean() }),
  z.object({ report: z.literal("operations"), operations: z.array(Operation) }),
]);

/** What `ps` calls our processes. */
export const titles = { serving: "rowan server", spare: "rowan spare" };

/** Milliseconds until there is a spare process again, so that it does not slow down what needs it. */
const spareAfter = 2_000;
/** Milliseconds until that rehearses, once it has loaded. */
const rehearsalAfter = 4_000;

/** V8 would let what is new grow to 128 MB before it looks what of it is needed; a quarter of it answers nearly as many requests. */
const execArgv = ["--expose-gc", "--max-semi-space-size=16"];

const forkEnv = {
  // What was compiled stays compiled: a third less time to start, a fifth less memory.
  NODE_COMPILE_CACHE: join(import.meta.dirname, "..", "node_modules", ".cache", "node"),
  // glibc keeps a heap for each thread, which are mostly empty here: 40 MB less of each process.
  MALLOC_ARENA_MAX: "2",
  // And gives back what a large file took.
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/** Serves from `count` processes that share one port, and puts a new one in the place of any that dies. */
export async function startServers({
  count,
  authenticatorUrl,
  log,
}: {
  count: number;
  authenticatorUrl: string;
  log: Log;
}): Promise<Servers> {
  cluster.setupPrimary({ exec: join(import.meta.dirname, "serverProcess.ts"), execArgv });
  const running = new Set<Worker>();
  let stopping = false;

  /** A process that has loaded and compiled what it needs and waits to be told to serve: a second that nobody waits for. */
  let spare: Worker | undefined;
  const fork = () => {
    const worker = cluster.fork(forkEnv);
    worker.on("error", (err) => log.error({ err }, "A server process has trouble"));
    gatherMeasures(worker, running);
    hangUpWithWorker(worker);
    return worker;
  };
  const keepSpare = async () => {
    await sleep(spareAfter, undefined, { ref: false });
    if (stopping || (spare && !spare.isDead())) return;
    const made = fork();
    spare = made;
    await sleep(rehearsalAfter, undefined, { ref: false });
    if (spare === made) made.send({ order: "rehearse", authenticatorUrl } satisfies z.infer<typeof Order>, () => {}); // it may be gone
  };

  const start = async (operations: Operation[] = []) => {
    const worker = spare?.isConnected() ? spare : fork();
    spare = undefined;
    const ready = awaitReady(worker);
    worker.send({ order: "serve", authenticatorUrl, operations } satisfies z.infer<typeof Order>);
    const port = await ready;
    void keepSpare();
    running.add(worker);
    worker.once("exit", (code, signal) => {
      if (!running.delete(worker) || stopping) return;
      log.error({ code, signal, pid: worker.process.pid }, "A server process ended and is replaced");
      void revive();
    });
    return port;
  };
  const revive = async () => {
    for (let delay = 100; ; delay = Math.min(delay * 2, 10_000)) {
      await sleep(delay, undefined, { ref: false });
      if (stopping) return;
      const port = await start().catch((err) => void log.error({ err }, "A server process does not start"));
      if (port !== undefined) return;
    }
  };
  const dismiss = async (worker: Worker, order: "drain" | "stop") => {
    running.delete(worker);
    if (worker.isDead()) return;
    const gone = once(worker, "exit");
    worker.send({ order } satisfies z.infer<typeof Order>, () => {}); // it may be gone already
    await gone;
  };

  const ports = await Promise.all(Array.from({ length: count }, start));
  let replacing: Promise<void> | undefined;
  let again = false;
  return {
    port: ports[0] ?? 0,
    replace() {
      if (replacing) again = true; // one more round, for what changed meanwhile
      schemaBehind.set(1);
      replacing ??= (async () => {
        do {
          again = false;
          for (const old of [...running]) {
            giveWay(old);
            await start(await operationsOf(old));
            void dismiss(old, "drain");
          }
        } while (again && !stopping);
        schemaBehind.set(0);
      })().finally(() => {
        replacing = undefined;
      });
      return replacing;
    },
    async stop() {
      stopping = true;
      await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && dismiss(worker, "stop")));
    },
  };
}

/** Nobody notices that the old process is a little slower, and all that the new one is sooner. */
function giveWay({ process: { pid } }: Worker): void {
  try {
    if (pid) setPriority(pid, 5);
  } catch {
    // it has just ended
  }
}

/** What was asked of a process last. One that does not tell within a second is not waited for. */
async function operationsOf(worker: Worker): Promise<Operation[]> {
  const { promise, resolve } = Promise.withResolvers<Operation[]>();
  const hear = (message: unknown) => {
    const { data: report } = Report.safeParse(message);
    if (report?.report === "operations") resolve(report.operations);
  };
  worker.on("message", hear);
  worker.send({ order: "tell" } satisfies z.infer<typeof Order>, () => {}); // it may be gone already
  const operations = await Promise.race([promise, sleep(1000, [], { ref: false })]);
  worker.off("message", hear);
  return operations;
}

function awaitReady(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: unknown) => {
      const { data: report } = Report.safeParse(message);
      if (!report) return; // of something else
      if (report.report === "ready") return resolve(report.port);
      if (report.report === "failed")
        reject(report.isStartError ? new StartError(report.message) : new Error(report.message));
    });
    worker.once("exit", (code, signal) => reject(new Error(`A server process ended at once (${signal ?? code})`)));
  });
}
