import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { StartError } from "./startError.ts";

const root = join(import.meta.dirname, "..");

/** Builds the web client when there is none, or an older one than its sources; in a process that gives its memory back. */
export async function buildWebClient(): Promise<void> {
  if (!existsSync(join(root, "web", "index.html"))) return; // an image that holds the built client only
  const built = statSync(join(root, "web", "dist", "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(["web/**/*.*", "package-lock.json"], {
    cwd: root,
    exclude: ["web/dist/**", "web/e2e/**", "web/**/*.test.*"],
  });
  if (sources.every((file) => statSync(join(root, file)).mtimeMs <= built)) return;

  const vite = spawn(process.execPath, [viteProgram(), "build", "web", "--logLevel", "warn"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" }, // React as it ships, from within the tests too
  });
  const output = Promise.all([text(vite.stdout), text(vite.stderr)]);
  const code = await new Promise((resolve, reject) => vite.once("error", reject).once("close", resolve));
  if (code !== 0) throw new StartError(`The web client cannot be built:\n${(await output).join("").trim()}`);
}

function viteProgram(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  } catch (error) {
    throw new StartError("The web client is not built, and what builds it is not installed: npm ci", { cause: error });
  }
}
