// What stands behind the ? of a list, checked against the GraphQL schema and turned into variables. Nothing of it becomes text of a
// document, so that equal shapes are planned once.
import {
  GraphQLBoolean,
  GraphQLFloat,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  getNullableType,
  isInputObjectType,
  isListType,
} from "postgraphile/graphql";
import { PublicError } from "../errors.ts";
import type { RestObject } from "./objects.ts";

export interface ListQuery {
  filter: Record<string, unknown> | undefined;
  search: string | undefined;
  orderBy: string[];
  first: number;
  after: string | undefined;
  offset: number | undefined;
  fields: string[];
  include: string[];
}

/** Short names of the operators; GraphQL's own names work too. */
export const operators: Record<string, string> = {
  eq: "equalTo",
  ne: "notEqualTo",
  in: "in",
  notIn: "notIn",
  gt: "greaterThan",
  gte: "greaterThanOrEqualTo",
  lt: "lessThan",
  lte: "lessThanOrEqualTo",
  contains: "includesInsensitive",
  startsWith: "startsWithInsensitive",
  endsWith: "endsWithInsensitive",
  null: "isNull",
};

const known = /^(filter\[.*|search|orderBy|first|after|offset|fields|include)$/;

/** Reads and checks the query of a list. Throws BAD_USER_INPUT that names the parameter. */
export function readListQuery(object: RestObject, parameters: URLSearchParams): ListQuery {
  for (const name of parameters.keys()) if (!known.test(name)) throw bad(name, `There is no parameter “${name}”.`);
  const number = (name: string) => {
    const value = parameters.get(name);
    if (value === null) return undefined;
    if (!/^\d{1,9}$/.test(value)) throw bad(name, `“${name}” has to be a whole number.`);
    return Number(value);
  };
  return {
    filter: readFilter(object.filter, parameters),
    search: parameters.get("search")?.trim() || undefined,
    orderBy: readOrder(object, parameters.get("orderBy")),
    first: number("first") ?? 100,
    after: parameters.get("after") ?? undefined,
    offset: number("offset"),
    ...readSelection(object, parameters),
  };
}

/** fields= and include=, for lists and single records alike. */
export function readSelection(object: RestObject, parameters: URLSearchParams): Pick<ListQuery, "fields" | "include"> {
  const fields = names(parameters.get("fields"));
  const include = names(parameters.get("include"));
  for (const name of fields)
    if (!object.values.has(name)) throw bad("fields", `${object.path} have no field “${name}”.`);
  for (const name of include) {
    if (!object.relations.has(name) && !object.lists.has(name))
      throw bad("include", `${object.path} have no relation “${name}”.`);
  }
  return { fields: fields.length > 0 ? [...new Set(["id", ...fields])] : [...object.values.keys()], include };
}

function readFilter(type: GraphQLInputObjectType, parameters: URLSearchParams): Record<string, unknown> | undefined {
  const conditions = [...parameters].flatMap(([name, value]) => {
    if (!name.startsWith("filter")) return [];
    const path = [...name.slice("filter".length).matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part ?? "");
    if (path.length === 0 || name !== `filter${path.map((part) => `[${part}]`).join("")}`) {
      throw bad(name, `“${name}” has to look like filter[field][op].`);
    }
    return [condition(type, path, value, name)];
  });
  return conditions.length > 1 ? { and: conditions } : conditions[0];
}

function condition(
  type: GraphQLInputType,
  [part, ...rest]: string[],
  value: string,
  name: string,
): Record<string, unknown> {
  if (!isInputObjectType(type) || part === undefined) throw bad(name, `“${name}” names too many parts.`);
  const fields = type.getFields();
  const field = fields[part] ?? fields[operators[part] ?? ""];
  if (!field) {
    const choice = Object.keys(fields).slice(0, 30).join(", ");
    throw bad(name, `“${part}” in “${name}” is not known. It can be: ${choice}.`);
  }
  const inner = getNullableType(field.type);
  if (isInputObjectType(inner)) {
    // filter[city]=Oslo is filter[city][eq]=Oslo
    return { [field.name]: condition(inner, rest.length > 0 ? rest : ["eq"], value, name) };
  }
  if (rest.length > 0) throw bad(name, `“${name}” names too many parts.`);
  return { [field.name]: coerce(inner, value, name) };
}

function coerce(type: GraphQLInputType, value: string, name: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return value === "" ? [] : value.split(",").map((part) => coerce(nullable.ofType, part, name));
  }
  if (nullable === GraphQLBoolean) {
    if (value === "true" || value === "false") return value === "true";
    throw bad(name, `“${name}” has to be true or false.`);
  }
  if (nullable === GraphQLInt || nullable === GraphQLFloat) {
    if (value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
    throw bad(name, `“${name}” has to be a number.`);
  }
  return value;
}

function readOrder({ orderBy, path }: RestObject, order: string | null): string[] {
  return names(order).map((name) => {
    const descends = name.startsWith("-");
    const field = name.replace(/^[-+]/, "");
    const words = field.replace(".", "__").replace(/[A-Z]/g, (letter) => `_${letter}`); // company.title
    const value = `${words.toUpperCase()}_${descends ? "DESC" : "ASC"}`;
    if (!orderBy.getValue(value)) throw bad("orderBy", `${path} cannot be ordered by “${field}”.`);
    return value;
  });
}

export function names(list: string | null): string[] {
  return (
    list
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean) ?? []
  );
}

export function bad(field: string, message: string): PublicError {
  return new PublicError({ status: 400, code: "BAD_USER_INPUT", message, field });
}
