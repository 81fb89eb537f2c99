const keyOf = (recordIds: readonly string[]) => `rowan.draft.${[...recordIds].sort().join(",").slice(0, 80)}`;

/** What is half written about these records, in this tab. */
export function draftOf(recordIds: readonly string[]): string {
  return sessionStorage.getItem(keyOf(recordIds)) ?? "";
}

export function keepDraft(recordIds: readonly string[], text: string): void {
  if (text) sessionStorage.setItem(keyOf(recordIds), text);
  else sessionStorage.removeItem(keyOf(recordIds));
}
