import { formatDate, formatMoneyShort, formatNumber } from "../../lib/formats.ts";
import type { ViewState } from "../../views/useViewState.ts";
import type { FieldMeta } from "../../workspace/metadata.ts";
import type { Aggregate, AggregateKind } from "../document.ts";
import { isDated } from "./groups.ts";
import { isNumeric, type LaidColumn } from "./layout.ts";

export const aggregateLabels: Record<AggregateKind, string> = {
  sum: "Sum",
  average: "Average",
  min: "Min",
  max: "Max",
  unique: "Unique",
  filled: "Filled",
  empty: "Empty",
};

/** What can be known of a column. */
export function kindsOf(field: FieldMeta): readonly AggregateKind[] {
  if (isNumeric(field) && field.type !== "formula")
    return ["sum", "average", "min", "max", "unique", "filled", "empty"];
  if (["about", "task"].includes(field.type)) return [];
  if (isDated(field)) return ["min", "max", "unique", "filled", "empty"];
  return ["unique", "filled", "empty"];
}

/** What one chose to know of the columns; of money its sum, unasked. */
export function chosenAggregates(
  columns: readonly LaidColumn[],
  chosen: ViewState["aggregates"],
): readonly Aggregate[] {
  return columns.flatMap(({ meta }): Aggregate[] => {
    const by = chosen[meta.apiName] ?? (meta.type === "currency" ? "sum" : undefined);
    return by && kindsOf(meta).includes(by) ? [{ field: meta, by }] : [];
  });
}

export function aggregateText(value: unknown, { field, by }: Aggregate): string {
  if (value === null || value === undefined) return "";
  if (by === "unique" || by === "filled" || by === "empty") return formatNumber(Number(value));
  if (isDated(field)) return formatDate(String(value));
  if (field.type === "currency") return formatMoneyShort(Number(value));
  return formatNumber(Number(value), by === "average" ? 1 : undefined);
}
