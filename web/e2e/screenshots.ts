// npm run screenshots: every screen with the sample data, in light and dark and as wide as a tablet and a phone, into .data/screenshots;
// those of the README go to docs/images. Names of screens after -- take only those; with BASE_URL from a demo that runs already.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { startServer } from "#server/bench/servers.ts";
import { launchChromium } from "./chromium.ts";
import { isThere, screens } from "./screens.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, ".data", "screenshots");
const images = join(root, "docs", "images");

/** The README's, by screen, theme and width. */
const chosen: Record<string, string> = {
  "board-light-1440": "board.png",
  "contacts-light-1440": "table.png",
  "record-light-1440": "record.png",
  "reports-dark-1440": "reports-dark.png",
  "board-light-390": "phone.png",
};

async function main(): Promise<void> {
  for (const path of [folder, images]) mkdirSync(path, { recursive: true });
  await using demo = await startDemo();
  const browser = await launchChromium();
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["light", 768],
    ["light", 390],
  ] as const)
    await takeAll({ browser, url: demo.url, theme, width });
  await browser.close();
  console.log(`The screenshots are in ${folder}`);
}

async function takeAll({
  browser,
  url,
  theme,
  width,
}: {
  browser: Browser;
  url: string;
  theme: "light" | "dark";
  width: number;
}) {
  const isPhone = width < 640;
  const viewport = { width, height: isPhone ? 844 : 860 };
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, viewport, hasTouch: isPhone });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) console.error(`${page.url()}: ${message.text()}`);
  });
  const only = process.argv.slice(2);
  let isMember = false;
  for (const { name, path, prepare, isWide, isPublic } of screens) {
    if ((only.length > 0 && !only.includes(name)) || (isPhone && isWide)) continue;
    if (!isPublic && !isMember) {
      isMember = true;
      await logIn(page);
    }
    const address = typeof path === "string" ? path : await path(page);
    await page.setViewportSize(viewport);
    await page.goto(address);
    await isThere(page);
    await prepare?.(page);
    await isThere(page);
    await page.waitForTimeout(300); // charts that grow, menus that fade in
    await shoot(page, `${name}-${theme}-${width}`);
  }
  await context.close();
}

async function logIn(page: Page) {
  await page.goto("/");
  await page.getByLabel("E-mail").fill("ana@demo.example");
  await page.getByLabel("Password").fill("rowan-demo");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: /Good/ }).waitFor();
}

async function shoot(page: Page, name: string) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  const image = chosen[name];
  if (image) await page.screenshot({ path: join(images, image), animations: "disabled" });
}

/** A demo of its own, which is gone afterwards. */
async function startDemo(): Promise<{ url: string } & AsyncDisposable> {
  const running = process.env.BASE_URL;
  if (running) return { url: running, async [Symbol.asyncDispose]() {} };
  const data = mkdtempSync(join(tmpdir(), "rowan-screenshots-"));
  const { url, stop } = await startServer("main.ts", { DATA_DIR: data, WORKERS: "1", DATABASE_URL: "" }, ["--demo"]);
  return {
    url,
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

await main();
