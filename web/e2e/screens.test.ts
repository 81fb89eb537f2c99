import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { logIn, memberOf } from "./people.ts";

const screens = [
  ["/", /Good/],
  ["/contacts", "Contacts"],
  ["/deals?group=expectedCloseDate:month", "Deals"],
  ["/deals?layout=board", "Deals"],
  ["/my-tasks", "My tasks"],
  ["/notifications", "Notifications"],
  ["/reports", "Reports"],
  ["/settings/profile", "Profile"],
  ["/settings/appearance", "Appearance"],
  ["/settings/pipelines", "Pipelines"],
] as const;

test("every screen is accessible and quiet, in light and dark, on a desk and in the hand", async ({
  visitor: { page },
  server,
}) => {
  const admin = await memberOf(server, "admin", "admin");
  await server.graphql("mutation { loadSampleData(input: {}) { result } }", { as: admin });
  await logIn(page, admin);
  for (const [path, heading] of screens) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    await page.getByRole("heading", { name: heading, level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ path, wide }).toEqual({ path, wide: 390 });
  }
});
