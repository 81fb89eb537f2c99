import { Box } from "@chakra-ui/react";
import { Droppable } from "@hello-pangea/dnd";
import { Tag } from "../../ui/index.ts";
import type { ColumnData } from "./BoardColumn.tsx";

const prefix = "bin ";

/** The column that a place to drop on stands for; "none" is the one without a value. */
export function columnOf(droppableId: string): string {
  const id = droppableId.startsWith(prefix) ? droppableId.slice(prefix.length) : droppableId;
  return id === "none" ? "" : id;
}

export const isBin = (droppableId: string): boolean => droppableId.startsWith(prefix);

/** While a card is dragged, every column is within reach below the board, also those that are scrolled away. */
export function Bins({ columns }: { columns: readonly ColumnData[] }) {
  return (
    <Box
      position="absolute"
      bottom="2"
      left="3"
      right="3"
      zIndex="4"
      display="flex"
      gap="1.5"
      p="1.5"
      bg="bg.panel"
      borderRadius="panel"
      boxShadow="float"
      aria-hidden
    >
      {columns.map((column) => (
        <Droppable key={column.key} droppableId={`${prefix}${column.key || "none"}`}>
          {(droppable, { isDraggingOver }) => (
            <Box
              ref={droppable.innerRef}
              {...droppable.droppableProps}
              flex="1"
              minW="0"
              h="14"
              display="flex"
              alignItems="center"
              justifyContent="center"
              overflow="hidden"
              borderWidth="1px"
              borderStyle="dashed"
              borderColor={isDraggingOver ? "accent" : "border.strong"}
              bg={isDraggingOver ? "bg.selected" : undefined}
              borderRadius="control"
            >
              <Tag color={column.option?.color}>{column.option?.label ?? "None"}</Tag>
              <Box display="none">{droppable.placeholder}</Box>
            </Box>
          )}
        </Droppable>
      ))}
    </Box>
  );
}
