import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemo } from "../database/demo.ts";
import { type Postgres, startPostgres } from "../database/embedded.ts";
import { logins } from "../database/logins.ts";
import { migrate } from "../database/migrate.ts";
import { isRunning } from "../database/postmaster.ts";
import { type Env, readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { serve } from "../serve.ts";
import { backup, restore, verify } from "./backup.ts";
import { backupInto } from "./scheduled.ts";

const log = createLog("silent");
const jwtSecret = "a secret that only these tests know and need";
const folder = mkdtempSync(join(tmpdir(), "rowan-backup-"));
const file = join(folder, "one.backup");
const env = envOf("original");
let original: Postgres;
/** How many companies each writer had made, and been told so, before the backup began. */
let acknowledged: number[];

beforeAll(async () => {
  chmodSync(folder, 0o755);
  original = await startPostgres({ dataDir: env.dataDir, log });
  const { ownerUrl } = original;
  await migrate({ ownerUrl, jwtSecret, log });
  await loadDemo(ownerUrl);
  // A role that reads its own deals alone, and a member of it.
  await query(
    ownerUrl,
    `with made as (
       insert into app_public.roles (key, name, db_role) values ('sales_rep', 'Sales rep', 'crm_sales_rep') returning id
     ), permitted as (
       insert into app_public.permissions (role_id, object, read) select made.id, o.name, case o.name when 'deals' then 'own' else 'none' end from made, app_public.objects o
     ) update app_public.users set role_id = (select id from made) where email = 'uli@demo.example';
     select app_hidden.derive_all()`,
  );
  await query(
    ownerUrl,
    `select app_public.create_object('Event', 'Events');
     select app_public.create_field('events', 'Guests', 'many_to_many', '{"target": "contacts"}');
     select app_public.create_field('events', 'Follows', 'many_to_many', '{"target": "events"}')`,
  );
  const writers = startWriters(ownerUrl);
  await sleep(500);
  acknowledged = [...writers.made];
  await backup({ env, ownerUrl, file });
  await writers.stop();
}, 120_000);
afterAll(async () => {
  await original.stop();
  rmSync(folder, { recursive: true });
});

test("a backup that was made while people wrote is whole, and is for our eyes only", async () => {
  const findings = await verify({ file, log });
  expect(findings.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(findings.length).toBeGreaterThan(6);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Math.min(...acknowledged)).toBeGreaterThan(0);
}, 60_000);

test("restored elsewhere it has all that was acknowledged, people sign in, and see what they may", async () => {
  const elsewhere = envOf("elsewhere");
  await restore({ env: elsewhere, file, overwrite: false, log });
  const restored = await startPostgres({ dataDir: elsewhere.dataDir, log });
  const { ownerUrl } = restored;
  await migrate({ ownerUrl, jwtSecret, log });
  const authenticatorUrl = logins({ ownerUrl, jwtSecret }).authenticator.url;
  const serving = await serve({ env: elsewhere, authenticatorUrl, log });
  try {
    const made = await query<{ writer: number; count: number }>(
      ownerUrl,
      `select split_part(name, ' ', 2)::int as writer, count(*)::int as count from app_public.companies
       where name like 'Writer %' group by 1 order by 1`,
    );
    for (const { writer, count } of made) expect(count).toBeGreaterThanOrEqual(acknowledged[writer] ?? 0);
    expect(made).toHaveLength(acknowledged.length);

    const own = await dealsOf("uli@demo.example");
    const all = await dealsOf("ana@demo.example");
    expect(all).toBeGreaterThan(own);
    expect(own).toBeGreaterThan(0);

    async function dealsOf(email: string): Promise<number> {
      const url = `http://127.0.0.1:${serving.port}`;
      const post = async (path: string, body: unknown, token = "") => {
        const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
        return JSON.parse(
          await (await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })).text(),
        );
      };
      const { accessToken } = await post("/auth/login", { email, password: "rowan-demo" });
      const { data } = await post("/graphql", { query: "{ deals { totalCount } }" }, accessToken);
      return data.deals.totalCount;
    }
  } finally {
    await serving.stop();
    await restored.stop();
  }
}, 60_000);

