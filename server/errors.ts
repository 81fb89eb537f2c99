import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { isSafeError } from "postgraphile/grafast";
import type { Log } from "./log.ts";
import { unreadable } from "./unreadable.ts";

export type Code =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "QUERY_TOO_COMPLEX"
  | "PAYLOAD_TOO_LARGE"
  | "SCHEMA_BEHIND"
  | "UNAVAILABLE"
  | "INTERNAL";

/** What people and programs are told of an error; GraphQL, REST and /auth say the same. */
export interface Told {
  status: number;
  code: Code;
  message: string;
  /** The way out. */
  hint?: string | undefined;
  /** The field concerned, as the API spells it. */
  field?: string | undefined;
  /** The name of the broken rule. */
  constraint?: string | undefined;
  /** Of many that were sent at once the one that is refused; the first is 1. */
  item?: number | undefined;
  /** Of an internal error: what to look for in the log. */
  id?: string | undefined;
}

/** An error whose words are meant for whoever asks. */
export class PublicError extends Error {
  told: Told;
  constructor(told: Told) {
    super(told.message);
    this.name = "PublicError";
    this.told = told;
  }
}

/** SQLSTATE (or its class) → what it means outside. The first that matches counts. */
const meanings: [pattern: RegExp, status: number, code: Code][] = [
  [/^RM400$/, 400, "BAD_USER_INPUT"],
  [/^RM401$/, 401, "UNAUTHENTICATED"],
  [/^RM403$/, 403, "FORBIDDEN"],
  [/^RM404$/, 404, "NOT_FOUND"],
  [/^RM409$/, 409, "CONFLICT"],
  [/^RM429$/, 429, "RATE_LIMITED"],
  [/^42501$/, 403, "FORBIDDEN"],
  [/^23505$/, 409, "CONFLICT"],
  [/^(23...|22...)$/, 400, "BAD_USER_INPUT"],
  [/^(40001|40P01|55P03)$/, 409, "CONFLICT"],
  [/^(57014|53400|54...)$/, 400, "QUERY_TOO_COMPLEX"],
];

/** The parts of PostgreSQL's errors that we read. */
interface DatabaseError {
  code: string;
  message: string;
  detail?: string;
  hint?: string;
  column?: string;
  constraint?: string;
  table?: string;
}

/** Names and words of the rules, read from the catalogue: the comment on a constraint is its message. */
interface Rule {
  table: string;
  columns: string[];
  kind: string;
  message: string | null;
}

export interface Errors {
  /** What to tell of any error; what is not meant for people is logged under an id. */
  tell(error: unknown, about?: { action?: string | undefined }): Told;
}

const rulesQuery = `
  select c.conname as name, t.relname as table, c.contype::text as kind,
    array(select a.attname::text from unnest(c.conkey) with ordinality k (n, i)
          join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by i) as columns,
    pg_catalog.obj_description(c.oid, 'pg_constraint') as message
  from pg_catalog.pg_constraint c
  join pg_catalog.pg_class t on t.oid = c.conrelid
  where c.connamespace in (select oid from pg_catalog.pg_namespace where nspname in ('app_public', 'app_custom'))
  union all
  select i.relname, t.relname, 'u',
    array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = x.indexrelid order by a.attnum),
    pg_catalog.obj_description(x.indexrelid, 'pg_class')
  from pg_catalog.pg_index x
  join pg_catalog.pg_class i on i.oid = x.indexrelid
  join pg_catalog.pg_class t on t.oid = x.indrelid
  where x.indisunique and t.relnamespace in (select oid from pg_catalog.pg_namespace where nspname in ('app_public', 'app_custom'))
    and not exists (select from pg_catalog.pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u'))`;

