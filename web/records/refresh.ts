import { useSyncExternalStore } from "react";

const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** Says that records of these objects were made, deleted or moved: lists of them ask again. */
export function refreshObjects(...objects: readonly string[]): void {
  for (const object of objects) counts.set(object, (counts.get(object) ?? 0) + 1);
  for (const listener of listeners) listener();
}

const held = new Set<string>();
const waiting = new Set<string>();
let holders = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** However much others change, lists ask no more often. */
const interval = 400;

/** The same for what others did: gathered, not while the page is out of sight, and not while somebody's hands are in a list. */
export function refreshQuietly(...objects: readonly string[]): void {
  for (const object of objects) waiting.add(object);
  if (waiting.size > 0 && !timer) flush();
}

function flush(): void {
  timer = undefined;
  if (waiting.size === 0 || document.visibilityState === "hidden") return;
  if (holders > 0) for (const object of waiting) held.add(object);
  else refreshObjects(...waiting);
  waiting.clear();
  timer = setTimeout(flush, interval);
}

document.addEventListener("visibilitychange", () => {
  if (!timer) flush();
});

/** Lists keep their order until what this gives is called: rows must not move under a hand that types or drags. */
export function holdRefreshes(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
    if (holders > 0 || held.size === 0) return;
    refreshObjects(...held);
    held.clear();
  };
}

/** Grows whenever lists of one of the objects are to be asked for again. */
export function useRefreshCount(...objects: readonly string[]): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => objects.reduce((sum, object) => sum + (counts.get(object) ?? 0), 0),
  );
}
