// What reports have at their end: a line of totals, and notes below the table. They are no records.
type Give = (number: number, cells: string[], problem?: string) => void;

const summed = 5_000;
const mostNotes = 50;
const totals =
  /^(?:grand |sub)?totals?\b|^(?:gesamt|zwischen)?summen?\b|^gesamt\b|^totale\b|^totaal\b|^somme\b|^suma\b|^soma\b|^summa\b|^razem\b|^toplam|^итого|^всего|^合[计計]|^[总総總][计計]|^합계|^총계/i;

/** Holds the last row back, and what follows it after a blank line, until it is known whether the file goes on. */
export function tailOf(give: Give) {
  let held: { number: number; cells: string[] }[] = [];
  let isBlank = false;
  let isTable = false;
  let rows = 0;
  const sums: number[] = [];

  return {
    blank(): void {
      isBlank = true;
    },
    row(number: number, cells: string[], width: number): void {
      const isNote = isBlank && isTable && width > 2 && cells.length === 1;
      if (!isNote || held.length > mostNotes) pass();
      if (!isNote) {
        isBlank = false;
        isTable ||= cells.length === width;
      }
      held.push({ number, cells });
    },
    end(): void {
      const [last, ...notes] = held;
      if (last)
        give(last.number, last.cells, isTotal(last.cells) ? "This is the line of totals, and no record." : undefined);
      for (const { number, cells } of notes) give(number, cells, "This is a note below the table, and no record.");
    },
  };

  function pass(): void {
    for (const { number, cells } of held) {
      give(number, cells);
      if (++rows > summed) continue;
      for (const [n, cell] of cells.entries()) {
        const value = numberIn(cell);
        if (value !== undefined) sums[n] = (sums[n] ?? 0) + value;
      }
    }
    held = [];
  }

  /** It is called so, and a number in it is the sum of those above or their count; or it says how many records there are. */
  function isTotal(cells: string[]): boolean {
    const [name = "", ...others] = cells.filter((cell) => cell.trim() !== "");
    if (rows === 0 || !totals.test(name.trim())) return false;
    if (others.length === 0) return /\(\d+ \p{L}+\)$/u.test(name.trim());
    return (
      rows <= summed &&
      others.every((cell) => numberIn(cell) !== undefined) &&
      cells.some((cell, n) => {
        const value = numberIn(cell);
        return value !== undefined && [sums[n], rows].some((sum) => sum !== undefined && Math.abs(value - sum) < 0.006);
      })
    );
  }
}

/** An amount, as far as it can be told without knowing how the file writes numbers: a sign before two digits or less is a decimal one. */
function numberIn(cell: string): number | undefined {
  if (cell.length > 30 || !/\d/.test(cell)) return undefined;
  const plain = cell.replace(/^[\p{L}\p{Sc}.\s]*(?=[-+\d])|[\s'’]|[\p{L}\p{Sc}%.]*$/gu, "");
  if (!/^[-+]?\d[\d.,]*$/.test(plain)) return undefined;
  return Number(plain.replace(/[.,](?=\d{3}(?:\D|$))/g, "").replace(",", "."));
}
