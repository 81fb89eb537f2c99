import { dayText, startOf } from "../lib/formats.ts";
import { columnFields } from "../records/about.ts";
import { linkNames } from "../records/document.ts";
import { endOf, periodOf, units } from "../records/table/periods.ts";
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
  takes:
    | "text"
    | "number"
    | "date"
    | "dates"
    | "days"
    | "period"
    | "options"
    | "outcomes"
    | "members"
    | "records"
    | "nothing";
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
  { op: "within", label: "is", takes: "period" },
  { op: "on", label: "is on", takes: "date" },
  { op: "before", label: "is before", takes: "date" },
  { op: "after", label: "is after", takes: "date" },
  { op: "between", label: "is between", takes: "dates" },
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
  about: empties,
  task: [...empties, { op: "overdue", label: "is before today", takes: "nothing" }],
  many_to_many: [
    { op: "any", label: "has any of", takes: "records" },
    { op: "none", label: "has none of", takes: "records" },
    { op: "contains", label: "has one whose name contains", takes: "text" },
    ...empties,
  ],
};

const stages: readonly Operator[] = [
  ...choices("options"),
  { op: "outcome", label: "is open, won or lost", takes: "outcomes" },
];

/** Times that mean others tomorrow: a view that asks for them stays true. */
export const periods: readonly string[] = [
  ...["yesterday", "today", "tomorrow"],
  ...(["week", "month", "quarter", "year"] as const).flatMap((unit) =>
    ["last", "this", "next"].map((which) => `${which} ${unit}`),
  ),
];

/** What a stage means for its deals: stages that come later are meant too. */
export const outcomes = [
  { value: "open", label: "Open", color: "blue" },
  { value: "won", label: "Won", color: "green" },
  { value: "lost", label: "Lost", color: "red" },
];

/** How a field can be asked about; none for types that cannot be filtered. */
export function operatorsOf(field: FieldMeta): readonly Operator[] {
  if (field.settings.options === "stages") return stages;
  return byType[field.type] ?? [];
}

/** A condition to begin with. */
export function freshCondition(field: FieldMeta, operator = operatorsOf(field)[0]): Condition {
  const isPeriod = operator?.takes === "period";
  return { field: field.apiName, op: operator?.op ?? "is", ...(isPeriod && { value: "this month" }) };
}

export function isComplete(condition: Condition, object: ObjectMeta): boolean {
  const field = columnFields(object).find((one) => one.apiName === condition.field);
  const operator = field && operatorsOf(field).find((one) => one.op === condition.op);
  if (!operator) return false;
  if (operator.takes === "nothing") return true;
  return Array.isArray(condition.value)
    ? condition.value.length > 0 && condition.value.every(Boolean)
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

/** Without conditions that nobody has finished. */
export function finished(node: FilterNode, object: ObjectMeta): FilterNode {
  if (isCondition(node)) return node;
  const children = childrenOf(node)
    .filter((child) => !isCondition(child) || isComplete(child, object))
    .map((child) => finished(child, object))
    .filter((child) => isCondition(child) || childrenOf(child).length > 0);
  return "or" in node ? { or: children } : { and: children };
}

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
  const field = columnFields(object).find((one) => one.apiName === name);
  if (!field) return undefined;
  if (field.type === "about") return { [`${name}Exist`]: op === "filled" };
  if (field.type === "task") return compileTask(op, now);
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
    case "outcome": {
      const all = metadata.pipelines.flatMap((pipeline) => pipeline.stages);
      return on({ in: all.filter(({ outcome }) => values().includes(outcome)).map(({ id }) => id) });
    }
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

/** The tasks of a record of any object. */
function compileTask(op: string, now: Date): GraphQLFilter {
  const isLate = op === "overdue" && { dueAt: { lessThan: startOfDay(now).toISOString() } };
  const task = { status: { equalTo: "open" }, ...isLate };
  return { record: { taskTargets: op === "empty" ? { none: { task } } : { some: { task } } } };
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
  if (op === "within") {
    const period = rangeOf(String(value), now);
    return period && range(...period);
  }
  if (op === "between" && Array.isArray(value)) {
    const [from, to] = value.map((one) => startOf(String(one)));
    return from && to ? range(from, addDays(to, 1)) : undefined;
  }
  if (op === "overdue") return on({ lessThan: bound(today) });
  if (op === "past") return range(addDays(today, -Number(value)), addDays(today, 1));
  if (op === "next") return range(today, addDays(today, Number(value) + 1));
  const day = startOf(String(value));
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

/** When a period such as "last week" begins, and when it is over. */
function rangeOf(period: string, now: Date): [Date, Date] | undefined {
  const near = ["yesterday", "today", "tomorrow"].indexOf(period);
  if (near >= 0) return [addDays(now, near - 1), addDays(now, near)];
  const [which, name] = period.split(" ");
  const unit = units.find((one) => one === name);
  if (!unit) return undefined;
  const here = periodOf(dayText(now), unit);
  const before = periodOf(dayText(startOf(here, -1)), unit);
  const first = which === "next" ? endOf(here, unit) : which === "last" ? before : here;
  return [startOf(first), startOf(endOf(first, unit))];
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}
