import { expect, test } from "vitest";
import { changedSettings, draftOf, removedOptions, settingsOf, typeOf } from "./fieldDraft.ts";

const draft = draftOf(undefined);

test("a new field sends what was filled in, of what its type takes", () => {
  const number = { ...draft, type: "number", decimals: "2", unit: " kg", required: true, max: "9", help: "Net" };
  expect(settingsOf(number, ["required", "unique", "default", "decimals", "unit"])).toEqual({
    help: "Net",
    required: true,
    decimals: 2,
    unit: " kg",
  });
});

test("the options of a choice go in their order, without those left empty", () => {
  const options = [
    { key: "1", label: "Quote ", color: "gray" },
    { key: "2", label: "", color: "blue" },
    { key: "3", value: "sent", label: "Shipped", color: "green" },
  ];
  expect(settingsOf({ ...draft, type: "enum", options, default: "Quote" }, ["default", "options"])).toEqual({
    default: "Quote",
    options: [
      { label: "Quote", color: "gray" },
      { label: "Shipped", color: "green", value: "sent" },
    ],
  });
  expect(removedOptions({ ...draft, options }, { ...draft, options: options.slice(0, 2) })).toEqual([options[2]]);
});

test("an edited field sends only what has changed, and null for what was emptied", () => {
  const before = { ...draft, type: "number", decimals: "2", default: "5", help: "Net" };
  const after = { ...before, default: "", help: "Gross" };
  expect(changedSettings(before, after, ["required", "default", "decimals"])).toEqual({ default: null, help: "Gross" });
});

test("a formula is edited with the labels of its fields", () => {
  const field = { type: "number", settings: { formula: "{unit_price} * {gone}" } };
  expect(typeOf(field)).toBe("formula");
  const { formula, type } = draftOf(field as Parameters<typeof draftOf>[0], [
    { name: "unit_price", label: "Unit price" },
  ]);
  expect([type, formula]).toEqual(["formula", "{Unit price} * {gone}"]);
});
