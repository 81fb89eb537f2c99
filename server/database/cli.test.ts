import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

test("a file that cannot be used is refused in a sentence", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "rowan-cli-"));
  try {
    for (const [file, words] of [
      [dataDir, `${dataDir} is not a file.`],
      [join(dataDir, "x".repeat(300)), "does not exist."],
      [join(dataDir, "empty"), "is not a backup of Rowan."],
    ] as const) {
      writeFileSync(join(dataDir, "empty"), "");
      for (const command of ["restore", "verify"]) {
        const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "cli.ts"), command, file], {
          env: { ...process.env, DATA_DIR: join(dataDir, "none"), DATABASE_URL: "" },
          encoding: "utf8",
        });
        expect(stderr.trim()).toMatch(new RegExp(`${RegExp.escape(words)}$`));
        expect(stderr.trim()).not.toContain("\n");
        expect(status).toBe(1);
      }
    }
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
