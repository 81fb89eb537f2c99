import { open } from "node:fs/promises";
import { bad } from "./refuse.ts";

const sampleBytes = 256 * 1024;

export interface Encoding {
  encoding: string;
  /** Whether it is known, or so much likelier than any other that nobody need look. */
  isSure: boolean;
}

/** How a file of text is encoded: by its byte order mark, by what is valid, and by what makes words. Refuses what is no text. */
export async function detectEncoding(path: string): Promise<Encoding> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    const sample = buffer.subarray(0, bytesRead);
    refuseBinary(sample);
    const marked = markOf(sample) ?? withoutMark(sample);
    if (marked) return { encoding: marked, isSure: true };
    refuseControls(sample);
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
    if (isUtf8 || unreadable < (letters - unreadable) * 0.05) return { encoding: "utf-8", isSure: true };
    return await guessLegacy(Buffer.concat(legacy));
  } finally {
    await file.close();
  }
}

/** Reads bytes piece by piece. */
export function decoderOf(encoding: string): {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
} {
  if (encoding === "ibm850") return { decode: read850 };
  try {
    return new TextDecoder(encoding);
  } catch {
    throw bad(`There is no encoding “${encoding}”.`, "Such as utf-8, utf-16le, windows-1252 or shift_jis.");
  }
}

/** What TextDecoder lacks: Excel's “CSV (MS-DOS)” in Western Europe, and programs of those days. */
const upper850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

function read850(bytes: Uint8Array = new Uint8Array()): string {
  const { buffer, byteOffset, length } = bytes;
  return Buffer.from(buffer, byteOffset, length)
    .toString("latin1")
    .replace(/[\u0080-\u00ff]/g, (letter) => upper850[letter.charCodeAt(0) - 128] ?? "");
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
  if (isUtf32(sample)) throw bad("This file is in UTF-32.", "Save it as CSV (UTF-8).");
}

/** What compressed and compiled files are full of, and text has none of. ESC is how some Japanese begins. */
function refuseControls(sample: Buffer): void {
  const count = sample.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1b) ? 1 : 0), 0);
  if (count >= 32 && count > sample.length * 0.05)
    throw bad("This is not a file of text.", "Export the table as CSV (UTF-8).");
}

/** Three of four bytes are zero, at the same places. */
function isUtf32(sample: Buffer): boolean {
  const whole = sample.subarray(0, sample.length & ~3).subarray(0, 4096);
  const zeros = [0, 0, 0, 0];
  for (const [n, byte] of whole.entries()) if (byte === 0) zeros[n % 4] = (zeros[n % 4] ?? 0) + 1;
  const all = (places: number[]) => places.every((place) => (zeros[place] ?? 0) > whole.length * 0.2);
  const [first = 0, , , last = 0] = zeros;
  return (
    whole.length >= 16 && ((all([2, 3]) && first < whole.length * 0.1) || (all([0, 1]) && last < whole.length * 0.1))
  );
}

