import type { Request, Response } from "express";
import { ofItem, PublicError, type Told } from "../errors.ts";
import { bad } from "./query.ts";

export type Row = Record<string, unknown>;

/** What a write is answered, and answered again when it is repeated with its Idempotency-Key. */
export interface Answer {
  status: number;
  body: unknown;
  location?: string | undefined;
  version?: string | undefined;
  /** The transaction in which it was written. */
  transactionId?: string | undefined;
}

/** Runs one GraphQL operation as who asks. Its single result is under `result`, of a mutation under `payload`. */
export type Run = <Result>(request: Request, source: string, variableValues: Row) => Promise<Result>;

/** Does something once, even when it is asked for again with the same Idempotency-Key. */
export type Once = (request: Request, response: Response, work: () => Promise<Answer>) => Promise<void>;

export function answer(response: Response, { status, body, location, version, transactionId }: Answer): void {
  if (location) response.set("Location", location);
  if (version) response.set("ETag", version);
  if (transactionId) response.set("Transaction-Id", transactionId);
  response.status(status).json(body);
}

export function recordOf(request: Request): Row {
  const { body } = request;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw bad("body", "The body has to be a JSON object, sent as application/json.");
}

export function parametersOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, "http://localhost").searchParams;
}

/** Connections become plain arrays; what was only asked for the version goes. */
export function flatten(row: Row, wanted?: Set<string>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !wanted || wanted.has(name))
      .map(([name, value]) => [name, isConnection(value) ? value.nodes : value]),
  );
}

function isConnection(value: unknown): value is { nodes: Row[] } {
  return typeof value === "object" && value !== null && "nodes" in value;
}

/** The version of a record, as its ETag; some tables have none. */
export function versionOf({ updatedAt }: Row): string | undefined {
  return typeof updatedAt === "string" ? `"${updatedAt}"` : undefined;
}

export function versionWanted(request: Request): string | undefined {
  const header = request.get("if-match");
  if (header === undefined || header === "*") return undefined;
  const version = header.replace(/^W\//, "").replace(/^"|"$/g, "");
  if (Number.isNaN(Date.parse(version)))
    throw bad("If-Match", "If-Match has to be an ETag that was read from here, or *.");
  return version;
}

export function notFound(message: string, hint?: string): PublicError {
  return new PublicError({ status: 404, code: "NOT_FOUND", message, hint });
}

export function notAllowed(message: string, hint?: string): PublicError {
  return new PublicError({ status: 405, code: "BAD_USER_INPUT", message, hint });
}

export function changedMeanwhile(): PublicError {
  return new PublicError({
    status: 409,
    code: "CONFLICT",
    message: "Somebody changed this record in the meantime.",
    hint: "Read it again, then decide.",
    constraint: "version_current",
    field: "updatedAt",
  });
}

/** GraphQL's words about a variable, in REST's: which item of many, which field, and what is wrong with it. */
export function fromVariables(message: string): Pick<Told, "message" | "field" | "item"> {
  const [, variable, index, path, problem = message] =
    /^Variable "\$(\w+)" got invalid value .*?(?: at "\w+?(?:\[(\d+)\])?((?:\.|\[)[^"]*)?")?; (.*)$/s.exec(message) ??
    [];
  const [, unknown] = /Field "(\w+)" is not defined by type/.exec(message) ?? [];
  const [, missing] = /Field "(\w+)" of required type/.exec(message) ?? [];
  const item = index === undefined ? undefined : Number(index) + 1;
  const words = unknown
    ? `There is no field “${unknown}” that could be written.`
    : missing
      ? `“${missing}” is required.`
      : problem;
  return {
    message: item ? ofItem(item, words) : words,
    field: unknown ?? missing ?? (path?.replace(/^\.(patch\.)?/, "") || (item ? undefined : variable)),
    item,
  };
}
