import { useSyncExternalStore } from "react";
import type { Row } from "./row.ts";

/** What was typed and is being saved: shown over what the server has said, until it answers. */
type Patch = Record<string, unknown>;

let pending: ReadonlyMap<string, Patch> = new Map();
const listeners = new Set<() => void>();

export function beginEdit(id: string, patch: Patch): () => void {
  pending = new Map(pending).set(id, { ...pending.get(id), ...patch });
  tell();
  return () => {
    const rest = Object.fromEntries(
      Object.entries(pending.get(id) ?? {}).filter(([key, value]) => !(key in patch) || patch[key] !== value),
    );
    const next = new Map(pending);
    if (Object.keys(rest).length > 0) next.set(id, rest);
    else next.delete(id);
    pending = next;
    tell();
  };
}

export function usePendingEdits(): ReadonlyMap<string, Patch> {
  return useSyncExternalStore(subscribe, () => pending);
}

/** The record as it will be once everything is saved. */
export function withEdits<Given extends Row | undefined>(row: Given, edits: ReadonlyMap<string, Patch>): Given {
  const patch = row && edits.get(row.id);
  return patch ? { ...row, ...patch } : row;
}

function tell() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
