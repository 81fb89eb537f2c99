import { expect, test } from "vitest";
import { inWords } from "./inWords.ts";

test("a value that does not fit its type is refused in words that name the field", () => {
  const refusal = (value: string, path: string, reason: string) =>
    inWords(`Variable "$patch" got invalid value ${value} at "${path}"; ${reason}`);
  expect(refusal("33.5", "patch.probability", "Int cannot represent non-integer value: 33.5")).toBe(
    "Probability is a whole number, not 33.5.",
  );
  expect(
    refusal(
      "3000000000",
      "items[0].patch.headCount",
      "Int cannot represent non 32-bit signed integer value: 3000000000",
    ),
  ).toBe("3000000000 is too large for head count: the largest is 2,147,483,647.");
  expect(refusal('"x"', "patch.emails[1]", "Expected type “Email”.")).toBe('Emails cannot be "x".');
  expect(inWords("A deal needs a title.")).toBe("A deal needs a title.");
});
