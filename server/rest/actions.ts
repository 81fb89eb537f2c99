import { type Request, Router } from "express";
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from "postgraphile/graphql";
import { notFound, type Once, parametersOf, type Row, type Run, recordOf } from "./answer.ts";
import { inputsOf, kebabCase, type RestObject, valuesOf } from "./objects.ts";
import { bad } from "./query.ts";

/** What can be done beside reading and writing records: each function of GraphQL's mutations. */
export interface Action {
  path: string;
  field: GraphQLField<unknown, unknown>;
  document: string;
}

/** The actions of a schema, by their path: all mutations that are more than the writing of a table. */
export function readActions(schema: GraphQLSchema, objects: Map<string, RestObject>): Map<string, Action> {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const written = new Set(
    [...objects.values()].flatMap(({ type, Many, isRecord, input, patch, canDelete, keys }) => [
      ...(input ? [`create${type.name}`] : []),
      ...(patch ? [`update${type.name}`] : []),
      ...(canDelete && inputsOf(mutations[`delete${type.name}`]).length === keys.length ? [`delete${type.name}`] : []),
      ...(isRecord ? ["create", "update", "delete", "upsert"].map((verb) => verb + Many) : []),
    ]),
  );
  return new Map(
    Object.values(mutations).flatMap((field) => {
      const input = getNamedType(field.args[0]?.type);
      if (written.has(field.name) || !isInputObjectType(input)) return [];
      const path = kebabCase(field.name);
      const document = `
    mutation RestAction($input: ${input.name}!) { payload: ${field.name}(input: $input) { ${selectionOf(field.type)} } }`;
      return [[path, { path, field, document }] as const];
    }),
  );
}

/** Everything that has a value, and of what it leads to the values. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "__typename";
  const parts = Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (field.args.length > 0 || ["query", "clientMutationId"].includes(field.name)) return [];
    if (isLeafType(inner)) return [field.name];
    if (!isObjectType(inner) || /(Connection|Edge)$/.test(inner.name)) return [];
    const values = valuesOf(inner);
    return values.length > 0 ? [`${field.name} { ${values.join(" ")} }`] : [];
  });
  return parts.join(" ") || "__typename";
}

/** POST /rest/actions/{action}, GET /rest/me and GET /rest/search. */
export function actions({
  schema,
  known,
  run,
  once,
}: {
  schema: GraphQLSchema;
  known: Map<string, Action>;
  run: Run;
  once: Once;
}): Router {
  const router = Router();
  const queries = schema.getQueryType()?.getFields() ?? {};
  const { me, search } = queries;

  router.post("/actions/:action", async (request, response) => {
    const action = known.get(request.params.action);
    if (!action)
      throw notFound(`There is no action “${request.params.action}”.`, `There are: ${[...known.keys()].join(", ")}.`);
    await once(request, response, async () => {
      const payload = await run<Row | null>(request, action.document, { input: recordOf(request) });
      return { status: 200, body: { data: payload && "result" in payload ? payload.result : payload } };
    });
  });

  if (me) {
    const document = `query RestMe { result: me { ${meSelection(me)} } }`;
    router.get("/me", async (request, response) => {
      response.json({ data: await run<Row>(request, document, {}) });
    });
  }
  if (search) {
    const document = `
    query RestSearchAll($query: String!, $objects: [String], $first: Int, $after: Cursor) {
      result: search(query: $query, objects: $objects, first: $first, after: $after) {
        nodes { id object title ownerId } pageInfo { hasNextPage endCursor }
      }
    }`;
    router.get("/search", async (request, response) => {
      const { nodes, pageInfo } = await run<{ nodes: Row[]; pageInfo: Row }>(
        request,
        document,
        searched(request, search.args),
      );
      response.json({ data: nodes, pageInfo });
    });
  }
  return router;
}

function meSelection(me: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(me.type);
  if (!isObjectType(type)) return "id";
  const { role, permissions } = type.getFields();
  const nested = [role, permissions].flatMap((field) => {
    const inner = field && getNamedType(field.type);
    const isPlain = field && (isListType(getNullableType(field.type)) || !inner?.name.endsWith("Connection"));
    return isPlain && isObjectType(inner) ? [`${field.name} { ${valuesOf(inner).join(" ")} }`] : [];
  });
  return [...valuesOf(type), ...nested].join(" ");
}

function searched(request: Request, args: readonly GraphQLArgument[]): Row {
  const parameters = parametersOf(request);
  for (const name of parameters.keys())
    if (!args.some((arg) => arg.name === name)) throw bad(name, `There is no parameter “${name}”.`);
  const query = parameters.get("query")?.trim();
  if (!query) throw bad("query", "Say what to search for: GET /rest/search?query=acme.");
  const first = parameters.get("first");
  if (first !== null && !/^\d{1,9}$/.test(first)) throw bad("first", "“first” has to be a whole number.");
  return {
    query,
    objects: parameters.get("objects")?.split(",").filter(Boolean),
    ...(first !== null && { first: Number(first) }),
    after: parameters.get("after") ?? undefined,
  };
}
