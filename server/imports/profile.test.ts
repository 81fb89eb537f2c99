import { expect, test } from "vitest";
import { profileColumns } from "./profile.ts";

/** How a file of these columns is read, and the values that are only guessed. */
function guess(columns: Record<string, string[]>, known: { delimiter?: string; locale?: string } = {}) {
  const profile = profileColumns(Object.keys(columns), known);
  const values = Object.values(columns);
  for (const n of values[0]?.keys() ?? []) profile.add(values.map((column) => column[n] ?? ""));
  const { dateOrder, numberFormat, columns: found } = profile.end();
  return { dateOrder, numberFormat, doubts: Object.assign({}, ...found.map(({ doubts }) => doubts)) };
}

test("a point before three digits, in every value, is read as the rest of the file says", () => {
  const amounts = ["12.500", "7.250"];
  const thousands = { numberFormat: "1.234,56", doubts: {} };
  const decimals = { numberFormat: "1,234.56", doubts: {} };
  expect(guess({ v: amounts }, { delimiter: ";" })).toMatchObject(thousands);
  expect(guess({ v: ["12.500 €", "7.250 €"] })).toMatchObject(thousands);
  expect(guess({ Umsatz: amounts })).toMatchObject(thousands);
  expect(guess({ v: amounts, on: ["03.04.2026", "05.06.2026"] })).toMatchObject(thousands);
  expect(guess({ v: amounts, w: ["1,5", "2,25"] })).toMatchObject(thousands);
  expect(guess({ v: amounts }, { locale: "de-DE" })).toMatchObject(thousands);
  expect(guess({ v: [...amounts, "1.250.000"] })).toMatchObject(thousands);
  expect(guess({ v: [...amounts, "0.250"] })).toMatchObject(decimals);
  expect(guess({ v: [...amounts, "3.5"] }, { delimiter: ";" })).toMatchObject(decimals);
  expect(guess({ v: amounts, w: ["1.5", "2.25"] })).toMatchObject(decimals);
});

test("where nothing tells thousands from decimals, a value is given to be looked at", () => {
  expect(guess({ v: ["12.500", "7.250"] })).toMatchObject({
    numberFormat: "1.234,56",
    doubts: { numberFormat: "12.500" },
  });
  expect(guess({ v: ["12.500"], latitude: ["48.1374"] }, { delimiter: ";" })).toMatchObject({
    numberFormat: "1.234,56",
    doubts: { numberFormat: "12.500" },
  });
  expect(guess({ v: ["12,500", "7,250"] })).toMatchObject({ numberFormat: "1,234.56", doubts: {} });
});

test("dates with points begin with the day; others as the file or the member's country has it, to be looked at", () => {
  expect(guess({ on: ["03.04.2026"] })).toMatchObject({ dateOrder: "DMY", doubts: {} });
  expect(guess({ on: ["03/04/2026", "12/31/2026"] })).toMatchObject({ dateOrder: "MDY", doubts: {} });
  const doubts = { dateOrder: "03/04/2026" };
  expect(guess({ on: ["03/04/2026"] })).toMatchObject({ dateOrder: "MDY", doubts });
  expect(guess({ on: ["03/04/2026"] }, { locale: "en-GB" })).toMatchObject({ dateOrder: "DMY", doubts });
  expect(guess({ on: ["03/04/2026"] }, { delimiter: ";" })).toMatchObject({ dateOrder: "DMY", doubts });
  expect(guess({ on: ["03/04/2026"], v: ["1,5"] })).toMatchObject({ dateOrder: "DMY", doubts });
  expect(guess({ on: ["2026-03-04", "03/03/2026"] })).toMatchObject({ doubts: {} });
});

function kindOf(...cells: string[]): string | undefined {
  const profile = profileColumns(["x"]);
  for (const cell of cells) profile.add([cell]);
  return profile.end().columns[0]?.kind;
}

test("an amount is a number in whatever currency it is written, and a phone number with points is none", () => {
  for (const amount of [
    ...[
      "1.250,00 €",
      "CHF 1'200.50",
      "R$ 1.200",
      "1 250,50 руб.",
      "1.200,00 TL",
      "￥1,250",
      "\\1,250,000",
      "₹1,20,000.50",
    ],
    ...["1,250,000円", "5万", "1'200.—", "$1.2M", "(2,50)", "1.234.567", "15 Kč"],
  ])
    expect([amount, kindOf(amount)]).toEqual([amount, "number"]);
  for (const number of ["+49.170.1234567", "079.333.44.55", "01.23.45.67.89"])
    expect([number, kindOf(number)]).toEqual([number, "phone"]);
  expect(kindOf("198.2.191.34", "10.0.0.255")).toBe("text");
  expect(kindOf("DE123456789", "AB 12")).toBe("text");
});

test("numbers that begin with a zero are text, unless they are phone numbers", () => {
  expect(kindOf(...Array(99).fill("10115"), "04109")).toBe("text");
  expect(kindOf("0", "0.5", "10")).toBe("number");
  expect(kindOf("0301234567", "+49 (0)341 / 12 34 56", "030 1234567 ::: 0171 1234567")).toBe("phone");
});

test("the error of a formula, and NULL, is no value of a column", () => {
  const profile = profileColumns(["amount"]);
  for (const cell of ["12", "#N/A", "15", "NULL", "#DIV/0!"]) profile.add([cell]);
  expect(profile.end().columns).toMatchObject([{ kind: "integer", samples: ["12", "15"], filled: 0.4 }]);
});
