import { expect, test } from "vitest";
import { matching } from "./match.ts";

const names = [
  "Go to Home",
  "Go to Reports",
  "Go to Settings",
  "Settings Members invite",
  "Settings Pipelines stages",
  "Settings API keys",
  "Create New deal",
  "Create New company",
  "Record Delete this deal",
  "General Log out sign out",
  "General Dark theme appearance",
];
const find = (typed: string) => matching(typed, names, (name) => name);

test("an action is found by the beginnings of its words, in any order, and by what says the same", () => {
  expect(find("reports")).toEqual(["Go to Reports"]);
  expect(find("api keys")).toEqual(["Settings API keys"]);
  expect(find("keys api")).toEqual(["Settings API keys"]);
  expect(find("stages")).toEqual(["Settings Pipelines stages"]);
  expect(find("new deal")).toEqual(["Create New deal"]);
  expect(find("create deal")).toEqual(["Create New deal"]);
  expect(find("add comp")).toEqual(["Create New company"]);
  expect(find("log out")).toEqual(["General Log out sign out"]);
  expect(find("remove deal")).toEqual(["Record Delete this deal"]);
  expect(find("dark mode")).toEqual(["General Dark theme appearance"]);
  expect(find("")).toEqual(names);
});

test("slips of the fingers are forgiven where nothing is called so", () => {
  expect(find("sttings")[0]).toBe("Go to Settings");
  expect(find("new dael")).toEqual(["Create New deal"]);
  expect(find("membres")).toEqual(["Settings Members invite"]);
  expect(find("reprots")).toEqual(["Go to Reports"]);
  expect(find("xyz")).toEqual([]);
  expect(find("dog")).toEqual([]);
});
