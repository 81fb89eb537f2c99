import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Row } from "./rows.ts";
import { readTable, type Source } from "./table.ts";

export interface Upload extends Source {
  object: string;
  fileName: string;
}

/** Reads a file into app_hidden.import_cells, in the transaction of `client`, which is the importer's. Gives the import's id. */
export async function storeFile(client: ClientBase, { object, fileName, ...source }: Upload): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select app_hidden.start_upload($1, $2) as id", [
    object,
    fileName,
  ]);
  const id = rows[0]?.id ?? "";
  const members = await client.query<{ locale: string }>(
    "select locale from app_public.users where id = app_hidden.user_id()",
  );
  source.locale = members.rows[0]?.locale;
  // COPY does not go into a table with row-level security; from a temporary one the rows are inserted under it.
  await client.query("create temp table upload (row_number integer, cells text[], problem text) on commit drop");
  const copy = client.query(copyFrom("copy pg_temp.upload from stdin"));
  let broken: Error | undefined;
  const copied = new Promise<void>((resolve, reject) => copy.once("finish", resolve).once("error", reject));
  copy.once("error", (error) => {
    broken = error;
  });
  copied.catch(() => {}); // whoever writes is told first
  let lines = "";
  try {
    const file = await readTable(source, {
      onRow(row) {
        lines += copyLine(row);
      },
      async pause() {
        const text = lines;
        lines = "";
        if (!copy.write(text)) await Promise.race([new Promise((resolve) => copy.once("drain", resolve)), copied]);
      },
    });
    copy.end();
    await copied;
    await client.query(
      "insert into app_hidden.import_cells (import_id, row_number, cells, problem) select $1, u.row_number, u.cells, u.problem from pg_temp.upload u",
      [id],
    );
    await client.query("select app_hidden.end_upload($1, $2)", [id, JSON.stringify(file)]);
    return id;
  } catch (error) {
    if (broken) throw broken; // what PostgreSQL or the connection said, and not what that led to; there is nothing to destroy
    copy.destroy(); // the rollback waits for it
    throw error;
  }
}

/** A row as COPY takes it: an array, within tab-separated text. */
function copyLine({ number, cells, problem }: Row): string {
  const array = cells.map((cell) => `"${special.test(cell) ? escapeCell(cell) : cell}"`).join(",");
  return `${number}\t{${array}}\t${problem === undefined ? "\\N" : escapeField(problem)}\n`;
}

/** What arrays and COPY give a meaning. */
const special = /["\\\t\n\r]/;

function escapeCell(cell: string): string {
  return escapeField(cell.replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
}

function escapeField(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
