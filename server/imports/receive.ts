import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { PublicError } from "../errors.ts";
import type { Caller } from "../pg.ts";
import { ownTemporary } from "../temporary.ts";
import { turns } from "../turns.ts";
import type { Upload } from "./store.ts";

/** Milliseconds in which something of a file has to come. */
const stalledAfter = 120_000;

/** A thread and a connection each, in every process. */
const inTurn = turns({ atOnce: 4, each: 2 });

const prefix = "rowan-upload-";
/** Milliseconds after which nothing is read any more of a file that arrived. */
export const abandonedAfter = 6 * 3_600_000;

/** Removes what servers that were killed have left of files that arrived. */
export function removeAbandoned(): void {
  for (const { path, stats } of ownTemporary(prefix))
    if (stats.mtimeMs < Date.now() - abandonedAfter) rmSync(path, { force: true });
}

/** Takes in a file and reads its rows; gives the id of the import. Nothing of it is left when it cannot be read. */
export async function receiveFile(
  body: Readable,
  { upload, caller, url, maxBytes }: { upload: Omit<Upload, "path">; caller: Caller; url: string; maxBytes: number },
): Promise<string> {
  // On disk first: a slow line then holds no transaction, and the whole file can be looked at before a row is read.
  const path = join(tmpdir(), `${prefix}${randomUUID()}`);
  try {
    await keep(body, path, maxBytes);
    return await inTurn(caller, () => inThread({ upload: { ...upload, path }, caller, url }));
  } finally {
    await rm(path, { force: true });
  }
}

async function keep(body: Readable, path: string, maxBytes: number): Promise<void> {
  const file = await open(path, "wx", 0o600);
  const stalled = setTimeout(() => body.destroy(stopped()), stalledAfter);
  try {
    let bytes = 0;
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      stalled.refresh();
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      await file.writeFile(chunk);
    }
  } catch (error) {
    // Whoever is still sending reads the answer only when they are let send; for a while.
    body.resume();
    setTimeout(() => body.destroy(), 5_000).unref();
    throw isFull(error) ? noRoom(error) : error;
  } finally {
    clearTimeout(stalled);
    await file.close();
  }
}

function isFull(error: unknown): error is Error {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}

function noRoom(cause: Error): PublicError {
  const told = { status: 503, code: "UNAVAILABLE", field: "file", constraint: "imports_file_room" } as const;
  const message = "The server has no room for this file at the moment. Nothing of it was imported.";
  const hint = "Whoever operates it finds its temporary folder full.";
  return Object.assign(new PublicError({ ...told, message, hint }), { cause });
}

function stopped(): PublicError {
  const told = { status: 400, code: "BAD_USER_INPUT", field: "file", constraint: "imports_file_whole" } as const;
  return new PublicError({ ...told, message: "Nothing more of the file came for two minutes." });
}

function tooLarge(maxBytes: number): PublicError {
  return new PublicError({
    status: 413,
    code: "PAYLOAD_TOO_LARGE",
    message: `The file is larger than ${Math.round(maxBytes / 1024 / 1024).toLocaleString("en")} MB.`,
    hint: "Import it in parts, or have IMPORT_MAX_MB raised.",
    field: "file",
    constraint: "imports_file_size",
  });
}

async function inThread(workerData: { upload: Upload; caller: Caller; url: string }): Promise<string> {
  const worker = new Worker(new URL("./readFile.ts", import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 8 }, // a row is needed for a moment
  });
  return new Promise((resolve, reject) => {
    worker.once("message", ({ id, error, told }) => {
      if (id) resolve(id);
      else reject(told ? new PublicError(told) : Object.assign(new Error(error.message), error));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The reader of a file ended with ${code}`)));
  });
}
