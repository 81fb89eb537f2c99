import { Dialog as ChakraDialog, chakra, Portal } from "@chakra-ui/react";
import { X } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button, IconButton } from "./Button.tsx";
import { messageOf } from "./toast.tsx";

/** For the few things that deserve to stop everything else. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  width = "md",
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  width?: "sm" | "md" | "lg" | "xl";
}) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <ChakraDialog.Root
      open={open}
      // What one came to fill in; the cross, which comes first, is not that.
      initialFocusEl={() => content.current?.querySelector<HTMLElement>(editable) ?? content.current}
      onOpenChange={(details) => {
        if (!details.open) onClose();
      }}
      lazyMount
      unmountOnExit
      placement="center"
    >
      <Portal>
        <ChakraDialog.Backdrop
          bg="rgb(10 10 8 / 0.35)"
          _open={{ animationDuration: "100ms" }}
          _closed={{ animation: "none" }}
        />
        <ChakraDialog.Positioner p="4">
          <ChakraDialog.Content
            ref={content}
            outline="none"
            bg="bg.panel"
            borderRadius="panel"
            boxShadow="float"
            my="0"
            w="full"
            maxW={{ sm: "400px", md: "520px", lg: "720px", xl: "960px" }[width]}
            maxH="calc(100dvh - 32px)"
            overflow="auto"
            fontSize="13px"
            _open={{ animationDuration: "100ms" }}
            _closed={{ animation: "none" }}
          >
            <chakra.header display="flex" alignItems="flex-start" gap="2" p="4" pb="2">
              <chakra.div flex="1">
                <ChakraDialog.Title textStyle="lg">{title}</ChakraDialog.Title>
                {description && (
                  <ChakraDialog.Description color="fg.muted" mt="1">
                    {description}
                  </ChakraDialog.Description>
                )}
              </chakra.div>
              <IconButton label="Close" onClick={onClose}>
                <X size={16} />
              </IconButton>
            </chakra.header>
            {children && (
              <chakra.div px="4" py="2">
                {children}
              </chakra.div>
            )}
            {footer && (
              <chakra.footer display="flex" justifyContent="flex-end" gap="2" p="4" pt="2">
                {footer}
              </chakra.footer>
            )}
          </ChakraDialog.Content>
        </ChakraDialog.Positioner>
      </Portal>
    </ChakraDialog.Root>
  );
}

const editable = ["input:not([type=hidden])", "select", "textarea", "[data-autofocus]"]
  .map((one) => `${one}:enabled`)
  .join();

/** Asks before what is much or cannot be undone; what can be is confirmed by Enter. `onConfirm` may take its time; what it throws is shown. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  confirm,
  onConfirm,
  danger = true,
  isUndoable = false,
  disabled = false,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children?: ReactNode;
  confirm: string;
  onConfirm: () => Promise<void> | void;
  danger?: boolean;
  isUndoable?: boolean;
  /** While it is not known yet, or cannot be. */
  disabled?: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const run = async () => {
    setBusy(true);
    setError("");
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={danger ? "danger" : "primary"}
            data-autofocus={isUndoable || undefined}
            loading={busy}
            disabled={disabled}
            onClick={run}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {error && (
        <chakra.p role="alert" color="danger.fg" mt="2">
          {error}
        </chakra.p>
      )}
    </Dialog>
  );
}
