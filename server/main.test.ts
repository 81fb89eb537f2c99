import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { Agent, type ClientRequest, request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signAccessToken } from "./http/caller.ts";
import { titles } from "./servers.ts";
import { type Program, startProgram } from "./testingProgram.ts";

let program: Program;
let url: string;

beforeAll(async () => {
  // A port that stays the same when all server processes are gone for a moment.
  program = await startProgram({ PORT: String(await freePort()), WORKERS: "2" });
  url = program.url;
}, 120_000);
afterAll(() => program.stop());

test("a table made at run time is served by all processes within seconds, and no request is refused meanwhile", async () => {
  const [ann] = await query<{ id: string; session_id: string }>(
    program.databaseUrl,
    `with person as (
       insert into app_public.users (email, name, role_id) select 'ann@example.com', 'Ann', id from app_public.roles where key = 'admin'
       returning id
     )
     insert into app_private.sessions (user_id) select id from person returning user_id as id, id as session_id`,
  );
  if (!ann) throw new Error("Ann could not be made");
  const token = signAccessToken({ userId: ann.id, sessionId: ann.session_id, secret: program.jwtSecret });
  const load = startLoad();
  const before = serverPids();
  await query(
    program.databaseUrl,
    `create table app_custom.gadgets (id uuid primary key default uuidv7(), name text not null);
     grant select on app_custom.gadgets to ${new URL(program.databaseUrl).pathname.slice(1)}_admin;
     notify postgraphile_watch`,
  );
  await eventually(async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const response = await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}`, connection: "close" },
          body: JSON.stringify({ query: "{ gadgets { totalCount } }" }),
        });
        return response.text();
      }),
    );
    expect(new Set(answers)).toEqual(new Set(['{"data":{"gadgets":{"totalCount":0}}}']));
  });
  await eventually(async () => expect(serverPids().filter((pid) => before.includes(pid))).toEqual([]));
  const { answered, failures } = await load.stop();
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(100);
}, 120_000);

test("the metrics are those of all processes", async () => {
  const read = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text.match(/^process_resident_memory_bytes/gm)).toHaveLength(1);
    expect(text).toContain("\nrowan_schema_behind 0\n");
    return Number(text.match(/^rowan_http_request_duration_seconds_count\{.*path="\/readyz".*\} (\d+)$/m)?.[1] ?? 0);
  };
  const before = await read();
  // Each on a connection of its own, which any of the processes takes.
  await Promise.all(Array.from({ length: 40 }, () => fetch(`${url}/readyz`, { headers: { connection: "close" } })));
  expect(await read()).toBe(before + 40);
});

test("server processes that are killed are replaced, and nobody waits for an answer of theirs", async () => {
  const load = startLoad({ clients: 40, keepAlive: false });
  for (let n = 0; n < 4; n++) {
    const [victim] = serverPids();
    process.kill(victim ?? 0, "SIGKILL");
    await eventually(async () => {
      const now = serverPids();
      expect(now).toHaveLength(2);
      expect(now).not.toContain(victim);
    });
    await sleep(500);
  }
  await eventually(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200));
  const { failures } = await load.stop();
  expect(failures.filter((failure) => failure === "no answer")).toEqual([]);
}, 120_000);

test("told to stop, it answers what it was asked, and leaves nothing behind", async () => {
  const children = serverPids();
  const answer = fetch(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "nobody@example.com", password: "a wrong password" }), // takes a while to refuse
  });
  await sleep(50);
  const { child } = program;
  child.kill();
  expect((await answer).status).toBe(401);
  if (child.exitCode === null) await once(child, "exit");
  expect(child.exitCode).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
}, 30_000);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}

/** Clients that ask again and again, on connections they keep as browsers and integrations do, or on new ones. */
function startLoad({ clients: count = 16, keepAlive = true } = {}) {
  const agent = new Agent({ keepAlive, maxSockets: count });
  const failures: string[] = [];
  let answered = 0;
  let stopped = false;
  const ask = () =>
    new Promise<void>((resolve) => {
      request(`${url}/readyz`, { agent, timeout: 8_000 }, (response) => {
        if (response.statusCode !== 200) failures.push(String(response.statusCode));
        response.resume().once("end", () => {
          answered++;
          resolve();
        });
      })
        .once("timeout", function (this: ClientRequest) {
          this.destroy(new Error("no answer"));
        })
        .once("error", (error) => {
          failures.push(error.message);
          resolve();
        })
        .end();
    });
  const clients = Array.from({ length: count }, async () => {
    while (!stopped) {
      await ask();
      await sleep(5);
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(clients);
      agent.destroy();
      return { answered, failures };
    },
  };
}

function serverPids(): number[] {
  const lines = execFileSync("ps", ["-axo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  const processes = lines.map((line) => line.trim().split(/\s+/));
  return processes
    .filter(([, parent, ...title]) => Number(parent) === program.child.pid && title.join(" ") === titles.serving)
    .map(([pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function eventually(check: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 45_000; ; await sleep(100)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

async function query<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
