// Whole files, out and in: what exports.ts and imports.ts answer, as OpenAPI.
import { type RestObject, upperFirst } from "./objects.ts";
import { answers, filter, given, orderBy, parameter, text } from "./paths.ts";
import type { Json } from "./schemas.ts";

const flag = { type: "boolean", default: false };
const file = (mediaTypes: Json): Json => ({
  description: "The file, streamed while it is read.",
  headers: { "Content-Disposition": { description: "What to call it.", schema: text } },
  content: mediaTypes,
});

/** All records of an object, or of a filter, as one file. */
export function exportPathOf({ path, list, type, orderBy: order }: RestObject): Json {
  const format = { ...text, enum: ["csv", "json"], default: "csv" };
  const bom = { ...flag, description: "Begin a CSV with a byte order mark, as spreadsheets want it." };
  const responses = answers({
    200: file({
      "text/csv": { schema: text },
      "application/json": { schema: { type: "array", items: { $ref: `#/components/schemas/${type.name}` } } },
    }),
  });
  const about = {
    tags: [path],
    description:
      "As CSV or JSON, of any length, under your own rights; relations by id and by title, several records in one field by their titles.",
  };
  return {
    [`/${path}/export`]: {
      get: {
        ...about,
        operationId: `export${upperFirst(list)}`,
        summary: `Export ${path}`,
        parameters: [
          parameter("format", "csv or json.", format),
          parameter("fields", "Only these fields, in this order, separated by commas; all when not given.", text),
          filter,
          orderBy,
          parameter("bom", bom.description, flag),
        ],
        responses,
      },
      post: {
        ...about,
        operationId: `export${upperFirst(list)}By`,
        summary: `Export ${path} by a filter of GraphQL`,
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  format,
                  fields: { type: "array", items: text, minItems: 1 },
                  filter: { type: "object", additionalProperties: true, description: `As GraphQL's ${list}(filter:).` },
                  orderBy: { type: "array", items: { ...text, enum: order.getValues().map(({ name }) => name) } },
                  bom,
                },
              },
            },
          },
        },
        responses,
      },
    },
  };
}

const one = { $ref: "#/components/schemas/Import" };
const id = { name: "id", in: "path", required: true, description: "Its id.", schema: { ...text, format: "uuid" } };
const settings = {
  type: "object",
  properties: {
    mapping: {
      type: "array",
      items: { type: "object", additionalProperties: true },
      description: "Which column goes to which field, as the import itself tells it.",
    },
    options: {
      type: "object",
      additionalProperties: true,
      description: "mode, matchBy, formats, as the import itself tells them.",
    },
  },
};
const actions: Record<string, [summary: string, description: string]> = {
  check: ["Check an import", "The whole import, and then taken back: what would be created, updated, rejected."],
  run: ["Run an import", "In the background; GET it for how far it is."],
  cancel: ["Cancel an import", "Stops it; nothing of it is left."],
  undo: ["Undo an import", "Takes back all that it wrote, updates included, unless it was changed since."],
};

/** A file becomes an import, which is checked, run and undone. */
export const importPaths: Json = {
  "/imports": {
    post: {
      tags: ["imports"],
      operationId: "uploadImport",
      summary: "Upload a file to import",
      description:
        "The body is the file itself: CSV, in any common encoding. Columns are matched to fields; then check it, and run it.",
      parameters: [
        parameter("object", "What its rows are: contacts.", text, { required: true }),
        parameter("fileName", "What it is called.", { ...text, default: "file.csv" }),
        parameter("encoding", "Such as windows-1252; recognised when not given.", text),
        parameter("delimiter", "One character, or tab; recognised when not given.", text),
        parameter("header", "Whether its first line names the columns; recognised when not given.", {
          type: "boolean",
        }),
        parameter("mode", "Whether rows may create records, update them, or both.", {
          ...text,
          enum: ["create", "update", "both"],
        }),
        parameter("matchBy", "By which fields a record is recognised, separated by commas.", text),
        parameter("action", "What to do at once.", { ...text, enum: ["check", "run"] }),
      ],
      requestBody: { required: true, content: { "text/csv": { schema: text } } },
      responses: answers({
        201: given(one, "The import, ready to be checked.", {
          Location: { description: "Where it is.", schema: text },
        }),
      }),
    },
  },
  "/imports/{id}/rejected.csv": {
    parameters: [id],
    get: {
      tags: ["imports"],
      operationId: "rejectedRows",
      summary: "The rejected rows as a file",
      description: "As they came, with the reason of each: to be mended and imported again.",
      responses: answers({ 200: file({ "text/csv": { schema: text } }) }),
    },
  },
  ...Object.fromEntries(
    Object.entries(actions).map(([action, [summary, description]]) => [
      `/imports/{id}/${action}`,
      {
        parameters: [id],
        post: {
          tags: ["imports"],
          operationId: `${action}ImportById`,
          summary,
          description,
          requestBody: { required: false, content: { "application/json": { schema: settings } } },
          responses: answers({ 202: given(one, "The import, as it is now.") }),
        },
      },
    ]),
  ),
};
