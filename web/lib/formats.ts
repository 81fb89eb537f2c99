/** Dates, numbers and money as the member reads them; days of the week and "2 hours ago" are words, and the screens' words are English. */
let locale = navigator.language;
let currency = "USD";
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

export function setFormats(wanted: { locale: string; currency: string }) {
  if (wanted.locale === locale && wanted.currency === currency) return;
  locale = wanted.locale;
  currency = wanted.currency;
  numberFormats.clear();
  dateFormats.clear();
}

export function workspaceCurrency(): string {
  return currency;
}

/** Whether the member's country writes 12/24 for the day that others write 24/12. */
export function isMonthFirst(): boolean {
  const parts = dates("order", { day: "numeric", month: "numeric" }).formatToParts();
  return parts.find(({ type }) => type === "month" || type === "day")?.type === "month";
}

/** Letters without accents and case, to compare what was typed. */
export const foldLetters = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const names = new Map<string, readonly string[]>();

/** In which place the month, or the day of the week from Sunday, is that begins so: in the member's language, or in English; or -1. */
export function placeOfName(kind: "month" | "weekday", beginning: string): number {
  for (const language of [locale, "en"])
    for (const length of ["long", "short"] as const) {
      const found = namesOf(language, kind, length).findIndex((name) => name.startsWith(beginning));
      if (found >= 0) return found;
    }
  return -1;
}

function namesOf(language: string, kind: "month" | "weekday", length: "long" | "short"): readonly string[] {
  const key = `${language} ${kind} ${length}`;
  const known = names.get(key);
  if (known) return known;
  // As they stand beside a day: genitives, where a language has them. The first of February 2026 is a Sunday.
  const format = new Intl.DateTimeFormat(language, { [kind]: length, day: "numeric", timeZone: "UTC" });
  const dates = Array.from({ length: kind === "month" ? 12 : 7 }, (_, index) =>
    kind === "month" ? Date.UTC(2026, index, 1) : Date.UTC(2026, 1, 1 + index),
  );
  const made = dates.map((date) =>
    foldLetters(format.formatToParts(date).find(({ type }) => type === kind)?.value ?? "?").replace(/\.$/, ""),
  );
  names.set(key, made);
  return made;
}

/** What the member's country puts before the decimals of a number: "." or ",". */
export function decimalSign(): string {
  return numbers("sign", {})
    .formatToParts(0.5)
    .some(({ type, value }) => type === "decimal" && value === ",")
    ? ","
    : ".";
}

function numbers(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, made);
  return made;
}

function dates(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, made);
  return made;
}

export function formatNumber(value: number, decimals?: number): string {
  return numbers(`n${decimals ?? ""}`, {
    maximumFractionDigits: decimals ?? 6,
    ...(decimals !== undefined && { minimumFractionDigits: decimals }),
  }).format(value);
}

/** "12.3 MB", of a number of bytes. */
export function formatBytes(bytes: number): string {
  const units = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(bytes || 1) / 3) - 1));
  const unit = units[step] ?? "kilobyte";
  return numbers(unit, { style: "unit", unit, maximumFractionDigits: step === 0 ? 0 : 1 }).format(
    bytes / 1000 ** (step + 1),
  );
}

/** Whole amounts without cents, others with. */
export function formatMoney(value: number, code: string | null | undefined = currency): string {
  const digits = Number.isInteger(value) ? 0 : undefined;
  return numbers(`m${code}${digits ?? ""}`, {
    style: "currency",
    currency: code || currency,
    ...(digits === 0 && { maximumFractionDigits: 0 }),
  }).format(value);
}

export function formatMoneyShort(value: number, code: string | null | undefined = currency): string {
  if (Math.abs(value) < 10_000) return formatMoney(Math.round(value), code);
  return numbers(`s${code}`, {
    style: "currency",
    currency: code || currency,
    notation: "compact",
    maximumFractionDigits: 1,
  }).format(value);
}

/** A date without a time belongs to no time zone. */
export function formatDate(value: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const date = new Date(isDay ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return value;
  return dates(isDay ? "day" : "date", {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(isDay && { timeZone: "UTC" }),
  }).format(date);
}

/** A day as YYYY-MM-DD, without its year when that is this one. */
export function formatDay(day: string): string {
  if (day.slice(0, 4) !== today().slice(0, 4)) return formatDate(day);
  return dates("short", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** "Nov", or "November 2026", of a month as YYYY-MM. */
export function formatMonth(month: string, isLong = false): string {
  const options: Intl.DateTimeFormatOptions = isLong ? { month: "long", year: "numeric" } : { month: "short" };
  return dates(isLong ? "longMonth" : "month", { ...options, timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** "Tuesday, 24 November", of a day as YYYY-MM-DD. */
export function formatLongDate(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${formatWeekday(day)}, ${dates("long", { day: "numeric", month: "long", timeZone: "UTC" }).format(date)}`;
}

/** "Friday", of a day as YYYY-MM-DD. */
export function formatWeekday(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
}

export function formatDateTime(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  return dates("dateTime", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(date);
}

/** "15:00". */
export function formatTime(value: string): string {
  return dates("time", { hour: "numeric", minute: "2-digit" }).format(new Date(value));
}

/** "3 hours ago"; the date itself when long ago. */
export function formatAgo(value: string, now = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  if (size < 7 * 86_400) return relative.format(Math.round(seconds / 86_400), "day");
  return formatDate(value);
}

/** The day in the member's own time zone, as YYYY-MM-DD. */
export function today(offsetDays = 0): string {
  const date = new Date();
  date.setDate(date.getDate() + offsetDays);
  return dayText(date);
}

/** The day of a moment here, as YYYY-MM-DD. */
export function dayText(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The day of a moment as the server writes it, here. */
export const localDay = (moment: string): string => dayText(new Date(moment));

/** When a day begins here, or one some days after it. */
export function startOf(day: string, plusDays = 0): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + plusDays);
  return date;
}

/** For an input of type datetime-local, and back. */
export function toLocalInput(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return "";
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
