/** What is known of a column from its cells: enough to guess for which field it is meant. */
export interface Column {
  index: number;
  name: string;
  /** What its values look like: empty, integer, number, date, boolean, email, phone, url, uuid, long_text or text. */
  kind: string;
  /** The first different values. */
  samples: string[];
  /** All different values, when they are few. */
  choices: string[];
  /** The share of rows that have a value. */
  filled: number;
  /** What about it can be read in two ways and is only guessed, each with a value that shows it. */
  doubts: { dateOrder?: string; numberFormat?: string; encoding?: string };
}

export interface Profile {
  columns: Column[];
  dateOrder: string | null;
  numberFormat: string | null;
}

const looked = 5_000;
const fewChoices = 30;
const us = "1,234.56";
const continental = "1.234,56";

/** What stands in a cell for nothing: what programs write for it, and the error of a formula. */
const nothing =
  /^(?:NULL|n\/a|N\/A|\\N|[-–—]+|0{1,4}[-/.]00?[-/.]0{2,4}(?: 00:00(?::00)?)?|#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!))$/;
const date = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[T ,]+\d{1,2}:\d{2}.*)?$/;
// What stands before and behind an amount; a backslash is the yen and the won in the encodings of their countries.
const before = String.raw`(?:[A-Z]{0,3}[\p{Sc}\\]|(?:EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|BRL|CAD|AUD|INR|JPY)(?=\s?\d)|(?:Rs|kr|Fr)\.?)`;
const after = String.raw`(?:%|zł|Kč|kr\.?|руб\.?|р\.|TL|Ft|lei|[円元]|\p{Sc}|[A-Z]{3})`;
const unit = String.raw`(?:[kKM万萬億亿]|[Mm]io\.?|[Mm]rd\.?)`;
// 1,234.56 and 1.234,56, as in India 1,23,456.78, and without a sign between thousands.
const digits = String.raw`(?:\d{1,3}([.,'’\s])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?|[1-9]\d?(?:,\d\d)*,\d{3}(?:\.\d+)?|\d+(?:[.,]\d+)?)`;
const kinds: [kind: string, pattern: RegExp][] = [
  ["text", /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/], // an IP address looks like a phone number
  ["code", /^0\d+$/], // a post code, say: as a number it would lose what it begins with
  ["integer", /^[-+]?\d{1,18}$/],
  ["date", date],
  [
    "date",
    /^\d{1,2}(?:\.|er|st|nd|rd|th|º)?[ -](?:d[ei] )?\p{L}{3,12}\.?,?[ -](?:de )?\d{2,4}$|^\d{4}\s?[年년]\s?\d{1,2}\s?[月월]|^\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}$/u,
  ],
  [
    "number",
    new RegExp(String.raw`^\(?[-+]?${before}?\s?${digits}(?:\s?${unit})?(?:\s?${after}|[.,][-–—]{1,2})?\)?$`, "u"),
  ],
  [
    "boolean",
    /^(?:true|false|yes|no|ja|nein|oui|non|sí|si|wahr|falsch|sim|não|tak|nie|nee|nej|nei|evet|hayır|да|нет|はい|いいえ|是|否)$/i,
  ],
  ["url", /^(?:https?:\/\/|www\.)\S+$/i],
  ["uuid", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
];

