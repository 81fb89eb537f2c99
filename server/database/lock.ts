import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { StartError } from "../startError.ts";

export interface Lock {
  /** What the next one to try is told, such as the address of this server. */
  holder: string;
  release(): void;
}

/**
 * Takes a data folder for this process. The lock is a listening socket, so it ends with its process however that
 * ends, and it can tell who holds it.
 */
export async function lockDataDir({ dataDir, holder }: { dataDir: string; holder: string }): Promise<Lock> {
  mkdirSync(dataDir, { recursive: true });
  const path = socketPath(dataDir);
  const lock = { holder, release: () => void server.close() };
  const server = createServer((socket) => socket.end(lock.holder)).unref();

  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(true);
      else reject(new StartError(`The data folder ${dataDir} cannot be used: ${error.message}`, { cause: error }));
    });
    server.listen(path, () => resolve(false));
  });
  if (!taken) return lock;

  const answer = await holderOf(dataDir);
  if (answer !== undefined) throw new StartError(`Rowan already runs here: ${answer}`);
  rmSync(path); // its process is gone
  return lockDataDir({ dataDir, holder });
}

/** What the process that holds this data folder says of itself; undefined when there is none. */
export function holderOf(dataDir: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(dataDir), () => resolve(text(socket)));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNREFUSED" || error.code === "ENOENT" ? resolve(undefined) : reject(error),
    );
  });
}

function socketPath(dataDir: string): string {
  if (process.platform === "win32") {
    return `\\\\.\\pipe\\rowan-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`;
  }
  // A socket's path has room for about 100 bytes; the relative one is short when Rowan runs from its own folder.
  const path = join(dataDir, "lock");
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
}
