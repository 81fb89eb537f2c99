import { foldLetters, formatDate, formatDateTime, isMonthFirst, placeOfName, toLocalInput } from "./formats.ts";

/** What somebody typed, without the words that say when: "Call Ana tomorrow 15:00". */
export interface Due {
  title: string;
  /** The moment that the words name, and the words themselves. */
  at: Date;
  words: string;
}

const clock =
  /^(.+?)(?:,?\s+(?:(?:at|klo?\.?)\s+)?(\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\.?|\d{1,2}(?:[:.]|\s?h\s?)\d\d|\d{1,2}\s?h)(?::\d\d)?)?$/i;
/** "Update to 4.2" names no day, where "24.12." and "24.12.2026" do; "support 24/7" nowhere does. */
const noDay = /^(?:\d{1,2}\.\d{1,2}|24\/7)$/;

/** The hour and minute at which something is due that has only a day. */
export const dayTime = [9, 0] as const;

/** Reads when something is due from the end of what was typed; nothing when it does not say. */
export function readDue(text: string, now = new Date()): Due | undefined {
  const typed = text.trim();
  for (const { index } of typed.matchAll(/\s+/g)) {
    const words = typed.slice(index).trim();
    const when = words.replace(/^(?:by|due|until)\s+/i, "");
    const at = noDay.test(when) ? undefined : readMoment(when, now);
    if (at) return { title: typed.slice(0, index), at, words };
  }
  return undefined;
}

/** The moment that is all that somebody wrote, at nine when it names only a day: "friday 15:00", "+2d". */
export function readMoment(text: string, now = new Date()): Date | undefined {
  const [, day = "", time] = clock.exec(text.trim().replace(/\s+/g, " ")) ?? [];
  const whole = readDay(text, now);
  const at = whole ?? readDay(day, now);
  const [hours, minutes] = time && !whole ? timeOf(time.toLowerCase()) : dayTime;
  if (!at || hours > 23 || minutes > 59) return undefined;
  at.setHours(hours, minutes, 0, 0);
  return at;
}

/** A day (YYYY-MM-DD) or a moment as the member's country writes it, if that can be read back; to be edited. */
export function dateText(value: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const shown = isDay ? formatDate(value) : formatDateTime(value);
  const at = isDay ? readDay(shown) : readMoment(shown);
  const plain = isDay ? value : toLocalInput(value);
  return at && toLocalInput(at.toISOString()).startsWith(plain) ? shown : plain.replace("T", " ");
}

/**
 * The day that is all that somebody wrote: "friday", "24 Dec", "in 3 days", "+2w", "24.12.", and 12/24 or 24/12 as the member's country
 * has it; months and days of the week also in the member's language. Without a year it is the next such day.
 */
export function readDay(text: string, now = new Date()): Date | undefined {
  const when = foldLetters(text.trim()).replace(/\s+/g, " ").replace(/^on /, "").replaceAll(" de ", " ");
  const later = (count: number, unit = "d") =>
    new Date(
      now.getFullYear(),
      now.getMonth() + (unit === "m" ? count : 0),
      now.getDate() + (unit === "m" ? 0 : count * (unit === "w" ? 7 : 1)),
    );
  const next = (month: number, date: number, year?: string) => {
    if (year) return dateOf(Number(year) + (year.length === 2 ? 2000 : 0), month, date);
    // The 29th of February may take some years to come.
    const years = Array.from({ length: 9 }, (_, ahead) => now.getFullYear() + ahead);
    return years.map((one) => dateOf(one, month, date)).find((one) => one && one >= later(0));
  };
  if (when === "today" || when === "tonight") return later(0);
  if (when === "tomorrow") return later(1);
  if (when === "yesterday") return later(-1);
  if (when === "next week") return later((8 - now.getDay()) % 7 || 7);
  if (when === "next month") return new Date(now.getFullYear(), now.getMonth() + 1, 1);
  const after = /^in (\d{1,3}) (d|w|m)(?:ay|eek|onth)s?$/.exec(when) ?? /^([+-]\d{1,3}) ?(d|w|m)$/.exec(when);
  if (after) return later(Number(after[1]), after[2]);
  const iso = /^(\d{4})(?:[-/.]|\. |年)(\d{1,2})(?:[-/.]|\. |月)(\d{1,2})[.日]?$/.exec(when);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const dots = /^(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d\d)?)?$/.exec(when);
  if (dots) return next(Number(dots[2]) - 1, Number(dots[1]), dots[3]);
  const slashes =
    /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(when) ?? /^(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)$/.exec(when);
  if (slashes) {
    const [first, second] = [Number(slashes[1]), Number(slashes[2])];
    return isMonthFirst() ? next(first - 1, second, slashes[3]) : next(second - 1, first, slashes[3]);
  }
  const named =
    /^(\d{1,2})(?:\.|st|nd|rd|th|er)? (\p{L}{3,})\.?,?(?: (\d{4}))?$/u.exec(when) ??
    swapped(/^(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$/u.exec(when));
  if (named) {
    const month = placeOfName("month", named[2] ?? "");
    return month < 0 ? undefined : next(month, Number(named[1]), named[3]);
  }
  const word = /^(?:next )?(\p{L}[\p{L}-]{2,})$/u.exec(when)?.[1];
  const weekday = word ? placeOfName("weekday", word) : -1;
  return weekday < 0 ? undefined : later((weekday - now.getDay() + 7) % 7 || 7);
}

const swapped = (match: RegExpExecArray | null) => match && [match[0], match[2], match[1], match[3]];

/** The 31st of June is no day. */
function dateOf(year: number, month: number, date: number): Date | undefined {
  const made = new Date(year, month, date);
  return made.getFullYear() === year && made.getMonth() === month && made.getDate() === date ? made : undefined;
}

function timeOf(time: string): [number, number] {
  const [, hours = "", minutes = "0", half] = /^(\d{1,2})(?:\s?[:.h]\s?(\d\d)?)?\s*([ap])?/.exec(time) ?? [];
  const hour = Number(hours) % (half ? 12 : 24);
  return [half === "p" ? hour + 12 : half ? hour : Number(hours), Number(minutes)];
}
