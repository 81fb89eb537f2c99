import { join } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = join(import.meta.dirname, "..");
const tests = (folder: string) => `${folder}/**/*.test.{ts,tsx}`;
const project = (test: TestProjectInlineConfiguration["test"]) => ({ extends: true as const, root, test });

export default defineConfig({
  root,
  test: {
    globalSetup: "db/template.ts",
    maxWorkers: 2,
    projects: [
      project({ name: "db", include: [tests("db"), "migrations/*.test.ts"], testTimeout: 20_000, hookTimeout: 20_000 }),
      project({ name: "server", include: [tests("server")], testTimeout: 20_000, hookTimeout: 30_000 }),
      project({ name: "web", include: [tests("web")], exclude: ["web/e2e/**"] }),
      // A browser beside other tests would make both wait; it has the machine to itself, after them.
      project({
        name: "e2e",
        include: [tests("web/e2e")],
        testTimeout: 300_000,
        hookTimeout: 120_000,
        // The first answer of a server that has just started takes its time.
        expect: { poll: { timeout: 15_000 } },
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
