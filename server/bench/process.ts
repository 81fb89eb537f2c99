import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startServer } from "./servers.ts";

/** How long a start takes until the first page is there, and what an idle server holds in memory, as one number each. */
export async function measureProcess(say: (text: string) => void): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-start-"));
  chmodSync(dataDir, 0o755);
  const env = { DATA_DIR: dataDir, DATABASE_URL: "", JWT_SECRET: "", WORKERS: "1" };
  const measured: Record<string, string> = {};
  try {
    for (const which of ["first", "next"]) {
      const began = performance.now();
      const server = await startServer("main.ts", env);
      await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
      measured[`npm start, ${which} time, to the first page`] = `${((performance.now() - began) / 1000).toFixed(1)} s`;
      if (which === "next") {
        await sleep(20_000); // by then the spare process has rehearsed
        measured["idle memory of server and worker (proportional set size)"] = `${memoryOf(server.child.pid ?? 0)} MB`;
      }
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true });
  }
  for (const [name, value] of Object.entries(measured)) say(`${name}: ${value}`);
  return measured;
}

/** A process and all that it started, PostgreSQL aside. */
export function treeOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-axo", "pid=,ppid=,comm="], { encoding: "utf8" }).trim().split("\n");
  const processes = lines.map((line) => line.trim().split(/\s+/));
  const own = (parent: number): number[] => [
    parent,
    ...processes
      .filter(([, ppid, name]) => Number(ppid) === parent && name !== "postgres")
      .flatMap(([id]) => own(Number(id))),
  ];
  return own(pid);
}

/** Megabytes that a process and all that it started hold, PostgreSQL aside; shared pages are counted once. */
export function memoryOf(pid: number): number {
  const kilobytes = treeOf(pid).map((id) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      return 0; // it has just ended, or the system has no /proc
    }
  });
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}
