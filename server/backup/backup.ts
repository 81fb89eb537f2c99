import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { type Postgres, startPostgres, stopPostgres } from "../database/embedded.ts";
import { type Account, findHome } from "../database/home.ts";
import { runningPostgres } from "../database/kept.ts";
import { holderOf, lockDataDir } from "../database/lock.ts";
import { run } from "../database/postmaster.ts";
import { decide, draftOf, finishRestore } from "../database/restored.ts";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import { StartError } from "../startError.ts";
import { ownTemporary } from "../temporary.ts";
import { unpackBaseBackup, writeBaseBackup } from "./baseBackup.ts";
import { type Contents, readContents, readDump, writeDump } from "./dump.ts";
import { type Finding, prove } from "./prove.ts";

/**
 * Backs up the database that runs now: the embedded one as a copy of its cluster, any other (or with `asDump`) by pg_dump.
 * The file appears when it is whole, and never before.
 */
export async function backup({
  env,
  ownerUrl,
  file,
  asDump = false,
}: {
  env: Env;
  ownerUrl: string;
  file: string;
  asDump?: boolean;
}): Promise<void> {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  if (lstatSync(file, { throwIfNoEntry: false }))
    throw new StartError(`${file} is there already. Choose another name, or remove it.`);
  const draft = `${file}.partial`;
  begin(draft);
  const forget = () => rmSync(draft, { force: true });
  process.once("exit", forget); // Ctrl+C
  try {
    if (env.databaseUrl || asDump) await writeDump({ ownerUrl, file: draft });
    else {
      const { superuserUrl } = runningPostgres(env.dataDir);
      await writeBaseBackup({ superuserUrl, dataDir: env.dataDir, out: createWriteStream(draft, { flush: true }) });
    }
    await rename(draft, file);
  } catch (error) {
    forget();
    throw error;
  } finally {
    process.off("exit", forget);
  }
}

/** It will hold what the database holds, and its passwords: a new file, for our eyes only, that nobody else writes. */
function begin(draft: string): void {
  try {
    writeFileSync(draft, "", { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new StartError(
      `${draft} is there already: another backup is being written to it, or was killed. Wait for it, or remove the file.`,
    );
  }
}

/** Puts what a backup holds in the place of what is there, all of it or nothing; gives a word on how it went. */
export async function restore({
  env,
  file,
  overwrite,
  log,
}: {
  env: Env;
  file: string;
  overwrite: boolean;
  log: Log;
}): Promise<string> {
  const kind = kindOf(file);
  if (kind === "dump") {
    const contents = await readContents(file);
    if (env.databaseUrl) {
      await mustBeEmpty(env.databaseUrl, overwrite);
      await readDump({ file, contents, ownerUrl: env.databaseUrl, overwrite });
    } else {
      const lock = await lockDataDir({ dataDir: env.dataDir, holder: atWork });
      const postgres = await startPostgres({ dataDir: env.dataDir, log });
      try {
        await mustBeEmpty(postgres.ownerUrl, overwrite);
        await readDump({ file, contents, ownerUrl: postgres.ownerUrl, overwrite });
      } finally {
        await postgres.stop();
        lock.release();
      }
    }
    return "It is restored. Members with a login to the database of their own need new passwords for it.";
  }

  if (env.databaseUrl) {
    throw new StartError(
      `${file} is a copy of an embedded PostgreSQL, and DATABASE_URL leads to another one. Restore it without DATABASE_URL; to move its data there, back it up again with --dump.`,
    );
  }
  const lock = await lockDataDir({ dataDir: env.dataDir, holder: atWork });
  try {
    const home = findHome(env.dataDir);
    finishRestore({ home, dataDir: env.dataDir }); // of an earlier one that was killed
    if (existsSync(join(home.folder, "data")) && !overwrite) {
      throw new StartError(
        `There is a database in ${env.dataDir} already. Say --overwrite to put the backup in its place.`,
      );
    }
    const draft = draftOf(home);
    await unpackCluster({ file, folder: draft, account: home.account });
    await run(home, "initdb", ["--sync-only", "-D", draft]);
    decide(home);
    const kept = finishRestore({ home, dataDir: env.dataDir });
    return kept ? `It is restored. What was there is kept in ${kept} until you remove it.` : "It is restored.";
  } finally {
    lock.release();
  }
}

const atWork = "npm run db -- restore is at work; wait for it to end.";

/** Restores a backup into a PostgreSQL of its own, in a temporary folder, and looks at everything in it. */
export async function verify({ file, log }: { file: string; log: Log }): Promise<Finding[]> {
  const kind = kindOf(file);
  await removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), verifying));
  chmodSync(dataDir, 0o755); // under root, PostgreSQL's account must get in
  const lock = await lockDataDir({ dataDir, holder: "npm run db -- verify is at work; wait for it to end." });
  const forget = () => removeUnderway(dataDir);
  process.once("exit", forget); // Ctrl+C
  let postgres: Postgres | undefined;
  try {
    if (kind === "base") {
      const home = findHome(dataDir);
      const draft = draftOf(home);
      await unpackCluster({ file, folder: draft, account: home.account });
      decide(home);
    }
    postgres = await startPostgres({ dataDir, log, override: { fsync: "off" } });
    const url = new URL(postgres.superuserUrl);
    if (kind === "dump") {
      const contents = await readContents(file);
      await readDump({ file, contents, ownerUrl: await makeDatabase(postgres, contents), overwrite: false });
      url.pathname = `/${contents.database}`;
    } else url.pathname = new URL(postgres.ownerUrl).pathname;
    return await prove(url.href);
  } finally {
    await postgres?.stop();
    lock.release();
    process.off("exit", forget);
    forget();
  }
}

