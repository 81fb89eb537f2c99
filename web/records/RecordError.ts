import type { CombinedError } from "urql";
import { inWords } from "../lib/inWords.ts";

/** An answer of the server that refuses: its message is for people. */
export class RecordError extends Error {
  code: string;
  field: string | undefined;
  constraint: string | undefined;
  /** titles: of the records that were sent at once, of which the server refuses one by its number. */
  constructor(error: CombinedError, titles: readonly string[] = []) {
    const first = error.graphQLErrors[0];
    const { code, field, constraint, item } = first?.extensions ?? {};
    const words = first ? inWords(first.message) : "The server cannot be reached. Check your connection.";
    const title = titles[Number(item) - 1];
    super(title ? words.replace(`Item ${item}`, () => title) : words, { cause: error });
    this.code = typeof code === "string" ? code : "NETWORK";
    this.field = typeof field === "string" ? field : undefined;
    this.constraint = typeof constraint === "string" ? constraint : undefined;
  }
}
