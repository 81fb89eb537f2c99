import { expect, test } from "vitest";
import { endOf, periodOf } from "./periods.ts";

test.each([
  ["day", "2026-11-25", "2026-11-26"],
  ["week", "2026-11-23", "2026-11-30"],
  ["month", "2026-11-01", "2026-12-01"],
  ["quarter", "2026-10-01", "2027-01-01"],
  ["year", "2026-01-01", "2027-01-01"],
] as const)("25 November 2026 lies in its %s from %s until before %s", (unit, first, end) => {
  expect(periodOf("2026-11-25", unit)).toBe(first);
  expect(endOf(first, unit)).toBe(end);
});

test("a week begins on Monday, also when that is last year", () => {
  expect(periodOf("2027-01-01", "week")).toBe("2026-12-28");
  expect(periodOf("2026-11-22", "week")).toBe("2026-11-16");
});
