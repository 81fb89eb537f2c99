import { useSyncExternalStore } from "react";
import { tellReached } from "../lib/reached.ts";

/** Whether what is shown follows what happens. */
export type LiveStatus = "connecting" | "live" | "lost" | "catchingUp";

let status: LiveStatus = "connecting";
let hasBeenLost = false;
let pending: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** A connection that is back within this time was not worth a word: a renewed token, a replaced server. */
const worthAWord = 1_500;

export function becomeLive(next: LiveStatus): void {
  clearTimeout(pending);
  if (next === "catchingUp") tellReached();
  if (next === "lost" && status === "live") pending = setTimeout(() => set("lost"), worthAWord);
  else if (next === "lost") set("lost");
  else if (next === "catchingUp" && !hasBeenLost) return;
  else set(next);
}

function set(next: LiveStatus): void {
  hasBeenLost = next === "lost" || (hasBeenLost && next !== "live");
  if (status === next) return;
  status = next;
  for (const listener of listeners) listener();
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => status,
  );
}
