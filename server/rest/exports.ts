import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import pg from "pg";
import copy from "pg-copy-streams";
import { z } from "zod";
import { PublicError } from "../errors.ts";
import { aliasOf, type Statement, withColumns } from "../graphql/captured.ts";
import { asPerson } from "../pg.ts";
import { turns } from "../turns.ts";
import { notFound, parametersOf } from "./answer.ts";
import type { RestObject } from "./objects.ts";
import { bad, names, readListQuery } from "./query.ts";

const Wanted = z.object({
  format: z.enum(["csv", "json"]).default("csv"),
  fields: z.array(z.string()).min(1).optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
  orderBy: z.array(z.string()).optional(),
  bom: z.boolean().default(false),
});
const pieceBytes = 128 * 1024;
/** Milliseconds for which somebody waits until others' files are through, and for which a file waits for whoever takes nothing of it. */
const patience = { turn: 30_000, stalled: 120_000 };
type Wanted = z.infer<typeof Wanted>;

/** Records out: all of an object, or of a filter, as one file that is streamed while it is read, under the asker's own rights. */
export function exports({
  objects,
  capture,
  pool,
  url,
}: {
  objects: Map<string, RestObject>;
  /** The statement that a GraphQL operation would run. */
  capture(request: Request, source: string, variables: Record<string, unknown>): Promise<Statement>;
  pool: pg.Pool;
  /** Logs in as the authenticator: a file may take long, and has a connection of its own. */
  url: string;
}): Router {
  const router = Router();
  const inTurn = turns({ atOnce: 8, each: 4 });
  router.get("/:object/export", async (request, response) => {
    const object = objectOf(request);
    const parameters = parametersOf(request);
    const chosen = {
      format: parameters.get("format") ?? undefined,
      bom: parameters.get("bom") === "true",
      fields: parameters.has("fields") ? names(parameters.get("fields")) : undefined,
    };
    for (const name of ["format", "bom", "fields"]) parameters.delete(name);
    for (const name of ["search", "include", "first", "after", "offset"])
      if (parameters.has(name)) throw bad(name, `An export has no “${name}”: filter it, and choose its fields.`);
    const { filter, orderBy } = readListQuery(object, parameters);
    await send(request, response, object, read({ ...chosen, filter, orderBy }));
  });
  router.post("/:object/export", async (request, response) => {
    await send(request, response, objectOf(request), read(request.body ?? {}));
  });
  return router;

  function objectOf(request: Request): RestObject {
    const object = objects.get(String(request.params.object));
    if (!object) throw notFound(`There is no “${request.params.object}” to export.`);
    return object;
  }

  async function send(request: Request, response: Response, object: RestObject, wanted: Wanted): Promise<void> {
    const { format, fields, filter, orderBy, bom } = wanted;
    const statement = await capture(
      request,
      `query RestExport($filter: ${object.filter.name}, $orderBy: [${object.orderBy.name}!]) {
        result: ${object.list}(filter: $filter, orderBy: $orderBy, first: 1000) { nodes { id } }
      }`,
      { filter, orderBy: orderBy && orderBy.length > 0 ? orderBy : undefined },
    );
    if (request.method === "HEAD") {
      await asPerson(pool, request.caller, (client) => client.query("select app_hidden.must_manage('export')"));
      describe();
      response.end();
      return;
    }
    const gone = new AbortController();
    response.once("close", () => response.writableFinished || gone.abort());
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(patience.turn)]);
    await inTurn(request.caller, write, signal).catch((error) => {
      if (gone.signal.aborted) return;
      if (error !== signal.reason) throw error;
      response.set("Retry-After", String(patience.turn / 1000));
      throw busy();
    });

    function describe(): void {
      response.attachment(`${object.path}-${new Date().toISOString().slice(0, 10)}.${format}`);
      response.type(format === "csv" ? "text/csv; charset=utf-8" : "application/json");
      response.set("X-Accel-Buffering", "no");
    }

    async function write(): Promise<void> {
      const { id, select_list, joins } = await asPerson(pool, request.caller, async (client) => {
        const { rows } = await client.query<{ id: string; select_list: string; joins: string }>(
          "select * from app_hidden.begin_export($1, $2, $3, $4, $5, $6)",
          [
            object.list,
            fields,
            format,
            JSON.stringify(filter ?? {}),
            JSON.stringify(orderBy ?? []),
            aliasOf(statement),
          ],
        );
        if (!rows[0]) throw new Error("The export was not begun");
        return rows[0];
      });
      let isDone = false;
      const client = new pg.Client({ connectionString: url, application_name: "rowan export" });
      client.on("error", () => {}); // told by the stream
      const leave = () =>
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      gone.signal.addEventListener("abort", leave);
      try {
        gone.signal.throwIfAborted();
        await client.connect();
        await client.query("begin; set local statement_timeout = 0; set local client_connection_check_interval = 1000");
        await client.query("select app_hidden.enter($1::uuid, $2::bytea)", [
          request.caller.sessionId ?? null,
          request.caller.apiKeyHash ?? null,
        ]);
        const rows = client.query(copy.to(copyOf(format, withColumns(statement, { columns: select_list, joins }))));
        const pieces = inPieces(rows);
        const first = await pieces.next(); // what fails before it is told as an error, and not by a file that breaks off
        const file = async function* () {
          for (let piece = first; !piece.done; piece = await pieces.next()) {
            const stalled = setTimeout(() => response.destroy(), patience.stalled);
            try {
              yield piece.value; // goes on when there is room for more
            } finally {
              clearTimeout(stalled);
            }
          }
        };
        describe();
        if (bom && format === "csv") response.write("\uFEFF");
        await (format === "csv" ? pipeline(file, response) : pipeline(file, asArray, response));
        // Noted by the one who began, who may have signed out meanwhile.
        await client.query("select app_hidden.end_export($1, 'done', $2)", [id, rows.rowCount]);
        await client.query("commit");
        isDone = true;
      } catch (error) {
        if (!response.headersSent) throw error;
        response.destroy(); // a file that ends too early is seen to
      } finally {
        // Whoever went away is not waited for: without a connection PostgreSQL ends the statement.
        if (isDone) await client.end();
        else {
          leave();
          await asPerson(pool, request.caller, (own) =>
            own.query("select app_hidden.end_export($1, 'stopped', 0)", [id]),
          );
        }
      }
    }
  }
}

