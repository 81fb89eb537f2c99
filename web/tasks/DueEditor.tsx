import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { formatDate, today, toLocalInput } from "../lib/formats.ts";
import { Button, DateInput, Floating } from "../ui/index.ts";

/** Chooses when a task is due: usual days, or what one writes. */
export function DueEditor({
  anchor,
  value,
  onChoose,
  onClose,
}: {
  anchor: Element | null;
  value: string | null;
  onChoose: (value: string | null) => void;
  onClose: () => void;
}) {
  const [at, setAt] = useState(value ?? "");
  const presets = [
    { label: "Today", day: today() },
    { label: "Tomorrow", day: today(1) },
    { label: "Next week", day: nextMonday() },
  ];
  // Another day keeps the time.
  const time = value ? toLocalInput(value).slice(11) : "09:00";
  return (
    <Floating anchor={anchor} onClose={onClose} align="end" role="dialog" aria-label="Due" w="264px" p="1">
      {presets.map((preset) => (
        <chakra.button
          key={preset.label}
          type="button"
          display="flex"
          w="full"
          h="7"
          px="2"
          alignItems="center"
          justifyContent="space-between"
          borderRadius="control"
          cursor="pointer"
          _hover={{ bg: "bg.hover" }}
          onClick={() => onChoose(new Date(`${preset.day}T${time}`).toISOString())}
        >
          {preset.label}
          <chakra.span color="fg.subtle" className="num">
            {formatDate(preset.day)}
          </chakra.span>
        </chakra.button>
      ))}
      {value && (
        <chakra.button
          type="button"
          display="flex"
          w="full"
          h="7"
          px="2"
          alignItems="center"
          borderRadius="control"
          cursor="pointer"
          color="fg.muted"
          _hover={{ bg: "bg.hover" }}
          onClick={() => onChoose(null)}
        >
          No date
        </chakra.button>
      )}
      <chakra.form
        display="flex"
        gap="1.5"
        p="1.5"
        mt="1"
        borderTopWidth="1px"
        onSubmit={(event) => {
          event.preventDefault();
          if (at) onChoose(at);
        }}
      >
        <DateInput label="Due date" placeholder="friday 15:00" autoFocus hasTime flex="1" value={at} onChange={setAt} />
        <Button type="submit" variant="primary" disabled={!at}>
          Set
        </Button>
      </chakra.form>
    </Floating>
  );
}

function nextMonday(): string {
  return today((8 - new Date().getDay()) % 7 || 7);
}
