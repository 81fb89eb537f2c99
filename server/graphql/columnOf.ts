// SQL cannot do this because PostgreSQL quotes a value that it cannot read, and does not say for which column it was sent.

/** The column that the quoted value was meant for, as far as the statement tells. */
export function columnOf(message: string, text: string, values: readonly unknown[] = []): string | undefined {
  const [, quoted] = /"(.*)"/s.exec(message) ?? [];
  const isIt = (value: unknown) =>
    /0x00$/.test(message) ? typeof value === "string" && value.includes("\0") : String(value) === quoted;
  for (const [n, value] of values.entries()) {
    if (typeof value === "string" && value.startsWith("[{")) {
      // Rows of a bulk mutation, by column.
      const rows: Record<string, unknown>[] = JSON.parse(value);
      for (const row of rows) for (const [column, given] of Object.entries(row)) if (isIt(given)) return column;
    } else if (isIt(value)) {
      const placeholder = new RegExp(`\\$${n + 1}\\b`);
      const [, columns = "", given] = /^insert into .*? \((.*?)\) values \((.*?)\)/s.exec(text) ?? [];
      if (!given) return new RegExp(`"(\\w+)" [=<>!]+ ${placeholder.source}`).exec(text)?.[1];
      return columns.split(", ")[given.split(", ").findIndex((part) => placeholder.test(part))]?.replaceAll('"', "");
    }
  }
  return undefined;
}
