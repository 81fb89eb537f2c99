/** What is wrong with a value that PostgreSQL cannot take: class 22, whose messages quote nothing but what was sent. */
export function unreadable({
  code,
  message,
  field,
}: {
  code: string;
  message: string;
  /** What it was sent for. */
  field: string;
}): string {
  const [, type, value] = /^invalid input syntax for type ([\w ]+): "(.*)"$/s.exec(message) ?? [];
  const kind = type && kinds[type];
  if (kind && value !== undefined) return `“${value.slice(0, 100)}” is not ${kind}.`;
  const [, day] = /^date\/time field value out of range: "(.*)"$/s.exec(message) ?? [];
  if (day) return `“${day.slice(0, 100)}” is not a date.`;
  if (code === "22003") return `${field} is too large a number.`;
  if (code === "22021" || code === "22P05") return `${field} holds a character that no text can: NUL.`;
  return message;
}

const kinds: Record<string, string> = {
  date: "a date",
  "timestamp with time zone": "a date and time",
  uuid: "an id",
  json: "JSON",
  boolean: "true or false",
  numeric: "a number",
  ...{ smallint: "a whole number", integer: "a whole number", bigint: "a whole number" },
};
