import { useState } from "react";
import { isRecord } from "../../auth/answers.ts";
import { bothFilters } from "../../views/filter.ts";
import { type FieldMeta, type Metadata, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { constantOf, documentsOf, groupsDocument } from "../document.ts";
import { useLatest } from "../useLatest.ts";
import { titleFieldOf } from "../useRecords.ts";

export interface Group {
  key: string;
  value: string | null;
  count: number;
  filter: Record<string, unknown> | undefined;
  sums: Record<string, string>;
}

/** A line of the table: a heading of a group, or the place of a record. */
export type Line = { kind: "group"; group: Group; isOpen: boolean } | { kind: "row"; segment: string; index: number };

/** How many lines there are, what each is, and in which segments the records are asked for. */
export function useLines({
  object,
  filter,
  groupBy,
  sums,
}: {
  object: ObjectMeta;
  filter: Record<string, unknown> | undefined;
  groupBy: FieldMeta | undefined;
  sums: readonly FieldMeta[];
}) {
  const metadata = useMetadata();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const document = groupBy
    ? groupsDocument(object, { groupBy: groupConstant(groupBy), sums })
    : documentsOf(object, titleFieldOf(metadata)).count;
  const [{ data, error, fetching }, retry] = useLatest(object, { query: document, variables: { filter } });
  const groups = groupBy ? readGroups(data, groupBy, filter, metadata) : [];
  const total = groupBy ? groups.reduce((sum, group) => sum + group.count, 0) : countOf(data);
  const open = groups.map((group) => ({ group, isOpen: !closed.has(group.key) }));
  const starts: number[] = [];
  let length = 0;
  for (const { group, isOpen } of open) {
    starts.push(length);
    length += 1 + (isOpen ? group.count : 0);
  }
  return {
    total,
    error,
    isLoading: fetching && data === undefined,
    isKnown: data !== undefined,
    retry,
    length: groupBy ? length : total,
    segments: groupBy
      ? open.filter((one) => one.isOpen).map(({ group }) => ({ key: group.key, filter: group.filter }))
      : [{ key: "", filter }],
    lineAt(index: number): Line | undefined {
      if (!groupBy) return index < total ? { kind: "row", segment: "", index } : undefined;
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      const at = open[low];
      if (!at) return undefined;
      const within = index - (starts[low] ?? 0);
      return within === 0 ? { kind: "group", ...at } : { kind: "row", segment: at.group.key, index: within - 1 };
    },
    toggle(key: string) {
      const next = new Set(closed);
      if (!next.delete(key)) next.add(key);
      setClosed(next);
    },
  };
}

/** Moments are grouped by day. */
function groupConstant(field: FieldMeta): string {
  return `${constantOf(field.apiName)}${field.type === "date_time" ? "_TRUNCATED_TO_DAY" : ""}`;
}

export function countOf(data: unknown, name = "rows"): number {
  const connection = isRecord(data) ? data[name] : undefined;
  return isRecord(connection) ? Number(connection.totalCount ?? 0) : 0;
}

export function readGroups(
  data: unknown,
  field: FieldMeta,
  filter: Record<string, unknown> | undefined,
  metadata: Metadata,
): Group[] {
  const rows = isRecord(data) ? data.rows : undefined;
  const groups = isRecord(rows) && Array.isArray(rows.groups) ? rows.groups.filter(isRecord) : [];
  const read = groups.map((group): Group => {
    const value = Array.isArray(group.keys) && typeof group.keys[0] === "string" ? group.keys[0] : null;
    const counted = isRecord(group.distinctCount) ? group.distinctCount.id : 0;
    const sums = isRecord(group.sum)
      ? Object.fromEntries(Object.entries(group.sum).map(([name, sum]) => [name, String(sum ?? "0")]))
      : {};
    return {
      key: value ?? "",
      value,
      count: Number(counted),
      filter: bothFilters(filter, groupFilter(field, value)),
      sums,
    };
  });
  const place = orderOfGroups(field, metadata);
  return read.sort(
    (one, other) => place(one.value) - place(other.value) || (one.value ?? "").localeCompare(other.value ?? ""),
  );
}

function groupFilter(field: FieldMeta, value: string | null): Record<string, unknown> {
  if (value === null) return { [field.apiName]: { isNull: true } };
  if (field.type === "boolean") return { [field.apiName]: { equalTo: value === "true" || value === "t" } };
  if (field.type === "date_time") {
    const from = new Date(value);
    const to = new Date(from);
    to.setUTCDate(to.getUTCDate() + 1);
    return { [field.apiName]: { greaterThanOrEqualTo: from.toISOString(), lessThan: to.toISOString() } };
  }
  const isCount = field.type === "rating" || (field.type === "number" && !field.isCustom);
  return { [field.apiName]: { equalTo: isCount ? Number(value) : value } };
}

function orderOfGroups(field: FieldMeta, metadata: Metadata): (value: string | null) => number {
  return (value) => {
    if (value === null) return Number.MAX_SAFE_INTEGER;
    if (field.type === "enum") return field.options.findIndex((option) => option.value === value);
    if (field.type === "member") return metadata.members.findIndex((member) => member.id === value);
    return 0;
  };
}

/** What records can be grouped by. */
export function isGroupable(field: FieldMeta): boolean {
  return (
    ["enum", "boolean", "member", "relation", "date", "date_time", "rating"].includes(field.type) ||
    (field.type === "text" && ["industry", "city", "country", "region"].includes(field.apiName))
  );
}
