import { existsSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { abandonedAfter, removeAbandoned } from "./receive.ts";

test("what a killed server has left of files that arrived is removed, and not what is arriving", () => {
  const [old = "", young = "", other = ""] = ["rowan-upload-old", "rowan-upload-young", "old"].map((name) =>
    join(tmpdir(), `${name}-${process.pid}`),
  );
  const then = new Date(Date.now() - abandonedAfter - 60_000);
  for (const path of [old, young, other]) writeFileSync(path, "name\nAnn\n");
  for (const path of [old, other]) utimesSync(path, then, then);
  onTestFinished(() => {
    for (const path of [young, other]) rmSync(path);
  });
  removeAbandoned();
  expect([old, young, other].map((path) => existsSync(path))).toEqual([false, true, true]);
});
