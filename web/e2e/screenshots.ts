// npm run screenshots: every screen with the sample data, in light and dark and as wide as a phone, into .data/screenshots;
// those of the README go to docs/images. Names of screens after -- take only those; with BASE_URL from a demo that runs already.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, ".data", "screenshots");
const images = join(root, "docs", "images");

interface Screen {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  /** What to do before the picture. */
  prepare?: (page: Page) => Promise<void>;
}

const firstDeal = async (page: Page) => {
  await page.goto("/deals?sort=title");
  await page.locator('[role=row][aria-rowindex="2"] [role=gridcell][aria-colindex="2"]').dblclick();
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
};
const settings = [
  "profile",
  "appearance",
  "workspace",
  "members",
  "roles",
  "pipelines",
  "api-keys",
  "imports",
  "webhooks",
];
const screens: Screen[] = [
  { name: "home", path: "/" },
  { name: "contacts", path: "/contacts" },
  { name: "deals-by-stage", path: "/deals?group=stageId" },
  { name: "board", path: "/deals?layout=board" },
  { name: "record", path: firstDeal },
  {
    name: "panel",
    path: async (page) => `/deals?sort=title&peek=${(await firstDeal(page)).split("/").at(-1)}`,
  },
  { name: "my-tasks", path: "/my-tasks" },
  { name: "notifications", path: "/notifications" },
  { name: "reports", path: "/reports" },
  {
    name: "search",
    path: "/contacts",
    async prepare(page) {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search records and actions" }).fill("ama");
    },
  },
  {
    name: "filter",
    path: `/deals?filter=${encodeURIComponent('{"and":[{"field":"value","op":"gt","value":"20000"},{"or":[{"field":"probability","op":"gte","value":"50"},{"field":"title","op":"contains","value":"pilot"}]}]}')}`,
    prepare: (page) => page.getByRole("button", { name: /^Filter/ }).click(),
  },
  ...settings.map((name) => ({ name: `settings-${name}`, path: `/settings/${name}` })),
];
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
  await page.goto("/");
  await shoot(page, `login-${theme}-${width}`);
  await page.getByLabel("E-mail").fill("ana@demo.example");
  await page.getByLabel("Password").fill("rowan-demo");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: /Good/ }).waitFor();
  const only = process.argv.slice(2);
  for (const { name, path, prepare } of screens) {
    if (only.length > 0 && !only.includes(name)) continue;
    // A phone has cards instead of cells, and full-screen sheets instead of panels.
    if (isPhone && (typeof path !== "string" || name === "search")) continue;
    await page.goto(typeof path === "string" ? path : await path(page));
    await isThere(page);
    await prepare?.(page);
    await isThere(page);
    await shoot(page, `${name}-${theme}-${width}`);
  }
  await context.close();
}

/** Everything that is on its way has come. */
async function isThere(page: Page) {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  await page.waitForFunction(
    () => document.querySelector("h1") && !document.querySelector('[role=status][aria-label^="Loading"], .bone'),
  );
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
  const program = join(root, "server", "main.ts");
  const server = spawn(process.execPath, [program, "--demo"], {
    env: { ...process.env, DATA_DIR: data, PORT: "0", WORKERS: "1", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (text: Buffer) => {
      const found = /ready at (http:\S+)/.exec(String(text))?.[1];
      if (found) resolve(found);
    });
    server.once("exit", (code) => reject(new Error(`The demo ended with ${code}.`)));
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

await main();
