import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { detectEncoding } from "./encoding.ts";
import { detectLayout } from "./layout.ts";
import { bad } from "./refuse.ts";
import { type Row, readRows } from "./rows.ts";

export interface Upload {
  path: string;
  object: string;
  fileName: string;
  /** What the file cannot be trusted to tell by itself. */
  encoding?: string | undefined;
  delimiter?: string | undefined;
  hasHeader?: boolean | undefined;
}

const beginningBytes = 128 * 1024;

/** Reads a file into app_hidden.import_cells, in the transaction of `client`, which is the importer's. Gives the import's id. */
export async function storeFile(client: ClientBase, { path, object, fileName, ...known }: Upload): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select app_hidden.start_upload($1, $2) as id", [
    object,
    fileName,
  ]);
  const id = rows[0]?.id ?? "";
  const encoding = known.encoding ?? (await detectEncoding(path));
  const layout = detectLayout(await beginningOf(path, encoding), known);

  // COPY does not go into a table with row-level security; from a temporary one the rows are inserted under it.
  await client.query("create temp table upload (row_number integer, cells text[], problem text) on commit drop");
  const copy = client.query(copyFrom("copy pg_temp.upload from stdin"));
  const copied = new Promise<void>((resolve, reject) => copy.once("finish", resolve).once("error", reject));
  copied.catch(() => {}); // whoever writes is told first
  let lines = "";
  const reader = readRows({
    layout,
    onRow: (row) => {
      lines += copyLine(row);
    },
  });
  const flush = async () => {
    const text = lines;
    lines = "";
    if (!copy.write(text)) await Promise.race([new Promise((resolve) => copy.once("drain", resolve)), copied]);
  };
  try {
    const decoder = decoderOf(encoding);
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      await reader.add(decoder.decode(chunk, { stream: true }));
      await flush();
    }
    await reader.add(decoder.decode());
    const file = await reader.end();
    await flush();
    copy.end();
    await copied;
    await client.query(
      "insert into app_hidden.import_cells (import_id, row_number, cells, problem) select $1, u.row_number, u.cells, u.problem from pg_temp.upload u",
      [id],
    );
    await client.query("select app_hidden.end_upload($1, $2)", [id, JSON.stringify({ ...file, ...layout, encoding })]);
    return id;
  } catch (error) {
    copy.destroy(); // the rollback waits for it
    throw error;
  }
}

async function beginningOf(path: string, encoding: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return decoderOf(encoding).decode(buffer.subarray(0, bytesRead), { stream: true });
  } finally {
    await file.close();
  }
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw bad(`There is no encoding “${encoding}”.`, "Such as utf-8, utf-16le, windows-1252 or shift_jis.");
  }
}

/** A row as COPY takes it: an array, within tab-separated text. */
function copyLine({ number, cells, problem }: Row): string {
  let found = problem;
  let line = "";
  for (const cell of cells) {
    if (line) line += ",";
    if (!special.test(cell)) {
      line += `"${cell}"`;
      continue;
    }
    if (cell.includes("\0")) found ??= "The row has a NUL character, which is no text.";
    else if (cell.includes("\ufffd"))
      found ??= "The row has a character that cannot be read in the encoding of the file.";
    line += `"${escapeCell(cell)}"`;
  }
  return `${number}\t{${line}}\t${found === undefined ? "\\N" : escapeField(found)}\n`;
}

const special = /["\\\t\n\r\0\ufffd]/;

function escapeCell(cell: string): string {
  return escapeField(cell.replaceAll("\0", "").replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
}

function escapeField(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
