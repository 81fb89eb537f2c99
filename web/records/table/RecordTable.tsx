import { Box, chakra } from "@chakra-ui/react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useActions } from "../../shell/actions.ts";
import { EmptyState, ErrorState, LoadingRows, ObjectIcon, toast } from "../../ui/index.ts";
import type { ViewState } from "../../views/useViewState.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../../workspace/metadata.ts";
import { orderOf } from "../document.ts";
import { usePendingEdits, withEdits } from "../edits.ts";
import type { Move } from "../fields/Editor.tsx";
import { isEditable, parseText, textOf } from "../fields/text.ts";
import { type Row, titleInput } from "../row.ts";
import { pageSize, usePages } from "../usePages.ts";
import { useRecords } from "../useRecords.ts";
import { BulkBar } from "./BulkBar.tsx";
import { Footer } from "./Footer.tsx";
import { GroupRow } from "./GroupRow.tsx";
import { Header } from "./Header.tsx";
import { checkWidth, layOut, rowHeight } from "./layout.ts";
import { type RowHandlers, TableRow } from "./TableRow.tsx";
import { useLines } from "./useLines.ts";

interface Place {
  line: number;
  column: number;
}

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
  const metadata = useMetadata();
  const navigate = useNavigate();
  const records = useRecords();
  const edits = usePendingEdits();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<Place | null>(null);
  const [editing, setEditing] = useState<{ text?: string } | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const lastChecked = useRef<number | null>(null);

  // The rows on screen are drawn again only when these are other columns.
  const layoutKey = JSON.stringify(view.columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when they are others
  const { columns, pinned, width } = useMemo(() => layOut(view.columns, object), [layoutKey, object]);
  const groupBy = object.fields.find((field) => field.apiName === view.groupBy);
  const sums = columns.filter((column) => ["currency"].includes(column.meta.type)).map((column) => column.meta);
  const lines = useLines({ object, filter, groupBy, sums });
  const sorts = view.sort.flatMap(({ field, desc }) => {
    const meta = object.fields.find((one) => one.apiName === field);
    return meta ? [orderOf(meta, desc)] : [];
  });
  const orderBy = [...(sorts.length ? sorts : ["CREATED_AT_DESC"]), "ID_DESC"];
  const pages = usePages({
    object,
    segments: lines.segments,
    orderBy,
  });

  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight + 8,
  });
  const crosswise = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 160,
    paddingStart: checkWidth,
    overscan: 2,
    rangeExtractor: (range) => {
      const shown = new Set(Array.from({ length: Math.min(pinned, columns.length) }, (_, index) => index));
      for (
        let index = Math.max(0, range.startIndex - 2);
        index <= Math.min(columns.length - 1, range.endIndex + 2);
        index++
      )
        shown.add(index);
      return [...shown];
    },
  });
  const widths = columns.map((column) => column.width).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other widths have to be measured again
  useEffect(() => crosswise.measure(), [widths, crosswise]);

  const shownLines = rows.getVirtualItems();
  const firstLine = shownLines[0]?.index ?? 0;
  const lastLine = shownLines.at(-1)?.index ?? 0;
  const { want } = pages;
  const wanted = new Map<string, { segment: string; page: number }>();
  for (const { index } of shownLines) {
    const line = lines.lineAt(index);
    if (line?.kind !== "row") continue;
    const page = Math.floor(line.index / pageSize);
    wanted.set(`${line.segment}#${page}`, { segment: line.segment, page });
  }
  const wantedKeys = [...wanted.keys()].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say which pages they are
  useEffect(() => {
    const isFirst = firstLine === 0;
    const timer = setTimeout(() => want([...wanted.values()]), isFirst ? 0 : 60);
    return () => clearTimeout(timer);
  }, [wantedKeys, want]);

  const rowAt = (line: number): Row | undefined => {
    const place = lines.lineAt(line);
    return place?.kind === "row" ? withEdits(pages.rowAt(place.segment, place.index), edits) : undefined;
  };
  const cellId = (place: Place) => `${id}-${place.line}-${place.column}`;
  const focusGrid = () => grid.current?.focus({ preventScroll: true });

  const goTo = (place: Place) => {
    const line = Math.max(0, Math.min(lines.length - 1, place.line));
    const column = Math.max(0, Math.min(columns.length - 1, place.column));
    setActive({ line, column });
    rows.scrollToIndex(line);
    const row = rowAt(line);
    // The panel goes along.
    if (peeked && row && line !== active?.line) onPeek(row.id);
    const laid = columns[column];
    const element = scroller.current;
    if (!laid || !element || column < pinned) return;
    const fixed = columns.slice(0, pinned).reduce((sum, one) => sum + one.width, checkWidth);
    if (laid.left - element.scrollLeft < fixed) element.scrollLeft = laid.left - fixed;
    else if (laid.left + laid.width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = laid.left + laid.width - element.clientWidth;
  };

  const commit = async (row: Row, patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) => {
    setEditing(null);
    if (active) {
      const step = { down: [1, 0], right: [0, 1], left: [0, -1], stay: [0, 0] }[move];
      if (move !== "stay") goTo({ line: active.line + (step[0] ?? 0), column: active.column + (step[1] ?? 0) });
      focusGrid();
    }
    const isSame = Object.entries(patch).every(
      ([key, value]) => JSON.stringify(row[key] ?? null) === JSON.stringify(value),
    );
    if (isSame) return;
    try {
      await records.update(object, row, patch, { also });
    } catch (error) {
      toast.error(error);
    }
  };

  const open = (row: Row, line: number) => {
    const place = lines.lineAt(line);
    const segment = place?.kind === "row" ? lines.segments.find((one) => one.key === place.segment) : undefined;
    const walk =
      segment && place?.kind === "row" ? { filter: segment.filter ?? null, orderBy, index: place.index } : undefined;
    navigate(recordPath(object, row.id), { state: { from: location.pathname + location.search, walk } });
  };
  const mayEdit = (row: Row) => metadata.can(object.name, "update", row);
  const beginEditing = (row: Row | undefined, column: number, text?: string) => {
    const laid = columns[column];
    if (!row || !laid || !isEditable(laid.meta, object) || !mayEdit(row)) return;
    if (laid.meta.type === "boolean") {
      void commit(row, { [laid.meta.apiName]: !row[laid.meta.apiName] }, "stay");
      return;
    }
    setEditing(text === undefined ? {} : { text });
  };

  const check = (line: number, isRange: boolean) => {
    const next = new Map(selected);
    const from = isRange && lastChecked.current !== null ? lastChecked.current : line;
    const turnOn = !next.has(rowAt(line)?.id ?? "") || isRange;
    for (let at = Math.min(from, line); at <= Math.max(from, line); at++) {
      const row = rowAt(at);
      if (!row) continue;
      if (turnOn) next.set(row.id, row);
      else next.delete(row.id);
    }
    lastChecked.current = line;
    setSelected(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const place = active ?? { line: firstLine, column: 0 };
    const row = rowAt(place.line);
    const by = (line: number, column: number) => {
      event.preventDefault();
      goTo(active ? { line: place.line + line, column: place.column + column } : place);
    };
    const isMod = event.metaKey || event.ctrlKey;
    // On the name letters are keys; in any other cell they are text.
    const hasKeys = !isMod && (!active || active.column === 0);
    if (event.key === "ArrowDown" && event.shiftKey) {
      if (lastChecked.current === null) check(place.line, false);
      check(place.line + 1, true);
      return by(1, 0);
    }
    if (event.key === "ArrowUp" && event.shiftKey) {
      check(place.line - 1, true);
      return by(-1, 0);
    }
    if (event.key === "ArrowDown" || (event.key === "j" && hasKeys))
      return isMod ? goTo({ ...place, line: lines.length }) : by(1, 0);
    if (event.key === "ArrowUp" || (event.key === "k" && hasKeys))
      return isMod ? goTo({ ...place, line: 0 }) : by(-1, 0);
    if (event.key === "ArrowLeft") return by(0, -1);
    if (event.key === "ArrowRight") return by(0, 1);
    if (event.key === "Home") return by(isMod ? -place.line : 0, -place.column);
    if (event.key === "End") return by(isMod ? lines.length : 0, columns.length);
    if (event.key === "PageDown") return by(lastLine - firstLine - 8, 0);
    if (event.key === "PageUp") return by(firstLine - lastLine + 8, 0);
    if (event.key === "Tab" && active) {
      const to = place.column + (event.shiftKey ? -1 : 1);
      if (to >= 0 && to < columns.length) by(0, event.shiftKey ? -1 : 1);
      return;
    }
    if (event.key === "Escape") {
      if (peeked) onPeek(undefined);
      else if (selected.size > 0) setSelected(new Map());
      else setActive(null);
      return;
    }
    if (!active || !row) return;
    if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      const isName = place.column === 0;
      if (event.key === "Enter" && isName) open(row, place.line);
      else beginEditing(row, place.column);
    } else if (event.key === " ") {
      event.preventDefault();
      onPeek(peeked === row.id ? undefined : row.id);
    } else if (event.key === "x" && hasKeys) {
      event.preventDefault();
      check(place.line, false);
    } else if (event.key === "e" && hasKeys) {
      event.preventDefault();
      beginEditing(row, place.column);
    } else if (event.key === "Backspace" || event.key === "Delete") {
      const meta = columns[place.column]?.meta;
      if (!meta || meta.isRequired || place.column === 0 || !isEditable(meta, object) || !mayEdit(row)) return;
      event.preventDefault();
      const parsed = parseText("", meta, metadata);
      if (parsed.ok) void commit(row, { [meta.apiName]: parsed.value }, "stay");
    } else if (event.key.length === 1 && !isMod && !event.altKey && !hasKeys) {
      const meta = columns[place.column]?.meta;
      if (!meta || meta.type === "boolean" || ["date", "date_time"].includes(meta.type)) return;
      event.preventDefault();
      beginEditing(row, place.column, event.key);
    }
  };

  const copy = () => {
    const row = active && rowAt(active.line);
    if (!active) return;
    const texts =
      selected.size > 0
        ? [...selected.values()].map((one) =>
            columns.map(({ meta }) => plain(textOf(one[meta.apiName], meta, one, metadata))).join("\t"),
          )
        : row
          ? [
              columns
                .slice(active.column, active.column + 1)
                .map(({ meta }) => plain(textOf(row[meta.apiName], meta, row, metadata)))
                .join("\t"),
            ]
          : [];
    if (texts.length > 0) void navigator.clipboard.writeText(texts.join("\n"));
  };

  /** A block from a spreadsheet, from the active cell on. */
  const paste = async (block: string) => {
    if (!active) return;
    const source = block
      .replace(/\r/g, "")
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => line.split("\t"));
    const changes: { row: Row; patch: Record<string, unknown> }[] = [];
    for (const [down, values] of source.entries()) {
      const row = rowAt(active.line + down);
      if (!row || !mayEdit(row)) continue;
      const patch: Record<string, unknown> = {};
      for (const [across, value] of values.entries()) {
        const meta = columns[active.column + across]?.meta;
        if (!meta || !isEditable(meta, object)) continue;
        if (meta.id === object.title.id) {
          if (value.trim()) Object.assign(patch, titleInput(object, value.trim()));
          continue;
        }
        const parsed = parseText(value, meta, metadata);
        if (!parsed.ok) return toast.error(new Error(`${meta.label}: ${parsed.message}`));
        patch[meta.apiName] = parsed.value;
      }
      if (Object.keys(patch).length > 0) changes.push({ row, patch });
    }
    try {
      for (const { row, patch } of changes) await records.update(object, row, patch, { quiet: changes.length > 1 });
      if (changes.length > 1) toast.done(`${changes.length} rows pasted`);
    } catch (error) {
      toast.error(error);
    }
  };

  const step = (by: number) => {
    focusGrid();
    goTo({ line: active ? active.line + by : firstLine, column: active?.column ?? 0 });
  };
  useActions([
    {
      id: "table focus",
      label: "Next row",
      group: "Table",
      keys: "j",
      keyOnly: true,
      perform: () => step(1),
    },
    {
      id: "table back",
      label: "Previous row",
      group: "Table",
      keys: "k",
      keyOnly: true,
      perform: () => step(-1),
    },
    {
      id: "table peek",
      label: "Peek at the record",
      group: "Table",
      keys: "space",
      keyOnly: true,
      perform: () => active && onPeek(rowAt(active.line)?.id),
    },
    {
      id: "table edit",
      label: "Edit the cell",
      group: "Table",
      keys: "e",
      keyOnly: true,
      perform: () => active && beginEditing(rowAt(active.line), active.column),
    },
    {
      id: "table select",
      label: "Select the row",
      group: "Table",
      keys: "x",
      keyOnly: true,
      perform: () => active && check(active.line, false),
    },
  ]);

  const handlersNow: RowHandlers = {
    check,
    press(row, place, isAside) {
      if (editing && active?.line === place.line && active.column === place.column) return;
      if (columns[place.column]?.isName) {
        setActive(place);
        setEditing(null);
        if (isAside) open(row, place.line);
        else onPeek(row.id);
        focusGrid();
        return;
      }
      if (active?.line === place.line && active.column === place.column && !editing)
        return beginEditing(row, place.column);
      setEditing(null);
      setActive(place);
      focusGrid();
    },
    pressTwice(row, place) {
      if (columns[place.column]?.isName) open(row, place.line);
      else if (!editing) beginEditing(row, place.column);
    },
    commit: (row, patch, move, also) => void commit(row, patch, move, also),
    cancel() {
      setEditing(null);
      focusGrid();
    },
  };
  const handlers = useRef(handlersNow);
  useEffect(() => {
    handlers.current = handlersNow;
  });
  const shownKey = crosswise
    .getVirtualItems()
    .map((item) => item.index)
    .join();
  const shownColumns = useMemo(() => shownKey.split(",").filter(Boolean).map(Number), [shownKey]);

  if (lines.error && !lines.isKnown) return <ErrorState error={lines.error} onRetry={lines.retry} />;
  if (!lines.isKnown) return <LoadingRows rows={14} label={`Loading ${object.labelPlural.toLowerCase()}`} />;
  const mayCreate = metadata.can(object.name, "create");
  const isNarrowed = filter !== undefined;

  const selectedRows = [...selected.values()];
  return (
    <Box h="full" display="flex" flexDirection="column" minH="0" position="relative">
      <Box ref={scroller} flex="1" minH="0" overflow="auto" css={tableStyle} tabIndex={-1} outline="none">
        <Box
          ref={grid}
          role="grid"
          tabIndex={0}
          aria-label={object.labelPlural}
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          aria-activedescendant={active && !editing ? cellId(active) : undefined}
          position="relative"
          minW="full"
          w={`${width + 44}px`}
          outline="none"
          _focusVisible={{ outline: "none" }}
          onKeyDown={onKeyDown}
          onFocus={(event) =>
            event.target === grid.current && !active && lines.length > 0 && setActive({ line: firstLine, column: 0 })
          }
          onCopy={(event) => {
            if (event.target !== grid.current || getSelection()?.toString()) return;
            event.preventDefault();
            copy();
          }}
          onPaste={(event) => {
            if (event.target !== grid.current) return;
            event.preventDefault();
            void paste(event.clipboardData.getData("text/plain"));
          }}
        >
          <Header
            object={object}
            view={view}
            columns={columns}
            pinned={pinned}
            shown={shownColumns}
            isAllSelected={selected.size > 0 && selected.size >= Math.min(lines.total, pageSize)}
            isSomeSelected={selected.size > 0}
            onSelectAll={(isOn) => {
              const next = new Map<string, Row>();
              for (let line = 0; isOn && line < Math.min(lines.length, 5000); line++) {
                const row = rowAt(line);
                if (row) next.set(row.id, row);
              }
              setSelected(next);
            }}
          />
          {isCreating && (
            <NewRow
              object={object}
              onDone={() => {
                onCreating(false);
                focusGrid();
              }}
              onMade={(row) => onPeek(row.id)}
            />
          )}
          <Box role="rowgroup" position="relative" h={`${rows.getTotalSize()}px`}>
            {shownLines.map(({ index, start }) => {
              const line = lines.lineAt(index);
              if (!line) return null;
              if (line.kind === "group") {
                return groupBy ? (
                  <GroupRow
                    key={`group-${line.group.key}`}
                    field={groupBy}
                    group={line.group}
                    isOpen={line.isOpen}
                    sums={sums}
                    top={start}
                    onToggle={() => lines.toggle(line.group.key)}
                  />
                ) : null;
              }
              const row = rowAt(index);
              return (
                <TableRow
                  key={row?.id ?? `${line.segment}-${line.index}`}
                  object={object}
                  row={row}
                  line={index}
                  top={start}
                  columns={columns}
                  pinned={pinned}
                  shown={shownColumns}
                  gridId={id}
                  activeColumn={active?.line === index ? active.column : undefined}
                  editing={active?.line === index ? editing : null}
                  isSelected={row !== undefined && selected.has(row.id)}
                  isPeeked={row !== undefined && peeked === row.id}
                  saving={row ? Object.keys(edits.get(row.id) ?? {}).join(" ") : ""}
                  handlers={handlers}
                />
              );
            })}
          </Box>
        </Box>
        {lines.length === 0 && !isCreating && (
          <Box position="sticky" left="0" w="full">
            {isNarrowed ? (
              <EmptyState
                title={`No ${object.labelPlural.toLowerCase()} match`}
                action={
                  <chakra.button type="button" color="accent.fg" onClick={view.clear}>
                    Clear search and filter
                  </chakra.button>
                }
              />
            ) : (
              <EmptyState
                title={`No ${object.labelPlural.toLowerCase()} yet`}
                action={
                  mayCreate && (
                    <chakra.button
                      type="button"
                      display="inline-flex"
                      alignItems="center"
                      gap="1.5"
                      color="accent.fg"
                      onClick={() => onCreating(true)}
                    >
                      <Plus size={14} aria-hidden /> Create the first {object.label.toLowerCase()}
                    </chakra.button>
                  )
                }
              >
                {object.description}
              </EmptyState>
            )}
          </Box>
        )}
        {pages.error && (
          <Box position="sticky" left="0">
            <ErrorState error={pages.error} onRetry={pages.retry} />
          </Box>
        )}
      </Box>
      <Footer object={object} view={view} columns={columns} filter={filter} total={lines.total} scroller={scroller} />
      {selectedRows.length > 0 && <BulkBar object={object} rows={selectedRows} onDone={() => setSelected(new Map())} />}
    </Box>
  );
}

