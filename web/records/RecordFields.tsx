import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { toast } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { usePendingEdits } from "./edits.ts";
import { Editor } from "./fields/Editor.tsx";
import { FieldIcon } from "./fields/FieldIcon.tsx";
import { isEditable } from "./fields/text.ts";
import { Value } from "./fields/Value.tsx";
import type { Row } from "./row.ts";
import { useRecords } from "./useRecords.ts";

/** The fields of a record in groups, each edited where it stands. */
export function RecordFields({ object, row }: { object: ObjectMeta; row: Row }) {
  const isShown = (field: FieldMeta) =>
    field.id !== object.title.id &&
    field.type !== "many_to_many" &&
    !(object.name === "notes" && field.apiName === "body");
  const groups = [...new Set(object.fields.filter(isShown).map((field) => field.group))].sort(
    (one, other) => Number(one === "System") - Number(other === "System"),
  );
  return (
    <>
      {groups.map((group) => (
        <FieldGroup
          key={group}
          name={group}
          object={object}
          row={row}
          fields={object.fields.filter((field) => isShown(field) && field.group === group)}
        />
      ))}
    </>
  );
}

function FieldGroup({
  name,
  object,
  row,
  fields,
}: {
  name: string;
  object: ObjectMeta;
  row: Row;
  fields: readonly FieldMeta[];
}) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Box mb="2">
      {name && (
        <chakra.button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          display="flex"
          alignItems="center"
          gap="1"
          h="7"
          px="1"
          color="fg.subtle"
          fontSize="12px"
          fontWeight="500"
          cursor="pointer"
        >
          {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
          {name}
        </chakra.button>
      )}
      {isOpen && (
        <chakra.dl>
          {fields.map((field) => (
            <FieldLine key={field.id} field={field} object={object} row={row} />
          ))}
        </chakra.dl>
      )}
    </Box>
  );
}

export function FieldLine({ field, object, row }: { field: FieldMeta; object: ObjectMeta; row: Row }) {
  const { can } = useMetadata();
  const records = useRecords();
  const edits = usePendingEdits();
  const [isEditing, setIsEditing] = useState(false);
  const [at, setAt] = useState<HTMLElement | null>(null);
  const mayEdit = isEditable(field, object) && can(object.name, "update", row);
  const isSaving = field.apiName in (edits.get(row.id) ?? {});
  const save = async (patch: Record<string, unknown>, also?: Record<string, unknown>) => {
    setIsEditing(false);
    at?.querySelector("button")?.focus();
    if (Object.entries(patch).every(([key, value]) => JSON.stringify(row[key] ?? null) === JSON.stringify(value)))
      return;
    try {
      await records.update(object, row, patch, { also });
    } catch (error) {
      toast.error(error);
    }
  };
  const begin = () => {
    if (field.type === "boolean") void save({ [field.apiName]: !row[field.apiName] });
    else setIsEditing(true);
  };
  const shown = <Value field={field} row={row} />;
  return (
    <Box display="flex" alignItems="flex-start" minH="7" gap="2">
      <chakra.dt
        w="112px"
        flexShrink={0}
        display="flex"
        alignItems="center"
        gap="1.5"
        h="7"
        px="1"
        color="fg.subtle"
        title={field.help || field.label}
      >
        <FieldIcon type={field.type} size={12} />
        <chakra.span truncate>{field.label}</chakra.span>
      </chakra.dt>
      <chakra.dd
        ref={setAt}
        flex="1"
        minW="0"
        minH="7"
        position="relative"
        borderRadius="control"
        display="flex"
        alignItems="center"
        px="2"
        css={{
          "& .chip": {
            display: "inline-flex",
            alignItems: "center",
            gap: "6px",
            minWidth: 0,
            maxWidth: "100%",
            position: "relative",
            zIndex: 1,
          },
          "& .cut": {
            overflow: field.type === "long_text" ? "visible" : "hidden",
            textOverflow: "ellipsis",
            whiteSpace: field.type === "long_text" ? "pre-wrap" : "nowrap",
            minWidth: 0,
            position: "relative",
          },
          "& a": { zIndex: 1 },
          ...(mayEdit && { _hover: { bg: "bg.hover" } }),
        }}
      >
        {isEditing && !["enum", "multi_enum", "member", "relation", "long_text", "json"].includes(field.type) ? (
          <Box position="absolute" inset="0">
            <Editor
              field={field}
              object={object}
              row={row}
              anchor={at}
              onCommit={(patch, _move, also) => void save(patch, also)}
              onCancel={() => setIsEditing(false)}
            />
          </Box>
        ) : (
          <>
            {mayEdit && (
              <chakra.button
                type="button"
                aria-label={`Edit ${field.label}`}
                position="absolute"
                inset="0"
                borderRadius="control"
                cursor="text"
                onClick={begin}
              />
            )}
            {shown}
            {isEditing && (
              <Editor
                field={field}
                object={object}
                row={row}
                anchor={at}
                onCommit={(patch, _move, also) => void save(patch, also)}
                onCancel={() => setIsEditing(false)}
              />
            )}
          </>
        )}
        {isSaving && (
          <chakra.span
            role="status"
            aria-label="Saving"
            position="absolute"
            top="1"
            right="1"
            boxSize="5px"
            borderRadius="full"
            bg="accent"
          />
        )}
      </chakra.dd>
    </Box>
  );
}
