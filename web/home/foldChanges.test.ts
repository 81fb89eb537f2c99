import { expect, test } from "vitest";
import { type ChangeLine, foldChanges } from "./foldChanges.ts";

let id = 0;
const change = (given: Partial<ChangeLine>): ChangeLine => ({
  id: String(++id),
  at: `2026-11-24T10:00:${String(60 - id).padStart(2, "0")}Z`,
  operation: "update",
  object: "deals",
  recordId: "a",
  title: "A",
  userId: "ana",
  source: "web",
  transactionId: String(id),
  ...given,
});
const tell = (changes: readonly ChangeLine[]) =>
  foldChanges(changes).map((one) => `${one.userId} ${one.operation} ${one.count} ${one.recordId}`);

test("edits of one record in a row are one line", () => {
  expect(tell([change({}), change({}), change({ recordId: "b" }), change({})])).toEqual([
    "ana update 1 a",
    "ana update 1 b",
    "ana update 1 a",
  ]);
});

test("what one transaction did to many is one line that counts records", () => {
  const transactionId = "7";
  const many = ["a", "b", "b", "c"].map((recordId) => change({ recordId, transactionId, operation: "insert" }));
  expect(tell(many)).toEqual(["ana insert 3 a"]);
});

test("people, objects and operations are kept apart", () => {
  expect(tell([change({}), change({ userId: "bob" }), change({ userId: "bob", operation: "delete" })])).toEqual([
    "ana update 1 a",
    "bob update 1 a",
    "bob delete 1 a",
  ]);
});

test("a record that was made and filled in was made", () => {
  expect(tell([change({}), change({ operation: "insert" })])).toEqual(["ana insert 1 a"]);
});
