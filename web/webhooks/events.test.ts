import { expect, test } from "vitest";
import { isEverything, pairsOf, patternsOf } from "./events.ts";

test("patterns are read as pairs of an object and an operation", () => {
  expect([...pairsOf(["contact.created", "deal.*", "*.deleted"])]).toEqual([
    "contact.created",
    "deal.created",
    "deal.updated",
    "deal.deleted",
    "*.deleted",
  ]);
  expect([...pairsOf(["*"])]).toEqual(["*.created", "*.updated", "*.deleted"]);
});

test("pairs become the fewest patterns that mean the same", () => {
  expect(patternsOf(new Set(["deal.updated", "deal.created", "deal.deleted", "contact.created"]))).toEqual([
    "deal.*",
    "contact.created",
  ]);
  expect(patternsOf(new Set(["*.created", "contact.created", "contact.updated"]))).toEqual([
    "*.created",
    "contact.updated",
  ]);
  expect(patternsOf(pairsOf(["*.created", "*.updated", "*.deleted", "deal.created"]))).toEqual(["*"]);
  expect(patternsOf(new Set())).toEqual([]);
});

test("everything is said in several ways", () => {
  expect(isEverything(["*"])).toBe(true);
  expect(isEverything(["*.*"])).toBe(true);
  expect(isEverything(["*.created", "*.updated", "*.deleted"])).toBe(true);
  expect(isEverything(["*.created", "contact.*"])).toBe(false);
});
