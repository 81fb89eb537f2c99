import { setTimeout as sleep } from "node:timers/promises";
import type { RequestHandler } from "express";
import type { Pool } from "pg";
import { PublicError } from "../errors.ts";

const patience = 10_000;

/** A statement made of objects and fields that have changed since: what it names is gone, or is of another type. */
const outdated = /^(42(?!501)...|0A000)$/;

/** How often objects and fields have changed so far. To be read before the catalogue, so that it never promises too much. */
export async function readSchemaVersion(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: string }>("select app_hidden.schema_version() as version");
  return Number(rows[0]?.version);
}

/** The error, or what whoever asked is told instead when it comes of this server's not knowing the newest of objects and fields. */
export async function orBehind(error: unknown, { pool, version }: { pool: Pool; version: number }): Promise<unknown> {
  const isOutdated = error instanceof Error && "code" in error && outdated.test(String(error.code));
  return isOutdated && (await readSchemaVersion(pool)) > version ? behind() : error;
}

function behind(): PublicError {
  return new PublicError({
    status: 503,
    code: "SCHEMA_BEHIND",
    message: "The server is still taking in what was changed of objects and fields.",
    hint: "Send the request again in a moment.",
  });
}

/**
 * Who has made a field asks with its number (schemaVersion) as the header X-Schema-Version. A process that does not know it yet holds
 * the request until it is replaced, which `leaving` tells, and then has it sent again, to the one that knows. Answers carry the version
 * by which they were made.
 */
export function knowsSchema({ version, leaving }: { version: number; leaving: AbortSignal }): RequestHandler {
  return async (request, response, next) => {
    response.set("X-Schema-Version", String(version));
    const wanted = Number(request.headers["x-schema-version"]);
    if (!(wanted > version)) return next();
    await sleep(patience, undefined, { signal: leaving, ref: false }).catch(() => {});
    response.set({ Connection: "close", "Retry-After": "1" });
    throw behind();
  };
}
