import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { dateText, readDay, readMoment } from "../lib/dueWords.ts";
import { dayText } from "../lib/formats.ts";
import { CalendarButton } from "./CalendarButton.tsx";
import { Input } from "./inputs.tsx";

/** A day as people write it ("friday", "+5d"), or a moment. What is none is said, and means nothing meanwhile. */
export function DateInput({
  id,
  label,
  value,
  hasTime = false,
  placeholder,
  autoFocus = false,
  size = "sm",
  onChange,
  ...rest
}: {
  id?: string;
  label: string;
  /** YYYY-MM-DD, or a moment; empty when there is none. */
  value: string;
  hasTime?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  size?: "sm" | "md";
  onChange: (value: string, isWrong: boolean) => void;
  flex?: string;
  w?: string;
}) {
  const [text, setText] = useState(dateText(value));
  const read = hasTime ? readMoment : readDay;
  const keep = (date: Date | undefined, isTyped = false) => {
    const next = date ? (hasTime ? date.toISOString() : dayText(date)) : "";
    onChange(next, isTyped && !date);
    return next;
  };
  const isWrong = text.trim() !== "" && !read(text);
  return (
    <chakra.span position="relative" display="inline-flex" minW="0" {...rest}>
      <Input
        id={id}
        size={size}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        autoFocus={autoFocus}
        autoComplete="off"
        placeholder={placeholder}
        pe="7"
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          keep(read(typed), typed.trim() !== "");
        }}
        onBlur={() => {
          const date = read(text);
          if (date) setText(dateText(keep(date)));
        }}
      />
      <CalendarButton
        hasTime={hasTime}
        read={() => read(text)}
        onChoose={(date) => setText(dateText(keep(date)))}
        style={{ position: "absolute", right: 2, top: 2 }}
      />
    </chakra.span>
  );
}
