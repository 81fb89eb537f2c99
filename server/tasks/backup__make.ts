import { backupInto } from "../backup/scheduled.ts";
import { runningPostgres } from "../database/kept.ts";
import type { Task } from "../worker.ts";

/** The nightly backup, when BACKUP_DIR says where to. */
const makeBackup: Task = async (_payload, _helpers, { env, log }) => {
  if (!env.backup) return;
  const ownerUrl = env.databaseUrl ?? runningPostgres(env.dataDir).ownerUrl;
  const file = await backupInto({ env, ownerUrl, ...env.backup });
  log.info({ file }, "A backup is written");
};
export default makeBackup;
