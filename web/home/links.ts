import type { Condition } from "../views/filter.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";

export const mine: Condition = { field: "ownerId", op: "any", value: ["me"] };

/** The list of an object with these conditions. */
export function listPath(object: ObjectMeta, conditions: readonly Condition[], sort?: string): string {
  const params = new URLSearchParams({ filter: JSON.stringify({ and: conditions }), ...(sort && { sort }) });
  return `${object.path}?${params}`;
}
