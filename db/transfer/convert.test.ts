import { expect } from "vitest";
import { type Queries, test } from "../testing.ts";
import { importFile } from "./importing.ts";

/** Each text as the function reads it. */
async function read(as: Queries, expression: string, texts: string[]) {
  const rows = await as.rows(
    `select ${expression} as value from unnest($1::text[]) with ordinality u (cell, n) order by n`,
    [texts],
  );
  return Object.fromEntries(texts.map((text, n) => [text, rows[n]?.value]));
}

test("a number that can be read in one way only is read so, whatever the file's format", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  const certain = {
    "1.234,56 €": "1234.56",
    "$1,234.56": "1234.56",
    "1,5": "1.5",
    "1.5": "1.5",
    "0.125": "0.125",
    "0,125": "0.125",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1234,567": "1234.567",
    "(2,50)": "-2.50",
    "15k": "15000",
    "$1.2M": "1200000",
    "2,5 Mio. €": "2500000",
    "15 Kč": "15",
    "5 kr": "5",
    "1,23,456.78": "123456.78",
    "Rs. 1,20,000.50": "120000.50",
    "1 250,50 руб.": "1250.50",
    "1.200,00 TL": "1200.00",
    "CHF 1'200.—": "1200",
    "￥1,250,000": "1250000",
    "\\1,250,000": "1250000", // ¥ and ₩ as Shift JIS and EUC-KR have them
    "1,250,000円": "1250000",
    "5万": "50000",
    "1.2億円": "120000000",
    viele: null,
    "1.2.3": null,
    "5 km": null,
  };
  for (const format of ["1,234.56", "1.234,56"])
    expect(await read(as, `app_hidden.import_number(cell, '${format}')`, Object.keys(certain))).toEqual(certain);
  expect(await read(as, "app_hidden.import_number(cell, '1.234,56')", ["12.500", "12,500", "12.500k"])).toEqual({
    "12.500": "12500",
    "12,500": "12.500",
    "12.500k": "12500000",
  });
  expect(await read(as, "app_hidden.import_number(cell, '1,234.56')", ["12.500", "12,500"])).toEqual({
    "12.500": "12.500",
    "12,500": "12500",
  });
});

test("a date that can be read in one way only is read so, also with its month in words", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  const certain = {
    "12/31/84": "1984-12-31",
    "31.12.1984": "1984-12-31",
    "31-12-1984": "1984-12-31",
    "1984-12-31": "1984-12-31",
    "1984/12/31": "1984-12-31",
    "31 Dez 1984": "1984-12-31",
    "31. Dezember 1984": "1984-12-31",
    "Montag, 31. Dezember 1984": "1984-12-31",
    "1er août 2024": "2024-08-01",
    "3 févr. 2024": "2024-02-03",
    "31 de diciembre de 1984": "1984-12-31",
    "5 gennaio 2024": "2024-01-05",
    "7 de março de 2024": "2024-03-07",
    "3 mrt 2024": "2024-03-03",
    "14 października 2024": "2024-10-14",
    "Jan 5, 2024": "2024-01-05",
    "June 5th, 2024": "2024-06-05",
    "31-Dec-84": "1984-12-31",
    "2024年3月5日": "2024-03-05",
    "31.12.1984 14.30": "1984-12-31",
    "31/12/1984 14h30": "1984-12-31",
    "31.12.1984, 14:30 Uhr": "1984-12-31",
    "31 Dec 1984 14.30": "1984-12-31",
  };
  for (const order of ["MDY", "DMY"]) {
    await as.query(`set local datestyle = 'ISO, ${order}'`);
    expect(await read(as, `app_hidden.import_date(cell, '${order}')::date::text`, Object.keys(certain))).toEqual(
      certain,
    );
    expect(await read(as, `app_hidden.import_date(cell, '${order}')::date::text`, ["03/04/2026"])).toEqual({
      "03/04/2026": order === "DMY" ? "2026-04-03" : "2026-03-04",
    });
  }
  expect(await read(as, "app_hidden.import_date(cell, 'MDY')", ["today", "45000", "soon"])).toEqual({
    today: null,
    45000: null,
    soon: null,
  });
});

