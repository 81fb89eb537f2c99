import { Box, chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatNumber } from "../lib/formats.ts";
import { hueOf } from "../ui/index.ts";

const Line = chakra(Link);

export interface BarLine {
  id: string;
  label: ReactNode;
  color: string;
  /** How long the bar is, against the longest. */
  size: number;
  /** What it is worth, in words. */
  worth: string;
  count: number;
  note?: string | undefined;
  to: string;
}

/** Bars from left to right, each a link to its records. */
export function BarLines({ lines, noun = "deals" }: { lines: readonly BarLine[]; noun?: string }) {
  const largest = Math.max(...lines.map((line) => line.size), 0) || 1;
  const hasNotes = lines.some((line) => line.note !== undefined);
  return (
    <Box py="1">
      {lines.map((line) => (
        <Line
          key={line.id}
          to={line.to}
          display="grid"
          gridTemplateColumns={{
            base: `minmax(84px, 112px) minmax(0, 1fr) 72px 40px${hasNotes ? " 44px" : ""}`,
            sm: `132px minmax(0, 1fr) 80px 48px${hasNotes ? " 48px" : ""}`,
          }}
          alignItems="center"
          gap="3"
          h="8"
          mx="-2"
          px="2"
          borderRadius="control"
          _hover={{ bg: "bg.hover" }}
        >
          <chakra.span display="flex" alignItems="center" gap="2" minW="0">
            {line.label}
          </chakra.span>
          <chakra.span aria-hidden h="3" borderRadius="control" bg="bg.hover" overflow="hidden">
            <chakra.span
              display="block"
              h="full"
              borderRadius="control"
              bg={`hue.${hueOf(line.color)}.dot`}
              minW={line.count > 0 ? "3px" : "0"}
              style={{ width: `${(line.size / largest) * 100}%` }}
            />
          </chakra.span>
          <chakra.span className="num" textAlign="end" truncate>
            {line.worth}
          </chakra.span>
          <chakra.span className="num" textAlign="end" color="fg.subtle">
            {formatNumber(line.count)}
            <chakra.span srOnly> {noun}</chakra.span>
          </chakra.span>
          {hasNotes && (
            <chakra.span className="num" textAlign="end" color="fg.muted" fontSize="12px">
              {line.note}
            </chakra.span>
          )}
        </Line>
      ))}
    </Box>
  );
}
