import { ArrowDownToLine } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useActions } from "../../shell/actions.ts";
import type { Place } from "./block.ts";
import type { Cells } from "./useCells.ts";
import type { useClipboard } from "./useClipboard.ts";
import type { Selection } from "./useSelection.ts";
import type { TableRows } from "./useTableRows.ts";

/** The keys of the grid. On the name letters are keys; in any other cell they are text. */
export function useTableKeys({
  table,
  cells,
  selection,
  clipboard,
  peeked,
  onPeek,
  onOpen,
}: {
  table: TableRows;
  cells: Cells;
  selection: Selection;
  clipboard: ReturnType<typeof useClipboard>;
  peeked: string | undefined;
  onPeek: (id: string | undefined) => void;
  onOpen: (line: number) => void;
}): (event: KeyboardEvent) => void {
  const { lines, columns, firstLine, lastLine, rowAt } = table;
  const { active, block } = cells;
  const place = active ?? { line: firstLine, column: 0 };
  const page = lastLine - firstLine - 8;
  const peek = () => {
    const id = rowAt(place.line)?.id;
    onPeek(peeked === id ? undefined : id);
  };
  const step = (by: number) => {
    cells.focus();
    cells.goTo({ line: active ? active.line + by : firstLine, column: place.column });
  };
  const isBlock = block !== null && (block.bottom > block.top || block.right > block.left);
  useActions([
    { id: "table focus", label: "Next row", group: "Table", keys: "j", keyOnly: true, perform: () => step(1) },
    { id: "table back", label: "Previous row", group: "Table", keys: "k", keyOnly: true, perform: () => step(-1) },
    { id: "table peek", label: "Peek at the record", group: "Table", keys: "space", keyOnly: true, perform: peek },
    {
      id: "table edit",
      label: "Edit the cell",
      group: "Table",
      keys: "e",
      keyOnly: true,
      perform: () => active && cells.begin(active),
    },
    {
      id: "table select",
      label: "Select the row",
      group: "Table",
      keys: "x",
      keyOnly: true,
      perform: () => active && selection.check(active.line, false),
    },
    {
      id: "table select all",
      label: "Select all rows",
      group: "Table",
      keys: "mod+a",
      keyOnly: true,
      perform: () => selection.checkAll(true, lines.length),
    },
    ...(isBlock
      ? [
          {
            id: "table fill",
            label: "Fill down",
            group: "Table" as const,
            icon: ArrowDownToLine,
            keys: "mod+d",
            perform: () => clipboard.fill(block),
          },
        ]
      : []),
  ]);

  const tickTo = (line: number) => {
    if (selection.last.current === null) selection.check(place.line, false);
    selection.check(Math.max(0, Math.min(lines.length - 1, line)), true);
  };
  /** Where an arrow and its like lead. */
  const target = ({ key, metaKey, ctrlKey }: KeyboardEvent): Place | undefined => {
    const isMod = metaKey || ctrlKey;
    const { line, column } = place;
    const last = { line: lines.length - 1, column: columns.length - 1 };
    const hasKeys = !isMod && place.column === 0;
    if (key === "ArrowDown" || (key === "j" && hasKeys)) return { line: isMod ? last.line : line + 1, column };
    if (key === "ArrowUp" || (key === "k" && hasKeys)) return { line: isMod ? 0 : line - 1, column };
    if (key === "ArrowLeft") return { line, column: isMod ? 0 : column - 1 };
    if (key === "ArrowRight") return { line, column: isMod ? last.column : column + 1 };
    if (key === "Home") return { line: isMod ? 0 : line, column: 0 };
    if (key === "End") return isMod ? last : { line, column: last.column };
    if (key === "PageDown") return { line: line + page, column };
    if (key === "PageUp") return { line: line - page, column };
    return undefined;
  };

  return (event) => {
    const isMod = event.metaKey || event.ctrlKey;
    const to = target(event);
    if (to) {
      event.preventDefault();
      const isRange = event.shiftKey && active !== null;
      if (event.key === "Home") table.scrollHome();
      if (isRange && place.column === 0 && to.column === 0) {
        tickTo(to.line);
        return cells.goTo(to);
      }
      return cells.goTo(active ? to : place, isRange);
    }
    if (event.key === "Tab" && active) {
      const next = place.column + (event.shiftKey ? -1 : 1);
      if (next < 0 || next >= columns.length) return;
      event.preventDefault();
      return cells.goTo({ line: place.line, column: next });
    }
    if (event.key === "Escape") {
      if (isBlock && active) return cells.goTo(active);
      if (peeked) return onPeek(undefined);
      return selection.selected.size > 0 ? selection.clear() : cells.leave();
    }
    if (!active || !block) return;
    const isName = place.column === 0;
    const meta = columns[place.column]?.meta;
    const does = (work: () => void) => {
      event.preventDefault();
      work();
    };
    if (event.key === "Enter" && isName) return does(() => onOpen(place.line));
    if (event.key === "Enter" || event.key === "F2") return does(() => cells.begin(place));
    if (event.key === " ") return does(peek);
    if (event.key === "Backspace" || event.key === "Delete") return does(() => clipboard.clear(block));
    if (isMod || event.altKey || event.key.length > 1) return;
    if (isName) {
      if (event.key === "x") does(() => selection.check(place.line, false));
      if (event.key === "e") does(() => cells.begin(place));
    } else if (meta?.type !== "boolean") does(() => cells.begin(place, event.key));
  };
}
