import type { Page } from "playwright-core";
import { cell } from "./people.ts";

export interface Screen {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  /** What to do before one looks. */
  prepare?: (page: Page) => Promise<void>;
  /** It is something else on a phone: cards instead of cells, a full-screen sheet instead of a panel. */
  isWide?: true;
  /** What visitors see. */
  isPublic?: true;
}

/** Every screen, as an admin finds it with the sample data. */
export const screens: readonly Screen[] = [
  { name: "login", path: "/login", isPublic: true },
  { name: "forgotten", path: "/forgotten", isPublic: true },
  { name: "reset-password", path: "/reset-password#secret", isPublic: true },
  { name: "link-gone", path: "/invitation#gone", isPublic: true },
  { name: "home", path: "/" },
  { name: "contacts", path: "/contacts" },
  { name: "deals-by-stage", path: "/deals?group=stageId" },
  { name: "board", path: "/deals?layout=board" },
  { name: "record", path: firstDeal },
  {
    name: "record-history",
    path: firstDeal,
    prepare: inActivity((page) => page.getByRole("button", { name: "History" }).click()),
  },
  { name: "record-fields", path: firstDeal, prepare: narrowTab("Fields") },
  { name: "record-related", path: firstDeal, prepare: narrowTab("Related") },
  {
    name: "record-note",
    path: firstDeal,
    prepare: inActivity((page) => page.getByRole("tab", { name: "Task" }).click()),
  },
  { name: "panel", path: async (page) => `/deals?sort=title&peek=${(await firstDeal(page)).split("/").at(-1)}` },
  { name: "my-tasks", path: "/my-tasks" },
  { name: "notifications", path: "/notifications" },
  { name: "reports", path: "/reports" },
  { name: "search", path: "/contacts", prepare: openSearch, isWide: true },
  {
    name: "keys",
    path: "/contacts",
    prepare: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
    isWide: true,
  },
  {
    name: "filter",
    path: `/deals?filter=${encodeURIComponent('{"and":[{"field":"value","op":"gt","value":"20000"},{"or":[{"field":"probability","op":"gte","value":"50"},{"field":"title","op":"contains","value":"pilot"}]}]}')}`,
    prepare: (page) => page.getByRole("button", { name: /^Filter/ }).click(),
  },
  {
    name: "export",
    path: "/contacts",
    async prepare(page) {
      await page.getByRole("button", { name: /All contacts/ }).click();
      await page.getByRole("menuitem", { name: "Export…" }).click();
      await page.getByRole("dialog", { name: /^Export/ }).waitFor();
    },
  },
  {
    name: "merge",
    path: "/contacts",
    async prepare(page) {
      for (const line of [1, 2]) await cell(page, line, 0).locator("input").click();
      await page.getByRole("button", { name: "Merge" }).click();
      await page.getByRole("dialog", { name: "Merge 2 contacts" }).waitFor();
    },
    isWide: true,
  },
  { name: "import", path: "/import?object=contacts" },
  { name: "import-match", path: "/import?object=contacts", prepare: chooseFile },
  {
    name: "import-check",
    path: "/import?object=contacts",
    async prepare(page) {
      await chooseFile(page);
      await page.getByRole("button", { name: "Check the file" }).click();
      await page.getByRole("heading", { name: "This is what would happen" }).waitFor();
    },
  },
  ...[
    "profile",
    "appearance",
    "sessions",
    "workspace",
    "members",
    "roles",
    "objects",
    "objects/deals",
    "pipelines",
    "api-keys",
    "imports",
    "audit",
    "backups",
    "deleted",
    "webhooks",
  ].map((path) => ({ name: `settings-${path.replace("/", "-")}`, path: `/settings/${path}` })),
  { name: "role", path: "/settings/roles", prepare: openRole },
  { name: "new-object", path: "/settings/objects", prepare: openDialog("New object") },
  { name: "new-field", path: "/settings/objects/deals", prepare: openDialog("New field") },
  { name: "new-api-key", path: "/settings/api-keys", prepare: openDialog("New API key") },
  { name: "new-webhook", path: "/settings/webhooks", prepare: openDialog("New webhook") },
  { name: "invite", path: "/settings/members", prepare: openDialog("Invite member") },
  { name: "not-found", path: "/deals/00000000-0000-7000-8000-000000000000" },
];

/** Everything that is on its way has come: nothing is said to be loading, and nothing has changed for a moment. */
export async function isThere(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(
    () => document.querySelector("h1, h2") && !document.querySelector('[role=status][aria-label^="Loading"], .bone'),
  );
  await page.evaluate(async (quiet) => {
    let last = performance.now();
    const observer = new MutationObserver(() => {
      last = performance.now();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    const until = last + 5_000;
    while (performance.now() < Math.min(last + quiet, until)) await new Promise((done) => setTimeout(done, 20));
    observer.disconnect();
  }, 150);
}

let deal: string | undefined;

async function firstDeal(page: Page): Promise<string> {
  if (deal) return deal;
  await page.setViewportSize({ width: 1440, height: 860 });
  await page.goto("/deals?sort=title");
  await cell(page, 1, 1).dblclick();
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}/);
  deal = new URL(page.url()).pathname;
  return deal;
}

/** The parts of a record are beside one another where there is room. */
function narrowTab(name: string) {
  return async (page: Page) => {
    const one = page.getByRole("tablist", { name: "Parts" }).getByRole("tab", { name });
    if (await one.isVisible()) await one.click();
  };
}

function inActivity(prepare: (page: Page) => Promise<void>) {
  return async (page: Page) => {
    await narrowTab("Activity")(page);
    await prepare(page);
  };
}

async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search records and actions" }).fill("ama");
  await page.getByRole("option").first().waitFor();
}

function openDialog(button: string) {
  return async (page: Page) => {
    await page.getByRole("button", { name: button }).first().click();
    await page.getByRole("dialog").waitFor();
  };
}

async function openRole(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Read-only" }).click();
  await page.getByRole("heading", { name: "Read-only" }).waitFor();
}

const people = "first name,last name,e-mail,born\nIda,Berg,ida@berg.example,1980-02-03\nBo,Dahl,bo at dahl,soon\n";

async function chooseFile(page: Page): Promise<void> {
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(people) };
  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByRole("heading", { name: "Match the columns" }).waitFor();
}
