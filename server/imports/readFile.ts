// Runs in a thread of its own, so that a large file holds up nobody else whom this process serves.
import { parentPort, workerData } from "node:worker_threads";
import { PublicError } from "../errors.ts";
import { createLog } from "../log.ts";
import { asPerson, type Caller, makePool } from "../pg.ts";
import { storeFile, type Upload } from "./store.ts";

const { upload, caller, url } = workerData as { upload: Upload; caller: Caller; url: string };
const pool = makePool({ url, log: createLog("error"), max: 1 });
try {
  // A hash is a plain Uint8Array on this side.
  const who = { ...caller, ...(caller.apiKeyHash && { apiKeyHash: Buffer.from(caller.apiKeyHash) }) };
  parentPort?.postMessage({ id: await asPerson(pool, who, (client) => storeFile(client, upload)) });
} catch (error) {
  // What an error means outside is told by the one table of errors, on the other side.
  const parts =
    error instanceof Error ? { ...error, message: error.message, stack: error.stack } : { message: String(error) };
  parentPort?.postMessage({ error: parts, told: error instanceof PublicError ? error.told : undefined });
} finally {
  await pool.end();
}
