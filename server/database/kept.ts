// What is kept in DATA_DIR/postgres.json of the embedded PostgreSQL: where it is reached, and with which passwords.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StartError } from "../startError.ts";

/** The embedded database, and its owner. */
export const database = "crm";

export interface Urls {
  /** Logs in as the owner of the database `crm`, who is no superuser: as on a managed PostgreSQL. */
  ownerUrl: string;
  superuserUrl: string;
}

/** Where the PostgreSQL of the server that holds this data folder is reached. */
export function runningPostgres(dataDir: string): Urls {
  return urlsOf(readSecrets(dataDir, true), realpathSync(join(dataDir, "postgres")));
}

export function urlsOf({ port, superuser, owner }: Secrets, folder: string): Urls {
  // Through its socket PostgreSQL answers a quarter more queries than through TCP; psql and BI tools take either.
  const socket = socketFolder(folder);
  const url = (user: string, password: string, name: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${name}${socket && `?host=${encodeURIComponent(socket)}`}`;
  return { ownerUrl: url(database, owner, database), superuserUrl: url("postgres", superuser, "postgres") };
}

export function socketFolder(folder: string): string {
  return process.platform === "win32" || folder.length > 80 ? "" : folder; // a socket's path has room for 100 bytes
}

const Secrets = z.object({ port: z.number(), superuser: z.string(), owner: z.string() });
export type Secrets = z.infer<typeof Secrets>;

export function readSecrets(dataDir: string, hasData: boolean): Secrets {
  const path = join(dataDir, "postgres.json");
  if (existsSync(path)) return Secrets.parse(JSON.parse(readFileSync(path, "utf8")));
  if (hasData)
    throw new StartError(`${path} is gone. It holds the passwords of the database beside it: bring it back.`);
  const made = { port: 5433, superuser: randomBytes(24).toString("hex"), owner: randomBytes(24).toString("hex") };
  keepSecrets(dataDir, made);
  return made;
}

export function keepSecrets(dataDir: string, secrets: Secrets): void {
  const path = join(dataDir, "postgres.json");
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
