import { Box } from "@chakra-ui/react";
import { Tag } from "../../ui/index.ts";
import type { ColumnData } from "./BoardColumn.tsx";

/** While a card is dragged, every column is within reach below the board, also those that are scrolled away. */
export function Bins({ columns, over }: { columns: readonly ColumnData[]; over: string | undefined }) {
  return (
    <Box
      position="absolute"
      bottom="2"
      left="3"
      right="3"
      zIndex="4"
      display="flex"
      flexWrap="wrap"
      gap="1.5"
      p="1.5"
      bg="bg.panel"
      borderRadius="panel"
      boxShadow="float"
      aria-hidden
    >
      {columns.map((column) => (
        <Box
          key={column.key}
          data-bin={column.key}
          flex="1 0 84px"
          minW="0"
          h={{ base: "11", sm: "14" }}
          display="flex"
          alignItems="center"
          justifyContent="center"
          overflow="hidden"
          borderWidth="1px"
          borderStyle="dashed"
          borderColor={over === column.key ? "accent" : "border.strong"}
          bg={over === column.key ? "bg.selected" : undefined}
          borderRadius="control"
        >
          <Tag color={column.option?.color}>{column.option?.label ?? "None"}</Tag>
        </Box>
      ))}
    </Box>
  );
}
