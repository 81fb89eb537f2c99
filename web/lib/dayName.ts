import { dayTime } from "./dueWords.ts";
import { dayText, formatDay, formatTime, formatWeekday, today } from "./formats.ts";

/** A day as one speaks of it: Yesterday, Today, Tomorrow, the weekday within the week, else its date. */
export function dayName(day: string): string {
  if (day === today()) return "Today";
  if (day === today(1)) return "Tomorrow";
  if (day === today(-1)) return "Yesterday";
  if (day > today() && day < today(7)) return formatWeekday(day);
  return formatDay(day);
}

/** When something is due, as one speaks of it: with the time, unless that is the one of whatever has only a day. */
export function dueName(moment: string): string {
  const at = new Date(moment);
  const isPlain = at.getHours() === dayTime[0] && at.getMinutes() === dayTime[1];
  return isPlain ? dayName(dayText(at)) : `${dayName(dayText(at))} ${formatTime(moment)}`;
}

/** The same within a sentence. */
export const dueWords = (moment: string): string => dueName(moment).replace(/^(Yes|To)/, (word) => word.toLowerCase());
