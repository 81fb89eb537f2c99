/** 1,234.5 and 1.234,5 and $1 200 alike, as digits that lose nothing. */
export function parseNumber(input: string): string | undefined {
  let digits = input.replace(/[^\d.,+-]/g, "");
  const lastComma = digits.lastIndexOf(",");
  const lastPoint = digits.lastIndexOf(".");
  if (lastComma > lastPoint && !(lastPoint === -1 && /,\d{3}$/.test(digits))) {
    digits = digits.replaceAll(".", "").replace(",", ".");
  } else {
    digits = digits.replaceAll(",", "");
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? digits : undefined;
}
