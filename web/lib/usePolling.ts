import { useEffect } from "react";
import { useNewest } from "./useNewest.ts";

/** Runs again and again while the page can be seen. */
export function usePolling(run: () => void, milliseconds: number): void {
  const latest = useNewest(run);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, latest]);
}
