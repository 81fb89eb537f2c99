import { chakra } from "@chakra-ui/react";
import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";

/** Says that what is shown may be old, as long as the browser has no network. */
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
  if (isOnline) return null;
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
      <CloudOff size={14} aria-hidden />
      You are offline. What you see may be out of date, and changes cannot be saved.
    </chakra.div>
  );
}
