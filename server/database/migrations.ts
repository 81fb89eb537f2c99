import { join } from "node:path";
import { Logger } from "@graphile/logger";
import { compile, type Settings } from "graphile-migrate";
import { getAllMigrations } from "graphile-migrate/dist/migration.js";
import { parseSettings } from "graphile-migrate/dist/settings.js";
import pg from "pg";
import type { Log } from "../log.ts";
import { StartError } from "../startError.ts";
import { databaseOf } from "./logins.ts";

export const migrationsFolder = join(import.meta.dirname, "..", "..", "migrations");
const wholeProgram = "--! include index.sql\n";

/** What graphile-migrate needs to know; the same for the server, the tests and its own command line. */
export function migrationSettings({ ownerUrl, log }: { ownerUrl: string; log?: Log }): Settings {
  const database = databaseOf(ownerUrl);
  const role = (name: string) => pg.escapeIdentifier(`${database}_${name}`);
  return {
    connectionString: ownerUrl,
    migrationsFolder,
    placeholders: {
      ":AUTHENTICATOR": role("authenticator"),
      ":ANONYMOUS": role("anonymous"),
      ":MEMBER": role("member"),
      ":WORKER": role("worker"),
    },
    ...(log && {
      logger: new Logger(() => (level, message) => (level === "error" ? log.error(message) : log.debug(message))),
    }),
  };
}

/** The hashes of the committed migrations, in order. */
export async function committedHashes(settings: Settings): Promise<string[]> {
  const migrations = await getAllMigrations(await parseSettings(settings));
  return migrations.map(({ hash }) => hash);
}

/** Loads db/index.sql into an empty database, file by file, so that an error names its file. */
export async function applyProgram(client: pg.ClientBase, settings: Settings): Promise<void> {
  const sql = await compile(settings, wholeProgram);
  for (const part of sql.split(/^(?=--! Included )/m)) {
    const file = /^--! Included (\S+)/.exec(part)?.[1];
    await client.query(part).catch((error) => {
      throw new StartError(`db/${file}: ${explain(error, part)}`, { cause: error });
    });
  }
}

/** A database error in the words an author needs: the line, the message, and what PostgreSQL adds to it. */
export function explain(error: unknown, sql?: string): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const { message, position, detail, hint, where } = error;
  const line = sql && position ? `line ${sql.slice(0, Number(position)).split("\n").length - 1}: ` : "";
  return [line + message, detail, hint, where].filter(Boolean).join("\n");
}