test("over data that is there it goes only when told to, and what was there is kept", async () => {
  const there = envOf("there");
  await restore({ env: there, file, overwrite: false, log });
  await expect(restore({ env: there, file, overwrite: false, log })).rejects.toThrow("--overwrite");
  const kept = new Set<string>();
  for (const _ of [1, 2]) {
    const told = await restore({ env: there, file, overwrite: true, log });
    kept.add(/kept in (.*) until/.exec(told)?.[1] ?? "");
  }
  expect([...kept].map((path) => existsSync(path))).toEqual([true, true]);
  await expect(backup({ env, ownerUrl: original.ownerUrl, file })).rejects.toThrow("is there already");
}, 60_000);

test("what is cut off, damaged or something else is refused, and changes nothing", async () => {
  const target = envOf("target");
  const whole = readFileSync(file);
  const bad = join(folder, "bad.backup");
  const flipped = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  flipped[middle] = (whole[middle] ?? 0) ^ 0xff;
  for (const content of [whole.subarray(0, middle), flipped, Buffer.from("name,email\nAnn,ann@example.com\n")]) {
    writeFileSync(bad, content);
    await expect(restore({ env: target, file: bad, overwrite: true, log })).rejects.toThrow(
      /damaged|cut off|not a backup/,
    );
    await expect(verify({ file: bad, log })).rejects.toThrow(/damaged|cut off|not a backup/);
  }
  expect(readdirSync(join(target.dataDir, "postgres"))).toEqual([]);
}, 60_000);

