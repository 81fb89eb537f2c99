import { useMemo } from "react";
import { type Client, useClient } from "urql";
import { isRecord } from "../auth/answers.ts";
import { markOwn } from "../live/own.ts";
import { toast } from "../ui/index.ts";
import { type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { beginEdit } from "./edits.ts";
import { RecordError } from "./RecordError.ts";
import { refreshObjects } from "./refresh.ts";
import { isRow, type Row, titleOf } from "./row.ts";
import { forget, savePatch, untilReached } from "./saving.ts";

type Patch = Record<string, unknown>;

export interface Records {
  create(object: ObjectMeta, input: Patch, options?: { quiet?: boolean }): Promise<Row>;
  /** Saves a patch of a record as it was when editing began; `also` is shown meanwhile beside it (a related record's title). Throws RecordError. */
  update(
    object: ObjectMeta,
    row: Row,
    patch: Patch,
    options?: { also?: Patch; quiet?: boolean; said?: string },
  ): Promise<Row>;
  /** The same to many, all or none; says so with Undo. */
  updateAll(object: ObjectMeta, rows: readonly Row[], patch: Patch): Promise<void>;
  /** To each its own, all or none; says so with Undo. */
  updateEach(object: ObjectMeta, changes: readonly Change[], said?: string): Promise<void>;
  remove(object: ObjectMeta, rows: readonly Row[]): Promise<void>;
}

export interface Change {
  row: Row;
  patch: Patch;
  also?: Patch;
}

/** Writes records of any object, with optimistic display and Undo. */
export function useRecords(): Records {
  const client = useClient();
  const metadata = useMetadata();
  return useMemo(() => makeRecords(client, metadata), [client, metadata]);
}

export function titleFieldOf(metadata: Metadata) {
  return (name: string) => metadata.object(name)?.title.apiName;
}

function makeRecords(client: Client, metadata: Metadata): Records {
  const documents = (object: ObjectMeta) => documentsOf(object, titleFieldOf(metadata));

  async function mutate(document: string, variables: Patch): Promise<Row> {
    const { data, error } = await client.mutation(document, variables).toPromise();
    if (error) throw new RecordError(error);
    const result: unknown = data?.result;
    if (!isRecord(result) || !isRow(result.record))
      throw new Error("The record is gone, or you may not see it any more.");
    markOwn(result.record);
    return result.record;
  }

  const save = (object: ObjectMeta, base: Row, patch: Patch, also?: Patch): Promise<Row> =>
    savePatch({
      object,
      base,
      patch,
      also,
      write: (written) => mutate(documents(object).update, { id: base.id, patch: written }),
      async read() {
        const { data, error } = await client
          .query<unknown>(documents(object).one, { id: base.id }, { requestPolicy: "network-only" })
          .toPromise();
        if (error) throw new RecordError(error);
        return isRecord(data) && isRow(data.record) ? data.record : undefined;
      },
    });

  async function saveMany(object: ObjectMeta, items: readonly { id: string; patch: Patch }[]): Promise<void> {
    const { error } = await client.mutation(documents(object).updateMany, { items }).toPromise();
    if (error) throw new RecordError(error);
    for (const { id } of items) forget(id);
    refreshObjects(object.name);
  }

  const records: Records = {
    async create(object, input, { quiet = false } = {}) {
      const row = await mutate(documents(object).create, { input });
      refreshObjects(object.name);
      if (!quiet) {
        toast.done(`${object.label} created`, () => records.remove(object, [row]));
      }
      return row;
    },

    async update(object, row, patch, { also, quiet = false, said } = {}) {
      const before = Object.fromEntries(Object.keys(patch).map((key) => [key, row[key] ?? null]));
      const saved = await save(object, row, patch, also);
      refreshObjects(object.name);
      if (!quiet) {
        toast.done(said ?? `${titleOf(object, saved)} changed`, async () => {
          await save(object, saved, before);
          refreshObjects(object.name);
        });
      }
      return saved;
    },

    updateAll: (object, rows, patch) =>
      records.updateEach(
        object,
        rows.map((row) => ({ row, patch })),
      ),

    async updateEach(object, changes, said = `${countOf(object, changes.length)} changed`) {
      const before = changes.map(({ row, patch }) => ({
        id: row.id,
        patch: Object.fromEntries(Object.keys(patch).map((key) => [key, row[key] ?? null])),
      }));
      const edits = changes.map(({ row, patch, also }) => beginEdit(row.id, { ...patch, ...also }));
      try {
        const all = {
          wait(isWaiting: boolean) {
            for (const edit of edits) edit.wait(isWaiting);
          },
        };
        const items = changes.map(({ row, patch }) => ({ id: row.id, patch }));
        await untilReached(all, () => saveMany(object, items));
      } finally {
        for (const edit of edits) edit.end();
      }
      toast.done(said, () => saveMany(object, before));
    },

    async remove(object, rows) {
      const { error } = await client
        .mutation(documents(object).removeMany, { ids: rows.map((row) => row.id) })
        .toPromise();
      if (error) throw new RecordError(error);
      refreshObjects(object.name);
    },
  };
  return records;
}

export function countOf(object: ObjectMeta, count: number): string {
  return `${count.toLocaleString()} ${(count === 1 ? object.label : object.labelPlural).toLowerCase()}`;
}