test("an extension belongs to the number before it, and addresses may be parted by a slash", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  const phones = await read(as, "app_hidden.import_list(array[cell], 'phones')", [
    "+1 555 123 4567, ext 5; 555-987-6543",
    "0221 4711 / 0221 4712, Durchwahl 12",
    "555 1234, 12",
    "+49 (0)341 / 12 34 56",
    "0341 / 123456",
    "555-123-4567 / 555-987-6543",
    "+1 212-555-0101 ::: +1 212-555-0102",
    "٠٥٠١٢٣٤٥٦٧",
    "p:+15550101234",
    "Tel.: 0221 4711; mobil: 0171 1234567",
  ]);
  expect(Object.values(phones)).toEqual([
    ["+1 555 123 4567 ext 5", "555-987-6543"],
    ["0221 4711", "0221 4712 Durchwahl 12"],
    ["555 1234, 12"],
    ["+49 (0)341 / 12 34 56"],
    ["0341 / 123456"],
    ["555-123-4567", "555-987-6543"],
    ["+1 212-555-0101", "+1 212-555-0102"],
    ["0501234567"],
    ["+15550101234"],
    ["0221 4711", "0171 1234567"],
  ]);
  const emails = await read(as, "app_hidden.import_list(array[cell], 'emails')", [
    "ann@b.com / ann2@b.com",
    "Ann <ann@b.com> / Bo Berg <bo@b.com>",
    'ann@b.com ::: "Berg, Bo" <bo@b.com>',
  ]);
  expect(Object.values(emails)).toEqual([
    ["ann@b.com", "ann2@b.com"],
    ["ann@b.com", "bo@b.com"],
    ["ann@b.com", "bo@b.com"],
  ]);
});

test("numbers and dates may be written in the digits of any keyboard, or are refused as one value of one row", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const { rows } = await importFile(
    db,
    ann,
    "contacts",
    "last name,birthday,phone\nعلي,١٥/٠٣/١٩٨٠,٠٥٠١٢٣٤٥٦٧\n佐藤,１９８０年３月４日,０９０－１２３４－５６７８\nสมชาย,๑๕/๐๓/๑๙๘๐,\n",
  );
  expect(rows).toMatchObject([
    { diff: { birthday: [null, "1980-03-15"], phones: [null, ["0501234567"]] } },
    { diff: { birthday: [null, "1980-03-04"], phones: [null, ["090-1234-5678"]] } },
    { outcome: "rejected", problems: [{ field: "birthday", value: "๑๕/๐๓/๑๙๘๐" }] },
  ]);
  const numbers = await read(db.as(ann), "app_hidden.import_number(app_hidden.import_digits(cell), '1,234.56')", [
    "١٬٢٣٤٫٥",
    "１２３",
    "๑๒ k",
  ]);
  expect(Object.values(numbers)).toEqual(["1234.5", "123", null]);
});

test("yes and no are read in the words of many languages", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const words = ["Ja", "NEJ", "Tak", "Evet", "Hayır", "Да", "нет", "はい", "否", "perhaps"];
  const found = await read(db.as(ann), "app_hidden.import_boolean(cell)", words);
  expect(Object.values(found)).toEqual([
    "true",
    "false",
    "true",
    "true",
    "false",
    "true",
    "false",
    "true",
    "false",
    null,
  ]);
});

test("what programs put around a value is no part of it", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  expect(
    await read(db.as(ann), "app_hidden.import_cell(cell)", [
      '="00123"',
      "'+49 30",
      "\u202a+49 30\u202c",
      '=IF("a","b")',
      "'n",
    ]),
  ).toEqual({
    '="00123"': "00123",
    "'+49 30": "+49 30",
    "\u202a+49 30\u202c": "+49 30",
    '=IF("a","b")': '=IF("a","b")',
    "'n": "'n",
  });
});

test("a text that a spreadsheet would compute is exported behind an apostrophe, and read again as it was", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "user" });
  const computed = [
    "=1+1",
    "+SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@x",
    "＝1+1",
    "＋1a",
    "－a",
    "＠a",
    "'=1",
    "''=1",
    "'+49 a",
  ];
  const others = ["-5", "+49 (30) 12-34", "-", "'n", "''", "O'Hara", "a=b", "名前"];
  const written = await read(db.as(ann), "app_hidden.cell(cell)", [...computed, ...others, "\n=1"]);
  for (const text of [...computed, "\n=1"]) expect(written[text]).toBe(`'${text}`);
  for (const text of others) expect(written[text]).toBe(text);
  const again = await read(db.as(ann), "app_hidden.import_cell(app_hidden.cell(cell))", [...computed, ...others]);
  for (const text of [...computed, ...others]) expect(again[text]).toBe(text);
});

