import { Agent, request } from "node:http";

export interface Measured {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface Call {
  method?: string;
  path: string;
  body?: unknown;
}

export type Work = (turn: number) => Promise<void>;

/** Measures several ways by turns, so that what else the machine does meanwhile is in all of them. */
export async function measureInTurns<Way extends string>(
  ways: Record<Way, Work>,
  { clients = 16, seconds, rounds = 3 }: { clients?: number; seconds: number; rounds?: number },
): Promise<Record<string, Measured>> {
  const names = Object.keys(ways);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries<Work>(ways)) {
      const warmUp = round === 0 ? 0.7 : 0.2;
      times.get(name)?.push(...(await run(work, { clients, seconds: seconds / rounds, warmUp })));
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(times.get(name) ?? [], seconds)]));
}

/** Measures one way alone. */
export async function measure(
  work: Work,
  { clients, seconds, warmUp = 0.3 }: { clients: number; seconds: number; warmUp?: number },
): Promise<Measured> {
  return summarise(await run(work, { clients, seconds, warmUp }), seconds);
}

/** Lets `clients` do `work` again and again for some seconds, after a moment of warming up; gives how long each took. */
async function run(
  work: Work,
  { clients, seconds, warmUp }: { clients: number; seconds: number; warmUp: number },
): Promise<number[]> {
  const times: number[] = [];
  const from = performance.now() + warmUp * 1000;
  const until = from + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (;;) {
        const start = performance.now();
        if (start > until) return;
        await work(turn++);
        if (start >= from) times.push(performance.now() - start);
      }
    }),
  );
  return times;
}

let turn = 0;

function summarise(times: number[], seconds: number): Measured {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Sends requests on connections that are kept, as a browser does; a wrong answer ends the measurement. */
export function makeSender(url: string, token: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return (call: Call): Promise<string> =>
    new Promise((resolve, reject) => {
      const body = call.body === undefined ? undefined : JSON.stringify(call.body);
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
      };
      const method = call.method ?? (body === undefined ? "GET" : "POST");
      request(url + call.path, { agent, method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part) => {
          text += part;
        });
        response.once("end", () => {
          if ((response.statusCode ?? 500) < 300 && !text.includes('"errors":')) resolve(text);
          else reject(new Error(`${method} ${call.path}: ${response.statusCode} ${text.slice(0, 500)}`));
        });
      })
        .once("error", reject)
        .end(body);
    });
}
