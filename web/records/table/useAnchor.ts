import { useEffect, useRef } from "react";
import type { Row } from "../row.ts";

/** So many lines either way a record is looked for that is not where it was. */
const reach = 300;

/** Keeps the active cell with its record when others' changes move the rows. */
export function useAnchor(
  line: number | undefined,
  rowAt: (line: number) => Row | undefined,
  follow: (line: number) => void,
) {
  const anchor = useRef<{ line: number; id: string | undefined } | null>(null);
  useEffect(() => {
    const id = line === undefined ? undefined : rowAt(line)?.id;
    if (line === undefined || anchor.current?.line !== line) {
      anchor.current = line === undefined ? null : { line, id };
      return;
    }
    const wanted = anchor.current.id;
    if (id === undefined || id === wanted) return;
    for (let away = 1; wanted && away <= reach; away++) {
      const found = [line + away, line - away].find((one) => one >= 0 && rowAt(one)?.id === wanted);
      if (found === undefined) continue;
      anchor.current = { line: found, id: wanted };
      follow(found);
      return;
    }
    anchor.current = { line, id };
  });
}
