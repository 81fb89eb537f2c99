import { expect, test } from "vitest";
import { pluralOf } from "./pluralOf.ts";

test("the plural is proposed as English makes it", () => {
  const plurals = {
    "Factory order": "Factory orders",
    Company: "Companies",
    Box: "Boxes",
    Key: "Keys",
    Batch: "Batches",
  };
  for (const [singular, plural] of Object.entries(plurals)) expect(pluralOf(singular)).toBe(plural);
  expect(pluralOf("")).toBe("");
});
