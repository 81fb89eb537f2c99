/** What GraphQL itself says of a value that does not fit its type, as a person would: "Probability is a whole number, not 33.5." */
export function inWords(message: string): string {
  const match = /^Variable "\$\w+" got invalid value (.*?)(?: at "([^"]*)")?; (.*)$/s.exec(message);
  if (!match) return message;
  const [, value = "", path = "", reason = ""] = match;
  const name = /(\w+)(?:\[\d+\])?$/.exec(path)?.[1] ?? "this";
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  const field = `${words[0]?.toUpperCase()}${words.slice(1)}`;
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (/non-integer/.test(reason)) return `${field} is a whole number, not ${shown}.`;
  if (/32-bit/.test(reason)) return `${shown} is too large for ${words}: the largest is 2,147,483,647.`;
  return `${field} cannot be ${shown}.`;
}
