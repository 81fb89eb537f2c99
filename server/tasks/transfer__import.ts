import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase, PoolClient } from "pg";
import { z } from "zod";
import type { Log } from "../log.ts";
import type { Task } from "../worker.ts";

const Payload = z.object({ importId: z.uuid() });
const batch = 5_000;
const lookEvery = 500;

type Query = (sql: string, values: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

const Cause = z
  .object({ code: z.string(), message: z.string(), hint: z.string().optional() })
  .catch({ code: "", message: "" });

/** Somebody wants it to stop. */
class Cancelled extends Error {}

/**
 * Does an import in one transaction of the importer's: it and what the import's row says of it become true together. A check is the
 * same, rolled back. Progress and the results of rows are told from other connections meanwhile.
 */
const importFile: Task = async (payload, { query, withPgClient }, { log }) => {
  const { importId } = Payload.parse(payload);
  let attempts = 0;
  await withPgClient(async (client) => {
    await client.query("begin; set local client_connection_check_interval = '2s'");
    try {
      const status = await value<string | null>(client, "select app_hidden.take_import($1) as value", [importId]);
      if (status === null) return void (await client.query("rollback"));
      const begun = await query("select app_hidden.begin_import($1) as attempts", [importId]);
      attempts = Number(begun.rows[0]?.attempts);
      await watched({ client, query, importId }, async (progress) => {
        await client.query("select app_hidden.enter_import($1)", [importId]);
        if (status === "undoing") await undo({ client, importId });
        else await write({ client, query, importId, isCheck: status === "checking", progress });
      });
    } catch (error) {
      await client.query("rollback");
      await conclude({ query, log, importId, attempts, error });
    }
  });
};
export default importFile;

interface Progress {
  phase: string;
  rows: number;
}

async function write({
  client,
  query,
  importId,
  isCheck,
  progress,
}: {
  client: ClientBase;
  query: Query;
  importId: string;
  isCheck: boolean;
  progress: Progress;
}): Promise<void> {
  progress.phase = "matching";
  await client.query("select app_hidden.import_prepare($1)", [importId]);
  progress.phase = "writing";
  for (let row: number | null = 0; row !== null; ) {
    progress.rows = row;
    row = await value<number | null>(client, "select app_hidden.import_apply($1, $2) as value", [row, batch]);
  }
  progress.phase = "finishing";
  await client.query("select app_hidden.import_link()");
  await client.query("set constraints all immediate");
  const counts = await value<object>(client, "select app_hidden.import_counts() as value");
  // What there is to tell of rows is kept apart from the import itself, which may be rolled back; nobody looks before it has ended.
  for (let after = 0; ; ) {
    const rows = await value<{ row_number: number }[] | null>(client, "select app_hidden.import_results($1) as value", [
      after,
    ]);
    const last = rows?.at(-1);
    if (!last) break;
    after = last.row_number;
    await query("select app_hidden.keep_import_rows($1, $2)", [importId, JSON.stringify(rows)]);
  }
  if (isCheck) {
    await client.query("rollback");
    await query("select app_hidden.end_import($1, 'checked', $2)", [importId, JSON.stringify(counts)]);
    return;
  }
  await client.query("set local role none");
  await client.query("select app_hidden.end_import($1, 'done', $2)", [importId, JSON.stringify(counts)]);
  await client.query("commit");
}

async function undo({ client, importId }: { client: ClientBase; importId: string }): Promise<void> {
  await client.query("select app_public.undo(i.transaction_id) from app_public.imports i where i.id = $1", [importId]);
  await client.query("select app_hidden.remove_import_pipelines($1)", [importId]);
  await client.query("set constraints all immediate; set local role none");
  await client.query("select app_hidden.end_import($1, 'undone')", [importId]);
  await client.query("commit");
}

/** Tells twice a second how far the work is, and stops it when somebody wants that. */
async function watched(
  { client, query, importId }: { client: PoolClient; query: Query; importId: string },
  work: (progress: Progress) => Promise<void>,
): Promise<void> {
  const progress = { phase: "reading", rows: 0 };
  const done = new AbortController();
  let isCancelled = false;
  const pid = await value<number>(client, "select pg_backend_pid() as value");
  const watching = (async () => {
    while (!done.signal.aborted) {
      await sleep(lookEvery, undefined, { signal: done.signal }).catch(() => {});
      if (done.signal.aborted) return;
      const { rows } = await query("select app_hidden.report_import($1, $2, $3, $4) as is_cancelled", [
        importId,
        progress.phase,
        progress.rows,
        pid,
      ]);
      if (!rows[0]?.is_cancelled) continue;
      isCancelled = true;
      await query("select pg_cancel_backend($1)", [pid]);
    }
  })().catch(() => {}); // what PostgreSQL does not take now, it takes next time
  try {
    await work(progress);
  } catch (error) {
    throw isCancelled ? new Cancelled("The import was cancelled.", { cause: error }) : error;
  } finally {
    done.abort();
    await watching;
  }
}

/** Says how an import ended that did not do what it should. What is not about the file itself is tried twice more. */
async function conclude({
  query,
  log,
  importId,
  attempts,
  error,
}: {
  query: Query;
  log: Log;
  importId: string;
  attempts: number;
  error: unknown;
}): Promise<void> {
  const end = (status: string, message: string) =>
    query("select app_hidden.end_import($1, $2, message => $3)", [importId, status, message]);
  if (error instanceof Cancelled) return void (await end("cancelled", "It was cancelled; nothing of it was written."));
  const { code, message, hint } = Cause.parse(error);
  if (/^RM4|^2[23]|^42501/.test(code)) return void (await end("failed", [message, hint].filter(Boolean).join(" ")));
  if (attempts < 3) throw error;
  log.error({ err: error, importId }, "An import failed three times");
  await end(
    "failed",
    "Something went wrong on our side, three times; the server's log says what. Nothing was written.",
  );
}

async function value<Value>(client: ClientBase, sql: string, values: unknown[] = []): Promise<Value> {
  const { rows } = await client.query<{ value: Value }>(sql, values);
  if (!rows[0]) throw new Error("A function gave no row");
  return rows[0].value;
}
