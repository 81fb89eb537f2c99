import { Box, chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";

/** How far something is; without a share only that it goes on. */
export function Progress({ label, share, detail }: { label: string; share: number | undefined; detail?: ReactNode }) {
  return (
    <Box>
      <Box display="flex" gap="3" mb="1.5" fontSize="13px">
        <chakra.span flex="1" minW="0" truncate textAlign="start">
          {label}
        </chakra.span>
        {detail && (
          <chakra.span color="fg.muted" className="num" flexShrink={0}>
            {detail}
          </chakra.span>
        )}
      </Box>
      <Box
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        h="1.5"
        borderRadius="full"
        bg="bg.hover"
        overflow="hidden"
      >
        <Box
          h="full"
          borderRadius="full"
          bg="accent"
          w={share === undefined ? "30%" : `${Math.max(2, share * 100)}%`}
          transition="width 0.3s"
          animation={share === undefined ? "pulse 1.6s ease-in-out infinite" : undefined}
        />
      </Box>
    </Box>
  );
}
