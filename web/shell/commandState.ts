import { useSyncExternalStore } from "react";

type Open = false | { text: string };
let open: Open = false;
const listeners = new Set<() => void>();

function set(next: Open) {
  open = next;
  for (const listener of listeners) listener();
}

export function openCommands(text = "") {
  set({ text });
}

export function closeCommands() {
  set(false);
}

export function useCommandState(): Open {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
