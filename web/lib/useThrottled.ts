import { useEffect, useRef, useState } from "react";

/** The value at once, unless it was another only so long ago. */
export function useThrottled(value: string, milliseconds: number): string {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const change = () => {
      changedAt.current = performance.now();
      setShown(value);
    };
    const timer = setTimeout(change, changedAt.current + milliseconds - performance.now());
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return shown;
}