function busy(): PublicError {
  return new PublicError({
    status: 429,
    code: "RATE_LIMITED",
    message: "Other exports are under way, and this one did not get its turn.",
    hint: "Try again when they are through.",
    constraint: "exports_at_once",
  });
}

function read(given: unknown): Wanted {
  const { data, error } = Wanted.safeParse(given);
  if (data) return data;
  const field = String(error.issues[0]?.path[0] ?? "body");
  throw bad(field, `“${field}” is not right: ${error.issues[0]?.message}.`);
}

/** JSON holds no control characters, so that with these as quote and delimiter COPY writes it as it is, a record a line. */
function copyOf(format: "csv" | "json", select: string): string {
  return format === "csv"
    ? `copy (${select}) to stdout (format csv, header)`
    : `copy (select ',' || row_to_json(e.*) from (${select}) e) to stdout (format csv, delimiter E'\\x02', quote E'\\x01')`;
}

/** PostgreSQL sends 8 kB at a time, and each piece costs compression and socket the same whatever its length. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    piece.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    yield Buffer.concat(piece);
    piece = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(piece);
}

/** Lines that begin with a comma as one array. */
async function* asArray(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isEmpty = true;
  for await (const chunk of chunks) {
    if (isEmpty) chunk.write("[");
    isEmpty = false;
    yield chunk;
  }
  yield Buffer.from(isEmpty ? "[]\n" : "]\n");
}
