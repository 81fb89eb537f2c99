import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

test("a lead becomes an opportunity and a won deal, by somebody who sells", async ({ visitor: { page }, server }) => {
  const rep = await memberOf(server, "rep", "user");
  await logIn(page, rep, "/deals?layout=board");

  // A lead comes in: a card with its company, made where it stands.
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  await column("Lead").getByRole("button", { name: "Add to Lead" }).click();
  await page.getByLabel("Name of the new deal").fill("Reactor upgrade");
  await column("Lead").getByRole("button", { name: "Company" }).click();
  await page.getByRole("combobox", { name: "Company" }).fill("Springfield Power");
  await page.getByRole("option", { name: /Create “Springfield Power”/ }).click();
  await column("Lead").getByRole("button", { name: "Company: Springfield Power" }).waitFor();
  await page.getByLabel("Name of the new deal").press("Enter");
  const card = column("Lead").getByText("Reactor upgrade");
  await card.waitFor();
  await page.keyboard.press("Escape");

  // It is qualified: value and close date, a stage on, a task that is next.
  await card.click();
  const panel = page.getByRole("complementary", { name: "Reactor upgrade" });
  await panel.getByRole("button", { name: "Edit Value" }).click();
  await panel.getByRole("textbox", { name: "Value" }).fill("250,000");
  await page.keyboard.press("Enter");
  // What is shown is what one presses to change it; only a link leads elsewhere.
  await panel.getByText("$250,000").click({ force: true });
  await panel.getByRole("textbox", { name: "Value" }).press("Escape");
  const owner = panel.getByRole("definition").filter({ has: page.getByRole("button", { name: "Edit Owner" }) });
  await owner.getByText("rep").click({ force: true });
  await page.getByRole("combobox", { name: "Owner" }).press("Escape");
  await panel.getByRole("definition").getByRole("link", { name: "Springfield Power" }).click();
  await page.waitForURL(/\/companies\//);
  await page.goBack();
  await panel.getByRole("radio", { name: "Proposal" }).click();
  await column("Proposal").getByText("Reactor upgrade").waitFor();
  await panel.getByRole("tab", { name: "Task" }).click();
  await panel.getByRole("textbox", { name: "Task" }).fill("Send the offer friday 9:00\nwith @rep");
  await panel.locator(".tag").getByText(/ 9:00/).waitFor();
  await page.keyboard.press("Control+Enter");
  await column("Proposal").getByText("Send the offer").waitFor();
  expect(await page.getByRole("listbox", { name: "Members" }).count()).toBe(0);
  await expectAccessible(page);

  // It is won, and all of it is told by its page.
  await panel.getByRole("button", { name: "Open as a page" }).click();
  await page.getByRole("radio", { name: "Won" }).click();
  await expect.poll(() => page.getByRole("radio", { name: "Won" }).getAttribute("aria-checked")).toBe("true");
  await page
    .getByText(/changed stage/)
    .first()
    .waitFor();
  await expectAccessible(page);
  const [deal] = await server.owner.rows(
    `select d.value::text, s.outcome, d.closed_at is not null as closed, c.name as company, u.name as owner, t.title as task, t.due_at is not null as is_due
     from app_public.deals d join app_public.stages s on s.id = d.stage_id join app_public.companies c on c.id = d.company_id
     join app_public.users u on u.id = d.owner_id
     join app_public.task_targets tt on tt.record_id = d.id join app_public.tasks t on t.id = tt.task_id`,
  );
  expect(deal).toMatchObject({
    outcome: "won",
    closed: true,
    company: "Springfield Power",
    task: "Send the offer",
    is_due: true,
  });
  expect(Number(deal?.value)).toBe(250_000);

  // The task says what it is about, and is about the company too; so the list of tasks has it.
  await page.getByRole("link", { name: "Send the offer" }).click();
  const about = page.getByRole("region", { name: "About" });
  await about.getByRole("link", { name: "Reactor upgrade" }).waitFor();
  await about.getByRole("button", { name: "Add what it is about" }).click();
  await page.getByRole("combobox", { name: "What it is about" }).fill("springf");
  await page.getByRole("option", { name: /Springfield Power/ }).click();
  await about.getByRole("link", { name: "Springfield Power" }).waitFor();
  await about.getByRole("button", { name: "Not about Reactor upgrade" }).click();
  await about.getByRole("link", { name: "Reactor upgrade" }).waitFor({ state: "detached" });
  expect(await page.getByRole("tab", { name: "Note" }).count()).toBe(0);
  await expectAccessible(page);
  await page.keyboard.press("Control+z");
  await about.getByRole("link", { name: "Reactor upgrade" }).waitFor();
  await page.goto("/tasks");
  const line = page.getByRole("row").filter({ hasText: "Send the offer" });
  await line.getByRole("link", { name: "Reactor upgrade" }).waitFor();
  await line.getByRole("link", { name: "Springfield Power" }).waitFor();

  // What is written about the deal stands at its company too, with the way to it; unless one wants the company alone.
  await line.getByRole("link", { name: "Reactor upgrade" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("They want it by spring");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article").filter({ hasText: "They want it by spring" }).waitFor();
  await page.getByRole("definition").getByRole("link", { name: "Springfield Power" }).click();
  const note = page.getByRole("article").filter({ hasText: "They want it by spring" });
  await note.getByRole("link", { name: "Reactor upgrade" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Related too" }).click();
  await note.waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "Send the offer: done" }).waitFor(); // it is about the company as well
  await page.getByRole("button", { name: "Related too" }).click();
  await note.getByRole("link", { name: "Reactor upgrade" }).click();
  await page
    .getByText(/changed stage/)
    .first()
    .waitFor();

  // And the list of deals which of them have a next task, and which one.
  const filter = (op: string) => encodeURIComponent(JSON.stringify({ and: [{ field: "record.task", op }] }));
  await page.goto(`/deals?filter=${filter("empty")}`);
  await page.getByText("No deals match").waitFor();
  await page.goto(`/deals?filter=${filter("filled")}`);
  await page.getByRole("button", { name: "Next task is not empty" }).waitFor();
  await page.getByRole("button", { name: "Fields" }).click();
  await page.getByRole("checkbox", { name: "Next task" }).check();
  await page.keyboard.press("Escape");
  await cell(page, 1, 2).click();
  await page.keyboard.press("End");
  await page.getByRole("row").filter({ hasText: "Reactor upgrade" }).getByText("Send the offer").waitFor();
});
