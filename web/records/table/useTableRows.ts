import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo } from "react";
import type { ViewState } from "../../views/useViewState.ts";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { viewOrder } from "../document.ts";
import { usePendingEdits, withEdits } from "../edits.ts";
import type { Row } from "../row.ts";
import { usePages } from "../usePages.ts";
import { useRecord } from "../useRecord.ts";
import { chosenAggregates } from "./aggregates.ts";
import type { Place } from "./block.ts";
import { readGroupBy } from "./groups.ts";
import { checkWidth, layOut, rowHeight } from "./layout.ts";
import { pagesOf, useLines } from "./useLines.ts";

const madeSegment = "made";

export type TableRows = ReturnType<typeof useTableRows>;

/** What is on screen of a table: its lines and columns, both virtual, and the records that are fetched for them. */
export function useTableRows({
  object,
  view,
  filter,
  scroller,
  keptLine,
  made,
  isHeld,
}: {
  object: ObjectMeta;
  view: ViewState;
  filter: Record<string, unknown> | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  /** A line that stays although it is scrolled away: somebody writes in it. */
  keptLine: number | undefined;
  /** The record that was made here last. */
  made: Row | undefined;
  /** What was edited or made here stays where it is. */
  isHeld: boolean;
}) {
  const edits = usePendingEdits();
  // The rows on screen are drawn again only when these are other columns.
  const layoutKey = JSON.stringify(view.columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when they are others
  const { columns, pinned, width } = useMemo(() => layOut(view.columns, object), [layoutKey, object]);
  const groupBy = readGroupBy(view.groupBy, object);
  const aggregates = chosenAggregates(columns, view.aggregates);
  const listed = useLines({ object, filter, groupBy, aggregates, isHeld });
  const orderBy = viewOrder(view.sort, object);
  const pages = usePages({ object, segments: listed.segments, orderBy, isHeld });

  // What was made stands first, where it was typed, until one leaves it and the list has it in its place.
  const kept = useRecord(made ? object : "", made?.id ?? "");
  const isFirst = made && !kept.isGone && !pages.rows.some(({ id }) => id === made.id) && (isHeld || pages.isStale);
  const first = isFirst ? (kept.row ?? made) : undefined;
  const lines: typeof listed = first
    ? {
        ...listed,
        length: listed.length + 1,
        total: listed.total + 1,
        lineAt: (line) => (line === 0 ? { kind: "row", segment: madeSegment, index: 0 } : listed.lineAt(line - 1)),
      }
    : listed;

  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight + 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return keptLine === undefined || shown.includes(keptLine) ? shown : [...shown, keptLine].sort((a, b) => a - b);
    },
  });
  const crosswise = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 160,
    paddingStart: checkWidth,
    overscan: 2,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const fixed = Array.from({ length: Math.min(pinned, columns.length) }, (_, index) => index);
      return [...new Set([...fixed, ...shown])];
    },
  });
  const widths = columns.map((column) => column.width).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other widths have to be measured again
  useEffect(() => crosswise.measure(), [widths, crosswise]);

  const shownLines = rows.getVirtualItems();
  const firstLine = shownLines[0]?.index ?? 0;
  const lastLine = shownLines.at(-1)?.index ?? 0;
  const { want } = pages;
  const wanted = pagesOf(shownLines.map(({ index }) => lines.lineAt(index)));
  // The first rows are asked for together with their number.
  if (!lines.isKnown && !groupBy) wanted.set("#0", { segment: "", page: 0 });
  const wantedKeys = [...wanted.keys()].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say which pages they are
  useEffect(() => {
    const isFirst = firstLine === 0;
    const timer = setTimeout(() => want([...wanted.values()]), isFirst ? 0 : 60);
    return () => clearTimeout(timer);
  }, [wantedKeys, want]);

  const shownKey = crosswise
    .getVirtualItems()
    .map((item) => item.index)
    .join();
  const shownColumns = useMemo(() => shownKey.split(",").filter(Boolean).map(Number), [shownKey]);

  return {
    columns,
    pinned,
    width,
    groupBy,
    aggregates,
    lines,
    orderBy,
    pages,
    first,
    edits,
    shownLines,
    shownColumns,
    firstLine,
    lastLine,
    height: rows.getTotalSize(),
    rowAt(line: number): Row | undefined {
      const place = lines.lineAt(line);
      if (first && place?.kind === "row" && place.segment === madeSegment) return first;
      return place?.kind === "row" ? withEdits(pages.rowAt(place.segment, place.index), edits) : undefined;
    },
    /** The nearest place that there is. */
    within: ({ line, column }: Place): Place => ({
      line: Math.max(0, Math.min(lines.length - 1, line)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    }),
    scrollHome() {
      if (scroller.current) scroller.current.scrollLeft = 0;
    },
    scrollTo({ line, column }: Place) {
      rows.scrollToIndex(line);
      const laid = columns[column];
      const element = scroller.current;
      if (!laid || !element || column < pinned) return;
      const fixed = columns.slice(0, pinned).reduce((sum, one) => sum + one.width, checkWidth);
      if (laid.left - element.scrollLeft < fixed) element.scrollLeft = laid.left - fixed;
      else if (laid.left + laid.width > element.scrollLeft + element.clientWidth)
        element.scrollLeft = laid.left + laid.width - element.clientWidth;
    },
  };
}
