import { parse } from "csv-parse/sync";

export interface Layout {
  delimiter: string;
  hasHeader: boolean;
  /** Rows before the table: Excel's sep=; that tells the delimiter, titles and notes. */
  skip: number;
  /** Whole lines are in quotes, and their cells within: what Excel makes of a file that it took for a single column. */
  isWrapped: boolean;
}

export const csvOptions = {
  record_delimiter: ["\r\n", "\n", "\r"], // all of them, also mixed
  relax_quotes: true,
  ltrim: true, // a quote after a comma and a blank is one
  relax_column_count: true,
};
const delimiters = [",", ";", "\t", "|", "~", "^"];

/** How the beginning of a file is laid out, except for what is known already. */
export function detectLayout(
  beginning: string,
  known: { delimiter?: string | undefined; hasHeader?: boolean | undefined } = {},
): Layout {
  const told = /^sep=(.)\r?\n/i.exec(beginning);
  const text = told ? beginning.slice(told[0].length) : beginning;
  const unwrapped = unwrap(text);
  const delimiter = known.delimiter ?? told?.[1] ?? mostEven(unwrapped ?? text);
  const rows = records(unwrapped ?? text, delimiter);
  const notes = known.hasHeader === false ? 0 : notesBefore(rows);
  const [first = [], ...others] = rows.slice(notes).filter((row) => filledOf(row) > 0);
  return {
    delimiter,
    hasHeader: known.hasHeader ?? isHeader(first, others),
    skip: (told ? 1 : 0) + notes,
    isWrapped: unwrapped !== undefined,
  };
}

/** The lines within, where all are in quotes as a whole. A column of "Berg, Ana" has a blank after its commas, and tables have none. */
function unwrap(text: string): string | undefined {
  const lines = wholePart(text)
    .split(/\r\n|\n|\r/, 200)
    .filter((line) => line.trim() !== "");
  if (lines.length < 2 || !lines.every((line) => /^\s*"(?:[^"]|"")*"\s*$/.test(line))) return undefined;
  const inner = lines.map((line) => line.trim().slice(1, -1).replaceAll('""', '"'));
  const delimiter = mostEven(inner.join("\n"));
  const { width, score } = widthOf(records(inner.join("\n"), delimiter));
  const isText = inner[0]?.replace(/"[^"]*"/g, "").includes(`${delimiter} `);
  return width > 2 && score > 1.5 && !isText ? inner.join("\n") : undefined;
}

/** The delimiter that gives most rows the same width, and a wide one. */
function mostEven(text: string): string {
  const scored = delimiters.map((delimiter) => ({ delimiter, ...widthOf(records(text, delimiter)) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** How many cells most rows have, or nearly as many rows that are wider. */
function widthOf(rows: string[][]): { width: number; score: number } {
  const widths = rows.filter((row) => filledOf(row) > 0).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts]
    .map(([width, count]) => ({
      width,
      score: width < 2 ? 0 : (count / widths.length) ** 2 * Math.min(width, 50) ** 0.5,
    }))
    .reduce((best, next) => (next.score > best.score ? next : best), { width: 1, score: 0 });
}

const filledOf = (row: string[]) => row.filter((cell) => cell.trim() !== "").length;

/** How many rows with next to nothing in them stand before one that names the columns of a table. */
function notesBefore(rows: string[][]): number {
  const { width } = widthOf(rows);
  const isOne = (row: string[], n: number) => isHeader(row, rows.slice(n + 1));
  const table = rows.findIndex((row, n) => row.length === width && isOne(row, n) && headsData(row, rows.slice(n + 1)));
  if (table > 0 && rows.slice(0, table).every((row, n) => row.length !== width && !isOne(row, n))) return table;
  const first = rows.findIndex((row, n) => filledOf(row) > width / 2 && (row.length >= width || isOne(row, n)));
  return width > 2 && first > 0 && isOne(rows[first] ?? [], first) ? first : 0;
}

/** Whether rows have numbers, dates or addresses below what is none: then it is their names, whatever stands above. */
const headsData = (header: string[], rows: string[][]) =>
  header.some((_, n) => {
    const cells = rows.flatMap((row) => row[n]?.trim() || []);
    return cells.length > 0 && cells.every((cell) => looksLikeData.test(cell));
  });

function records(text: string, delimiter: string): string[][] {
  const whole = wholePart(text);
  try {
    return parse(whole, { ...csvOptions, delimiter, to: 200, max_record_size: 1_000_000 });
  } catch {
    return whole.split(/\r\n|\n|\r/, 200).map((line) => line.split(delimiter));
  }
}

/** The beginning may end within a row: that one does not count. */
const wholePart = (text: string) => (text.length < 60_000 ? text : text.slice(0, text.lastIndexOf("\n")));

const looksLikeData = /^[-+(]?[\d.,\s]*\d[\d.,\s%)]*$|^\S+@\S+\.\S+$|^https?:\/\/|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/i;

/** A header names its columns: short words, each once, and none of them a number, a date or an address. */
function isHeader(first: string[], others: string[][]): boolean {
  const names = first.map((name) => name.trim()).filter(Boolean);
  if (names.length === 0 || names.some((name) => looksLikeData.test(name) || name.length > 200)) return false;
  if (new Set(names).size === names.length) return true;
  return !others.some((row) => row.some((cell, n) => cell.trim() !== "" && cell.trim() === first[n]?.trim()));
}
