import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildWebClient } from "#server/webClient.ts";

interface Chunk {
  file: string;
  imports?: string[];
}

test.for(["auth/LogInPage.tsx", "home/HomePage.tsx", "records/RecordListPage.tsx", "records/RecordPage.tsx"])(
  "the JavaScript of a first page is less than 300 kB gzip: %s",
  async (page) => {
    await buildWebClient();
    const dist = join(import.meta.dirname, "..", "dist");
    const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"));
    const files = new Set<string>();
    const visit = (name: string) => {
      const chunk = manifest[name];
      if (!chunk || files.has(chunk.file)) return;
      files.add(chunk.file);
      chunk.imports?.forEach(visit);
    };
    visit("index.html");
    const own = files.size;
    visit(page);
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(files.size).toBeGreaterThan(own);
    expect(bytes / 1000).toBeLessThan(300);
  },
);
