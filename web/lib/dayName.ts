import { formatDay, formatWeekday, today } from "./formats.ts";

/** A day as one speaks of it: Yesterday, Today, Tomorrow, the weekday within the week, else its date. */
export function dayName(day: string): string {
  if (day === today()) return "Today";
  if (day === today(1)) return "Tomorrow";
  if (day === today(-1)) return "Yesterday";
  if (day > today() && day < today(7)) return formatWeekday(day);
  return formatDay(day);
}
