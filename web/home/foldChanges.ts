/** What the history says of one record. */
export interface ChangeLine {
  id: string;
  at: string;
  operation: string;
  object: string;
  recordId: string;
  title: string;
  userId: string | null;
  source: string;
  transactionId: string;
}

/** Changes that one tells in one sentence: of one record, or of many at once. */
export interface ChangeGroup extends ChangeLine {
  count: number;
}

/** Newest first: what somebody did to one record in a row is one line, and so is what one transaction did to many. */
export function foldChanges(changes: readonly ChangeLine[]): ChangeGroup[] {
  const groups: (ChangeGroup & { records: Set<string> })[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const isAlike =
      last !== undefined &&
      last.userId === change.userId &&
      last.source === change.source &&
      last.object === change.object &&
      last.operation === change.operation;
    const isSameRecord = isAlike && last.records.size === 1 && last.recordId === change.recordId;
    if (isAlike && (isSameRecord || last.transactionId === change.transactionId)) {
      last.records.add(change.recordId);
      last.count = last.records.size;
    } else if (
      last?.operation === "update" &&
      change.operation === "insert" &&
      last.count === 1 &&
      last.recordId === change.recordId &&
      last.userId === change.userId
    ) {
      // Made and then filled in: that it was made says it all.
      groups[groups.length - 1] = { ...change, at: last.at, count: 1, records: new Set([change.recordId]) };
    } else {
      groups.push({ ...change, count: 1, records: new Set([change.recordId]) });
    }
  }
  return groups.map(({ records: _, ...group }) => group);
}
