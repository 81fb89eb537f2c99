const turns = new Map<string, Promise<unknown>>();

/** Sends changes of one thing one after another, in the order in which they were made, whatever became of those before. */
export async function inTurn<Result>(thing: string, change: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(thing) ?? Promise.resolve()).then(change, change);
  turns.set(thing, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(thing) === turn) turns.delete(thing);
  }
}
