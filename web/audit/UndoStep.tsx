import { ConfirmDialog } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { stepInWords, useStep } from "./step.ts";

/** Asks before much is taken back at once, and says how much that is. */
export function UndoStep({
  transactionId,
  onUndo,
  onClose,
}: {
  transactionId: string;
  onUndo: () => Promise<void>;
  onClose: () => void;
}) {
  const metadata = useMetadata();
  const parts = useStep({ transactionId: { equalTo: transactionId } });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title="Undo all of this?"
      confirm="Undo all"
      danger={false}
      disabled={!parts}
      onConfirm={onUndo}
    >
      {parts ? `What was done together is taken back together: ${stepInWords(parts, metadata)}.` : "Counting…"}
    </ConfirmDialog>
  );
}
