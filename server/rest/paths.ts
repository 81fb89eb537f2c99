import { getNamedType, isInputObjectType } from "postgraphile/graphql";
import type { Action } from "./actions.ts";
import { type RestObject, upperFirst } from "./objects.ts";
import { operators } from "./query.ts";
import { inputSchema, type Json, schemaOf } from "./schemas.ts";

export const problem = { $ref: "#/components/responses/Problem" };
export const answers = (ok: Json): Json => ({ ...ok, "4XX": problem, "5XX": problem });
export const given = (schema: Json, description: string, headers?: Json): Json => ({
  description,
  ...(headers && { headers }),
  content: { "application/json": { schema: { type: "object", required: ["data"], properties: { data: schema } } } },
});
const body = (...schemas: Json[]): Json => ({
  required: true,
  content: { "application/json": { schema: schemas.length > 1 ? { oneOf: schemas } : schemas[0] } },
});
export const parameter = (name: string, description: string, schema: Json, more: Json = {}): Json => ({
  name,
  in: "query",
  description,
  schema,
  ...more,
});
export const text = { type: "string" };
const whole = { type: "integer", minimum: 0 };
const first = parameter("first", "How many at most.", { ...whole, maximum: 1000, default: 100 });
const after = parameter("after", "pageInfo.endCursor of the page before.", text);
export const filter = parameter(
  "filter",
  `filter[field][op]=value; ops: ${Object.keys(operators).join(", ")}.`,
  { type: "object", additionalProperties: true },
  { style: "deepObject", explode: true },
);
export const orderBy = parameter(
  "orderBy",
  "Fields, separated by commas; - before one descends; company.title is what the related record is called.",
  text,
);
const page = (items: Json, more: Json = {}): Json => ({
  type: "object",
  required: ["data", "pageInfo", ...Object.keys(more)],
  properties: { data: { type: "array", items }, pageInfo: { $ref: "#/components/schemas/PageInfo" }, ...more },
});
/** By which POST /actions/undo takes it back. */
const written = { "Transaction-Id": { $ref: "#/components/headers/TransactionId" } };
const etag = { ETag: { description: "The version, for If-Match.", schema: text } };
const idempotencyKey = { $ref: "#/components/parameters/IdempotencyKey" };
const ifMatch = { $ref: "#/components/parameters/IfMatch" };

