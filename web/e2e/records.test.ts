import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

async function signUp(page: Page) {
  await page.goto("/");
  await page.getByLabel("Your name").fill("Ana Admin");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Password").fill("a good password");
  await page.getByLabel("Workspace").fill("Acme Sales");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("button", { name: /sample data/ }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

test("records are edited in a grid by keyboard, in blocks and several at once", async ({
  visitor: { page },
  server,
}) => {
  await signUp(page);

  // A cell: typing replaces it, Enter saves it, ⌘Z takes it back.
  await page.goto("/contacts?sort=firstName");
  const title = cell(page, 1, 4);
  await expect.poll(async () => (await title.innerText()).trim()).not.toBe("");
  const before = (await title.innerText()).trim();
  await title.click();
  await page.keyboard.type("Chief of everything");
  await page.keyboard.press("Enter");
  await expect
    .poll(
      async () =>
        (await server.owner.rows("select from app_public.contacts where job_title = 'Chief of everything'")).length,
    )
    .toBe(1);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await title.innerText()).trim()).toBe(before);

  // What the database refuses comes back, with the reason.
  await cell(page, 1, 2).click({ position: { x: 212, y: 16 } });
  await page.keyboard.type("not an address");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("One of these is not an e-mail address.").waitFor();
  expect(await cell(page, 1, 2).innerText()).not.toContain("not an address");

  // A block: its first line filled down, and taken back as one.
  const titles = () => Promise.all([2, 3, 4].map(async (line) => (await cell(page, line, 4).innerText()).trim()));
  const titlesBefore = await titles();
  await cell(page, 2, 4).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await expect.poll(titles).toEqual(titlesBefore.map(() => titlesBefore[0]));
  await page.getByText("Filled down to 2 contacts").waitFor();
  await page.keyboard.press("Control+z");
  await expect.poll(titles).toEqual(titlesBefore);

  // Several at once.
  await cell(page, 2, 0).locator("input").click();
  await cell(page, 4, 0)
    .locator("input")
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "Selected records" });
  await bar.getByText("3 selected").waitFor();
  await bar.getByRole("button", { name: "Edit" }).click();
  await page.keyboard.type("job");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Job title" }).fill("Buyer of three");
  await page.keyboard.press("Enter");
  await expect
    .poll(
      async () =>
        (await server.owner.rows("select from app_public.contacts where job_title = 'Buyer of three'")).length,
    )
    .toBe(3);
});

