import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../startError.ts";
import type { Home } from "./home.ts";

export interface Running {
  pid: number;
  /** Settles when PostgreSQL is no more. */
  ended: Promise<void>;
}

/** Starts PostgreSQL and waits until it takes connections. */
export async function launch({
  home,
  data,
  logFile,
  settings,
}: {
  home: Home;
  data: string;
  logFile: string;
  settings: Record<string, string>;
}): Promise<Running> {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(logFile, `${logFile}.old`);
  const from = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = process.platform === "win32" ? await launchOnWindows({ home, data, logFile, options }) : launchHere();

  let hasEnded = false;
  const interrupt = () => isRunning(server.pid) && process.kill(server.pid, "SIGINT");
  process.prependOnceListener("exit", interrupt); // before anything removes the data under it
  server.ended.then(() => {
    hasEnded = true;
    process.off("exit", interrupt);
  });
  const pidFile = join(data, "postmaster.pid");
  const isReady = () => {
    const [pid, , , , , , , status] = existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n") : [];
    return pid === String(server.pid) && status?.startsWith("ready");
  };
  while (!isReady()) {
    if (hasEnded)
      throw new StartError(`PostgreSQL does not start:\n${readFileSync(logFile, "utf8").slice(from).trim()}`);
    await sleep(20);
  }
  return server;

  function launchHere(): Running {
    const out = openSync(logFile, "a", 0o600);
    const child = spawn(join(home.bin, "postgres"), ["-D", data, ...options], {
      ...home.account,
      cwd: home.folder,
      detached: true, // Ctrl+C at a terminal is for us, who then stop it in good order
      stdio: ["ignore", out, out],
    });
    closeSync(out);
    if (child.pid === undefined) throw new StartError(`${join(home.bin, "postgres")} cannot be run.`);
    return { pid: child.pid, ended: new Promise((resolve) => child.once("exit", () => resolve())) };
  }
}

/** There only pg_ctl can start it for an administrator, and it is then nobody's child. */
async function launchOnWindows({
  home,
  data,
  logFile,
  options,
}: {
  home: Home;
  data: string;
  logFile: string;
  options: string[];
}): Promise<Running> {
  const args = ["start", "-D", data, "-l", logFile, "-w", "-t", "60", "-o", options.join(" ")];
  const starter = spawn(join(home.bin, "pg_ctl"), args, { windowsHide: true, stdio: "ignore" });
  await once(starter, "exit");
  const pidFile = join(data, "postmaster.pid");
  const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, "utf8"), 10) : 0;
  const watch = async () => {
    while (isRunning(pid)) await sleep(500, undefined, { ref: false });
  };
  return { pid, ended: watch() };
}

export function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs one of the programs that come with PostgreSQL, as the account that owns the data. */
export async function run(home: Home, program: "initdb" | "pg_ctl", args: string[]): Promise<void> {
  const child = spawn(join(home.bin, program), args, { ...home.account, cwd: home.folder, windowsHide: true });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new StartError(`${program} failed: ${(await output).join("").trim()}`);
}
