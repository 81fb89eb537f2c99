import { isRecord } from "../../auth/answers.ts";
import { bothFilters } from "../../views/filter.ts";
import type { FieldMeta, Metadata, ObjectMeta } from "../../workspace/metadata.ts";
import { type Aggregate, constantOf, partOf } from "../document.ts";
import { dayOf, endOf, momentOf, periodOf, type Unit, units } from "./periods.ts";

type Filter = Record<string, unknown>;

/** By which field records are grouped; dates by a period. */
export interface GroupBy {
  field: FieldMeta;
  unit: Unit | undefined;
}

export interface Group {
  key: string;
  value: string | null;
  count: number;
  filter: Filter | undefined;
  /** What was asked to be known of its records, under aggregateKey. */
  values: ReadonlyMap<string, unknown>;
  /** What the related record is called, once that is known. */
  title?: string | undefined;
}

export const isDated = (field: FieldMeta): boolean => ["date", "date_time"].includes(field.type);
export const aggregateKey = ({ field, by }: Aggregate): string => `${by} ${field.apiName}`;

/** "stageId", or "expectedCloseDate:month". */
export function readGroupBy(text: string | undefined, object: ObjectMeta): GroupBy | undefined {
  const [name, wanted] = text?.split(":") ?? [];
  const field = object.fields.find((one) => one.apiName === name);
  if (!field || !isGroupable(field)) return undefined;
  return { field, unit: isDated(field) ? (units.find((unit) => unit === wanted) ?? "day") : undefined };
}

/** What records can be grouped by. */
export function isGroupable(field: FieldMeta): boolean {
  return (
    ["enum", "boolean", "member", "relation", "date", "date_time", "rating"].includes(field.type) ||
    (field.type === "text" && ["industry", "city", "country", "region"].includes(field.apiName))
  );
}

/** How the API is asked for the groups: moments by the hour, of which the member's own days are made here. */
export function groupConstant(field: FieldMeta): string {
  return `${constantOf(field)}${field.type === "date_time" ? "_TRUNCATED_TO_HOUR" : ""}`;
}

export function readGroups({
  data,
  by,
  filter,
  aggregates,
  metadata,
}: {
  data: unknown;
  by: GroupBy;
  filter: Filter | undefined;
  aggregates: readonly Aggregate[];
  metadata: Metadata;
}): Group[] {
  const rows = isRecord(data) ? data.rows : undefined;
  const raw = isRecord(rows) && Array.isArray(rows.groups) ? rows.groups.filter(isRecord) : [];
  const groups = new Map<string, Group>();
  for (const one of raw) {
    const given = Array.isArray(one.keys) && typeof one.keys[0] === "string" ? one.keys[0] : null;
    const value = groupValue(by, given);
    const count = Number(isRecord(one.distinctCount) ? one.distinctCount.id : 0);
    const known = groups.get(value ?? "");
    groups.set(value ?? "", {
      key: value ?? "",
      value,
      count: count + (known?.count ?? 0),
      filter: bothFilters(filter, groupFilter(by, value)),
      values: new Map(
        aggregates.flatMap((aggregate): [string, unknown][] => {
          const part = one[partOf(aggregate.by)];
          const found = isRecord(part) ? part[aggregate.field.apiName] : undefined;
          const key = aggregateKey(aggregate);
          return [[key, known ? together(aggregate.by, known.values.get(key), found) : found]];
        }),
      ),
    });
  }
  const place = orderOfGroups(by.field, metadata);
  return [...groups.values()].sort(
    (one, other) => place(one.value) - place(other.value) || (one.value ?? "").localeCompare(other.value ?? ""),
  );
}

/** Groups by a related record, in the order of what those are called; the one of none comes last. */
export function byTitle(groups: readonly Group[], titles: ReadonlyMap<string, string>): Group[] {
  return groups
    .map((group) => ({ ...group, title: titles.get(group.key) }))
    .sort(
      (one, other) =>
        Number(one.value === null) - Number(other.value === null) || (one.title ?? "").localeCompare(other.title ?? ""),
    );
}

/** Of two groups in one: averages and numbers of different values cannot be told without their records. */
function together(by: Aggregate["by"], one: unknown, other: unknown): unknown {
  if (by === "sum") return Number(one ?? 0) + Number(other ?? 0);
  if (by !== "min" && by !== "max") return undefined;
  if (one === null || one === undefined) return other;
  if (other === null || other === undefined) return one;
  const isNumber = !Number.isNaN(Number(one)) && !Number.isNaN(Number(other));
  const isLess = isNumber ? Number(one) < Number(other) : String(one) < String(other);
  return isLess === (by === "min") ? one : other;
}

/** In which group a value is: dates are in their period. */
export function groupValue({ field, unit }: GroupBy, value: string | null): string | null {
  return value !== null && unit ? periodOf(dayOf(value, field), unit) : value;
}

/** What the records of a group have in common. */
export function groupFilter({ field, unit }: GroupBy, value: string | null): Filter {
  if (value === null) return { [field.apiName]: { isNull: true } };
  if (unit) {
    const bound = (day: string) => (field.type === "date" ? day : momentOf(day));
    return {
      [field.apiName]: { greaterThanOrEqualTo: bound(value), lessThan: bound(endOf(value, unit)) },
    };
  }
  if (field.type === "boolean") return { [field.apiName]: { equalTo: value === "true" || value === "t" } };
  const isCount = field.type === "rating" || (field.type === "number" && !field.isCustom);
  return { [field.apiName]: { equalTo: isCount ? Number(value) : value } };
}

function orderOfGroups(field: FieldMeta, metadata: Metadata): (value: string | null) => number {
  return (value) => {
    if (value === null) return Number.MAX_SAFE_INTEGER;
    if (field.type === "enum") return field.options.findIndex((option) => option.value === value);
    if (field.type === "member") return metadata.members.findIndex((member) => member.id === value);
    if (field.type === "rating") return -Number(value);
    return 0;
  };
}
