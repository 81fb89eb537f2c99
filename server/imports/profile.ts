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
}

export interface Profile {
  columns: Column[];
  dateOrder: string | null;
  numberFormat: string | null;
}

const looked = 5_000;
const fewChoices = 30;

const date = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[T ,]+\d{1,2}:\d{2}.*)?$/;
const kinds: [kind: string, pattern: RegExp][] = [
  ["integer", /^[-+]?\d{1,18}$/],
  ["date", date],
  ["date", /^\d{1,2}\.?[ -]\p{L}{3,10}\.?,?[ -]\d{2,4}$|^\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}$/u],
  [
    "number",
    /^\(?[-+]?(?:[A-Z]{0,3}[$€£¥])?\s?(?:\d{1,3}(?:[.,'’\s]\d{3})+|\d+)(?:[.,]\d+)?(?:\s?(?:%|[$€£¥]|[A-Z]{3}))?\)?$/,
  ],
  ["boolean", /^(?:true|false|yes|no|ja|nein|oui|non|sí|si|wahr|falsch)$/i],
  ["url", /^(?:https?:\/\/|www\.)\S+$/i],
  ["uuid", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
];

// Of one or several in a cell.
const email = /^(?:[^<>@]*<)?[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+>?$/;
const phone = /^(?=(?:\D*\d){7})[+(\d][\d\s().\-/]{5,22}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i;

/** Looks at the rows as they pass. */
export function profileColumns(names: string[]) {
  const columns = names.map(() => ({
    filled: 0,
    seen: 0,
    kinds: new Map<string, number>(),
    values: new Set<string>(),
    isMany: false,
  }));
  const orders = new Map<string, number>();
  const formats = new Map<string, number>();
  let rows = 0;
  const vote = (votes: Map<string, number>, choice: string | undefined) =>
    choice && votes.set(choice, (votes.get(choice) ?? 0) + 1);

  return {
    add(cells: string[]): void {
      rows++;
      for (const [n, column] of columns.entries()) {
        const cell = cells[n]?.trim();
        if (!cell) continue;
        column.filled++;
        if (column.values.size > fewChoices) column.isMany = true;
        else column.values.add(cell.length > 100 ? `${cell.slice(0, 100)}…` : cell);
        if (rows > looked) continue;
        const kind = kindOf(cell);
        column.kinds.set(kind, (column.kinds.get(kind) ?? 0) + 1);
        column.seen++;
        if (kind === "date") vote(orders, orderOf(cell));
        if (kind === "number") vote(formats, formatOf(cell));
      }
    },
    end(): Profile {
      return {
        columns: columns.map(({ filled, seen, kinds, values, isMany }, index) => ({
          index,
          name: names[index] ?? "",
          kind: mostOf(kinds, seen),
          samples: [...values].slice(0, 5),
          choices: isMany || values.size > fewChoices ? [] : [...values].filter((value) => value.length <= 60),
          filled: rows === 0 ? 0 : Math.round((filled / rows) * 1000) / 1000,
        })),
        dateOrder: winner(orders),
        numberFormat: winner(formats),
      };
    },
  };
}

function kindOf(cell: string): string {
  if (cell.length > 200 || cell.includes("\n")) return "long_text";
  const kind = kinds.find(([, pattern]) => pattern.test(cell))?.[0];
  if (kind) return kind;
  const parts = cell
    .split(/[;,|]| \/ /)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.every((part) => email.test(part))) return "email";
  return parts.every((part) => phone.test(part)) ? "phone" : "text";
}

/** The kind of nearly all values; whole numbers are numbers too, and any phone number makes the others one. */
function mostOf(counts: Map<string, number>, seen: number): string {
  if (seen === 0) return "empty";
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0) / seen;
  if (of("integer") >= 0.98) return "integer";
  if (of("integer", "number") >= 0.95) return "number";
  if (of("phone") > 0.1 && of("phone", "integer", "number") >= 0.9) return "phone";
  const [kind, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ["text", 0];
  return count / seen >= 0.9 || kind === "long_text" ? kind : "text";
}

/** Only what can be but one order tells anything: 13/1, 1/13, 2024/1/13. */
function orderOf(cell: string): string | undefined {
  const [, first = "", , second = ""] = date.exec(cell) ?? [];
  if (first.length > 2) return undefined; // the year first is read by itself
  if (Number(first) > 12) return "DMY";
  return Number(second) > 12 ? "MDY" : undefined;
}

function formatOf(cell: string): string | undefined {
  if (/\.\d{3}(?:\D|$).*,|,\d{1,2}\D*$|,\d{4,}|\.\d{3}\.\d{3}/.test(cell)) return "1.234,56";
  return /,\d{3}(?:\D|$).*\.|\.\d{1,2}\D*$|\.\d{4,}|,\d{3},\d{3}/.test(cell) ? "1,234.56" : undefined;
}

function winner(votes: Map<string, number>): string | null {
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
