import { spawn } from "node:child_process";
import { relative } from "node:path";
import { childEnv, readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { StartError } from "../startError.ts";
import { runningPostgres } from "./kept.ts";
import { holderOf } from "./lock.ts";
import { databaseOf, logins } from "./logins.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { empty } from "./reset.ts";

const usage = `npm run db -- COMMAND

  migrate              bring the database up to date
  reset --yes          delete everything in it and build it anew from db/
  commit               write what follows from db/: the committed migration (until 1.0 there is one),
                       db/schema.txt and server/schema.graphql
  psql [--as ROLE] …   open psql on it as its owner, or as a role of the CRM: admin, user, read_only, …

It is the database of DATABASE_URL, or the embedded one.`;

const env = readEnv();
const log = createLog(env.logLevel);
const [command, ...args] = process.argv.slice(2);

try {
  switch (command) {
    case "migrate":
      await withDatabase((ownerUrl) => migrate({ ownerUrl, jwtSecret: env.jwtSecret, log }));
      break;
    case "reset":
      await reset();
      break;
    case "commit":
      await commit();
      break;
    case "psql":
      await withDatabase(psql);
      break;
    default:
      throw new StartError(usage);
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Uses the embedded PostgreSQL of a running server when there is one, or starts it for this command. */
async function withDatabase<Result>(work: (ownerUrl: string) => Promise<Result>): Promise<Result> {
  if (!env.databaseUrl && (await holderOf(env.dataDir)) !== undefined)
    return work(runningPostgres(env.dataDir).ownerUrl);
  const database = await openDatabase({ env, holder: `npm run db -- ${command} is at work; wait for it to end.`, log });
  try {
    return await work(database.ownerUrl);
  } finally {
    await database.close();
  }
}

async function reset(): Promise<void> {
  if (!env.databaseUrl && (await holderOf(env.dataDir)) !== undefined) {
    throw new StartError("A server runs on this database. Stop it first.");
  }
  await withDatabase(async (ownerUrl) => {
    if (!args.includes("--yes")) {
      throw new StartError(`This deletes everything in the database ${databaseOf(ownerUrl)}. Say --yes to go on.`);
    }
    await commit(); // nothing is deleted for a program that does not load
    await empty(ownerUrl);
    await migrate({ ownerUrl, jwtSecret: env.jwtSecret, log });
    console.log(`The database ${databaseOf(ownerUrl)} is built anew.`);
  });
}

async function commit(): Promise<void> {
  const { commit } = await import("./commit.ts"); // it brings all of PostGraphile with it
  const written = await commit({ jwtSecret: env.jwtSecret, log });
  for (const path of written) console.log(`${relative(process.cwd(), path)} is written.`);
}

async function psql(ownerUrl: string): Promise<void> {
  const { as, rest } = takeAs(args);
  const database = databaseOf(ownerUrl);
  // The authenticator may become any role of the CRM; the owner could not look through a member's eyes.
  const login = as ? logins({ ownerUrl, jwtSecret: env.jwtSecret }).authenticator.url : ownerUrl;
  const url = new URL(login);
  const child = spawn("psql", rest, {
    stdio: "inherit",
    env: childEnv({
      PGHOST: url.searchParams.get("host") ?? url.hostname,
      PGPORT: url.port || "5432",
      PGDATABASE: database,
      PGUSER: decodeURIComponent(url.username),
      PGPASSWORD: decodeURIComponent(url.password), // not on the command line, where all users of the machine see it
      ...(url.searchParams.has("sslmode") && { PGSSLMODE: url.searchParams.get("sslmode") ?? "" }),
      ...(as && { PGOPTIONS: `-c role=${database}_${as}` }),
    }),
  });
  process.on("SIGINT", () => {}); // Ctrl+C is for psql
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", () =>
      reject(new StartError("psql is not installed here (Debian: apt install postgresql-client).")),
    );
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function takeAs(args: string[]): { as?: string; rest: string[] } {
  const at = args.indexOf("--as");
  if (at === -1) return { rest: args };
  const as = args[at + 1];
  if (!as) throw new StartError("--as needs a role: admin, user, read_only, …");
  return { as, rest: args.toSpliced(at, 2) };
}
