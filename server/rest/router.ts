import { createHash } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
import type { Pool } from "pg";
import { grafast } from "postgraphile/grafast";
import { GraphQLError, type GraphQLSchema } from "postgraphile/graphql";
import { type Errors, PublicError, type Told } from "../errors.ts";
import { IdempotentReplay } from "../graphql/adaptor.ts";
import { asPerson } from "../pg.ts";
import { documents } from "./documents.ts";
import { imports } from "./imports.ts";
import { type RestObject, readObjects } from "./objects.ts";
import { apiPage, openApi } from "./openapi.ts";
import { bad, readListQuery, readSelection } from "./query.ts";

type Row = Record<string, unknown>;

/** REST over GraphQL, in process: every request is an operation of the same schema, under the same role, with the same errors. */
export function rest({
  schema,
  resolvedPreset,
  errors,
  pool,
  publicUrl,
  authenticatorUrl,
  importMaxBytes,
}: {
  schema: GraphQLSchema;
  resolvedPreset: GraphileConfig.ResolvedPreset;
  errors: Errors;
  pool: Pool;
  publicUrl: string;
  authenticatorUrl: string;
  importMaxBytes: number;
}): Router {
  const objects = readObjects(schema);
  const description = openApi({ objects, publicUrl });
  const router = Router();
  router.use(express.json({ limit: "10mb", strict: false }));
  router.get("/openapi.json", (_request, response) => void response.json(description));
  router.use(apiPage());
  router.use("/imports", imports({ run, pool, url: authenticatorUrl, maxBytes: importMaxBytes }));

  router.get("/:object", async (request, response) => {
    const object = objectOf(request);
    const { search, filter, orderBy, fields, include, ...page } = readListQuery(object, parametersOf(request));
    const found = search === undefined ? undefined : await idsOf(request, object, search);
    const both = [filter, found && { id: { in: found } }].filter((condition) => condition !== undefined);
    const result = await run<{ nodes: Row[]; pageInfo: Row; totalCount: number }>(
      request,
      documents.list(object, { fields, include }),
      {
        filter: both.length > 1 ? { and: both } : both[0],
        orderBy: orderBy.length > 0 ? orderBy : undefined,
        ...page,
      },
    );
    const rank = new Map(found?.map((id, n) => [id, n]));
    const nodes =
      found && orderBy.length === 0
        ? result.nodes.toSorted((a, b) => (rank.get(String(a.id)) ?? 0) - (rank.get(String(b.id)) ?? 0))
        : result.nodes;
    const wanted = new Set([...fields, ...include]);
    response.json({
      data: nodes.map((node) => flatten(node, wanted)),
      pageInfo: result.pageInfo,
      totalCount: result.totalCount,
    });
  });

  router.get("/:object/:id", async (request, response) => {
    const object = objectOf(request);
    const selection = readSelection(object, parametersOf(request));
    const row = await readOne(request, object, selection);
    const etag = versionOf(row);
    response.set("ETag", etag);
    if (request.get("if-none-match") === etag) return void response.status(304).end();
    response.json({ data: flatten(row, new Set([...selection.fields, ...selection.include])) });
  });

  router.post("/:object", async (request, response) => {
    const object = objectOf(request);
    const selection = readSelection(object, parametersOf(request));
    await once(request, response, async () => {
      if (Array.isArray(request.body)) {
        const { result } = await run<{ result: Row[] }>(request, documents.createMany(object, selection), {
          records: request.body,
        });
        return { status: 201, body: { data: result.map((row) => flatten(row)) } };
      }
      const { result } = await run<{ result: Row }>(request, documents.create(object, selection), {
        record: recordOf(request),
      });
      return {
        status: 201,
        body: { data: flatten(result) },
        location: `/rest/${object.path}/${result.id}`,
        version: versionOf(result),
      };
    });
  });

  router.put("/:object", async (request, response) => {
    const object = objectOf(request);
    const on = parametersOf(request).get("on");
    if (!on) throw bad("on", "Say by which unique field to recognise a record: PUT ?on=field.");
    const parameters = parametersOf(request);
    parameters.delete("on");
    const selection = readSelection(object, parameters);
    const records = Array.isArray(request.body) ? request.body : [recordOf(request)];
    await once(request, response, async () => {
      const { result } = await run<{ result: Row[] }>(request, documents.upsert(object, selection), { on, records });
      const rows = result.map((row) => flatten(row));
      return { status: 200, body: { data: Array.isArray(request.body) ? rows : rows[0] } };
    });
  });

  router.patch("/:object", async (request, response) => {
    const object = objectOf(request);
    if (!Array.isArray(request.body))
      throw bad("body", "Send an array of records with their id, or PATCH one at its own address.");
    const items = request.body.map(({ id, ...patch }: Row) => ({ id, patch }));
    const { result } = await run<{ result: Row[] }>(
      request,
      documents.updateMany(object, readSelection(object, parametersOf(request))),
      { items },
    );
    response.json({ data: result.map((row) => flatten(row)) });
  });

  router.patch("/:object/:id", async (request, response) => {
    const object = objectOf(request);
    const version = versionWanted(request);
    const patch = { ...recordOf(request), ...(version !== undefined && { updatedAt: version }) };
    const { result } = await run<{ result: Row }>(
      request,
      documents.update(object, readSelection(object, parametersOf(request))),
      { id: request.params.id, patch },
    );
    response.set("ETag", versionOf(result)).json({ data: flatten(result) });
  });

  router.delete("/:object/:id", async (request, response) => {
    const object = objectOf(request);
    if (request.get("if-match") !== undefined) {
      const row = await readOne(request, object, { fields: ["id"], include: [] });
      if (versionOf(row) !== `"${versionWanted(request)}"`) throw changedMeanwhile();
    }
    await run(request, documents.delete(object), { ids: [request.params.id] });
    response.status(204).end();
  });

  router.use((_request, _response, next) => next(Object.assign(new Error("Not found"), { status: 404 })));
  return router;

  function objectOf(request: Request): RestObject {
    const path = String(request.params.object);
    const object = objects.get(path) ?? objects.get(path.replaceAll("_", "-"));
    if (object) return object;
    throw new PublicError({
      status: 404,
      code: "NOT_FOUND",
      message: `There is no object “${path}”.`,
      hint: `There are: ${[...objects.keys()].join(", ")}.`,
    });
  }

  async function readOne(
    request: Request,
    object: RestObject,
    selection: { fields: string[]; include: string[] },
  ): Promise<Row> {
    const row = await run<Row | null>(request, documents.one(object, selection), { id: request.params.id });
    if (row) return row;
    throw new PublicError({ status: 404, code: "NOT_FOUND", message: `There is no such record in ${object.path}.` });
  }

  async function idsOf(request: Request, object: RestObject, query: string): Promise<string[]> {
    const { nodes } = await run<{ nodes: { id: string }[] }>(request, documents.search(object), { query });
    return nodes.map(({ id }) => id);
  }

  /** One operation, as who asks. Its single result is under `result`, of a mutation under `payload`. */
  async function run<Result>(request: Request, source: string, variableValues: Row): Promise<Result> {
    const outcome = await grafast({
      schema,
      resolvedPreset,
      requestContext: { caller: request.caller, source: "rest", idempotency: request.idempotency },
      source,
      variableValues,
    });
    if (!("data" in outcome) || outcome.errors?.length) {
      throw problemOf("errors" in outcome ? outcome.errors?.[0] : undefined, source);
    }
    const data: { result?: Result; payload?: Result } = outcome.data ?? {};
    return (data.payload ?? data.result) as Result;
  }

  function problemOf(error: GraphQLError | undefined, source: string): Error {
    if (!error) return new Error("An operation gave neither data nor errors");
    if (error.originalError instanceof IdempotentReplay) return error.originalError;
    if (!error.originalError || error.originalError instanceof GraphQLError)
      return new PublicError({ status: 400, code: "BAD_USER_INPUT", ...fromVariables(error.message) });
    const action = /^\s*mutation Rest(Create|Update|Delete|Upsert)/.exec(source)?.[1]?.toLowerCase() ?? "read";
    return new PublicError(errors.tell(error.originalError, { action }));
  }

  /** With an Idempotency-Key: done once, and answered again in the same words. */
  async function once(request: Request, response: Response, work: () => Promise<Answer>): Promise<void> {
    const key = request.get("idempotency-key");
    if (key === undefined) return answer(response, await work());
    const hash = createHash("sha256")
      .update(`${request.method} ${request.originalUrl}\n${JSON.stringify(request.body)}`)
      .digest("hex");
    request.idempotency = { key, hash };
    try {
      const done = await work();
      await asPerson(pool, request.caller, (client) =>
        client.query("select app_hidden.keep_idempotent_answer($1, $2, $3)", [key, done.status, JSON.stringify(done)]),
      );
      answer(response, done);
    } catch (error) {
      if (!(error instanceof IdempotentReplay)) throw error;
      response.set("Idempotent-Replayed", "true");
      answer(response, error.body as Answer);
    }
  }
}

