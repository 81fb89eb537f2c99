import { useEffect } from "react";

const holders = new Set<object>();

const ask = (event: BeforeUnloadEvent) => {
  if (isUnsaved()) event.preventDefault();
};

export const isUnsaved = (): boolean => holders.size > 0;

/** Something is not saved yet: closing the tab asks first, until it is let go. */
export function holdUnsaved(): () => void {
  window.addEventListener("beforeunload", ask); // once, however often it is added
  const holder = {};
  holders.add(holder);
  return () => void holders.delete(holder);
}

/** The same, as long as a component has something unsaved. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? holdUnsaved() : undefined), [isUnsaved]);
}
