import { chakra } from "@chakra-ui/react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { toLocalInput } from "../../lib/formats.ts";
import { useUnsaved } from "../../lib/unsaved.ts";
import { Floating } from "../../ui/index.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { text, titleInput } from "../row.ts";
import type { InnerProps, Move } from "./editing.ts";
import { editableText, parseText, Unreadable } from "./text.ts";

/** Writes one line: texts, numbers, amounts, dates and the record's name. */
export function TextEditor({ field, object, row, initialText, onCommit, onCancel }: InnerProps) {
  const metadata = useMetadata();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
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

  const finish = (move: Move, isLeft = false) => {
    const typed = input.current?.value ?? "";
    if (isOver.current) return;
    const end = (work: () => void) => {
      isOver.current = true;
      work();
    };
    // Here it stands to be put right; to whoever went on it is said, with the way back.
    const refuse = (message: string) => {
      if (!isLeft || document.activeElement === input.current) return setError(message);
      end(() => onCommit({ [field.apiName]: new Unreadable(message, typed) }, move, { [field.apiName]: typed }));
    };
    if (input.current?.validity.badInput) return refuse(`${field.label}: this is not a whole date.`);
    if (typed === start && initialText === undefined)
      return end(() => (move === "stay" ? onCancel() : onCommit({}, move)));
    if (isName) {
      const name = typed.trim();
      if (!name) return refuse("A name is needed.");
      return end(() => onCommit(titleInput(object, name), move, { [object.title.apiName]: name }));
    }
    const parsed = parseText(typed, field, metadata);
    if (!parsed.ok) return refuse(parsed.message);
    end(() => onCommit({ [field.apiName]: parsed.value }, move));
  };
  // Who types a date writes it as they like; who opens it gets the calendar.
  const isWritten = initialText !== undefined;
  const type =
    field.type === "date" && !isWritten ? "date" : field.type === "date_time" && !isWritten ? "datetime-local" : "text";
  const line = (
    <chakra.input
      ref={input}
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
      aria-describedby={error ? id : undefined}
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
      onBlur={() => finish("stay", true)}
      onKeyDown={(event) => {
        const move = moveOf(event);
        if (move === "cancel") {
          isOver.current = true;
          onCancel();
        } else if (move) finish(move);
        event.stopPropagation();
        if (move) event.preventDefault();
      }}
    />
  );
  return (
    <>
      {line}
      {error && (
        <Floating anchor={input.current} onClose={() => setError("")} px="2" py="1" maxW="320px">
          <chakra.p id={id} role="alert" color="danger.fg" fontSize="12px">
            {error}
          </chakra.p>
        </Floating>
      )}
    </>
  );
}

function moveOf(event: KeyboardEvent): Move | "cancel" | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  if (event.key === "Enter") return "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  if (event.key === "Escape") return "cancel";
  return undefined;
}
