import { useLayoutEffect, useRef } from "react";
import type { ActiveCell } from "./useCells.ts";
import type { TableRows } from "./useTableRows.ts";

/** So many lines either way a record is looked for that is not where it was. */
const reach = 300;

/** Keeps the active cell with its record when the rows move; when the record is gone from them no cell is active, and no key reaches another. */
export function useAnchor(
  active: ActiveCell | null,
  { rowAt, lines }: TableRows,
  follow: (line: number | undefined) => void,
) {
  /** The record of a cell that was active before its row was there. */
  const late = useRef<ActiveCell | null>(null);
  // Before another key can come.
  useLayoutEffect(() => {
    if (!active) return;
    const { line } = active;
    const id = rowAt(line)?.id;
    const wanted = active.id ?? (late.current?.line === line ? late.current.id : undefined);
    late.current = { ...active, id: wanted ?? id };
    const isOnItsWay = id === undefined && lines.lineAt(line)?.kind === "row";
    if (wanted === undefined || id === wanted || isOnItsWay) return;
    for (let away = 1; away <= reach; away++) {
      const found = [line + away, line - away].find((one) => one >= 0 && rowAt(one)?.id === wanted);
      if (found !== undefined) return follow(found);
    }
    follow(undefined);
  });
}