const verifying = "rowan-verify-";

/** Removes the data of a PostgreSQL that may still be ending, and writing: at the exit of a process nothing else can wait. */
function removeUnderway(dataDir: string): void {
  for (let attempts = 100; attempts > 0; attempts--) {
    try {
      rmSync(dataDir, { recursive: true, force: true });
    } catch {} // something was written meanwhile
    if (!existsSync(dataDir)) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
}

/** What one that was killed has left: a copy of all the data, and a PostgreSQL that runs on it. */
async function removeAbandoned(): Promise<void> {
  for (const { path: dataDir } of ownTemporary(verifying)) {
    if (!existsSync(join(dataDir, "lock")) || (await holderOf(dataDir)) !== undefined) continue;
    await stopPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function unpackCluster({
  file,
  folder,
  account,
}: {
  file: string;
  folder: string;
  account?: Account | undefined;
}) {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (account) chownSync(folder, account.uid, account.gid);
    await unpackBaseBackup({ file, folder, account });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function kindOf(file: string): "base" | "dump" {
  if (!existsSync(file)) throw new StartError(`${file} does not exist.`);
  if (!statSync(file).isFile()) throw new StartError(`${file} is not a file.`);
  const first = Buffer.alloc(5);
  const opened = openSync(file, "r");
  readSync(opened, first);
  closeSync(opened);
  if (first.toString("latin1") === "PGDMP") return "dump";
  if (first.readUInt32LE() === 0xfd2fb528) return "base"; // Zstandard
  throw new StartError(`${file} is not a backup of Rowan.`);
}

async function mustBeEmpty(ownerUrl: string, overwrite: boolean): Promise<void> {
  if (overwrite) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rowCount } = await client
    .query("select from pg_catalog.pg_namespace where nspname = 'app_public'")
    .finally(() => client.end());
  if (rowCount)
    throw new StartError("The database has data of Rowan already. Say --overwrite to put the backup in its place.");
}

/** A database and an owner of the names that the dump speaks of. */
async function makeDatabase({ superuserUrl }: Postgres, { database, owner }: Contents): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const password = randomBytes(24).toString("hex");
  const url = new URL(superuserUrl);
  url.username = encodeURIComponent(owner);
  url.password = password;
  url.pathname = `/${encodeURIComponent(database)}`;
  try {
    const name = pg.escapeIdentifier(owner);
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [owner]);
    await client.query(`${rowCount ? "alter" : "create"} role ${name} login createrole password '${password}'`);
    const known = await client.query("select from pg_database where datname = $1", [database]);
    if (!known.rowCount) await client.query(`create database ${pg.escapeIdentifier(database)} owner ${name}`);
    return url.href;
  } finally {
    await client.end();
  }
}
