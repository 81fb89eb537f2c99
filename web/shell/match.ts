import { foldLetters } from "../lib/formats.ts";

/** What says the same of an action. */
const same = [
  ["new", "create", "add"],
  ["delete", "remove"],
  ["settings", "preferences", "options"],
  ["theme", "mode"],
];

/**
 * How far what was typed is from what an action is called: 0 when its words begin so, in any order; a little more for each slip of the
 * fingers; undefined when it is something else.
 */
export function distance(typed: string, name: string): number | undefined {
  const names = wordsOf(name).flatMap((word) => same.find((words) => words.includes(word)) ?? [word]);
  const nearest = wordsOf(typed).map((word) => Math.min(...names.map((one) => far(word, one))));
  const sum = nearest.reduce((total, one) => total + one, 0);
  return Number.isFinite(sum) ? sum : undefined;
}

/** Whether it is called so, and not nearly. */
export const isCalled = (typed: string, name: string): boolean => (distance(typed, name) ?? 1) < 1;

/** The best first; those with slips only when there is nothing without. */
export function matching<One>(typed: string, all: readonly One[], nameOf: (one: One) => string): One[] {
  const found = all.flatMap((one) => {
    const away = distance(typed, nameOf(one));
    return away === undefined ? [] : [{ one, away }];
  });
  const isSure = found.some(({ away }) => away < 1);
  return found
    .filter(({ away }) => away < 1 || !isSure)
    .sort((one, other) => one.away - other.away)
    .map(({ one }) => one);
}

const wordsOf = (text: string): string[] =>
  foldLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function far(typed: string, word: string): number {
  if (word.startsWith(typed)) return 0;
  if (typed.length > 2 && word.includes(typed)) return 0.1;
  const allowed = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  const slips = allowed && slipsTo(typed, word);
  return slips && slips <= allowed ? slips : Number.POSITIVE_INFINITY;
}

/** Letters left out, put in, changed or swapped between what was typed and the beginning of a word. */
function slipsTo(typed: string, word: string): number {
  let before: number[] = [];
  let row = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let i = 1; i <= typed.length; i++) {
    const next = [i];
    for (let j = 1; j <= word.length; j++) {
      const isSame = typed[i - 1] === word[j - 1];
      const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = row;
    row = next;
  }
  return Math.min(...row);
}
