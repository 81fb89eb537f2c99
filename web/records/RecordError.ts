import type { CombinedError } from "urql";
import { inWords } from "../lib/inWords.ts";

/** An answer of the server that refuses: its message is for people. */
export class RecordError extends Error {
  code: string;
  field: string | undefined;
  constraint: string | undefined;
  constructor(error: CombinedError) {
    const first = error.graphQLErrors[0];
    super(first ? inWords(first.message) : "The server cannot be reached. Check your connection.", { cause: error });
    const { code, field, constraint } = first?.extensions ?? {};
    this.code = typeof code === "string" ? code : "NETWORK";
    this.field = typeof field === "string" ? field : undefined;
    this.constraint = typeof constraint === "string" ? constraint : undefined;
  }
}
