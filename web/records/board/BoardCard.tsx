import { Box, chakra } from "@chakra-ui/react";
import { Avatar } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { relationTitle } from "../fields/text.ts";
import { Value } from "../fields/Value.tsx";
import { freshStyle, useFresh } from "../fresh.ts";
import { type Row, text, titleOf } from "../row.ts";

/** A record in short: its name, whom it concerns, what it is worth, when, whose. */
export function BoardCard({
  object,
  field,
  row,
  isDragging,
  isPeeked,
  onPeek,
}: {
  object: ObjectMeta;
  field: FieldMeta;
  row: Row;
  isDragging: boolean;
  isPeeked: boolean;
  onPeek: (id: string | undefined) => void;
}) {
  const metadata = useMetadata();
  const isFresh = useFresh().has(row.id);
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
      bg="bg.panel"
      borderWidth="1px"
      borderColor={isPeeked ? "accent" : "border"}
      borderRadius="control"
      boxShadow={isDragging ? "float" : undefined}
      cursor={isDragging ? "grabbing" : "pointer"}
      display="flex"
      flexDirection="column"
      gap="0.5"
      _hover={{ borderColor: isPeeked ? "accent" : "border.control" }}
      onClick={() => onPeek(row.id)}
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
}
