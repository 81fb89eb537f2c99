import { chakra } from "@chakra-ui/react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { dateText, readDay, readMoment } from "../../lib/dueWords.ts";
import { dayText } from "../../lib/formats.ts";
import { useUnsaved } from "../../lib/unsaved.ts";
import { CalendarButton, Floating } from "../../ui/index.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { titleInput } from "../row.ts";
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
  const start = initialText ?? editableText(isName ? row[object.title.apiName] : value, field);
  const isDated = field.type === "date" || field.type === "date_time";

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
      ps="2"
      pe={isDated ? "7" : "2"}
      inputMode={["number", "currency", "rating"].includes(field.type) ? "decimal" : undefined}
      aria-label={field.label}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? id : undefined}
      boxShadow={error ? "inset 0 0 0 2px {colors.danger}" : "inset 0 0 0 2px {colors.accent}"}
      borderRadius="control"
      autoFocus
      defaultValue={start}
      onFocus={(event) => {
        if (initialText === undefined) event.currentTarget.select();
      }}
      onChange={() => {
        setIsTyped(true);
        if (error) setError("");
      }}
      onBlur={({ relatedTarget }) => {
        if (!relatedTarget?.matches("[data-calendar]")) finish("stay", true);
      }}
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
      {isDated && (
        <CalendarButton
          hasTime={field.type === "date_time"}
          read={() => (field.type === "date" ? readDay : readMoment)(input.current?.value ?? "")}
          onChoose={(date) => {
            if (!input.current) return;
            input.current.value = dateText(field.type === "date" ? dayText(date) : date.toISOString());
            input.current.focus();
            setIsTyped(true);
            setError("");
          }}
          style={{ position: "absolute", right: 2, top: 0, height: "100%", alignItems: "center", zIndex: 1 }}
        />
      )}
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
