import { expect, test } from "vitest";
import { dayName, dueName, dueWords } from "./dayName.ts";
import { formatAgo, formatLongDate, setFormats, today } from "./formats.ts";

test("when something is due is said with its time, unless it has only a day", () => {
  setFormats({ locale: "en-GB", currency: "USD" });
  expect(dueName(new Date(`${today(1)}T15:00`).toISOString())).toBe("Tomorrow 15:00");
  expect(dueName(new Date(`${today(1)}T09:00`).toISOString())).toBe("Tomorrow");
  expect(dueWords(new Date(`${today(1)}T09:00`).toISOString())).toBe("tomorrow");
  expect(dueName(new Date(2031, 0, 7, 8, 30).toISOString())).toBe("7 Jan 2031 8:30");
});

test("days of the week and times ago are English words in all countries, dates are as the country writes them", () => {
  setFormats({ locale: "de-DE", currency: "EUR" });
  const day = today(3);
  expect(dayName(day)).toBe(new Date(`${day}T12:00`).toLocaleDateString("en", { weekday: "long" }));
  expect(formatAgo(new Date(0).toISOString(), 120_000)).toBe("2 min. ago");
  expect(formatLongDate("2026-11-24")).toBe("Tuesday, 24. November");
  expect(dayName("2031-01-07")).toBe("7. Jan. 2031");
});
