import { lstatSync, readdirSync, type Stats } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What this account has in the temporary folder under names that begin so: what those who were killed have left is among it. */
export function ownTemporary(prefix: string): { path: string; stats: Stats }[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const path = join(tmpdir(), name);
      const stats = lstatSync(path, { throwIfNoEntry: false });
      return stats && stats.uid === process.getuid?.() ? [{ path, stats }] : [];
    });
}