test("deals are filtered, saved as a view and moved on a board", async ({ visitor: { page }, server }) => {
  const seller = await memberOf(server, "seller", "user");
  await logIn(page, seller, "/deals");

  await cell(page, 1, 1).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.type("value");
  await page.keyboard.press("Enter");
  await page.getByLabel("Comparison").selectOption("gt");
  await page.getByLabel("Value", { exact: true }).fill("20000");
  await page.keyboard.press("Escape");
  const [large] = await server.owner.rows<{ count: string }>(
    "select count(*) from app_public.deals where value > 20000",
  );
  await expect.poll(() => page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(Number(large?.count) + 1));
  await page.getByRole("button", { name: "Save as view" }).click();
  await page.getByLabel("Name").fill("Large deals");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/view=/);
  await expect.poll(() => page.getByRole("button", { name: /Large deals/ }).count()).toBe(1);

  await page.getByRole("columnheader", { name: "Company" }).getByRole("button").click();
  await page.getByRole("menuitem", { name: "Sort ascending" }).click();
  const [first] = await server.owner.rows<{ name: string }>(
    "select c.name from app_public.deals d join app_public.companies c on c.id = d.company_id where d.value > 20000 order by app_hidden.fold(c.name) limit 1",
  );
  await page
    .locator('[role=row][aria-rowindex="2"]')
    .getByText(first?.name ?? "", { exact: true })
    .waitFor();

  // The board: a card by keyboard to the next stage; lost needs a reason.
  await page.goto("/deals?layout=board");
  const lead = page.getByRole("region", { name: "Lead" });
  const card = lead.getByRole("button").filter({ hasText: /./ }).and(page.locator("[data-rfd-draggable-id]")).first();
  await card.waitFor();
  const id = (await card.getAttribute("data-rfd-draggable-id")) ?? "";
  const stageOf = async () =>
    (
      await server.owner.rows<{ name: string }>(
        "select s.name from app_public.deals d join app_public.stages s on s.id = d.stage_id where d.id = $1",
        [id],
      )
    )[0]?.name;
  await card.focus();
  await page.keyboard.press("Space");
  await page.getByText(/ is lifted from Lead/).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowRight");
  await page.getByText(/ would go to Qualified/).waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await expect.poll(stageOf).toBe("Qualified");

  await page.locator(`[data-rfd-draggable-id="${id}"]`).click();
  await page.getByRole("radio", { name: "Lost" }).click();
  await page.getByRole("dialog", { name: "Why was it lost?" }).getByRole("textbox").fill("Too dear");
  await page.keyboard.press("Enter");
  await expect.poll(stageOf).toBe("Lost");
  await expectAccessible(page);

  // Anything is found, also misspelt and without accents.
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search records and actions" }).fill(">dark");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("html").getAttribute("class")).toContain("dark");

  // So is every action on what is open, and every page, by slips of the fingers too.
  const command = async (text: string, label: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search records and actions" }).fill(`>${text}`);
    await page.getByRole("option", { name: label, selected: true }).waitFor();
    await page.keyboard.press("Enter");
  };
  await command("move qualif", "Move to Qualified");
  await expect.poll(stageOf).toBe("Qualified");
  await command("new dael", "New deal");
  await page.getByLabel("Name of the new deal").waitFor();
  await page.keyboard.press("Escape");
  await command("sesions", "Sessions");
  await page.waitForURL("**/settings/sessions");

  // Enter means what will be found, however fast it comes; what an action is called means it, and no note that says so.
  await server.owner.query("insert into app_public.contacts (first_name, last_name) values ('Memberta', 'Klein')");
  await server.owner.query("insert into app_public.notes (title, body) values ('Call', 'They have a new contact')");
  const find = page.getByRole("combobox", { name: "Search records and actions" });
  await page.keyboard.press("Control+k");
  await find.fill("member");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/contacts/*");
  await page.getByRole("heading", { name: "Memberta Klein" }).waitFor();
  await page.keyboard.press("Control+k");
  await find.fill("new contact");
  await page.getByRole("option", { name: /Note$/ }).first().waitFor();
  await page.getByRole("option", { name: "New contact", selected: true }).waitFor();
});

test("the cursor stays with its record, whether it is new, moves by what was typed, or leaves the list", async ({
  visitor: { page },
  server,
}) => {
  const clerk = await memberOf(server, "clerk", "user");
  await memberOf(server, "packer", "user");
  await server.owner.query(
    `insert into app_public.deals (title, owner_id, value, stage_id)
     select 'Pump ' || n, $1, n * 1000, s.id from generate_series(1, 120) n, app_public.stages s where s.name = 'Lead'`,
    [clerk.id],
  );
  const values = async (where: string) =>
    (await server.owner.rows(`select value::int from app_public.deals where ${where}`)).map(({ value }) => value);
  const here = async () => (await page.locator(".row:has(.is-here) .chip").first().innerText()).split("\n").at(-1);

  // A new one stands where it was typed, and what is typed next is its own.
  await logIn(page, clerk, "/deals?sort=-value&q=Pump");
  await cell(page, 1, 1).getByText("Pump 120").waitFor();
  await page.keyboard.press("c");
  await page.keyboard.type("Pump station");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Pump station" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("500");
  await page.keyboard.press("Enter");
  await expect.poll(() => values("title = 'Pump station'")).toEqual([500]);
  // Left, it goes to its place; the cursor is on the one that was below.
  await cell(page, 1, 1).getByText("Pump 120").waitFor();
  expect(await here()).toBe("Pump 120");
  await page.keyboard.press("Escape");

  // What its new value moves stays under the cursor until that leaves the row.
  await page.goto("/deals?sort=value&q=Pump");
  await cell(page, 3, 1).getByText("Pump 2").waitFor();
  await cell(page, 3, 2).click();
  await page.keyboard.type("75500");
  await page.keyboard.press("Tab");
  await page.getByText("Pump 2 changed").waitFor();
  await expect.poll(() => values("title = 'Pump 2'")).toEqual([75_500]);
  await page.waitForTimeout(300); // by when the list would have been asked for
  expect(await cell(page, 3, 2).innerText()).toBe("$75,500");
  expect(await here()).toBe("Pump 2");
  await page.keyboard.press("ArrowDown");
  await cell(page, 3, 1).getByText("Pump 3").waitFor();
  expect(await here()).toBe("Pump 3");

  // What leaves the list takes no key to another.
  await cell(page, 3, 2).click();
  await server.owner.query("update app_public.deals set title = 'Mill' where title = 'Pump 3'");
  await cell(page, 3, 1).getByText("Pump 4").waitFor();
  await page.keyboard.type("9");
  expect(await page.locator(".is-here").count()).toBe(0);
  expect(await page.getByRole("textbox", { name: "Value" }).count()).toBe(0);

  // Scrolled sideways, the active cell passes under the name.
  await cell(page, 1, 3).click();
  await page.locator(".grid").evaluate((grid) => grid.parentElement?.scrollTo({ left: 200 }));
  const isNameOnTop = await cell(page, 1, 1).evaluate((name) => {
    const { right, top } = name.getBoundingClientRect();
    return name.contains(document.elementFromPoint(right - 4, top + 8));
  });
  expect(isNameOnTop).toBe(true);

  // In a picker too Tab takes what is highlighted and goes right, Enter goes down; Tab alone takes nothing.
  await server.owner.query("insert into app_public.companies (name) values ('Pump Works')");
  const title = (await here()) ?? "";
  const deal = async () =>
    (
      await server.owner.rows(
        `select s.name as stage, c.name as company, u.name as owner from app_public.deals d join app_public.stages s on s.id = d.stage_id
         join app_public.users u on u.id = d.owner_id left join app_public.companies c on c.id = d.company_id where d.title = $1`,
        [title],
      )
    )[0];
  const at = async () => (await page.locator(".is-here").getAttribute("data-place")) ?? "";
  await page.keyboard.type("pump w");
  await page.keyboard.press("Tab");
  await expect.poll(deal).toMatchObject({ company: "Pump Works" });
  expect(await at()).toBe("0 3");
  await page.keyboard.press("Tab");
  await page.keyboard.type("nego");
  await page.keyboard.press("Tab");
  await expect.poll(deal).toMatchObject({ stage: "Negotiation" });
  expect(await at()).toBe("0 5");
  await cell(page, 1, 5).click();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Stage" }).press("Tab");
  await cell(page, 1, 5).click();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Stage" }).press("Enter"); // what is highlighted is what it is
  await cell(page, 1, 9).click();
  await page.keyboard.type("pack");
  await page.keyboard.press("Enter");
  await expect.poll(deal).toEqual({ stage: "Negotiation", company: "Pump Works", owner: "packer" });
  expect(await at()).toBe("1 8");
});

test("what loses deals asks why, and what is pasted is read as people write it or refused by its line", async ({
  visitor: { page },
  server,
}) => {
  const agent = await memberOf(server, "agent", "user");
  await server.owner.query("insert into app_public.companies (name) values ('Lathe Works')");
  await server.owner.query(
    `insert into app_public.deals (title, owner_id, stage_id)
     select 'Lathe ' || n, $1, s.id from generate_series(1, 7) n, app_public.stages s where s.name = 'Lead'`,
    [agent.id],
  );
  const lost = async () =>
    (
      await server.owner.rows(
        `select right(title, 1) || ' ' || lost_reason as lost from app_public.deals d join app_public.stages s on s.id = d.stage_id
         where title like 'Lathe%' and s.outcome = 'lost' order by 1`,
      )
    ).map((deal) => deal.lost);
  // A group of one condition is that condition.
  const filter = { and: [{ or: [{ field: "title", op: "contains", value: "Lathe" }] }] };
  await logIn(page, agent, `/deals?sort=title&filter=${encodeURIComponent(JSON.stringify(filter))}`);
  await page.getByRole("button", { name: "Title contains Lathe" }).waitFor();
  await cell(page, 1, 1).getByText("Lathe 1").waitFor();

  // All of them, before a cell was chosen.
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "Selected records" });
  await bar.getByText("7 selected").waitFor();
  await bar.getByRole("button", { name: "Clear the selection" }).click();

  const why = page.getByRole("dialog", { name: "Why was it lost?" });
  // A deal is always in a stage.
  await cell(page, 1, 5).click();
  await page.keyboard.press("Delete");
  await page.getByRole("alert").getByText("Stage is needed.").waitFor();
  // Home leads back to where the table begins.
  const scrolled = () => page.getByRole("grid").evaluate((grid) => grid.parentElement?.scrollLeft);
  await page.keyboard.press("End");
  await expect.poll(scrolled).toBeGreaterThan(0);
  await page.keyboard.press("Control+Home");
  await expect.poll(scrolled).toBe(0);
  await cell(page, 1, 5).click();
  await page.keyboard.type("lost");
  await page.keyboard.press("Enter");
  await why.getByRole("textbox").fill("Too dear");
  await page.keyboard.press("Enter");
  await expect.poll(lost).toEqual(["1 Too dear"]);
  // The keys are the table's again.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+v");
  await why.getByRole("button", { name: "Timing" }).click();
  await expect.poll(lost).toEqual(["1 Too dear", "2 Timing", "3 Timing"]);

  await cell(page, 4, 0).locator("input").click();
  await cell(page, 5, 0).locator("input").click();
  await bar.getByRole("button", { name: "Edit" }).click();
  await page.keyboard.type("stage");
  await page.keyboard.press("Enter");
  await page.keyboard.type("lost");
  await page.keyboard.press("Enter");
  await why.getByRole("button", { name: "Price" }).click();
  await expect.poll(lost).toEqual(["1 Too dear", "2 Timing", "3 Timing", "4 Price", "5 Price"]);
  await bar.getByRole("button", { name: "Clear the selection" }).click();

  await cell(page, 6, 1).getByText("Lathe 6").click();
  const panel = page.getByRole("complementary", { name: "Lathe 6" });
  const lose = async () => {
    await panel.getByRole("button", { name: "Edit Stage" }).click();
    await page.keyboard.type("lost");
    await page.keyboard.press("Enter");
    await why.waitFor();
  };
  await lose();
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
  await lose();
  await why.getByRole("button", { name: "No answer" }).click();
  await expect.poll(lost).toContain("6 No answer");

  // A company is pasted by its name.
  const companies = async () =>
    (
      await server.owner.rows(
        "select c.name from app_public.deals d left join app_public.companies c on c.id = d.company_id where title in ('Lathe 6', 'Lathe 7') order by title",
      )
    ).map(({ name }) => name);
  const paste = (text: string) =>
    page.getByRole("grid").evaluate((grid, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await cell(page, 6, 3).click();
  await paste("LATHE works\nNobody & Sons");
  await page
    .getByRole("alert")
    .getByText("Line 2 (Lathe 7), Company: there is no record called “Nobody & Sons”.")
    .waitFor();
  expect(await companies()).toEqual([null, null]);
  await paste("LATHE works\nlathe works");
  await expect.poll(companies).toEqual(["Lathe Works", "Lathe Works"]);
  // What the server refuses is said of the record, wherever that is among those that change.
  await cell(page, 5, 6).click();
  await paste("0\n50\n150");
  await page.getByRole("alert").getByText("Lathe 7: A probability is from 0 to 100.").waitFor();

  // By keyboard every stage is within reach, whatever the width, and what asks has the keys.
  await page.goto("/deals?layout=board");
  const card = page.locator("[data-rfd-draggable-id]").filter({ hasText: "Lathe 7" });
  const dropOnLost = async () => {
    await card.focus();
    await page.keyboard.press("Space");
    for (const stage of ["Qualified", "Proposal", "Negotiation", "Won", "Lost"]) {
      await page.keyboard.press("ArrowRight");
      await page.getByText(`Lathe 7 would go to ${stage}, `).waitFor({ state: "attached" });
    }
    await page.keyboard.press("Space");
    await expect.poll(() => why.getByRole("textbox").evaluate((box) => box === document.activeElement)).toBe(true);
  };
  await dropOnLost();
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Lead" }).getByText("Lathe 7").waitFor();
  await dropOnLost();
  await page.keyboard.type("Went quiet");
  await page.keyboard.press("Enter");
  await expect.poll(lost).toContain("7 Went quiet");
});

test("in the panel one goes through a column of the board or a group of the table, and a phone has the groups too", async ({
  visitor: { page },
  server,
}) => {
  const agent = await memberOf(server, "walker", "user");
  await server.owner.query(
    `insert into app_public.deals (title, owner_id, stage_id, value, position)
     select 'Drill ' || n, $1, s.id, 1000, n
     from generate_series(1, 5) n join app_public.stages s on s.name = case when n < 4 then 'Proposal' else 'Won' end`,
    [agent.id],
  );
  const drills = encodeURIComponent('{"and":[{"field":"title","op":"contains","value":"Drill"}]}');
  await logIn(page, agent, `/deals?layout=board&filter=${drills}`);
  const panel = page.getByRole("complementary");
  const peeked = async () => [
    await panel.getAttribute("aria-label"),
    await panel.getByText(/^\d+ of \d+$/).innerText(),
  ];
  // As fast as can be: the key is pressed in the very moment in which its place is written there.
  await page.evaluate(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector("aside[aria-label='Drill 2']")?.textContent?.includes("2 of 3")) return;
      seen.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "]", bubbles: true, cancelable: true }));
    });
    seen.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  });
  await page.getByText("Drill 2").click();
  await expect.poll(peeked).toEqual(["Drill 3", "3 of 3"]);
  await expect.poll(() => panel.getByRole("button", { name: "Next record" }).isDisabled()).toBe(true);

  await page.goto(`/deals?group=stageId&sort=-title&filter=${drills}`);
  await page.getByText("Drill 4").click();
  await expect.poll(peeked).toEqual(["Drill 4", "2 of 2"]);
  await panel.getByRole("button", { name: "Previous record" }).click();
  await expect.poll(peeked).toEqual(["Drill 5", "1 of 2"]);

  // Back closes it, however far one went; and when it was closed, leaves the list.
  await page.goBack();
  await panel.waitFor({ state: "detached" });
  expect(page.url()).toContain("group=stageId");
  await page.getByText("Drill 4").click();
  await panel.waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await page.goBack();
  await page.waitForURL(/layout=board/);
  await page.goForward();
  await page.waitForURL(/group=stageId/);

  await page.setViewportSize({ width: 390, height: 844 });
  const cards = page.getByRole("list", { name: "Deals" }).getByRole("listitem");
  await expect.poll(() => cards.count()).toBe(7);
  await expect.poll(() => cards.first().innerText()).toMatch(/Proposal\s+3\s+\$3,000/);
  await cards.first().getByRole("button", { expanded: true }).click();
  await expect.poll(() => cards.count()).toBe(4);
  await expectAccessible(page);
  // A long name is cut where its card ends.
  await server.owner.query(
    "update app_public.deals set title = title || repeat(' for a very long tunnel', 5) where title = 'Drill 4'",
  );
  const long = cards.filter({ hasText: "Drill 4 for" }).locator(".chip").first();
  await expect.poll(() => long.evaluate((chip) => chip.getBoundingClientRect().right)).toBeLessThan(390);
  await cards.filter({ hasText: "Drill 5" }).getByRole("button").click();
  await page.getByRole("heading", { name: "Drill 5" }).waitFor();
  await page.getByRole("radio", { name: "Won" }).waitFor(); // the stages are there at once
});

test("a reader is offered nothing that would be refused", async ({ visitor: { page }, server }) => {
  const reader = await memberOf(server, "reader", "read_only");
  await server.owner.query("insert into app_public.companies (name) values ('Initech')");
  await logIn(page, reader, "/companies?sort=-createdAt");
  await cell(page, 1, 2).click();
  await page.locator(".is-here").waitFor();
  expect(await page.locator(".fill").count()).toBe(0);
  await cell(page, 1, 1).getByText("Initech").click();
  await page.getByRole("complementary", { name: "Initech" }).waitFor();
  for (const name of [/^New company/, /^Edit /, /^Add /, "Rename"])
    expect(await page.getByRole("button", { name }).count()).toBe(0);
  expect(await page.getByRole("textbox", { name: "Note" }).count()).toBe(0);
  await expectAccessible(page);
});
