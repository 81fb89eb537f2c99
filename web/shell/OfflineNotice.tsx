import { chakra } from "@chakra-ui/react";
import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useWaitingEdits } from "../records/edits.ts";

/** Says that what is shown may be old, as long as the browser has no network, and that changes wait for it. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
  const waiting = useWaitingEdits();
  if (isOnline && waiting === 0) return null;
  return (
    <chakra.div
      role="status"
      display="flex"
      gap="2"
      alignItems="center"
      px="3"
      py="1.5"
      bg="hue.amber.bg"
      color="hue.amber.fg"
    >
      <CloudOff size={14} aria-hidden style={{ flexShrink: 0 }} />
      {isOnline ? "The server cannot be reached." : "You are offline. What you see may be out of date."}
      {waiting > 0 &&
        ` ${waiting === 1 ? "One record has changes that are" : `${waiting} records have changes that are`} not saved yet: they are kept here and tried again.`}
    </chakra.div>
  );
}
