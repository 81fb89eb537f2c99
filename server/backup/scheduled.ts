import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../env.ts";
import { backup } from "./backup.ts";

const pattern = /^rowan-\d{8}T\d{6}Z\.backup(\.partial)?$/;

/** Writes one more backup into a folder, and then removes the oldest beyond `keep`; gives the new one's path. */
export async function backupInto({
  env,
  ownerUrl,
  folder,
  keep,
}: {
  env: Env;
  ownerUrl: string;
  folder: string;
  keep: number;
}): Promise<string> {
  const moment = new Date().toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
  const file = join(folder, `rowan-${moment}.backup`);
  await backup({ env, ownerUrl, file });
  const ours = readdirSync(folder).filter((name) => pattern.test(name));
  const whole = ours.filter((name) => name.endsWith(".backup")).sort();
  const unfinished = ours.filter((name) => name.endsWith(".partial")); // of one that was killed
  for (const name of [...whole.slice(0, -keep), ...unfinished]) rmSync(join(folder, name));
  return file;
}
