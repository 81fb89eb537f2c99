import { chakra } from "@chakra-ui/react";
import { CloudOff, RefreshCw } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useIsOutdated } from "../lib/orReload.ts";
import { useLiveStatus } from "../live/status.ts";
import { useWaitingEdits } from "../records/edits.ts";
import { Button } from "../ui/index.ts";

/** Says when what is shown does not follow what happens (no network, no server, or just back), when it has to be loaded again, and when changes wait to be saved. */
export function OfflineNotice() {
  const live = useLiveStatus();
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
  const isOutdated = useIsOutdated();
  const said = isOutdated
    ? "Rowan has been updated, and this page needs to be loaded again. Save first what you have typed."
    : !isOnline
      ? "You are offline. What you see may be out of date."
      : live === "lost"
        ? "The connection is lost. What you see may be out of date; connecting again…"
        : waiting > 0
          ? "The server cannot be reached."
          : live === "catchingUp" && "Connected again. Catching up with what has changed…";
  if (!said) return null;
  const isBack = isOnline && live === "catchingUp" && waiting === 0;
  const Icon = isBack ? RefreshCw : CloudOff;
  return (
    <chakra.div
      role="status"
      display="flex"
      gap="2"
      alignItems="center"
      px="3"
      py="1.5"
      bg={isBack ? "hue.green.bg" : "hue.amber.bg"}
      color={isBack ? "hue.green.fg" : "hue.amber.fg"}
    >
      <Icon size={14} aria-hidden style={{ flexShrink: 0 }} />
      {said}
      {isOutdated && (
        <Button size="xs" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
      {waiting > 0 &&
        ` ${waiting === 1 ? "One record has changes that are" : `${waiting} records have changes that are`} not saved yet: they are kept here and tried again.`}
    </chakra.div>
  );
}
