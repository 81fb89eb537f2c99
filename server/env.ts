import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { StartError } from "./startError.ts";

// What the libraries look for: quick rather than talkative, unless somebody wants it otherwise.
process.env.NODE_ENV ??= "production";
process.env.GRAPHILE_ENV ??= "production";

const whole = (from: number, to: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${from} to ${to}` })
    .refine((value) => Number.isInteger(value) && value >= from && value <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    });

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    abort: true,
  });

const file = z.string().refine((path) => existsSync(path), { error: "must name a file that exists" });

const schema = z
  .object({
    DATABASE_URL: url(["postgres:", "postgresql:"])
      .refine((value) => new URL(value).pathname.length > 1, {
        error: "must name a database (postgres://owner:password@host/database)",
      })
      .optional(),
    // The same database through PgBouncer in transaction mode.
    DATABASE_POOL_URL: url(["postgres:", "postgresql:"]).optional(),
    PORT: whole(0, 65535).default(3000),
    // Only this machine, until the operator says otherwise: the first visitor becomes the Admin.
    HOST: z.string().default("127.0.0.1"),
    PUBLIC_URL: url(["http:", "https:"]).optional(),
    DATA_DIR: z.string().default(".data"),
    JWT_SECRET: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
    WORKERS: whole(1, 256).default(availableParallelism()),
    SMTP_URL: url(["smtp:", "smtps:"]).optional(),
    IMPORT_MAX_MB: whole(1, 100_000).default(1024),
    TLS_CERT: file.optional(),
    TLS_KEY: file.optional(),
    LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
        error: "must be one of trace, debug, info, warn, error, fatal, silent",
      })
      .optional(),
    TRUST_PROXY: z.string().transform(hopsOrNetworks).default(false),
    BACKUP_DIR: z.string().optional(),
    BACKUP_KEEP: whole(1, 10_000).default(14),
    WEBHOOK_ALLOW_PRIVATE: z
      .string()
      .transform(switchOrNetworks)
      .refine((value) => typeof value === "boolean" || value.every(isNetwork), {
        error: "must be true, false, or a list of addresses and networks such as 10.1.0.0/16",
      })
      .default(false),
  })
  .superRefine((env, check) => {
    if (
      env.DATABASE_POOL_URL &&
      new URL(env.DATABASE_POOL_URL).pathname !== (env.DATABASE_URL && new URL(env.DATABASE_URL).pathname)
    ) {
      check.addIssue({
        code: "custom",
        path: ["DATABASE_POOL_URL"],
        message: "must lead to the database that DATABASE_URL names",
      });
    }
    if (!env.TLS_CERT === !env.TLS_KEY) return;
    const [missing, present] = env.TLS_CERT ? ["TLS_KEY", "TLS_CERT"] : ["TLS_CERT", "TLS_KEY"];
    check.addIssue({ code: "custom", path: [missing], message: `must be set too, because ${present} is` });
  });

/** What can be set, for the table in docs/operations.md. */
export const variables = Object.keys(schema.shape);

/** What the server was told by its environment, checked. */
export type Env = ReturnType<typeof readEnv>;

/** Reads and checks the environment, the only place that does; one error names every bad value. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  // An empty value is an unset one: that is how compose files and shells leave a variable out.
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
    throw new StartError(`The environment has values that cannot be used:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  const tls = env.TLS_CERT && env.TLS_KEY ? { cert: env.TLS_CERT, key: env.TLS_KEY } : undefined;
  const dataDir = resolve(env.DATA_DIR);
  return {
    databaseUrl: env.DATABASE_URL,
    poolUrl: env.DATABASE_POOL_URL,
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `${tls ? "https" : "http"}://localhost:${env.PORT}`).replace(/\/$/, ""),
    dataDir,
    jwtSecret: env.JWT_SECRET ?? keptSecret(dataDir),
    workers: env.WORKERS,
    smtpUrl: env.SMTP_URL,
    importMaxBytes: env.IMPORT_MAX_MB * 1024 * 1024,
    tls,
    // A person at a terminal wants the address and what went wrong; a log collector wants each request.
    logLevel: env.LOG_LEVEL ?? (process.stdout.isTTY ? "warn" : "info"),
    trustProxy: env.TRUST_PROXY,
    /** Where the nightly backup goes, if there is to be one. */
    backup: env.BACKUP_DIR ? { folder: resolve(env.BACKUP_DIR), keep: env.BACKUP_KEEP } : undefined,
    webhookAllowPrivate: env.WEBHOOK_ALLOW_PRIVATE,
  };
}

/** The environment for a program that we start, with more in it. */
export function childEnv(more: Record<string, string>) {
  return { ...process.env, ...more };
}

/** Express takes a number of proxies, a switch, or a list of networks. */
function hopsOrNetworks(value: string): number | boolean | string {
  if (/^\d+$/.test(value)) return Number(value);
  if (value === "true" || value === "false") return value === "true";
  return value;
}

/** All addresses, none but public ones, or these networks too. */
function switchOrNetworks(value: string): boolean | string[] {
  if (value === "true" || value === "false") return value === "true";
  return value.split(",").map((network) => network.trim());
}

function isNetwork(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const family = isIP(address);
  return (
    family > 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
}

/** The signing secret, made once and kept for its owner only. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, "jwt-secret");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    try {
      linkSync(draft, path); // whole or not at all, and the first of two processes wins
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(path, "utf8");
}
