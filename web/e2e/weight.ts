import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

interface Chunk {
  file: string;
  imports?: string[];
}

/** How many kB of JavaScript, gzip, a browser loads before it shows this page first, and how many of them are not the page's own. */
export function weightOf(page: string): { all: number; shared: number } {
  const dist = join(import.meta.dirname, "..", "dist");
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"));
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  const weigh = () => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
  visit("index.html");
  visit("start.tsx");
  const shared = weigh();
  visit(page);
  return { all: weigh(), shared };
}
