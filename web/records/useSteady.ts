import { useRef } from "react";

/** The list, each item of which that is as it was before by the object that it was, so that what shows it is not drawn again. */
export function useSteady<Item>(items: readonly Item[], isSame: (one: Item, other: Item) => boolean): readonly Item[] {
  const kept = useRef(items);
  const before = kept.current;
  const steady = items.map((item, at) => {
    const old = before[at];
    return old !== undefined && isSame(item, old) ? old : item;
  });
  const isAll = steady.length === before.length && steady.every((item, at) => item === before[at]);
  kept.current = isAll ? before : steady;
  return kept.current;
}
