// npm run dev: what is saved is applied. SQL to the database, the schema to the types, server code by a restart, and
// the client by Vite. The database is one of its own below DATA_DIR/dev, which may be made anew at any time.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { compile } from "graphile-migrate";
import pg from "pg";
import { loadDemo } from "./database/demo.ts";
import { migrate } from "./database/migrate.ts";
import { committedHashes, explain, migrationSettings } from "./database/migrations.ts";
import { openDatabase } from "./database/open.ts";
import { empty } from "./database/reset.ts";
import { childEnv, readEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { StartError } from "./startError.ts";

const { commit } = await import("./database/commit.ts"); // with PostGraphile, which looks at what env.ts sets

const root = join(import.meta.dirname, "..");
const settled = 150; // an editor saves in several steps, and saves several files at once

const env = readEnv();
const log = createLog("warn");
const { jwtSecret } = env;
const dataDir = join(env.dataDir, "dev");
const url = `http://localhost:${env.port}`;
const database = await openDatabase({ env: { ...env, databaseUrl: undefined, dataDir }, holder: "npm run dev", log });
const { ownerUrl } = database;
const settings = migrationSettings({ ownerUrl, log });

await tell(async () => {
  await commit({ jwtSecret, log });
  await migrate({ ownerUrl, jwtSecret, log }).catch(rebuild);
  console.log(await loadDemo(ownerUrl));
});
await generateTypes();
let server = startServer();
const vite = program("vite", ["web"], { SERVER_URL: url });

onSave("db", /\.sql$/, (files) => tell(() => applySql(files)));
onSave("server", /^(?!.*\.test\.ts$).*\.ts$/, restartServer);
onSave("web", /^(?!(graphql|dist|e2e)\/).*\.tsx?$/, (files) =>
  files.some((file) => /graphql\(|graphql`/.test(readFileSync(join(root, "web", file), "utf8")))
    ? generateTypes()
    : undefined,
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    vite.kill();
    await stopServer();
    await database.close();
    process.exit();
  });
}

/** Functions are replaced where they are; what changes a table makes the database anew, with the sample data. */
async function applySql(files: string[]): Promise<void> {
  const written = await commit({ jwtSecret, log }); // says what is wrong before anything is touched
  if (written.length === 0) return;
  if (!(await replaceFunctions(files))) {
    await stopServer();
    await rebuild();
    await loadDemo(ownerUrl);
    server = startServer();
  }
  console.log(`${files.map((file) => `db/${file}`).join(", ")}: applied`);
  if (written.some((path) => path.endsWith(".graphql"))) await generateTypes();
}

async function rebuild(): Promise<void> {
  console.log("The database is made anew.");
  await empty(ownerUrl);
  await migrate({ ownerUrl, jwtSecret, log });
}

/** In a file of functions alone every statement can be said again. */
async function replaceFunctions(files: string[]): Promise<boolean> {
  const texts = files.map((file) => readFileSync(join(root, "db", file), "utf8"));
  const again = /^(create (or replace )?function|comment on|grant|revoke) /;
  const statements = texts.flatMap(
    (text) => text.match(/^(create|alter|drop|insert|update|delete|select|do|comment|grant|revoke) .*/gm) ?? [],
  );
  if (!statements.every((statement) => again.test(statement))) return false;

  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    for (const text of texts) {
      await client.query(
        (await compile(settings, text)).replaceAll(/^create function/gm, "create or replace function"),
      );
    }
    const hashes = await committedHashes(settings);
    const { rowCount } = await client.query(
      "update graphile_migrate.migrations set hash = $1 where filename = $2 and filename = (select max(filename) from graphile_migrate.migrations)",
      [hashes.at(-1), `${String(hashes.length).padStart(6, "0")}.sql`],
    );
    if (rowCount === 0) return false; // the first change of a version is a migration that this database has not seen
    await client.query("notify postgraphile_watch; commit");
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "42P13") return false; // another result or other parameters
    throw error;
  } finally {
    await client.end();
  }
}

function startServer(): ChildProcess {
  return program(process.execPath, [join("server", "main.ts")], {
    DATABASE_URL: ownerUrl,
    DATA_DIR: dataDir,
    JWT_SECRET: jwtSecret,
    WORKERS: "1",
    LOG_LEVEL: "warn",
  });
}

async function stopServer(): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill();
  await once(server, "exit");
}

async function restartServer(): Promise<void> {
  await stopServer();
  server = startServer();
}

async function generateTypes(): Promise<void> {
  await once(program("graphql-codegen", ["--config", "codegen.yml", "--errors-only"]), "exit");
}

function program(name: string, args: string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(name, args, { cwd: root, stdio: "inherit", env: childEnv(more), shell: process.platform === "win32" });
}

/** Calls `work` with the files of a folder that were saved, one call after another. */
function onSave(folder: string, pattern: RegExp, work: (files: string[]) => Promise<void> | undefined): void {
  const changed = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    const file = name?.replaceAll("\\", "/");
    if (!file || !pattern.test(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(async () => {
        const files = [...changed];
        changed.clear();
        if (files.length > 0) await work(files);
      });
    }, settled);
  });
}

/** Says what is wrong with what was saved, and waits for the next try. */
async function tell(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StartError || error instanceof pg.DatabaseError ? explain(error) : error);
  }
}
