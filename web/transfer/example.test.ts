import { expect, test } from "vitest";
import { setFormats } from "../lib/formats.ts";
import { dateExample, numberExample } from "./example.ts";

test("a value of a file is shown as it is read in the format chosen", () => {
  setFormats({ locale: "en-US", currency: "USD" });
  expect(numberExample("12.500 €", "1.234,56")).toBe("12,500");
  expect(numberExample("12.500", "1,234.56")).toBe("12.5");
  expect(numberExample("12,500 EUR", "1.234,56")).toBe("12.5");
  expect(dateExample("03/04/2026", "MDY")).toBe("Mar 4, 2026");
  expect(dateExample("03/04/26 10:00", "DMY")).toBe("Apr 3, 2026");
  expect(dateExample("2026-03-04", "DMY")).toBe("Mar 4, 2026");
  expect(dateExample("31/12/2026", "MDY")).toBeUndefined();
});
