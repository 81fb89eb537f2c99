import { z } from "zod";
import { verify } from "../backup/backup.ts";
import type { Task } from "../worker.ts";

const Payload = z.object({ backupId: z.uuid() });

/** Somebody wants to know that a backup can be restored, and has everything. */
const proveBackup: Task = async (payload, { withPgClient }, { log }) => {
  const { backupId } = Payload.parse(payload);
  await withPgClient(async (client) => {
    const { rows } = await client.query<{ file: string | null }>("select app_hidden.begin_proof($1) as file", [
      backupId,
    ]);
    const file = rows[0]?.file;
    let problems: string[] = [];
    let failure: string | null = null;
    try {
      if (file) problems = (await verify({ file, log })).flatMap((finding) => finding.problems);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    await client.query("select app_hidden.end_proof($1, $2, $3)", [backupId, problems, failure]);
  });
};
export default proveBackup;
