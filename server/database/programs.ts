import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { childEnv } from "../env.ts";
import { StartError } from "../startError.ts";
import { databaseOf } from "./logins.ts";

/** PostgreSQL's own client programs, which the system has to have. */
type Program = "psql" | "pg_dump" | "pg_restore";

/** How they reach a database. The password is not on the command line, where all users of the machine would see it. */
export function clientEnv(databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl);
  const ssl = ["sslmode", "sslrootcert", "sslcert", "sslkey"].flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[`PG${name.toUpperCase()}`, value]] : [];
  });
  return {
    PGHOST: url.searchParams.get("host") ?? url.hostname,
    PGPORT: url.port || "5432",
    PGDATABASE: databaseOf(databaseUrl),
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    ...Object.fromEntries(ssl),
  };
}

export function startProgram(
  program: Program,
  args: readonly string[],
  { env = {}, ...options }: SpawnOptions & { env?: Record<string, string> } = {},
): { child: ChildProcess; ended: Promise<number> } {
  const child = spawn(program, args, { ...options, env: childEnv(env) });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", () =>
      reject(new StartError(`${program} is not installed here (Debian: apt install postgresql-client).`)),
    );
    child.once("close", (code) => resolve(code ?? 1));
  });
  ended.catch(() => {});
  return { child, ended };
}

/** What a program prints; its complaints become the error. */
export async function runProgram(
  program: Program,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<string> {
  const { child, ended } = startProgram(program, args, { stdio: ["ignore", "pipe", "pipe"], ...(env && { env }) });
  if (!child.stdout || !child.stderr) throw new Error("no pipes");
  const [output, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new StartError(`${program} failed: ${complaints.trim()}`);
  return output;
}

/** An older program refuses a newer server, or understands its dumps in part; say so before anything is done. */
export async function requireProgram(program: Program): Promise<void> {
  const version = /(\d+)\.?\d*/.exec(await runProgram(program, ["--version"]))?.[1];
  if (Number(version) >= 18) return;
  throw new StartError(`${program} here is of PostgreSQL ${version}; it has to be 18 or later (postgresql-client-18).`);
}