test("what people and programs write for nothing is nothing where it could be no value", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { counts, rows } = await importFile(
    db,
    ann,
    "contacts",
    "last name,email,phone,company,birthday,city\nNone,-,n/a,-,0/0/00,-\nNull,null,–,N/A,0000-00-00 00:00:00,n/a\n",
  );
  expect(counts).toMatchObject({ created: 2, rejected: 0, related: {} });
  expect(rows.map(({ diff }) => diff)).toEqual([
    { last_name: [null, "None"], city: [null, "-"] },
    { last_name: [null, "Null"], city: [null, "n/a"] },
  ]);
});

test("a name keeps its particles together, and the last name of several words is whole", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const names = ["Hans von der Au", "Ana María Berg", "Juan de la Cruz", "van Gogh", "Berg, Ana María"];
  const last = await read(db.as(ann), "app_hidden.import_name_part(cell, 'last')", names);
  const first = await read(db.as(ann), "app_hidden.import_name_part(cell, 'first')", names);
  expect(names.map((name) => [first[name], last[name]])).toEqual([
    ["Hans", "von der Au"],
    ["Ana María", "Berg"],
    ["Juan", "de la Cruz"],
    ["van", "Gogh"],
    ["Ana María", "Berg"],
  ]);
});

test("the error of a spreadsheet's formula is no value, and the row says so; nor is what programs write for nothing", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const { counts, rows } = await importFile(
    db,
    ann,
    "contacts",
    [
      "last name,email,work email,company,birthday,city",
      "One,#N/A,,#REF!,#VALUE!,#NAME?",
      "Two,two@x.com,#N/A,Acme,1984-12-31,#hash",
      "Three,NULL,,N/A,\\N,Null Island",
      "#N/A,four@x.com,,,,",
    ].join("\n"),
  );
  expect(counts).toMatchObject({ created: 4, rejected: 0, warned: 3, related: { companies: 1 } });
  expect(
    await db
      .as(ann)
      .rows(
        "select last_name, emails, birthday, company_id is null as alone, city from app_public.contacts order by 1",
      ),
  ).toMatchObject([
    { last_name: "One", emails: [], birthday: null, alone: true, city: null },
    { last_name: "Three", emails: [], birthday: null, alone: true, city: "Null Island" },
    { last_name: "Two", emails: ["two@x.com"], alone: false, city: "#hash" },
    { last_name: null, emails: ["four@x.com"] },
  ]);
  const warning = { severity: "warning", message: "The cell has an error of a spreadsheet: imported without it." };
  expect(rows[0]?.problems).toEqual([
    { ...warning, column: "email", field: "emails", value: "#N/A" },
    { ...warning, column: "company", field: "company", value: "#REF!" },
    { ...warning, column: "city", field: "city", value: "#NAME?" },
    { ...warning, column: "birthday", field: "birthday", value: "#VALUE!" },
  ]);
});

test("a day without a year is no date, and the row comes in without it and says so", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file = "last name,birthday\nOne,--03-31\nTwo,03/31\nThree,31.3.\nFour,1980-03-31\nFive,1980\nSix,45/99\n";
  const both = { mode: "both", matchBy: ["last_name"] };
  const first = await importFile(db, ann, "contacts", file, { options: both });
  expect(first.counts).toMatchObject({ created: 4, rejected: 2, warned: 3 });
  expect(first.rows[0]?.problems).toEqual([
    {
      column: "birthday",
      field: "birthday",
      severity: "warning",
      message: "The date has no year: imported without it.",
      value: "--03-31",
    },
  ]);
  expect(first.rows[3]?.diff).toMatchObject({ birthday: [null, "1980-03-31"] });
  const again = await importFile(db, ann, "contacts", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 2 });
});

test("what a record is called has no address of a page behind it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const page = "https://www.notion.so/Acme-0123456789abcdef?pvs=21";
  const file = `title,company,contact\nA,Acme (${page}),"Roe, Max (${page})"\nB,Acme,Max Roe\nC,(${page}),\n`;
  const { counts, rows } = await importFile(db, ann, "deals", file);
  expect(counts).toMatchObject({ created: 3, related: { companies: 2, contacts: 1 } });
  expect(rows[0]?.diff).toMatchObject({ company: [null, "Acme"], contact: [null, "Max Roe"] });
});