interface Answer {
  status: number;
  body: unknown;
  location?: string;
  version?: string;
}

function answer(response: Response, { status, body, location, version }: Answer): void {
  if (location) response.set("Location", location);
  if (version) response.set("ETag", version);
  response.status(status).json(body);
}

declare module "express-serve-static-core" {
  interface Request {
    idempotency?: { key: string; hash: string };
  }
}

function recordOf(request: Request): Row {
  const { body } = request;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw bad("body", "The body has to be a JSON object, sent as application/json.");
}

function parametersOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, "http://localhost").searchParams;
}

/** Connections become plain arrays; what was only asked for the version goes. */
function flatten(row: Row, wanted?: Set<string>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !wanted || wanted.has(name))
      .map(([name, value]) => [name, isConnection(value) ? value.nodes : value]),
  );
}

function isConnection(value: unknown): value is { nodes: Row[] } {
  return typeof value === "object" && value !== null && "nodes" in value;
}

function versionOf({ updatedAt }: Row): string {
  return `"${String(updatedAt)}"`;
}

function versionWanted(request: Request): string | undefined {
  const header = request.get("if-match");
  if (header === undefined || header === "*") return undefined;
  return header.replace(/^W\//, "").replace(/^"|"$/g, "");
}

function changedMeanwhile(): PublicError {
  return new PublicError({
    status: 409,
    code: "CONFLICT",
    message: "Somebody changed this record in the meantime.",
    hint: "Read it again, then decide.",
    constraint: "version_current",
    field: "updatedAt",
  });
}

/** GraphQL's words about a variable, in REST's: which field, and what is wrong with it. */
function fromVariables(message: string): Pick<Told, "message" | "field"> {
  const [, path, problem] = /got invalid value .* at "\w+((?:\.|\[)[^"]*)"; (.*)$/s.exec(message) ?? [];
  const field = path?.replace(/^\.(patch\.)?/, "");
  const [, unknown] = /Field "(\w+)" is not defined by type/.exec(message) ?? [];
  if (unknown) return { message: `There is no field “${unknown}” that could be written.`, field: unknown };
  const [, missing] = /Field "(\w+)" of required type/.exec(message) ?? [];
  if (missing) return { message: `“${missing}” is required.`, field: missing };
  return field ? { message: problem ?? message, field } : { message };
}