/** The line in which a new record is typed: its name, Enter, and it is there. */
function NewRow({ object, onDone, onMade }: { object: ObjectMeta; onDone: () => void; onMade: (row: Row) => void }) {
  const records = useRecords();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const create = async (text: string) => {
    if (!text.trim()) return onDone();
    setBusy(true);
    try {
      const row = await records.create(object, titleInput(object, text.trim()));
      onDone();
      onMade(row);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
      setBusy(false);
    }
  };
  return (
    <Box
      display="flex"
      alignItems="center"
      gap="2"
      minH="8"
      px="3"
      borderBottomWidth="1px"
      bg="bg.selected"
      position="sticky"
      left="0"
      top={`${rowHeight}px`}
      zIndex="2"
      w="fit-content"
      minW="min(100%, 480px)"
    >
      <ObjectIcon name={object.icon} size={14} />
      <chakra.input
        autoFocus
        aria-label={`Name of the new ${object.label.toLowerCase()}`}
        aria-invalid={error ? true : undefined}
        placeholder={object.name === "contacts" ? "First and last name, or e-mail address" : object.title.label}
        disabled={busy}
        flex="1"
        minW="64"
        h="8"
        bg="transparent"
        outline="none"
        _focusVisible={{ outline: "none" }}
        fontSize={{ base: "16px", sm: "13px" }}
        onKeyDown={(event) => {
          if (event.key === "Enter") void create(event.currentTarget.value);
          if (event.key === "Escape") onDone();
          event.stopPropagation();
        }}
        onBlur={(event) => !event.currentTarget.value.trim() && onDone()}
      />
      {error ? (
        <chakra.span role="alert" color="danger.fg">
          {error}
        </chakra.span>
      ) : (
        <chakra.span color="fg.subtle" fontSize="12px">
          ↵ creates
        </chakra.span>
      )}
    </Box>
  );
}

