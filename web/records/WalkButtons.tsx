import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronUp } from "lucide-react";
import { formatNumber } from "../lib/formats.ts";
import { IconButton } from "../ui/index.ts";
import type { useWalk } from "./useWalk.ts";

/** "3 of 68", and the ways to the neighbours. */
export function WalkButtons({ at }: { at: ReturnType<typeof useWalk> }) {
  if (!at) return null;
  const { index, total, step } = at;
  return (
    <Box display="flex" alignItems="center" flexShrink={0}>
      {total > 0 && (
        <chakra.span className="num" color="fg.subtle" fontSize="12px" pe="1" hideBelow="sm">
          {formatNumber(index + 1)} of {formatNumber(total)}
        </chakra.span>
      )}
      <IconButton label="Previous record" shortcut="[" disabled={index === 0} onClick={() => void step(-1)}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton
        label="Next record"
        shortcut="]"
        disabled={total > 0 && index + 1 >= total}
        onClick={() => void step(1)}
      >
        <ChevronDown size={16} />
      </IconButton>
    </Box>
  );
}
