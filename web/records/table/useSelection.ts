import { useRef, useState } from "react";
import type { Row } from "../row.ts";

export type Selection = ReturnType<typeof useSelection>;

/** The records that are ticked. */
export function useSelection(rowAt: (line: number) => Row | undefined) {
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const last = useRef<number | null>(null);
  return {
    selected,
    /** Where a range goes on from; null when nothing was ticked yet. */
    last,
    clear: () => setSelected(new Map()),
    /** Ticks a line or takes its tick away; of a range it ticks all. */
    check(line: number, isRange: boolean) {
      const next = new Map(selected);
      const from = isRange && last.current !== null ? last.current : line;
      const turnOn = !next.has(rowAt(line)?.id ?? "") || isRange;
      for (let at = Math.min(from, line); at <= Math.max(from, line); at++) {
        const row = rowAt(at);
        if (!row) continue;
        if (turnOn) next.set(row.id, row);
        else next.delete(row.id);
      }
      last.current = line;
      setSelected(next);
    },
    /** All that are loaded, or none. */
    checkAll(isOn: boolean, length: number) {
      const next = new Map<string, Row>();
      for (let line = 0; isOn && line < Math.min(length, 5000); line++) {
        const row = rowAt(line);
        if (row) next.set(row.id, row);
      }
      setSelected(next);
    },
  };
}
