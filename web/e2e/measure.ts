// node web/e2e/measure.ts URL EMAIL [load,views,scroll,open,save,search,move]: what a member of a full CRM waits for, in a real browser.
// Prints JSON for npm run bench -- --only browser.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Felt } from "#server/bench/browser.ts";
import { launchChromium } from "./chromium.ts";
import { type Effect, feel, readClock, startClock, watchFrames } from "./clock.ts";
import { cell, logIn } from "./people.ts";
import { weightOf } from "./weight.ts";

const [baseURL = "", email = "", wanted = "load,views,scroll,open,save,search,move"] = process.argv.slice(2);
const rounds = Array.from({ length: 10 }, (_, round) => round);
const measured: Felt[] = [];
const at = (line: number, column: number) =>
  `[role=row][aria-rowindex="${line + 1}"] [role=gridcell][aria-colindex="${column + 1}"]`;
const name = (line: number) => `${at(line, 1)} .cut`;

async function main() {
  await using browser = await launchChromium();
  const all = wanted.split(",");
  if (all.includes("load")) await loadCold(browser);
  const page = await (await newContext(browser)).newPage();
  await logIn(page, { email });
  for (const each of all) await scenarios[each]?.(page);
  console.log(JSON.stringify(measured));
}

const scenarios: Record<string, (page: Page) => Promise<void>> = {
  views: switchViews,
  scroll,
  open: openRecords,
  save: saveCells,
  search,
  move: moveCards,
};

function felt(name: string, target: number, values: number[]) {
  console.error(`  ${name}: ${values.map(Math.round).join(", ")} ms`);
  measured.push({ name, unit: "ms", target, values });
}

const newContext = (browser: Browser, more: BrowserContextOptions = {}) =>
  browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, ...more });

const nameOf = async (page: Page, line: number) => (await page.locator(name(line)).innerText()).trim();

/** Each time with nothing kept but who one is. */
async function loadCold(browser: Browser) {
  let context = await newContext(browser);
  await logIn(await context.newPage(), { email });
  const times: number[] = [];
  for (const _ of rounds) {
    const storageState = await context.storageState();
    await context.close();
    context = await newContext(browser, { storageState });
    const page = await context.newPage();
    await page.addInitScript(startClock, { selector: name(1) });
    await page.goto("/contacts", { waitUntil: "commit" });
    times.push(await readClock(page));
  }
  await context.close();
  measured.push({
    name: "JavaScript of the first page, gzip",
    unit: "kB",
    target: 300,
    values: [weightOf("records/RecordListPage.tsx").all],
  });
  felt("first rows of contacts after a cold load", 1000, times);
}

/** Opens a page, and waits until the browser has put away the one before, which takes its software renderer a second or two. */
async function open(page: Page, path: string) {
  await page.goto(path);
  await page.waitForTimeout(3_000);
}

async function switchViews(page: Page) {
  await open(page, "/contacts");
  await cell(page, 1, 1).waitFor();
  const to = async (view: string, already = "") => {
    await page.getByRole("button", { name: already, exact: true }).click();
    const item = page.getByRole("menuitem", { name: view, exact: true });
    await item.hover();
    return feel(page, { event: "click", selector: name(1) }, () => item.click());
  };
  const first: number[] = [];
  const again: number[] = [];
  for (const round of rounds) {
    first.push(await to(`View ${round + 1}`, "All contacts"));
    await page.waitForTimeout(300);
    again.push(await to("All contacts", `View ${round + 1}`));
  }
  felt("rows of another view", 200, first);
  felt("rows of a view seen before", 200, again);

  await open(page, "/deals");
  await cell(page, 1, 1).waitFor();
  const layout = (label: string, selector: string) =>
    feel(page, { event: "click", selector }, () => page.getByRole("button", { name: label, exact: true }).click());
  const boards: number[] = [];
  const tables: number[] = [];
  for (const _ of rounds) {
    boards.push(await layout("Board", card()));
    await page.waitForTimeout(300);
    tables.push(await layout("Table", name(1)));
    await page.waitForTimeout(300);
  }
  felt("from table to board", 200, boards);
  felt("from board to table", 200, tables);
}

async function scroll(page: Page) {
  await open(page, "/contacts");
  await cell(page, 5, 1).hover();
  const frames = await watchFrames(page, async () => {
    const until = Date.now() + 5_000;
    while (Date.now() < until) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(10);
    }
  });
  measured.push(
    { name: "frames while scrolling", unit: "/s", target: 55, values: frames.map((each) => 1000 / each) },
    {
      name: "frames that came later than after 1/55 s",
      unit: "%",
      values: [(100 * frames.filter((each) => each > 1000 / 55).length) / frames.length],
    },
  );
}