// Of one or several in a cell.
const email = /^(?:[^<>@]*<)?[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+>?$/;
const phone = /^(?=(?:\D*\d){7})[+(\d][\d\s().\-/]{5,22}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i;

/** Headers of amounts and dates in languages whose numbers have a decimal comma. */
const continentalWords =
  /umsatz|betrag|preis|wert|datum|geburtstag|umsätze|montant|chiffre|prix|échéance|naissance|importo|prezzo|fatturato|nascita|bedrag|omzet|prijs|kwota|cena|belopp|omsättning|beløb|valor|faturamento|сумма|дата|цена|tutar|tarih/i;

/** Looks at the rows as they pass. locale: of the member, who may be right where the file says nothing. */
export function profileColumns(
  names: string[],
  {
    delimiter = ",",
    locale = "en-US",
    isEncodingSure = true,
  }: { delimiter?: string; locale?: string | undefined; isEncodingSure?: boolean | undefined } = {},
) {
  const columns = names.map(() => ({
    filled: 0,
    seen: 0,
    kinds: new Map<string, number>(),
    values: new Set<string>(),
    isMany: false,
    orders: new Map<string, number>(),
    formats: new Map<string, number>(),
    unclearDate: undefined as string | undefined,
    unclearNumber: undefined as string | undefined,
  }));
  let rows = 0;
  let isContinental = delimiter === ";" || names.some((name) => continentalWords.test(name));

  return {
    add(cells: string[]): void {
      rows++;
      for (const [n, column] of columns.entries()) {
        const cell = cells[n]?.trim();
        if (!cell || nothing.test(cell)) continue;
        column.filled++;
        if (column.values.size > fewChoices) column.isMany = true;
        else column.values.add(cell.length > 100 ? `${cell.slice(0, 100)}…` : cell);
        if (rows > looked) continue;
        const kind = kindOf(cell);
        column.kinds.set(kind, (column.kinds.get(kind) ?? 0) + 1);
        column.seen++;
        if (kind === "date") {
          vote(column.orders, orderOf(cell));
          isContinental ||= /^\d{1,2}\.\d{1,2}\./.test(cell);
          if (isUnclear(cell)) column.unclearDate ??= cell;
        } else if (kind === "number") {
          vote(column.formats, formatOf(cell));
          isContinental ||= /\d\s?(?:€|zł|Kč)$/.test(cell);
          if (unclearNumber.test(cell)) column.unclearNumber ??= cell;
        }
      }
    },
    end(): Profile {
      const [dateOrder, isOrderSure] = orderOfAll();
      const [numberFormat, isFormatSure] = formatOfAll();
      return {
        columns: columns.map(({ filled, seen, kinds, values, isMany, unclearDate, unclearNumber }, index) => ({
          index,
          name: names[index] ?? "",
          kind: mostOf(kinds, seen),
          samples: [...values].slice(0, 5),
          choices: isMany || values.size > fewChoices ? [] : [...values].filter((value) => value.length <= 60),
          filled: rows === 0 ? 0 : Math.round((filled / rows) * 1000) / 1000,
          doubts: {
            ...(unclearDate && !isOrderSure && { dateOrder: unclearDate }),
            ...(unclearNumber && !isFormatSure && { numberFormat: unclearNumber }),
            ...(!isEncodingSure && lettersOf([...values, names[index] ?? ""])),
          },
        })),
        dateOrder,
        numberFormat,
      };
    },
  };

  function orderOfAll(): [order: string | null, isSure: boolean] {
    const votes = sumOf(columns.map(({ orders }) => orders));
    const order = winner(votes);
    if (order) return [order, votes.size === 1];
    if (!columns.some(({ unclearDate }) => unclearDate)) return [null, true];
    const hasCommas = winner(sumOf(columns.map(({ formats }) => formats))) === continental;
    return [isContinental || hasCommas ? "DMY" : orderIn(locale), false];
  }

  /** A column of 12.500 and 7.250 says nothing by itself: then its other values do, or the file, or else the member's country. */
  function formatOfAll(): [format: string | null, isSure: boolean] {
    const unclear = columns.filter(({ unclearNumber }) => unclearNumber);
    const elsewhere = winner(sumOf(columns.map(({ formats }) => formats)));
    if (unclear.length === 0) return [elsewhere, true];
    const own = winner(sumOf(unclear.map(({ formats }) => formats)));
    if (own) return [own, true];
    const isGrouped = unclear.every(({ unclearNumber }) => unclearNumber?.includes("."));
    if (isContinental) return [continental, isGrouped && elsewhere !== us];
    if (elsewhere) return [elsewhere, true];
    // Hardly anybody writes three decimals everywhere: they are thousands.
    const hasCommas = decimalIn(locale) === ",";
    return isGrouped ? [continental, hasCommas] : [us, !hasCommas];
  }
}

function lettersOf(values: string[]): { encoding?: string } {
  const value = values.find((one) => /\P{ASCII}/u.test(one));
  return value === undefined ? {} : { encoding: value };
}

function vote(votes: Map<string, number>, choice: string | undefined): void {
  if (choice) votes.set(choice, (votes.get(choice) ?? 0) + 1);
}

function sumOf(all: Map<string, number>[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const [choice, count] of all.flatMap((votes) => [...votes])) sum.set(choice, (sum.get(choice) ?? 0) + count);
  return sum;
}

const orderIn = (locale: string): string =>
  new Intl.DateTimeFormat(locale).formatToParts().find(({ type }) => type === "day" || type === "month")?.type === "day"
    ? "DMY"
    : "MDY";

const decimalIn = (locale: string) =>
  new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === "decimal")?.value;

function kindOf(cell: string): string {
  if (cell.length > 200 || cell.includes("\n")) return "long_text";
  const kind = kinds.find(([, pattern]) => pattern.test(cell))?.[0];
  if (kind) return kind;
  if (phone.test(cell)) return "phone";
  const parts = cell
    .split(/[;,|]| \/ |:::/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.every((part) => email.test(part))) return "email";
  return parts.every((part) => phone.test(part)) ? "phone" : "text";
}

/** The kind of nearly all values; whole numbers are numbers too, and any phone number makes the others one. */
function mostOf(counts: Map<string, number>, seen: number): string {
  if (seen === 0) return "empty";
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0) / seen;
  const isNumber = !counts.has("code");
  if (isNumber && of("integer") >= 0.98) return "integer";
  if (isNumber && of("integer", "number") >= 0.95) return "number";
  if (of("phone") > 0.1 && of("phone", "integer", "number", "code") >= 0.9) return "phone";
  if (!isNumber && of("integer", "number", "code") >= 0.9) return "text";
  const [kind, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ["text", 0];
  return count / seen >= 0.9 || kind === "long_text" ? kind : "text";
}

const unclearNumber = /^[^\d.,]*[1-9]\d{0,2}[.,]\d{3}(?![.,]?\d)/;

/** Only what can be but one order tells anything: 13/1, 1/13, 2024/1/13; and points, which stand after days. */
function orderOf(cell: string): string | undefined {
  const [, first = "", point, second = ""] = date.exec(cell) ?? [];
  if (first.length > 2) return undefined; // the year first is read by itself
  if (Number(first) > 12) return "DMY";
  if (Number(second) > 12) return "MDY";
  return point === "." ? "DMY" : undefined;
}

function isUnclear(cell: string): boolean {
  const [, first = "", sign, second = ""] = date.exec(cell) ?? [];
  const [a, b] = [Number(first), Number(second)];
  return sign !== "." && first.length < 3 && a !== b && a <= 12 && b <= 12;
}

function formatOf(cell: string): string | undefined {
  if (/\.\d{3}(?:\D|$).*,|,\d{1,2}\D*$|,\d{4,}|\.\d{3}\.\d{3}|^\D*(?:0|\d{4,}),\d/.test(cell)) return continental;
  return /,\d{3}(?:\D|$).*\.|\.\d{1,2}\D*$|\.\d{4,}|,\d{3},\d{3}|^\D*(?:0|\d{4,})\.\d/.test(cell) ? us : undefined;
}

function winner(votes: Map<string, number>): string | null {
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
