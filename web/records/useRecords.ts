import { useMemo } from "react";
import { type Client, useClient } from "urql";
import { undoTransaction } from "../audit/undo.ts";
import { isRecord } from "../auth/answers.ts";
import { formatNumber } from "../lib/formats.ts";
import { Kept } from "../lib/kept.ts";
import type { Undo } from "../lib/undoStack.ts";
import { markOwn } from "../live/own.ts";
import { toast } from "../ui/index.ts";
import { type FieldMeta, type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { attachDocument, documentsOf, linkDocument, relateDocument } from "./document.ts";
import { beginEdit } from "./edits.ts";
import { Unreadable } from "./fields/text.ts";
import { askLostReason, lacksReason } from "./losing.ts";
import { RecordError } from "./RecordError.ts";
import { refreshGently, refreshObjects } from "./refresh.ts";
import { askRequired, lackingIn } from "./required.ts";
import { isRow, linksIn, type Row, shortTitle, text } from "./row.ts";
import { forget, savePatch, untilReached } from "./saving.ts";

type Patch = Record<string, unknown>;
/** Where it was decided: what has to be asked is asked there. */
type At = Element | null | undefined;

export interface Records {
  create(object: ObjectMeta, input: Patch, options?: { quiet?: boolean }): Promise<Row>;
  /** Saves a patch of a record as it was when editing began; `also` is shown meanwhile beside it (a related record's title). Throws RecordError. */
  update(
    object: ObjectMeta,
    row: Row,
    patch: Patch,
    options?: { also?: Patch; quiet?: boolean; said?: string; at?: At },
  ): Promise<Row>;
  /** The same to many, all or none; says so with Undo. */
  updateAll(object: ObjectMeta, rows: readonly Row[], patch: Patch, at?: At): Promise<void>;
  /** To each its own, all or none; says so with Undo. */
  updateEach(object: ObjectMeta, changes: readonly Change[], said?: string, at?: At): Promise<void>;
  /** Links two records by a field of several of the source's, or parts them; says so with Undo. */
  link(field: FieldMeta, ends: { source: string; target: string }, isLinked: boolean, said: string): Promise<void>;
  /** A note or a task is about a record, or not any more; says so with Undo. */
  attach(object: ObjectMeta, id: string, recordId: string, isAbout: boolean, said: string): Promise<void>;
  /** All or none; says so with Undo. */
  remove(object: ObjectMeta, rows: readonly Row[], said?: string): Promise<void>;
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

  async function mutate(document: string, variables: Patch): Promise<{ row: Row; undo: Undo | undefined }> {
    const { data, error } = await client.mutation(document, variables).toPromise();
    if (error) throw new RecordError(error);
    const result: unknown = data?.result;
    if (!isRecord(result) || !isRow(result.record))
      throw new Error("The record is gone, or you may not see it any more.");
    return { row: result.record, undo: settle(result, [result.record]) };
  }

  /**
   * What we did to these records is shown already, so it is no news. Gives what undoes it: the database itself takes it back, so that it
   * comes back to the letter; what stands in the way is said.
   */
  function settle(result: unknown, rows: readonly Row[]): Undo | undefined {
    const id = isRecord(result) && typeof result.transactionId === "string" ? result.transactionId : undefined;
    if (!id) return undefined;
    const ids = rows.map((row) => row.id);
    markOwn(id, ids);
    return followed(
      () => undoTransaction(client, id),
      () => ids.forEach(forget),
    );
  }

  async function save(object: ObjectMeta, base: Row, patch: Patch, also?: Patch) {
    let undo: Undo | undefined;
    const row = await savePatch({
      object,
      base,
      patch,
      also,
      async write(written) {
        const saved = await mutate(documents(object).update, { id: base.id, patch: written });
        undo = saved.undo;
        return saved.row;
      },
      async read() {
        const { data, error } = await client
          .query<unknown>(documents(object).one, { id: base.id }, { requestPolicy: "network-only" })
          .toPromise();
        if (error) throw new RecordError(error);
        return isRecord(data) && isRow(data.record) ? data.record : undefined;
      },
      kept: (theirs) => new Kept(`Kept ${metadata.member(text(theirs.updatedBy))?.name ?? "somebody"}’s value`),
    });
    return { row, undo };
  }

  /** Links are rows of their own: the record itself does not change, so no version of it can be out of date. */
  async function relate(object: ObjectMeta, row: Row, field: FieldMeta, links: unknown): Promise<Undo | undefined> {
    const edit = beginEdit(row.id, { [field.apiName]: links });
    const related = linksIn(links).nodes.map(({ id }) => id);
    try {
      return await untilReached(edit, () =>
        changeLinks(object, row.id, field, relateDocument, { field: field.id, recordId: row.id, related }),
      );
    } finally {
      edit.end();
    }
  }

  async function changeLinks(object: ObjectMeta, id: string, field: FieldMeta, document: string, variables: Patch) {
    const { data, error } = await client.mutation(document, variables).toPromise();
    if (error) throw new RecordError(error);
    const readAgain = async () => {
      await client.query<unknown>(documents(object).one, { id }, { requestPolicy: "network-only" }).toPromise();
      refreshObjects(object.name, field.targetObject ?? object.name);
    };
    await readAgain();
    const undo = settle(data?.result, []);
    return undo && followed(undo, readAgain);
  }

  async function saveMany(object: ObjectMeta, changes: readonly Change[]): Promise<Undo | undefined> {
    const items = changes.map(({ row, patch }) => ({ id: row.id, patch }));
    const { data, error } = await client.mutation(documents(object).updateMany, { items }).toPromise();
    const rows = changes.map(({ row }) => row);
    if (error) throw new RecordError(error, titlesOf(object, rows));
    for (const { id } of items) forget(id);
    refreshGently(object.name);
    return settle(data?.result, rows);
  }

  const lacks = (object: ObjectMeta, change: Change) => object.name === "deals" && lacksReason(change, metadata);

  const records: Records = {
    async create(object, input, { quiet = false } = {}) {
      const lacking = lackingIn(object, input);
      if (lacking.length > 0) {
        const values = await askRequired(object, lacking);
        if (!values) throw new Error(`Nothing was made: ${lacking[0]?.label} is needed.`);
        return records.create(object, { ...input, ...values }, { quiet });
      }
      const { row, undo } = await mutate(documents(object).create, { input });
      refreshGently(object.name);
      if (!quiet) toast.done(`${object.label} created`, undo, "new records");
      return row;
    },

    async update(object, row, patch, { also, quiet = false, said, at } = {}) {
      if (lacks(object, { row, patch })) {
        const lostReason = await askLostReason(at, shortTitle(object, row));
        if (lostReason === undefined) return row;
        return records.update(object, row, { ...patch, lostReason }, { also, quiet, said });
      }
      for (const value of Object.values(patch)) if (value instanceof Unreadable) throw value;
      const several = object.fields.find((field) => field.type === "many_to_many" && field.apiName in patch);
      if (several) {
        const undo = await relate(object, row, several, patch[several.apiName]);
        if (!quiet) toast.done(said ?? `${shortTitle(object, row)} changed`, undo, "changes");
        return row;
      }
      const { row: saved, undo } = await save(object, row, patch, also);
      refreshGently(object.name);
      if (!quiet) toast.done(said ?? `${shortTitle(object, saved)} changed`, undo, "changes");
      return saved;
    },

    updateAll: (object, rows, patch, at) =>
      records.updateEach(
        object,
        rows.map((row) => ({ row, patch })),
        undefined,
        at,
      ),

    async updateEach(object, changes, said = `${countOf(object, changes.length)} changed`, at) {
      const losing = changes.filter((one) => lacks(object, one)).map(({ row }) => row);
      if (losing.length > 0) {
        const lostReason = await askLostReason(at, nameAll(object, losing));
        if (lostReason === undefined) return;
        const withReason = (one: Change) =>
          lacks(object, one) ? { ...one, patch: { ...one.patch, lostReason } } : one;
        return records.updateEach(object, changes.map(withReason), said);
      }
      let undo: Undo | undefined;
      const edits = changes.map(({ row, patch, also }) => beginEdit(row.id, { ...patch, ...also }));
      try {
        const all = {
          wait(isWaiting: boolean) {
            for (const edit of edits) edit.wait(isWaiting);
          },
        };
        undo = await untilReached(all, () => saveMany(object, changes));
      } finally {
        for (const edit of edits) edit.end();
      }
      toast.done(said, undo);
    },

    async link(field, ends, isLinked, said) {
      const object = metadata.object(field.object);
      if (!object) throw new Error(`${field.label} is gone.`);
      toast.done(said, await changeLinks(object, ends.source, field, linkDocument(object, field, isLinked), ends));
    },

    async attach(object, id, recordId, isAbout, said) {
      const { data, error } = await client.mutation(attachDocument(object, isAbout), { id, recordId }).toPromise();
      if (error) throw new RecordError(error);
      const readAgain = () => refreshObjects(object.name);
      readAgain();
      const undo = settle(data?.result, []);
      toast.done(said, undo && followed(undo, readAgain));
    },

    async remove(object, rows, said = `${countOf(object, rows.length)} deleted`) {
      const { data, error } = await client
        .mutation(documents(object).removeMany, { ids: rows.map((row) => row.id) })
        .toPromise();
      if (error) throw new RecordError(error, titlesOf(object, rows));
      refreshObjects(object.name);
      toast.done(said, settle(data?.result, rows));
    },
  };
  return {
    create: (...given) => toast.follow(records.create(...given)),
    update: (...given) => toast.follow(records.update(...given)),
    updateAll: (...given) => toast.follow(records.updateAll(...given)),
    updateEach: (...given) => toast.follow(records.updateEach(...given)),
    link: (...given) => toast.follow(records.link(...given)),
    attach: (...given) => toast.follow(records.attach(...given)),
    remove: (...given) => toast.follow(records.remove(...given)),
  };
}

/** The same, there and back, with something to do after each. */
function followed(undo: Undo, after: () => unknown): Undo {
  return async () => {
    const back = await undo();
    await after();
    return back && followed(back, after);
  };
}

const titlesOf = (object: ObjectMeta, rows: readonly Row[]) => rows.map((row) => shortTitle(object, row));

/** One by its name, several by their number. */
export function nameAll(object: ObjectMeta, rows: readonly Row[]): string {
  const [first] = rows;
  return first && rows.length === 1 ? shortTitle(object, first) : countOf(object, rows.length);
}

export function countOf(object: ObjectMeta, count: number): string {
  return `${formatNumber(count)} ${(count === 1 ? object.label : object.labelPlural).toLowerCase()}`;
}
