import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { expect } from "vitest";
import { test as base } from "#server/testing.ts";
import { buildWebClient } from "#server/webClient.ts";
import { launchChromium } from "./chromium.ts";

export interface Visitor {
  page: Page;
  /** Errors and warnings of the console, and errors of the page. */
  complaints: string[];
}

/**
 * A test in a real browser against the real server, over the file's copy of the database. A complaint of the console fails it.
 *
 * @example
 * test("a visitor signs up", async ({ visitor: { page } }) => { await page.goto("/"); … });
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted: none.
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }): Promise<Browser> => {
    await buildWebClient();
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("visitor", async ({ browser, server, task }, { onCleanup }): Promise<Visitor> => {
    const context: BrowserContext = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    const asked = listRequests(page);
    onCleanup(async () => {
      if (task.result?.state === "fail")
        console.error(`${page.url()} showed\n${await page.innerText("body")}\nafter\n${asked().join("\n")}`);
      await context.close();
      expect(complaints).toEqual([]);
    });
    return { page, complaints };
  });

/** The newest requests of GraphQL: when, what, and how it was answered, so that a test that fails says why. */
function listRequests(page: Page): () => string[] {
  const begin = Date.now();
  const lines = new Map<Request, string>();
  page.on("request", (request) => {
    if (!request.url().endsWith("/graphql") || request.method() !== "POST") return;
    const name = /"operationName":"(\w+)"/.exec(request.postData() ?? "")?.[1];
    lines.set(request, `${Date.now() - begin} ms: ${name}`);
  });
  const note = (request: Request, words: string) => {
    const line = lines.get(request);
    if (line) lines.set(request, `${line}, ${Date.now() - begin} ms: ${words}`);
  };
  page.on("requestfailed", (request) => note(request, `${request.failure()?.errorText}`));
  page.on("response", async (response) => {
    const text = await response.text().catch(String);
    note(response.request(), `${response.status()} ${text.includes('"errors"') ? text.slice(0, 500) : ""}`);
  });
  return () => [...lines.values()].slice(-30);
}

/** No serious fault of accessibility on what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
}

/**
 * The serious faults of accessibility on what is shown by these rules of axe or by all. Axe measures while the page lives:
 * what it finds it must find again.
 */
export async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  const faults = await faultsNow(page, rules);
  if (faults.length === 0) return [];
  await page.waitForTimeout(500);
  return faultsNow(page, rules);
}

async function faultsNow(page: Page, rules?: string[]): Promise<string[]> {
  // Nothing of ours is in a frame.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  if (rules) builder.withRules(rules);
  else builder.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(" | ")}`,
    );
}