function markOf(sample: Buffer): string | undefined {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return "utf-8";
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 of other scripts without its mark: ends of lines, blanks and commas have a zero each, on the same side, and nothing is torn. */
function ofOtherScripts(sample: Buffer): string | undefined {
  const whole = sample.subarray(0, sample.length & ~1);
  const little = countAscii(whole);
  const big = countAscii(Buffer.from(whole).swap16());
  const isIn = (own: typeof little, other: typeof little) =>
    own.ends > 0 && other.ends === 0 && own.ascii > whole.length * 0.01 && own.nul === 0;
  if (isIn(little, big) && decode(whole, "utf-16le") !== undefined) return "utf-16le";
  if (isIn(big, little) && decode(whole, "utf-16be") !== undefined) return "utf-16be";
  return undefined;
}

function countAscii(littleEndian: Buffer): { ascii: number; ends: number; nul: number } {
  const counts = { ascii: 0, ends: 0, nul: 0 };
  for (let n = 0; n < littleEndian.length; n += 2) {
    const letter = littleEndian.readUInt16LE(n);
    if (letter === 0) counts.nul++;
    if (letter < 128) counts.ascii++;
    if (letter === 10 || letter === 13) counts.ends++;
  }
  return counts;
}

/** UTF-16 without its mark: half of the bytes of Western text are zero, all on one side. */
function withoutMark(sample: Buffer): string | undefined {
  const zeros = [0, 0];
  for (let n = 0; n < sample.length; n++) if (sample[n] === 0) zeros[n % 2] = (zeros[n % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.3 && even < half * 0.1) return "utf-16le";
  if (even > half * 0.3 && odd < half * 0.1) return "utf-16be";
  return ofOtherScripts(sample);
}

/** The older encodings that people have files in, as the detector calls them and as TextDecoder does; KOI8 is found before. */
const legacyEncodings: Record<string, string> = {
  "windows-1252": "windows-1252",
  "windows-1250": "windows-1250",
  "windows-1251": "windows-1251",
  "windows-1253": "windows-1253",
  "windows-1254": "windows-1254",
  "windows-1255": "windows-1255",
  "windows-1256": "windows-1256",
  "windows-1257": "windows-1257",
  cp874: "windows-874",
  ibm866: "ibm866",
  macroman: "macintosh",
  cp932: "shift_jis",
  "euc-jp": "euc-jp",
  gb18030: "gb18030",
  big5: "big5",
  cp949: "euc-kr",
};

/** Which of the older encodings: by what the detector has learnt of languages, and by what it cannot know of short cells. */
async function guessLegacy(bytes: Buffer): Promise<Encoding> {
  const sample = telling(bytes);
  const western = new TextDecoder("windows-1252").decode(sample);
  const dos = dosOf(sample, western);
  if (dos) return dos;
  if (!/[^\p{ASCII}\P{L}]/u.test(western)) return { encoding: "windows-1252", isSure: true }; // € and – and blanks
  const known = cyrillicOf(sample) ?? hebrewOf(sample) ?? kanaOf(sample);
  if (known) return known;
  // Loaded for such a file only: its model takes 100 ms and 90 MB.
  const { detectAll } = await import("jschardet");
  const read = (encoding: string) => new TextDecoder(encoding).decode(sample);
  const guesses = detectAll(sample, { detectEncodings: Object.keys(legacyEncodings), minimumThreshold: 0 })
    .flatMap(({ encoding: name, confidence }) => {
      const encoding = legacyEncodings[name?.toLowerCase() ?? ""];
      return encoding ? [{ encoding, text: read(encoding), score: confidence }] : [];
    })
    // Western is what most are, and what a word in it can be, many others can be too.
    .map((guess) => ({
      ...guess,
      score: guess.score * wordy(guess.text) * (guess.encoding === "windows-1252" ? 1.2 : 1),
    }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = guesses;
  if (!best) return { encoding: "windows-1252", isSure: false };
  const other = guesses.find(({ text }) => text !== best.text);
  const isSure = best.score > 1.5 * (other?.score ?? 0);
  if (best.encoding === "gb18030" && isJapanese(sample)) return { encoding: "euc-jp", isSure: false };
  return { encoding: best.text === western ? "windows-1252" : best.encoding, isSure };
}

/** The lines that are not ASCII, as far as they are needed. */
function telling(bytes: Buffer): Buffer {
  const lines = bytes.toString("latin1").split(/(?<=[\r\n])/);
  return Buffer.from(
    lines
      .filter((line) => /[\u0080-\u00ff]/.test(line))
      .join("")
      .slice(0, 64 * 1024),
    "latin1",
  );
}

/** The share of what is not ASCII that stands as in words: no sign, no capital after a small letter, no other script beside a Latin letter. */
function wordy(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const good = count(/(?!\p{ASCII})(?:(?<!\p{Ll})\p{Lu}|[\p{Ll}\p{Lo}\p{M}‘’“”„«»–—…€£°·ー])/gu);
  const mixed = count(/[a-z](?=\p{L})[^\p{sc=Latin}\p{sc=Han}]|(?=\p{L})[^\p{sc=Latin}\p{sc=Han}][a-z]/giu);
  return (Math.max(0, good - mixed) / Math.max(1, count(/\P{ASCII}/gu))) ** 2;
}

/** MS-DOS of Western Europe: what is a quote or a control amid a word of Windows is its ä, ö, ü or é, and all else fits too. */
function dosOf(bytes: Buffer, western: string): Encoding | undefined {
  const text = read850(bytes);
  const letters = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const isText = !/(?!\p{ASCII})[^\p{L}°§«»]|\p{Ll}\p{Lu}(?<!\p{ASCII}{2})/u.test(text);
  const amidWords = /\p{L}[\u0081\u008d\u008f\u0090\u009d‚„†‡ˆ”]\p{L}/u;
  return isText && amidWords.test(western) ? { encoding: "ibm850", isSure: letters >= 10 } : undefined;
}

/** Names and firms in Cyrillic, in capitals too: by the letters that every text has most of. */
function cyrillicOf(bytes: Buffer): Encoding | undefined {
  const high = bytes.reduce((sum, byte) => sum + (byte > 127 ? 1 : 0), 0);
  const [best] = ["windows-1251", "koi8-r", "ibm866"]
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes);
      const of = (letters: RegExp) => text.match(letters)?.length ?? 0;
      const isText =
        of(/[а-яёіїєґў]/gi) > high * 0.9 &&
        of(/[а-яёіїєґў](?=[А-ЯЁІЇЄҐЎA-Za-z])|[A-Za-z](?=[А-Яа-яЁё])/g) < high * 0.05;
      // Greek and Hebrew look like KOI8 that has capitals only.
      if (encoding === "koi8-r" && !/(?<!\p{L})[А-Я][а-я]/u.test(text)) return { encoding, share: 0 };
      return { encoding, share: isText ? of(/[оеаинтсрлвкм]/gi) / high : 0 };
    })
    .toSorted((a, b) => b.share - a.share);
  return best && best.share > 0.6 && high >= 8 ? { encoding: best.encoding, isSure: high >= 20 } : undefined;
}

/** Hebrew has 27 letters and no capitals: other languages would use more of the bytes, or hardly have two of these in a row. */
function hebrewOf(bytes: Buffer): Encoding | undefined {
  const runs = bytes.toString("latin1").match(/[\u0080-\u00ff]+/g) ?? [];
  const isHebrew = runs.join("").length > runs.length * 2 && runs.every((run) => /^[\u00e0-\u00fa]+$/.test(run));
  return isHebrew ? { encoding: "windows-1255", isSure: runs.length >= 5 } : undefined;
}

/** Japanese that is written in its syllables too. */
function kanaOf(bytes: Buffer): Encoding | undefined {
  for (const encoding of ["shift_jis", "euc-jp"]) {
    const letters = decode(bytes, encoding)?.match(/\P{ASCII}/gu) ?? [];
    if (letters.filter((letter) => letter >= "\u3041" && letter <= "\u30fe").length > letters.length * 0.3)
      return { encoding, isSure: true };
  }
  return undefined;
}

/** Pairs of bytes that are Chinese or Japanese alike: a fifth of what is Chinese lies in rows that Japanese hardly uses. */
function isJapanese(bytes: Buffer): boolean {
  const pairs = bytes.toString("latin1").match(/[\u00a1-\u00fe]{2}/g) ?? [];
  return decode(bytes, "euc-jp") !== undefined && pairs.filter((pair) => pair >= "\u00d0").length < pairs.length * 0.12;
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
