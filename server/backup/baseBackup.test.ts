import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { unpackBaseBackup } from "./baseBackup.ts";
import { tarEntry, untar } from "./tar.ts";

test("a backup of which one byte is another is refused, wherever that is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rowan-flipped-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "one.backup");
  const data = Buffer.from(Array.from({ length: 300_000 }, (_, n) => ((n * n) % 251) ^ (n >> 9)));
  const tar = Buffer.concat([tarEntry("data/1", data), Buffer.alloc(1024)]);
  const whole = zstdCompressSync(tar, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  for (let place = 0; place < whole.length; place += Math.ceil(whole.length / 200)) {
    const flipped = Buffer.from(whole);
    flipped[place] = (whole[place] ?? 0) ^ 0xff;
    writeFileSync(file, flipped);
    await expect(unpackBaseBackup({ file, folder: join(folder, String(place)) }), `byte ${place}`).rejects.toThrow(
      /damaged|cut off/,
    );
  }
});

test("damage that shows only behind the last file is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rowan-damaged-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  async function* damaged() {
    yield Buffer.concat([tarEntry("data/1", "all of it"), Buffer.alloc(1024)]);
    throw new Error("The checksum is another one");
  }
  await expect(untar(damaged(), { folder })).rejects.toThrow("The checksum is another one");
});

test("what is of another PostgreSQL, says nothing of itself, or goes on behind its end, is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rowan-other-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "one.backup");
  const platform = `${process.platform}-${process.arch}`;
  const backupOf = (manifest: object) => {
    const own = tarEntry("rowan/backup.json", JSON.stringify(manifest));
    return zstdCompressSync(Buffer.concat([own, Buffer.alloc(1024)]));
  };
  const manifest = { rowan: "backup", platform, postgres: "18.4", madeAt: "2026-01-01T00:00:00Z" };
  const whole = backupOf(manifest);
  let unpacked = 0;
  const unpack = (content: Buffer) => {
    writeFileSync(file, content);
    return unpackBaseBackup({ file, folder: join(folder, String(unpacked++)) });
  };
  await unpack(whole);
  await expect(unpack(backupOf({ ...manifest, postgres: "17.6" }))).rejects.toThrow(
    "was made by PostgreSQL 17.6, and this is PostgreSQL 18.",
  );
  await expect(unpack(backupOf({ ...manifest, platform: "plan9-mips" }))).rejects.toThrow("was made on plan9-mips");
  await expect(unpack(backupOf({ some: "thing" }))).rejects.toThrow("is not a backup that this Rowan can read");
  for (const more of [Buffer.from("\n"), Buffer.alloc(300_000), whole])
    await expect(unpack(Buffer.concat([whole, more]))).rejects.toThrow("something else follows");
});
