// A backup of the embedded PostgreSQL: a copy of the whole cluster, made while it runs by PostgreSQL's own BASE_BACKUP, with the
// log of what was written meanwhile. Nothing of ours decides what belongs into it: roles, logins, jobs and what a DBA made are in it.
import { randomBytes } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import pg from "pg";
import { z } from "zod";
import { postgresVersion } from "../database/embedded.ts";
import type { Account } from "../database/home.ts";
import { beside, besideFolder } from "../database/restored.ts";
import { StartError } from "../startError.ts";
import { tarEntry, untar } from "./tar.ts";

const Manifest = z.object({
  rowan: z.literal("backup"),
  platform: z.string(),
  postgres: z.string(),
  madeAt: z.string(),
});
const manifestFile = `${besideFolder}/backup.json`;
const platform = `${process.platform}-${process.arch}`;

/** Streams a backup of the running cluster to `out`. */
export async function writeBaseBackup({
  superuserUrl,
  dataDir,
  out,
}: {
  superuserUrl: string;
  dataDir: string;
  out: NodeJS.WritableStream;
}): Promise<void> {
  const url = new URL(superuserUrl);
  url.searchParams.set("replication", "true");
  const client = new pg.Client({ connectionString: url.href });
  const broken = new AbortController();
  client.on("error", (error) => broken.abort(error));
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    const manifest: z.infer<typeof Manifest> = {
      rowan: "backup",
      platform,
      postgres: rows[0]?.server_version ?? "",
      madeAt: new Date().toISOString(),
    };
    const own = beside
      .filter((name) => existsSync(join(dataDir, name)))
      .map((name) => tarEntry(`${besideFolder}/${name}`, readFileSync(join(dataDir, name))));
    // What is written while we copy is kept for as long as this connection lasts.
    const slot = `rowan_backup_${randomBytes(8).toString("hex")}`; // there may be two backups at once
    await client.query(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY PHYSICAL RESERVE_WAL`);
    const cluster = baseBackup(client);
    await pipeline(
      async function* () {
        yield tarEntry(manifestFile, JSON.stringify(manifest));
        yield* own;
        yield* cluster;
      },
      createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
      out,
      { signal: broken.signal },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** The tar file that BASE_BACKUP sends; the connection is read no faster than the stream is. */
function baseBackup(client: pg.Client): Readable {
  const tar = new PassThrough({ highWaterMark: 4_000_000 });
  const data = "d".charCodeAt(0); // other messages tell names and progress
  client.query({
    submit(connection: pg.Connection) {
      connection.query("BASE_BACKUP (LABEL 'rowan', CHECKPOINT 'fast', WAL true, MANIFEST 'no', WAIT false)");
    },
    handleCopyData({ chunk }: { chunk: Buffer }, connection: pg.Connection) {
      if (chunk[0] !== data) return;
      const hasRoom = tar.write(Buffer.from(chunk.subarray(1))); // copied: the parser uses its buffer again
      if (hasRoom || connection.stream.isPaused()) return;
      connection.stream.pause();
      tar.once("drain", () => connection.stream.resume());
    },
    handleError: (error: Error) => void tar.destroy(error),
    handleReadyForQuery: () => void tar.end(),
    handleRowDescription() {},
    handleDataRow() {},
    handleCommandComplete() {},
  });
  return tar;
}

/** Unpacks a backup into an empty folder, which then is a cluster that PostgreSQL recovers when it starts. */
export async function unpackBaseBackup({
  file,
  folder,
  account,
}: {
  file: string;
  folder: string;
  account?: Account | undefined;
}): Promise<void> {
  const source = createReadStream(file);
  const unzipped = source.pipe(createZstdDecompress());
  source.once("error", (error) => unzipped.destroy(error));
  unzipped.on("error", () => {}); // told by who reads it; what follows after the end is told when nobody reads any more
  try {
    await untar(unzipped, { folder, account });
    if (unzipped.bytesWritten !== statSync(file).size)
      throw new StartError(`${file} is damaged: something else follows where it should end.`);
  } catch (error) {
    const isDamaged = error instanceof Error && "code" in error && /^(ZSTD|Z_)/.test(String(error.code));
    throw isDamaged ? new StartError(`${file} is damaged: ${error.message}`, { cause: error }) : error;
  } finally {
    source.destroy();
  }
  const path = join(folder, manifestFile);
  if (!existsSync(path)) throw new StartError(`${file} is not a backup of Rowan.`);
  const { data: manifest } = Manifest.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!manifest) throw new StartError(`${file} is not a backup that this Rowan can read.`);
  if (manifest.platform !== platform) {
    throw new StartError(
      `${file} was made on ${manifest.platform}, and a copy of a cluster runs only there; this is ${platform}. Make one with --dump there.`,
    );
  }
  if (Number.parseInt(manifest.postgres, 10) !== Number(postgresVersion)) {
    throw new StartError(
      `${file} was made by PostgreSQL ${manifest.postgres}, and this is PostgreSQL ${postgresVersion}. Make one with --dump there.`,
    );
  }
}
