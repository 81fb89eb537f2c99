import { chakra } from "@chakra-ui/react";
import { type KeyboardEvent, useRef, useState } from "react";
import { toLocalInput } from "../../lib/formats.ts";
import { useUnsaved } from "../../lib/unsaved.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { text, titleInput } from "../row.ts";
import type { InnerProps, Move } from "./editing.ts";
import { editableText, parseText } from "./text.ts";

/** Writes one line: texts, numbers, amounts, dates and the record's name. */
export function TextEditor({ field, object, row, initialText, onCommit, onCancel }: InnerProps) {
  const metadata = useMetadata();
  const isName = field.id === object.title.id;
  const [error, setError] = useState("");
  const [isTyped, setIsTyped] = useState(initialText !== undefined);
  useUnsaved(isTyped);
  const isOver = useRef(false);
  const value = row[field.apiName];
  const start =
    initialText ??
    (field.type === "date_time" && value
      ? toLocalInput(text(value))
      : editableText(isName ? row[object.title.apiName] : value, field));

  const finish = (input: HTMLInputElement, move: Move) => {
    if (isOver.current) return;
    if (input.value === start && initialText === undefined) {
      isOver.current = true;
      return move === "stay" ? onCancel() : onCommit({}, move);
    }
    if (isName) {
      if (!input.value.trim()) return setError("A name is needed.");
      isOver.current = true;
      return onCommit(titleInput(object, input.value.trim()), move, { [object.title.apiName]: input.value.trim() });
    }
    const parsed = parseText(input.value, field, metadata);
    if (!parsed.ok) return setError(parsed.message);
    isOver.current = true;
    onCommit({ [field.apiName]: parsed.value }, move);
  };
  // Who types a date writes it as they like; who opens it gets the calendar.
  const isWritten = initialText !== undefined;
  const type =
    field.type === "date" && !isWritten ? "date" : field.type === "date_time" && !isWritten ? "datetime-local" : "text";
  return (
    <chakra.input
      w="full"
      h="full"
      bg="bg.panel"
      color="fg"
      fontSize={{ base: "16px", sm: "13px" }}
      outline="none"
      _focusVisible={{ outline: "none" }}
      px="2"
      type={type}
      inputMode={["number", "currency", "rating"].includes(field.type) ? "decimal" : undefined}
      aria-label={field.label}
      aria-invalid={error ? true : undefined}
      title={error || undefined}
      boxShadow={error ? "inset 0 0 0 2px {colors.danger}" : "inset 0 0 0 2px {colors.accent}"}
      borderRadius="control"
      autoFocus
      defaultValue={start}
      onFocus={(event) => {
        if (initialText === undefined && type === "text") event.currentTarget.select();
      }}
      onChange={() => {
        setIsTyped(true);
        if (error) setError("");
      }}
      onBlur={(event) => finish(event.currentTarget, "stay")}
      onKeyDown={(event) => {
        const move = moveOf(event);
        if (move === "cancel") {
          isOver.current = true;
          onCancel();
        } else if (move) finish(event.currentTarget, move);
        event.stopPropagation();
        if (move) event.preventDefault();
      }}
    />
  );
}

function moveOf(event: KeyboardEvent): Move | "cancel" | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  if (event.key === "Enter") return "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  if (event.key === "Escape") return "cancel";
  return undefined;
}
