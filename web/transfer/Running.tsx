import { Box, chakra } from "@chakra-ui/react";
import { formatNumber } from "../lib/formats.ts";
import { Button } from "../ui/index.ts";
import { Progress } from "./Progress.tsx";
import type { Import } from "./queries.ts";

const phases: Record<string, string> = {
  waiting: "Waiting for its turn",
  reading: "Beginning",
  matching: "Finding related records",
  writing: "Writing",
  finishing: "Finishing",
};

/** An import at work, which goes on when one leaves. */
export function Running({ one, title, onCancel }: { one: Import; title: string; onCancel?: () => void }) {
  const { phase, rowsDone, rowCount, startedAt } = one;
  const seconds = startedAt ? (Date.now() - new Date(startedAt).getTime()) / 1000 : 0;
  const rate = rowsDone > 0 && seconds > 1 ? Math.round(rowsDone / seconds) : undefined;
  const isWriting = phase === "writing" && rowCount > 0;
  return (
    <Box display="flex" flexDirection="column" gap="4" maxW="480px">
      <chakra.h2 textStyle="lg">{title}</chakra.h2>
      <Progress
        label={phases[phase] ?? "At work"}
        share={isWriting ? rowsDone / rowCount : undefined}
        detail={
          isWriting &&
          `${formatNumber(rowsDone)} of ${formatNumber(rowCount)}${rate ? ` · ${formatNumber(rate)} rows/s` : ""}`
        }
      />
      <chakra.p color="fg.muted">It goes on in the background: you may leave this page and come back.</chakra.p>
      {onCancel && (
        <Box>
          <Button onClick={onCancel}>Cancel</Button>
        </Box>
      )}
    </Box>
  );
}
