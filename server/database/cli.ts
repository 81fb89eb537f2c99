import { existsSync, statSync } from "node:fs";
import { constants } from "node:os";
import { join, relative, resolve } from "node:path";
import { backup, restore, verify } from "../backup/backup.ts";
import { readEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { failToStart, StartError } from "../startError.ts";
import { runningPostgres } from "./kept.ts";
import { holderOf } from "./lock.ts";
import { databaseOf, logins } from "./logins.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { clientEnv, startProgram } from "./programs.ts";
import { empty } from "./reset.ts";
import { verifyAccess } from "./verifyAccess.ts";

const usage = `npm run db -- COMMAND

  migrate              bring the database up to date
  reset --yes          delete everything in it and build it anew from db/
  commit               write what follows from db/ and migrations/current.sql: this version's committed migration,
                       db/schema.txt, db/rbac/matrix.txt and server/schema.graphql
  psql [--as ROLE] …   open psql on it as its owner, or as a role of the CRM: admin, user, read_only, …
  backup FILE          write all of it to FILE, while people work: the embedded one as a copy of its cluster,
                       any other (or with --dump) by pg_dump
  restore FILE         put what FILE holds in its place; over data that is there only with --overwrite
  verify FILE          restore FILE into a database of its own for a moment, and prove that nothing is missing
  verify [--mend]      show where grants and policies are not what the permissions say; --mend derives them again

It is the database of DATABASE_URL, or the embedded one.`;

const env = readEnv();
const log = createLog(env.logLevel);
const [command, ...args] = process.argv.slice(2);
if (command !== "psql") {
  // What was started for this command ends with it, and what was made for it goes.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

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
    case "backup": {
      const file = fileOf(args);
      await withDatabase((ownerUrl) => backup({ env, ownerUrl, file, asDump: args.includes("--dump") }));
      console.log(`${file} is written (${(statSync(file).size / 1e6).toFixed(1)} MB).`);
      break;
    }
    case "restore":
      console.log(await restore({ env, file: fileOf(args), overwrite: args.includes("--overwrite"), log }));
      break;
    case "verify": {
      if (args.every((arg) => arg === "--mend")) {
        await withDatabase((ownerUrl) => verifyAccess({ ownerUrl, mend: args.includes("--mend") }));
        break;
      }
      const findings = await verify({ file: fileOf(args), log });
      for (const { looked, problems } of findings) {
        console.log(problems.length === 0 ? `✓ ${looked}` : `✗ not so: ${looked}\n    ${problems.join("\n    ")}`);
      }
      if (findings.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
      break;
    }
    default:
      throw new StartError(usage);
  }
} catch (error) {
  failToStart(error);
}

/** Uses the embedded PostgreSQL of a running server when there is one, or starts it for this command. */
async function withDatabase<Result>(work: (ownerUrl: string) => Promise<Result>): Promise<Result> {
  if (!env.databaseUrl && (await holderOf(env.dataDir)) !== undefined)
    return work(runningPostgres(env.dataDir).ownerUrl);
  if (!env.databaseUrl && !existsSync(join(env.dataDir, "postgres")) && !["migrate", "reset"].includes(command ?? ""))
    throw new StartError(
      `There is no database in ${env.dataDir}. Say where it is by DATA_DIR or DATABASE_URL; npm start makes one.`,
    );
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
  const { ended } = startProgram("psql", rest, {
    stdio: "inherit",
    env: { ...clientEnv(login), PGDATABASE: database, ...(as && { PGOPTIONS: `-c role=${database}_${as}` }) },
  });
  process.on("SIGINT", () => {}); // Ctrl+C is for psql
  process.exitCode = await ended;
}

function fileOf(args: string[]): string {
  const file = args.find((arg) => !arg.startsWith("--"));
  if (!file) throw new StartError(`npm run db -- ${command} needs the name of a file.`);
  return resolve(file);
}

function takeAs(args: string[]): { as?: string; rest: string[] } {
  const at = args.indexOf("--as");
  if (at === -1) return { rest: args };
  const as = args[at + 1];
  if (!as) throw new StartError("--as needs a role: admin, user, read_only, …");
  return { as, rest: args.toSpliced(at, 2) };
}
