import type { Response } from "express";
import type { Pool } from "pg";
import { asPerson, type Caller } from "../pg.ts";

/** The column that says why; a mended file may keep it. */
const reason = "Why it was rejected";

/** Writes the rows of an import that did not go in as a CSV file: as they were, with the reason at the end. */
export async function sendRejected({
  id,
  pool,
  caller,
  response,
}: {
  id: string;
  pool: Pool;
  caller: Caller;
  response: Response;
}): Promise<void> {
  await asPerson(pool, caller, async (client) => {
    const found = await client.query<{ names: string[]; delimiter: string }>(
      "select array(select app_hidden.cell(c ->> 'name') from jsonb_array_elements(columns) c) as names, delimiter from app_public.imports where id = $1",
      [id],
    );
    const { names = [], delimiter = "," } = found.rows[0] ?? {};
    const line = (cells: string[]) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
    response.write(`\ufeff${line([...names.filter((name) => name !== reason), reason])}`);
    for (let after = 0; ; ) {
      const { rows } = await client.query<{ row_number: number; cells: string[]; why: string }>(
        `select row_number, array(select app_hidden.cell(c) from unnest(cells) with ordinality u (c, n) order by n) as cells,
           (select app_hidden.cell(string_agg(concat_ws(': ', p ->> 'column', p ->> 'message'), ' ')) from jsonb_array_elements(problems) p where p ->> 'severity' = 'error') as why
         from app_public.import_rows where import_id = $1 and outcome = 'rejected' and row_number > $2 order by row_number limit 1000`,
        [id, after],
      );
      const last = rows.at(-1);
      if (!last) break;
      after = last.row_number;
      const lines = rows.map(({ cells, why }) =>
        line([
          ...names
            .map((name, n) => (name === reason ? undefined : (cells[n] ?? "")))
            .filter((cell) => cell !== undefined),
          why,
          ...cells.slice(names.length), // what was too much, to be moved to where it belongs
        ]),
      );
      if (!response.write(lines.join("")))
        await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
      if (response.destroyed) return;
    }
  });
  response.end();
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
