import { chakra } from "@chakra-ui/react";
import { useRef, useState } from "react";
import { useUnsaved } from "../../lib/unsaved.ts";
import { Floating, Keys } from "../../ui/index.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import type { InnerProps, Move } from "./editing.ts";
import { editableText, parseText, Unreadable } from "./text.ts";

/** Writes several lines, floating over the value. */
export function LongTextEditor({ field, row, initialText, anchor, onCommit, onCancel }: InnerProps) {
  const metadata = useMetadata();
  const [error, setError] = useState("");
  const [isTyped, setIsTyped] = useState(initialText !== undefined);
  useUnsaved(isTyped);
  const area = useRef<HTMLTextAreaElement>(null);
  const start = initialText ?? editableText(row[field.apiName], field);
  const finish = (move: Move, isLeft = false) => {
    const current = area.current?.value ?? "";
    if (current === start && initialText === undefined) return onCancel();
    const parsed = parseText(current, field, metadata);
    if (!parsed.ok && isLeft)
      return onCommit({ [field.apiName]: new Unreadable(`${field.label}: ${parsed.message}`, current) }, move);
    if (!parsed.ok) return setError(parsed.message);
    onCommit(
      {
        [field.apiName]:
          field.isRequired || ["body", "title"].includes(field.apiName) ? (parsed.value ?? "") : parsed.value,
      },
      move,
    );
  };
  return (
    <Floating anchor={anchor} onClose={() => finish("stay", true)} cover matchWidth>
      <chakra.textarea
        ref={area}
        aria-label={field.label}
        autoFocus
        defaultValue={start}
        onChange={() => setIsTyped(true)}
        w="360px"
        maxW="full"
        minH="32"
        p="2"
        bg="transparent"
        fontFamily={field.type === "json" ? "mono" : "body"}
        outline="none"
        _focusVisible={{ outline: "none" }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            onCancel();
          } else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            finish("down");
          } else if (event.key === "Tab") {
            event.preventDefault();
            finish(event.shiftKey ? "left" : "right");
          }
          event.stopPropagation();
        }}
      />
      <chakra.p
        px="2"
        pb="1.5"
        fontSize="11px"
        color={error ? "danger.fg" : "fg.subtle"}
        role={error ? "alert" : undefined}
      >
        {error || (
          <chakra.span hideBelow="sm">
            <Keys keys="mod+enter" /> saves, <Keys keys="escape" /> leaves it as it was
          </chakra.span>
        )}
      </chakra.p>
    </Floating>
  );
}
