import { useSyncExternalStore } from "react";

/** Questions to the person, from wherever they come up, one after the other: the frame shows the first. */
export function questions<Question extends object, Answer>() {
  type Asked = Question & { answer(answer: Answer): void };
  let open: readonly Asked[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly Asked[]) => {
    open = next;
    for (const listener of listeners) listener();
  };
  return {
    ask: (question: Question): Promise<Answer> =>
      new Promise((resolve) => {
        const asked: Asked = {
          ...question,
          answer(answer) {
            change(open.filter((one) => one !== asked));
            resolve(answer);
          },
        };
        change([...open, asked]);
      }),
    useFirst: (): Asked | undefined =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        () => open[0],
      ),
  };
}
