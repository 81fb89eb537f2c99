import { expect, test } from "vitest";
import { parseNumber } from "./number.ts";

test("numbers are read as people write them", () => {
  expect(parseNumber("1,234.50")).toBe("1234.50");
  expect(parseNumber("1.234,50")).toBe("1234.50");
  expect(parseNumber("$1 200")).toBe("1200");
  expect(parseNumber("1,234")).toBe("1234");
  expect(parseNumber("3,5")).toBe("3.5");
  expect(parseNumber("-7")).toBe("-7");
  expect(parseNumber("12345678901234567890.12")).toBe("12345678901234567890.12");
});

test("what is no number is refused", () => {
  expect(parseNumber("abc")).toBeUndefined();
  expect(parseNumber("1-2")).toBeUndefined();
  expect(parseNumber("")).toBeUndefined();
});
