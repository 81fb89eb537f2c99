import pg from "pg";
import { describeMatrix, matrixFile } from "#db/rbac/matrix.ts";
import { describeSchema, schemaFile as schemaText } from "#db/schema.ts";
import { exportSchema } from "../graphql/exportSchema.ts";
import type { Log } from "../log.ts";
import { writeChanged } from "../writeChanged.ts";
import { logins } from "./logins.ts";
import { startScratch } from "./scratch.ts";
import { writeMigration } from "./writeMigration.ts";

/**
 * Writes what follows from db/: the migration of this version, db/schema.txt, db/rbac/matrix.txt and server/schema.graphql. db/ is loaded into a
 * database of its own first, and what does not load is not written.
 */
export async function commit({ jwtSecret, log }: { jwtSecret: string; log: Log }): Promise<string[]> {
  const scratch = await startScratch({ jwtSecret, log });
  const { ownerUrl, stop } = scratch;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const written = [
      await writeChanged(schemaText, await describeSchema(client)),
      await writeChanged(matrixFile, await describeMatrix(client)),
      await exportSchema(logins({ ownerUrl, jwtSecret }).authenticator.url, log),
      await writeMigration({ scratch, program: client, jwtSecret, log }),
    ];
    return written.filter((path) => path !== undefined);
  } finally {
    await client.end();
    await stop();
  }
}
