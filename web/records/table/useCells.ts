import { type DragEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useNewest } from "../../lib/useNewest.ts";
import { toast } from "../../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { isTypedIn, type Move } from "../fields/editing.ts";
import { editableText, isEditable } from "../fields/text.ts";
import { type Row, text } from "../row.ts";
import { same } from "../saving.ts";
import { useRecords } from "../useRecords.ts";
import { type Block, blockOf, type Lines, type Place } from "./block.ts";
import type { TableRows } from "./useTableRows.ts";

export type Cells = ReturnType<typeof useCells>;

/** The active cell, with the record that it is of, if that is there yet. */
export interface ActiveCell extends Place {
  id?: string | undefined;
}

export interface CellState {
  active: ActiveCell | null;
  /** Where the block began that reaches to the active cell. */
  from: Place | null;
  editing: { text?: string } | null;
  /** Lines that were edited while the active cell is in them: their rows stay where they are until it leaves. */
  held: Lines | null;
}

const nowhere: CellState = { active: null, from: null, editing: null, held: null };

export function useCellState() {
  return useState<CellState>(nowhere);
}

/** The active cell, the block around it, and the editor in it. */
export function useCells({
  object,
  table,
  grid,
  state: { active, from, editing, held },
  setState,
  onMove,
  onFill,
}: {
  object: ObjectMeta;
  table: TableRows;
  grid: RefObject<HTMLDivElement | null>;
  state: CellState;
  setState: (state: CellState) => void;
  onMove: (place: Place, before: Place | null) => void;
  /** Fills a block from the lines down to which it was copied. */
  onFill: (block: Block, from: Block) => void;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const { rowAt, columns } = table;
  const drag = useRef<{ kind: "select" | "fill"; start: Place; block: Block } | null>(null);
  const block = active && blockOf(from ?? active, active);
  const elementAt = ({ line, column }: Place) => grid.current?.querySelector(`[data-place="${line} ${column}"]`);
  const focus = () => grid.current?.focus({ preventScroll: true });

  const put = (
    { active: place, ...rest }: { active: Place | null } & Pick<CellState, "from" | "editing">,
    lines: Lines | null = held,
  ) => {
    const isIn = place && lines && place.line >= lines.top && place.line <= lines.bottom;
    setState({ active: place && { ...place, id: rowAt(place.line)?.id }, ...rest, held: isIn ? lines : null });
  };
  const goTo = (wanted: Place, isRange = false, edited: Lines | null = held) => {
    const place = table.within(wanted);
    put({ active: place, from: isRange ? (from ?? active) : null, editing: null }, edited);
    table.scrollTo(place);
    onMove(place, active);
  };
  const mayEdit = (row: Row) => metadata.can(object.name, "update", row);
  const begin = (place: Place, text?: string) => {
    const row = rowAt(place.line);
    const meta = columns[place.column]?.meta;
    if (!row || !meta || !isEditable(meta, object) || !mayEdit(row)) return;
    if (meta.type === "boolean") return void commit(row, { [meta.apiName]: !row[meta.apiName] }, "stay");
    put({ active: place, from: null, editing: text === undefined ? {} : { text } });
  };
  const commit = async (base: Row, patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) => {
    const place = active;
    const isSame = Object.entries(patch).every(([key, value]) => same(base[key], value));
    if (place) {
      const [down, right] = { down: [1, 0], right: [0, 1], left: [0, -1], stay: [0, 0] }[move];
      const edited = isSame ? held : { top: place.line, bottom: place.line };
      goTo({ line: place.line + (down ?? 0), column: place.column + (right ?? 0) }, false, edited);
      focus();
    }
    if (isSame) return;
    try {
      await records.update(object, base, patch, { also, at: place && elementAt(place) });
    } catch (error) {
      const meta = place && columns[place.column]?.meta;
      const refused = meta && (meta.id === object.title.id ? also?.[meta.apiName] : patch[meta.apiName]);
      const again = () => place && meta && begin(place, editableText(refused, meta));
      toast.error(error, meta && isTypedIn(meta) ? again : undefined);
    }
  };

  const placeOf = (target: EventTarget): Place | undefined => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
    const [line, column] = (cell?.dataset.place ?? "").split(" ").map(Number);
    return line === undefined || column === undefined ? undefined : { line, column };
  };
  const dropNow = () => {
    const { current } = drag;
    drag.current = null;
    if (current?.kind === "fill" && block && block.bottom > current.block.bottom) onFill(block, current.block);
  };
  const drop = useNewest(dropNow);
  useEffect(() => {
    const onUp = () => drag.current && drop.current();
    window.addEventListener("pointerup", onUp);
    return () => window.removeEventListener("pointerup", onUp);
  }, [drop]);

  return {
    active,
    block,
    editing,
    focus,
    goTo,
    begin,
    commit,
    mayEdit,
    leave: () => setState(nowhere),
    stopEditing: () => put({ active, from: null, editing: null }),
    activate: (place: Place) => put({ active: place, from: null, editing: null }),
    elementAt,
    /** Lines that are being edited around the active cell. */
    hold: (edited: Lines) => put({ active, from, editing }, edited),
    /** The record that was just made: it stands first. */
    enterMade: ({ id }: Row) =>
      setState({ active: { line: 0, column: 0, id }, from: null, editing: null, held: { top: 0, bottom: 0 } }),
    /** Its record is on another line now, or on none. */
    follow(line: number | undefined) {
      if (!active || line === undefined) return setState(nowhere);
      const wasSeen = active.line >= table.firstLine && active.line <= table.lastLine;
      const place = { ...active, line };
      setState({ active: place, from: null, editing, held: null });
      if (wasSeen) table.scrollTo(place);
    },
    /** Dragging over cells selects a block of them; dragging its handle fills it down. */
    pointer: {
      onPointerDown(event: PointerEvent) {
        const { target } = event;
        if (event.button !== 0 || event.pointerType === "touch" || !(target instanceof Element)) return;
        if (target.closest("input, textarea, button")) return;
        const place = placeOf(target);
        if (!place) return;
        if (target.closest(".fill") && block) {
          event.preventDefault();
          drag.current = { kind: "fill", start: { line: block.top, column: block.left }, block };
        } else if (event.shiftKey && active) {
          event.preventDefault();
          focus();
          goTo(place, true);
        } else drag.current = { kind: "select", start: place, block: blockOf(place, place) };
      },
      // A link in a cell is not dragged off: it begins a block too.
      onDragStart: (event: DragEvent) => event.preventDefault(),
      onPointerOver(event: PointerEvent) {
        const { current } = drag;
        const place = event.buttons === 1 ? placeOf(event.target) : undefined;
        if (!current || !place || (place.line === active?.line && place.column === active.column)) return;
        if (current.kind === "select" && !editing) {
          getSelection()?.removeAllRanges();
          focus();
          put({ active: place, from: current.start, editing: null });
        }
        if (current.kind === "fill")
          put({
            from: current.start,
            active: { line: Math.max(place.line, current.block.bottom), column: current.block.right },
            editing: null,
          });
      },
    },
    /** The name of the active cell's record. */
    title: active ? text(rowAt(active.line)?.[object.title.apiName]) : "",
  };
}
