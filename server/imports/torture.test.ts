import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PublicError } from "../errors.ts";
import type { Row } from "./rows.ts";
import { readTable } from "./table.ts";

async function cells(file: string | Uint8Array, known: { hasHeader?: boolean; encoding?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "rowan-csv-"));
  try {
    const path = join(folder, "file.csv");
    await writeFile(path, file);
    const rows: Row[] = [];
    const table = await readTable({ path, ...known }, { onRow: (row) => rows.push(row) });
    return {
      ...table,
      names: table.columns.map(({ name }) => name),
      cells: rows.map((row) => row.cells),
      numbers: rows.map((row) => row.number),
      problems: rows.filter(({ problem }) => problem).map(({ number, problem }) => [number, problem]),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const withMark = (encoding: "utf8" | "utf16le", text: string) => Buffer.from(`\ufeff${text}`, encoding);
const bigEndian = (text: string) => withMark("utf16le", text).swap16();

test("files are read as RFC 4180 and spreadsheets write them", async () => {
  const read = async (file: string, known = {}) => (await cells(file, known)).cells;
  expect(await read('a,b\n"x, y","z ""q"""\n')).toEqual([["x, y", 'z "q"']]);
  expect(await read('a,b\r\n"two\r\nlines",2\r\n')).toEqual([["two\r\nlines", "2"]]);
  expect(await read("a,b\r\n1,2\n3,4\r5,6")).toEqual([
    ["1", "2"],
    ["3", "4"],
    ["5", "6"],
  ]); // mixed line ends, none at the end
  expect(await read(",,\na,b,\n,,\n\n1,,\n")).toEqual([["1", "", ""]]); // rows of blanks, as spreadsheets leave them
  expect(await read('a,b\n5" pipe,6\n')).toEqual([['5" pipe', "6"]]);
  expect(await read('"a", "b",  "c"\n"x, y", "5"" z", 6\n')).toEqual([["x, y", '5" z', "6"]]);
  expect(await read('a\tb\n\t" x"\n')).toEqual([["", " x"]]);
  expect(await read("a;b\n1,5;2\n")).toEqual([["1,5", "2"]]);
  expect(await read("a\tb\nx y\t2\n")).toEqual([["x y", "2"]]);
  expect(await read("sep=|\na|b\n1|2\n")).toEqual([["1", "2"]]);
  expect(await read('{"json": 1}\n[1]\n', { hasHeader: false })).toEqual([['{"json": 1}'], ["[1]"]]);
  expect(await read('a,b\n\\N,{\\"x\\"}\n')).toEqual([["\\N", '{\\"x\\"}']]);
  expect(await read('a\n"=HYPERLINK(""http://x"")"\n')).toEqual([['=HYPERLINK("http://x")']]);
});

test("UTF-16 is known without its mark, in any language, and a NUL here and there is not taken for it", async () => {
  for (const text of [
    "name,city\nMüller,Köln\n",
    "名前,都市\n株式会社サクラ,東京\n第一,一ノ瀬\n",
    "имя;город\r\nАнна;Москва\r\n",
  ]) {
    const [names, ...rows] = text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(/[,;]/));
    const little = Buffer.from(text, "utf16le");
    expect(await cells(little)).toMatchObject({ encoding: "utf-16le", names, cells: rows });
    expect(await cells(Buffer.from(little).swap16())).toMatchObject({ encoding: "utf-16be", names, cells: rows });
  }
  const padded = `name,city\n${"Acme,Bonn\n".repeat(20)}A\0\nB,\n\0C`;
  expect(await cells(padded)).toMatchObject({ encoding: "utf-8", names: ["name", "city"] });
});

test("lines that are in quotes as a whole are tables, and columns of texts with commas are none", async () => {
  const wrap = (line: string) => `"${line.replaceAll('"', '""')}"\r\n`;
  const lines = ['Name,"Full, name",City', 'Ann,"Berg, ""Ann""",Oslo', "Bo,,Rome"];
  expect(await cells(lines.map(wrap).join(""))).toMatchObject({
    delimiter: ",",
    names: ["Name", "Full, name", "City"],
    cells: [
      ["Ann", 'Berg, "Ann"', "Oslo"],
      ["Bo", "", "Rome"],
    ],
  });
  const texts = '"Berg, Ana, Dr."\n"Roe, Bo, Jr."\n';
  expect((await cells(texts, { hasHeader: false })).cells).toEqual([["Berg, Ana, Dr."], ["Roe, Bo, Jr."]]);
  const late = `"Name,Age,City"\n${'"Ann,1,Oslo"\n'.repeat(300)}"Bo,""2,Rome"\n`;
  await expect(cells(late)).rejects.toThrow("Row 302 has a quote");
});

test("a tilde or a caret parts cells, too", async () => {
  expect(await cells("Name~Note~City\nAnn~a, b~Oslo\n")).toMatchObject({
    delimiter: "~",
    cells: [["Ann", "a, b", "Oslo"]],
  });
  expect(await cells("Name^Note^City\nAnn^a, b^Oslo\n")).toMatchObject({
    delimiter: "^",
    cells: [["Ann", "a, b", "Oslo"]],
  });
});

test("titles and notes over a table are no part of it, and rows are counted as they stand in the file", async () => {
  const notes = 'Notes:\n"When exporting, some addresses, and so on, are missing"\n\n';
  const linkedIn = `${notes}First Name,Last Name,Email\nAnna,Müller,\nBob,Smith,b@s.com\n`;
  expect(await cells(linkedIn)).toMatchObject({
    names: ["First Name", "Last Name", "Email"],
    hasHeader: true,
    numbers: [5, 6],
  });
  const padded = "Deals;;;\nfrom;01.02.2024;;\n;;;\nTitel;Wert;Firma;\nA;1,5;Acme;\n;;;\nB;2,5;;\n";
  expect(await cells(padded)).toMatchObject({ names: ["Titel", "Wert", "Firma", "Column 4"], numbers: [5, 7] });
  expect(await cells("sep=;\nDeals\n\nTitel;Wert;Firma\nA;1,5;Acme\n")).toMatchObject({ numbers: [5] });
  const pair = "Deals\nfrom;01.02.2024\n\nTitel;Wert;Firma\nA;1,5;Acme\nB;2,5;Bolt\n";
  expect(await cells(pair)).toMatchObject({ names: ["Titel", "Wert", "Firma"], numbers: [5, 6] });
  expect(await cells(",name,city\n0,Acme,Oslo\n")).toMatchObject({ names: ["Column 1", "name", "city"] });
  expect(await cells("Name,\nAcme,Oslo\nBolt,Rome\n")).toMatchObject({ names: ["Name", "Column 2"] });
  expect(await cells("Name,City,Zip\nAcme\nBolt\n")).toMatchObject({ names: ["Name", "City", "Zip"] });
});

test("a line about the file over a table is no part of it, though it is wider than the table or as full", async () => {
  const datev =
    '"EXTF";700;16;"Debitoren";5;20240131;;"RE";"";29098\n"Konto";"Name";"Ort";"Postleitzahl"\n10000;"Süß GmbH";"Leipzig";"04109"\n10001;"Grün AG";"";"10115"\n';
  expect(await cells(datev)).toMatchObject({ names: ["Konto", "Name", "Ort", "Postleitzahl"], numbers: [3, 4] });
  // A table may be ragged, with or without a header.
  expect(await cells("a,b,c,\nAnn,Oslo,1\nBob,Rome,2\n")).toMatchObject({ names: ["a", "b", "c", "Column 4"] });
  expect(await cells("Ann,Oslo,1,x\nBob,Rome,2\nCy,Bonn,3\n")).toMatchObject({ hasHeader: false });
});

test("the totals and notes at the end of a report are told to be no records", async () => {
  const told = async (file: string) => (await cells(file)).problems;
  const total = "This is the line of totals, and no record.";
  const note = "This is a note below the table, and no record.";
  const salesforce =
    'Account,City,Owner\nAcme,Oslo,Ann\nBolt,Rome,Bob\n"Grand Totals (2 records)"\n\n"Confidential, all of it"\n"Report: Accounts"\n\n"Acme Inc"\n';
  expect(await told(salesforce)).toEqual([
    [4, total],
    [6, note],
    [7, note],
    [9, note],
  ]);
  expect(await told("Deal;Firma;Wert\nA;Acme;10.000,00 €\nB;;5.500,50 €\n;;\nSumme;;15.500,50 €\n")).toEqual([
    [5, total],
  ]);
  expect(await told(",Company,City\n,Acme,Oslo\n,Bolt,Rome\n,Total,2\n")).toEqual([[4, total]]);
  expect(await told("name,staff\nA,1200\nTotal,100000\n")).toEqual([]); // the oil company
  expect(await told("name,staff\nTotal,100\nB,100\n")).toEqual([]);
  expect(await told("name,city,zip\nA,Oslo,1\n\nB\nC\n\nD,Rome,2\n")).toEqual([]);
  expect(await told("name,city,zip\nA\n\nB\n")).toEqual([]);
  expect((await cells(salesforce)).columns[0]).toMatchObject({ samples: ["Acme", "Bolt"] });
});

test("encodings are found by themselves", async () => {
  const text = "名前,город\n株式会社,Žižkov\n";
  for (const file of [Buffer.from(text), withMark("utf8", text), withMark("utf16le", text), bigEndian(text)])
    expect(await cells(file)).toMatchObject({ names: ["名前", "город"], cells: [["株式会社", "Žižkov"]] });
  expect(await cells(Buffer.from("name,x\nMüller & Søn,€\n", "latin1"))).toMatchObject({
    encoding: "windows-1252",
  });
  const cyrillic = Buffer.from(
    "name,city\nxxxxxx,yyyyyy\n"
      .replace("xxxxxx", "\xcc\xee\xf1\xea\xe2\xe0")
      .replace("yyyyyy", "\xc3\xee\xf0\xee\xe4\xfb"),
    "latin1",
  );
  expect(await cells(cyrillic)).toMatchObject({ encoding: "windows-1251", cells: [["Москва", "Городы"]] });
  const japanese = Buffer.from([
    ...Buffer.from("name\n"),
    0x8a,
    0x94,
    0x8e,
    0xae,
    0x89,
    0xef,
    0x8e,
    0xd0,
    0x83,
    0x65,
    0x83,
    0x58,
    0x83,
    0x67,
    0x0a,
  ]);
  expect(await cells(japanese)).toMatchObject({ encoding: "shift_jis", cells: [["株式会社テスト"]] });
});

/** As a program of those days wrote it: by turning round what TextDecoder reads. */
function written(text: string, encoding: string): Uint8Array {
  const bytes = new Map<string, number[]>();
  const add = (sequence: number[]) => {
    const read = new TextDecoder(encoding).decode(new Uint8Array(sequence));
    if (!bytes.has(read)) bytes.set(read, sequence);
  };
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  for (const first of all) add([first]);
  for (const first of all.slice(0x81)) for (const second of all.slice(0x40)) add([first, second]);
  return new Uint8Array([...text].flatMap((letter) => bytes.get(letter) ?? [0x3f]));
}

test.each([
  ["windows-1250", "Imię;Nazwisko\nŁukasz;Żółć\nŚwiętosława;Gęś\n"],
  ["windows-1251", "КОМПАНИЯ,ИНН\nООО РОМАШКА,123\nЗАО РОГА И КОПЫТА,456\n"],
  ["koi8-r", "Имя;Фамилия\nИван;Петров\nАнна;Ёлкина\n"],
  ["ibm866", "Имя;Фамилия\nИван;Петров\nАнна;Ёлкина\n"],
  ["windows-1252", "Nom;Ville\nThérèse Lefèvre;Nîmes\nFrançois;Besançon\n"],
  ["macintosh", "Firma;Ort\nBäckerei Schäfer;München\nMöbel Höffner;Düsseldorf\n"],
  ["windows-1253", "Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\n"],
  ["windows-1254", "Ad;Soyad\nİsmail;Yıldız\nAyşe;Güneş\n"],
  ["windows-1255", "שם;משפחה\nדוד;כהן\nמשה;לוי\n"],
  ["windows-1256", "الاسم,العائلة\nمحمد,علي\nفاطمة,حسن\n"],
  ["windows-874", "ชื่อ,เมือง\nสมชาย,กรุงเทพ\n"],
  ["shift_jis", "姓,名\n鈴木太郎,東京\n"],
  ["euc-jp", "姓,名,会社\n高橋,美咲,山田商店\n渡辺,陽菜,鈴木製作所\n"],
  ["gb18030", "姓名,公司\n王伟,北京科技有限公司\n李娜,上海贸易有限公司\n"],
  ["big5", "姓名,公司\n陳志明,台北科技股份有限公司\n"],
  ["euc-kr", "이름,회사\n김철수,삼성전자\n이영희,현대자동차\n"],
])("names in %s are read with their letters", async (encoding, text) => {
  const { names, cells: rows, ...read } = await cells(written(text, encoding));
  expect(read).toMatchObject({ encoding });
  expect([names, ...rows].map((row) => row.join(text.includes(";") ? ";" : ",")).join("\n")).toBe(text.trim());
});

test("files of MS-DOS are read with their letters, and no others are taken for one", async () => {
  const dos = Buffer.from("Firma;Ort\nM\x81ller;K\x94ln\nSch\x84fer;D\x81ren\nGro\xe1;\nRen\x82;Gen\x8ave\n", "latin1");
  expect(await cells(dos)).toMatchObject({
    encoding: "ibm850",
    cells: [
      ["Müller", "Köln"],
      ["Schäfer", "Düren"],
      ["Groß", ""],
      ["René", "Genève"],
    ],
  });
  for (const text of ["name,note\nA,„so” und…so\n", "Ville\nMálaga\nDon’t…stop™\n", "Nom\nThérèse\nGarcía „x”y\n"])
    expect(await cells(written(text, "windows-1252"))).toMatchObject({ encoding: "windows-1252" });
});

test("letters that could be those of another encoding are given to be looked at, unless the encoding was told", async () => {
  const file = written("name,city\nДмитрий,Тверь\n", "windows-1251");
  expect((await cells(file)).columns[0]?.doubts).toEqual({ encoding: "Дмитрий" });
  expect((await cells(file, { encoding: "windows-1251" })).columns[0]?.doubts).toEqual({});
  expect((await cells("name\nДмитрий\n")).columns[0]?.doubts).toEqual({});
});

test("a row that cannot be read is told by its number, and the others are there", async () => {
  expect(await cells("name,city\nA,Oslo\nName,City\nname,city\nB,Rome,Bonn\n")).toMatchObject({
    cells: [
      ["A", "Oslo"],
      ["Name", "City"],
      ["name", "city"],
      ["B", "Rome", "Bonn"],
    ],
    problems: [
      [4, "The row is the header once more."],
      [5, "The row has 3 cells, and the table 2 columns: a quote or delimiter may be missing."],
    ],
  });
  expect(await cells(`name,city\nA,Oslo\nB\0C,Rome\nD,Bonn,more\nE\n\nF,${"x".repeat(1_200_000)}\n`)).toMatchObject({
    numbers: [2, 3, 4, 5, 7],
    problems: [
      [3, "The row has a NUL character, which is no text."],
      [4, "The row has 3 cells, and the table 2 columns: a quote or delimiter may be missing."],
      [7, "“city” has 1,200,000 characters; at most 1,000,000 can be read."],
    ],
  });
  const broken = Buffer.concat([
    Buffer.from(`name\n${"Zürich\n".repeat(50)}`),
    Buffer.from([0xff, 0x0a]),
    Buffer.from("Köln\n"),
  ]);
  expect(await cells(broken)).toMatchObject({
    encoding: "utf-8",
    problems: [[52, "The row has a character that cannot be read in the encoding of the file."]],
  });
});

test("what is no table is refused, with the row and the way out, and leaves nothing", async () => {
  const refusal = (file: string | Uint8Array) =>
    cells(file).then(
      () => "read",
      (error) => (error instanceof PublicError ? error.message : error),
    );
  expect(await refusal("")).toBe("The file is empty.");
  expect(await refusal("\n\n\n")).toBe("The file is empty.");
  expect(await refusal("name,city\n")).toBe("The file has a header, and no row below it.");
  expect(await refusal('name\nA\n"B\nC\n')).toBe('Row 3 has a quote (") that is never closed.');
  const endless = 'Row 3 is longer than 16,000,000 characters: a quote (") may be missing.';
  expect(await refusal(`name\nA\n"B${"x".repeat(20_000_000)}`)).toBe(endless);
  expect(await refusal(`name\nA\nB${"x".repeat(20_000_000)}`)).toBe(endless);
  expect(await refusal(`${Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(",")}\n`)).toBe(
    "Row 1 has 10,000 columns; at most 1,000 can be imported.",
  );
  expect(await refusal(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]))).toBe(
    "This is a workbook or an archive, not a CSV file.",
  );
  expect(await refusal(Buffer.from([0x1f, 0x8b, 8, 0]))).toBe("This file is compressed.");
  const random = Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * n * 7919 + (n >> 3)) % 251));
  const padded = Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(1_000)]);
  for (const binary of [random, padded, Buffer.alloc(1_000)])
    expect(await refusal(binary)).toBe("This is not a file of text.");
  for (const text of ["\ufeffname,city\nÅse,Bergen\n", "name,city\nÅse,Bergen\n"]) {
    const little = Buffer.concat(
      [...text].map((letter) => Buffer.from([letter.charCodeAt(0), letter.charCodeAt(0) >> 8, 0, 0])),
    );
    for (const file of [little, Buffer.from(little).swap32()])
      expect(await refusal(file)).toBe("This file is in UTF-32.");
  }
});
