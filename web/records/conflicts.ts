import { useSyncExternalStore } from "react";
import type { ObjectMeta } from "../workspace/metadata.ts";
import type { Row } from "./row.ts";

/** Somebody else changed what one has just changed too. */
export interface Conflict {
  object: ObjectMeta;
  /** The record as it is now. */
  theirs: Row;
  /** The record as one wants it. */
  mine: Row;
  /** The fields that both changed. */
  fields: readonly string[];
  choose(which: "mine" | "theirs"): void;
}

let open: readonly Conflict[] = [];
const listeners = new Set<() => void>();

/** Lets the person choose. */
export function askConflict(conflict: Omit<Conflict, "choose">): Promise<"mine" | "theirs"> {
  return new Promise((resolve) => {
    const asked: Conflict = {
      ...conflict,
      choose(which) {
        change(open.filter((one) => one !== asked));
        resolve(which);
      },
    };
    change([...open, asked]);
  });
}

/** The first conflict that waits for a choice. */
export function useConflict(): Conflict | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open[0],
  );
}

function change(next: readonly Conflict[]) {
  open = next;
  for (const listener of listeners) listener();
}
