import { useState } from "react";
import { isRecord } from "../../auth/answers.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { type Aggregate, documentsOf, groupsDocument, isAskedApart } from "../document.ts";
import { rowsOf, text } from "../row.ts";
import { titlesDocument } from "../titles.ts";
import { useLatest } from "../useLatest.ts";
import { pageSize } from "../usePages.ts";
import { titleFieldOf } from "../useRecords.ts";
import { byTitle, type Group, type GroupBy, groupConstant, readGroups } from "./groups.ts";

/** A line of the table: a heading of a group, or the place of a record. */
export type Line = { kind: "group"; group: Group; isOpen: boolean } | { kind: "row"; segment: string; index: number };

/** How many lines there are, what each is, and in which segments the records are asked for. */
export function useLines({
  object,
  filter,
  groupBy,
  aggregates = [],
  isHeld,
}: {
  object: ObjectMeta;
  filter: Record<string, unknown> | undefined;
  groupBy: GroupBy | undefined;
  aggregates?: readonly Aggregate[];
  isHeld?: boolean;
}) {
  const metadata = useMetadata();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const asked = aggregates.filter((one) => !isAskedApart(one));
  const document = groupBy
    ? groupsDocument(object, { groupBy: groupConstant(groupBy.field), aggregates: asked })
    : documentsOf(object, titleFieldOf(metadata)).count;
  const [{ data, error, fetching }, retry] = useLatest(object, { query: document, variables: { filter }, isHeld });
  const found = groupBy ? readGroups({ data, by: groupBy, filter, aggregates: asked, metadata }) : [];
  const target = groupBy?.field.type === "relation" ? groupBy.field.targetObject : undefined;
  const [{ data: titled, fetching: isNaming }] = useLatest(target ?? object, {
    query: titlesDocument,
    variables: { ids: target ? found.flatMap(({ value }) => value ?? []).slice(0, 1000) : [] },
    pause: !target || found.length === 0,
  });
  const titles = new Map(rowsOf(titled, "records").map(({ id, title }) => [id, text(title)]));
  const awaitsTitles = isNaming && titled === undefined;
  const groups = awaitsTitles ? [] : target ? byTitle(found, titles) : found;
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
    isLoading: (fetching && data === undefined) || awaitsTitles,
    isKnown: data !== undefined && !awaitsTitles,
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

/** On which pages the records of these lines are. */
export function pagesOf(lines: readonly (Line | undefined)[]): Map<string, { segment: string; page: number }> {
  const pages = new Map<string, { segment: string; page: number }>();
  for (const line of lines) {
    if (line?.kind !== "row") continue;
    const page = Math.floor(line.index / pageSize);
    pages.set(`${line.segment}#${page}`, { segment: line.segment, page });
  }
  return pages;
}

export function countOf(data: unknown, name = "rows"): number {
  const connection = isRecord(data) ? data[name] : undefined;
  return isRecord(connection) ? Number(connection.totalCount ?? 0) : 0;
}
