import { z } from "zod";
import { backupInto, type Written } from "../backup/scheduled.ts";
import { runningPostgres } from "../database/kept.ts";
import type { Task } from "../worker.ts";

const Payload = z.object({ backupId: z.uuid().optional() });

/** The nightly backup, when BACKUP_DIR says where to; or one that somebody asked for. */
const makeBackup: Task = async (payload, { withPgClient }, { env, log }) => {
  const { backup } = env;
  const { backupId } = Payload.parse(payload);
  if (!backup && !backupId) return;
  await withPgClient(async (client) => {
    const { rows } = await client.query<{ id: string }>("select app_hidden.begin_backup($1) as id", [backupId]);
    const end = (written: Written | undefined, error?: string) =>
      client.query("select app_hidden.end_backup($1, $2, $3, $4, $5)", [
        rows[0]?.id,
        written?.file,
        written?.size,
        written?.removed,
        error,
      ]);
    let written: Written;
    try {
      if (!backup) throw new Error("BACKUP_DIR is not set.");
      const ownerUrl = env.databaseUrl ?? runningPostgres(env.dataDir).ownerUrl;
      written = await backupInto({ env, ownerUrl, ...backup });
    } catch (error) {
      await end(undefined, error instanceof Error ? error.message : String(error));
      throw error;
    }
    await end(written);
    log.info({ file: written.file }, "A backup is written");
  });
};
export default makeBackup;
