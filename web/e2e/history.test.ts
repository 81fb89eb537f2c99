import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

test("what was changed, deleted or merged comes back, and a view is exported as it is filtered", async ({
  visitor: { page },
  server,
}) => {
  const ann = await memberOf(server, "Ann", "admin");
  await server.owner.query(`
    with acme as (insert into app_public.companies (name, city) values ('Acme', 'Oslo') returning id),
      people as (insert into app_public.contacts (first_name, last_name, job_title, company_id)
        select p.first, p.last, p.job, acme.id from acme, (values ('Ida', 'Berg', 'CEO'), ('Ida', 'Bergh', null), ('Bo', 'Dahl', '=1+1')) p (first, last, job) returning id),
      note as (insert into app_public.notes (body) values ('Met at the fair') returning id)
    select from acme, note`);
  await server.owner.query(
    "insert into app_public.note_targets select n.id, c.id from app_public.notes n, app_public.companies c",
  );
  const state = () =>
    server.owner.rows<{ city: string; people: number; notes: number }>(
      `select c.city, (select count(*)::int from app_public.contacts where company_id = c.id) as people,
         (select count(*)::int from app_public.note_targets where record_id = c.id) as notes from app_public.companies c`,
    );

  const roleOfFocus = () => page.evaluate(() => document.activeElement?.getAttribute("role"));

  // Deleted, by Enter, and restored from the list of what was deleted.
  await logIn(page, ann, "/companies");
  await cell(page, 1, 0).locator("input").click();
  await page.getByRole("toolbar", { name: "Selected records" }).getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Delete 1");
  await page.keyboard.press("Enter");
  await expect.poll(state).toEqual([]);
  await expect.poll(roleOfFocus).toBe("grid");
  await page.goto("/settings/deleted");
  await expectAccessible(page);
  await page.getByRole("listitem").filter({ hasText: "Acme" }).getByRole("button", { name: "Restore" }).click();
  await expect.poll(state).toEqual([{ city: "Oslo", people: 3, notes: 1 }]);

  // Two contacts that are one.
  await page.goto("/contacts?sort=lastName");
  await cell(page, 1, 0).locator("input").click();
  await cell(page, 2, 0).locator("input").click();
  await page.getByRole("button", { name: "Merge" }).click();
  const merging = page.getByRole("dialog", { name: "Merge 2 contacts" });
  await merging.getByRole("radio", { name: "Last name of Ida Bergh" }).check();
  await expectAccessible(page);
  await merging.getByRole("button", { name: "Merge" }).click();
  await page.getByText("2 contacts merged").waitFor();
  expect(await server.owner.rows("select last_name, job_title from app_public.contacts order by 1")).toEqual([
    { last_name: "Bergh", job_title: "CEO" },
    { last_name: "Dahl", job_title: "=1+1" },
  ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(state).toEqual([{ city: "Oslo", people: 3, notes: 1 }]);

  // Beside the list: where one is in it, the neighbours, and who changed a value.
  await page.goto("/contacts?sort=lastName");
  await cell(page, 1, 1).click();
  await page.getByRole("complementary", { name: "Ida Berg", exact: true }).getByText("1 of 3").waitFor();
  await page.keyboard.press("]");
  const bergh = page.getByRole("complementary", { name: "Ida Bergh" });
  await bergh.getByText("2 of 3").waitFor();
  await bergh.getByRole("button", { name: "Next record" }).click();
  const dahl = page.getByRole("complementary", { name: "Bo Dahl" });
  await dahl.getByText("3 of 3").waitFor();
  await dahl.getByRole("button", { name: "Job title", exact: true }).hover();
  await page
    .getByRole("tooltip")
    .getByText(/set .* by crm/)
    .waitFor();
  await expectAccessible(page);
  await dahl.getByRole("button", { name: "Job title", exact: true }).click();
  await dahl.getByRole("list", { name: "History" }).waitFor();

  // Deleted by somebody else while one writes about it.
  await dahl.getByRole("textbox", { name: "Note" }).fill("He wants to");
  const ben = await memberOf(server, "Ben", "admin");
  await server.owner.query("select set_config('app.user_id', $1, false)", [ben.id]);
  await server.owner.query("delete from app_public.contacts where last_name = 'Dahl'");
  const gone = page.getByRole("complementary", { name: "Contact" });
  await gone.getByText("Ben deleted this contact").waitFor();
  await gone.getByText("He wants to").waitFor();
  await expectAccessible(page);
  await gone.getByRole("button", { name: "Restore" }).click();
  await dahl.waitFor();
  expect(await dahl.getByRole("textbox", { name: "Note" }).inputValue()).toBe("He wants to");
  await dahl.getByText("restored this contact").first().waitFor();
  await dahl.getByRole("textbox", { name: "Note" }).fill("");

  // What one sees, as a file.
  await page.goto("/contacts?q=Dahl");
  await page.getByRole("button", { name: /All contacts/ }).click();
  await page.getByRole("menuitem", { name: "Export…" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "Export" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("'=1+1");
  expect(lines[1]).toContain("Acme");

  // The audit log tells it all.
  await page.goto("/settings/audit");
  await page.getByRole("listitem").first().waitFor();
  await expectAccessible(page);

  // Much at once is one line, taken back when it is known how much that is, and does not hide what was before.
  await server.owner.query(
    "insert into app_public.contacts (first_name, last_name) select 'Bulk', n::text from generate_series(1, 320) n",
  );
  const bulk = () =>
    server.owner.rows("select count(*)::int as count from app_public.contacts where first_name = 'Bulk'");
  await page.reload();
  const made = page.getByRole("listitem").filter({ hasText: "created 320 contacts" });
  await made.getByRole("button", { name: "Undo" }).click();
  const asked = page.getByRole("dialog", { name: "Undo all of this?" });
  await asked.getByText("320 contacts created.").waitFor();
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Undo all" }).click();
  await expect.poll(bulk).toEqual([{ count: 0 }]);
  await page.getByRole("listitem").filter({ hasText: "deleted 320 contacts" }).waitFor();
  await page.getByRole("button", { name: "Show older" }).click();
  await made.waitFor();
  await page.getByRole("button", { name: "Show older" }).click();
  await page.getByText("deleted company Acme").waitFor();
  await page.goto("/settings/deleted");
  expect(await page.getByRole("listitem").filter({ hasText: "Acme" }).count()).toBe(0); // it lives again
  await page
    .getByRole("listitem")
    .filter({ hasText: "320 contacts" })
    .getByRole("button", { name: "Restore all" })
    .click();
  await asked.getByText("320 contacts deleted.").waitFor();
  await asked.getByRole("button", { name: "Undo all" }).click();
  await expect.poll(bulk).toEqual([{ count: 320 }]);
  await page.getByText("Nothing was deleted").waitFor();
  await page.getByLabel("Search what was deleted").fill("zzz");
  await page.getByText("Nothing of that name was deleted").waitFor();
});
