import { useSyncExternalStore } from "react";
import { isUnsaved } from "./unsaved.ts";

let isOutdated = false;
const listeners = new Set<() => void>();

/**
 * For the parts that load when they are needed: after an update the server has other files than this page asks for. The page is
 * loaded again then; with something unsaved on it, what is shown stays, and whoever typed it chooses when.
 */
export function orReload<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    try {
      return await load();
    } catch (error) {
      if (!(await isReplaced())) throw error;
      if (isUnsaved()) {
        isOutdated = true;
        for (const listener of listeners) listener();
      } else location.reload();
      return new Promise(() => {});
    }
  };
}

/** Whether the page has to be loaded again. */
export function useIsOutdated(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOutdated,
  );
}

/** Whether the server gives out another program than the one that runs here. */
async function isReplaced(): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  try {
    const response = await fetch("/", { cache: "no-store" });
    return response.ok && entry !== null && !(await response.text()).includes(new URL(entry.src).pathname);
  } catch {
    return false;
  }
}
