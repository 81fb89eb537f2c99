import { useMemo } from "react";
import { type Client, type CombinedError, useClient } from "urql";
import { isRecord } from "../auth/answers.ts";
import { toast } from "../ui/index.ts";
import { type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { beginEdit } from "./edits.ts";
import { refreshObjects } from "./refresh.ts";
import { isRow, type Row, titleOf } from "./row.ts";

type Patch = Record<string, unknown>;

/** An answer of the server that refuses: its message is for people. */
export class RecordError extends Error {
  code: string;
  field: string | undefined;
  constraint: string | undefined;
  constructor(error: CombinedError) {
    const first = error.graphQLErrors[0];
    super(first?.message ?? "The server cannot be reached. Check your connection.", { cause: error });
    const { code, field, constraint } = first?.extensions ?? {};
    this.code = typeof code === "string" ? code : "NETWORK";
    this.field = typeof field === "string" ? field : undefined;
    this.constraint = typeof constraint === "string" ? constraint : undefined;
  }
}

/** The version of each record that we know of: the newest that an answer of our own gave. */
const versions = new Map<string, string>();
/** Changes of one record go one after another, each upon the version that the one before it made. */
const queues = new Map<string, Promise<unknown>>();

export interface Records {
  create(object: ObjectMeta, input: Patch, options?: { quiet?: boolean }): Promise<Row>;
  /** Saves a patch; `also` is shown meanwhile beside it (a related record's title). Throws RecordError. */
  update(
    object: ObjectMeta,
    row: Row,
    patch: Patch,
    options?: { also?: Patch; quiet?: boolean; said?: string },
  ): Promise<Row>;
  /** The same to many, all or none; says so with Undo. */
  updateAll(object: ObjectMeta, rows: readonly Row[], patch: Patch): Promise<void>;
  remove(object: ObjectMeta, rows: readonly Row[]): Promise<void>;
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
    const { updatedAt } = result.record;
    if (typeof updatedAt === "string") versions.set(result.record.id, updatedAt);
    return result.record;
  }

  function inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const next = (queues.get(id) ?? Promise.resolve()).then(work, work);
    queues.set(id, next);
    return next;
  }

  function versionOf(row: Row): string | undefined {
    const known = versions.get(row.id);
    const read = typeof row.updatedAt === "string" ? row.updatedAt : undefined;
    return known && (!read || known > read) ? known : read;
  }

  async function save(object: ObjectMeta, row: Row, patch: Patch, also?: Patch): Promise<Row> {
    const end = beginEdit(row.id, { ...patch, ...also });
    try {
      return await inTurn(row.id, () => {
        const updatedAt = versionOf(row);
        return mutate(documents(object).update, { id: row.id, patch: { ...patch, ...(updatedAt && { updatedAt }) } });
      });
    } catch (error) {
      if (error instanceof RecordError && error.code === "CONFLICT") {
        // What they see is not what is there: show what is.
        versions.delete(row.id);
        await client.query(documents(object).one, { id: row.id }, { requestPolicy: "network-only" }).toPromise();
      }
      throw error;
    } finally {
      end();
    }
  }

  async function saveMany(object: ObjectMeta, items: readonly { id: string; patch: Patch }[]): Promise<void> {
    const { error } = await client.mutation(documents(object).updateMany, { items }).toPromise();
    if (error) throw new RecordError(error);
    for (const { id } of items) versions.delete(id);
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

    async updateAll(object, rows, patch) {
      const before = rows.map((row) => ({
        id: row.id,
        patch: Object.fromEntries(Object.keys(patch).map((key) => [key, row[key] ?? null])),
      }));
      const ends = rows.map((row) => beginEdit(row.id, patch));
      try {
        await saveMany(
          object,
          rows.map(({ id }) => ({ id, patch })),
        );
      } finally {
        for (const end of ends) end();
      }
      toast.done(`${countOf(object, rows.length)} changed`, () => saveMany(object, before));
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
