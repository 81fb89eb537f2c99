import { expect, test } from "vitest";
import { dateText, readDay, readDue, readMoment } from "./dueWords.ts";
import { dayText, setFormats } from "./formats.ts";

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
  ["Call Ana +5d", "Call Ana | 2026-11-29 09:00"],
  ["Call Ana 24.12. 15:00", "Call Ana | 2026-12-24 15:00"],
  ["Send offer friday 9:00", "Send offer | 2026-11-27 09:00"],
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
  "Order marbles 3",
  "Update to 4.2",
  "Read pages 1-2",
  "Talk about support 24/7",
])("%s says nothing of when", (text) => expect(read(text)).toBeUndefined());

const textOf = (date: Date | undefined) => date && dayText(date);

test.each([
  ["12/24", "2026-12-24"],
  ["1/31", "2027-01-31"],
  ["11/24", "2026-11-24"],
  ["12/24/25", "2025-12-24"],
  ["12-24-2026", "2026-12-24"],
  ["24.12.", "2026-12-24"],
  ["24.12", "2026-12-24"],
  ["24.12.2027", "2027-12-24"],
  ["29.2.", "2028-02-29"],
  ["2027/2/3", "2027-02-03"],
  ["24 Dec 2027", "2027-12-24"],
  ["Dec 24, 2027", "2027-12-24"],
  ["+5d", "2026-11-29"],
  ["+2w", "2026-12-08"],
  ["-1d", "2026-11-23"],
  ["Today", "2026-11-24"],
  ["tomorrow", "2026-11-25"],
  ["yesterday", "2026-11-23"],
  ["fri", "2026-11-27"],
  ["next monday", "2026-11-30"],
])("%s is a day by itself", (text, expected) => expect(textOf(readDay(text, tuesday))).toBe(expected));

test.each(["", "soon", "24/12", "31.6.", "monk", "12", "1e3", "9999"])("%s is no day", (text) =>
  expect(readDay(text, tuesday)).toBeUndefined(),
);

test("a day and a month are read in the order of the member's country", () => {
  try {
    setFormats({ locale: "en-GB", currency: "GBP" });
    expect(textOf(readDay("24/12", tuesday))).toBe("2026-12-24");
    expect(textOf(readDay("3/2/2027", tuesday))).toBe("2027-02-03");
    expect(readDay("12/24", tuesday)).toBeUndefined();
  } finally {
    setFormats({ locale: "en-US", currency: "USD" });
  }
});

test.each([
  ["de-DE", "24. Dezember 2027", "2027-12-24"],
  ["de-DE", "3. Mär", "2027-03-03"],
  ["de-DE", "Freitag", "2026-11-27"],
  ["de-DE", "24 Oct", "2027-10-24"],
  ["fr-FR", "1er févr. 2027", "2027-02-01"],
  ["es-ES", "24 de diciembre de 2026", "2026-12-24"],
  ["es-ES", "miércoles", "2026-11-25"],
  ["nl-NL", "2 mrt", "2027-03-02"],
  ["pl-PL", "5 grudnia 2026", "2026-12-05"],
  ["pt-BR", "quinta-feira", "2026-11-26"],
  ["ja-JP", "2026年12月24日", "2026-12-24"],
  ["ko-KR", "2026. 12. 24.", "2026-12-24"],
])("in %s, %s is a day", (locale, text, expected) => {
  try {
    setFormats({ locale, currency: "EUR" });
    expect(textOf(readDay(text, tuesday))).toBe(expected);
  } finally {
    setFormats({ locale: "en-US", currency: "USD" });
  }
});

test("a moment is a day with or without its time", () => {
  expect(readMoment("friday 15:00", tuesday)).toEqual(new Date(2026, 10, 27, 15));
  expect(readMoment("Dec 24, 2026, 3:30 PM", tuesday)).toEqual(new Date(2026, 11, 24, 15, 30));
  expect(readMoment("24.12.", tuesday)).toEqual(new Date(2026, 11, 24, 9));
  expect(readMoment("15:00", tuesday)).toBeUndefined();
});

test.each([
  "en-US",
  "en-GB",
  "en-CA",
  "de-AT",
  "es-MX",
  "fr-CA",
  "pt-PT",
  "pt-BR",
  "da-DK",
  "fi-FI",
  "cs-CZ",
  "ja-JP",
  "ko-KR",
])("days and moments are edited as %s writes them, if they can be read back so", (locale) => {
  setFormats({ locale, currency: "USD" });
  for (let month = 0; month < 12; month++) {
    const at = new Date(2027, month, 26, 15, 5);
    expect(readMoment(dateText(at.toISOString()))).toEqual(at);
    expect(readDay(dateText(dayText(at)))).toEqual(new Date(2027, month, 26));
  }
  if (locale === "de-AT") expect(dateText("2027-01-26")).toBe("26. Jän. 2027");
  if (locale === "ko-KR") expect(dateText("2027-01-26")).toBe("2027-01-26");
  setFormats({ locale: "en-US", currency: "USD" });
});
