import { migrate as runCommitted, type Settings } from "graphile-migrate";
import { clearAllPools } from "graphile-migrate/dist/pgReal.js";
import { runMigrations, Logger as WorkerLogger } from "graphile-worker";
import pg from "pg";
import type { Log } from "../log.ts";
import { makePool } from "../pg.ts";
import { StartError } from "../startError.ts";
import { type Login, logins, scramVerifier } from "./logins.ts";
import { committedHashes, explain, migrationSettings } from "./migrations.ts";

const lock = 7692600; // any number, the same for every server of this database

/**
 * Brings the database up to date as its owner. Of several servers that start at once the first does it and the others
 * wait for it; a migration that fails is undone whole.
 */
export async function migrate({
  ownerUrl,
  jwtSecret,
  log,
  load = runAll,
}: {
  ownerUrl: string;
  jwtSecret: string;
  log: Log;
  /** What fills the database: the committed migrations, unless a test wants db/ as it is now. */
  load?: (settings: Settings, client: pg.Client) => Promise<void>;
}): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", (error) => log.error({ err: error }, "The owner's connection broke"));
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`The database does not let us in: ${error.message || error.code}`, { cause: error });
  });
  try {
    await checkServer(client);
    await client.query("select pg_advisory_lock($1)", [lock]);
    const settings = migrationSettings({ ownerUrl, log });
    await checkHistory(client, await committedHashes(settings));
    await installWorker(ownerUrl, log);
    await load(settings, client).catch((error) => {
      throw new StartError(`A migration failed, and nothing of it was kept.\n${explain(error)}`, { cause: error });
    });
    const { authenticator, worker } = logins({ ownerUrl, jwtSecret });
    await admitWorker(client, worker.role);
    await setPassword(client, authenticator);
    await setPassword(client, worker);
  } finally {
    clearAllPools();
    await client.end(); // and with it the lock
  }
}

async function runAll(settings: Settings, client: pg.Client): Promise<void> {
  await runCommitted(settings);
  await client.query("select app_hidden.part_moved_transactions()");
}

/** graphile-worker writes to our log; what it says of every job is for those who look for trouble. */
export function workerLogger(log: Log) {
  return new WorkerLogger(({ label, taskIdentifier, jobId }) => (level, message, meta) => {
    const about = { label, taskIdentifier, jobId, err: meta?.error };
    if (level === "error") log.error(about, message);
    else if (level === "warning") log.warn(about, message);
    else log.debug(about, message);
  });
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; role: string; may_create_roles: boolean; standby: boolean }>(`
    select current_setting('server_version_num')::int as version, rolname as role,
      rolsuper or rolcreaterole as may_create_roles, pg_is_in_recovery() as standby
    from pg_catalog.pg_roles where rolname = current_user`);
  const server = rows[0];
  if (!server) throw new Error("PostgreSQL does not know its own user");
  if (server.version < 180000) throw new StartError("DATABASE_URL must lead to PostgreSQL 18 or later.");
  if (server.standby) throw new StartError("DATABASE_URL leads to a standby server; Rowan needs the primary.");
  if (!server.may_create_roles) {
    const role = pg.escapeIdentifier(server.role);
    throw new StartError(
      `${server.role} may not create roles, and each role of the CRM is one: alter role ${role} createrole;`,
    );
  }
}

/** graphile-migrate looks at numbers only; a database with another history would be taken for one that is up to date. */
export async function checkHistory(client: pg.Client, committed: string[]): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    "select to_regclass('graphile_migrate.migrations') is not null as known",
  );
  if (!rows[0]?.known) return;
  const applied = await client.query<{ hash: string }>(
    "select hash from graphile_migrate.migrations order by filename",
  );
  if (applied.rows.length > committed.length) {
    throw new StartError("The database was migrated by a newer Rowan than this one. Update Rowan.");
  }
  if (applied.rows.some(({ hash }, index) => hash !== committed[index])) {
    throw new StartError(
      "The database was made by another edition of the schema. Back it up, then `npm run db -- reset --yes` builds an empty one.",
    );
  }
}

async function installWorker(ownerUrl: string, log: Log): Promise<void> {
  const pgPool = makePool({ url: ownerUrl, log, max: 1 });
  try {
    await runMigrations({ pgPool, logger: workerLogger(log) });
  } finally {
    await pgPool.end();
  }
}

/** graphile-worker's tables belong to the owner and let nobody else in; this lets in the role that runs the jobs. */
async function admitWorker(client: pg.Client, role: string): Promise<void> {
  const worker = pg.escapeIdentifier(role);
  await client.query(`
    grant usage on schema graphile_worker to ${worker};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${worker};
    grant execute on all functions in schema graphile_worker to ${worker};
    do $$
    declare
      v_table regclass;
    begin
      for v_table in
        select oid from pg_catalog.pg_class c
        where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
          and not exists (select from pg_catalog.pg_policy where polrelid = c.oid and polname = 'worker')
      loop
        execute format('create policy worker on %s to %I using (true)', v_table, ${pg.escapeLiteral(role)});
      end loop;
    end
    $$;`);
}

async function setPassword(client: pg.Client, { role, password }: Login): Promise<void> {
  const verifier = pg.escapeLiteral(scramVerifier(password));
  await client.query(`alter role ${pg.escapeIdentifier(role)} login password ${verifier}`);
}
