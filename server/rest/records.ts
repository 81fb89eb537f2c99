import { type Request, Router } from "express";
import {
  changedMeanwhile,
  flatten,
  notAllowed,
  notFound,
  type Once,
  parametersOf,
  type Row,
  type Run,
  recordOf,
  versionOf,
  versionWanted,
} from "./answer.ts";
import { documents } from "./documents.ts";
import type { RestObject } from "./objects.ts";
import { bad, readListQuery, readSelection } from "./query.ts";

/** Lists, reads and writes the records of any object, and the rows of what else GraphQL offers. */
export function records({ objects, run, once }: { objects: Map<string, RestObject>; run: Run; once: Once }): Router {
  const router = Router();

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

  router.get("/:object/:key", async (request, response) => {
    const object = objectOf(request);
    const selection = readSelection(object, parametersOf(request));
    const row = await readOne(request, object, selection);
    const etag = versionOf(row);
    if (etag) response.set("ETag", etag);
    if (etag && request.get("if-none-match") === etag) return void response.status(304).end();
    response.json({ data: flatten(row, new Set([...selection.fields, ...selection.include])) });
  });

  router.post("/:object", async (request, response) => {
    const object = objectOf(request);
    if (!object.input) throw cannot(object, "created here");
    const selection = readSelection(object, parametersOf(request));
    await once(request, response, async () => {
      if (Array.isArray(request.body)) {
        oneByOne(object);
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
        location: `/rest/${object.path}/${object.keys.map(({ name }) => result[name]).join(",")}`,
        version: versionOf(result),
      };
    });
  });

  router.put("/:object", async (request, response) => {
    const object = objectOf(request);
    oneByOne(object);
    const parameters = parametersOf(request);
    const on = parameters.get("on");
    if (!on) throw bad("on", "Say by which unique field to recognise a record: PUT ?on=field.");
    parameters.delete("on");
    const selection = readSelection(object, parameters);
    const given = Array.isArray(request.body) ? request.body : [recordOf(request)];
    await once(request, response, async () => {
      const { result } = await run<{ result: Row[] }>(request, documents.upsert(object, selection), {
        on,
        records: given,
      });
      const rows = result.map((row) => flatten(row));
      return { status: 200, body: { data: Array.isArray(request.body) ? rows : rows[0] } };
    });
  });

  router.patch("/:object", async (request, response) => {
    const object = objectOf(request);
    oneByOne(object);
    if (!Array.isArray(request.body))
      throw bad("body", "Send an array of records with their id, or PATCH one at its own address.");
    const items = request.body.map((item: unknown) => {
      const { id, ...patch }: Row = Object(item);
      return { id, patch };
    });
    const selection = readSelection(object, parametersOf(request));
    const { result } = await run<{ result: Row[] }>(request, documents.updateMany(object, selection), { items });
    response.json({ data: result.map((row) => flatten(row)) });
  });

  router.patch("/:object/:key", async (request, response) => {
    const object = objectOf(request);
    if (!object.patch) throw cannot(object, "changed here");
    const version = versionWanted(request);
    const patch = { ...recordOf(request), ...(version !== undefined && { updatedAt: version }) };
    const selection = readSelection(object, parametersOf(request));
    const { result } = await run<{ result: Row }>(request, documents.update(object, selection), {
      ...keysOf(request, object),
      patch,
    });
    const etag = versionOf(result);
    if (etag) response.set("ETag", etag);
    response.json({ data: flatten(result) });
  });

  router.delete("/:object/:key", async (request, response) => {
    const object = objectOf(request);
    if (!object.canDelete) throw cannot(object, "deleted here");
    const version = versionWanted(request);
    if (version !== undefined) {
      const row = await readOne(request, object, { fields: [], include: [] });
      if (versionOf(row) !== `"${version}"`) throw changedMeanwhile();
    }
    await run(request, documents.delete(object), keysOf(request, object));
    response.status(204).end();
  });

  return router;

  function objectOf(request: Request): RestObject {
    const path = String(request.params.object);
    const object = objects.get(path) ?? objects.get(path.replaceAll("_", "-"));
    if (object) return object;
    throw notFound(`There is no object “${path}”.`, `There are: ${[...objects.keys()].join(", ")}.`);
  }

  async function readOne(
    request: Request,
    object: RestObject,
    selection: { fields: string[]; include: string[] },
  ): Promise<Row> {
    const row = await run<Row | null>(request, documents.one(object, selection), keysOf(request, object));
    if (row) return row;
    throw notFound(`There is no such record in ${object.path}.`);
  }

  async function idsOf(request: Request, object: RestObject, query: string): Promise<string[]> {
    if (!object.isRecord) throw bad("search", `${object.path} cannot be searched; use a filter.`);
    const { nodes } = await run<{ nodes: { id: string }[] }>(request, documents.search(object), { query });
    return nodes.map(({ id }) => id);
  }
}

/** What names a row in its address: its id, or the two of a link with a comma between. */
function keysOf(request: Request, { keys, path }: RestObject): Row {
  const given = String(request.params.key).split(",");
  if (given.length !== keys.length) throw notFound(`There is no such record in ${path}.`);
  return Object.fromEntries(
    keys.map(({ name, type }, n) => [name, /^Int!?$/.test(String(type)) ? Number(given[n]) : given[n]]),
  );
}

/** Only objects with records are written many at once. */
function oneByOne(object: RestObject): void {
  if (!object.isRecord) throw notAllowed(`${object.path} are written one by one.`);
}

function cannot({ path }: RestObject, done: string) {
  return notAllowed(`${path} cannot be ${done}.`, "What else can be done is under /rest/actions.");
}
