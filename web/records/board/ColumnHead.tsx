import { Box, chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { memo, type RefObject } from "react";
import { formatMoneyShort, formatNumber } from "../../lib/formats.ts";
import { IconButton, Tag } from "../../ui/index.ts";
import type { FieldMeta } from "../../workspace/metadata.ts";
import type { BoardHandlers } from "./BoardCard.tsx";
import { ColumnMenu } from "./ColumnMenu.tsx";

/** What a column is called, how many cards are in it, and what they are worth. */
export const ColumnHead = memo(function ColumnHead({
  titleId,
  field,
  columnKey,
  label,
  color,
  count,
  sum,
  mayAdd,
  handlers,
}: {
  titleId: string;
  field: FieldMeta;
  columnKey: string;
  label: string;
  color: string | undefined;
  count: number;
  sum: number | undefined;
  mayAdd: boolean;
  handlers: RefObject<BoardHandlers>;
}) {
  const add = () => handlers.current.add(columnKey, true);
  return (
    <Box display="flex" alignItems="center" gap="2" h="9" px="2" flexShrink={0}>
      <chakra.h2 id={titleId} fontSize="13px" minW="0">
        <Tag color={color}>{label}</Tag>
      </chakra.h2>
      <chakra.span className="num" color="fg.muted">
        {formatNumber(count)}
      </chakra.span>
      <Box flex="1" />
      <chakra.span className="aside" display="flex" alignItems="center" gap="2">
        {sum !== undefined && sum > 0 && (
          <chakra.span className="num" color="fg.muted">
            {formatMoneyShort(sum)}
          </chakra.span>
        )}
        <ColumnMenu field={field} label={label} onAdd={mayAdd ? add : undefined} />
        {mayAdd && (
          <IconButton label={`Add to ${label}`} size="xs" onClick={add}>
            <Plus size={14} />
          </IconButton>
        )}
      </chakra.span>
    </Box>
  );
});
