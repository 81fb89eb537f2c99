import { Box, chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { type Ref, useState } from "react";
import { readDue } from "../lib/dueWords.ts";
import { formatDateTime } from "../lib/formats.ts";
import { useCompose } from "../records/compose.ts";
import { Keys, messageOf, Tag } from "../ui/index.ts";

/** A line that makes a task: "Call Ana tomorrow 15:00" and Enter. */
export function QuickAdd({ assigneeId, inputRef }: { assigneeId: string; inputRef: Ref<HTMLInputElement> }) {
  const compose = useCompose();
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const due = readDue(text);

  const save = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    setError("");
    try {
      await compose.task({
        title: due?.title ?? text.trim(),
        dueAt: due?.at.toISOString() ?? null,
        assigneeId,
        priority: "normal",
        recordIds: [],
      });
      setText("");
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box borderBottomWidth="1px">
      <chakra.label
        display="flex"
        alignItems="center"
        gap="2.5"
        h="11"
        px={{ base: "4", lg: "6" }}
        color="fg.subtle"
        _focusWithin={{ bg: "bg.subtle" }}
      >
        <Plus size={16} aria-hidden />
        <chakra.input
          ref={inputRef}
          aria-label="New task"
          aria-invalid={error ? true : undefined}
          placeholder="Add a task… “call Ana tomorrow 15:00”"
          value={text}
          maxLength={300}
          flex="1"
          minW="0"
          h="full"
          bg="transparent"
          color="fg"
          fontSize={{ base: "16px", sm: "13px" }}
          outline="none"
          _focusVisible={{ outline: "none" }}
          _placeholder={{ color: "fg.subtle" }}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) void save();
            if (event.key === "Escape") event.currentTarget.blur();
            event.stopPropagation();
          }}
        />
        {due && <Tag color="blue">{formatDateTime(due.at.toISOString())}</Tag>}
        {text.trim() && <Keys keys="enter" />}
      </chakra.label>
      {error && (
        <chakra.p role="alert" color="danger.fg" px="6" pb="2">
          {error}
        </chakra.p>
      )}
    </Box>
  );
}
