import { useClient } from "urql";
import { toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { documentsOf } from "../document.ts";
import { copyText, isEditable, parseText } from "../fields/text.ts";
import { type Row, rowsOf, text, titleInput, titleOf } from "../row.ts";
import { same } from "../saving.ts";
import { type Change, countOf, titleFieldOf, useRecords } from "../useRecords.ts";
import { type Block, type Place, readCells, spread, writeCells } from "./block.ts";
import type { Cells } from "./useCells.ts";
import type { TableRows } from "./useTableRows.ts";

/** Copies blocks of cells to spreadsheets and takes them from there; clears and fills them. What changes, changes at once or not at all. */
export function useClipboard({
  object,
  table: { rowAt, columns },
  cells: { mayEdit, hold, elementAt },
}: {
  object: ObjectMeta;
  table: TableRows;
  cells: Cells;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const client = useClient();

  const textsOf = (row: Row, left: number, right: number) =>
    columns.slice(left, right + 1).map(({ meta }) => copyText(row[meta.apiName], meta, row, metadata));

  /** The records that relations are pasted by the names of, however these are written; of several of a name the newest. */
  const findRelated = async (wanted: ReadonlyMap<FieldMeta, ReadonlySet<string>>) => {
    const found: { field: FieldMeta; title: string; row: Row }[] = [];
    for (const [field, titles] of wanted) {
      const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
      if (!target || titles.size === 0) continue;
      const filter = { [target.title.apiName]: { inInsensitive: [...titles] } };
      const { page } = documentsOf(target, titleFieldOf(metadata));
      const { data, error } = await client
        .query<unknown>(page, { first: 1000, offset: 0, filter, orderBy: ["CREATED_AT_ASC"] })
        .toPromise();
      if (error) throw error;
      for (const row of rowsOf(data)) found.push({ field, title: text(row[target.title.apiName]), row });
    }
    return (field: FieldMeta, title: string) => {
      const all = found.filter((one) => one.field === field);
      const isAlike = (one: { title: string }) => one.title.toLowerCase() === title.toLowerCase();
      return (all.findLast((one) => one.title === title) ?? all.findLast(isAlike))?.row;
    };
  };

  const write = async (wanted: readonly { place: Place; text: string }[], said: (changes: number) => string) => {
    const top = Math.min(...wanted.map(({ place }) => place.line));
    hold({ top, bottom: Math.max(...wanted.map(({ place }) => place.line)) });
    const at = wanted[0] && elementAt(wanted[0].place);
    const cells = wanted.flatMap(({ place, text: written }) => {
      const row = rowAt(place.line);
      const meta = columns[place.column]?.meta;
      if (!row || !meta || !isEditable(meta, object) || !mayEdit(row)) return [];
      return [{ row, meta, line: place.line - top + 1, written: written.trim() }];
    });
    const refuse = ({ row, meta, line }: (typeof cells)[number], why: string) =>
      new Error(`Line ${line} (${titleOf(object, row)}), ${meta.label}: ${why}`);
    const links = cells.find(
      ({ row, meta, written }) =>
        meta.type === "many_to_many" && written !== copyText(row[meta.apiName], meta, row, metadata),
    );
    if (links) throw refuse(links, "records are not linked by pasting. Choose them in the cell.");
    const relations = new Map<FieldMeta, Set<string>>();
    for (const { meta, written } of cells)
      if (meta.type === "relation" && written)
        relations.set(meta, (relations.get(meta) ?? new Set<string>()).add(written));
    const relatedTo = await findRelated(relations);
    const changes = new Map<string, Required<Change>>();
    for (const cell of cells) {
      const { row, meta, written } = cell;
      if (meta.type === "many_to_many") continue; // the same as before
      const change = changes.get(row.id) ?? { row, patch: {}, also: {} };
      changes.set(row.id, change);
      if (meta.id === object.title.id) {
        if (written) Object.assign(change.patch, titleInput(object, written));
      } else if (meta.type === "relation" && written) {
        const target = relatedTo(meta, written);
        if (!target) throw refuse(cell, `there is no record called “${written}”.`);
        change.patch[meta.apiName] = target.id;
        if (meta.relationApiName) change.also[meta.relationApiName] = target;
      } else {
        if (!written && isNeeded(meta)) throw refuse(cell, "this is needed.");
        const parsed = parseText(written, meta, metadata);
        if (!parsed.ok) throw refuse(cell, parsed.message);
        change.patch[meta.apiName] = parsed.value;
        if (meta.relationApiName) change.also[meta.relationApiName] = null;
      }
    }
    const different = [...changes.values()].filter(({ row, patch }) =>
      Object.entries(patch).some(([key, value]) => !same(row[key], value)),
    );
    if (different.length > 0) await records.updateEach(object, different, said(different.length), at);
  };
  /** A deal is always in a stage of a pipeline. */
  const isNeeded = (field: FieldMeta) =>
    field.isRequired || field.id === object.title.id || field.settings.options !== undefined;
  const tryTo = (work: () => Promise<void>) => void work().catch((error: unknown) => toast.error(error));

  return {
    copy(block: Block) {
      const lines = Array.from({ length: block.bottom - block.top + 1 }, (_, index) => rowAt(block.top + index));
      return writeCells(lines.flatMap((row) => (row ? [textsOf(row, block.left, block.right)] : [])));
    },
    copyRows: (rows: readonly Row[]) =>
      writeCells([columns.map(({ meta }) => meta.label), ...rows.map((row) => textsOf(row, 0, columns.length - 1))]),
    paste: (clipboard: string, block: Block) =>
      tryTo(() => write(spread(readCells(clipboard), block), (count) => `Pasted into ${countOf(object, count)}`)),
    clear: (block: Block) =>
      tryTo(() => {
        const fields = columns.slice(block.left, block.right + 1).map(({ meta }) => meta);
        const needed = fields.filter(isNeeded);
        if (needed.length === fields.length)
          return Promise.reject(new Error(needed.map(({ label }) => `${label} is needed.`).join(" ")));
        const cells = spread([[""]], block).filter(({ place }) => {
          const meta = columns[place.column]?.meta;
          return meta && !isNeeded(meta);
        });
        return write(cells, (count) => `Cleared in ${countOf(object, count)}`);
      }),
    /** Repeats the first line of a block, or the lines that it began with, down to its end. */
    fill(block: Block, from: Block = { ...block, bottom: block.top }) {
      const height = from.bottom - from.top + 1;
      const sources = Array.from({ length: height }, (_, index) => rowAt(from.top + index));
      const cells = Array.from({ length: block.bottom - from.bottom }, (_, index) => {
        const source = sources[index % height];
        const texts = source ? textsOf(source, block.left, block.right) : [];
        return texts.map((value, at) => ({
          place: { line: from.bottom + 1 + index, column: block.left + at },
          text: value,
        }));
      });
      tryTo(() => write(cells.flat(), (count) => `Filled down to ${countOf(object, count)}`));
    },
  };
}
