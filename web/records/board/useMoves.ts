import type { DropResult } from "@hello-pangea/dnd";
import { useEffect, useState } from "react";
import { toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { askLostReason, lacksReason } from "../losing.ts";
import { type Row, shortTitle, text } from "../row.ts";
import { pageSize } from "../usePages.ts";
import { countOf, nameAll, useRecords } from "../useRecords.ts";
import { type ColumnData, columnOf } from "./BoardColumn.tsx";
import { type Move, type Place, positionsBetween } from "./moveCard.ts";
import type { DropPoint } from "./useDropPoint.ts";

/** Cards on their way to another place: shown there at once, saved, and put back when that is refused. */
export function useMoves({
  object,
  field,
  columns,
  isOrdered,
  cardAt,
  selected,
}: {
  object: ObjectMeta;
  field: FieldMeta | undefined;
  columns: readonly ColumnData[];
  /** Whether cards have an order of their own. */
  isOrdered: boolean;
  cardAt: (column: string, index: number) => Row | undefined;
  selected: ReadonlyMap<string, Row>;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const [moves, setMoves] = useState<ReadonlyMap<string, Move<Row>>>(new Map());
  const end = (ids: readonly string[]) =>
    setMoves((before) => new Map([...before].filter(([id]) => !ids.includes(id))));

  // A move is over when the lists themselves say so.
  const settled = [...moves.values()].filter((move) => {
    if (field && text(move.card[field.apiName]) !== move.to) return false;
    const count = columns.find(({ key }) => key === move.to)?.count ?? 0;
    for (let index = 0; index < Math.min(count, 2 * pageSize); index++)
      if (cardAt(move.to, index)?.id === move.card.id) return true;
    return false;
  });
  const settledIds = settled.map((move) => move.card.id).join();
  useEffect(() => {
    const ids = settledIds.split(",").filter(Boolean);
    if (ids.length > 0) setMoves((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  }, [settledIds]);

  /** The places are those on screen when the card was let go, from which the library counts. */
  const drop = (
    { draggableId, source, destination, reason }: DropResult,
    point: DropPoint | undefined,
    places: ReadonlyMap<string, readonly Place<Row>[]>,
  ) => {
    const from = columnOf(source.droppableId);
    const to = point ? point.column : destination && columnOf(destination.droppableId);
    if (!field || to === null || reason === "CANCEL") return;
    const isHere = to === from;
    if (isHere && point?.isBin) return;
    // The card that is dragged does not count where it stood.
    const target = point ? point.index - Number(isHere && point.index > source.index) : (destination?.index ?? 0);
    const place = places.get(from)?.[source.index];
    if (!place || !("card" in place) || place.card.id !== draggableId) return;
    // A selected card takes the others along.
    const cards = selected.has(draggableId) ? [...selected.values()] : [place.card];
    if (isHere && (!isOrdered || (cards.length === 1 && target === source.index))) return;
    const ids = new Set(cards.map((card) => card.id));
    const there = places.get(to) ?? [];
    // Where it was dropped is told without the one that was dragged; the others that go along stand there still.
    const standing = isHere ? there.filter((one) => !("card" in one) || one.card.id !== draggableId) : there;
    const isOther = (one: Place<Row> | undefined) => one && (!("card" in one) || !ids.has(one.card.id));
    const before = standing.slice(0, target).findLast(isOther);
    const after = standing.slice(target).find(isOther);
    const number = (one: Place<Row> | undefined) => (one && "card" in one ? Number(one.card.position) : undefined);
    const positions = positionsBetween(number(before), number(after), cards.length);
    const following = after && "card" in after ? after.card.id : undefined;
    const changes = cards.map((row, index) => ({
      row,
      patch: {
        ...(text(row[field.apiName]) !== to && { [field.apiName]: to || null }),
        ...(isOrdered && { position: String(positions[index]) }),
      } as Record<string, unknown>,
    }));
    setMoves((current) => {
      const next = new Map(current);
      for (const { row, patch } of changes) next.set(row.id, { card: { ...row, ...patch }, to, before: following });
      return next;
    });
    // The bins are gone when something is asked there.
    const bin = point?.isBin && document.querySelector(`[data-bin="${to}"]`)?.getBoundingClientRect();
    const label = columns.find(({ key }) => key === to)?.option?.label ?? "nothing";
    const save = async () => {
      // Why deals are lost is asked where they were dropped.
      const losing = changes.filter((change) => lacksReason(change, metadata)).map(({ row }) => row);
      const isLosing = losing.length > 0;
      // A card that was dropped by keyboard gets the focus back in the next frame; what asks takes it then.
      if (isLosing) await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
      const at = bin || document.querySelector(`[data-column="${to}"]`);
      const reason = isLosing ? await askLostReason(at, nameAll(object, losing)) : undefined;
      if (isLosing && reason === undefined) {
        end([...ids]);
        requestAnimationFrame(() =>
          document.querySelector<HTMLElement>(`[data-rfd-draggable-id="${draggableId}"]`)?.focus(),
        );
        return;
      }
      const all = changes.map(({ row, patch }) => ({
        row,
        patch: { ...patch, ...(reason !== undefined && !text(row.lostReason) && { lostReason: reason }) },
      }));
      const [first] = all;
      try {
        if (first && all.length === 1) {
          const said = `${shortTitle(object, first.row)} is now ${label}`;
          const saved = await records.update(object, first.row, first.patch, { quiet: isHere, said });
          setMoves((current) =>
            current.has(saved.id) ? new Map(current).set(saved.id, { card: saved, to, before: following }) : current,
          );
        } else await records.updateEach(object, all, `${countOf(object, all.length)} moved to ${label}`);
      } catch (thrown) {
        end([...ids]);
        toast.error(thrown);
      }
    };
    void save();
  };

  return { moves, drop };
}
