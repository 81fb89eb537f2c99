import { expect, test } from "vitest";
import { blockOf, readCells, spread, writeCells } from "./block.ts";

test("what one copies is what one pastes, whatever the cells hold", () => {
  const cells = [
    ["Grace Hopper", 'said "hello"', ""],
    ["two\nlines", "a\ttab", "last"],
  ];
  expect(readCells(writeCells(cells))).toEqual(cells);
});

test("a block is read as spreadsheets write it", () => {
  expect(readCells("a\tb\r\nc\td\r\n")).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  expect(readCells('5" screen\tx')).toEqual([['5" screen', "x"]]);
  expect(readCells("one")).toEqual([["one"]]);
  expect(readCells("")).toEqual([[""]]);
});

test("one value fills what is selected, a block that does not fit stands at the corner", () => {
  const block = blockOf({ line: 4, column: 3 }, { line: 2, column: 2 });
  expect(block).toEqual({ top: 2, bottom: 4, left: 2, right: 3 });
  expect(spread([["x"]], block)).toHaveLength(6);
  const places = spread([["a", "b", "c"]], block).map(({ place, text }) => [place.line, place.column, text]);
  expect(places).toEqual([
    [2, 2, "a"],
    [2, 3, "b"],
    [2, 4, "c"],
  ]);
});
