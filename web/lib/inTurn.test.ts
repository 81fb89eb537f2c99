import { expect, test } from "vitest";
import { inTurn } from "./inTurn.ts";

test("changes of one thing are sent in the order in which they were made, also after one that is refused", async () => {
  const sent: string[] = [];
  const change = (name: string, pause: number, isRefused = false) =>
    inTurn("role", async () => {
      sent.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      sent.push(`${name} ends`);
      if (isRefused) throw new Error(`${name} is refused`);
      return name;
    });
  const answers = await Promise.allSettled([change("one", 20), change("two", 10, true), change("three", 0)]);
  expect(sent).toEqual(["one begins", "one ends", "two begins", "two ends", "three begins", "three ends"]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("changes of different things do not wait for each other", async () => {
  const never = inTurn("a", () => new Promise<never>(() => undefined));
  expect(await Promise.race([inTurn("b", async () => "sent"), never])).toBe("sent");
});
