import { questions } from "../lib/questions.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import type { Row } from "./row.ts";

/** Somebody else changed what one has just changed too. */
export interface Conflict {
  object: ObjectMeta;
  /** The record as it is now. */
  theirs: Row;
  /** The record as one wants it. */
  mine: Row;
  /** The fields that both changed. */
  fields: readonly string[];
}

/** Lets the person choose. */
export const { ask: askConflict, useFirst: useConflict } = questions<Conflict, "mine" | "theirs">();
