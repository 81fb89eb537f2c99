import { chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { Button, CopyField, Dialog } from "../ui/index.ts";

/** Shows something secret, this once. */
export function SecretDialog({
  title,
  label,
  value,
  children,
  onClose,
}: {
  title: string;
  /** What it is: "Secret", "API key". */
  label: string;
  value: string;
  children?: ReactNode;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CopyField label={label} value={value} />
      <chakra.div color="fg.muted" mt="3" display="flex" flexDirection="column" gap="2">
        <p>Keep it now: it is not shown again.</p>
        {children}
      </chakra.div>
    </Dialog>
  );
}
