import { expect, test } from "vitest";
import { readDue } from "./dueWords.ts";

const tuesday = new Date(2026, 10, 24, 16, 30);
const read = (text: string) => {
  const due = readDue(text, tuesday);
  if (!due) return undefined;
  const pad = (part: number) => String(part).padStart(2, "0");
  const { at } = due;
  return `${due.title} | ${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}`;
};

test.each([
  ["Call Ana today", "Call Ana | 2026-11-24 09:00"],
  ["Call Ana tomorrow", "Call Ana | 2026-11-25 09:00"],
  ["Call Ana tomorrow 15:00", "Call Ana | 2026-11-25 15:00"],
  ["Call Ana tomorrow at 3pm", "Call Ana | 2026-11-25 15:00"],
  ["Call Ana friday", "Call Ana | 2026-11-27 09:00"],
  ["Call Ana by Fri", "Call Ana | 2026-11-27 09:00"],
  ["Call Ana on tuesday", "Call Ana | 2026-12-01 09:00"],
  ["Call Ana next week", "Call Ana | 2026-11-30 09:00"],
  ["Call Ana in 3 days", "Call Ana | 2026-11-27 09:00"],
  ["Call Ana in 2 weeks", "Call Ana | 2026-12-08 09:00"],
  ["Call Ana 2027-02-03", "Call Ana | 2027-02-03 09:00"],
  ["Call Ana 24 Dec", "Call Ana | 2026-12-24 09:00"],
  ["Call Ana on December 24th", "Call Ana | 2026-12-24 09:00"],
  ["Call Ana 3 jan 12:30", "Call Ana | 2027-01-03 12:30"],
  ["Noon call tomorrow 12pm", "Noon call | 2026-11-25 12:00"],
  ["Early call tomorrow 12am", "Early call | 2026-11-25 00:00"],
])("%s is due when it says", (text, expected) => expect(read(text)).toBe(expected));

test.each([
  "Call Ana",
  "tomorrow",
  "Meet Mr Friday soon",
  "Call Ana 31 Jun",
  "Call Ana tomorrow 25:00",
  "Order 500 monitors",
])("%s says nothing of when", (text) => expect(read(text)).toBeUndefined());
