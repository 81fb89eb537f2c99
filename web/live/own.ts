const own = new Set<string>();

/** Says that we made this transaction, and show what it made of these records. */
export function markOwn(transactionId: string, ids: readonly string[]): void {
  for (const id of ids) own.add(`${transactionId} ${id}`);
}

/** Whether we changed this record ourselves in this transaction, and so show it already. */
export function isOwn(transactionId: string | null, id: string | null): boolean {
  return own.has(`${transactionId} ${id}`);
}
