import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../database/embedded.ts";
import { logins } from "../database/logins.ts";
import { migrate } from "../database/migrate.ts";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { type Serving, serve } from "../serve.ts";
import { type Member, type TestServer, talkTo } from "../testing.ts";
import { startWorker, type Worker } from "../worker.ts";

const log = createLog("silent");
const jwtSecret = "a secret that only these tests know and need";
const folder = mkdtempSync(join(tmpdir(), "rowan-scheduled-"));
const env = readEnv({
  DATA_DIR: folder,
  JWT_SECRET: jwtSecret,
  PORT: "0",
  BACKUP_DIR: join(folder, "b"),
  BACKUP_KEEP: "2",
});
let postgres: Postgres;
let serving: Serving;
let worker: Worker;
let pool: pg.Pool;
let server: TestServer;
let ana: Member;
let uli: Member;

const work = async (workerEnv = env) => {
  const { worker: workerLogin, authenticator } = logins({ ownerUrl: postgres.ownerUrl, jwtSecret });
  worker = await startWorker({ env: workerEnv, workerUrl: workerLogin.url, authenticatorUrl: authenticator.url, log });
};

beforeAll(async () => {
  chmodSync(folder, 0o755);
  postgres = await startPostgres({ dataDir: env.dataDir, log });
  const { ownerUrl } = postgres;
  await migrate({ ownerUrl, jwtSecret, log });
  serving = await serve({ env, authenticatorUrl: logins({ ownerUrl, jwtSecret }).authenticator.url, log });
  await work();
  pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  server = talkTo({ url: `http://127.0.0.1:${serving.port}`, pool, jwtSecret });
  ({ ana, uli } = await server.people({ ana: "admin", uli: "user" }));
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await serving.stop();
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

interface Backup {
  id: string;
  status: string;
  file: string;
  sizeBytes: string;
  message: string;
  proof: string | null;
  problems: string[];
  user: { name: string } | null;
}

const list = async (as: Member) =>
  (
    await server.graphql<{
      databaseBackups: { nodes: Backup[] };
      backupSchedule: { folder: string; keep: number } | null;
    }>(
      `{ databaseBackups(orderBy: [ID_DESC]) { nodes { id status file sizeBytes message proof problems user { name } } }
         backupSchedule { folder keep } }`,
      { as },
    )
  ).data;
const backups = async () => (await list(ana))?.databaseBackups.nodes ?? [];
const newest = async () => (await backups())[0];
const make = (as: Member) =>
  server.graphql<{ backUpDatabase: { result: Backup } }>(
    `mutation { backUpDatabase(input: {}) { result { id status } } }`,
    { as },
  );
const prove = (id: string | undefined, as = ana) =>
  server.graphql(`mutation ($id: UUID!) { proveBackup(input: { id: $id }) { result { proof } } }`, {
    as,
    variables: { id },
  });
const ended = { timeout: 20_000, interval: 100 };

test("an admin has a backup made at once, and proven", async () => {
  expect((await list(ana))?.backupSchedule).toEqual(env.backup);
  expect((await make(ana)).data?.backUpDatabase.result.status).toBe("waiting");
  expect((await make(ana)).errors?.[0]).toMatchObject({
    message: "A backup is being made already.",
    extensions: { code: "CONFLICT" },
  });
  await expect.poll(newest, ended).toMatchObject({ status: "done", user: { name: ana.name }, proof: null });
  const made = await newest();
  expect(existsSync(made?.file ?? "")).toBe(true);
  expect(Number(made?.sizeBytes)).toBeGreaterThan(100_000);

  await prove(made?.id);
  await expect.poll(newest, ended).toMatchObject({ proof: "passed", problems: [], message: "" });
}, 120_000);

test("who does not manage the workspace sees no backups, and makes and proves none", async () => {
  expect(await list(uli)).toEqual({ databaseBackups: { nodes: [] }, backupSchedule: null });
  const refusal = { message: "Your role may not manage workspace.", extensions: { code: "FORBIDDEN" } };
  expect((await make(uli)).errors?.[0]).toMatchObject(refusal);
  expect((await prove((await newest())?.id, uli)).errors?.[0]).toMatchObject(refusal);
});

test("a backup that is damaged, or gone, is not proven, and it is said why", async () => {
  const { id, file = "" } = (await newest()) ?? {};
  truncateSync(file, 50_000);
  await prove(id);
  await expect
    .poll(newest, ended)
    .toMatchObject({ proof: "failed", message: `${file} is damaged: unexpected end of file` });
  renameSync(file, `${file}.elsewhere`);
  await prove(id);
  await expect.poll(newest, ended).toMatchObject({ proof: "failed", message: `${file} does not exist.` });
  renameSync(`${file}.elsewhere`, file);
}, 60_000);

test("what is removed to make room is not listed any more", async () => {
  const [first] = await backups();
  for (const count of [2, 2]) {
    await make(ana);
    await expect
      .poll(async () => (await backups()).map(({ status }) => status), ended)
      .toEqual(Array(count).fill("done"));
  }
  const left = await backups();
  expect(left.map(({ id }) => id)).not.toContain(first?.id);
  for (const { file } of left) expect(existsSync(file)).toBe(true);
}, 60_000);

test("who manages the workspace is told once of a nightly backup that fails", async () => {
  renameSync(join(folder, "b"), join(folder, "old"));
  writeFileSync(join(folder, "b"), "a file where the folder was");
  const failed = async () => (await backups()).filter(({ status }) => status === "failed").length;
  for (const count of [1, 2]) {
    await server.owner.query("select app_hidden.add_job('backup__make', max_attempts => 1)");
    await expect.poll(failed, ended).toBe(count);
  }
  expect(await newest()).toMatchObject({ user: null, message: expect.stringContaining("EEXIST") });
  const told = await server.owner.rows(
    "select user_id, title from app_public.notifications where kind = 'backup_failed'",
  );
  expect(told).toEqual([{ user_id: ana.id, title: "The nightly backup failed" }]);
}, 60_000);

test("one whose process was killed is not said to run when the next worker starts", async () => {
  await server.owner.query("insert into app_public.database_backups (status) values ('running')");
  await worker.stop();
  await work();
  expect(await newest()).toMatchObject({ status: "failed", message: "It was interrupted." });
}, 60_000);

test("one that waits for a worker that is not told where backups go fails, and says so", async () => {
  await worker.stop();
  await make(ana);
  await work({ ...env, backup: undefined });
  await expect.poll(newest, ended).toMatchObject({ status: "failed", message: "BACKUP_DIR is not set." });
}, 60_000);
