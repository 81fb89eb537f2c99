/** What somebody typed, without the words that say when: "Call Ana tomorrow 15:00". */
export interface Due {
  title: string;
  /** The moment that the words name, and the words themselves. */
  at: Date;
  words: string;
}

const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const clock = String.raw`(?:\s+(?:at\s+)?(\d{1,2}(?::\d\d)?\s*(?:am|pm)|\d{1,2}:\d\d))?`;
const day = [
  "today|tonight|tomorrow|next week|next month",
  String.raw`in \d{1,3} (?:days?|weeks?|months?)`,
  `(?:on |next )?(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|${days.join("|")})`,
  String.raw`\d{4}-\d\d-\d\d`,
  String.raw`(?:on )?\d{1,2}\.? (?:${months.join("|")})[a-z]*`,
  String.raw`(?:on )?(?:${months.join("|")})[a-z]* \d{1,2}(?:st|nd|rd|th)?`,
].join("|");
const pattern = new RegExp(String.raw`^(.*?\S)\s+(?:(?:by|due|until)\s+)?(${day})${clock}$`, "i");

/** Reads when something is due from the end of what was typed; nothing when it does not say. */
export function readDue(text: string, now = new Date()): Due | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [, title = "", when = "", time] = match;
  const at = dayOf(when.toLowerCase(), now);
  if (!at) return undefined;
  const [hours, minutes] = time ? timeOf(time.toLowerCase()) : [9, 0];
  if (hours > 23 || minutes > 59) return undefined;
  at.setHours(hours, minutes, 0, 0);
  return { title, at, words: text.trim().slice(title.length).trim() };
}

function dayOf(when: string, now: Date): Date | undefined {
  const later = (count: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + count);
  if (when === "today" || when === "tonight") return later(0);
  if (when === "tomorrow") return later(1);
  if (when === "next week") return later((8 - now.getDay()) % 7 || 7);
  if (when === "next month") return new Date(now.getFullYear(), now.getMonth() + 1, 1);
  const after = /^in (\d+) (day|week|month)/.exec(when);
  if (after) {
    const count = Number(after[1]);
    if (after[2] === "month") return new Date(now.getFullYear(), now.getMonth() + count, now.getDate());
    return later(count * (after[2] === "week" ? 7 : 1));
  }
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(when);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const named = /^(?:on )?(?:(\d{1,2})\.? ([a-z]{3})|([a-z]{3})[a-z]* (\d{1,2}))/.exec(when);
  if (named) {
    const month = months.indexOf(named[2] ?? named[3] ?? "");
    const date = Number(named[1] ?? named[4]);
    const soon = dateOf(now.getFullYear(), month, date);
    return soon && soon < later(0) ? dateOf(now.getFullYear() + 1, month, date) : soon;
  }
  const weekday = days.findIndex((name) => name.startsWith(when.replace(/^(on|next) /, "").slice(0, 3)));
  return weekday < 0 ? undefined : later((weekday - now.getDay() + 7) % 7 || 7);
}

/** The 31st of June is no day. */
function dateOf(year: number, month: number, date: number): Date | undefined {
  const made = new Date(year, month, date);
  return made.getMonth() === month && made.getDate() === date ? made : undefined;
}

function timeOf(time: string): [number, number] {
  const [, hours = "", minutes = "0", half] = /^(\d{1,2})(?::(\d\d))?\s*(am|pm)?$/.exec(time) ?? [];
  const hour = Number(hours) % (half ? 12 : 24);
  return [half === "pm" ? hour + 12 : half ? hour : Number(hours), Number(minutes)];
}
