import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { ObjectIcon } from "../../ui/index.ts";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { type Row, titleInput } from "../row.ts";
import { useRecords } from "../useRecords.ts";
import { rowHeight } from "./layout.ts";

/** The line in which a new record is typed: its name, Enter, and it is there. */
export function NewRow({
  object,
  busy,
  onBusy,
  onDone,
  onMade,
}: {
  object: ObjectMeta;
  /** It is being made. */
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
  onMade: (row: Row) => void;
}) {
  const records = useRecords();
  const [error, setError] = useState("");
  const create = async (text: string) => {
    if (!text.trim()) return onDone();
    onBusy(true);
    try {
      const row = await records.create(object, titleInput(object, text.trim()));
      onDone();
      onMade(row);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
    } finally {
      onBusy(false);
    }
  };
  return (
    <Box
      display="flex"
      alignItems="center"
      gap="2"
      minH="8"
      px="3"
      borderBottomWidth="1px"
      bg="bg.selected"
      position="sticky"
      left="0"
      top={`${rowHeight}px`}
      zIndex="2"
      w="fit-content"
      minW="min(100%, 480px)"
    >
      <ObjectIcon name={object.icon} size={14} />
      <chakra.input
        autoFocus
        aria-label={`Name of the new ${object.label.toLowerCase()}`}
        aria-invalid={error ? true : undefined}
        placeholder={object.name === "contacts" ? "First and last name, or e-mail address" : object.title.label}
        readOnly={busy}
        flex="1"
        minW="64"
        h="8"
        bg="transparent"
        outline="none"
        _focusVisible={{ outline: "none" }}
        fontSize={{ base: "16px", sm: "13px" }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !busy) void create(event.currentTarget.value);
          if (event.key === "Escape") onDone();
          event.stopPropagation();
        }}
        onBlur={(event) => !event.currentTarget.value.trim() && onDone()}
      />
      {error ? (
        <chakra.span role="alert" color="danger.fg">
          {error}
        </chakra.span>
      ) : (
        <chakra.span color="fg.muted" fontSize="12px">
          ↵ creates
        </chakra.span>
      )}
    </Box>
  );
}
