// How a restored cluster takes the place of the one that was there: whole, or not at all, whenever the process is killed.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "./home.ts";

/** What lies in DATA_DIR beside the cluster and belongs to it: the database's passwords, and the secret of sessions. */
export const beside = ["postgres.json", "jwt-secret"];
/** Where an unpacked backup has them. */
export const besideFolder = "rowan";

/** A cluster that is being unpacked; nothing looks at it. */
export const draftOf = (home: Home) => join(home.folder, "data.unpacking");
/** One that is whole. Its name is the decision: from here on the next start puts it in its place. */
const decidedOf = (home: Home) => join(home.folder, "data.restored");
/** Where the one goes that was there before: beside those of earlier restores. */
function replacedOf(home: Home): string {
  const first = join(home.folder, "data.replaced");
  let path = first;
  for (let count = 2; existsSync(path); count++) path = `${first}.${count}`;
  return path;
}

/** Decides for the unpacked cluster. */
export function decide(home: Home): void {
  renameSync(draftOf(home), decidedOf(home));
}

/** Puts a restored cluster in its place, if there is one, and removes half of one; each step can be done again after a crash. Gives where it keeps what was there. */
export function finishRestore({ home, dataDir }: { home: Home; dataDir: string }): string | undefined {
  const data = join(home.folder, "data");
  let kept: string | undefined;
  const restored = decidedOf(home);
  if (existsSync(restored)) {
    for (const name of beside.filter((name) => existsSync(join(restored, besideFolder, name)))) {
      writeFileSync(join(dataDir, `${name}.new`), readFileSync(join(restored, besideFolder, name)), { mode: 0o600 });
      renameSync(join(dataDir, `${name}.new`), join(dataDir, name));
    }
    if (existsSync(data)) {
      kept = replacedOf(home);
      renameSync(data, kept);
    }
    renameSync(restored, data);
  }
  rmSync(join(data, besideFolder), { recursive: true, force: true });
  rmSync(draftOf(home), { recursive: true, force: true });
  return kept;
}
