import { Box } from "@chakra-ui/react";
import { DragDropContext, type DragStart, type MovementMode } from "@hello-pangea/dnd";
import { useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { isString, useStored } from "../../lib/stored.ts";
import { useNewest } from "../../lib/useNewest.ts";
import { useActions } from "../../shell/actions.ts";
import { EmptyState, ErrorState, LoadingRows, Select } from "../../ui/index.ts";
import { bothFilters } from "../../views/filter.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { constantOf, groupsDocument } from "../document.ts";
import { usePendingEdits, withEdits } from "../edits.ts";
import { boardField, boardOrder, columnFilter } from "../listOf.ts";
import { holdRefreshes } from "../refresh.ts";
import { type Row, shortTitle, text } from "../row.ts";
import BulkBar from "../table/BulkBar.tsx";
import { aggregateKey, type Group, readGroups } from "../table/groups.ts";
import type { RecordTableProps } from "../table/RecordTable.tsx";
import { useLatest } from "../useLatest.ts";
import { pageSize, usePages } from "../usePages.ts";
import { useSteady } from "../useSteady.ts";
import { Bins } from "./Bins.tsx";
import type { BoardHandlers } from "./BoardCard.tsx";
import { BoardColumn, type ColumnData, cardStep, columnOf } from "./BoardColumn.tsx";
import { newestOf, type Place, placesOf, withLoaded } from "./moveCard.ts";
import { useDropPoint } from "./useDropPoint.ts";
import { useMoves } from "./useMoves.ts";
import { useNextTasks } from "./useNextTasks.ts";

/** Records as cards under the choices of a field; a deal's stages, above all. */
export default function Board({ object, view, filter, isCreating, onCreating, peeked, onPeek }: RecordTableProps) {
  const metadata = useMetadata();
  const edits = usePendingEdits();
  const [chosenPipeline, setPipeline] = useStored("board.pipeline", "", isString);
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const lastSelected = useRef<string | null>(null);
  const clear = () => setSelected(new Map());
  const [mode, setMode] = useState<MovementMode>();
  const isDragging = mode === "FLUID"; // by mouse or finger, and not by keyboard
  const scroller = useRef<HTMLDivElement>(null);
  const { over, latest } = useDropPoint(isDragging, scroller, cardStep);
  const [addingTo, setAddingTo] = useState<string | null>(null);
  const visible = useRef(new Map<string, [first: number, last: number]>());
  const release = useRef<() => void>(undefined);
  useEffect(() => () => release.current?.(), []);

  const field = boardField(object, view);
  const isStages = field?.settings.options === "stages";
  const pipeline = metadata.pipelines.find((one) => one.id === chosenPipeline) ?? metadata.pipelines[0];
  const money = object.fields.filter((one) => one.type === "currency").slice(0, 1);
  const within = isStages && pipeline ? { pipelineId: { equalTo: pipeline.id } } : undefined;
  const narrowed = bothFilters(filter, within);
  const aggregates = money.map((one) => ({ field: one, by: "sum" as const }));
  const document = field ? groupsDocument(object, { groupBy: constantOf(field), aggregates }) : "{ __typename }";
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
  const columnsNow = options.map((option): ColumnData => {
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
    columnsNow.push({
      key: "",
      option: undefined,
      count: without.count,
      sum: sumOf(without),
    });

  const columns = useSteady(columnsNow, isSameColumn);

  const { orderBy, isOrdered } = boardOrder(object, view);
  const pages = usePages({
    object,
    segments: columns.map(({ key }) => ({
      key,
      filter: bothFilters(narrowed, field && columnFilter(field, key)),
    })),
    orderBy,
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

  const cardAt = (column: string, index: number) => withEdits(pages.rowAt(column, index), edits);
  const { moves, drop } = useMoves({
    object,
    field,
    columns,
    isOrdered,
    cardAt,
    selected,
  });
  const newest = useMemo(() => newestOf(pages.rows), [pages.rows]);
  const belongsTo = ({ id }: Row) => text(field && newest.get(id)?.[field.apiName]);
  const placesNow = new Map(
    columns.map(({ key, count }) => [
      key,
      placesOf({ column: key, count, cardAt: (index) => cardAt(key, index), columnOf: belongsTo, moves }),
    ]),
  );
  // Under a hand that drags, what is there stays as it was measured; only what was still missing comes.
  const lifted = useRef<ReadonlyMap<string, readonly Place<Row>[]>>(placesNow);
  const places = new Map(
    useSteady(
      [...(mode ? withLoaded(lifted.current, placesNow) : placesNow)],
      ([key, all], [otherKey, others]) =>
        key === otherKey && all.length === others.length && all.every((place, at) => isSamePlace(place, others[at])),
    ),
  );
  if (!mode) lifted.current = places;
  const near = columns.flatMap(({ key }) => {
    const [first = 0, last = 0] = visible.current.get(key) ?? [];
    return (places.get(key) ?? []).slice(first, last + 1).flatMap((place) => ("card" in place ? [place.card.id] : []));
  });
  const tasks = useNextTasks(near);

  const select = (card: Row, isRange: boolean) => {
    const next = new Map(selected);
    const column = columns.find(({ key }) => key === text(field ? card[field.apiName] : ""))?.key ?? "";
    const cards = (places.get(column) ?? []).flatMap((place) => ("card" in place ? [place.card] : []));
    const from = isRange ? cards.findIndex((one) => one.id === lastSelected.current) : -1;
    const to = cards.findIndex((one) => one.id === card.id);
    if (from >= 0 && to >= 0)
      for (const one of cards.slice(Math.min(from, to), Math.max(from, to) + 1)) next.set(one.id, one);
    else if (!next.delete(card.id)) next.set(card.id, card);
    lastSelected.current = card.id;
    setSelected(next);
  };
  const handlersNow: BoardHandlers = {
    peek: onPeek,
    select,
    add(column, isOn) {
      setAddingTo(isOn ? column : null);
      if (!isOn) onCreating(false);
    },
    see(column, first, last) {
      visible.current.set(column, [first, last]);
      report();
    },
  };
  const handlers = useNewest(handlersNow);
  useActions(
    selected.size > 0
      ? [{ id: "board clear", label: "Clear the selection", group: "View", keys: "escape", perform: clear }]
      : [],
  );

  /** A card and its place, for those who hear it. */
  const said = (
    { draggableId, source }: DragStart,
    place: { droppableId: string; index: number } | null | undefined,
  ) => {
    const from = places.get(columnOf(source.droppableId))?.[source.index];
    const title = from && "card" in from && from.card.id === draggableId ? shortTitle(object, from.card) : object.label;
    if (!place) return { title, at: "nowhere" };
    const column = columns.find(({ key }) => key === columnOf(place.droppableId));
    const all = (column?.count ?? 0) + Number(place.droppableId !== source.droppableId);
    return {
      title,
      at: `${column?.option?.label ?? `no ${field?.label.toLowerCase()}`}, ${place.index + 1} of ${all}`,
    };
  };

  if (!field)
    return <EmptyState title="A board needs a field of choices">{object.labelPlural} have none yet.</EmptyState>;
  if (error && data === undefined) return <ErrorState error={error} onRetry={retry} />;
  if (data === undefined) return <LoadingRows />;
  const adding = addingTo ?? (isCreating ? (columns[0]?.key ?? null) : null);
  return (
    <Box h="full" display="flex" flexDirection="column" position="relative">
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
        onBeforeCapture={({ mode }) => {
          release.current = holdRefreshes();
          // Before the places to drop on are measured.
          flushSync(() => setMode(mode));
        }}
        onDragStart={(start, { announce }) => {
          const { title, at } = said(start, start.source);
          announce(`${title} is lifted from ${at}. Arrow keys move it, space drops it, escape puts it back.`);
        }}
        onDragUpdate={(update, { announce }) => {
          const { title, at } = said(update, update.destination);
          announce(`${title} would go to ${at}.`);
        }}
        onDragEnd={(result, { announce }) => {
          const { title, at } = said(result, result.reason === "CANCEL" ? null : result.destination);
          announce(at === "nowhere" ? `${title} is back where it was.` : `${title} is dropped at ${at}.`);
          release.current?.();
          release.current = undefined;
          setMode(undefined);
          drop(result, latest.current, places);
          latest.current = undefined;
        }}
        dragHandleUsageInstructions="Press space to lift, arrow keys to move, space to drop, escape to put back."
      >
        <Box
          ref={scroller}
          flex="1"
          minH="0"
          display="flex"
          gap="2"
          px="3"
          pt="2"
          pb={isDragging ? "20" : "2"}
          overflowX="auto"
          overflowY="hidden"
          // Arrow keys reach what is on screen: all columns, then.
          css={mode === "SNAP" ? { "& > section": { flexBasis: "0" }, "& .aside": { display: "none" } } : undefined}
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
              selected={selected}
              tasks={tasks}
              isOver={over && !over.isBin && over.column === column.key}
              handlers={handlers}
            />
          ))}
        </Box>
        {isDragging && <Bins columns={columns} over={over?.isBin ? over.column : undefined} />}
      </DragDropContext>
      {selected.size > 0 && !isDragging && (
        <BulkBar
          object={object}
          shown={view.columns.filter(({ hidden }) => !hidden).map(({ field }) => field)}
          rows={[...selected.values()]}
          onDone={clear}
        />
      )}
    </Box>
  );
}

const isSameColumn = (one: ColumnData, other: ColumnData) => JSON.stringify(one) === JSON.stringify(other);

const isSamePlace = (one: Place<Row>, other: Place<Row> | undefined) =>
  other !== undefined && ("card" in one ? "card" in other && one.card === other.card : !("card" in other));
