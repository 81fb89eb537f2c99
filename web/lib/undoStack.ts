import { inTurn } from "./inTurn.ts";

/** Takes something back, and gives what takes that back in turn. */
export type Undo = () => Promise<Undo | undefined>;

/** Something that was done here, and can be taken back. */
export interface Step {
  said: string;
  undo: Undo;
}

/** So far back this tab remembers what was done in it; the history remembers for ever. */
const most = 50;
let done: readonly Step[] = [];
let undone: readonly Step[] = [];

export function addStep(step: Step): void {
  done = [...done, step].slice(-most);
  undone = [];
}

/** Takes back this step, or the last one, and gives it; nothing when there is none. A step that cannot be taken back is given up. */
export function takeBack(step?: Step): Promise<Step | undefined> {
  return inTurn("undo", async () => {
    const one = step ?? done.at(-1);
    if (!one) return undefined;
    done = done.filter((other) => other !== one);
    const again = await run(one, () => {
      done = [...done, one];
    });
    if (again) undone = [...undone, { said: one.said, undo: again }];
    return one;
  });
}

/** Does again what was taken back last. */
export function doAgain(): Promise<Step | undefined> {
  return inTurn("undo", async () => {
    const one = undone.at(-1);
    if (!one) return undefined;
    undone = undone.slice(0, -1);
    const back = await run(one, () => {
      undone = [...undone, one];
    });
    if (back) done = [...done, { said: one.said, undo: back }];
    return one;
  });
}

/** Whoever comes next in this tab takes nothing back. */
export function forgetSteps(): void {
  done = [];
  undone = [];
}

async function run(step: Step, keep: () => void): Promise<Undo | undefined> {
  try {
    return await step.undo();
  } catch (error) {
    // What only did not reach the server can be tried again.
    if (error instanceof Error && "code" in error && error.code === "NETWORK") keep();
    throw new Error(`“${step.said}”: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
