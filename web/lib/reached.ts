import { useEffect } from "react";
import { useNewest } from "./useNewest.ts";

const waiting = new Set<() => void>();
/** So often it is tried where nothing tells that the server is there again. */
const interval = 10_000;

/** Says that the server has just been reached again. */
export function tellReached(): void {
  for (const listener of waiting) listener();
}

/** Asks again once the server can be reached, where it could not. */
export function useRetry(error: { networkError?: unknown } | undefined, retry: (() => void) | undefined): void {
  const isLost = Boolean(error?.networkError);
  const newest = useNewest(retry);
  useEffect(() => {
    if (!isLost) return;
    const go = () => newest.current?.();
    const timer = setInterval(go, interval);
    waiting.add(go);
    window.addEventListener("online", go);
    return () => {
      clearInterval(timer);
      waiting.delete(go);
      window.removeEventListener("online", go);
    };
  }, [isLost, newest]);
}
