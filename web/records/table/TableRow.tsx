import { memo, type RefObject } from "react";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { Editor } from "../fields/Editor.tsx";
import type { Move } from "../fields/editing.ts";
import { RecordChip, Value } from "../fields/Value.tsx";
import { type Row, titleOf } from "../row.ts";
import { checkWidth, isNumeric, type LaidColumn } from "./layout.ts";

/** What a row asks of its table; the newest functions, behind one reference that never changes. */
export interface RowHandlers {
  check(line: number, isRange: boolean): void;
  press(row: Row, place: { line: number; column: number }, isAside: boolean): void;
  pressTwice(row: Row, place: { line: number; column: number }): void;
  commit(base: Row, patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>): void;
  cancel(): void;
}

interface TableRowProps {
  object: ObjectMeta;
  row: Row | undefined;
  mayEdit: boolean;
  line: number;
  top: number;
  columns: readonly LaidColumn[];
  pinned: number;
  /** The columns on screen. */
  shown: readonly number[];
  gridId: string;
  /** The column of the active cell, when it is in this row. */
  activeColumn: number | undefined;
  /** The columns of the selected block, when it reaches into this row. */
  blockLeft: number | undefined;
  blockRight: number | undefined;
  isBlockEnd: boolean;
  editing: { text?: string } | null;
  isSelected: boolean;
  isPeeked: boolean;
  /** The fields that somebody else has just changed; * is all of a new record. */
  fresh: string;
  /** The fields that are being saved. */
  saving: string;
  /** The server cannot be reached; it is tried again. */
  isWaiting: boolean;
  handlers: RefObject<RowHandlers>;
}

/** A record's row. Scrolling makes new ones and leaves the others as they are. */
export const TableRow = memo(function TableRow({
  object,
  row,
  mayEdit,
  line,
  top,
  columns,
  pinned,
  shown,
  gridId,
  activeColumn,
  blockLeft = Number.MAX_SAFE_INTEGER,
  blockRight = -1,
  isBlockEnd,
  editing,
  isSelected,
  isPeeked,
  fresh,
  saving,
  isWaiting,
  handlers,
}: TableRowProps) {
  const savingFields = saving.split(" ");
  const freshFields = fresh.split(" ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot have virtual rows
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, by aria-activedescendant
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      className={`row${isSelected || isPeeked ? " is-selected" : ""}${fresh === "*" ? " is-fresh" : ""}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" aria-colindex={1} className="cell check" style={{ left: 0, width: checkWidth }}>
        {row && (
          <input
            type="checkbox"
            aria-label={`Select ${titleOf(object, row)}`}
            tabIndex={-1}
            checked={isSelected}
            onChange={() => {}}
            onClick={(event) => handlers.current.check(line, event.shiftKey)}
          />
        )}
      </div>
      {shown.map((at) => {
        const column = columns[at];
        if (!column) return null;
        const isHere = activeColumn === at;
        const id = `${gridId}-${line}-${at}`;
        const isIn = at >= blockLeft && at <= blockRight && !editing;
        const isCorner = isIn && isBlockEnd && at === blockRight && mayEdit && !column.meta.isReadOnly;
        const look = [
          "cell",
          at < pinned && "pinned",
          at === pinned - 1 && "edge",
          isHere && "is-here",
          isIn && blockRight > blockLeft && "is-in",
          isIn && !isHere && "is-in",
          isNumeric(column.meta) && "end",
          savingFields.includes(column.field) && (isWaiting ? "is-waiting" : "is-saving"),
          freshFields.includes(column.field) && "is-fresh",
        ];
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={column.field}
            id={id}
            role="gridcell"
            aria-colindex={at + 2}
            className={look.filter(Boolean).join(" ")}
            data-place={`${line} ${at}`}
            aria-selected={isIn || undefined}
            title={
              isWaiting && savingFields.includes(column.field)
                ? "Not saved yet: the server cannot be reached"
                : undefined
            }
            style={
              at < pinned
                ? { left: column.left, width: column.width }
                : { transform: `translateX(${column.left}px)`, width: column.width }
            }
            onClick={(event) =>
              row &&
              !event.shiftKey &&
              handlers.current.press(row, { line, column: at }, event.metaKey || event.ctrlKey)
            }
            onDoubleClick={() => row && handlers.current.pressTwice(row, { line, column: at })}
          >
            {row === undefined ? (
              <span className="bone" />
            ) : isHere && editing ? (
              <Editor
                field={column.meta}
                object={object}
                row={row}
                initialText={editing.text}
                anchor={document.getElementById(id)}
                onCommit={(patch, move, base, also) => handlers.current.commit(base, patch, move, also)}
                onCancel={() => handlers.current.cancel()}
              />
            ) : column.isName ? (
              <RecordChip object={object} row={row} />
            ) : (
              <Value field={column.meta} row={row} />
            )}
            {isCorner && <span className="fill" />}
          </div>
        );
      })}
    </div>
  );
});
