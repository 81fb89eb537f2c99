import { useSearchParams } from "react-router";
import { isRecord } from "../auth/answers.ts";
import { useStored } from "../lib/stored.ts";
import { columnFields } from "../records/about.ts";
import type { AggregateKind } from "../records/document.ts";
import { type FieldMeta, type ObjectMeta, type SavedView, useMetadata } from "../workspace/metadata.ts";
import { type FilterNode, isEmptyFilter, readFilter } from "./filter.ts";

export interface Column {
  field: string;
  width?: number;
  hidden?: boolean;
  pinned?: boolean;
}

export interface Sort {
  field: string;
  desc: boolean;
}

export interface ViewState {
  view: SavedView | undefined;
  layout: "table" | "board";
  filter: FilterNode;
  sort: readonly Sort[];
  groupBy: string | undefined;
  search: string;
  columns: readonly Column[];
  aggregates: Record<string, AggregateKind>;
  /** Whether it differs from what was saved. */
  isChanged: boolean;
  setView(id: string | undefined): void;
  setLayout(layout: "table" | "board"): void;
  setFilter(filter: FilterNode): void;
  setSort(sort: readonly Sort[]): void;
  setGroupBy(field: string | undefined): void;
  setSearch(text: string): void;
  setColumns(columns: readonly Column[]): void;
  setAggregate(field: string, by: AggregateKind | undefined): void;
  /** No filter and no search. */
  clear(): void;
  /** Back to what was saved. */
  reset(): void;
  /** As the columns of `views` hold it. */
  toSave(): {
    kind: string;
    columns: unknown;
    filter: unknown;
    sort: unknown;
    groupBy: string | null;
    aggregates: unknown;
  };
}

interface Draft extends Record<string, unknown> {
  columns?: readonly Column[];
  aggregates?: Record<string, AggregateKind>;
}

/** How an object is being looked at: the saved view, what the address says over it, and this browser's columns. */
export function useViewState(object: ObjectMeta): ViewState {
  const { views, pipelines, me } = useMetadata();
  const [params, setParams] = useSearchParams();
  const mine = views.filter((view) => view.object === object.name);
  const wanted = params.get("view");
  // One's own default before everybody's.
  const standard =
    mine.find((one) => one.isDefault && one.userId === me.id) ?? mine.find((one) => one.isDefault && one.isShared);
  const view = wanted ? mine.find((one) => one.id === wanted) : standard;
  const [draft, setDraft] = useStored<Draft>(`columns.${object.name}.${view?.id ?? "all"}`, {}, isDraft);

  const saved = readSaved(view);
  const filter = params.has("filter") ? readFilter(parse(params.get("filter"))) : saved.filter;
  const sort = params.has("sort") ? readSort(params.get("sort") ?? "") : saved.sort;
  const layoutParam = params.get("layout");
  const layout = layoutParam === "board" || layoutParam === "table" ? layoutParam : saved.layout;
  const groupParam = params.get("group");
  const groupBy = groupParam === null ? saved.groupBy : groupParam || undefined;
  const columns = complete(draft.columns ?? saved.columns, object, pipelines.length > 1);
  const aggregates = draft.aggregates ?? saved.aggregates;

  const set = (changes: Record<string, string | null>, replace = false) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace },
    );
  const cleared = { filter: null, sort: null, layout: null, group: null, q: null };

  return {
    view,
    layout,
    filter,
    sort: sort.filter((one) => object.fields.some((field) => field.apiName === one.field)),
    groupBy: object.fields.some((field) => field.apiName === groupBy?.split(":")[0]) ? groupBy : undefined,
    search: params.get("q") ?? "",
    columns,
    aggregates,
    isChanged:
      ["filter", "sort", "layout", "group"].some((key) => params.has(key)) ||
      (view !== undefined && Object.keys(draft).length > 0),
    setView: (id) => set({ ...cleared, view: id ?? (standard ? "all" : null) }),
    setLayout: (next) => set({ layout: next === saved.layout ? null : next }),
    setFilter: (next) =>
      set({ filter: isEmptyFilter(next) && isEmptyFilter(saved.filter) ? null : JSON.stringify(next) }, true),
    setSort: (next) => set({ sort: next.map((one) => `${one.desc ? "-" : ""}${one.field}`).join(",") }, true),
    setGroupBy: (next) => set({ group: next ?? (saved.groupBy ? "" : null) }),
    setSearch: (next) => set({ q: next || null }, true),
    setColumns: (next) => setDraft({ ...draft, columns: next }),
    setAggregate: (field, by) => {
      const { [field]: _, ...rest } = aggregates;
      setDraft({ ...draft, aggregates: by ? { ...rest, [field]: by } : rest });
    },
    clear: () => set({ filter: isEmptyFilter(saved.filter) ? null : JSON.stringify({ and: [] }), q: null }),
    reset: () => {
      setDraft({});
      set(cleared);
    },
    toSave: () => ({ kind: layout, columns, filter, sort, groupBy: groupBy ?? null, aggregates }),
  };
}

