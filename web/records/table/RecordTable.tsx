import { Box, chakra } from "@chakra-ui/react";
import { Suspense, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { late } from "../../lib/late.tsx";
import { useNewest } from "../../lib/useNewest.ts";
import { useThrottled } from "../../lib/useThrottled.ts";
import { ErrorState, LoadingRows } from "../../ui/index.ts";
import type { ViewState } from "../../views/useViewState.ts";
import { type ObjectMeta, recordPath } from "../../workspace/metadata.ts";
import { NextTasks, useNextTasks } from "../board/useNextTasks.ts";
import { useFresh } from "../fresh.ts";
import type { Row } from "../row.ts";
import { pageSize } from "../usePages.ts";
import { Footer } from "./Footer.tsx";
import { GroupRow } from "./GroupRow.tsx";
import { Header } from "./Header.tsx";
import { NewRow } from "./NewRow.tsx";
import { NoRows } from "./NoRows.tsx";
import { type RowHandlers, TableRow } from "./TableRow.tsx";
import { tableStyle } from "./tableStyle.ts";
import { useAnchor } from "./useAnchor.ts";
import { useCellState, useCells } from "./useCells.ts";
import { useClipboard } from "./useClipboard.ts";
import { useSelection } from "./useSelection.ts";
import { useTableKeys } from "./useTableKeys.ts";
import { useTableRows } from "./useTableRows.ts";

const Scroller = chakra("div", { base: tableStyle });
const BulkBar = late(() => import("./BulkBar.tsx"));

export interface RecordTableProps {
  object: ObjectMeta;
  view: ViewState;
  filter: Record<string, unknown> | undefined;
  isCreating: boolean;
  onCreating: (isCreating: boolean) => void;
  peeked: string | undefined;
  onPeek: (id: string | undefined) => void;
}

/** Records as a spreadsheet: virtual rows, a keyboard grid, values edited in place. */
export function RecordTable({ object, view, filter, isCreating, onCreating, peeked, onPeek }: RecordTableProps) {
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const [state, setState] = useCellState();
  const [made, setMade] = useState<Row>();
  const [isMaking, setIsMaking] = useState(false);
  const isEditing = state.editing !== null;
  const isHeld = isEditing || isMaking || (state.held !== null && !isCreating);
  const keptLine = isEditing ? state.active?.line : undefined;
  const table = useTableRows({ object, view, filter, scroller, keptLine, made, isHeld });
  const { columns, pinned, lines, rowAt, edits } = table;
  const fresh = useFresh();
  const hasTasks = columns.some(({ meta }) => meta.type === "task");
  const ids = hasTasks ? table.shownLines.flatMap(({ index }) => rowAt(index)?.id ?? []) : [];
  const tasks = useNextTasks(useThrottled(ids.join(), 200).split(",").filter(Boolean));
  const selection = useSelection(rowAt);
  const cells = useCells({
    object,
    table,
    grid,
    state,
    setState,
    onMove(place, before) {
      // The panel goes along.
      const row = rowAt(place.line);
      if (peeked && row && place.line !== before?.line) onPeek(row.id);
    },
    onFill: (block, from) => clipboard.fill(block, from),
  });
  const clipboard = useClipboard({ object, table, cells });
  const { active, block, editing } = cells;
  useAnchor(active, table, cells.follow);
  const isPlaced = made !== undefined && !table.first;
  useEffect(() => {
    if (isPlaced) setMade(undefined);
  }, [isPlaced]);

  const open = (line: number) => {
    const row = rowAt(line);
    const place = lines.lineAt(line);
    if (!row || place?.kind !== "row") return;
    const segment = lines.segments.find((one) => one.key === place.segment);
    const walk = segment && { filter: segment.filter ?? null, orderBy: table.orderBy, index: place.index };
    navigate(recordPath(object, row.id), { state: { from: location.pathname + location.search, walk } });
  };
  const onKeyDown = useTableKeys({ table, cells, selection, clipboard, peeked, onPeek, onOpen: open });

  const handlersNow: RowHandlers = {
    check: selection.check,
    press(row, place, isAside) {
      const isHere = active?.line === place.line && active.column === place.column;
      if (isHere && editing) return;
      if (isHere && !columns[place.column]?.isName) return cells.begin(place);
      cells.activate(place);
      if (!columns[place.column]?.isName) return cells.focus();
      if (isAside) open(place.line);
      else onPeek(row.id);
      cells.focus();
    },
    pressTwice(_row, place) {
      if (columns[place.column]?.isName) open(place.line);
      else if (!editing) cells.begin(place);
    },
    commit: (base, patch, move, also) => void cells.commit(base, patch, move, also),
    cancel() {
      cells.stopEditing();
      cells.focus();
    },
  };
  const handlers = useNewest(handlersNow);

  if (lines.error && !lines.isKnown) return <ErrorState error={lines.error} onRetry={lines.retry} />;
  if (!lines.isKnown) return <LoadingRows rows={14} label={`Loading ${object.labelPlural.toLowerCase()}`} />;
  const selectedRows = [...selection.selected.values()];
  return (
    <Box h="full" display="flex" flexDirection="column" minH="0" position="relative">
      <Scroller ref={scroller} tabIndex={-1}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot have virtual rows */}
        <div
          ref={grid}
          role="grid"
          className="grid"
          tabIndex={0}
          aria-label={object.labelPlural}
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          aria-activedescendant={active && !editing ? `${id}-${active.line}-${active.column}` : undefined}
          style={{ width: table.width + 44 }}
          onKeyDown={(event) => event.target === grid.current && onKeyDown(event)}
          onFocus={(event) =>
            event.target === grid.current &&
            !active &&
            lines.length > 0 &&
            cells.activate({ line: table.firstLine, column: 0 })
          }
          onCopy={(event) => {
            if (event.target !== grid.current || getSelection()?.toString() || !block) return;
            event.preventDefault();
            const text = selectedRows.length > 0 ? clipboard.copyRows(selectedRows) : clipboard.copy(block);
            event.clipboardData.setData("text/plain", text);
          }}
          onPaste={(event) => {
            if (event.target !== grid.current || !block) return;
            event.preventDefault();
            clipboard.paste(event.clipboardData.getData("text/plain"), block);
          }}
        >
          <Header
            object={object}
            view={view}
            columns={columns}
            pinned={pinned}
            shown={table.shownColumns}
            isAllSelected={selectedRows.length > 0 && selectedRows.length >= Math.min(lines.total, pageSize)}
            isSomeSelected={selectedRows.length > 0}
            onSelectAll={(isOn) => selection.checkAll(isOn, lines.length)}
          />
          {isCreating && (
            <NewRow
              object={object}
              busy={isMaking}
              onBusy={setIsMaking}
              onDone={() => {
                onCreating(false);
                cells.focus();
              }}
              onMade={(row) => {
                setMade(row);
                cells.enterMade(row);
                scroller.current?.scrollTo({ top: 0 });
                onPeek(row.id);
              }}
            />
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div role="rowgroup" className="rows" style={{ height: table.height }} {...cells.pointer}>
            <NextTasks value={tasks}>
              {table.shownLines.map(({ index, start }) => {
                const line = lines.lineAt(index);
                if (!line) return null;
                if (line.kind === "group") {
                  return table.groupBy ? (
                    <GroupRow
                      key={`group-${line.group.key}`}
                      by={table.groupBy}
                      group={line.group}
                      isOpen={line.isOpen}
                      aggregates={table.aggregates}
                      columns={columns}
                      line={index}
                      top={start}
                      onToggle={() => lines.toggle(line.group.key)}
                    />
                  ) : null;
                }
                const row = rowAt(index);
                const edit = row && edits.get(row.id);
                const isIn = block && index >= block.top && index <= block.bottom;
                return (
                  <TableRow
                    key={row?.id ?? `${line.segment}-${line.index}`}
                    object={object}
                    row={row}
                    mayEdit={row !== undefined && cells.mayEdit(row)}
                    line={index}
                    top={start}
                    columns={columns}
                    pinned={pinned}
                    shown={table.shownColumns}
                    gridId={id}
                    activeColumn={active?.line === index ? active.column : undefined}
                    blockLeft={isIn ? block.left : undefined}
                    blockRight={isIn ? block.right : undefined}
                    isBlockEnd={isIn === true && index === block.bottom}
                    editing={active?.line === index ? editing : null}
                    isSelected={row !== undefined && selection.selected.has(row.id)}
                    isPeeked={row !== undefined && peeked === row.id}
                    fresh={row ? [...(fresh.get(row.id) ?? [])].join(" ") : ""}
                    saving={edit ? Object.keys(edit.patch).join(" ") : ""}
                    isWaiting={edit?.isWaiting ?? false}
                    handlers={handlers}
                  />
                );
              })}
            </NextTasks>
          </div>
        </div>
        {lines.length === 0 && !isCreating && (
          <Box position="sticky" left="0" w="full">
            <NoRows
              object={object}
              isNarrowed={filter !== undefined}
              onClear={view.clear}
              onCreate={() => onCreating(true)}
            />
          </Box>
        )}
        {table.pages.error && (
          <Box position="sticky" left="0">
            <ErrorState error={table.pages.error} onRetry={table.pages.retry} />
          </Box>
        )}
      </Scroller>
      <Footer
        object={object}
        view={view}
        columns={columns}
        pinned={pinned}
        chosen={table.aggregates}
        filter={filter}
        total={lines.total}
        scroller={scroller}
      />
      {selectedRows.length > 0 && (
        <Suspense>
          <BulkBar
            object={object}
            rows={selectedRows}
            shown={columns.map(({ field }) => field)}
            onDone={selection.clear}
          />
        </Suspense>
      )}
    </Box>
  );
}