/** The one place that says what an error means outside. Reads the words of the rules once; a new schema comes with a new process. */
export async function readErrors({ pool, log }: { pool: Pool; log: Log }): Promise<Errors> {
  const { rows } = await pool.query<Rule & { name: string }>(rulesQuery);
  // Lines that begin with @ are smart tags, for PostGraphile.
  const rules = new Map(
    rows.map((rule) => [rule.name, { ...rule, message: rule.message?.replace(/^@.*$/gm, "").trim() || null }]),
  );

  return {
    tell(error, { action } = {}) {
      const cause = causeOf(error);
      if (cause instanceof PublicError) return cause.told;
      if (cause instanceof Error && isSafeError(cause)) return ofEngine(cause.message);
      if (isAway(cause)) return away(cause);
      if (!isDatabaseError(cause)) return internal(error);
      const meaning = meanings.find(([pattern]) => pattern.test(cause.code));
      if (!meaning) return internal(error);
      const [, status, code] = meaning;
      const rule = cause.constraint ? rules.get(cause.constraint) : undefined;
      const isOfRule = rule?.columns.length === 1 && !isOfReferring(cause);
      const column = cause.column || (isOfRule ? rule.columns[0] : undefined);
      const words = wording(cause, { rule, column, action });
      const [, item] = /^item (\d+)$/.exec(cause.detail ?? "") ?? []; // app_hidden.write_records
      return {
        status,
        code,
        message: item ? ofItem(Number(item), words) : words,
        hint: cause.code.startsWith("RM") ? cause.hint || undefined : undefined,
        field: column ? camelCase(column) : undefined,
        constraint: cause.constraint || undefined,
        item: item ? Number(item) : undefined,
      };
    },
  };

  function away(err: unknown): Told {
    log.warn({ err }, "A request met a database that was away");
    return {
      status: 503,
      code: "UNAVAILABLE",
      message: "The database does not answer at the moment.",
      hint: "Try again in a moment. Of a change that was under way, look first whether it was made.",
    };
  }

  function internal(error: unknown): Told {
    const id = randomUUID();
    log.error({ err: error, errorId: id }, "An error that is not meant for people");
    return {
      status: 500,
      code: "INTERNAL",
      message: "Something went wrong on our side.",
      hint: `It is in the server's log under ${id}.`,
      id,
    };
  }
}

/** What is wrong with one of many. */
export function ofItem(item: number, words: string): string {
  return `Item ${item}: ${words}`;
}

function wording(
  { code, message }: DatabaseError,
  { rule, column, action }: { rule: Rule | undefined; column: string | undefined; action: string | undefined },
): string {
  if (code.startsWith("RM")) return message;
  // The rule's own words are about the record that points to this one.
  if (isOfReferring({ code, message }))
    return `There are ${rule?.table.replaceAll("_", " ") ?? "records"} that belong to this: move or delete those first.`;
  if (rule?.message) return rule.message;
  const field = column ? `“${camelCase(column)}”` : "A value";
  if (code === "42501") {
    const table = /(?:table|view|relation) "?(\w+)"?/.exec(message)?.[1];
    const verb = action === "read" && message.startsWith("new row") ? "write" : (action ?? "do this to");
    return `Your role may not ${verb} ${table ? table.replaceAll("_", " ") : "this"}.`;
  }
  if (code === "23505")
    return `${field} is taken: another ${rule?.table.replaceAll("_", " ") ?? "record"} entry has it already.`;
  if (code === "23502") return `${field} is required.`;
  if (code === "23503") return `${field} points to a record that does not exist.`;
  if (code === "23514") return `${field} is not allowed${rule ? ` (${rule.table.replaceAll("_", " ")})` : ""}.`;
  if (code === "57014") return "This took too long and was stopped. Ask for less at once.";
  if (/^(40001|40P01|55P03)$/.test(code)) return "Somebody else is changing the same thing at this moment. Try again.";
  return unreadable({ code, message, field });
}

/** Something still points to what was to go. */
function isOfReferring({ code, message }: DatabaseError): boolean {
  return code === "23001" || (code === "23503" && message.startsWith("update or delete"));
}

/** The engine's own words for people: of cursors and the like, and of what it gave up. */
function ofEngine(message: string): Told {
  const isTooMuch = /too long|timeout/i.test(message);
  return { status: 400, code: isTooMuch ? "QUERY_TOO_COMPLEX" : "BAD_USER_INPUT", message };
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && "originalError" in cause && cause.originalError instanceof Error)
    cause = cause.originalError;
  return cause;
}

function isDatabaseError(error: unknown): error is Error & DatabaseError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "severity" in error;
}

/** The connection broke, or none is to be had: PostgreSQL restarts, another one takes over, or it lets nobody else in. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  const isOfNode = /^Connection terminated|is not queryable$|^timeout exceeded when trying to connect/.test(
    error.message,
  );
  return (
    isOfNode ||
    /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) ||
    (code === "ENOENT" && isConnect(error))
  );
}

/** To PostgreSQL's socket, which is not there while it starts. */
function isConnect(error: Error): boolean {
  return "syscall" in error && error.syscall === "connect";
}

export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