/** What a saved view says; without one, that of all records. */
export function readSaved(view: SavedView | undefined) {
  return {
    layout: view?.kind === "board" ? ("board" as const) : ("table" as const),
    filter: readFilter(view?.filter),
    sort: Array.isArray(view?.sort)
      ? view.sort.filter(isRecord).map((one) => ({ field: String(one.field), desc: Boolean(one.desc) }))
      : [],
    groupBy: view?.groupBy ?? undefined,
    columns: Array.isArray(view?.columns) && view.columns.length > 0 ? view.columns.filter(isColumn) : undefined,
    aggregates: readAggregates(view?.aggregates),
  };
}

function readAggregates(value: unknown): Record<string, AggregateKind> {
  const kinds: readonly AggregateKind[] = ["sum", "average", "min", "max", "unique", "filled", "empty"];
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, by]) => {
      const kind = kinds.find((one) => one === by);
      return kind ? [[field, kind]] : [];
    }),
  );
}

function readSort(text: string): Sort[] {
  return text
    .split(",")
    .filter(Boolean)
    .map((one) => ({ field: one.replace(/^-/, ""), desc: one.startsWith("-") }));
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function isColumn(value: unknown): value is Column {
  return isRecord(value) && typeof value.field === "string";
}

function isDraft(value: unknown): value is Draft {
  return (
    isRecord(value) && (value.columns === undefined || (Array.isArray(value.columns) && value.columns.every(isColumn)))
  );
}

/** The columns in order, the record's name first; fields that came later stand at the end, hidden in a view of one's own. */
function complete(columns: readonly Column[] | undefined, object: ObjectMeta, hasPipelines: boolean): Column[] {
  const isName = (field: FieldMeta) => field.id === object.title.id;
  const isPart = (field: FieldMeta) => object.title.isReadOnly && ["firstName", "lastName"].includes(field.apiName);
  const known = (columns ?? []).filter((column) =>
    columnFields(object).some((field) => field.apiName === column.field && !isName(field)),
  );
  const title = columns?.find((column) => column.field === object.title.apiName) ?? { field: object.title.apiName };
  const rest = columnFields(object)
    .filter((field) => !isName(field) && !known.some((column) => column.field === field.apiName))
    .map(
      (field, index): Column => ({
        field: field.apiName,
        hidden:
          isPart(field) ||
          (field.settings.options === "pipelines" && !hasPipelines) ||
          (columns !== undefined && !field.isCustom) ||
          (field.group !== "" && field.apiName !== "ownerId" && !field.isCustom) ||
          ["long_text", "task"].includes(field.type) ||
          (index > 11 && !field.isCustom && field.apiName !== "ownerId"),
      }),
    );
  return [{ ...title, hidden: false }, ...known, ...rest];
}
