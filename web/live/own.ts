import type { Row } from "../records/row.ts";

const own = new Set<string>();
const stamp = (id: string, at: string) => `${id} ${Date.parse(at)}`;

/** Says that this is what a change of our own made of a record. */
export function markOwn({ id, updatedAt }: Row): void {
  if (typeof updatedAt === "string") own.add(stamp(id, updatedAt));
}

/** Whether we made this change ourselves, and so show it already: a record is stamped with the time of its transaction. */
export function isOwn(id: string | null, at: string | null): boolean {
  return id !== null && at !== null && own.has(stamp(id, at));
}
