import { Box, chakra } from "@chakra-ui/react";
import { Draggable, type DraggableProvided, type DraggableStateSnapshot, Droppable } from "@hello-pangea/dnd";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useEffect, useRef } from "react";
import { type FieldMeta, type ObjectMeta, type Option, useMetadata } from "../../workspace/metadata.ts";
import type { Row } from "../row.ts";
import { BoardCard, type BoardCardProps, type BoardHandlers } from "./BoardCard.tsx";
import { ColumnHead } from "./ColumnHead.tsx";
import type { Place } from "./moveCard.ts";
import { NewCard } from "./NewCard.tsx";
import { passTouchesOn } from "./passTouchesOn.ts";
import type { NextTask } from "./useNextTasks.ts";

export interface ColumnData {
  key: string;
  option: Option | undefined;
  count: number;
  sum: number | undefined;
}

const cardHeight = 104;
const gap = 6;
/**
 * How long a card that was let go takes to its place, in milliseconds. Until then nobody can lift another, so it is there at once; but
 * the library waits for the end of a transition.
 */
const settling = 1;
export const cardStep = cardHeight + gap;

/** The column of a place to drop on; "none" is the one without a value. */
export const columnOf = (droppableId: string): string => (droppableId === "none" ? "" : droppableId);

/** A choice and its cards; only those on screen exist. A card that moves leaves the other columns as they are. */
export const BoardColumn = memo(function BoardColumn({
  object,
  field,
  column,
  places,
  isAdding,
  peeked,
  selected,
  tasks,
  isOver,
  handlers,
}: {
  object: ObjectMeta;
  field: FieldMeta;
  column: ColumnData;
  places: readonly Place<Row>[];
  isAdding: boolean;
  peeked: string | undefined;
  selected: ReadonlyMap<string, Row>;
  tasks: ReadonlyMap<string, NextTask>;
  /** Whether the pointer would drop a card here; undefined where the library knows better. */
  isOver: boolean | undefined;
  handlers: RefObject<BoardHandlers>;
}) {
  const { can } = useMetadata();
  const scroller = useRef<HTMLDivElement>(null);
  const cards = useVirtualizer({
    count: places.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardStep,
    overscan: 4,
  });
  const shown = cards.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => handlers.current.see(column.key, first, last), [handlers, column.key, first, last]);
  const label = column.option?.label ?? `No ${field.label.toLowerCase()}`;
  const mayAdd = can(object.name, "create") && column.option !== undefined;
  const titleId = `column-${column.key || "none"}`;

  return (
    <chakra.section
      aria-labelledby={titleId}
      data-column={column.key}
      display="flex"
      flexDirection="column"
      flex="1 0 264px"
      minW="0"
      maxW="340px"
      minH="0"
      bg="canvas"
      borderRadius="panel"
    >
      <ColumnHead
        titleId={titleId}
        field={field}
        columnKey={column.key}
        label={label}
        color={column.option?.color}
        count={column.count}
        sum={column.sum}
        mayAdd={mayAdd}
        handlers={handlers}
      />
      {isAdding && (
        <NewCard
          object={object}
          preset={column.key ? { [field.apiName]: column.key } : {}}
          onDone={() => handlers.current.add(column.key, false)}
        />
      )}
      <Droppable
        droppableId={column.key || "none"}
        mode="virtual"
        isDropDisabled={isOver !== undefined}
        renderClone={(provided, snapshot, { source }) => {
          const place = places[source.index];
          return place && "card" in place ? (
            <CardFrame
              object={object}
              field={field}
              row={place.card}
              provided={provided}
              snapshot={snapshot}
              task={tasks.get(place.card.id)}
              isPeeked={false}
              isSelected={selected.has(place.card.id)}
              along={selected.has(place.card.id) ? selected.size : 1}
            />
          ) : (
            <div ref={provided.innerRef} {...provided.draggableProps} {...provided.dragHandleProps} />
          );
        }}
      >
        {(droppable, { isDraggingOver, draggingFromThisWith }) => (
          <Box
            ref={(element: HTMLDivElement | null) => {
              scroller.current = element;
              droppable.innerRef(element);
            }}
            {...droppable.droppableProps}
            flex="1"
            minH="16"
            overflowY="auto"
            px="1.5"
            borderRadius="panel"
            boxShadow={(isOver ?? isDraggingOver) ? "inset 0 0 0 1px {colors.accent}" : undefined}
          >
            <Box
              data-cards
              position="relative"
              h={`${cards.getTotalSize() + (isDraggingOver && !draggingFromThisWith ? cardHeight : 0) + 8}px`}
            >
              {shown.map(({ index, start }) => {
                const place = places[index];
                if (!place) return null;
                if (!("card" in place)) {
                  return (
                    <Box
                      key={`empty-${index}`}
                      className="bone"
                      position="absolute"
                      left="0"
                      right="0"
                      top={`${start}px`}
                      h={`${cardHeight}px`}
                      bg="bg.hover"
                      borderRadius="control"
                      opacity={0.5}
                    />
                  );
                }
                return (
                  <Draggable
                    key={place.card.id}
                    draggableId={place.card.id}
                    index={index}
                    isDragDisabled={!can(object.name, "update", place.card)}
                  >
                    {(provided, snapshot) => (
                      <CardFrame
                        object={object}
                        field={field}
                        row={place.card}
                        provided={provided}
                        snapshot={snapshot}
                        top={start}
                        task={tasks.get(place.card.id)}
                        isPeeked={peeked === place.card.id}
                        isSelected={selected.has(place.card.id)}
                        handlers={handlers}
                      />
                    )}
                  </Draggable>
                );
              })}
            </Box>
          </Box>
        )}
      </Droppable>
    </chakra.section>
  );
});

function CardFrame({
  provided,
  snapshot,
  top,
  ...card
}: Omit<BoardCardProps, "isDragging"> & {
  provided: DraggableProvided;
  snapshot: DraggableStateSnapshot;
  top?: number;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drag handle's properties make it a button
    <div
      ref={provided.innerRef}
      {...provided.draggableProps}
      {...provided.dragHandleProps}
      onTouchStart={({ target }) => passTouchesOn(target)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || snapshot.isDragging) return;
        if (event.key === "Enter") card.handlers?.current.peek(card.row.id);
        else if (event.key === "x") card.handlers?.current.select(card.row, event.shiftKey);
        else return;
        event.preventDefault();
      }}
      style={{
        height: cardHeight,
        ...(top !== undefined && { position: "absolute", top, left: 0, right: 0 }),
        ...provided.draggableProps.style,
        ...(snapshot.isDropAnimating && { transitionDuration: `${settling}ms` }),
      }}
    >
      <BoardCard {...card} isDragging={snapshot.isDragging} />
    </div>
  );
}
