import { PublicError } from "../errors.ts";

/** A file that cannot be imported, and the way out. */
export function bad(message: string, hint?: string): PublicError {
  return new PublicError({
    status: 400,
    code: "BAD_USER_INPUT",
    message,
    hint,
    field: "file",
    constraint: "imports_file_readable",
  });
}
