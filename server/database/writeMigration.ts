import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate as runCommitted, type Settings } from "graphile-migrate";
import { calculateHash } from "graphile-migrate/dist/hash.js";
import { getAllMigrations, serializeMigration } from "graphile-migrate/dist/migration.js";
import { parseSettings } from "graphile-migrate/dist/settings.js";
import pg from "pg";
import packageJson from "../../package.json" with { type: "json" };
import type { Log } from "../log.ts";
import { writeChanged } from "../writeChanged.ts";
import { changedFunctions } from "./changedFunctions.ts";
import type { Postgres } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { migrationSettings, migrationsFolder } from "./migrations.ts";

/** Where migrations/current.sql wants the changed functions; without it they come last. */
const functionsGoHere = /^--! functions$/m;
const derivedAnew = `-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();`;

/**
 * Writes the migration of the version in package.json, which leads from the migrations before it to db/ as it is now: what stands in
 * migrations/current.sql, and every function that changed. Those of earlier versions are history. Gives its path when that changed it.
 */
export async function writeMigration({
  scratch,
  program,
  jwtSecret,
  log,
}: {
  scratch: Postgres;
  /** On the database that holds db/. */
  program: pg.ClientBase;
  jwtSecret: string;
  log: Log;
}): Promise<string | undefined> {
  const committed = await getAllMigrations(await parseSettings(migrationSettings({ ownerUrl: scratch.ownerUrl })));
  const message = `v${packageJson.version.replaceAll(".", "-")}`;
  const own = committed.at(-1)?.message === message ? committed.at(-1) : undefined;
  const released = own ? committed.slice(0, -1) : committed;
  const previous = released.at(-1)?.hash ?? null;
  const number = String(released.length + 1).padStart(6, "0");
  const path = join(migrationsFolder, "committed", `${number}-${message}.sql`);

  const functions = await onReleased({ scratch, jwtSecret, log, count: released.length }, (client) =>
    changedFunctions({ from: client, to: program }),
  );
  const byHand = (await readFile(join(migrationsFolder, "current.sql"), "utf8")).replaceAll(/^-- .*\n/gm, "").trim();
  if (!functions && !byHand) {
    if (own) await rm(path);
    return own && path;
  }
  const body = functionsGoHere.test(byHand)
    ? byHand.replace(functionsGoHere, () => functions)
    : [byHand, functions].filter(Boolean).join("\n\n");
  const whole = `${body}\n\n${derivedAnew}\n`;
  const header = { Previous: previous ?? "-", Hash: calculateHash(whole, previous), Message: message };
  return writeChanged(path, serializeMigration(whole, header));
}

/** Works on a database that only the first `count` migrations made. */
async function onReleased<Result>(
  { scratch, jwtSecret, log, count }: { scratch: Postgres; jwtSecret: string; log: Log; count: number },
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const url = new URL(scratch.ownerUrl);
  const name = `${url.pathname.slice(1)}_released`;
  const superuser = new pg.Client({ connectionString: scratch.superuserUrl });
  await superuser.connect();
  await superuser.query(`create database ${name} owner crm`);
  await superuser.end();
  url.pathname = name;
  await migrate({ ownerUrl: url.href, jwtSecret, log, load: firstMigrations(count) });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What an earlier version of Rowan, which had only the first `count` migrations, does to an empty database. */
export function firstMigrations(count: number): (settings: Settings) => Promise<void> {
  return async (settings) => {
    const folder = await mkdtemp(join(tmpdir(), "rowan-migrations-"));
    try {
      const committed = await getAllMigrations(await parseSettings(settings));
      await mkdir(join(folder, "committed"));
      for (const { fullPath, realFilename } of committed.slice(0, count)) {
        await copyFile(fullPath, join(folder, "committed", realFilename));
      }
      await runCommitted({ ...settings, migrationsFolder: folder });
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}
