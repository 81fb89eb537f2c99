import { today } from "../lib/formats.ts";
import { addMonths } from "./compute.ts";

export const periods = [
  { value: "month", label: "This month" },
  { value: "quarter", label: "This quarter" },
  { value: "year", label: "This year" },
  { value: "12", label: "Last 12 months" },
  { value: "24", label: "Last 24 months" },
] as const;
export type Period = (typeof periods)[number]["value"];

export function readPeriod(text: string | null): Period {
  return periods.find(({ value }) => value === text)?.value ?? "12";
}

/** The first month of a period, as YYYY-MM; each ends now. */
export function firstMonthOf(period: Period, now = today()): string {
  const month = now.slice(0, 7);
  const number = Number(month.slice(5));
  if (period === "month") return month;
  if (period === "quarter") return addMonths(month, -((number - 1) % 3));
  if (period === "year") return `${month.slice(0, 4)}-01`;
  return addMonths(month, 1 - Number(period));
}
