import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { childEnv } from "../env.ts";

export interface Started {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts one of our programs and waits until it says that it is ready, and where. */
export async function startServer(file: string, env: Record<string, string>, args: string[] = []): Promise<Started> {
  const program = join(import.meta.dirname, "..", file);
  const child = spawn(
    process.execPath,
    ["--import", join(import.meta.dirname, "..", "compileCache.js"), program, ...args],
    {
      env: childEnv({ LOG_LEVEL: "error", PORT: "0", HOST: "127.0.0.1", ...env }),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  process.once("exit", () => child.kill()); // however we end
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout?.on("data", (text) => {
      const [isReady, address = ""] = /is ready(?: at (\S+))?/.exec(String(text)) ?? [];
      if (isReady) resolve(address.replace("localhost", "127.0.0.1"));
    });
  });
  return {
    url,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}
