import { Box, chakra } from "@chakra-ui/react";
import { formatNumber } from "../lib/formats.ts";
import { Dot } from "../ui/index.ts";
import type { Import } from "./queries.ts";

export const outcomes = [
  { name: "created", label: "New", color: "green" },
  { name: "updated", label: "Changed", color: "blue" },
  { name: "unchanged", label: "Unchanged", color: "gray" },
  { name: "rejected", label: "Rejected", color: "red" },
] as const;
export type Outcome = (typeof outcomes)[number]["name"];

/** How many rows became what; each leads to its rows. */
export function Counts({
  one,
  chosen,
  onChoose,
}: {
  one: Import;
  chosen: Outcome | undefined;
  onChoose: (outcome: Outcome) => void;
}) {
  return (
    <Box
      role="tablist"
      aria-label="Rows by what becomes of them"
      display="grid"
      gridTemplateColumns={{ base: "1fr 1fr", md: "repeat(4, 1fr)" }}
      gap="2"
    >
      {outcomes.map(({ name, label, color }) => (
        <chakra.button
          key={name}
          type="button"
          role="tab"
          aria-selected={chosen === name}
          disabled={one[name] === 0}
          onClick={() => onChoose(name)}
          textAlign="start"
          p="3"
          borderWidth="1px"
          borderRadius="panel"
          borderColor={chosen === name ? "accent" : "border"}
          cursor="pointer"
          transition="border-color 0.1s, background 0.1s"
          _hover={{ bg: "bg.subtle" }}
          _disabled={{ cursor: "default", color: "fg.subtle", bg: "transparent" }}
        >
          <chakra.span display="flex" alignItems="center" gap="1.5" color="fg.muted" fontSize="12px">
            <Dot color={color} />
            {label}
          </chakra.span>
          <chakra.span display="block" fontSize="20px" fontWeight="500" className="num">
            {formatNumber(one[name])}
          </chakra.span>
        </chakra.button>
      ))}
    </Box>
  );
}
