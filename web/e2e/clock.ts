import type { Page } from "playwright-core";

declare global {
  interface Window {
    felt?: Promise<number>;
    paints?: number[];
  }
}

export interface Effect {
  /** What starts the clock; the load of the page when it is left out. */
  event?: "click" | "keydown" | "pointerup";
  /** Where the effect is seen: what stands there becomes another, or this text. */
  selector: string;
  text?: string;
}

/** Milliseconds from the event until its effect is painted, measured in the page itself. */
export async function feel(page: Page, effect: Effect, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(startClock, effect);
  await act();
  return await readClock(page);
}

/** In the page: waits for the event, then for its effect, then for the frame that shows it. */
export function startClock({ event, selector, text }: Effect): void {
  const read = () => document.querySelector(selector)?.textContent;
  const before = read();
  window.felt = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`Nothing came to be seen at ${selector}`)), 30_000);
    const start = (began: number) => {
      const look = () => {
        if (text === undefined ? (read() || "") === (before || "") : !read()?.includes(text)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    };
    if (event) addEventListener(event, ({ timeStamp }) => start(timeStamp), { capture: true, once: true });
    else start(0);
  });
}

export async function readClock(page: Page): Promise<number> {
  const felt = await page.evaluate(() => window.felt);
  if (felt === undefined) throw new Error("No clock was started");
  return felt;
}

/** Milliseconds between the frames that were painted meanwhile. */
export async function watchFrames(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    window.paints = frames;
    const next = (now: number) => {
      frames.push(now);
      if (window.paints) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  return await page.evaluate(() => {
    const frames = window.paints ?? [];
    delete window.paints;
    return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  });
}
