// How PostGraphile reaches PostgreSQL: each transaction first becomes the person who asks (app_hidden.enter). PostGraphile's own
// adaptor would set a role that we name; ours has the database decide, in the same round trip as BEGIN.
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError, type Pool, type PoolClient, type QueryResult } from "pg";
import type { PgClientQuery, PgClientResult, WithPgClient } from "postgraphile/@dataplan/pg";
import type { NodePostgresPgClient } from "postgraphile/adaptors/pg";
import { PublicError } from "../errors.ts";
import { orBehind } from "../http/schemaVersion.ts";
import { captureOf, listening } from "./captured.ts";
import { columnOf } from "./columnOf.ts";

/** What the context gives as pgSettings: who asks, and by which way. */
export type Settings = {
  sessionId?: string;
  apiKeyHash?: string;
  source?: string;
  idempotencyKey?: string;
  idempotencyHash?: string;
};

/** The request was done before; this is what it was answered. */
export class IdempotentReplay extends Error {
  body: unknown;
  constructor(body: unknown) {
    super("This request was done before.");
    this.name = "IdempotentReplay";
    this.body = body;
  }
}

const preparedStatements = 100;
/** Milliseconds that a statement may take; less than what the whole operation may (grafast.timeouts). */
const longest = 25_000;
/** Milliseconds that one waits for others, by the rule that says so: changes of objects, fields or roles for their turn, and a repeated
 * request for the first with its Idempotency-Key. */
const patience: Record<string, number> = { metadata_one_at_a_time: 20_000, idempotency_key_in_progress: 5_000 };

const transactions = new WeakMap<object, string>();

/** The transaction in which the newest change was made with these settings, which are those of one operation. */
export function transactionOf(settings: unknown): string | null {
  return (typeof settings === "object" && settings && transactions.get(settings)) || null;
}

/**
 * The withPgClient of our pool. Without settings, as for introspection, it is the bare authenticator's. Statements are not prepared
 * by name behind PgBouncer, where the next transaction may be on another connection. version: of the schema by which they are made.
 */
export function makeWithPgClient(
  pool: Pool,
  { prepare = true, version = Infinity }: { prepare?: boolean | undefined; version?: number | undefined } = {},
): WithPgClient<NodePostgresPgClient> {
  const withPgClient = async <Result>(
    settings: Record<string, string | undefined> | null,
    work: (client: NodePostgresPgClient) => Result | Promise<Result>,
  ): Promise<Result> => {
    const tell = settings && captureOf(settings);
    if (tell) return await work(listening(tell));
    const since = Date.now();
    for (;;) {
      try {
        return await attempt(settings, work);
      } catch (error) {
        if (Date.now() - since >= patienceWith(error)) throw await orBehind(error, { pool, version });
        await sleep(50 + Math.random() * 100); // holding nothing that they who are before us might need
      }
    }
  };
  const attempt = async <Result>(
    settings: Record<string, string | undefined> | null,
    work: (client: NodePostgresPgClient) => Result | Promise<Result>,
  ): Promise<Result> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      const transaction = new Transaction(client, settings);
      if (settings) await claimKey(client, settings, transaction);
      const result = await work(wrap(client, prepare, transaction));
      await transaction.commit();
      return result;
    } catch (error) {
      await client.query("rollback").catch((rollbackError: Error) => {
        broken = rollbackError; // the connection is of no more use
      });
      if (settings && !settings.sessionId && !settings.apiKeyHash && isDenied(error)) throw signInFirst();
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return Object.assign(withPgClient, { release() {} }); // the pool is not ours to end
}

/**
 * The transaction of one operation, begun with its first statement. Nothing waits for an answer that it does not need: BEGIN, who asks,
 * a statement that only reads, and COMMIT go to PostgreSQL in one round trip.
 */
class Transaction {
  readonly #client: PoolClient;
  readonly #settings: Settings | null;
  #begun: Promise<unknown> | undefined;
  #stays = false;

  constructor(client: PoolClient, settings: Settings | null) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Runs a statement in it; what reads only ends it, unless something was written before or it was asked to stay. */
  async run<Result>(send: () => Promise<Result>, { reads }: { reads: boolean }): Promise<Result> {
    if (!this.#settings) return send();
    const begun = this.#begin(this.#settings);
    const answer = send();
    const ends = reads && !this.#stays;
    const ended = ends ? this.#client.query("commit") : undefined;
    if (ends) this.#begun = undefined;
    this.#stays ||= !reads;
    const [first, second, last] = await Promise.allSettled([begun, answer, ended]);
    for (const { reason } of [first, second, last].filter((settled) => settled.status === "rejected")) throw reason;
    return (second as PromiseFulfilledResult<Awaited<Result>>).value;
  }

  /** From here on it ends with the operation, and as a whole. */
  stay(): void {
    this.#stays = true;
  }

  #begin(settings: Settings): Promise<unknown> {
    this.#begun ??= this.#client.query(begin(settings));
    return this.#begun;
  }

