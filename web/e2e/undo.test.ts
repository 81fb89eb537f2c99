import { expect } from "vitest";
import { test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

test("undo right after a save waits for it; a column is made wider by keys", async ({ visitor: { page }, server }) => {
  const ann = await memberOf(server, "ann", "user");
  await server.owner.query(
    "insert into app_public.companies (name, domain, owner_id) values ('Initech', 'initech.example', $1)",
    [ann.id],
  );
  const domain = async () => (await server.owner.rows("select domain from app_public.companies"))[0]?.domain;
  await logIn(page, ann, "/companies");
  const place = page.getByRole("gridcell", { name: "initech.example" });
  await place.dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("initrode.example");
  const saved = page.waitForRequest((request) => request.postData()?.includes("UpdateCompanyRecord") ?? false);
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("UpdateCompanyRecord")) await new Promise((go) => setTimeout(go, 1500));
    await route.continue();
  });
  await page.keyboard.press("Enter");
  await saved;
  expect(await domain()).toBe("initech.example");
  await page.keyboard.press("Control+z");
  await page.getByText("Undone").waitFor();
  expect(await domain()).toBe("initech.example");
  await page.getByRole("gridcell", { name: "initech.example" }).waitFor();

  const width = async () => (await cell(page, 1, 1).boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Wider" }).waitFor();
  await page.keyboard.type("Wider");
  await page.keyboard.press("Enter");
  await expect.poll(width).toBe(before + 40);
});
