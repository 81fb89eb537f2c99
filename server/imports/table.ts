import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { decoderOf, detectEncoding } from "./encoding.ts";
import { detectLayout, type Layout } from "./layout.ts";
import { type File, type Row, readRows } from "./rows.ts";

export interface Source {
  path: string;
  /** What the file cannot be trusted to tell by itself. */
  encoding?: string | undefined;
  delimiter?: string | undefined;
  hasHeader?: boolean | undefined;
  /** How the member's country writes dates and numbers. */
  locale?: string | undefined;
}

const beginningBytes = 128 * 1024;

/** Reads a file of rows, however it is written; `pause` lets the rows go on their way before more come. */
export async function readTable(
  { path, encoding: told, locale, ...known }: Source,
  { onRow, pause }: { onRow: (row: Row) => void; pause?: () => Promise<void> },
): Promise<File & Layout & { encoding: string }> {
  const { encoding, isSure } = told ? { encoding: told, isSure: true } : await detectEncoding(path);
  const layout = detectLayout(await beginningOf(path, encoding), known);
  const reader = readRows({ layout, locale, isEncodingSure: isSure, onRow });
  const decoder = decoderOf(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    await reader.add(decoder.decode(chunk, { stream: true }));
    await pause?.();
  }
  await reader.add(decoder.decode());
  const file = await reader.end();
  await pause?.();
  return { ...file, ...layout, encoding };
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
