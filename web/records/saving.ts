import { inTurn } from "../lib/inTurn.ts";
import type { Kept } from "../lib/kept.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { askConflict } from "./conflicts.ts";
import { beginEdit } from "./edits.ts";
import { RecordError } from "./RecordError.ts";
import { isNewer, type Row } from "./row.ts";

type Patch = Record<string, unknown>;

/** The newest of each record that an answer to a change of our own gave, and the fields that we changed. */
const own = new Map<string, { row: Row; fields: ReadonlySet<string> }>();

function remember(row: Row, patch: Patch): Row {
  own.set(row.id, { row, fields: new Set([...(own.get(row.id)?.fields ?? []), ...Object.keys(patch)]) });
  return row;
}

export function forget(id: string): void {
  own.delete(id);
}

export const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * Saves a patch of a record as it was when editing began. What cannot reach the server waits and is tried again; what somebody else
 * changed meanwhile is kept when it is another field, and put to the person when it is the same.
 */
export async function savePatch({
  object,
  base,
  patch,
  also,
  write,
  read,
  kept,
}: {
  object: ObjectMeta;
  base: Row;
  patch: Patch;
  also?: Patch | undefined;
  write: (patch: Patch) => Promise<Row>;
  /** The record as the server has it now; undefined when it is gone. */
  read: () => Promise<Row | undefined>;
  /** What is thrown when the person keeps what somebody else made of it. */
  kept: (theirs: Row) => Kept;
}): Promise<Row> {
  const edit = beginEdit(base.id, { ...patch, ...also });
  const isOthers = (current: Row) =>
    Object.keys(patch).filter((key) => !same(current[key], base[key]) && !same(current[key], patch[key]));

  const save = async (): Promise<Row> => {
    const last = own.get(base.id);
    let upon = last && isNewer(last.row, base) ? last.row : base;
    let clash = upon === base ? [] : isOthers(upon).filter((key) => !last?.fields.has(key));
    for (;;) {
      if (clash.length > 0) {
        const mine = { ...upon, ...patch, ...also };
        if ((await askConflict({ object, theirs: upon, mine, fields: clash })) === "theirs") throw kept(upon);
      }
      const { updatedAt } = upon;
      try {
        return remember(
          await untilReached(edit, () => write({ ...patch, ...(updatedAt ? { updatedAt } : {}) })),
          patch,
        );
      } catch (error) {
        if (!(error instanceof RecordError) || error.constraint !== "version_current") throw error;
        own.delete(base.id);
        const current = await untilReached(edit, read);
        if (!current || same(current.updatedAt, updatedAt)) throw error;
        upon = current;
        clash = isOthers(current);
      }
    }
  };

  try {
    // Each upon the version that the one before it made.
    return await inTurn(base.id, save);
  } finally {
    edit.end();
  }
}

/** Tries again, sooner when the network comes back, until the server can be reached. */
export async function untilReached<Result>(
  edit: { wait(isWaiting: boolean): void },
  work: () => Promise<Result>,
): Promise<Result> {
  for (let pause = 1000; ; pause = Math.min(2 * pause, 20_000)) {
    try {
      const result = await work();
      edit.wait(false);
      return result;
    } catch (error) {
      if (!(error instanceof RecordError) || error.code !== "NETWORK") throw error;
      edit.wait(true);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(go, pause);
        window.addEventListener("online", go);
        function go() {
          clearTimeout(timer);
          window.removeEventListener("online", go);
          resolve();
        }
      });
    }
  }
}
