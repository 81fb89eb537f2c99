import { Box, chakra } from "@chakra-ui/react";
import { CircleCheck } from "lucide-react";
import { memo, type RefObject } from "react";
import { dayName } from "../../lib/dayName.ts";
import { today } from "../../lib/formats.ts";
import { Avatar } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { relationTitle } from "../fields/text.ts";
import { Value } from "../fields/Value.tsx";
import { freshStyle, useIsFresh } from "../fresh.ts";
import { type Row, text, titleOf } from "../row.ts";
import { localDay } from "../TaskLine.tsx";
import type { NextTask } from "./useNextTasks.ts";

export interface BoardCardProps {
  object: ObjectMeta;
  field: FieldMeta;
  row: Row;
  task: NextTask | undefined;
  isDragging: boolean;
  isPeeked: boolean;
  isSelected: boolean;
  /** How many cards move with it, itself included. */
  along?: number;
  handlers?: RefObject<BoardHandlers>;
}

/** What cards and columns ask of their board; the newest functions, behind one reference that never changes. */
export interface BoardHandlers {
  peek(id: string): void;
  select(card: Row, isRange: boolean): void;
  add(column: string, isOn: boolean): void;
}

/** A record in short: its name, whom it concerns, what is next, what it is worth, when, whose. Dragging one leaves the others as they are. */
export const BoardCard = memo(function BoardCard({
  object,
  field,
  row,
  task,
  isDragging,
  isPeeked,
  isSelected,
  along = 1,
  handlers,
}: BoardCardProps) {
  const metadata = useMetadata();
  const isFresh = useIsFresh(row.id);
  const owner = metadata.member(text(row.assigneeId) || text(row.ownerId));
  const related = object.fields
    .filter((one) => one.type === "relation")
    .flatMap((one) => relationTitle(one, row, metadata) || []);
  const money = object.fields.find((one) => one.type === "currency");
  const date = object.fields.find(
    (one) => ["date", "date_time"].includes(one.type) && !one.isReadOnly && one.apiName !== "closedAt",
  );
  const tag = object.fields.find((one) => one.type === "enum" && one.id !== field.id && !one.settings.options);
  return (
    <Box
      className={isFresh ? "is-fresh" : undefined}
      h="full"
      px="2.5"
      py="2"
      bg={isSelected ? "bg.selected" : "bg.panel"}
      borderWidth="1px"
      borderColor={isPeeked || isSelected ? "accent" : "border"}
      position="relative"
      aria-label={isSelected ? `${titleOf(object, row)}, selected` : undefined}
      borderRadius="control"
      boxShadow={isDragging ? "float" : undefined}
      cursor={isDragging ? "grabbing" : "pointer"}
      display="flex"
      flexDirection="column"
      gap="0.5"
      _hover={{ borderColor: isPeeked || isSelected ? "accent" : "border.control" }}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) handlers?.current.select(row, event.shiftKey);
        else handlers?.current.peek(row.id);
      }}
      css={{
        "&.is-fresh": freshStyle,
        "& .cut": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
      }}
    >
      <chakra.div fontWeight="500" truncate>
        {titleOf(object, row)}
      </chakra.div>
      <chakra.div color="fg.muted" truncate fontSize="12px" minH="4">
        {related.join(" · ")}
      </chakra.div>
      <Box flex="1" />
      {task && (
        <Box display="flex" alignItems="center" gap="1" fontSize="12px" color="fg.muted" minW="0">
          <CircleCheck size={12} aria-hidden style={{ flexShrink: 0 }} />
          <chakra.span srOnly>Next task: </chakra.span>
          <chakra.span truncate minW="0">
            {task.title}
          </chakra.span>
          {task.dueAt && (
            <chakra.span
              className="num"
              flexShrink={0}
              color={localDay(task.dueAt) < today() ? "danger.fg" : undefined}
            >
              · {dayName(localDay(task.dueAt))}
            </chakra.span>
          )}
        </Box>
      )}
      {along > 1 && isDragging && (
        <chakra.span
          position="absolute"
          top="-8px"
          right="-8px"
          minW="5"
          h="5"
          px="1"
          borderRadius="full"
          bg="accent"
          color="accent.contrast"
          fontSize="11px"
          fontWeight="500"
          textAlign="center"
          lineHeight="20px"
        >
          {along}
        </chakra.span>
      )}
      <Box display="flex" alignItems="center" gap="2" fontSize="12px" minW="0">
        {money && (
          <chakra.span fontWeight="500" minW="0" truncate>
            <Value field={money} row={row} />
          </chakra.span>
        )}
        {tag && <Value field={tag} row={row} />}
        <Box flex="1" />
        {date && (
          <chakra.span color="fg.muted" minW="0" flexShrink={0}>
            <Value field={date} row={row} />
          </chakra.span>
        )}
        {owner && (
          <chakra.span title={owner.name} display="inline-flex">
            <Avatar id={owner.id} name={owner.name} size={18} />
            <chakra.span srOnly>{owner.name}</chakra.span>
          </chakra.span>
        )}
      </Box>
    </Box>
  );
});
