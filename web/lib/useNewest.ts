import { type RefObject, useLayoutEffect, useRef } from "react";

/** The newest value behind one reference that never changes: for what reads it later, and need not be made anew for each. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  useLayoutEffect(() => {
    newest.current = value;
  });
  return newest;
}
