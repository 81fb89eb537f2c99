import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { keepSecrets, readSecrets, runningPostgres } from "../database/kept.ts";
import { titles } from "../servers.ts";
import { startCrowd } from "./crowd.ts";
import { makeMember } from "./data.ts";
import { type Started, startServer } from "./servers.ts";

/** Who is killed, in this order; the last one takes the first process and with it everything that it watches over. */
const victims = [
  "a server process",
  "the worker",
  "PostgreSQL",
  "a connection's process of PostgreSQL",
  "the whole server",
] as const;
type Victim = (typeof victims)[number];

export interface Endured {
  /**
   * Per kill, in milliseconds: when the database took connections again, how long after that the last request failed, and the
   * longest that any request took.
   */
  kills: { victim: Victim; database: number; serving: number; slowest: number }[];
  /** Writes that were answered with success, and those of them that are not there. */
  acknowledged: number;
  lost: string[];
  /** Imports that were taken in, and what is wrong with them: neither whole nor absent, or not ended. */
  imports: number;
  torn: string[];
  /** What those were told that failed. */
  failures: Record<string, number>;
}

/** Kills each of our processes again and again, while people and imports write; whatever was acknowledged has to be there. */
export async function endure({ rounds, say }: { rounds: number; say: (text: string) => void }): Promise<Endured> {
  const jwtSecret = "only for the bench, which lives a few minutes";
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-kill-"));
  chmodSync(dataDir, 0o755); // under root, PostgreSQL's account must get in
  const env = { DATA_DIR: dataDir, DATABASE_URL: "", JWT_SECRET: jwtSecret, WORKERS: "2", LOG_LEVEL: "fatal" };
  const startMain = (port: string) => startServer("main.ts", { ...env, PORT: port }, ["--no-worker"]);
  const startWorker = () => startServer("worker.ts", { ...env, DATABASE_URL: ownerUrl });
  await using started = new AsyncDisposableStack();
  started.defer(() => rmSync(dataDir, { recursive: true }));

  // One that no other Rowan on this machine takes while ours is down.
  keepSecrets(dataDir, { ...readSecrets(dataDir, false), port: 20_000 + (process.pid % 10_000) });
  let main = await startMain("0");
  started.defer(() => main.stop());
  const { url } = main;
  const { ownerUrl } = runningPostgres(dataDir);
  let worker = await startWorker();
  started.defer(() => worker.stop());
  const { token } = await makeMember(ownerUrl, jwtSecret);
  const crowd = startCrowd({ url, token, clients: 50 });

  const kill: Record<Victim, () => Promise<void>> = {
    "a server process": async () => void process.kill(pick(serversOf(main)), "SIGKILL"),
    async "the worker"() {
      await killed(worker);
      worker = await startWorker(); // as systemd or Docker would
    },
    PostgreSQL: async () => void process.kill(postmasterOf(dataDir), "SIGKILL"),
    async "a connection's process of PostgreSQL"() {
      await ask(ownerUrl, async (client) => {
        const { rows } = await client.query<{ pid: number }>(
          "select pid from pg_stat_activity where usename = 'crm_authenticator' and state <> 'idle'",
        );
        process.kill(rows[0]?.pid ?? postmasterOf(dataDir), "SIGKILL");
      });
    },
    async "the whole server"() {
      await killed(main);
      main = await startMain(new URL(url).port);
    },
  };
  const kills: Endured["kills"] = [];
  await sleep(1_000);
  for (let round = 0; round < rounds; round++) {
    for (const victim of victims) {
      await sleep(Math.random() * 500); // at any moment
      const at = performance.now();
      await kill[victim]();
      await sleep(50);
      await untilTaken(ownerUrl);
      const back = performance.now();
      await sleep(2_500);
      const { lastFailure, slowest } = crowd.look();
      const serving = Math.max(0, lastFailure - back);
      kills.push({ victim, database: back - at, serving, slowest });
      say(
        `${victim} killed: the database after ${ms(back - at)}, everything ${ms(serving)} after that; slowest request ${ms(slowest)}`,
      );
    }
  }
  const { made, imports, failures } = await crowd.stop();
  await ended(ownerUrl);
  return await ask(ownerUrl, async (client) => {
    const lost = await client.query<{ id: string }>(
      "select m.id from unnest($1::uuid[]) m (id) where not exists (select from app_public.contacts c where c.id = m.id)",
      [made],
    );
    const torn = await client.query<{ problem: string }>(
      `select i.file_name || ' is ' || i.status || ' with ' || count(c.id) || ' rows' as problem
       from app_public.imports i left join app_public.contacts c on c.job_title = i.file_name
       group by i.id having (i.status, count(c.id)) not in (('done', i.row_count), ('failed', 0), ('ready', 0))
       union all select m.id || ' is missing' from unnest($1::uuid[]) m (id) where not exists (select from app_public.imports i where i.id = m.id)`,
      [imports],
    );
    return {
      kills,
      acknowledged: made.length,
      lost: lost.rows.map(({ id }) => id),
      imports: imports.length,
      torn: torn.rows.map(({ problem }) => problem),
      failures,
    };
  });
}

export function toLines({ kills, acknowledged, lost, imports, torn, failures }: Endured): string {
  const told = Object.entries(failures).map(([answer, count]) => `${count} × ${answer}`);
  return [
    `${kills.length} kills: the database was back after at most ${ms(Math.max(...kills.map(({ database }) => database)))}, and everything served at most ${ms(Math.max(...kills.map(({ serving }) => serving)))} after that`,
    `${acknowledged.toLocaleString("en")} acknowledged writes, ${lost.length} lost; ${imports} imports, ${torn.length} of them torn or not ended`,
    `slowest request ${ms(Math.max(...kills.map(({ slowest }) => slowest)))}; failed: ${told.join(", ") || "none"}`,
    ...torn,
  ].join("\n");
}

const ms = (time: number) => `${Math.round(time).toLocaleString("en")} ms`;

async function killed({ child }: Started): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function serversOf({ child }: Started): number[] {
  const lines = execFileSync("ps", ["-axo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...title]) => Number(parent) === child.pid && title.join(" ") === titles.serving)
    .map(([pid]) => Number(pid));
}

function pick(pids: number[]): number {
  const pid = pids[Math.floor(Math.random() * pids.length)];
  if (!pid) throw new Error("There is nobody to kill");
  return pid;
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function ask<Result>(ownerUrl: string, question: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    return await question(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function untilTaken(ownerUrl: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(20)) {
    try {
      return await ask(ownerUrl, async (client) => void (await client.query("select 1")));
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Waits until no import is under way any more. */
async function ended(ownerUrl: string): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(200)) {
    const left = await ask(ownerUrl, async (client) => {
      const { rowCount } = await client.query("select from app_public.imports where status = 'running'");
      return rowCount;
    });
    if (left === 0) return;
  }
}
