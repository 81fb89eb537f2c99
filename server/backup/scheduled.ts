import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../env.ts";
import { backup } from "./backup.ts";

const pattern = /^rowan-\d{8}T\d{6}Z\.backup(\.partial)?$/;

/** One more backup in the folder of the scheduled ones. */
export interface Written {
  file: string;
  /** In bytes. */
  size: number;
  /** The files of older ones that made room for it. */
  removed: string[];
}

/** Writes one more backup into a folder, and then removes the oldest beyond `keep`. */
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
}): Promise<Written> {
  const moment = new Date().toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
  const file = join(folder, `rowan-${moment}.backup`);
  await backup({ env, ownerUrl, file });
  const ours = readdirSync(folder).filter((name) => pattern.test(name));
  const whole = ours.filter((name) => name.endsWith(".backup")).sort();
  const unfinished = ours.filter((name) => name.endsWith(".partial")); // of one that was killed
  const removed = [...whole.slice(0, -keep), ...unfinished].map((name) => join(folder, name));
  for (const path of removed) rmSync(path);
  return { file, size: statSync(file).size, removed };
}
