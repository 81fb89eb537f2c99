/** What waits for one reader who takes it bit by bit: never more than `most`, because whoever is slow must not cost us memory. */
export interface Queue<Item> extends AsyncIterableIterator<Item[]> {
  /** Adds what is new; when that is too much, `overflow` takes the place of all that waits. */
  push(items: readonly Item[]): void;
  /** Ends the reading once all is read, with an error if there is one. */
  end(error?: Error): void;
}

export function makeQueue<Item>({
  most,
  overflow,
  onReturn,
}: {
  most: number;
  overflow: () => Item;
  /** The reader wants no more. */
  onReturn: () => void;
}): Queue<Item> {
  let waiting: Item[] = [];
  let ended: { error?: Error | undefined } | undefined;
  let wake: (() => void) | undefined;

  return {
    push(items) {
      if (ended || items.length === 0) return;
      waiting = waiting.length + items.length > most ? [overflow()] : [...waiting, ...items];
      wake?.();
    },
    end(error) {
      ended ??= { error };
      wake?.();
    },
    async next() {
      while (waiting.length === 0) {
        if (ended?.error) throw ended.error;
        if (ended) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
      const value = waiting;
      waiting = [];
      return { done: false, value };
    },
    async return() {
      waiting = [];
      ended ??= {};
      wake?.();
      onReturn();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
