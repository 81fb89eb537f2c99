import { useEffect, useRef } from "react";

/** Runs again and again while the page can be seen. */
export function usePolling(run: () => void, milliseconds: number): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
