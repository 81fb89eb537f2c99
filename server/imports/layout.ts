import { parse } from "csv-parse/sync";

export interface Layout {
  delimiter: string;
  hasHeader: boolean;
  /** Lines before the table that only tell the delimiter (sep=;), as Excel writes them. */
  skip: number;
}

export const csvOptions = {
  record_delimiter: ["\r\n", "\n", "\r"], // all of them, also mixed
  relax_quotes: true,
  relax_column_count: true,
};
const delimiters = [",", ";", "\t", "|"];

/** How the beginning of a file is laid out, except for what is known already. */
export function detectLayout(
  beginning: string,
  known: { delimiter?: string | undefined; hasHeader?: boolean | undefined } = {},
): Layout {
  const told = /^sep=(.)\r?\n/i.exec(beginning);
  const text = told ? beginning.slice(told[0].length) : beginning;
  const delimiter = known.delimiter ?? told?.[1] ?? mostEven(text);
  const [first = [], ...others] = records(text, delimiter);
  return { delimiter, hasHeader: known.hasHeader ?? isHeader(first, others), skip: told ? 1 : 0 };
}

/** The delimiter that gives most rows the same width, and a wide one. */
function mostEven(text: string): string {
  const scored = delimiters.map((delimiter) => {
    const widths = records(text, delimiter).map((record) => record.length);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width = 1, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    return { delimiter, score: width < 2 ? 0 : (count / widths.length) ** 2 * Math.min(width, 50) ** 0.5 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function records(text: string, delimiter: string): string[][] {
  // The beginning may end within a row: that one does not count.
  const whole = text.length < 60_000 ? text : text.slice(0, text.lastIndexOf("\n"));
  try {
    return parse(whole, { ...csvOptions, delimiter, to: 200, skip_empty_lines: true, max_record_size: 1_000_000 });
  } catch {
    return whole
      .split(/\r\n|\n|\r/, 200)
      .filter(Boolean)
      .map((line) => line.split(delimiter));
  }
}

const looksLikeData = /^[-+(]?[\d.,\s]*\d[\d.,\s%)]*$|^\S+@\S+\.\S+$|^https?:\/\/|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/i;

/** A header names its columns: short words, each once, and none of them a number, a date or an address. */
function isHeader(first: string[], others: string[][]): boolean {
  const names = first.map((name) => name.trim()).filter(Boolean);
  if (names.length === 0 || names.some((name) => looksLikeData.test(name) || name.length > 200)) return false;
  if (new Set(names).size === names.length) return true;
  return !others.some((row) => row.some((cell, n) => cell.trim() !== "" && cell.trim() === first[n]?.trim()));
}
