import type { Action } from "./actions.ts";
import { exportPathOf, importPaths } from "./filePaths.ts";
import type { RestObject } from "./objects.ts";
import { ownPaths, pathOfAction, pathsOf } from "./paths.ts";
import { type Json, schemasOf } from "./schemas.ts";

/** OpenAPI 3.1 of all objects, custom ones included, made from the same schema that answers. */
export function openApi({
  objects,
  actions,
  publicUrl,
}: {
  objects: Map<string, RestObject>;
  actions: Map<string, Action>;
  publicUrl: string;
}): Json {
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
    servers: [{ url: "/rest" }],
    security: [{ bearer: [] }],
    tags: [
      ...all.map(({ path, type }) => ({ name: path, description: type.description ?? `All about ${path}.` })),
      { name: "me", description: "Who one is, and what one may do." },
      { name: "search", description: "All records that one may read." },
      { name: "actions", description: "What can be done beside reading and writing: each a function of the database." },
    ],
    paths: merge(
      ...all.map(pathsOf),
      ...all.filter(({ isRecord }) => isRecord).map(exportPathOf),
      importPaths,
      ownPaths,
      ...[...actions.values()].map(pathOfAction),
    ),
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
            item: {
              type: "integer",
              description: "Of several that were sent the one that is refused; the first is 1.",
            },
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
      headers: {
        TransactionId: {
          description: "The transaction in which it was written: POST /actions/undo with it takes it back.",
          schema: { type: "string", pattern: "^[0-9]+$" },
        },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description:
            "Repeating a request with the same key does it only once, and is answered like the first. While that is still in progress after some seconds: 409 with Retry-After.",
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

/** Paths together; one that is there twice has the operations of both. */
function merge(...paths: Json[]): Json {
  const merged: Record<string, Json> = {};
  for (const [path, item] of paths.flatMap((some) => Object.entries(some)))
    merged[path] = Object.assign({}, merged[path], item);
  return merged;
}
