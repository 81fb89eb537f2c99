import { useSyncExternalStore } from "react";

/** What somebody else has just changed, by record: shown with a flash. */
export type Fresh = ReadonlyMap<string, ReadonlySet<string>>;

let fresh: Fresh = new Map();
const listeners = new Set<() => void>();
const lasting = 2_000;

/** A flash that fades; theme.ts knows how. */
export const freshStyle = { animation: "fresh 1.6s ease-out" };

/** Marks fields of records as just changed; `*` is the whole record. */
export function markFresh(marks: Fresh): void {
  if (marks.size === 0) return;
  become(new Map([...fresh, ...marks]));
  setTimeout(() => become(new Map([...fresh].filter(([id, fields]) => marks.get(id) !== fields))), lasting);
}

export function useFresh(): Fresh {
  return useSyncExternalStore(subscribe, () => fresh);
}

export function useIsFresh(id: string): boolean {
  return useSyncExternalStore(subscribe, () => fresh.has(id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: Fresh): void {
  fresh = next;
  for (const listener of listeners) listener();
}
