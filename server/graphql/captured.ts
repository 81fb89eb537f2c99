// An export is a list without end: its statement is the one that PostGraphile makes of the same filter and order, so that what a
// filter means is said in one place. It is taken before it runs, and its columns are replaced by those of the file.
import pg from "pg";
import type { NodePostgresPgClient } from "postgraphile/adaptors/pg";

export interface Statement {
  text: string;
  values: readonly unknown[];
}

const captures = new WeakMap<object, (statement: Statement) => void>();

/** Statements with these settings, which are those of one operation, are told and not run. */
export function capture(settings: object, tell: (statement: Statement) => void): void {
  captures.set(settings, tell);
}

export function captureOf(settings: object): ((statement: Statement) => void) | undefined {
  return captures.get(settings);
}

/** Runs nothing: it hears what would be asked, and answers with no rows. */
export function listening(tell: (statement: Statement) => void): NodePostgresPgClient {
  const client: NodePostgresPgClient = {
    rawClient: null as unknown as pg.PoolClient, // of which nobody asks anything
    withTransaction: (work) => Promise.resolve(work(client)),
    async query({ text, values }) {
      tell({ text, values: values ?? [] });
      return { rows: [], rowCount: 0, notices: [] };
    },
  };
  return client;
}

const shape = /^select\s+[\s\S]*?\nfrom\s+(\S+ as (\S+))([\s\S]*?)(?:\nlimit \S+)?;?\s*$/i;

/** The alias that PostGraphile gave to the rows of a list. */
export function aliasOf({ text }: Statement): string {
  const alias = shape.exec(text)?.[2];
  if (!alias) throw new Error(`Not the statement of a list: ${text}`);
  return alias;
}

/**
 * The same rows in the same order, without limit, with other columns, and what is joined for these; its values written into it, because
 * COPY takes none.
 */
export function withColumns(
  { text, values }: Statement,
  { columns, joins }: { columns: string; joins: string },
): string {
  const [, table, , rest] = shape.exec(text) ?? [];
  return `select ${columns} from ${table} ${joins}${rest}`.replace(/\$(\d+)/g, (_, n: string) =>
    literal(values[Number(n) - 1]),
  );
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") return pg.escapeLiteral(JSON.stringify(value));
  return pg.escapeLiteral(String(value));
}
