// As much of the tar format as PostgreSQL's base backups use: files and folders with short names.
import { chownSync, mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "../database/home.ts";
import { StartError } from "../startError.ts";

const block = 512;

/** One small file as tar has it: a header, the content, and zeros up to the next block. */
export function tarEntry(name: string, content: string | Buffer): Buffer {
  const data = Buffer.from(content);
  const header = Buffer.alloc(block);
  header.write(name);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${Math.floor(Date.now() / 1000).toString(8)}\0`, 136);
  header.write("        0", 148); // the checksum counts itself as spaces; type 0: a file
  header.write("ustar\x0000", 257);
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0`, 148);
  return Buffer.concat([header, data, Buffer.alloc(-data.length & (block - 1))]);
}

/** Unpacks a tar stream into `folder`, for `account` when that is not us; gives the names of its entries. */
export async function untar(
  source: AsyncIterable<Buffer>,
  { folder, account }: { folder: string; account?: Account | undefined },
): Promise<string[]> {
  const names: string[] = [];
  const read = reader(source);
  const own = (path: string) => account && chownSync(path, account.uid, account.gid);
  for (;;) {
    const header = await read.exactly(block);
    if (header.every((byte) => byte === 0)) {
      await read.toTheEnd();
      return names;
    }
    const { name, size, isFolder } = parse(header);
    const path = join(folder, name);
    names.push(name);
    if (isFolder) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      own(path);
      continue;
    }
    const folders = name.split("/").slice(0, -1);
    for (const [depth] of folders.entries()) {
      const made = mkdirSync(join(folder, ...folders.slice(0, depth + 1)), { recursive: true, mode: 0o700 });
      if (made) own(made);
    }
    await writeFile(path, read.upTo(size), { mode: 0o600 });
    own(path);
    await read.exactly(-size & (block - 1));
  }
}

function parse(header: Buffer): { name: string; size: number; isFolder: boolean } {
  const text = (from: number, length: number) =>
    header
      .subarray(from, from + length)
      .toString("utf8")
      .split("\0")[0] ?? "";
  const expected = Number.parseInt(text(148, 8), 8);
  const [name, type] = [text(0, 100), text(156, 1) || "0"];
  const isSafe = !name.startsWith("/") && !name.split("/").includes("..");
  if (checksum(header) !== expected || !isSafe || !"05".includes(type)) {
    throw new StartError(`This is not a backup of Rowan, or it is damaged (at “${name.slice(0, 80)}”).`);
  }
  return { name, size: Number.parseInt(text(124, 12), 8), isFolder: type === "5" };
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

/** Reads a stream by numbers of bytes instead of by the chunks in which it comes. */
function reader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  async function* upTo(size: number): AsyncGenerator<Buffer> {
    while (size > 0) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) throw new StartError("The backup ends too early: it was cut off.");
        rest = next.value;
      }
      const part = rest.subarray(0, size);
      rest = rest.subarray(part.length);
      size -= part.length;
      yield part;
    }
  }
  return {
    upTo,
    async exactly(size: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for await (const part of upTo(size)) parts.push(part);
      return Buffer.concat(parts);
    },
    /** Whether all before was right may be told only there: compression has its checksum at the end. */
    async toTheEnd(): Promise<void> {
      while (!(await chunks.next()).done);
    },
  };
}
