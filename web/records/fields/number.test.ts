import { expect, test } from "vitest";
import { parseNumber } from "./number.ts";

test("numbers are read as people write them", () => {
  expect(parseNumber("1,234.50")).toBe("1234.50");
  expect(parseNumber("1.234,50")).toBe("1234.50");
  expect(parseNumber("$1 200")).toBe("1200");
  expect(parseNumber("1 200 €")).toBe("1200");
  expect(parseNumber("1,234")).toBe("1234");
  expect(parseNumber("3,5")).toBe("3.5");
  expect(parseNumber("-7")).toBe("-7");
  expect(parseNumber("-$1,200")).toBe("-1200");
  expect(parseNumber("1,234,567")).toBe("1234567");
  expect(parseNumber("12,34,567")).toBe("1234567");
  expect(parseNumber("12345678901234567890.12")).toBe("12345678901234567890.12");
});

test("k, m and bn are thousands, millions and billions", () => {
  expect(parseNumber("15k")).toBe("15000");
  expect(parseNumber("20K")).toBe("20000");
  expect(parseNumber("12.5k")).toBe("12500");
  expect(parseNumber("$ 1.5 M")).toBe("1500000");
  expect(parseNumber("2m")).toBe("2000000");
  expect(parseNumber(".5k")).toBe("500");
  expect(parseNumber("-3bn")).toBe("-3000000000");
  expect(parseNumber("1.2345k")).toBe("1234.5");
});

test("what is no number is refused, not made into one", () => {
  for (const text of ["abc", "12abc", "1e3", "1-2", "1 2", "12 34", "1.2.3", "k", "1200 EUR", "50%", ""])
    expect([text, parseNumber(text)]).toEqual([text, undefined]);
});

test("1.234 is a thousand and some, or one and some, as the member's country has it", () => {
  expect(parseNumber("1.234", ".")).toBe("1.234");
  expect(parseNumber("1,234", ".")).toBe("1234");
  expect(parseNumber("1.234", ",")).toBe("1234");
  expect(parseNumber("1,234", ",")).toBe("1.234");
  expect(parseNumber("1.234.567", ".")).toBe("1234567");
});
