import { useRef } from "react";
import { useNewest } from "../../lib/useNewest.ts";
import { Checkbox } from "../../ui/index.ts";
import type { ViewState } from "../../views/useViewState.ts";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { AddField } from "./AddField.tsx";
import { type ColumnHandlers, ColumnHead } from "./ColumnHead.tsx";
import { checkWidth, type LaidColumn } from "./layout.ts";

/** The head of the table: a menu for each column, drag to reorder, an edge to resize. */
export function Header({
  object,
  view,
  columns,
  pinned,
  shown,
  isAllSelected,
  isSomeSelected,
  onSelectAll,
}: {
  object: ObjectMeta;
  view: ViewState;
  columns: readonly LaidColumn[];
  pinned: number;
  shown: readonly number[];
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (isOn: boolean) => void;
}) {
  const dragged = useRef<string>(undefined);
  const move = (field: string, onto: string) => {
    const moved = view.columns.find((column) => column.field === field);
    if (!moved || field === onto) return;
    const others = view.columns.filter((column) => column !== moved);
    const from = view.columns.findIndex((column) => column.field === field);
    const to = view.columns.findIndex((column) => column.field === onto);
    const at = others.findIndex((column) => column.field === onto) + (from < to ? 1 : 0);
    others.splice(Math.max(1, at), 0, moved);
    view.setColumns(others);
  };
  const othersThan = (field: string) => view.sort.filter((one) => one.field !== field);
  const handlersNow: ColumnHandlers = {
    sort: (field, desc) => view.setSort([{ field, desc }]),
    sortToo: (field) => view.setSort([...othersThan(field), { field, desc: false }]),
    isSorted: () => view.sort.length > 0,
    doNotSort: (field) => view.setSort(othersThan(field)),
    change: (field, changes) =>
      view.setColumns(view.columns.map((column) => (column.field === field ? { ...column, ...changes } : column))),
    move,
    drag(field) {
      dragged.current = field;
    },
    isDragging: () => dragged.current !== undefined,
    drop(onto) {
      if (dragged.current) move(dragged.current, onto);
      dragged.current = undefined;
    },
  };
  const handlers = useNewest(handlersNow);
  const last = columns.at(-1);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot have virtual rows
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="row" aria-rowindex={1} className="heads">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div
        role="columnheader"
        aria-label="Selection"
        aria-colindex={1}
        className={`cell check${isSomeSelected ? " is-on" : ""}`}
        style={{ left: 0, width: checkWidth }}
      >
        <Checkbox
          aria-label="Select all that are loaded"
          tabIndex={-1}
          checked={isAllSelected}
          indeterminate={isSomeSelected && !isAllSelected}
          onChange={(event) => onSelectAll(event.target.checked)}
        />
      </div>
      {shown.map((at) => {
        const column = columns[at];
        if (!column) return null;
        return (
          <ColumnHead
            key={column.field}
            column={column}
            at={at}
            isPinned={at < pinned}
            isEdge={at === pinned - 1}
            desc={view.sort.find((one) => one.field === column.field)?.desc}
            before={columns[at - 1]}
            after={columns[at + 1]}
            handlers={handlers}
          />
        );
      })}
      {last && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          role="columnheader"
          aria-label="More fields"
          className="cell more"
          style={{ transform: `translateX(${last.left + last.width}px)`, width: 40 }}
        >
          <AddField object={object} view={view} />
        </div>
      )}
    </div>
  );
}
