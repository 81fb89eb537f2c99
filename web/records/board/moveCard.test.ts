import { expect, test } from "vitest";
import { type Move, newestOf, placesOf, positionBetween, positionsBetween, withLoaded } from "./moveCard.ts";

const card = (id: string) => ({ id });
const cards = [card("a"), card("b"), card("c")];
const shown = (moves: Move<{ id: string }>[], column: string, count = cards.length) =>
  placesOf({
    column,
    count,
    cardAt: (index) => cards[index],
    columnOf: () => column,
    moves: new Map(moves.map((move) => [move.card.id, move])),
  }).map((place) => ("card" in place ? place.card.id : place.index));

test("a card that is moved elsewhere is gone from its column", () => {
  expect(shown([{ card: card("b"), to: "won", before: undefined }], "open")).toEqual(["a", "c"]);
});

test("a card that comes stands before its neighbour", () => {
  expect(shown([{ card: card("x"), to: "open", before: "b" }], "open")).toEqual(["a", "x", "b", "c"]);
});

test("a card that is moved within its column changes places and is there once", () => {
  expect(shown([{ card: card("a"), to: "open", before: undefined }], "open")).toEqual(["b", "c", "a"]);
  expect(shown([{ card: card("c"), to: "open", before: "a" }], "open")).toEqual(["c", "a", "b"]);
});

test("cards that are not loaded keep their places", () => {
  expect(shown([{ card: card("b"), to: "won", before: undefined }], "open", 5)).toEqual(["a", "c", 3, 4]);
});

test("a card that two columns have for a moment stands only where it went last", () => {
  const before = { id: "a", stage: "open", updatedAt: "2026-11-30T10:00:00.5+00:00" };
  const after = { id: "a", stage: "won", updatedAt: "2026-11-30T10:00:00.51+00:00" };
  const newest = newestOf([before, after, before]);
  const shown = (column: string, card: typeof before) =>
    placesOf({
      column,
      count: 1,
      cardAt: () => card,
      columnOf: ({ id }) => String(newest.get(id)?.stage),
      moves: new Map(),
    });
  expect(shown("open", before)).toEqual([]);
  expect(shown("won", after)).toEqual([{ card: after }]);
});

test("under a hand that drags, columns stay as they were, and only what was missing comes", () => {
  const before = new Map([["open", [{ card: card("a") }, { index: 1 }, { index: 2 }]]]);
  const now = new Map([["open", [{ card: card("new") }, { card: card("a") }, { card: card("c") }]]]);
  expect(withLoaded(before, now).get("open")).toEqual([{ card: card("a") }, { index: 1 }, { card: card("c") }]);
});

test("a position lies between its neighbours", () => {
  expect(positionBetween(1, 2)).toBe(1.5);
  expect(positionBetween(undefined, 5)).toBe(4);
  expect(positionBetween(5, undefined)).toBe(6);
  expect(positionBetween(undefined, undefined)).toBe(0);
});

test("several cards find room between two neighbours, in their order", () => {
  expect(positionsBetween(1, 4, 2)).toEqual([2, 3]);
  expect(positionsBetween(undefined, 10, 2)).toEqual([8, 9]);
  expect(positionsBetween(5, undefined, 2)).toEqual([6, 7]);
  expect(positionsBetween(undefined, undefined, 1)).toEqual([1]);
});
