import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { makePool } from "../pg.ts";
import { type Postgres, startPostgres } from "./embedded.ts";
import { holderOf, lockDataDir } from "./lock.ts";

const log = createLog("silent");
const dataDir = mkdtempSync(join(tmpdir(), "rowan-embedded-"));
const postmasterPid = () =>
  Number(readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0]);

beforeAll(async () => {
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, log });
  await query(postgres, "create table kept (id int); insert into kept values (1)");
  await postgres.stop();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

test("the owner of the database is no superuser, and the passwords are for our eyes only", async () => {
  const postgres = await startPostgres({ dataDir, log });
  try {
    const roles = await query(postgres, "select rolsuper, rolcreaterole from pg_roles where rolname = current_user");
    expect(roles).toEqual([{ rolsuper: false, rolcreaterole: true }]);
    expect(await query(postgres, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    const stranger = new URL(postgres.ownerUrl);
    stranger.password = "guess";
    await expect(new pg.Client({ connectionString: stranger.href }).connect()).rejects.toMatchObject({ code: "28P01" });
  } finally {
    await postgres.stop();
  }
});

test("a server that a killed process left behind is ended, and nothing is lost", async () => {
  const module = JSON.stringify(new URL("./embedded.ts", import.meta.url).href);
  const script = `
    const { startPostgres } = await import(${module});
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: console });
    process.kill(process.pid, "SIGKILL");`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await new Promise((resolve) => parent.once("exit", resolve));
  const orphan = postmasterPid();
  expect(isAlive(orphan)).toBe(true);

  const postgres = await startPostgres({ dataDir, log });
  try {
    expect(postmasterPid()).not.toBe(orphan); // PostgreSQL itself sees to it that only one has the data
    expect(await query(postgres, "select id from kept")).toEqual([{ id: 1 }]);
  } finally {
    await postgres.stop();
  }
});

test("a stale postmaster.pid that names a living process does no harm", async () => {
  const stranger = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  const lines = [stranger.pid, join(dataDir, "postgres", "data"), 1, 1, "", "127.0.0.1", "1 2", "ready   ", ""];
  writeFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), lines.join("\n"));
  const postgres = await startPostgres({ dataDir, log });
  await postgres.stop();
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill();
});

test("a killed PostgreSQL that the system has not cleared away yet is waited for", async () => {
  const { uid, gid } = statSync(join(dataDir, "postgres", "data"));
  const dying = spawn("sleep", ["1.5"], process.getuid?.() === 0 ? { uid, gid } : {});
  const { port } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  // On this port, or on one of the next when another test has taken it meanwhile.
  for (let near = port; near < port + 50; near++) {
    const lines = [dying.pid, join(dataDir, "postgres", "data"), 1, near, "", ""];
    const lock = join(realpathSync(join(dataDir, "postgres")), `.s.PGSQL.${near}.lock`);
    writeFileSync(lock, lines.join("\n"));
    chownSync(lock, uid, gid);
  }
  const began = Date.now();
  const postgres = await startPostgres({ dataDir, log });
  await postgres.stop();
  expect(Date.now() - began).toBeGreaterThan(1_000); // or it did not find the lock
});

test("PostgreSQL that dies comes back, with what was committed, and who asks meanwhile waits", async () => {
  const postgres = await startPostgres({ dataDir, log });
  try {
    await query(postgres, "insert into kept values (2)");
    const before = postmasterPid();
    process.kill(before, "SIGKILL");
    const pool = makePool({ url: postgres.ownerUrl, log });
    expect((await pool.query("select id from kept order by id")).rows).toEqual([{ id: 1 }, { id: 2 }]);
    await pool.end();
    expect(postmasterPid()).not.toBe(before);
  } finally {
    await postgres.stop();
  }
});

test("who is hung up on before PostgreSQL has greeted asks again", async () => {
  const postgres = await startPostgres({ dataDir, log });
  const { port } = new URL(postgres.ownerUrl);
  let calls = 0;
  const dying = createServer((socket) => {
    socket.on("error", () => {});
    calls++;
    if (calls === 1) socket.resetAndDestroy();
    else if (calls === 2) socket.once("data", () => socket.end());
    else {
      const onward = connect(Number(port), "127.0.0.1");
      onward.on("error", () => {}); // PostgreSQL stops before it has read the last word
      socket.pipe(onward).pipe(socket);
    }
  });
  await new Promise<void>((resolve) => dying.listen(0, "127.0.0.1", resolve));
  const address = dying.address() as AddressInfo;
  const url = new URL(postgres.ownerUrl);
  url.port = String(address.port);
  url.search = ""; // by TCP
  const pool = makePool({ url: url.href, log });
  try {
    expect((await pool.query("select id from kept where id = 1")).rows).toEqual([{ id: 1 }]);
    expect(calls).toBe(3);
  } finally {
    await pool.end();
    dying.close();
    await postgres.stop();
  }
});

test("stopped the moment it died, PostgreSQL stays away", async () => {
  const postgres = await startPostgres({ dataDir, log });
  process.kill(postmasterPid(), "SIGKILL");
  await postgres.stop();
  await expect(query(postgres, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a port that another program took gives way to the next one, which is kept", async () => {
  const keptPort = () => JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8")).port;
  const port = keptPort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  const postgres = await startPostgres({ dataDir, log });
  await postgres.stop();
  other.close();
  expect(keptPort()).toBeGreaterThan(port);
});

test("data of another version, and data that went away, are named instead of replaced", async () => {
  const version = join(dataDir, "postgres", "data", "PG_VERSION");
  writeFileSync(version, "17\n");
  await expect(startPostgres({ dataDir, log })).rejects.toThrow("was made by PostgreSQL 17");
  writeFileSync(version, "18\n");

  const empty = mkdtempSync(join(tmpdir(), "rowan-embedded-"));
  symlinkSync(join(empty, "gone"), join(empty, "postgres"));
  await expect(startPostgres({ dataDir: empty, log })).rejects.toThrow("points to a folder that is gone");
  rmSync(empty, { recursive: true });
});

test("who comes second is told who came first, and a lock dies with its process", async () => {
  const lock = await lockDataDir({ dataDir, holder: "http://localhost:3000" });
  await expect(lockDataDir({ dataDir, holder: "me" })).rejects.toThrow(
    "Rowan already runs here: http://localhost:3000",
  );
  lock.release();
  expect(await holderOf(dataDir)).toBeUndefined();

  const module = JSON.stringify(new URL("./lock.ts", import.meta.url).href);
  const script = `
    const { lockDataDir } = await import(${module});
    await lockDataDir({ dataDir: ${JSON.stringify(dataDir)}, holder: "the killed" });
    process.kill(process.pid, "SIGKILL");`;
  const killed = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await new Promise((resolve) => killed.once("exit", resolve));
  expect(existsSync(join(dataDir, "lock"))).toBe(true);
  (await lockDataDir({ dataDir, holder: "me" })).release();
});

async function query({ ownerUrl }: Postgres, sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
