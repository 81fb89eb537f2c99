import type { ErrorRequestHandler, Response } from "express";
import type { Pool } from "pg";
import { type Errors, PublicError, type Told } from "../errors.ts";
import { orBehind } from "./schemaVersion.ts";

/** The last word on every error outside of GraphQL operations: JSON, or problem+json (RFC 9457) under /rest. */
export function sendErrors({
  errors,
  pool,
  version,
}: {
  errors: Errors;
  pool: Pool;
  version: number;
}): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const told = errors.tell(ofExpress(await orBehind(error, { pool, version })));
    const { status, message, ...rest } = told;
    response.status(status);
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    const isRest = request.path.startsWith("/rest");
    response.type(isRest ? "application/problem+json" : "application/json");
    const body = isRest
      ? { type: "about:blank", title: message, status, ...rest }
      : { errors: [{ message, extensions: rest }] };
    if (status === 413 && request.readableFlowing === null) sendUnread(response, JSON.stringify(body));
    else response.send(JSON.stringify(body));
  };
}

/**
 * Answers a request of whose body nothing has been read. Ending the answer makes Node read the rest of the body, or break the
 * connection before the answer has arrived: so it ends when the other side has hung up, or after a moment.
 */
function sendUnread(response: Response, body: string): void {
  response.set({ connection: "close", "content-length": String(Buffer.byteLength(body)) });
  response.write(body);
  const timer = setTimeout(() => response.end(), 1_000);
  response.once("close", () => clearTimeout(timer));
}

/** Express and its parsers say by `status` and `type` what was wrong with a request. */
function ofExpress(error: unknown): unknown {
  if (error instanceof PublicError) return error;
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return error;
  const told = (code: Told["code"], message: string) =>
    new PublicError({ status: Number(error.status), code, message });
  if (error.status === 413) return told("PAYLOAD_TOO_LARGE", "The body is too large.");
  if (error.status === 404) return told("NOT_FOUND", "There is nothing at this address.");
  if (error.status >= 400 && error.status < 500)
    return told("BAD_USER_INPUT", `The request cannot be read: ${error.message}`);
  return error;
}