  /** In the same round trip it says which transaction it was, if anything was written. */
  async commit(): Promise<void> {
    if (!this.#begun || !this.#settings) return;
    const [last] = (await this.#client.query(
      "select pg_current_xact_id_if_assigned()::text as id; commit",
    )) as unknown as QueryResult<{ id: string | null }>[];
    const id = last?.rows[0]?.id;
    if (id) transactions.set(this.#settings, id);
  }
}

/** How long to come again when it is another's turn (app_hidden.take_turn, app_hidden.claim_idempotency_key). */
function patienceWith(error: unknown): number {
  return (error instanceof DatabaseError && patience[error.constraint ?? ""]) || 0;
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "42501";
}

/** What a visitor is told who wants something of members. */
export function signInFirst(): PublicError {
  return new PublicError({
    status: 401,
    code: "UNAUTHENTICATED",
    message: "Sign in first.",
    hint: "Send an access token or an API key as Authorization: Bearer.",
  });
}

/** One round trip. The values are of our own making and shape: uuids, hexadecimal digits and plain words. */
function begin({ sessionId, apiKeyHash, source = "graphql" }: Settings): string {
  const session = sessionId ? `'${plain(sessionId)}'` : "null";
  const key = apiKeyHash ? `'\\x${plain(apiKeyHash)}'` : "null";
  return `begin; select set_config('statement_timeout', '${longest}', true), set_config('app.source', '${plain(source)}', true), app_hidden.enter(${session}::uuid, ${key}::bytea)`;
}

/** In the transaction of what it protects: of two requests with one key the second does nothing but wait for the answer of the first. */
async function claimKey(
  client: PoolClient,
  { idempotencyKey, idempotencyHash }: Settings,
  transaction: Transaction,
): Promise<void> {
  if (idempotencyKey === undefined) return;
  const { rows } = await transaction.run(
    () =>
      client.query<{ status: number | null; body: unknown }>("select * from app_hidden.claim_idempotency_key($1, $2)", [
        idempotencyKey,
        idempotencyHash,
      ]),
    { reads: false },
  );
  if (rows[0]?.status) throw new IdempotentReplay(rows[0].body);
}

function plain(value: string): string {
  if (!/^[\w-]+$/.test(value)) throw new Error("Not a value that may stand in a statement");
  return value;
}

const namesOf = new WeakMap<PoolClient, Set<string>>();

function wrap(client: PoolClient, prepare: boolean, transaction: Transaction): NodePostgresPgClient {
  const names = namesOf.get(client) ?? new Set<string>();
  namesOf.set(client, names);
  const wrapped: NodePostgresPgClient = {
    rawClient: client,
    // A mutation's transaction is the one that is open already: it fails as a whole.
    withTransaction: (work) => {
      transaction.stay();
      return Promise.resolve(work(wrapped));
    },
    async query<Data>({ text, values, name, arrayMode }: PgClientQuery): Promise<PgClientResult<Data>> {
      const reads = name !== undefined; // what PostGraphile names is a select of a query; mutations have no name
      const isPrepared = prepare && reads && (names.has(name) || names.size < preparedStatements);
      if (isPrepared) names.add(name);
      const send = () =>
        client.query({
          text,
          ...(values && { values: [...values] }),
          ...(isPrepared && { name }),
          ...(arrayMode && { rowMode: "array" as const }),
        });
      const { rows, rowCount } = await transaction.run(send, { reads }).catch((error: unknown) => {
        if (error instanceof DatabaseError && /^22/.test(error.code ?? ""))
          error.column ||= columnOf(error.message, text, values);
        throw error;
      });
      if (rowCount === 0 && !reads) await explainNothing(client, text, values);
      return { rows: rows as Data[], rowCount, notices: [] };
    },
  };
  return wrapped;
}

const onOneRow = /^(update|delete from) ("?\w+"?\."?(\w+)"?) as (\S+).*?\swhere\s(.*?)(?:\sreturning\s.*)?;?\s*$/is;

/** An update or delete that row-level security kept from its row says so: there is none, or it may not be written. */
async function explainNothing(client: PoolClient, text: string, values: readonly unknown[] | undefined): Promise<void> {
  const [, verb, table, name, alias, condition] = onOneRow.exec(text) ?? [];
  if (!verb || !condition) return;
  const used = [...new Set([...condition.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))];
  const renumbered = condition.replace(/\$(\d+)/g, (_, n: string) => `$${used.indexOf(Number(n)) + 1}`);
  const { rowCount } = await client.query(
    `select from ${table} as ${alias} where ${renumbered}`,
    used.map((n) => values?.[n - 1]),
  );
  const object = name?.replaceAll("_", " ");
  if (!rowCount)
    throw new PublicError({ status: 404, code: "NOT_FOUND", message: `There is no such record in ${object}.` });
  const action = verb.toLowerCase() === "update" ? "update" : "delete";
  throw new PublicError({
    status: 403,
    code: "FORBIDDEN",
    message: `Your role may not ${action} this record of ${object}.`,
  });
}
