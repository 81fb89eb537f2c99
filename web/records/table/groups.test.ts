import { expect, test } from "vitest";
import { byTitle, type Group } from "./groups.ts";

test("groups by a related record are in the order of what those are called, and the one of none is last", () => {
  const group = (value: string | null): Group => ({
    key: value ?? "",
    value,
    count: 1,
    filter: undefined,
    values: new Map(),
  });
  const titles = new Map([
    ["1", "Zeta"],
    ["2", "Émile"],
    ["3", "acme"],
  ]);
  const keys = byTitle([group("1"), group(null), group("2"), group("3")], titles).map(({ key }) => key);
  expect(keys).toEqual(["3", "2", "1", ""]);
});
