import { open } from "node:fs/promises";
import { bad } from "./refuse.ts";

const sampleBytes = 256 * 1024;

/** How a file of text is encoded: by its byte order mark, by what is valid, and by what makes words. Refuses what is no text. */
export async function detectEncoding(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    const sample = buffer.subarray(0, bytesRead);
    refuseBinary(sample);
    const marked = markOf(sample) ?? withoutMark(sample);
    if (marked) return marked;
    const strict = new TextDecoder("utf-8", { fatal: true });
    const lenient = new TextDecoder("utf-8");
    let isUtf8 = true;
    let letters = 0;
    let unreadable = 0;
    const legacy: Buffer[] = [];
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: sampleBytes })) {
      if (isUtf8) {
        try {
          strict.decode(chunk, { stream: true });
        } catch {
          isUtf8 = false;
        }
      }
      const text = lenient.decode(chunk, { stream: true });
      unreadable += text.split("\ufffd").length - 1;
      letters += text.match(/[\u0080-\uffff]/g)?.length ?? 0;
      if (!isUtf8 && legacy.length < 4) legacy.push(chunk);
    }
    // A few broken bytes in a file that is otherwise UTF-8 are the trouble of their rows, not of the whole file.
    if (isUtf8 || unreadable < (letters - unreadable) * 0.05) return "utf-8";
    return guessLegacy(Buffer.concat(legacy));
  } finally {
    await file.close();
  }
}

function refuseBinary(sample: Buffer): void {
  const begins = (...bytes: number[]) => bytes.every((byte, n) => sample[n] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0))
    throw bad(
      "This is a workbook or an archive, not a CSV file.",
      "In the spreadsheet, save the sheet as CSV (UTF-8).",
    );
  if (begins(0x1f, 0x8b)) throw bad("This file is compressed.", "Unpack it first.");
  if (begins(0x25, 0x50, 0x44, 0x46) || begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff))
    throw bad("This is a document or a picture, not a CSV file.", "Export the table as CSV.");
}

function markOf(sample: Buffer): string | undefined {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return "utf-8";
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without its mark: half of the bytes of Western text are zero, all on one side. */
function withoutMark(sample: Buffer): string | undefined {
  const zeros = [0, 0];
  for (let n = 0; n < sample.length; n++) if (sample[n] === 0) zeros[n % 2] = (zeros[n % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.3 && even < half * 0.1) return "utf-16le";
  if (even > half * 0.3 && odd < half * 0.1) return "utf-16be";
  return undefined;
}

const eastAsian = {
  shift_jis: /[\u3040-\u30ff]/g,
  "euc-kr": /[\uac00-\ud7af]/g,
  gb18030: /[\u4e00-\u9fff]/g,
  big5: /[\u4e00-\u9fff]/g,
};

/** Which of the older encodings: the one in which the bytes above ASCII make words. */
function guessLegacy(bytes: Buffer): string {
  const runs = bytes.toString("latin1").match(/[\u0080-\u00ff]+/g) ?? [];
  const high = runs.reduce((sum, run) => sum + run.length, 0);
  if (high / runs.length < 2) return wordiest(bytes, ["windows-1252", "windows-1250", "macintosh"]);
  const cyrillic = new TextDecoder("windows-1251").decode(bytes);
  const letters = cyrillic.match(/[а-яё]/gi)?.length ?? 0;
  const jumps = cyrillic.match(/[а-яё][А-ЯЁ]/g)?.length ?? 0; // a capital within a word
  if (letters > high * 0.9 && jumps < letters * 0.05) return "windows-1251";
  for (const [encoding, typical] of Object.entries(eastAsian)) {
    const text = decode(bytes, encoding);
    if (text && (text.match(typical)?.length ?? 0) > (high / 2) * 0.3) return encoding;
  }
  return "windows-1252";
}

function wordiest(bytes: Buffer, encodings: string[]): string {
  const score = (encoding: string) =>
    new TextDecoder(encoding).decode(bytes).match(/(?<=\p{Ll})[^\p{ASCII}\P{Ll}]|[^\p{ASCII}\P{L}](?=\p{Ll})/gu)
      ?.length ?? 0;
  return encodings.reduce((best, encoding) => (score(encoding) > score(best) * 1.1 ? encoding : best));
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  // The last bytes may be half a character.
  const { buffer, byteOffset, length } = bytes;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(new Uint8Array(buffer, byteOffset, length), {
      stream: true,
    });
  } catch {
    return undefined;
  }
}
