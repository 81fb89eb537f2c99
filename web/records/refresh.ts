import { useRef, useSyncExternalStore } from "react";

const counts = new Map<string, number>();
const gentle = new Map<string, number>();
const listeners = new Set<() => void>();

/** Says that records of these objects were made, deleted or moved: lists of them ask again. */
export function refreshObjects(...objects: readonly string[]): void {
  grow(counts, objects);
}

/** The same for what was edited or made: the table in which somebody edits waits until they leave the row, which so stays under the hand. */
export function refreshGently(...objects: readonly string[]): void {
  grow(gentle, objects);
}

function grow(which: Map<string, number>, objects: readonly string[]) {
  for (const object of objects) which.set(object, (which.get(object) ?? 0) + 1);
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
  else refreshGently(...waiting);
  waiting.clear();
  timer = setTimeout(flush, interval);
}

document.addEventListener("visibilitychange", () => {
  if (!timer) flush();
});

/** Lists keep their order until what this gives is called: cards must not move under a hand that drags. */
export function holdRefreshes(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
    if (holders > 0 || held.size === 0) return;
    refreshGently(...held);
    held.clear();
  };
}

/** Grows whenever lists of one of the objects are to be asked for again. */
export function useRefreshCount(...objects: readonly string[]): number {
  return useSyncExternalStore(subscribe, () =>
    objects.reduce((sum, object) => sum + (counts.get(object) ?? 0) + (gentle.get(object) ?? 0), 0),
  );
}

/** The same for a list that waits while it is held. */
export function useHeldRefreshCount(object: string, isHeld: boolean): number {
  const count = useSyncExternalStore(subscribe, () => counts.get(object) ?? 0);
  const gently = useSyncExternalStore(subscribe, () => gentle.get(object) ?? 0);
  const seen = useRef(gently);
  if (!isHeld) seen.current = gently;
  return count + seen.current;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
