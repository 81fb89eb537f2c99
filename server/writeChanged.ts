import { readFile, rename, writeFile } from "node:fs/promises";

/** Writes a generated file, whole or not at all, and only when it would change; gives its path when it did. */
export async function writeChanged(path: string, content: string): Promise<string | undefined> {
  if (content === (await readFile(path, "utf8").catch(() => undefined))) return undefined;
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
  return path;
}
