import { type RefObject, useEffect, useRef, useState } from "react";

/** What is under the pointer that drags a card. */
export interface DropPoint {
  column: string;
  isBin: boolean;
  /** Before which card; a bin puts it first. */
  index: number;
}

const edge = 48;
const fastest = 14;

/**
 * The library goes by the middle of the card, which a finger may hold by its end, and by where the columns were when it was
 * lifted. So above the bins, and once the board has moved sideways under the card, the pointer decides instead.
 */
export function useDropPoint(isDragging: boolean, board: RefObject<HTMLElement | null>, cardStep: number) {
  const [over, setOver] = useState<DropPoint>();
  const latest = useRef<DropPoint>(undefined);
  useEffect(() => {
    const element = board.current;
    if (!isDragging || !element) return;
    const start = element.scrollLeft;
    let point: { clientX: number; clientY: number } | undefined;
    let frame = 0;
    const look = () => {
      const found = point && under(point, cardStep);
      const next = found?.isBin || Math.abs(element.scrollLeft - start) > 1 ? found : undefined;
      latest.current = next;
      setOver((before) => (before?.column === next?.column && before?.isBin === next?.isBin ? before : next));
    };
    const follow = (event: MouseEvent | TouchEvent) => {
      point = "touches" in event ? event.touches[0] : event;
      look();
    };
    const drift = () => {
      frame = requestAnimationFrame(drift);
      if (!point || latest.current?.isBin) return;
      const { left, right } = element.getBoundingClientRect();
      const into = Math.max(point.clientX - right + edge, 0) - Math.max(left + edge - point.clientX, 0);
      if (into === 0) return;
      element.scrollLeft += Math.max(-1, Math.min(1, into / edge)) * fastest;
      look();
    };
    // The library tells of a drop when the card has come to rest; what counts is where it was let go.
    const stop = () => {
      cancelAnimationFrame(frame);
      for (const type of ["mousemove", "touchmove"] as const) window.removeEventListener(type, follow, true);
    };
    latest.current = undefined;
    for (const type of ["mousemove", "touchmove"] as const) window.addEventListener(type, follow, true);
    for (const type of ["mouseup", "touchend"]) window.addEventListener(type, stop, true);
    frame = requestAnimationFrame(drift);
    return () => {
      stop();
      for (const type of ["mouseup", "touchend"]) window.removeEventListener(type, stop, true);
      setOver(undefined);
    };
  }, [isDragging, board, cardStep]);
  return { over, latest };
}

function under({ clientX, clientY }: { clientX: number; clientY: number }, cardStep: number): DropPoint | undefined {
  const element = document.elementFromPoint(clientX, clientY);
  const bin = element?.closest<HTMLElement>("[data-bin]")?.dataset.bin;
  if (bin !== undefined) return { column: bin, isBin: true, index: 0 };
  const section = element?.closest<HTMLElement>("[data-column]");
  const cards = section?.querySelector("[data-cards]");
  if (section?.dataset.column === undefined || !cards) return undefined;
  const index = Math.round((clientY - cards.getBoundingClientRect().top) / cardStep);
  return {
    column: section.dataset.column,
    isBin: false,
    index: Math.max(0, index),
  };
}
