/** Something the operator has to mend: its message is shown as it is, without a stack. */
export class StartError extends Error {
  override name = "StartError";
}

/** The end of a program that cannot start, or go on. */
export function failToStart(error: unknown): void {
  const isOperators = error instanceof StartError || (error instanceof Error && "syscall" in error);
  console.error(isOperators ? error.message : error);
  process.exitCode = 1;
}
