export interface Place {
  line: number;
  column: number;
}

/** Lines one below the other, both ends included. */
export interface Lines {
  top: number;
  bottom: number;
}

/** A rectangle of cells, its edges included. */
export interface Block extends Lines {
  left: number;
  right: number;
}

export function blockOf(one: Place, other: Place): Block {
  return {
    top: Math.min(one.line, other.line),
    bottom: Math.max(one.line, other.line),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

/** Cells as spreadsheets put them on the clipboard: tabs and line ends between, quotes around what holds either. */
export function writeCells(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\n\r]*))(\t|\r?\n|\r|$)/gy;
  for (;;) {
    const match = cells.exec(text);
    if (!match) break;
    const [, quoted, plain = "", end] = match;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end === "\t") continue;
    if (cells.lastIndex === text.length) break;
    rows.push([]);
  }
  return rows;
}

/** Which text goes where: a copied block repeats to fill what is selected when it fits, else it stands at its corner. */
export function spread(cells: readonly (readonly string[])[], block: Block): { place: Place; text: string }[] {
  const height = cells.length;
  const width = Math.max(...cells.map((row) => row.length));
  const rows = block.bottom - block.top + 1;
  const columns = block.right - block.left + 1;
  const fits = rows % height === 0 && columns % width === 0;
  const down = fits ? rows : height;
  const across = fits ? columns : width;
  return Array.from({ length: down * across }, (_, index) => {
    const line = Math.floor(index / across);
    const column = index % across;
    return {
      place: { line: block.top + line, column: block.left + column },
      text: cells[line % height]?.[column % width],
    };
  }).flatMap(({ place, text }) => (text === undefined ? [] : [{ place, text }]));
}
