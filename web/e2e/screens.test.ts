import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accessibilityFaults, test } from "./browser.ts";
import { logIn, memberOf } from "./people.ts";
import { isThere, screens } from "./screens.ts";

/** The stories look at these themselves, with something in them. */
const lookedAt = /^(import-|new-object|new-field|record-fields|record-related)/;
const desk = { width: 1280, height: 640 };
const phone = { width: 390, height: 844 };

/** Within the client, as its links do, which is much faster than loading it again. */
async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
  await page.waitForTimeout(200); // until what was there before has gone
}

test("every screen is accessible and quiet, in light and dark, and fits a phone", async ({
  visitor: { page, complaints },
  server,
  worker,
}) => {
  expect(worker).toBeDefined(); // checks the file of the import
  const admin = await memberOf(server, "admin", "admin");
  await server.graphql("mutation { loadSampleData(input: {}) { result } }", { as: admin });
  const faults: unknown[] = [];
  let isMember = false;
  let isUntouched = false;
  for (const { name, path, prepare, isWide, isPublic } of screens) {
    if (lookedAt.test(name)) continue;
    if (!isPublic && !isMember) {
      isMember = true;
      await logIn(page, admin);
    }
    const address = typeof path === "string" ? path : await path(page);
    await page.setViewportSize(desk);
    if (isUntouched) await go(page, address);
    else await page.goto(address);
    await isThere(page);
    isUntouched = !isPublic && !prepare;
    if (prepare) {
      await prepare(page);
      await isThere(page);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // The themes differ in colours only.
      const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
      faults.push(...(await accessibilityFaults(page, rules)).map((fault) => ({ name, colorScheme, fault })));
    }
    if (!isWide) {
      await page.setViewportSize(phone);
      await page.waitForTimeout(100);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > phone.width) faults.push({ name, wide });
      // Words that there is no room for are still said.
      faults.push(...(await accessibilityFaults(page, ["button-name", "link-name"])).map((fault) => ({ name, fault })));
    }
    // That a link is refused, the browser says too.
    const said = complaints.splice(0).filter((one) => name !== "link-gone" || !one.includes("status of 400"));
    faults.push(...said.map((complaint) => ({ name, complaint })));
  }
  expect(faults).toEqual([]);
}, 600_000);
