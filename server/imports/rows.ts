import { parse } from "csv-parse";
import { parse as parseLine } from "csv-parse/sync";
import { csvOptions, type Layout } from "./layout.ts";
import { type Profile, profileColumns } from "./profile.ts";
import { bad } from "./refuse.ts";
import { tailOf } from "./tail.ts";

const mostColumns = 1_000;
const longestCell = 1_000_000;
const largestRow = 16_000_000;

export interface Row {
  /** As a spreadsheet counts it: the header is row 1. */
  number: number;
  cells: string[];
  /** Why the row cannot be read. */
  problem: string | undefined;
}

export interface File extends Profile {
  rowCount: number;
}

/** Reads the text of a file piece by piece: every row with a cell goes to `onRow`. Refuses a file that is not a table, naming the row. */
export function readRows({
  layout,
  onRow,
  ...known
}: {
  layout: Layout;
  locale?: string | undefined;
  isEncodingSure?: boolean;
  onRow: (row: Row) => void;
}) {
  let names: string[] | undefined;
  let profile: ReturnType<typeof profileColumns> | undefined;
  let number = 0;
  let rowCount = 0;
  let refused: Error | undefined;
  const tail = tailOf(give);
  const parser = parse({
    ...csvOptions,
    delimiter: layout.delimiter,
    max_record_size: largestRow,
    on_record(cells: string[]) {
      if (refused) return null;
      try {
        take(layout.isWrapped && cells.length === 1 ? within(cells[0] ?? "") : cells);
      } catch (error) {
        refused = explain(error as Error, number + 1);
      }
      return null;
    },
  });
  parser.resume();
  parser.on("error", () => {}); // told by the write that met it

  function within(line: string): string[] {
    return parseLine(line, { ...csvOptions, delimiter: layout.delimiter })[0] ?? [];
  }

  function take(cells: string[]): void {
    number++;
    if (number <= layout.skip) return;
    if (cells.every((cell) => cell.trim() === "")) {
      tail.blank();
      return;
    }
    if (!names) {
      if (cells.length > mostColumns)
        throw bad(
          `Row ${number} has ${cells.length.toLocaleString("en")} columns; at most ${mostColumns.toLocaleString("en")} can be imported.`,
          "Leave out the columns that you do not need.",
        );
      names = layout.hasHeader
        ? cells.map((name, n) => clean(name) || `Column ${n + 1}`)
        : cells.map((_, n) => `Column ${n + 1}`);
      profile = profileColumns(names, { delimiter: layout.delimiter, ...known });
      if (layout.hasHeader) return;
    }
    tail.row(number, cells, names.length);
  }

  function give(number: number, cells: string[], end?: string): void {
    if (!names) return;
    const width = names.length;
    const isWider = cells.slice(width).some((cell) => cell.trim() !== "");
    const row: Row = { number, cells: isWider ? cells : cells.slice(0, width), problem: end };
    if (layout.hasHeader && width > 1 && names.every((name, n) => name === clean(cells[n] ?? "")))
      row.problem = "The row is the header once more.";
    else if (isWider)
      row.problem = `The row has ${cells.length} cells, and the table ${width} columns: a quote or delimiter may be missing.`;
    if (row.cells.some((cell) => cell.includes("\0"))) {
      row.problem = "The row has a NUL character, which is no text.";
      row.cells = row.cells.map((cell) => cell.replaceAll("\0", ""));
    } else if (row.cells.some((cell) => cell.includes("\ufffd"))) {
      row.problem = "The row has a character that cannot be read in the encoding of the file.";
    }
    const long = row.cells.findIndex((cell) => cell.length > longestCell);
    if (long >= 0) {
      row.problem = `“${names[long] ?? `Column ${long + 1}`}” has ${row.cells[long]?.length.toLocaleString("en")} characters; at most ${longestCell.toLocaleString("en")} can be read.`;
      row.cells[long] = `${row.cells[long]?.slice(0, 200)}…`;
    }
    rowCount++;
    if (!end) profile?.add(row.cells);
    onRow(row);
  }

  return {
    async add(text: string): Promise<void> {
      await step((done) => parser.write(text, done));
      if (refused) throw refused;
    },
    async end(): Promise<File> {
      await step((done) => parser.end(done));
      if (refused) throw refused;
      tail.end();
      if (!profile || rowCount === 0)
        throw bad(names ? "The file has a header, and no row below it." : "The file is empty.");
      return { ...profile.end(), rowCount };
    },
  };

  function step(work: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      work((error) => (error ? reject(explain(error, number + 1)) : resolve()));
    });
  }
}

function explain(error: Error, row: number): Error {
  const code = "code" in error ? String(error.code) : "";
  if (!code.startsWith("CSV_")) return error;
  if (code === "CSV_MAX_RECORD_SIZE")
    return bad(
      `Row ${row} is longer than ${largestRow.toLocaleString("en")} characters: a quote (") may be missing.`,
      "Close it, or double it where it belongs to the text, and upload the file again.",
    );
  if (code === "CSV_QUOTE_NOT_CLOSED")
    return bad(
      `Row ${row} has a quote (") that is never closed.`,
      "Close it, or double it where it belongs to the text, and upload the file again.",
    );
  return bad(`Row ${row} cannot be read: ${error.message}`);
}

function clean(name: string): string {
  return name
    .replace(/[\0\s\ufeff]+/g, " ")
    .trim()
    .slice(0, 200);
}
