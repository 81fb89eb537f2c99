import { detectLayout } from "#server/imports/layout.ts";
import { readRows } from "#server/imports/rows.ts";
import type { Db, Person } from "../testing.ts";

export interface Outcome {
  row_number: number;
  outcome: string;
  title: string;
  record_id: string | null;
  diff: Record<string, [unknown, unknown]> | null;
  problems: { field?: string; message: string; value?: string; severity: string }[];
}

export interface Imported {
  id: string;
  counts: {
    created: number;
    updated: number;
    unchanged: number;
    rejected: number;
    warned: number;
    related: Record<string, number>;
  };
  rows: Outcome[];
}

/** Uploads a file as a person, in the transaction of the test. */
export async function upload(db: Db, person: Person, object: string, csv: string): Promise<string> {
  const layout = detectLayout(csv);
  const rows: unknown[] = [];
  const reader = readRows({ layout, onRow: (row) => rows.push(row) });
  await reader.add(csv);
  const file = { ...(await reader.end()), ...layout, encoding: "utf-8" };
  const [made] = await db
    .as(person)
    .rows<{ id: string }>("select app_hidden.start_upload($1, 'test.csv') as id", [object]);
  const id = made?.id ?? "";
  await db.as(person).query(
    `insert into app_hidden.import_cells (import_id, row_number, cells, problem)
     select $1, r.number, array(select jsonb_array_elements_text(r.cells)), r.problem
     from jsonb_to_recordset($2) r (number integer, cells jsonb, problem text)`,
    [id, JSON.stringify(rows)],
  );
  await db.as(person).query("select app_hidden.end_upload($1, $2)", [id, JSON.stringify(file)]);
  return id;
}

/** Does what the job does. */
export async function run(
  db: Db,
  person: Person,
  id: string,
  { options, mapping }: { options?: object; mapping?: object[] } = {},
): Promise<Imported> {
  const as = db.as(person);
  await as.query(
    "drop table if exists pg_temp.import_state, pg_temp.import_keys, pg_temp.import_work, pg_temp.import_found, pg_temp.import_told, pg_temp.import_made",
  );
  await as.query("select app_public.configure_import($1, $2, $3)", [
    id,
    mapping ? JSON.stringify(mapping) : null,
    options ? JSON.stringify(options) : null,
  ]);
  await as.query("select app_hidden.import_prepare($1)", [id]);
  let row: number | undefined = 0;
  do {
    const next: { row: number | null }[] = await as.rows("select app_hidden.import_apply($1, 100) as row", [row]);
    row = next[0]?.row ?? undefined;
  } while (row !== undefined);
  await as.query("select app_hidden.import_link()");
  const [told] = await as.rows<Pick<Imported, "counts" | "rows">>(
    "select app_hidden.import_counts() as counts, app_hidden.import_results(0) as rows",
  );
  if (!told) throw new Error("An import tells nothing");
  return { id, ...told };
}

export async function importFile(
  db: Db,
  person: Person,
  object: string,
  csv: string,
  settings: { options?: object; mapping?: object[] } = {},
): Promise<Imported> {
  return run(db, person, await upload(db, person, object, csv), settings);
}

/** The rows that did not go in: number, field and reason. */
export function reasons(rows: Outcome[]) {
  return rows
    .filter((row) => row.outcome === "rejected")
    .map((row) => [row.row_number, row.problems[0]?.field ?? null, row.problems[0]?.message]);
}
