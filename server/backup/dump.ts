// A backup of any PostgreSQL 18 by its own pg_dump: one database, in the custom format, as of one moment.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseOf } from "../database/logins.ts";
import { clientEnv, requireProgram, runProgram, startProgram } from "../database/programs.ts";
import { StartError } from "../startError.ts";

/** Writes the database to `file`. */
export async function writeDump({ ownerUrl, file }: { ownerUrl: string; file: string }): Promise<void> {
  await requireProgram("pg_dump");
  await runProgram("pg_dump", ["--format=custom", "--compress=zstd", `--file=${file}`], clientEnv(ownerUrl));
}

export interface Contents {
  database: string;
  owner: string;
  schemas: string[];
  /** The roles that its grants and policies name. */
  roles: string[];
  /** What pg_restore is told to leave out. */
  list: string;
}

/** What a dump holds, as pg_restore tells it. */
export async function readContents(file: string): Promise<Contents> {
  await requireProgram("pg_restore");
  const list = await runProgram("pg_restore", ["--list", file]);
  const schemas = [...list.matchAll(/ SCHEMA - (\S+) (\S+)$/gm)].map(([, name = "", owner = ""]) => ({ name, owner }));
  const owner = schemas.find(({ name }) => name === "app_public")?.owner;
  if (!owner) throw new StartError(`${file} is not a backup of Rowan.`);
  const rows = async (schema: string, table: string) => {
    const args = ["--data-only", `--schema=${schema}`, `--table=${table}`, "--file=-", file];
    const [, columns = "", body = ""] =
      /^COPY \S+ \((.*)\) FROM stdin;\n([\s\S]*?)^\\\.$/m.exec(await runProgram("pg_restore", args)) ?? [];
    const names = columns.split(", ");
    return body
      .split("\n")
      .filter(Boolean)
      .map((line) => Object.fromEntries(line.split("\t").map((value, index) => [names[index], value])));
  };
  const database = /^; +dbname: (.*)$/m.exec(list)?.[1] ?? "";
  const fixed = ["authenticator", "worker", "anonymous", "member"].map((name) => `${database}_${name}`);
  const made = (await rows("app_public", "roles")).map(({ db_role }) => db_role ?? "");
  const members = (await rows("app_private", "database_logins")).map(({ login }) => login ?? "");
  return {
    database,
    owner,
    schemas: schemas.map(({ name }) => name),
    roles: [...fixed, ...made, ...members],
    // An extension may belong to somebody else, who alone may comment it.
    list: list.replace(/^.* COMMENT - EXTENSION .*$/gm, ""),
  };
}

/**
 * Reads a dump into the database of `ownerUrl`, in one transaction that ends with its own checks: whatever happens on
 * the way, the database is then as it was.
 */
export async function readDump({
  file,
  contents,
  ownerUrl,
  overwrite,
}: {
  file: string;
  contents: Contents;
  ownerUrl: string;
  overwrite: boolean;
}): Promise<void> {
  await requireProgram("psql");
  const database = databaseOf(ownerUrl);
  if (contents.database !== database) {
    throw new StartError(
      `The backup is of a database named ${contents.database}, and its roles begin with that name; this one is ${database}. Restore it into a database named ${contents.database}.`,
    );
  }
  const env = clientEnv(ownerUrl);
  const folder = mkdtempSync(join(tmpdir(), "rowan-restore-"));
  const list = join(folder, "list");
  writeFileSync(list, contents.list);
  const psql = startProgram("psql", ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"], {
    stdio: ["pipe", "ignore", "pipe"],
    env,
  });
  const restore = startProgram("pg_restore", ["--no-owner", `--use-list=${list}`, "--file=-", file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [input, script] = [psql.child.stdin, restore.child.stdout];
  if (!input || !script) throw new Error("no pipes");
  const complaints: string[] = [];
  for (const { child } of [psql, restore]) child.stderr?.on("data", (text) => complaints.push(String(text)));
  input.on("error", () => {}); // psql ended early, and says why
  try {
    input.write(before({ contents, overwrite }));
    script.pipe(input, { end: false });
    const restored = await Promise.race([restore.ended, psql.ended.then(() => 1)]);
    // Without the commit at the end of it, all of it is undone.
    if (restored === 0) input.end(after);
    else psql.child.kill();
    if ((await psql.ended) !== 0 || restored !== 0) {
      throw new StartError(`The backup is not restored, and nothing was changed.\n${complaints.join("").trim()}`);
    }
  } finally {
    restore.child.kill();
    if (psql.child.exitCode === null && psql.child.signalCode === null) {
      psql.child.kill();
      await once(psql.child, "close");
    }
    rmSync(folder, { recursive: true });
  }
}

function before({ contents, overwrite }: { contents: Contents; overwrite: boolean }): string {
  const drop = contents.schemas.map((name) => `drop schema if exists ${pg.escapeIdentifier(name)} cascade;`);
  const roles = contents.roles.map((name) => {
    const attributes = /_(authenticator|worker)$/.test(name) ? "login noinherit" : "nologin";
    return `do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = ${pg.escapeLiteral(name)}) then
        create role ${pg.escapeIdentifier(name)} ${attributes};
      end if;
    end $$;`;
  });
  return ["begin;", "set local client_min_messages = warning;", ...(overwrite ? drop : []), ...roles, ""].join("\n");
}

/** The rights of the roles belong to the cluster and are derived again; jobs are held by no worker any more. */
const after = `
do $$ begin
  if position(quote_literal(current_user) in pg_catalog.pg_get_functiondef('app_hidden.user_id()'::regprocedure)) = 0 then
    raise exception 'The backup was made by another owner of the database. Restore it as a role of that name.';
  end if;
end $$;
select app_hidden.derive_all();
update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null;
commit;
`;
