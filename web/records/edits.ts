import { useSyncExternalStore } from "react";
import { holdUnsaved } from "../lib/unsaved.ts";
import type { Row } from "./row.ts";

type Patch = Record<string, unknown>;

/** What was typed and is being saved: shown over what the server has said, until it answers. */
export interface Edit {
  patch: Patch;
  /** The server could not be reached; it is tried again. */
  isWaiting: boolean;
}

let pending: ReadonlyMap<string, Edit> = new Map();
const listeners = new Set<() => void>();

export interface PendingEdit {
  wait(isWaiting: boolean): void;
  end(): void;
}

export function beginEdit(id: string, patch: Patch): PendingEdit {
  put(id, { ...pending.get(id)?.patch, ...patch }, pending.get(id)?.isWaiting ?? false);
  const release = holdUnsaved();
  return {
    wait(isWaiting) {
      const edit = pending.get(id);
      if (edit && edit.isWaiting !== isWaiting) put(id, edit.patch, isWaiting);
    },
    end() {
      release();
      const rest = Object.fromEntries(
        Object.entries(pending.get(id)?.patch ?? {}).filter(([key, value]) => !(key in patch) || patch[key] !== value),
      );
      put(id, rest, false);
    },
  };
}

export function usePendingEdits(): ReadonlyMap<string, Edit> {
  return useSyncExternalStore(subscribe, () => pending);
}

/** How many records have changes that the server could not be told yet. */
export function useWaitingEdits(): number {
  return useSyncExternalStore(subscribe, () => [...pending.values()].filter((edit) => edit.isWaiting).length);
}

/** The record as it will be once everything is saved. */
export function withEdits<Given extends Row | undefined>(row: Given, edits: ReadonlyMap<string, Edit>): Given {
  const edit = row && edits.get(row.id);
  return edit ? { ...row, ...edit.patch } : row;
}

function put(id: string, patch: Patch, isWaiting: boolean) {
  const next = new Map(pending);
  if (Object.keys(patch).length > 0) next.set(id, { patch, isWaiting });
  else next.delete(id);
  pending = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
