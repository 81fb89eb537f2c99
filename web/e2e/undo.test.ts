import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

test("undo waits for the save, and goes back and forth over what this tab did; a column is made wider by keys", async ({
  visitor: { page },
  server,
}) => {
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

  // Long after the toast, step by step, and forth again; quick changes are one toast, which takes all of them back.
  const write = async (from: string, to: string) => {
    await page.getByRole("gridcell", { name: from }).dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(to);
    await page.keyboard.press("Enter");
    await expect.poll(domain).toBe(to);
  };
  await page.unroute("**/graphql");
  await write("initech.example", "one.example");
  await write("one.example", "two.example");
  const notices = page.getByRole("region", { name: "Notices" });
  await notices.getByText("2 changes").waitFor();
  await expectAccessible(page);
  await notices.getByRole("button", { name: "Dismiss" }).last().click();
  await page.keyboard.press("Control+z");
  await notices.getByText("Undone: Initech changed").waitFor();
  await expect.poll(domain).toBe("one.example");
  await page.keyboard.press("Control+z");
  await expect.poll(domain).toBe("initech.example");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(domain).toBe("one.example");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(domain).toBe("two.example");
  await page.keyboard.press("Control+z");
  await expect.poll(domain).toBe("one.example");
  await write("one.example", "three.example");
  await write("three.example", "four.example");
  await notices.getByText("2 changes").waitFor();
  await notices.getByRole("button", { name: "Undo" }).click();
  await expect.poll(domain).toBe("one.example");

  // What stands in the way is said.
  await write("one.example", "five.example");
  await server.owner.query("update app_public.companies set domain = 'theirs.example'");
  await page.getByRole("gridcell", { name: "theirs.example" }).waitFor();
  await page.keyboard.press("Control+z");
  await page
    .getByRole("alert")
    .getByText(/“Initech changed”: /)
    .waitFor();

  const width = async () => (await cell(page, 1, 1).boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Wider" }).waitFor();
  await page.keyboard.type("Wider");
  await page.keyboard.press("Enter");
  await expect.poll(width).toBe(before + 40);
});