async function openRecords(page: Page) {
  await open(page, "/contacts");
  await cell(page, 1, 1).waitFor();
  const asides: number[] = [];
  const pages: number[] = [];
  for (const round of rounds) {
    const title = await nameOf(page, round + 1);
    const selector = `aside[aria-label="${title}"]`;
    asides.push(await feel(page, { event: "click", selector }, () => pressName(page, round + 1)));
    await page.waitForTimeout(300);
  }
  await page.keyboard.press("Escape");
  for (const round of rounds) {
    const line = round + 12;
    const text = await nameOf(page, line);
    const shown: Effect = { event: "click", selector: "[aria-label=Breadcrumb] [aria-current=page]", text };
    pages.push(await feel(page, shown, () => pressName(page, line, ["Control"])));
    await page.waitForTimeout(300);
    await page.goBack();
    await cell(page, line, 1).waitFor();
  }
  felt("opening a record beside the list", 100, asides);
  felt("opening a record's page", 100, pages);
}

const pressName = (page: Page, line: number, modifiers: "Control"[] = []) =>
  cell(page, line, 1).click({ position: { x: 200, y: 16 }, modifiers });

async function saveCells(page: Page) {
  await open(page, "/contacts");
  const times: number[] = [];
  for (const round of rounds) {
    const text = `Chief ${round} of ${Date.now()}`;
    await cell(page, round + 1, 4).click();
    await page.keyboard.type(text);
    const shown: Effect = { event: "keydown", selector: at(round + 1, 4), text };
    times.push(await feel(page, shown, () => page.keyboard.press("Enter")));
    await page.waitForTimeout(500);
  }
  felt("saving a cell", 100, times);
}

async function search(page: Page) {
  await open(page, "/contacts");
  const everywhere: number[] = [];
  const here: number[] = [];
  const words = (await nameOf(page, 3)).toLowerCase();
  await page.keyboard.press("Control+k");
  for (const key of words) {
    const shown: Effect = { event: "keydown", selector: "[role=listbox]:not([aria-busy=true])", text: "" };
    everywhere.push(await feel(page, shown, () => page.keyboard.press(key)));
    await page.waitForTimeout(100);
  }
  await page.keyboard.press("Escape");
  felt("results of a search, for each key", 100, everywhere);

  const box = page.getByRole("searchbox", { name: "Search contacts" });
  for (const round of rounds) {
    const text = await nameOf(page, 2 + round);
    await box.fill(`${text}~`); // which nobody is called
    await page.waitForTimeout(300);
    here.push(await feel(page, { event: "keydown", selector: name(1), text }, () => page.keyboard.press("Backspace")));
    await box.press("Escape");
    await page.waitForTimeout(500);
  }
  felt("rows of a search in the table", 100, here);
}

/** A card of the board, in a column if one is given. */
function card(column?: string, id?: string) {
  const within = column === undefined ? "[data-column]" : `[data-column="${column}"]`;
  return `${within} [data-rfd-draggable-id${id ? `="${id}"` : ""}]`;
}

async function moveCards(page: Page) {
  await open(page, "/deals?layout=board");
  await page.locator(card()).first().waitFor();
  const [from = "", to = ""] = await page
    .locator("[data-column]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-column") ?? ""));
  const secondOf = async (column: string) =>
    (await page.locator(card(column)).nth(1).getAttribute("data-rfd-draggable-id")) ?? "";
  const byKeys: number[] = [];
  const byMouse: number[] = [];
  for (const _ of rounds) {
    const id = await secondOf(from);
    await page.locator(card(from, id)).focus();
    await page.keyboard.press("Space");
    await page.getByText(/ is lifted from /).waitFor({ state: "attached" });
    await page.keyboard.press("ArrowRight");
    await page.getByText(/ would go to /).waitFor({ state: "attached" });
    await page.waitForTimeout(300);
    // An arrow goes to the next column in which a card is to be seen, which is not always the next one.
    const selector = `[data-column]:not([data-column="${from}"]) [data-rfd-draggable-id="${id}"]`;
    byKeys.push(await feel(page, { event: "keydown", selector }, () => page.keyboard.press("Space")));
    await page.waitForTimeout(1_500);
  }
  for (const _ of rounds) {
    const id = await secondOf(from);
    const start = await page.locator(card(from, id)).boundingBox();
    const end = await page.locator(card(to)).nth(1).boundingBox();
    if (!start || !end) throw new Error("There is no card");
    await page.mouse.move(start.x + 100, start.y + 20);
    await page.mouse.down();
    await page.mouse.move(end.x + 100, end.y + 30, { steps: 12 });
    await page.waitForTimeout(300);
    byMouse.push(await feel(page, { event: "pointerup", selector: card(to, id) }, () => page.mouse.up()));
    await page.waitForTimeout(1_500);
  }
  felt("moving a card by keyboard", 100, byKeys);
  felt("moving a card by mouse", 100, byMouse);
}

await main();
