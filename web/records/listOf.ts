import { bothFilters } from "../views/filter.ts";
import type { ViewState } from "../views/useViewState.ts";
import { type FieldMeta, type ObjectMeta, progressOf } from "../workspace/metadata.ts";
import { orderOf, viewOrder } from "./document.ts";
import { type Row, text } from "./row.ts";
import { groupFilter, groupValue, readGroupBy } from "./table/groups.ts";
import type { Walk } from "./useWalk.ts";

type Filter = Record<string, unknown>;

/** By which field a board has its columns. */
export function boardField(object: ObjectMeta, view: ViewState): FieldMeta | undefined {
  const enums = object.fields.filter((one) => one.type === "enum");
  return enums.find((one) => one.apiName === view.groupBy) ?? progressOf(object) ?? enums[0];
}

/** What is in a column of a board. */
export function columnFilter(field: FieldMeta, value: string): Filter {
  return { [field.apiName]: value ? { equalTo: value } : { isNull: true } };
}

/** How the cards of a board are ordered: as the view says, or as people put them; the last as their indexes have it. */
export function boardOrder(object: ObjectMeta, view: ViewState): { orderBy: string[]; isOrdered: boolean } {
  const sorts = view.sort.flatMap(({ field: name, desc }) => {
    const meta = object.fields.find((one) => one.apiName === name);
    return meta ? [orderOf(meta, desc)] : [];
  });
  if (sorts.length > 0) return { orderBy: [...sorts, "ID_ASC"], isOrdered: false };
  return object.name === "deals"
    ? { orderBy: ["POSITION_ASC", "ID_ASC"], isOrdered: true }
    : { orderBy: ["CREATED_AT_DESC", "ID_DESC"], isOrdered: false };
}

/** The list that a record is in where a view shows it: its column of the board, its group, or all. */
export function listOf({
  object,
  view,
  isBoard,
  filter,
  row,
}: {
  object: ObjectMeta;
  view: ViewState;
  isBoard: boolean;
  filter: Filter | undefined;
  row: Row;
}): Walk {
  const column = isBoard ? boardField(object, view) : undefined;
  if (column) {
    const within = columnFilter(column, text(row[column.apiName]));
    return { filter: bothFilters(filter, within) ?? null, orderBy: boardOrder(object, view).orderBy };
  }
  const by = readGroupBy(view.groupBy, object);
  const within = by && groupFilter(by, groupValue(by, text(row[by.field.apiName]) || null));
  return { filter: bothFilters(filter, within) ?? null, orderBy: viewOrder(view.sort, object) };
}