const plain = (text: string) => text.replace(/[\t\n]/g, " ");

/** One style for the whole grid: a style for each of hundreds of cells would cost frames. */
const tableStyle = {
  "& .row": {
    position: "absolute",
    top: 0,
    left: 0,
    right: 0,
    height: `${rowHeight}px`,
    borderBottomWidth: "1px",
    bg: "bg",
    "--row-bg": "{colors.bg}",
  },
  "& .row:hover": { bg: "bg.subtle", "--row-bg": "{colors.bg.subtle}" },
  "& .row.is-selected": { bg: "bg.selected", "--row-bg": "{colors.bg.selected}" },
  "& .cell": {
    position: "absolute",
    top: 0,
    height: `${rowHeight - 1}px`,
    display: "flex",
    alignItems: "center",
    px: "2",
    overflow: "hidden",
    whiteSpace: "nowrap",
    cursor: "default",
    fontSize: "13px",
  },
  "& .cell.pinned, & .cell.check": { position: "sticky", float: "left", bg: "var(--row-bg)", zIndex: 1 },
  "& .cell.check": { justifyContent: "center", px: 0 },
  "& .cell.check input": { opacity: 0 },
  "& .row:hover .cell.check input, & .cell.check input:checked, & .cell.check input:focus-visible": { opacity: 1 },
  "@media (pointer: coarse)": { "& .cell.check input": { opacity: 1 } },
  "& .cell.head": { px: 0 },
  "& .cell.end": { justifyContent: "flex-end" },
  "& .cell.is-here": {
    overflow: "visible",
    boxShadow: "inset 0 0 0 2px {colors.accent}",
    borderRadius: "3px",
    zIndex: 2,
  },
  "& .cell.is-here > .chip, & .cell.is-here > .cut": { overflow: "hidden" },
  "& .cell.is-here > input": { position: "absolute", inset: 0 },
  "& .cell.is-saving::after": {
    content: '""',
    position: "absolute",
    top: "4px",
    right: "4px",
    width: "5px",
    height: "5px",
    borderRadius: "full",
    bg: "accent",
  },
  "& .chip": { display: "inline-flex", alignItems: "center", gap: "6px", minWidth: 0, maxWidth: "100%" },
  "& .cut": { overflow: "hidden", textOverflow: "ellipsis", minWidth: 0 },
  "& .bone": { display: "block", height: "8px", width: "60%", bg: "bg.hover", borderRadius: "control" },
} as const;
