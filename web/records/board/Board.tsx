import { Box } from "@chakra-ui/react";
import { DragDropContext, type DropResult } from "@hello-pangea/dnd";
import { useEffect, useRef, useState } from "react";
import { isString, useStored } from "../../lib/stored.ts";
import { EmptyState, ErrorState, LoadingRows, Select, toast } from "../../ui/index.ts";
import { bothFilters } from "../../views/filter.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { constantOf, groupsDocument, orderOf } from "../document.ts";
import { usePendingEdits, withEdits } from "../edits.ts";
import { LostReason } from "../LostReason.tsx";
import { holdRefreshes } from "../refresh.ts";
import { type Row, text, titleOf } from "../row.ts";
import { aggregateKey, type Group, readGroups } from "../table/groups.ts";
import type { RecordTableProps } from "../table/RecordTable.tsx";
import { useLatest } from "../useLatest.ts";
import { pageSize, usePages } from "../usePages.ts";
import { useRecords } from "../useRecords.ts";
import { BoardColumn, type ColumnData } from "./BoardColumn.tsx";
import { type Move, placesOf, positionBetween } from "./moveCard.ts";

/** Records as cards under the choices of a field; a deal's stages, above all. */
export default function Board({ object, view, filter, isCreating, onCreating, peeked, onPeek }: RecordTableProps) {
  const metadata = useMetadata();
  const records = useRecords();
  const edits = usePendingEdits();
  const [chosenPipeline, setPipeline] = useStored("board.pipeline", "", isString);
  const [moves, setMoves] = useState<ReadonlyMap<string, Move<Row>>>(new Map());
  const [losing, setLosing] = useState<{
    anchor: Element | null;
    give: (reason: string) => void;
    cancel: () => void;
  } | null>(null);
  const [addingTo, setAddingTo] = useState<string | null>(null);
  const visible = useRef(new Map<string, [first: number, last: number]>());
  const release = useRef<() => void>(undefined);
  useEffect(() => () => release.current?.(), []);

  const enums = object.fields.filter((one) => one.type === "enum");
  const field =
    enums.find((one) => one.apiName === view.groupBy) ??
    enums.find((one) => one.settings.options === "stages") ??
    enums[0];
  const isStages = field?.settings.options === "stages";
  const pipeline = metadata.pipelines.find((one) => one.id === chosenPipeline) ?? metadata.pipelines[0];
  const money = object.fields.filter((one) => one.type === "currency").slice(0, 1);
  const within = isStages && pipeline ? { pipelineId: { equalTo: pipeline.id } } : undefined;
  const narrowed = bothFilters(filter, within);
  const aggregates = money.map((one) => ({ field: one, by: "sum" as const }));
  const document = field
    ? groupsDocument(object, { groupBy: constantOf(field.apiName), aggregates })
    : "{ __typename }";
  const [{ data, error }, retry] = useLatest(object, {
    query: document,
    variables: { filter: narrowed },
    pause: !field,
  });
  const by = field && { field, unit: undefined };
  const groups = by ? readGroups({ data, by, filter: narrowed, aggregates, metadata }) : [];
  const sumOf = (group: Group | undefined) =>
    aggregates[0] && Number(group?.values.get(aggregateKey(aggregates[0])) ?? 0);

  const options = isStages
    ? (pipeline?.stages ?? []).map(({ id, name, color }) => ({ value: id, label: name, color }))
    : (field?.options ?? []);
  const columns = options.map((option): ColumnData => {
    const group = groups.find((one) => one.value === option.value);
    return {
      key: option.value,
      option,
      count: group?.count ?? 0,
      sum: sumOf(group),
    };
  });
  const without = groups.find((one) => one.value === null);
  if (without && without.count > 0)
    columns.push({
      key: "",
      option: undefined,
      count: without.count,
      sum: sumOf(without),
    });

  const hasPosition = object.name === "deals";
  const sorts = view.sort.flatMap(({ field: name, desc }) => {
    const meta = object.fields.find((one) => one.apiName === name);
    return meta ? [orderOf(meta, desc)] : [];
  });
  const isOrdered = hasPosition && sorts.length === 0;
  const pages = usePages({
    object,
    segments: columns.map(({ key }) => ({
      key,
      filter: bothFilters(narrowed, field && { [field.apiName]: key ? { equalTo: key } : { isNull: true } }),
    })),
    orderBy: [...(sorts.length ? sorts : hasPosition ? ["POSITION_ASC"] : ["CREATED_AT_DESC"]), "ID_ASC"],
  });
  const { want } = pages;
  const report = () => {
    want(
      [...visible.current].flatMap(([segment, [first, last]]) => {
        const from = Math.floor(first / pageSize);
        const to = Math.floor(last / pageSize);
        return from === to ? [{ segment, page: from }] : [from, to].map((page) => ({ segment, page }));
      }),
    );
  };

  const cardAt = (column: string) => (index: number) => withEdits(pages.rowAt(column, index), edits);
  const places = new Map(
    columns.map(({ key, count }) => [key, placesOf({ column: key, count, cardAt: cardAt(key), moves })]),
  );
  const end = (id: string) =>
    setMoves((before) => {
      const next = new Map(before);
      next.delete(id);
      return next;
    });

  // A move is over when the lists themselves say so.
  const settled = [...moves.values()].filter((move) => {
    if (field && text(move.card[field.apiName]) !== move.to) return false;
    const count = columns.find(({ key }) => key === move.to)?.count ?? 0;
    for (let index = 0; index < Math.min(count, 2 * pageSize); index++)
      if (pages.rowAt(move.to, index)?.id === move.card.id) return true;
    return false;
  });
  const settledIds = settled.map((move) => move.card.id).join();
  useEffect(() => {
    const ids = settledIds.split(",").filter(Boolean);
    if (ids.length > 0) setMoves((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  }, [settledIds]);

  const drop = ({ draggableId, source, destination }: DropResult) => {
    release.current?.();
    release.current = undefined;
    if (
      !field ||
      !destination ||
      (destination.droppableId === source.droppableId && destination.index === source.index)
    )
      return;
    const to = destination.droppableId === "none" ? "" : destination.droppableId;
    const from = source.droppableId === "none" ? "" : source.droppableId;
    if (to === from && !isOrdered) return;
    const place = places.get(from)?.[source.index];
    if (!place || !("card" in place) || place.card.id !== draggableId) return;
    const { card } = place;
    const others = (places.get(to) ?? []).filter((one) => !("card" in one) || one.card.id !== card.id);
    const neighbour = (index: number) => {
      const one = others[index];
      return one && "card" in one ? one.card : undefined;
    };
    const previous = neighbour(destination.index - 1);
    const following = neighbour(destination.index);
    const number = (row: Row | undefined) => (row ? Number(row.position) : undefined);
    const patch = {
      ...(to !== from && { [field.apiName]: to || null }),
      ...(isOrdered && { position: String(positionBetween(number(previous), number(following))) }),
    };
    setMoves((before) => new Map(before).set(card.id, { card: { ...card, ...patch }, to, before: following?.id }));
    const save = async (more: Record<string, unknown> = {}) => {
      setLosing(null);
      try {
        const label = columns.find(({ key }) => key === to)?.option?.label ?? "nothing";
        const saved = await records.update(
          object,
          card,
          { ...patch, ...more },
          { quiet: to === from, said: `${titleOf(object, card)} is now ${label}` },
        );
        setMoves((before) =>
          before.has(card.id) ? new Map(before).set(card.id, { card: saved, to, before: following?.id }) : before,
        );
      } catch (thrown) {
        end(card.id);
        toast.error(thrown);
      }
    };
    const stage = isStages ? metadata.stage(to) : undefined;
    if (stage?.outcome === "lost" && to !== from && !text(card.lostReason)) {
      setLosing({
        anchor: window.document.querySelector(`[data-column="${to}"]`),
        give: (reason) => void save({ lostReason: reason }),
        cancel: () => {
          setLosing(null);
          end(card.id);
        },
      });
    } else void save();
  };

  if (!field)
    return <EmptyState title="A board needs a field of choices">{object.labelPlural} have none yet.</EmptyState>;
  if (error && data === undefined) return <ErrorState error={error} onRetry={retry} />;
  if (data === undefined) return <LoadingRows />;
  const adding = addingTo ?? (isCreating ? (columns[0]?.key ?? null) : null);
  return (
    <Box h="full" display="flex" flexDirection="column">
      {isStages && metadata.pipelines.length > 1 && (
        <Box px="3" pt="2">
          <Select
            size="sm"
            w="auto"
            aria-label="Pipeline"
            value={pipeline?.id}
            onChange={(event) => setPipeline(event.target.value)}
          >
            {metadata.pipelines.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Box>
      )}
      <DragDropContext
        onBeforeCapture={() => {
          release.current = holdRefreshes();
        }}
        onDragEnd={drop}
        dragHandleUsageInstructions="Press space to lift, arrow keys to move, space to drop, escape to put back."
      >
        <Box
          flex="1"
          minH="0"
          display="flex"
          gap="2"
          px="3"
          py="2"
          overflowX="auto"
          overflowY="hidden"
          role="group"
          aria-label={`Board by ${field.label.toLowerCase()}`}
        >
          {columns.map((column) => (
            <BoardColumn
              key={column.key}
              object={object}
              field={field}
              column={column}
              places={places.get(column.key) ?? []}
              isAdding={adding === column.key}
              peeked={peeked}
              onPeek={onPeek}
              onAdd={(isOn) => {
                setAddingTo(isOn ? column.key : null);
                if (!isOn) onCreating(false);
              }}
              onVisible={(first, last) => {
                const before = visible.current.get(column.key);
                if (before?.[0] === first && before[1] === last) return;
                visible.current.set(column.key, [first, last]);
                report();
              }}
            />
          ))}
        </Box>
      </DragDropContext>
      {losing && <LostReason anchor={losing.anchor} onGive={losing.give} onCancel={losing.cancel} />}
    </Box>
  );
}