/** What can be done with a table, at its own address and at those of its rows. */
export function pathsOf(object: RestObject): Json {
  const { path, type, values, relations, lists, keys, isRecord, input: hasInput, patch: hasPatch, canDelete } = object;
  const name = type.name;
  const Names = upperFirst(object.list);
  const one = { $ref: `#/components/schemas/${name}` };
  const input = { $ref: `#/components/schemas/${name}Input` };
  const patch = { $ref: `#/components/schemas/${name}Patch` };
  const arrayOf = (items: Json) => ({ type: "array", items });
  const oneOrMore = isRecord ? { oneOf: [one, arrayOf(one)] } : one;
  const selection = [
    parameter("fields", "Only these fields, separated by commas.", text, {
      example: [...values.keys()].slice(0, 3).join(","),
    }),
    parameter("include", `Related records: ${[...relations.keys(), ...lists.keys()].join(", ") || "none"}.`, text),
  ];
  const about = (operationId: string, summary: string, description: string, more: Json = {}) => ({
    tags: [path],
    operationId,
    summary,
    description,
    ...more,
  });
  const [key] = keys;
  const id = keys.length === 1 && key ? schemaOf(key.type) : { ...text, pattern: "^[^,]+,[^,]+$" };
  return {
    [`/${path}`]: {
      get: about(`list${Names}`, `List ${path}`, "Filter, order and page through what you may read.", {
        parameters: [
          ...selection,
          filter,
          ...(isRecord
            ? [parameter("search", "Words, e-mail, domain or phone; typos and accents do not count.", text)]
            : []),
          orderBy,
          first,
          after,
          parameter("offset", "How many to skip.", whole),
        ],
        responses: answers({
          200: {
            description: "A page of them.",
            content: { "application/json": { schema: page(one, { totalCount: { type: "integer" } }) } },
          },
        }),
      }),
      ...(hasInput && {
        post: about(
          `create${Names}`,
          `Create ${path}`,
          isRecord ? "One record, or an array of which all or none are created." : "Creates one.",
          {
            parameters: [...selection, idempotencyKey],
            requestBody: isRecord ? body(input, arrayOf(input)) : body(input),
            responses: answers({
              201: given(oneOrMore, "What was created.", {
                ...written,
                ...etag,
                Location: { description: "Where it is.", schema: text },
              }),
            }),
          },
        ),
      }),
      ...(isRecord && {
        put: about(
          `upsert${Names}`,
          `Create or update ${path} by a unique field`,
          "Records are recognised by the field that “on” names; one or an array, all or none.",
          {
            parameters: [parameter("on", "A unique field.", text, { required: true }), ...selection, idempotencyKey],
            requestBody: body(input, arrayOf(input)),
            responses: answers({ 200: given(oneOrMore, "As they are now.", written) }),
          },
        ),
        patch: about(
          `updateMany${Names}`,
          `Update several ${path}`,
          "An array of changes with the id of each record; all or none.",
          {
            parameters: selection,
            requestBody: body(arrayOf({ allOf: [patch, { type: "object", required: ["id"], properties: { id } }] })),
            responses: answers({ 200: given(arrayOf(one), "As they are now.", written) }),
          },
        ),
      }),
    },
    [`/${path}/{id}`]: {
      parameters: [
        {
          name: "id",
          in: "path",
          required: true,
          description:
            keys.length === 1 ? "Its id." : `${keys.map((one) => one.name).join(" and ")}, with a comma between.`,
          schema: id,
        },
      ],
      get: about(`get${name}`, `Read one of ${path}`, "One, with its version as ETag.", {
        parameters: selection,
        responses: answers({
          200: given(one, "It, as it is now.", etag),
          304: { description: "It is as If-None-Match says." },
        }),
      }),
      ...(hasPatch && {
        patch: about(`update${name}`, `Update one of ${path}`, "Changes the fields that the body names.", {
          parameters: [...selection, ifMatch],
          requestBody: body(patch),
          responses: answers({ 200: given(one, "As it is now.", { ...written, ...etag }) }),
        }),
      }),
      ...(canDelete && {
        delete: about(
          `delete${name}`,
          `Delete one of ${path}`,
          isRecord ? "Deletes the record; it can be restored from the history." : "Deletes it.",
          { parameters: [ifMatch], responses: answers({ 204: { description: "It is gone.", headers: written } }) },
        ),
      }),
    },
  };
}

/** A function of the database, called by name. */
export function pathOfAction({ path, field }: Action): Json {
  const input = getNamedType(field.args[0]?.type);
  return {
    [`/actions/${path}`]: {
      post: {
        tags: ["actions"],
        operationId: field.name,
        summary: upperFirst(path.replaceAll("-", " ")),
        description: field.description || "A function of the database.",
        parameters: [idempotencyKey],
        requestBody: body(isInputObjectType(input) ? inputSchema(input) : { type: "object" }),
        responses: answers({ 200: given({ description: "What it gives." }, "What it gives.", written) }),
      },
    },
  };
}

/** Who one is, and all records at once. */
export const ownPaths: Json = {
  "/me": {
    get: {
      tags: ["me"],
      operationId: "me",
      summary: "Who one is",
      description: "The member whose token or key this is, with role and permissions.",
      responses: answers({ 200: given({ type: "object" }, "The member.") }),
    },
  },
  "/search": {
    get: {
      tags: ["search"],
      operationId: "search",
      summary: "Search all records",
      description: "Words, e-mail, domain or phone, over all objects; typos and accents do not count.",
      parameters: [
        parameter("query", "What to search for.", text, { required: true }),
        parameter("objects", "Only these objects, separated by commas.", text),
        first,
        after,
      ],
      responses: answers({
        200: {
          description: "The best first.",
          content: {
            "application/json": {
              schema: page({
                type: "object",
                required: ["id", "object", "title"],
                properties: {
                  id: { ...text, format: "uuid" },
                  object: text,
                  title: text,
                  ownerId: { type: ["string", "null"] },
                },
              }),
            },
          },
        },
      }),
    },
  },
};
