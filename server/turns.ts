import type { Caller } from "./pg.ts";

/** Does `work` when it is the turn of `who`; given up, while it still waits, with the reason of `signal`. */
export type Turns = <Result>(who: Caller, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

/**
 * Turns at what holds a connection, or a thread, of its own for long: so many at once, and so many of one person, that there is room
 * for others. The rest waits in the order in which it came.
 */
export function turns({ atOnce, each }: { atOnce: number; each: number }): Turns {
  const atWork: string[] = [];
  const waiting: { who: string; begin(): void }[] = [];
  const mayBegin = ({ who }: { who: string }) =>
    atWork.length < atOnce && atWork.filter((other) => other === who).length < each;

  function next(): void {
    const at = waiting.findIndex(mayBegin);
    const [first] = at < 0 ? [] : waiting.splice(at, 1);
    if (!first) return;
    atWork.push(first.who);
    first.begin();
  }

  return async (caller, work, signal) => {
    const who = caller.sessionId ?? caller.apiKeyHash?.toString("hex") ?? "";
    await new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      const turn = { who, begin };
      signal?.addEventListener("abort", giveUp);
      waiting.push(turn);
      next();
      function begin() {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      }
      function giveUp() {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(signal?.reason);
      }
    });
    try {
      return await work();
    } finally {
      atWork.splice(atWork.indexOf(who), 1);
      next();
    }
  };
}
