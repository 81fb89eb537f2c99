import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";
import { StartError } from "../startError.ts";
import { findHome, type Home } from "./home.ts";
import { database, keepSecrets, readSecrets, type Secrets, socketFolder, type Urls, urlsOf } from "./kept.ts";
import { isRunning, launch, type Running, run } from "./postmaster.ts";
import { finishRestore } from "./restored.ts";

export interface Postgres extends Urls {
  stop(): Promise<void>;
  /** Settles when PostgreSQL ended by itself and could not be brought back. */
  lost: Promise<Error>;
}

/** The major one, which alone can read its data. */
export const postgresVersion = "18";

/** In MB, of the machine or of the container that we are in. */
const memory = Math.round(Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 1024 ** 2);

/** What a small CRM wants of PostgreSQL; everything else is its default, and nothing trades safety for speed. */
const settings = {
  listen_addresses: "127.0.0.1",
  max_connections: "100",
  shared_buffers: `${Math.min(1024, Math.max(128, Math.round(memory / 4)))}MB`,
  effective_cache_size: `${Math.round(memory / 2)}MB`,
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  min_wal_size: "512MB",
  max_wal_size: "2GB",
  timezone: "UTC",
  log_timezone: "UTC",
  cluster_name: "rowan",
};

/**
 * Starts the PostgreSQL that npm installed, with its data below `dataDir`, and keeps it running until `stop`. The
 * caller holds the folder's lock, so a server found running on this data was left behind by a process that died.
 */
export async function startPostgres({
  dataDir,
  log,
  override = {},
}: {
  dataDir: string;
  log: Log;
  override?: Record<string, string>;
}): Promise<Postgres> {
  const home = findHome(dataDir);
  const data = join(home.folder, "data");
  finishRestore({ home, dataDir });
  const secrets = readSecrets(dataDir, existsSync(data));
  if (!existsSync(data)) await initialise(home, data, secrets.superuser);
  checkVersion(home, data);
  await stopLeftover(home, data, secrets);

  let port = await freePort(secrets.port);
  const logFile = join(dataDir, "postgres.log");

  let stopping = false;
  let server: Running;
  let reviving = Promise.resolve();
  const { promise: lost, resolve: giveUp } = Promise.withResolvers<Error>();

  const start = async () => {
    server = await launch({
      home,
      data,
      logFile,
      settings: { ...settings, ...override, port: String(port), unix_socket_directories: socketFolder(home.folder) },
    });
    server.ended.then(() => {
      reviving = revive();
    });
  };
  const revive = async () => {
    // The processes of the old server may still be ending, and then the new one refuses to start for a moment.
    for (let attempt = 1; !stopping; attempt++) {
      log.error({ attempt }, "PostgreSQL ended unexpectedly and is started again");
      try {
        return await start();
      } catch (error) {
        if (attempt === 20) return giveUp(new StartError(`PostgreSQL does not start again`, { cause: error }));
        await sleep(500);
      }
    }
  };

  for (let attempt = 1; ; attempt++) {
    try {
      await start();
      break;
    } catch (error) {
      const message = error instanceof StartError ? error.message : "";
      if (message.includes("Address already in use")) {
        // Somebody else took it between our look and our start.
        port = await freePort(port + 1);
      } else if (/lock file ".*" already exists/.test(message) && attempt < 20) {
        // A server that was killed has its number until the system has cleared it away.
        await sleep(500);
      } else throw error;
    }
  }
  if (port !== secrets.port) keepSecrets(dataDir, { ...secrets, port });
  const urls = urlsOf({ ...secrets, port }, home.folder);
  await createDatabase(urls.superuserUrl, secrets.owner);
  return {
    ...urls,
    lost,
    async stop() {
      stopping = true;
      await reviving;
      if (!isRunning(server.pid)) return;
      await run(home, "pg_ctl", ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"]).catch((error) => {
        if (isRunning(server.pid)) throw error; // otherwise it died before it was told to stop
      });
    },
  };
}

/** Ends the PostgreSQL that a process which died has left running on this data, if there is one. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const home = findHome(dataDir);
  const data = join(home.folder, "data");
  if (existsSync(data)) await stopLeftover(home, data, readSecrets(dataDir, true));
}

/** Makes a new cluster under another name first, so that one that was interrupted is never taken for whole. */
async function initialise(home: Home, data: string, password: string): Promise<void> {
  const draft = `${data}.new`;
  const passwordFile = join(home.folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account) chownSync(passwordFile, home.account.uid, home.account.gid);
  try {
    // Names sort as people expect (ICU), and letters are letters to trigrams too, if the system has a UTF-8 locale.
    for (const locale of ["C.UTF-8", "en_US.UTF-8", "C"]) {
      rmSync(draft, { recursive: true, force: true });
      const options = [
        ...["-D", draft, "--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
        ...["--encoding=UTF8", `--locale=${locale}`, "--lc-messages=C"],
        ...["--locale-provider=icu", "--icu-locale=und"],
      ];
      try {
        await run(home, "initdb", options);
        break;
      } catch (error) {
        if (locale === "C" || !(error instanceof Error && error.message.includes("locale"))) throw error;
      }
    }
    renameSync(draft, data);
  } finally {
    rmSync(passwordFile);
  }
}

function checkVersion(home: Home, data: string): void {
  const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (made === postgresVersion) return;
  throw new StartError(
    `The database in ${home.folder} was made by PostgreSQL ${made}, and this is PostgreSQL ${postgresVersion}. Restore a backup of it into a new DATA_DIR.`,
  );
}

/** Ends the server of a process that was killed, or makes its stale postmaster.pid harmless. */
async function stopLeftover(home: Home, data: string, secrets: Secrets): Promise<void> {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  if (isRunning(Number(lines[0])) && (await isOurs({ port: Number(lines[3]), data, password: secrets.superuser }))) {
    await run(home, "pg_ctl", ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"]);
    return;
  }
  // By now its number may belong to any process, for which PostgreSQL would wait forever. It never waits for its own
  // parent, which we are about to be, and still checks that no shared memory of an old server is in use.
  if (process.platform !== "win32") writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join("\n"));
}

async function isOurs({ port, data, password }: { port: number; data: string; password: string }): Promise<boolean> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const client = new pg.Client({
      connectionTimeoutMillis: 5_000,
      host: "127.0.0.1",
      port,
      user: "postgres",
      password,
      database: "postgres",
    });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>("show data_directory");
      return rows[0]?.data_directory === data;
    } catch (error) {
      // 57P03: it is starting, stopping or recovering, and will soon say who it is.
      if (!(error instanceof pg.DatabaseError && error.code === "57P03")) return false;
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** The port it had, so that what people have noted stays true; otherwise the next that is free. */
async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 1000; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new StartError(`No port from ${from} to ${from + 999} is free for PostgreSQL.`);
}

async function createDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const exists = async (query: string) => (await client.query(query, [database])).rowCount === 1;
    if (!(await exists("select from pg_roles where rolname = $1"))) {
      await client.query(`create role ${database} login createrole password '${ownerPassword}'`);
    }
    if (!(await exists("select from pg_database where datname = $1"))) {
      await client.query(`create database ${database} owner ${database}`);
    }
  } finally {
    await client.end();
  }
}
