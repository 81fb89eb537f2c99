import { linkNames } from "../records/document.ts";
import type { FieldMeta, Metadata, ObjectMeta } from "../workspace/metadata.ts";

/** What a view holds: nested conditions, and one condition on one field. */
export type FilterNode = { and: FilterNode[] } | { or: FilterNode[] } | Condition;
export interface Condition {
  field: string;
  op: string;
  value?: unknown;
}

export interface Operator {
  op: string;
  label: string;
  /** What it is compared with. */
  takes: "text" | "number" | "date" | "days" | "options" | "members" | "records" | "nothing";
}

const empties: Operator[] = [
  { op: "empty", label: "is empty", takes: "nothing" },
  { op: "filled", label: "is not empty", takes: "nothing" },
];
const texts: Operator[] = [
  { op: "contains", label: "contains", takes: "text" },
  { op: "lacks", label: "does not contain", takes: "text" },
  { op: "is", label: "is", takes: "text" },
  { op: "isNot", label: "is not", takes: "text" },
  { op: "starts", label: "starts with", takes: "text" },
  ...empties,
];
const numbers: Operator[] = [
  { op: "is", label: "=", takes: "number" },
  { op: "isNot", label: "≠", takes: "number" },
  { op: "gt", label: ">", takes: "number" },
  { op: "gte", label: "≥", takes: "number" },
  { op: "lt", label: "<", takes: "number" },
  { op: "lte", label: "≤", takes: "number" },
  ...empties,
];
const dates: Operator[] = [
  { op: "on", label: "is on", takes: "date" },
  { op: "before", label: "is before", takes: "date" },
  { op: "after", label: "is after", takes: "date" },
  { op: "past", label: "in the past days", takes: "days" },
  { op: "next", label: "in the next days", takes: "days" },
  { op: "overdue", label: "is before today", takes: "nothing" },
  ...empties,
];
const choices = (takes: Operator["takes"]): Operator[] => [
  { op: "any", label: "is any of", takes },
  { op: "none", label: "is none of", takes },
  ...empties,
];
const lists: Operator[] = [{ op: "has", label: "has", takes: "text" }, ...empties];

const byType: Record<string, readonly Operator[]> = {
  text: texts,
  long_text: texts,
  url: texts,
  number: numbers,
  currency: numbers,
  rating: numbers,
  formula: numbers,
  date: dates,
  date_time: dates,
  boolean: [
    { op: "true", label: "is yes", takes: "nothing" },
    { op: "false", label: "is no", takes: "nothing" },
  ],
  enum: choices("options"),
  multi_enum: [{ op: "hasAny", label: "has any of", takes: "options" }, ...empties],
  emails: lists,
  phones: lists,
  member: choices("members"),
  relation: [...choices("records"), { op: "contains", label: "name contains", takes: "text" }],
  many_to_many: [
    { op: "any", label: "has any of", takes: "records" },
    { op: "none", label: "has none of", takes: "records" },
    { op: "contains", label: "has one whose name contains", takes: "text" },
    ...empties,
  ],
};

/** How a field can be asked about; none for types that cannot be filtered. */
export function operatorsOf(field: FieldMeta): readonly Operator[] {
  return byType[field.type] ?? [];
}

export function isComplete(condition: Condition, object: ObjectMeta): boolean {
  const field = object.fields.find((one) => one.apiName === condition.field);
  const operator = field && operatorsOf(field).find((one) => one.op === condition.op);
  if (!operator) return false;
  if (operator.takes === "nothing") return true;
  return Array.isArray(condition.value)
    ? condition.value.length > 0
    : condition.value !== undefined && condition.value !== "";
}

export function readFilter(value: unknown): FilterNode {
  if (typeof value !== "object" || value === null) return { and: [] };
  if ("and" in value && Array.isArray(value.and)) return { and: value.and.map(readFilter) };
  if ("or" in value && Array.isArray(value.or)) return { or: value.or.map(readFilter) };
  if ("field" in value && "op" in value)
    return { field: String(value.field), op: String(value.op), value: "value" in value ? value.value : undefined };
  return { and: [] };
}

export const isCondition = (node: FilterNode): node is Condition => "field" in node;
export const childrenOf = (node: FilterNode): FilterNode[] => ("and" in node ? node.and : "or" in node ? node.or : []);
export const isEmptyFilter = (node: FilterNode): boolean => !isCondition(node) && childrenOf(node).every(isEmptyFilter);

type GraphQLFilter = Record<string, unknown>;

/** The filter as GraphQL takes it; undefined when nothing is asked for (an empty object would be an error). Unfinished conditions do not count. */
export function compileFilter(
  node: FilterNode,
  object: ObjectMeta,
  metadata: Metadata,
  now = new Date(),
): GraphQLFilter | undefined {
  if (isCondition(node)) return isComplete(node, object) ? compileCondition(node, object, metadata, now) : undefined;
  const parts = childrenOf(node).flatMap((child): GraphQLFilter[] => {
    const part = compileFilter(child, object, metadata, now);
    return part ? [part] : [];
  });
  if (parts.length < 2) return parts[0];
  return "or" in node ? { or: parts } : { and: parts };
}

