import { chakra } from "@chakra-ui/react";
import { Calendar } from "lucide-react";
import { type HTMLAttributes, useRef } from "react";
import { toLocalInput } from "../lib/formats.ts";

/** Opens the platform's own calendar beside a line in which one writes a day, or a moment. The focus stays in the line. */
export function CalendarButton({
  hasTime,
  read,
  onChoose,
  ...rest
}: {
  hasTime: boolean;
  /** What is written, where the calendar begins. */
  read: () => Date | undefined;
  onChoose: (date: Date) => void;
} & HTMLAttributes<HTMLSpanElement>) {
  const native = useRef<HTMLInputElement>(null);
  const open = () => {
    const { current } = native;
    const at = read();
    if (!current) return;
    current.value = at ? toLocalInput(at.toISOString()).slice(0, hasTime ? 16 : 10) : "";
    current.showPicker();
  };
  return (
    <chakra.span position="relative" display="inline-flex" flexShrink={0} {...rest}>
      <chakra.button
        type="button"
        tabIndex={-1}
        aria-label="Calendar"
        boxSize="6"
        display="inline-flex"
        alignItems="center"
        justifyContent="center"
        borderRadius="control"
        cursor="pointer"
        color="fg.subtle"
        _hover={{ color: "fg" }}
        onPointerDown={(event) => event.preventDefault()}
        onClick={open}
      >
        <Calendar size={14} aria-hidden />
      </chakra.button>
      <chakra.input
        ref={native}
        type={hasTime ? "datetime-local" : "date"}
        tabIndex={-1}
        aria-hidden
        data-calendar=""
        position="absolute"
        inset="0"
        opacity={0}
        pointerEvents="none"
        onChange={({ target }) => {
          const date = new Date(hasTime ? target.value : `${target.value}T00:00`);
          if (!Number.isNaN(date.getTime())) onChoose(date);
        }}
      />
    </chakra.span>
  );
}
