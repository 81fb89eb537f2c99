import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { Router } from "express";
import {
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from "postgraphile/graphql";
import { type RestObject, upperFirst } from "./objects.ts";
import { operators } from "./query.ts";

type Json = Record<string, unknown>;

/** The types of values, as JSON Schema (2020-12, which OpenAPI 3.1 uses). */
const scalars: Record<string, Json> = {
  UUID: { type: "string", format: "uuid" },
  Datetime: { type: "string", format: "date-time" },
  Date: { type: "string", format: "date" },
  Boolean: { type: "boolean" },
  Int: { type: "integer" },
  Float: { type: "number" },
  BigInt: { type: "string", pattern: "^-?[0-9]+$", description: "A whole number, as text." },
  BigFloat: { type: "string", description: "A decimal number, as text, so that no digit is lost." },
  JSON: { description: "Any JSON value." },
  String: { type: "string" },
};

/** OpenAPI 3.1 of all objects, custom ones included, made from the same schema that answers. */
export function openApi({ objects, publicUrl }: { objects: Map<string, RestObject>; publicUrl: string }): Json {
  const all = [...objects.values()];
  return {
    openapi: "3.1.0",
    info: {
      title: "Rowan",
      version: "1.0.0",
      description: "Every object of this workspace, under your own rights. Errors are problem+json (RFC 9457).",
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: "The admins of this Rowan", url: publicUrl },
    },
    servers: [{ url: `${publicUrl}/rest` }],
    security: [{ bearer: [] }],
    tags: all.map(({ path, type }) => ({ name: path, description: type.description ?? `All about ${path}.` })),
    paths: Object.assign({}, ...all.map(pathsOf)),
    components: {
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "An access token of /auth/login, or an API key (rk_…).",
        },
      },
      schemas: {
        Problem: {
          type: "object",
          required: ["title", "status", "code"],
          properties: {
            type: { type: "string" },
            title: { type: "string", description: "What is wrong, for people." },
            status: { type: "integer" },
            code: {
              type: "string",
              enum: [
                "UNAUTHENTICATED",
                "FORBIDDEN",
                "NOT_FOUND",
                "BAD_USER_INPUT",
                "CONFLICT",
                "RATE_LIMITED",
                "QUERY_TOO_COMPLEX",
                "PAYLOAD_TOO_LARGE",
                "INTERNAL",
              ],
            },
            hint: { type: "string", description: "The way out." },
            field: { type: "string" },
            constraint: { type: "string", description: "The name of the broken rule." },
            id: { type: "string", description: "Of an internal error: what to look for in the log." },
          },
        },
        PageInfo: {
          type: "object",
          properties: { hasNextPage: { type: "boolean" }, endCursor: { type: ["string", "null"] } },
        },
        ...Object.assign({}, ...all.map(schemasOf)),
      },
      responses: {
        Problem: {
          description: "What was wrong, and what to do.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      parameters: {
        id: {
          name: "id",
          in: "path",
          required: true,
          description: "The record's id.",
          schema: { type: "string", format: "uuid" },
        },
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: "Repeating a request with the same key does it only once.",
          schema: { type: "string", maxLength: 200 },
        },
        IfMatch: {
          name: "If-Match",
          in: "header",
          description: "The ETag that was read: refuses with 409 when somebody changed the record since.",
          schema: { type: "string" },
        },
      },
    },
  };
}

