import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { Webhook } from "standardwebhooks";
import { assertLiteral, type Guard, guardedLookup } from "./addresses.ts";

/** A delivery as the database gives it out. */
export interface Delivery {
  id: string;
  body: string;
  url: string;
  /** The newest first; while one is rotated out, both sign. */
  secrets: string[];
}

/** What came of an attempt, as app_hidden.record_attempts takes it. */
export interface Attempt {
  id: string;
  is_delivered: boolean;
  /** Whether there is no use in trying again. */
  is_final: boolean;
  /** Seconds that the endpoint asks us to wait. */
  retry_after?: number | undefined;
  status?: number | undefined;
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
  error?: string | undefined;
  duration_ms: number;
}

const patience = 15_000;
const longestAnswer = 4_000;

export interface Sender {
  /** Sends a delivery once; never throws. */
  send(delivery: Delivery, signal: AbortSignal): Promise<Attempt>;
  close(): void;
}

/** Sends deliveries by the Standard Webhooks specification. */
export function makeSender(guard: Guard): Sender {
  const agents = {
    "http:": new HttpAgent({ keepAlive: true, timeout: patience, maxFreeSockets: 10 }),
    "https:": new HttpsAgent({ keepAlive: true, timeout: patience, maxFreeSockets: 10 }),
  };
  const lookup = guardedLookup(guard);

  async function post({ id, body, url: address, secrets }: Delivery, signal: AbortSignal) {
    const url = new URL(address);
    const isHttps = url.protocol === "https:";
    assertLiteral(url, guard);
    const headers = { ...sign({ id, body, secrets }), "content-length": Buffer.byteLength(body) };
    const options = { method: "POST", headers, lookup, signal, agent: agents[isHttps ? "https:" : "http:"] };
    // node:http follows no redirects: an answer that would send us elsewhere is a failure like any other.
    const request: ClientRequest = isHttps ? requestHttps(url, options) : requestHttp(url, options);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve).on("error", reject).end(body);
    });
    return { status: response.statusCode ?? 0, headers: shorten(response.headers), body: await read(response) };
  }

  return {
    async send(delivery, signal) {
      const begun = performance.now();
      const outcome = { id: delivery.id, is_delivered: false, is_final: false };
      const duration = () => Math.round(performance.now() - begun);
      try {
        const answer = await post(delivery, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
        return {
          ...outcome,
          ...answer,
          is_delivered: answer.status >= 200 && answer.status < 300,
          is_final: answer.status === 410,
          retry_after: retryAfter(answer.headers["retry-after"]),
          duration_ms: duration(),
        };
      } catch (error) {
        return { ...outcome, error: explain(error), duration_ms: duration() };
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** The headers of a delivery: its id, the time of this attempt, and a signature by each secret over both and the body. */
export function sign({ id, body, secrets }: Pick<Delivery, "id" | "body" | "secrets">): Record<string, string> {
  const now = new Date();
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Rowan-Webhooks/1.0",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
  };
}

/** The beginning of an answer; whoever sends more than we want to know is hung up on. */
async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestAnswer) break; // which destroys the connection
  }
  // PostgreSQL stores no zero bytes.
  return Buffer.concat(chunks).subarray(0, longestAnswer).toString("utf8").replaceAll("\0", "\uFFFD");
}

function shorten(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, 50)
      .map(([name, value]) => [name, String(value).slice(0, 500)]),
  );
}

/** Seconds or a date; no more than a day. */
function retryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.ceil(Math.min(Math.max(seconds, 0), 86_400)) : undefined;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError" || error.name === "AbortError")
    return `No answer within ${patience / 1000} seconds.`;
  // Of several addresses that were tried, each has its own error.
  if (error instanceof AggregateError) return error.errors.map(explain).join(" ");
  return error.message;
}
