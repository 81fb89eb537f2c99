import { formatDate, formatNumber } from "../lib/formats.ts";
import { parseNumber } from "../records/fields/number.ts";

/** How a number of the file is read in this format, as the member writes numbers. */
export function numberExample(value: string, format: string): string | undefined {
  const digits = parseNumber(value.replace(/\s?[A-Z]{3}$/, ""), format === "1.234,56" ? "," : ".");
  return digits && formatNumber(Number(digits));
}

/** How a date of the file is read in this order, with its month in letters. */
export function dateExample(value: string, order: string): string | undefined {
  const parts = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)/.exec(value)?.slice(1) ?? [];
  const letters = (parts[0]?.length ?? 0) > 2 ? "YMD" : order;
  const [year = "", month = 0, day = 0] = ["Y", "M", "D"].map((letter) => parts[letters.indexOf(letter)]);
  const century = year.length > 2 ? 0 : Number(year) < 70 ? 2000 : 1900;
  const date = new Date(Date.UTC(century + Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() + 1 !== Number(month)) return undefined;
  return formatDate(date.toISOString().slice(0, 10));
}
