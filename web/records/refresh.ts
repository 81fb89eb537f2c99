import { useSyncExternalStore } from "react";

const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** Says that records of these objects were made, deleted or moved: lists of them ask again. */
export function refreshObjects(...objects: readonly string[]): void {
  for (const object of objects) counts.set(object, (counts.get(object) ?? 0) + 1);
  for (const listener of listeners) listener();
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
