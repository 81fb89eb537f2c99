import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from "postgraphile/graphql";
import type { RestObject } from "./objects.ts";

export type Json = Record<string, unknown>;

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

/** What is read and written of a table, as JSON Schema. */
export function schemasOf({ type, keys, values, relations, lists, input, patch }: RestObject): Json {
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
      required: keys.map(({ name }) => name),
      ...(type.description && { description: type.description }),
      properties: Object.fromEntries([
        ...[...values].map(([name, of]) => [name, schemaOf(of, fields[name]?.description)]),
        ...related,
      ]),
    },
    ...(input && { [`${type.name}Input`]: inputSchema(input) }),
    ...(patch && { [`${type.name}Patch`]: inputSchema(patch) }),
  };
}

export function inputSchema(type: GraphQLInputObjectType): Json {
  const fields = Object.values(type.getFields()).filter(
    ({ name, type: fieldType }) => name !== "clientMutationId" && !isInputObjectType(getNamedType(fieldType)),
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

export function schemaOf(type: GraphQLOutputType | GraphQLInputType, description?: string | null): Json {
  const nullable = getNullableType(type);
  const named = getNamedType(nullable);
  const schema: Json = isListType(nullable)
    ? { type: "array", items: schemaOf(nullable.ofType) }
    : isEnumType(named)
      ? { type: "string", enum: named.getValues().map(({ name }) => name) }
      : { ...(scalars[named.name] ?? scalars.String) };
  if (!isNonNullType(type) && schema.type) schema.type = [schema.type, "null"];
  return description ? { ...schema, description } : schema;
}