/** Both, of which each may be missing. */
export function bothFilters(...filters: readonly (GraphQLFilter | undefined)[]): GraphQLFilter | undefined {
  const parts = filters.filter((filter) => filter !== undefined);
  return parts.length < 2 ? parts[0] : { and: parts };
}

function compileCondition(
  { field: name, op, value }: Condition,
  object: ObjectMeta,
  metadata: Metadata,
  now: Date,
): GraphQLFilter | undefined {
  const field = object.fields.find((one) => one.apiName === name);
  if (!field) return undefined;
  if (field.type === "many_to_many") return compileLinks(op, value, field, metadata);
  const on = (comparison: Record<string, unknown>): GraphQLFilter => ({ [name]: comparison });
  const isNull = (wanted: boolean) => on({ isNull: wanted });
  const isTextual = ["text", "long_text", "url"].includes(field.type);
  const isList = ["multi_enum", "emails", "phones"].includes(field.type);
  const values = () =>
    (Array.isArray(value) ? value : [value]).map((one) => (one === "me" ? metadata.me.id : String(one)));
  switch (op) {
    case "empty":
      if (isTextual) return { or: [isNull(true), on({ equalTo: "" })] };
      return isList ? { or: [isNull(true), on({ equalTo: [] })] } : isNull(true);
    case "filled":
      if (isTextual) return { and: [isNull(false), on({ notEqualTo: "" })] };
      return isList ? { and: [isNull(false), on({ notEqualTo: [] })] } : isNull(false);
    case "contains": {
      const title = field.targetObject && metadata.object(field.targetObject)?.title.apiName;
      if (title && field.relationApiName)
        return { [field.relationApiName]: { [title]: { includesInsensitive: String(value) } } };
      return on({ includesInsensitive: String(value) });
    }
    case "lacks":
      return { or: [isNull(true), on({ notIncludesInsensitive: String(value) })] };
    case "starts":
      return on({ startsWithInsensitive: String(value) });
    case "is":
      return isTextual ? on({ equalToInsensitive: String(value) }) : on({ equalTo: numberOf(value, field) });
    case "isNot":
      return {
        or: [
          isNull(true),
          isTextual ? on({ notEqualToInsensitive: String(value) }) : on({ notEqualTo: numberOf(value, field) }),
        ],
      };
    case "gt":
      return on({ greaterThan: numberOf(value, field) });
    case "gte":
      return on({ greaterThanOrEqualTo: numberOf(value, field) });
    case "lt":
      return on({ lessThan: numberOf(value, field) });
    case "lte":
      return on({ lessThanOrEqualTo: numberOf(value, field) });
    case "any":
      return on({ in: values() });
    case "none":
      return { or: [isNull(true), on({ notIn: values() })] };
    case "hasAny":
      return on({ overlaps: values() });
    case "has":
      return on({ anyEqualTo: String(value) });
    case "true":
      return on({ equalTo: true });
    case "false":
      return { or: [isNull(true), on({ equalTo: false })] };
    default:
      return compileDate(op, value, field, now, on);
  }
}

function compileLinks(op: string, value: unknown, field: FieldMeta, metadata: Metadata): GraphQLFilter | undefined {
  const links = linkNames(field).from;
  const isOneOf = { targetId: { in: Array.isArray(value) ? value.map(String) : [] } };
  if (op === "any") return { [links]: { some: isOneOf } };
  if (op === "none") return { [links]: { none: isOneOf } };
  if (op === "empty" || op === "filled") return { [`${links}Exist`]: op === "filled" };
  const title = field.targetObject && metadata.object(field.targetObject)?.title.apiName;
  return title ? { [links]: { some: { target: { [title]: { includesInsensitive: String(value) } } } } } : undefined;
}

function compileDate(
  op: string,
  value: unknown,
  field: FieldMeta,
  now: Date,
  on: (comparison: Record<string, unknown>) => GraphQLFilter,
) {
  const bound = (day: Date) => (field.type === "date" ? dayText(day) : day.toISOString());
  const today = startOfDay(now);
  const range = (from: Date, to: Date) => on({ greaterThanOrEqualTo: bound(from), lessThan: bound(to) });
  if (op === "overdue") return on({ lessThan: bound(today) });
  if (op === "past") return range(addDays(today, -Number(value)), addDays(today, 1));
  if (op === "next") return range(today, addDays(today, Number(value) + 1));
  const day = new Date(`${String(value)}T00:00:00`);
  if (Number.isNaN(day.getTime())) return undefined;
  if (op === "on") return range(day, addDays(day, 1));
  if (op === "before") return on({ lessThan: bound(day) });
  if (op === "after") return on({ greaterThanOrEqualTo: bound(addDays(day, 1)) });
  return undefined;
}

/** Amounts go as text, so that none of their digits is lost; whole numbers of a small range as numbers. */
function numberOf(value: unknown, field: FieldMeta): unknown {
  return field.type === "currency" || field.isCustom
    ? field.type === "rating"
      ? Number(value)
      : String(value)
    : Number(value);
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

function dayText(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
