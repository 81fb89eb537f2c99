import { beforeEach, expect, test } from "vitest";
import { addStep, doAgain, forgetSteps, takeBack, type Undo } from "./undoStack.ts";

let state: string[] = [];
/** Something done, that goes back and forth. */
function doing(what: string) {
  state = [...state, what];
  const undo: Undo = async () => {
    state = state.filter((one) => one !== what);
    return redo;
  };
  const redo: Undo = async () => {
    state = [...state, what];
    return undo;
  };
  const step = { said: what, undo };
  addStep(step);
  return step;
}

beforeEach(() => {
  forgetSteps();
  state = [];
});

test("what was done is taken back from the newest on, and done again in the order in which it was done", async () => {
  for (const what of ["a", "b", "c"]) doing(what);
  expect((await takeBack())?.said).toBe("c");
  expect((await takeBack())?.said).toBe("b");
  expect(state).toEqual(["a"]);
  expect((await doAgain())?.said).toBe("b");
  expect((await doAgain())?.said).toBe("c");
  expect(await doAgain()).toBeUndefined();
  expect(state).toEqual(["a", "b", "c"]);
  expect((await takeBack())?.said).toBe("c");
});

test("a step of one's choice is taken back once; who does something new has nothing to do again", async () => {
  const first = doing("a");
  doing("b");
  await takeBack(first);
  expect(state).toEqual(["b"]);
  doing("c");
  expect(await doAgain()).toBeUndefined();
  await takeBack();
  await takeBack();
  expect(await takeBack()).toBeUndefined();
  expect(state).toEqual([]);
});

test("what stands in the way is said with what was to be undone, and the step before it is next", async () => {
  doing("a");
  addStep({ said: "Acme changed", undo: () => Promise.reject(new Error("Somebody changed it since.")) });
  await expect(takeBack()).rejects.toThrow("“Acme changed”: Somebody changed it since.");
  expect((await takeBack())?.said).toBe("a");
});

test("what did not reach the server can be tried again", async () => {
  let isLost = true;
  const undo: Undo = async () => {
    if (isLost) throw Object.assign(new Error("The server cannot be reached."), { code: "NETWORK" });
    return undefined;
  };
  addStep({ said: "a", undo });
  await expect(takeBack()).rejects.toThrow();
  isLost = false;
  expect((await takeBack())?.said).toBe("a");
});

test("the last fifty are remembered", async () => {
  for (let n = 0; n < 60; n++) doing(`${n}`);
  for (let n = 0; n < 50; n++) await takeBack();
  expect(await takeBack()).toBeUndefined();
  expect(state).toHaveLength(10);
});
