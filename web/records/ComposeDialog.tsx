import { Box } from "@chakra-ui/react";
import { Dialog } from "../ui/index.ts";
import { Composer } from "./Composer.tsx";

/** A note or a task about several records at once. */
export function ComposeDialog({
  kind,
  recordIds,
  about,
  onClose,
}: {
  kind: "note" | "task";
  recordIds: readonly string[];
  about: string;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title={kind === "note" ? "New note" : "New task"} description={`About ${about}`}>
      <Box pb="3">
        <Composer kind={kind} recordIds={recordIds} autoFocus onDone={onClose} />
      </Box>
    </Dialog>
  );
}
