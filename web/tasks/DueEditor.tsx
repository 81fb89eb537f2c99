import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { formatDate, today } from "../lib/formats.ts";
import { Button, Floating, Input } from "../ui/index.ts";

/** Chooses when a task is due: usual days, or any date and time. */
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
  const [day, setDay] = useState(value ? localParts(value).day : "");
  const [time, setTime] = useState(value ? localParts(value).time : "09:00");
  const presets = [
    { label: "Today", day: today() },
    { label: "Tomorrow", day: today(1) },
    { label: "Next week", day: nextMonday() },
  ];
  const choose = (date: string, at = time) => onChoose(new Date(`${date}T${at || "09:00"}`).toISOString());
  return (
    <Floating anchor={anchor} onClose={onClose} align="end" role="dialog" aria-label="Due" w="232px" p="1">
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
          onClick={() => choose(preset.day)}
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
        flexWrap="wrap"
        onSubmit={(event) => {
          event.preventDefault();
          if (day) choose(day);
        }}
      >
        <Input
          autoFocus
          size="sm"
          type="date"
          aria-label="Due date"
          w="120px"
          flex="1"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Input
          size="sm"
          type="time"
          aria-label="Due time"
          w="84px"
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
        <Box w="full" display="flex" justifyContent="flex-end">
          <Button type="submit" variant="primary" disabled={!day}>
            Set
          </Button>
        </Box>
      </chakra.form>
    </Floating>
  );
}

function localParts(moment: string): { day: string; time: string } {
  const date = new Date(moment);
  const pad = (part: number) => String(part).padStart(2, "0");
  return {
    day: `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
    time: `${pad(date.getHours())}:${pad(date.getMinutes())}`,
  };
}

function nextMonday(): string {
  return today((8 - new Date().getDay()) % 7 || 7);
}
