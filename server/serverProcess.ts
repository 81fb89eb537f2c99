// One of the processes that serve; server/main.ts starts it, tells it what to do and replaces it.

import cluster from "node:cluster";
import type { z } from "zod";
import { readEnv } from "./env.ts";
import { recentOperations } from "./graphql/recent.ts";
import { createLog } from "./log.ts";
import { tellMeasures } from "./measures.ts";
import { rehearse } from "./rehearse.ts";
import { type Serving, serve, servingUrl } from "./serve.ts";
import { Order, type Report, titles } from "./servers.ts";
import { StartError } from "./startError.ts";

process.title = titles.spare;
const env = readEnv();
const log = createLog(env.logLevel);
const rehearsal = new AbortController();
let serving: Serving | undefined;

const report = (message: z.infer<typeof Report>) => void process.send?.(message);
const leave = async (how: "drain" | "stop") => {
  await serving?.[how]();
  process.exit();
};

/** Building the schema leaves a third of the memory behind as garbage, which V8 would keep. */
const collectGarbage = () => void globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });

/** Few are to wait while it goes, for a tenth of a second. */
function collectGarbageOnceCalm(): void {
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > 0.2) return;
    clearInterval(timer);
    collectGarbage();
  }, 1_000);
  timer.unref();
}

tellMeasures();
cluster.worker?.on("error", () => process.exit(1)); // the first process is no more, and we end with it
process.on("SIGINT", () => {}); // Ctrl+C reaches every process; the first one decides the order
process.once("SIGTERM", () => void leave("drain"));
process.on("message", async (message: unknown) => {
  const { data: order } = Order.safeParse(message);
  if (!order) return; // of something else
  if (order.order === "tell") return report({ report: "operations", operations: recentOperations() });
  if (order.order === "rehearse") {
    // What fails here will be told when it matters.
    await rehearse({ env, url: servingUrl(env, order.authenticatorUrl), signal: rehearsal.signal }).catch((error) =>
      log.debug({ err: error }, "A spare process could not rehearse"),
    );
    if (!rehearsal.signal.aborted) collectGarbage();
    return;
  }
  rehearsal.abort();
  if (order.order !== "serve") return leave(order.order);
  try {
    serving = await serve({ env, authenticatorUrl: order.authenticatorUrl, operations: order.operations, log });
    process.title = titles.serving;
    report({ report: "ready", port: serving.port });
    collectGarbageOnceCalm();
  } catch (error) {
    const isStartError = error instanceof StartError;
    if (!isStartError) log.error({ err: error }, "This server process does not start");
    report({ report: "failed", message: error instanceof Error ? error.message : String(error), isStartError });
    process.exitCode = 1;
    process.disconnect();
  }
});
