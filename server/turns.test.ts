import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("so many are at work at once, so many of each, and the others in the order in which they came", async () => {
  const inTurn = turns({ atOnce: 3, each: 2 });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const come = (who: string, name: string) =>
    inTurn({ sessionId: who }, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [come("ana", "a1"), come("ana", "a2"), come("ana", "a3"), come("uli", "u1"), come("uli", "u2")];
  await sleep(1);
  expect(begun).toEqual(["a1", "a2", "u1"]);
  ends[2]?.();
  await sleep(1);
  expect(begun).toEqual(["a1", "a2", "u1", "u2"]);
  ends[0]?.();
  await sleep(1);
  expect(begun).toEqual(["a1", "a2", "u1", "u2", "a3"]);
  for (const end of ends) end();
  await Promise.all(all);
});

test("who gives up waiting, or fails, takes nobody's place", async () => {
  const inTurn = turns({ atOnce: 1, each: 1 });
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const first = inTurn({ sessionId: "ana" }, () => end);
  const gone = new AbortController();
  const second = inTurn({ sessionId: "uli" }, async () => "never", gone.signal);
  const third = inTurn({ sessionId: "uli" }, async () => {
    throw new Error("no luck");
  });
  const last = inTurn({ sessionId: "rae" }, async () => "done");
  gone.abort(new Error("went away"));
  await expect(second).rejects.toThrow("went away");
  resolve();
  await first;
  await expect(third).rejects.toThrow("no luck");
  expect(await last).toBe("done");
  await expect(inTurn({ sessionId: "uli" }, async () => "never", gone.signal)).rejects.toThrow("went away");
});
