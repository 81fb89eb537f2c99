import { decimalSign } from "../../lib/formats.ts";

const zeros: Record<string, number> = { k: 3, m: 6, mn: 6, mio: 6, b: 9, bn: 9 };

/**
 * 1,234.5 and 1.234,5 and $1 200 and 1.2m alike, as digits that lose nothing; undefined for anything else. Where both are meant by
 * people, 1,234 is what it is in the member's country.
 */
export function parseNumber(input: string, decimal = decimalSign()): string | undefined {
  const [, sign = "", written = "", unit] =
    /^([+-]?)([\d.,]+)([a-z]*)$/i.exec(
      input
        .replace(/\p{Sc}/gu, "")
        .replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, "$1")
        .replace(/^([+-]?)\s+|\s+(?=[a-z]*$)/gi, "$1"),
    ) ?? [];
  const moved = unit ? zeros[unit.toLowerCase()] : 0;
  const digits = plain(written, decimal);
  if (moved === undefined || !/^(\d+\.?\d*|\.\d+)$/.test(digits)) return undefined;
  const [whole = "", fraction = ""] = digits.split(".");
  const up = fraction.padEnd(moved, "0");
  return `${sign}${whole}${up.slice(0, moved)}${up.length > moved ? `.${up.slice(moved)}` : ""}`;
}

/** With a point before the decimals, and nothing between the thousands. */
function plain(written: string, decimal: string): string {
  const signs = written.match(/[.,]/g) ?? [];
  const isGrouped = /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(written) && new Set(signs).size === 1;
  if (isGrouped && (signs.length > 1 || signs[0] !== decimal)) return written.replace(/[.,]/g, "");
  const before = signs.at(-1) ?? ".";
  return written.replaceAll(before === "," ? "." : ",", "").replace(before, ".");
}
