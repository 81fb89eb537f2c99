import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { type CombinedError, useClient } from "urql";
import { useRetry } from "../lib/reached.ts";
import { type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { useHeldRefreshCount } from "./refresh.ts";
import { type Row, rowsOf } from "./row.ts";
import { titleFieldOf } from "./useRecords.ts";

export const pageSize = 100;
/** Of how many columns or groups the beginning is asked for before anything says that it is on screen. */
const atOnce = 8;
/** What was asked for before it was drawn, a moment ago: whoever draws it takes that answer. */
const asked = new Set<string>();
const moment = 1_000;

export interface Segment {
  key: string;
  filter: Record<string, unknown> | undefined;
}

interface Page {
  rows: Row[] | undefined;
  error: CombinedError | undefined;
  /** Its rows are as they were: the server is being asked. */
  isStale: boolean;
  stop: (() => void) | undefined;
}

interface State {
  shape: string;
  object: string;
  segments: readonly Segment[];
  orderBy: readonly string[];
  pages: Map<string, Page>;
  old: Map<string, Page>;
  wanted: readonly { segment: string; page: number }[];
  refreshed: number;
}

export interface Pages {
  /** The record at a place in a segment; undefined while it is on its way. */
  rowAt(segment: string, index: number): Row | undefined;
  /** The rows of all pages that are there; the same array until there are others. */
  rows: readonly Row[];
  /** Whether the newest rows are still on their way. */
  isStale: boolean;
  /** Says which pages are on screen: they are fetched and followed, the others let go. */
  want(pages: readonly { segment: string; page: number }[]): void;
  error: CombinedError | undefined;
  retry(): void;
}

/** Rows by their place, in pages that are fetched when they come into view. Old rows stay until the new ones are there. */
export function usePages({
  object,
  segments,
  orderBy,
  isHeld = false,
}: {
  object: ObjectMeta;
  segments: readonly Segment[];
  orderBy: readonly string[];
  /** Rows that were edited here stay where they are. */
  isHeld?: boolean;
}): Pages {
  const client = useClient();
  const metadata = useMetadata();
  const [version, redraw] = useReducer((count: number) => count + 1, 0);
  const refreshed = useHeldRefreshCount(object.name, isHeld);
  const shape = JSON.stringify([object.id, segments, orderBy]);
  const state = useRef<State>({
    shape: "",
    object: object.id,
    segments,
    orderBy,
    pages: new Map(),
    old: new Map(),
    wanted: [],
    refreshed,
  });

  const load = useCallback(() => {
    const { pages, wanted, segments: wantedSegments, orderBy: order } = state.current;
    const keys = new Set(wanted.map(({ segment, page }) => `${segment}#${page}`));
    for (const [key, page] of pages) {
      if (!keys.has(key) && page.stop) {
        page.stop();
        page.stop = undefined;
        if (!page.rows) pages.delete(key);
      }
    }
    for (const { segment, page } of wanted) {
      const key = `${segment}#${page}`;
      const of = wantedSegments.find((one) => one.key === segment);
      const known = pages.get(key) ?? { rows: undefined, error: undefined, isStale: false, stop: undefined };
      if (known.stop || !of) continue;
      known.isStale = true;
      pages.set(key, known);
      const { document, variables, key: request } = pageRequest(object, metadata, { ...of, orderBy: order, page });
      const requestPolicy = asked.has(request) ? "cache-first" : "cache-and-network";
      const { unsubscribe } = client
        .query(document, variables, { requestPolicy })
        .subscribe(({ data, error, stale }) => {
          known.error = error;
          known.isStale = stale;
          if (data) known.rows = withKept(rowsOf(data), known.rows);
          redraw();
        });
      known.stop = unsubscribe;
    }
  }, [client, metadata, object]);

  if (state.current.shape !== shape) {
    const { pages, old, wanted } = state.current;
    for (const page of pages.values()) page.stop?.();
    const isSeen = wanted.some(({ segment }) => segments.some(({ key }) => key === segment));
    const isSameObject = state.current.object === object.id;
    const kept = [...pages.values()].some((page) => page.rows) ? pages : old;
    state.current = {
      ...state.current,
      shape,
      object: object.id,
      segments,
      orderBy,
      pages: new Map(),
      old: isSameObject ? kept : new Map(),
      wanted: isSeen ? wanted : segments.slice(0, atOnce).map(({ key }) => ({ segment: key, page: 0 })),
    };
    // Asked for before all else is drawn.
    for (const { segment, page } of state.current.wanted) {
      const of = segments.find(({ key }) => key === segment);
      if (!of) continue;
      const { document, variables, key } = pageRequest(object, metadata, { ...of, orderBy, page });
      if (asked.has(key)) continue;
      asked.add(key);
      void client
        .query(document, variables, { requestPolicy: "cache-and-network" })
        .toPromise()
        .finally(() => setTimeout(() => asked.delete(key), moment));
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape has other pages
  useEffect(load, [load, shape]);
  useEffect(() => {
    if (state.current.refreshed === refreshed) return;
    state.current.refreshed = refreshed;
    asked.clear();
    for (const [key, page] of state.current.pages) {
      if (!page.stop) state.current.pages.delete(key);
      page.stop?.();
      page.stop = undefined;
    }
    load();
  }, [refreshed, load]);
  useEffect(() => {
    const { current } = state;
    return () => {
      for (const page of [...current.pages.values(), ...state.current.pages.values()]) {
        page.stop?.();
        page.stop = undefined;
      }
    };
  }, []);

  const error = [...state.current.pages.values()].find((page) => page.error)?.error;
  const retry = () => {
    for (const page of state.current.pages.values()) {
      page.stop?.();
      page.stop = undefined;
    }
    load();
  };
  useRetry(error, retry);

  // As they are drawn: what arrives meanwhile is for the next time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when there are others
  const byPage = useMemo(() => {
    const { pages, old } = state.current;
    return new Map([...old, ...pages].flatMap(([key, page]) => (page.rows ? [[key, page.rows] as const] : [])));
  }, [version, shape]);
  const rows = useMemo(() => [...byPage.values()].flat(), [byPage]);

  return {
    rowAt: (segment, index) => byPage.get(`${segment}#${Math.floor(index / pageSize)}`)?.[index % pageSize],
    rows,
    isStale:
      state.current.refreshed !== refreshed ||
      [...state.current.pages.values()].some((page) => page.stop && page.isStale),
    want: useCallback(
      (pages) => {
        const before = state.current.wanted.map(({ segment, page }) => `${segment}#${page}`).join();
        state.current.wanted = pages;
        // All columns say what they show before anything is asked for.
        if (before !== pages.map(({ segment, page }) => `${segment}#${page}`).join()) queueMicrotask(load);
      },
      [load],
    ),
    error,
    retry,
  };
}

/** What a page of a list is asked by. */
export function pageRequest(
  object: ObjectMeta,
  metadata: Metadata,
  { filter, orderBy, page = 0 }: { filter: Segment["filter"]; orderBy: readonly string[]; page?: number },
) {
  const variables = { first: pageSize, offset: page * pageSize, filter, orderBy };
  return {
    document: documentsOf(object, titleFieldOf(metadata)).page,
    variables,
    key: JSON.stringify([object.id, variables]),
  };
}

/** The rows, where one is as it was before by the object that it was, so that what shows it is not drawn again. */
function withKept(rows: readonly Row[], before: readonly Row[] = []): Row[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return rows.map((row) => {
    const old = known.get(row.id);
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}
