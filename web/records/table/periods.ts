import { formatDate, formatMonth } from "../../lib/formats.ts";
import type { FieldMeta } from "../../workspace/metadata.ts";

export const units = ["day", "week", "month", "quarter", "year"] as const;
export type Unit = (typeof units)[number];

const pad = (part: number) => String(part).padStart(2, "0");
const written = (date: Date) => `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
const read = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** Hours are all we are told of a moment: where clocks differ from UTC by less than one, days are those of UTC. */
const isHourly = new Date().getTimezoneOffset() % 60 === 0;

/** The day of a value; a moment's is the member's own. */
export function dayOf(value: string, field: FieldMeta): string {
  if (field.type === "date" || !isHourly) return value.slice(0, 10);
  const date = new Date(value);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** When a day begins. */
export function momentOf(day: string): string {
  return isHourly ? new Date(`${day}T00:00:00`).toISOString() : `${day}T00:00:00Z`;
}

/** The first day of the period that a day lies in; weeks begin on Monday. */
export function periodOf(day: string, unit: Unit): string {
  const date = read(day);
  if (unit === "week") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (unit === "month" || unit === "quarter" || unit === "year") date.setUTCDate(1);
  if (unit === "quarter") date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3));
  if (unit === "year") date.setUTCMonth(0);
  return written(date);
}

/** The day after the period's last. */
export function endOf(first: string, unit: Unit): string {
  const date = read(first);
  if (unit === "day") date.setUTCDate(date.getUTCDate() + 1);
  if (unit === "week") date.setUTCDate(date.getUTCDate() + 7);
  if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
  if (unit === "quarter") date.setUTCMonth(date.getUTCMonth() + 3);
  if (unit === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
  return written(date);
}

/** November 2026, Q4 2026, 2026, week of Nov 23, 2026. */
export function periodName(first: string, unit: Unit): string {
  if (unit === "year") return first.slice(0, 4);
  if (unit === "quarter") return `Q${Math.floor(read(first).getUTCMonth() / 3) + 1} ${first.slice(0, 4)}`;
  if (unit === "month") return formatMonth(first.slice(0, 7), true);
  return unit === "week" ? `Week of ${formatDate(first)}` : formatDate(first);
}
