import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import pg from "pg";
import { signAccessToken } from "../http/caller.ts";
import { memoryOf, treeOf } from "./process.ts";
import type { Started } from "./servers.ts";

/** Open clients, each told of every change: how long after its commit, and at what cost. */
export async function measureLive({
  rowan,
  sessionId,
  jwtSecret,
  ownerUrl,
  contacts,
  subscribers = 200,
  perSecond = 50,
  seconds,
}: {
  rowan: Started;
  /** Of the member of whom there are so many sessions. */
  sessionId: string;
  jwtSecret: string;
  ownerUrl: string;
  contacts: readonly string[];
  subscribers?: number;
  perSecond?: number;
  seconds: number;
}): Promise<Record<string, string>> {
  const committed = new Map<string, number>();
  const latencies: number[] = [];
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows: sessions } = await owner.query<{ id: string; user_id: string }>(
    "insert into app_private.sessions (user_id) select s.user_id from app_private.sessions s, generate_series(1, $2) where s.id = $1 returning id, user_id",
    [sessionId, subscribers],
  );
  const clients = sessions.map(({ id, user_id }) =>
    createClient({
      url: `${rowan.url.replace("http", "ws")}/graphql`,
      connectionParams: {
        authorization: `Bearer ${signAccessToken({ userId: user_id, sessionId: id, secret: jwtSecret })}`,
      },
      retryAttempts: 0,
    }),
  );
  for (const client of clients)
    client.subscribe<{ recordChanges: { recordId: string }[] }>(
      {
        query:
          'subscription { recordChanges(objects: ["contacts"]) { cursor operation object recordId changedFields } }',
      },
      {
        next({ data }) {
          const now = performance.now();
          for (const { recordId } of data?.recordChanges ?? []) {
            const at = committed.get(recordId);
            if (at !== undefined) latencies.push(now - at);
          }
        },
        error() {}, // what is not told shows in the number of events
        complete() {},
      },
    );
  await sleep(5_000);
  const pid = rowan.child.pid ?? 0;
  const processes = treeOf(pid);
  const calm = await usedOver(processes, seconds / 2);
  const memory = [memoryOf(pid)];
  const before = cpuOf(processes);
  const beforeHere = process.cpuUsage();
  const ids = contacts.slice(0, perSecond * seconds);
  const begun = performance.now();
  for (const [n, id] of ids.entries()) {
    await sleep(Math.max(0, begun + (n * 1000) / perSecond - performance.now()));
    await owner.query("update app_public.contacts set job_title = $2 where id = $1", [id, `Number ${n} ${begun}`]);
    committed.set(id, performance.now());
    if ((n + 1) % Math.ceil(ids.length / 8) === 0) memory.push(memoryOf(pid));
  }
  const took = (performance.now() - begun) / 1000;
  for (let waited = 0; latencies.length < ids.length * subscribers && waited < 30; waited++) await sleep(1_000);
  const all = (performance.now() - begun) / 1000;
  const cpu = cpuOf(processes) - before;
  const here = process.cpuUsage(beforeHere);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => `${(latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(0)} ms`;
  const result = {
    subscribers: String(subscribers),
    "changes a second": (ids.length / took).toFixed(0),
    "events told of those expected": `${latencies.length} of ${ids.length * subscribers}`,
    "latency p50, p95, p99": [at(0.5), at(0.95), at(0.99)].join(", "),
    "CPU of the server while nothing changes": `${(100 * calm).toFixed(1)} % of a core`,
    "CPU of the server": `${((100 * cpu) / all).toFixed(1)} % of a core, ${((1e6 * (cpu - calm * all)) / latencies.length).toFixed(0)} µs for each event and subscriber`,
    "CPU of those who listen": `${((here.user + here.system) / all / 1e4).toFixed(1)} % of a core`,
    "memory of the server, before, meanwhile and after": `${[...memory, memoryOf(pid)].join(", ")} MB`,
  };
  await owner.end();
  await Promise.all(clients.map((client) => client.dispose()));
  return result;
}

/** Seconds of CPU that these processes have used, where the system tells. */
function cpuOf(processes: readonly number[]): number {
  return processes
    .map((pid) => {
      const path = `/proc/${pid}/stat`;
      if (!existsSync(path)) return 0;
      const [user = 0, system = 0] =
        readFileSync(path, "utf8").split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
      return (user + system) / 100;
    })
    .reduce((sum, each) => sum + each, 0);
}

async function usedOver(processes: readonly number[], seconds: number): Promise<number> {
  const before = cpuOf(processes);
  await sleep(seconds * 1000);
  return (cpuOf(processes) - before) / seconds;
}
