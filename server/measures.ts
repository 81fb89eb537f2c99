// Prometheus asks one address and reaches any one of our processes; the answer is of all of them.
import cluster, { type Worker } from "node:cluster";
import { setTimeout as sleep } from "node:timers/promises";
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from "prom-client";
import { z } from "zod";
import { metrics } from "./http/metrics.ts";

type Measures = MetricObjectWithValues<MetricValue<string>>[];

/** A server process asks for all; the first process asks each for its own, and answers. */
const Message = z.discriminatedUnion("measures", [
  z.object({ measures: z.literal("all"), id: z.number() }),
  z.object({ measures: z.literal("own"), id: z.number() }),
  z.object({ measures: z.literal("values"), id: z.number(), values: z.custom<Measures>(Array.isArray) }),
  z.object({ measures: z.literal("text"), id: z.number(), text: z.string() }),
]);
type Message = z.infer<typeof Message>;

const waiting = new Map<number, (answer: Message) => void>();
let lastId = 0;

/** The metrics of all processes, in the text that Prometheus reads. */
export async function allMetrics(): Promise<string> {
  if (!cluster.isWorker) return metrics.metrics();
  const answer = await ask((message) => process.send?.(message), "all");
  return answer?.measures === "text" ? answer.text : metrics.metrics();
}

/** In a server process: gives the first one our measures when it asks. */
export function tellMeasures(): void {
  process.on("message", async (received: unknown) => {
    const { data: message } = Message.safeParse(received);
    if (message?.measures === "own") {
      const values: Message = { measures: "values", id: message.id, values: await metrics.getMetricsAsJSON() };
      process.send?.(values);
    } else if (message) settle(message);
  });
}

/** In the first process: answers a server process that was asked for the measures of all. */
export function gatherMeasures(worker: Worker, all: Iterable<Worker>): void {
  worker.on("message", async (received: unknown) => {
    const { data: message } = Message.safeParse(received);
    if (message?.measures !== "all") return message && settle(message);
    const answers = await Promise.all(Array.from(all, (each) => ask((message) => each.send(message), "own")));
    const values = answers.flatMap((answer) => (answer?.measures === "values" ? [answer.values] : []));
    const text = await AggregatorRegistry.aggregate([await metrics.getMetricsAsJSON(), ...values]).metrics();
    if (worker.isConnected()) worker.send({ measures: "text", id: message.id, text } satisfies Message);
  });
}

/** Whoever does not answer within a second is left out. */
async function ask(send: (message: Message) => unknown, measures: "all" | "own"): Promise<Message | undefined> {
  const id = ++lastId;
  const { promise, resolve } = Promise.withResolvers<Message>();
  waiting.set(id, resolve);
  send({ measures, id });
  const answer = await Promise.race([promise, sleep(1000, undefined, { ref: false })]);
  waiting.delete(id);
  return answer;
}

function settle(message: Message): void {
  waiting.get(message.id)?.(message);
}
