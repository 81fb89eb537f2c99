import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";

const companies = `account,sector,revenue,employees,office_location,subsidiary_of
Acme Corporation,technology,1100.04,2822,United States,
Bluth Company,technology,1242.32,3027,United States,Acme Corporation
Cancity,retail,718.62,2448,United States,
`;
const deals = `opportunity_id,sales_agent,account,deal_stage,close_date,close_value
1C1I7A6R,Moses Frase,Cancity,Won,3/1/2017,1054
Z063OYW0,Darcel Schlecht,Isdom,Lost,3/18/2017,0
EC4QE1BX,Darcel Schlecht,Cancity,Engaging,,
MV1LWRNH,Moses Frase,Bluth Company,Won,13/45/2017,588
`;

// Three imports and an undo are a long story.
test("a file of companies and one of deals come in, a rejected row is mended, and it is all taken back", {
  timeout: 300_000,
}, async ({ visitor, server, worker }) => {
  expect(worker).toBeDefined();
  const { page } = visitor;
  await page.goto("/");
  await page.getByLabel("Your name").fill("Ina Import");
  await page.getByLabel("E-mail").fill("ina@example.com");
  await page.getByLabel("Password").fill("a good password");
  await page.getByLabel("Workspace").fill("Acme Sales");
  await page.getByRole("button", { name: "Create workspace" }).click();

  // From the welcome page: companies, with their parents.
  await page.getByRole("button", { name: /Import a CSV file/ }).click();
  await page.getByLabel("Import into").selectOption({ label: "Companies" });
  await expectAccessible(page);
  const choose = (name: string, text: string) =>
    page.getByLabel("File to import").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await choose("accounts.csv", companies);
  await page.getByRole("heading", { name: "Match the columns" }).waitFor();
  expect(await page.getByLabel("Field for subsidiary_of").inputValue()).toBe("parent");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 3 companies" }).click();
  await page.getByRole("heading", { name: "accounts.csv is imported" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show companies" }).click();
  await page.getByText("Bluth Company").first().waitFor();

  // From the list of deals: one row has a date that is none.
  await page.goto("/deals");
  await page.getByRole("button", { name: "More for deals" }).click();
  await page.getByRole("menuitem", { name: "Import deals…" }).click();
  await choose("pipeline.csv", deals);
  await page.getByText("One value is not among the choices of Stage.").waitFor();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("heading", { name: "This is what would happen" }).waitFor();
  await page.getByText("1 row · Closed: This is not a date (month, day, year).").waitFor();
  await page.getByText("1 stage, 1 company").waitFor();
  await expectAccessible(page);
  await page.getByRole("tab", { name: /New/ }).click();
  const row = page.getByRole("row", { name: /1C1I7A6R/ });
  expect(await row.innerText()).toContain("Value: $1,054");
  expect(await row.innerText()).toContain("Company: Cancity");
  expect(await row.innerText()).toMatch(/Closed: Mar 1, 2017/);
  expect(await server.owner.rows("select from app_public.deals")).toHaveLength(0);
  await page.getByRole("button", { name: "Import 3 deals" }).click();
  await page.getByRole("heading", { name: "pipeline.csv is imported, except for 1 row" }).waitFor();
  const pipelineAddress = page.url();

  // The rejected row comes as a file, is mended, and goes in.
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Rejected rows" }).click();
  const rejected = await readFile(await (await downloading).path(), "utf8");
  expect(rejected).toContain(
    'MV1LWRNH,Moses Frase,Bluth Company,Won,13/45/2017,588,"close_date: This is not a date (month, day, year)."',
  );
  await page.getByRole("button", { name: "Import another file" }).click();
  await choose("mended.csv", rejected.replace("13/45/2017", "3/9/2017"));
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 1 deal" }).click();
  await page.getByRole("heading", { name: "mended.csv is imported" }).waitFor();
  const kept = await server.owner.rows(
    `select d.title, c.name as company, s.name as stage, d.value::int, d.closed_at::date::text as closed
     from app_public.deals d join app_public.stages s on s.id = d.stage_id join app_public.companies c on c.id = d.company_id order by 1`,
  );
  expect(kept).toEqual([
    { title: "1C1I7A6R", company: "Cancity", stage: "Won", value: 1054, closed: "2017-03-01" },
    { title: "EC4QE1BX", company: "Cancity", stage: "Engaging", value: null, closed: null },
    { title: "MV1LWRNH", company: "Bluth Company", stage: "Won", value: 588, closed: "2017-03-09" },
    { title: "Z063OYW0", company: "Isdom", stage: "Lost", value: 0, closed: "2017-03-18" },
  ]);

  // The whole of it is taken back, the company that it made too.
  await page.goto("/settings/imports");
  await expectAccessible(page);
  await page.getByRole("link", { name: /pipeline.csv/ }).click();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
  await page.getByRole("heading", { name: "pipeline.csv was taken back" }).waitFor();
  expect(page.url()).toBe(pipelineAddress);
  expect(await server.owner.rows("select title from app_public.deals")).toEqual([{ title: "MV1LWRNH" }]);
  expect(await server.owner.rows("select from app_public.companies where name = 'Isdom'")).toHaveLength(0);
});

test("a file that is no table is refused with the reason, also on a phone", async ({ visitor, server }) => {
  const { page } = visitor;
  const { pia } = await server.people({ pia: "user" });
  await server.owner.query(
    "insert into app_private.passwords (user_id, hash) values ($1, public.crypt('a good password', public.gen_salt('bf', 4)))",
    [pia.id],
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(pia.email);
  await page.getByLabel("Password").fill("a good password");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("navigation").first().waitFor();
  await page.goto("/import?object=contacts");
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel("File to import").setInputFiles({ name, mimeType: "text/csv", buffer });
  await choose("book.xlsx", Buffer.from("PK\x03\x04 and the rest"));
  await page.getByRole("alert").getByText("This is a workbook or an archive, not a CSV file.").waitFor();
  await choose("open.csv", Buffer.from('name,city\nAnn,"Oslo\nBen,Rome\n'));
  await page.getByRole("alert").getByText('Row 2 has a quote (") that is never closed.').waitFor();
  await expectAccessible(page);
  await choose("people.csv", Buffer.from("first name,last name,company\nAnn,Berg,Acme\n"));
  await page.getByRole("heading", { name: "Match the columns" }).waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expect.poll(() => cutOff(page.locator("select"))).toEqual([]);
  }
  // What a refused upload answers is no fault of the page.
  visitor.complaints.splice(0, visitor.complaints.length, ...visitor.complaints.filter((one) => !one.includes("400")));
});

/** The choices that are too long for the selects that show them. */
function cutOff(selects: Locator): Promise<string[]> {
  return selects.evaluateAll((all) =>
    all.flatMap((one) => {
      if (!(one instanceof HTMLSelectElement)) return [];
      const { font, paddingLeft, paddingRight } = getComputedStyle(one);
      const pen = document.createElement("canvas").getContext("2d");
      const text = one.selectedOptions[0]?.text ?? "";
      if (pen) pen.font = font;
      const room = one.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return (pen?.measureText(text).width ?? 0) > room + 1 ? [text] : [];
    }),
  );
}
