import type { Condition } from "../views/filter.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";

export const mine: Condition = { field: "ownerId", op: "any", value: ["me"] };

/** Open, won or lost deals. */
export const isIn = (...outcomes: readonly string[]): Condition => ({
  field: "stageId",
  op: "outcome",
  value: outcomes,
});

/** The list of an object with these conditions. */
export function listPath(object: ObjectMeta, conditions: readonly Condition[], sort?: string): string {
  const params = new URLSearchParams({ filter: JSON.stringify({ and: conditions }), ...(sort && { sort }) });
  return `${object.path}?${params}`;
}
