import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("where there is no database, none is made for who only looks", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-cli-"));
  try {
    for (const command of [["psql"], ["backup", "x"], ["verify"]]) {
      const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "cli.ts"), ...command], {
        cwd: dataDir,
        env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
        encoding: "utf8",
      });
      expect(stderr).toContain(`There is no database in ${dataDir}.`);
      expect(status).toBe(1);
    }
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