test("killed at any moment of a restore, the database is the old one or the new one", async () => {
  const target = envOf("killed");
  const before = await startPostgres({ dataDir: target.dataDir, log });
  await query(before.ownerUrl, "create table old_state ()");
  await before.stop();
  const module = JSON.stringify(new URL("./backup.ts", import.meta.url).href);
  const seen = new Set<string>();
  for (const delay of [150, 400, 700, 1_000, 1_400, 2_000, 10_000]) {
    const script = `
      const { restore } = await import(${module});
      const log = { error() {}, warn() {}, info() {}, debug() {} };
      console.log("begins");
      await restore({ env: ${JSON.stringify({ dataDir: target.dataDir })}, file: ${JSON.stringify(file)}, overwrite: true, log });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await Promise.race([ended, sleep(delay)]);
    child.kill("SIGKILL");
    await ended;
    const after = await startPostgres({ dataDir: target.dataDir, log });
    const [state] = await query<{ is_old: boolean; is_new: boolean }>(
      after.ownerUrl,
      "select to_regclass('old_state') is not null as is_old, to_regclass('app_public.deals') is not null as is_new",
    );
    await after.stop();
    expect(state?.is_old).not.toBe(state?.is_new);
    seen.add(state?.is_new ? "new" : "old");
    if (state?.is_new) break;
  }
  expect(seen).toContain("new");
}, 120_000);

test("two backups at once are both whole, and into one file goes only one of them", async () => {
  const { ownerUrl } = original;
  const [one, other] = [join(folder, "first.backup"), join(folder, "second.backup")];
  await Promise.all([one, other].map((file) => backup({ env, ownerUrl, file })));
  const same = join(folder, "same.backup");
  const outcomes = await Promise.allSettled([1, 2].map(() => backup({ env, ownerUrl, file: same })));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { message: expect.stringMatching(/same.backup.partial is there already: another backup/) },
  });
  for (const file of [one, other, same]) {
    const findings = await verify({ file, log });
    expect(findings.flatMap(({ problems }) => problems)).toEqual([]);
  }
}, 120_000);

test("a backup is written through no link, and over nothing", async () => {
  const { ownerUrl } = original;
  const others = join(folder, "of somebody else");
  writeFileSync(others, "precious");
  const linked = join(folder, "linked.backup");
  symlinkSync(others, `${linked}.partial`);
  await expect(backup({ env, ownerUrl, file: linked })).rejects.toThrow("is there already");
  const dangling = join(folder, "dangling.backup");
  symlinkSync(join(folder, "nowhere"), dangling);
  await expect(backup({ env, ownerUrl, file: dangling })).rejects.toThrow("is there already");
  expect(readFileSync(others, "utf8")).toBe("precious");
  expect(lstatSync(dangling).isSymbolicLink()).toBe(true);
});

test("a verification that is killed leaves nothing behind the next one, and one that is told to stop leaves nothing", async () => {
  const temporary = join(folder, "temporary");
  mkdirSync(temporary, { mode: 0o755 });
  const pidFiles = () =>
    readdirSync(temporary).map((name) => join(temporary, name, "postgres", "data", "postmaster.pid"));
  await verifyUntil("SIGTERM");
  expect(readdirSync(temporary)).toEqual([]);
  await verifyUntil("SIGKILL");
  const pid = Number.parseInt(readFileSync(pidFiles()[0] ?? "", "utf8"), 10);
  expect(isRunning(pid)).toBe(true);
  await verifyUntil("the end");
  expect(readdirSync(temporary)).toEqual([]);
  await expect.poll(() => isRunning(pid)).toBe(false);

  async function verifyUntil(end: "SIGTERM" | "SIGKILL" | "the end"): Promise<void> {
    const child = spawn(process.execPath, [join(import.meta.dirname, "../database/cli.ts"), "verify", file], {
      stdio: "ignore",
      env: { ...process.env, TMPDIR: temporary },
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (end !== "the end") {
      const hasStarted = () =>
        pidFiles().some((path) => existsSync(path) && readFileSync(path, "utf8").includes("ready"));
      await expect.poll(hasStarted, { timeout: 20_000, interval: 5 }).toBe(true);
      child.kill(end);
    }
    await ended;
  }
}, 60_000);

test("what a killed restore had unpacked goes with the next start", async () => {
  const { dataDir } = envOf("half");
  const draft = join(dataDir, "postgres", "data.unpacking");
  await (await startPostgres({ dataDir, log })).stop();
  mkdirSync(draft);
  await (await startPostgres({ dataDir, log })).stop();
  expect(existsSync(draft)).toBe(false);
}, 60_000);

test("killed during a backup, there is no file that looks like one", async () => {
  const victim = join(folder, "victim.backup");
  const module = JSON.stringify(new URL("./backup.ts", import.meta.url).href);
  const options = { env: { dataDir: env.dataDir }, ownerUrl: original.ownerUrl, file: victim };
  const script = `
    const { backup } = await import(${module});
    console.log("begins");
    await backup(${JSON.stringify(options)});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  while (!existsSync(`${victim}.partial`) || statSync(`${victim}.partial`).size === 0) await sleep(5);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(existsSync(victim)).toBe(false);
  await expect(backup({ env, ownerUrl: original.ownerUrl, file: victim })).rejects.toThrow("or was killed");
  // The slot that kept the log for it went with its connection.
  await expect.poll(() => query(original.superuserUrl, "select slot_name from pg_replication_slots")).toEqual([]);
}, 60_000);

test("of the nightly ones the newest are kept", async () => {
  const nightly = join(folder, "nightly");
  const { ownerUrl } = original;
  const made: string[] = [];
  for (const _ of [1, 2, 3]) {
    made.push((await backupInto({ env, ownerUrl, folder: nightly, keep: 2 })).file);
    await sleep(1_000);
  }
  writeFileSync(join(nightly, "of somebody else.txt"), "");
  expect(readdirSync(nightly).map((name) => join(nightly, name))).toEqual([
    join(nightly, "of somebody else.txt"),
    ...made.slice(1),
  ]);
}, 60_000);

function envOf(name: string): Env {
  return readEnv({ DATA_DIR: join(folder, name), JWT_SECRET: jwtSecret, PORT: "0" });
}

/** Four writers, each of whose companies is a transaction of its own. */
function startWriters(ownerUrl: string) {
  const made = [0, 0, 0, 0];
  let stopped = false;
  const writers = made.map(async (_, index) => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    while (!stopped) {
      await client.query("insert into app_public.companies (name) values ($1)", [`Writer ${index} ${made[index]}`]);
      made[index] = (made[index] ?? 0) + 1;
    }
    await client.end();
  });
  return {
    made,
    async stop() {
      stopped = true;
      await Promise.all(writers);
    },
  };
}

async function query<Row extends pg.QueryResultRow = pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
