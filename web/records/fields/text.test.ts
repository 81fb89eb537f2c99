import { expect, test } from "vitest";
import { setFormats } from "../../lib/formats.ts";
import type { FieldMeta } from "../../workspace/metadata.ts";
import { copyText, editableText, parseText } from "./text.ts";

const field = (type: string, settings: Record<string, unknown> = {}): FieldMeta => ({
  id: "probability",
  object: "deals",
  name: "probability",
  columnName: "probability",
  apiName: "probability",
  relationApiName: null,
  label: "Probability",
  type,
  settings,
  help: "",
  targetObject: null,
  inverseName: null,
  inverseLabel: null,
  isRequired: false,
  isUnique: false,
  isReadOnly: false,
  isCustom: false,
  isActive: true,
  group: "",
  linkTable: null,
  position: 0,
  default: null,
  options: [
    { value: "a", label: "Ay", color: "gray" },
    { value: "c", label: "Sea, deep", color: "gray" },
  ],
});
const metadata = { members: [], member: () => undefined, object: () => undefined };
const parse = (text: string, ...of: Parameters<typeof field>) => parseText(text, field(...of), metadata);
const refused = (text: string, ...of: Parameters<typeof field>) => {
  const parsed = parse(text, ...of);
  return parsed.ok ? parsed.value : parsed.message;
};

test("what cannot be read is refused with words, and is never half of it", () => {
  expect(parse("12.5k", "currency")).toEqual({ ok: true, value: "12500" });
  expect(refused("12abc", "currency")).toBe("“12abc” is not a number. Write it like 1,500, 1.5k, 2m or 1bn.");
  expect(parse("34 %", "number", { unit: "%", decimals: 0 })).toEqual({ ok: true, value: 34 });
  expect(refused("33.5", "number", { unit: "%", decimals: 0 })).toBe("Probability is a whole number.");
  expect(refused("12/2412", "date")).toMatch(/^“12\/2412” is not a day\. Write it like /);
  expect(refused("soon", "date_time")).toMatch(/^“soon” is not a date and time\./);
  expect(refused("maybe", "boolean")).toBe("“maybe” is neither yes nor no.");
  expect(refused("Ay, Bee", "multi_enum")).toBe("“Bee” is not one of the choices of Probability.");
});

test("what programs write is read too", () => {
  expect(parse("2026-12-24", "date")).toEqual({ ok: true, value: "2026-12-24" });
  expect(parse("2026-12-24T23:30", "date")).toEqual({ ok: true, value: "2026-12-24" });
  expect(parse("2026-12-24T15:00Z", "date_time")).toEqual({ ok: true, value: "2026-12-24T15:00:00.000Z" });
});

test("several choices are read as they are copied, those too with a comma of their own", () => {
  const one = field("multi_enum");
  for (const value of [["c", "a"], ["a", "c"], ["c"]])
    expect(parseText(copyText(value, one, { id: "r" }, metadata), one, metadata)).toEqual({ ok: true, value });
  expect(parse("sea, deep , ay,", "multi_enum")).toEqual({ ok: true, value: ["c", "a"] });
  expect(refused("Sea, Ay", "multi_enum")).toBe("“Sea” is not one of the choices of Probability.");
});

test("a number that is copied in a country is the same number when it is pasted there", () => {
  try {
    setFormats({ locale: "de-DE", currency: "EUR" });
    const one = field("currency");
    expect(editableText("1.234", one)).toBe("1,234");
    expect(parseText(copyText("1.234", one, { id: "r" }, metadata), one, metadata)).toEqual({
      ok: true,
      value: "1.234",
    });
  } finally {
    setFormats({ locale: "en-US", currency: "USD" });
  }
});
