// What the database tells of changes (db/live), and what a subscriber is told of them.
import type { Pool } from "pg";
import { camelCase } from "../errors.ts";
import type { Caller } from "../pg.ts";

/** A change as a subscriber is told of it. */
export interface RecordChange {
  /** The position after it, from which to go on. */
  cursor: string;
  /** insert, update or delete; reset: more happened than can be told. */
  operation: string;
  object: string | null;
  /** Null when `count` records changed together. */
  recordId: string | null;
  count: number;
  changedFields: string[];
  transactionId: string | null;
  userId: string | null;
  at: string | null;
}

/** A change as the database tells us: more than a subscriber may know. */
export interface Change {
  id: string | null;
  transaction_id: string;
  object: string;
  operation: string;
  record_id: string | null;
  count: string;
  user_id: string | null;
  at: Date;
  changed: string[] | null;
  owners: (string | null)[] | null;
  former_owner: string | null;
  sample: string[] | null;
  /** Of a link: what is at its other end. */
  other_object: string | null;
  other_ids: string[] | null;
  other_owners: (string | null)[] | null;
}

/** Who a caller is now, and per object what their role reads: all, own, none, or ask. */
export interface Access {
  userId: string;
  role: string;
  scopes: Record<string, string>;
}

export interface Polled {
  snapshot: string;
  changes: Change[];
}

/** What changed since a position (up to another one), and the position now. */
export async function poll(pool: Pool, since: string | null, until: string | null = null): Promise<Polled> {
  const { rows } = await pool.query<Change & { snapshot: string }>(
    "select snapshot, (change).* from app_hidden.poll_live_changes($1, $2)",
    [since, until],
  );
  const snapshot = rows[0]?.snapshot;
  if (!snapshot) throw new Error("The database gave no position");
  return { snapshot, changes: rows.filter(({ object }) => object !== null) };
}

/** Who these callers are now; one whose session or key has ended is missing. */
export async function readAccess(
  pool: Pool,
  callers: ReadonlyMap<string, Caller>,
  objects: readonly string[],
): Promise<Map<string, Access>> {
  const keys = [...callers.keys()];
  const { rows } = await pool.query<{
    number: number;
    user_id: string | null;
    db_role: string;
    scopes: Record<string, string> | null;
  }>("select * from app_hidden.live_access($1, $2, $3)", [
    [...callers.values()].map(({ sessionId }) => sessionId ?? null),
    [...callers.values()].map(({ apiKeyHash }) => apiKeyHash ?? null),
    objects,
  ]);
  return new Map(
    rows.flatMap(({ number, user_id, db_role, scopes }) => {
      const key = keys[number - 1];
      return key && user_id ? [[key, { userId: user_id, role: db_role, scopes: scopes ?? {} }] as const] : [];
    }),
  );
}

/** Which of these records each of these people may read, asked in their place. */
export async function readVisible(
  pool: Pool,
  askers: readonly Access[],
  asked: Record<string, string[]>,
): Promise<Map<string, Set<string>>> {
  const people = askers.map(({ userId, role }) => ({ user_id: userId, db_role: role }));
  const { rows } = await pool.query<{ user_id: string; db_role: string; ids: string[] | null }>(
    "select * from app_hidden.visible_to($1, $2)",
    [JSON.stringify(people), JSON.stringify(asked)],
  );
  return new Map(rows.map(({ user_id, db_role, ids }) => [personOf({ userId: user_id, role: db_role }), new Set(ids)]));
}

/** Which of these records belong to a bundle. */
export async function readBundle(pool: Pool, bundle: Change, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ ids: string[] | null }>("select app_hidden.live_in_bundle($1, $2) as ids", [
    bundle.id,
    ids,
  ]);
  return new Set(rows[0]?.ids);
}

/** The same person in the same role, whatever the session. */
export function personOf({ userId, role }: Pick<Access, "userId" | "role">): string {
  return `${userId} ${role}`;
}

/** What a subscriber is told; `isLost` when they see the record no longer. */
export function tell(
  change: Change,
  cursor: string,
  { isLost = false, recordId = change.record_id } = {},
): RecordChange {
  return {
    cursor,
    operation: isLost ? "delete" : change.operation,
    object: change.object,
    recordId,
    count: recordId === change.record_id ? Number(change.count) : 1,
    changedFields: change.operation === "update" && !isLost ? (change.changed ?? []).map(camelCase) : [],
    transactionId: change.transaction_id,
    userId: change.user_id,
    at: change.at.toISOString(),
  };
}

/** Tells a subscriber to read again what they show. */
export function tellReset(cursor: string): RecordChange {
  return {
    cursor,
    operation: "reset",
    object: null,
    recordId: null,
    count: 0,
    changedFields: [],
    transactionId: null,
    userId: null,
    at: null,
  };
}
