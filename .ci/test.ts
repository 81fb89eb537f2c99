// npm test: types, lint and every test, whatever fails before; the last line says how many passed and failed.
// What follows -- goes to Vitest: npm test -- --project db
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

process.chdir(join(import.meta.dirname, ".."));
const report = join("node_modules", ".cache", `vitest-${process.pid}.json`);
let passed = 0;
let failed = 0;

const checks = [
  ["types", "tsc", "-p", "."],
  ["types of the web client", "tsc", "-p", "web"],
  [
    "types of the API are generated (npm run codegen)",
    "graphql-codegen",
    "--config",
    "codegen.yml",
    "--check",
    "--errors-only",
  ],
  ["lint and format", "biome", "check", "--config-path=.ci"],
] as const;
for (const [name, program, ...args] of checks) {
  const ok = await check(program, args);
  console.log(`${ok ? "✓" : "✗"} ${name}`);
  if (ok) passed++;
  else failed++;
}

const vitest = [
  "run",
  "--config",
  ".ci/vitest.config.ts",
  "--reporter=default",
  "--reporter=json",
  `--outputFile=${report}`,
];
const ok = await run("vitest", [...vitest, ...process.argv.slice(2)]);
const counted = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
rmSync(report, { force: true });
passed += Number(counted.numPassedTests ?? 0);
// A file that cannot be loaded, or an error outside of any test, fails the run without a failed test.
failed += Number(counted.numFailedTests ?? 0) || (ok ? 0 : 1);

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(program: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(program, args, { stdio: "inherit", shell: process.platform === "win32" });
  return new Promise((resolve, reject) => child.once("error", reject).once("exit", (code) => resolve(code === 0)));
}

/** Runs a program whose output matters only when it fails. */
async function check(program: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(program, args, { shell: process.platform === "win32" });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) console.log((await output).join(""));
  return code === 0;
}
