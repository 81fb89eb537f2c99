import type { Column } from "../../views/useViewState.ts";
import type { FieldMeta, ObjectMeta } from "../../workspace/metadata.ts";
import { columnFields } from "../about.ts";

export interface LaidColumn extends Column {
  meta: FieldMeta;
  width: number;
  /** Where it begins, from the left. */
  left: number;
  isName: boolean;
}

export const rowHeight = 32;
export const checkWidth = 36;

const widths: Record<string, number> = {
  number: 110,
  currency: 130,
  date: 120,
  date_time: 170,
  boolean: 90,
  rating: 110,
  emails: 220,
  enum: 140,
  member: 150,
  relation: 180,
  about: 220,
  task: 260,
};

/** The columns on screen from left to right: the name, what is pinned, the others. */
export function layOut(
  columns: readonly Column[],
  object: ObjectMeta,
): { columns: LaidColumn[]; pinned: number; width: number } {
  const shown = columns.filter((column) => !column.hidden);
  const [name, ...others] = shown;
  const ordered = [
    ...(name ? [name] : []),
    ...others.filter((one) => one.pinned),
    ...others.filter((one) => !one.pinned),
  ];
  let left = checkWidth;
  const laid = ordered.flatMap((column, index) => {
    const meta = columnFields(object).find((field) => field.apiName === column.field);
    if (!meta) return [];
    const width = column.width ?? (index === 0 ? 240 : (widths[meta.type] ?? 160));
    const at = left;
    left += width;
    return [{ ...column, meta, width, left: at, isName: index === 0 }];
  });
  return { columns: laid, pinned: 1 + others.filter((one) => one.pinned).length, width: left };
}

export const isNumeric = (field: FieldMeta): boolean => ["number", "currency", "formula"].includes(field.type);