function pathsOf(object: RestObject): Json {
  const { path, type, values, relations, lists } = object;
  const name = type.name;
  const one = { $ref: `#/components/schemas/${name}` };
  const selection = [
    {
      name: "fields",
      in: "query",
      description: "Only these fields, separated by commas.",
      schema: { type: "string" },
      example: [...values.keys()].slice(0, 3).join(","),
    },
    {
      name: "include",
      in: "query",
      description: `Related records: ${[...relations.keys(), ...lists.keys()].join(", ") || "none"}.`,
      schema: { type: "string" },
    },
  ];
  const about = (id: string, summary: string, description: string, more: Json = {}) => ({
    tags: [path],
    operationId: id,
    summary,
    description,
    ...more,
  });
  const answers = (ok: Json) => ({
    ...ok,
    "4XX": { $ref: "#/components/responses/Problem" },
    "5XX": { $ref: "#/components/responses/Problem" },
  });
  const given = (schema: Json, description: string, headers?: Json) => ({
    description,
    ...(headers && { headers }),
    content: { "application/json": { schema: { type: "object", required: ["data"], properties: { data: schema } } } },
  });
  const etag = { ETag: { description: "The version, for If-Match.", schema: { type: "string" } } };
  const body = (...schemas: Json[]) => ({
    required: true,
    content: { "application/json": { schema: schemas.length > 1 ? { oneOf: schemas } : schemas[0] } },
  });
  const input = { $ref: `#/components/schemas/${name}Input` };
  const many = { type: "array", items: input };
  const lists1 = { type: "array", items: one };
  return {
    [`/${path}`]: {
      get: about(
        `list${upperFirst(object.list)}`,
        `List ${path}`,
        "Filter, search, order and page through the records that you may read.",
        {
          parameters: [
            ...selection,
            {
              name: "filter",
              in: "query",
              style: "deepObject",
              explode: true,
              description: `filter[field][op]=value; ops: ${Object.keys(operators).join(", ")}.`,
              schema: { type: "object", additionalProperties: true },
            },
            {
              name: "search",
              in: "query",
              description: "Words, e-mail, domain or phone; typos and accents do not count.",
              schema: { type: "string" },
            },
            {
              name: "orderBy",
              in: "query",
              description: "Fields, separated by commas; - before one descends.",
              schema: { type: "string" },
              example: "-createdAt",
            },
            {
              name: "first",
              in: "query",
              description: "How many at most.",
              schema: { type: "integer", minimum: 0, maximum: 1000, default: 100 },
            },
            {
              name: "after",
              in: "query",
              description: "pageInfo.endCursor of the page before.",
              schema: { type: "string" },
            },
            { name: "offset", in: "query", description: "How many to skip.", schema: { type: "integer", minimum: 0 } },
          ],
          responses: answers({
            200: {
              description: "A page of records.",
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    required: ["data", "pageInfo", "totalCount"],
                    properties: {
                      data: lists1,
                      pageInfo: { $ref: "#/components/schemas/PageInfo" },
                      totalCount: { type: "integer" },
                    },
                  },
                },
              },
            },
          }),
        },
      ),
      post: about(
        `create${upperFirst(object.list)}`,
        `Create ${path}`,
        "One record, or an array of which all or none are created.",
        {
          parameters: [...selection, { $ref: "#/components/parameters/IdempotencyKey" }],
          requestBody: body(input, many),
          responses: answers({
            201: given({ oneOf: [one, lists1] }, "What was created.", {
              ...etag,
              Location: { description: "Where it is.", schema: { type: "string" } },
            }),
          }),
        },
      ),
      put: about(
        `upsert${upperFirst(object.list)}`,
        `Create or update ${path} by a unique field`,
        "Records are recognised by the field that “on” names; one or an array, all or none.",
        {
          parameters: [
            { name: "on", in: "query", required: true, description: "A unique field.", schema: { type: "string" } },
            ...selection,
            { $ref: "#/components/parameters/IdempotencyKey" },
          ],
          requestBody: body(input, many),
          responses: answers({ 200: given({ oneOf: [one, lists1] }, "As they are now.") }),
        },
      ),
      patch: about(
        `updateMany${upperFirst(object.list)}`,
        `Update several ${path}`,
        "An array of changes with the id of each record; all or none.",
        {
          parameters: selection,
          requestBody: body({
            type: "array",
            items: {
              allOf: [
                { $ref: `#/components/schemas/${name}Patch` },
                { type: "object", required: ["id"], properties: { id: { type: "string", format: "uuid" } } },
              ],
            },
          }),
          responses: answers({ 200: given(lists1, "As they are now.") }),
        },
      ),
    },
    [`/${path}/{id}`]: {
      parameters: [{ $ref: "#/components/parameters/id" }],
      get: about(`get${name}`, `Read one of ${path}`, "One record, with its version as ETag.", {
        parameters: selection,
        responses: answers({
          200: given(one, "The record.", etag),
          304: { description: "It is as If-None-Match says." },
        }),
      }),
      patch: about(`update${name}`, `Update one of ${path}`, "Changes the fields that the body names.", {
        parameters: [...selection, { $ref: "#/components/parameters/IfMatch" }],
        requestBody: body({ $ref: `#/components/schemas/${name}Patch` }),
        responses: answers({ 200: given(one, "As it is now.", etag) }),
      }),
      delete: about(
        `delete${name}`,
        `Delete one of ${path}`,
        "Deletes the record; it can be restored from the history.",
        {
          parameters: [{ $ref: "#/components/parameters/IfMatch" }],
          responses: answers({ 204: { description: "It is gone." } }),
        },
      ),
    },
  };
}

function schemasOf({ type, values, relations, lists, input, patch }: RestObject): Json {
  const fields = type.getFields();
  const related = [...relations.keys(), ...lists.keys()].map((name) => {
    const isList = lists.has(name);
    return [
      name,
      {
        type: isList ? "array" : ["object", "null"],
        ...(isList && { items: { type: "object" } }),
        description: "With include only.",
      },
    ];
  });
  return {
    [type.name]: {
      type: "object",
      required: ["id"],
      ...(type.description && { description: type.description }),
      properties: Object.fromEntries([
        ...[...values].map(([name, of]) => [name, schemaOf(of, fields[name]?.description)]),
        ...related,
      ]),
    },
    [`${type.name}Input`]: inputSchema(input),
    [`${type.name}Patch`]: inputSchema(patch),
  };
}

function inputSchema(type: RestObject["input"]): Json {
  const fields = Object.values(type.getFields()).filter(
    ({ type: fieldType }) => !isInputObjectType(getNamedType(fieldType)),
  );
  const required = fields.filter(isRequiredInputField).map(({ name }) => name);
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      fields.map(({ name, type: fieldType, description }) => [name, schemaOf(fieldType, description)]),
    ),
  };
}

function schemaOf(type: GraphQLOutputType | GraphQLInputType, description?: string | null): Json {
  const nullable = getNullableType(type);
  const schema: Json = isListType(nullable)
    ? { type: "array", items: schemaOf(nullable.ofType) }
    : { ...(scalars[getNamedType(nullable).name] ?? scalars.String) };
  if (!isNonNullType(type) && schema.type) schema.type = [schema.type, "null"];
  return description ? { ...schema, description } : schema;
}

/** The page on which one can read and try all of it. */
export function apiPage(): Router {
  const router = Router();
  const files = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  router.get("/", (_request, response) => {
    response.type("html").send(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Rowan REST API</title><link rel="stylesheet" href="/rest/ui/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/rest/ui/swagger-ui-bundle.js"></script><script src="/rest/ui/start.js"></script></body>
</html>`);
  });
  router.get("/ui/start.js", (_request, response) => {
    response
      .type("text/javascript")
      .send(
        'SwaggerUIBundle({ url: "/rest/openapi.json", dom_id: "#swagger-ui", deepLinking: true, persistAuthorization: true, tryItOutEnabled: true });',
      );
  });
  router.use("/ui", express.static(files, { index: false, maxAge: "1d" }));
  return router;
}
