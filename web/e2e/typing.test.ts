import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";

test("nothing that is typed is lost: saves wait for the server, conflicts are chosen, refusals can be put right", async ({
  visitor: { page, complaints },
  server,
}) => {
  const ann = await memberOf(server, "ann", "user");
  const bob = await memberOf(server, "bob", "user");
  const [company] = await server.owner.rows<{ id: string }>(
    "insert into app_public.companies (name, industry, owner_id) values ('Initech', 'Software', $1), ('Acme', 'Tools', $1) returning id",
    [ann.id],
  );
  const stored = async (column: string) =>
    (await server.owner.rows(`select ${column} as value from app_public.companies where name = 'Initech'`))[0]?.value;
  await logIn(page, ann, `/companies?sort=-name&peek=${company?.id}`);
  const panel = page.getByRole("complementary", { name: "Initech" });
  const edit = async (field: string, text: string) => {
    await panel.getByRole("button", { name: `Edit ${field}` }).click();
    await panel.getByRole("textbox", { name: field }).fill(text);
    await page.keyboard.press("Enter");
  };

  await panel.getByRole("button", { name: "Edit Industry" }).waitFor();

  // The server cannot be reached: what was typed stays, says so, and closing the tab asks.
  await page.route("**/graphql", (route) => route.abort());
  await edit("Industry", "Office software");
  await panel.getByText("Office software").waitFor();
  await panel.getByRole("status", { name: /Not saved yet/ }).waitFor();
  await page.getByText(/not saved yet: they are kept here/).waitFor();
  await expectAccessible(page);
  const asked = new Promise<string>((resolve) =>
    page.once("dialog", (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    }),
  );
  await page.evaluate(() => location.reload());
  expect(await asked).toBe("beforeunload");
  await page.unroute("**/graphql");
  await expect.poll(() => stored("industry")).toBe("Office software");
  await panel.getByRole("status", { name: /Not saved yet/ }).waitFor({ state: "detached" });
  complaints.length = 0; // the browser's own, about the requests that could not be made

  // Another field of the record was changed meanwhile: both stay.
  await server.owner.query("update app_public.companies set employees = 42 where name = 'Initech'");
  await edit("Industry", "Software");
  await expect.poll(() => stored("industry")).toBe("Software");
  expect(await stored("employees")).toBe(42);

  // The same field: one sees both, and chooses.
  const asBob = "select set_config('app.user_id', $1, false)";
  await server.owner.query(asBob, [bob.id]);
  await panel.getByRole("button", { name: "Edit Industry" }).click();
  await panel.getByRole("textbox", { name: "Industry" }).fill("Consulting");
  await server.owner.query("update app_public.companies set industry = 'Banking' where name = 'Initech'");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /changed this too/ });
  await dialog.getByText("Banking").waitFor();
  await dialog.getByText("Consulting").waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Use mine" }).click();
  await expect.poll(() => stored("industry")).toBe("Consulting");
  await dialog.waitFor({ state: "detached" });
  // Or keeps theirs, which is said so, and can still go on with what they typed.
  await panel.getByRole("button", { name: "Edit Industry" }).click();
  await panel.getByRole("textbox", { name: "Industry" }).fill("Training");
  await server.owner.query("update app_public.companies set industry = 'Banking' where name = 'Initech'");
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  const kept = page.getByRole("status").filter({ hasText: "Kept bob’s value" });
  await panel.getByRole("definition").getByText("Banking").waitFor();
  await kept.getByRole("button", { name: "Edit again" }).click();
  expect(await panel.getByRole("textbox", { name: "Industry" }).inputValue()).toBe("Training");
  await page.keyboard.press("Escape");

  // Refused: the old value is back, the reason is there, and what was typed can be put right.
  await edit("Domain", "not a domain");
  await page.getByRole("alert").getByRole("button", { name: "Edit again" }).click();
  expect(await panel.getByRole("textbox", { name: "Domain" }).inputValue()).toBe("not a domain");
  await panel.getByRole("textbox", { name: "Domain" }).fill("initech.example");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("domain")).toBe("initech.example");

  // A note that is half written keeps the tab, and survives a look elsewhere.
  await panel.getByRole("textbox", { name: "Note" }).fill("They want");
  await cell(page, 2, 1).click({ position: { x: 200, y: 16 } });
  await page.getByRole("complementary", { name: "Acme" }).waitFor();
  await cell(page, 1, 1).click({ position: { x: 200, y: 16 } });
  expect(await panel.getByRole("textbox", { name: "Note" }).inputValue()).toBe("They want");
});

test("a search is what was typed, however fast, and what is below follows it", async ({
  visitor: { page },
  server,
}) => {
  const cleo = await memberOf(server, "cleo", "user");
  await server.owner.query(
    "insert into app_public.companies (name, owner_id) select 'Company ' || n, $1 from generate_series(1, 30) n",
    [cleo.id],
  );
  await logIn(page, cleo, "/companies?sort=name");
  const box = page.getByRole("searchbox", { name: "Search companies" });
  await cell(page, 1, 1).filter({ hasText: "Acme" }).waitFor();
  await box.pressSequentially("company 17", { delay: 15 });
  await cell(page, 1, 1).filter({ hasText: "Company 17" }).waitFor();
  expect(await box.inputValue()).toBe("company 17");
  expect(new URL(page.url()).searchParams.get("q")).toBe("company 17");

  // Given up while the last keys are on their way.
  await box.pressSequentially("23", { delay: 0 });
  await box.press("Escape");
  await cell(page, 1, 1).filter({ hasText: "Acme" }).waitFor();
  await page.waitForTimeout(300);
  expect([await box.inputValue(), new URL(page.url()).searchParams.get("q")]).toEqual(["", null]);

  // And what comes from elsewhere is taken over.
  await page.goto("/companies?sort=name&q=company 9");
  await cell(page, 1, 1).filter({ hasText: "Company 9" }).waitFor();
  expect(await box.inputValue()).toBe("company 9");
});

test("what is typed is read as it is meant, or stays with the reason why not; letters go where the focus is", async ({
  visitor: { page },
  server,
}) => {
  const dora = await memberOf(server, "dora", "user");
  await server.owner.query(
    "insert into app_public.deals (title, value, owner_id, stage_id) select 'Reactor', 7, $1, id from app_public.stages where name = 'Lead'",
    [dora.id],
  );
  await server.owner.query("insert into app_public.companies (name) values ('Fernhill')");
  const stored = async (column: string) =>
    (await server.owner.rows(`select ${column}::text as value from app_public.deals where title = 'Reactor'`))[0]
      ?.value;
  await logIn(page, dora, "/deals?q=Reactor");
  const place = async (name: string) => {
    const column = await page.getByRole("columnheader", { name }).getAttribute("aria-colindex");
    return page.locator(`[role=row][aria-rowindex="2"] [role=gridcell][aria-colindex="${column}"]`);
  };
  const write = async (name: string, text: string) => {
    await (await place(name)).click();
    await page.keyboard.type(text);
  };
  await cell(page, 1, 1).filter({ hasText: "Reactor" }).waitFor();
  await write("Value", "12.5k");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("value")).toBe("12500");
  await write("Expected close", "+5d");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("(expected_close_date - current_date)")).toMatch(/^[456]$/);
  // Whoever opens it finds it as they read it, and writes over it or takes the calendar.
  await page.keyboard.press("Enter");
  const day = page.getByRole("textbox", { name: "Expected close" });
  expect(await day.inputValue()).toMatch(/^[A-Z][a-z]{2} \d+, 20\d\d$/);
  await page.keyboard.type("24 Dec 2030");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("expected_close_date")).toBe("2030-12-24");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Calendar" }).waitFor();
  await page.locator("[data-calendar]").fill("2030-12-27");
  expect(await day.inputValue()).toBe("Dec 27, 2030");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("expected_close_date")).toBe("2030-12-27");

  // What cannot be read says so at the cell, and is there again for whoever has gone on.
  await write("Value", "12abc");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("“12abc” is not a number.").waitFor();
  await expectAccessible(page);
  await cell(page, 1, 1).click({ position: { x: 200, y: 16 } });
  await page.getByRole("alert").getByRole("button", { name: "Edit again" }).click();
  const again = page.getByRole("textbox", { name: "Value" });
  expect(await again.inputValue()).toBe("12abc");
  await again.fill("2m");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored("value")).toBe("2000000");

  // A filter reads numbers alike, and a chooser opens with what is typed on it.
  await page.goto("/deals");
  await cell(page, 1, 1).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.type("value");
  await page.keyboard.press("Enter");
  await page.getByLabel("Value", { exact: true }).fill("2m");
  await expect.poll(() => decodeURIComponent(page.url())).toContain("2000000");
  await page.getByLabel("Value", { exact: true }).fill("2 apples");
  await page.getByRole("alert").getByText("This is not a number").waitFor();
  // A condition that is not finished does not count.
  await expect.poll(() => new URL(page.url()).searchParams.get("filter")).toBeNull();
  await page.getByLabel("Field", { exact: true }).selectOption({ label: "Stage" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Values");
  await page.keyboard.type("prop");
  await expect.poll(() => page.getByRole("listbox", { name: "Stage" }).innerText()).toBe("Proposal");

  await page.goto("/deals?layout=board");
  const lead = page.getByRole("region", { name: "Lead", exact: true });
  await lead.getByRole("button", { name: "Add to Lead" }).click();
  await page.keyboard.type("Cable");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Fernhill");
  await page.getByRole("option", { name: "Fernhill", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await lead.getByRole("button", { name: "Company: Fernhill" }).waitFor();
  await page.keyboard.press("Enter");
  await expect
    .poll(() =>
      server.owner.rows(
        "select c.name from app_public.deals d join app_public.companies c on c.id = d.company_id where d.title = 'Cable'",
      ),
    )
    .toEqual([{ name: "Fernhill" }]);
});

test("Escape closes what was opened last, and the keys go into it", async ({ visitor: { page }, server }) => {
  const fay = await memberOf(server, "fay", "user");
  const [company] = await server.owner.rows<{ id: string }>(
    "insert into app_public.companies (name, owner_id) values ('Umbrella', $1) returning id",
    [fay.id],
  );
  await logIn(page, fay, `/companies?sort=name&peek=${company?.id}`);
  const panel = page.getByRole("complementary", { name: "Umbrella" });
  await panel.waitFor();
  for (const [button, inside] of [
    ["Sort", page.getByLabel("Sort 1")],
    ["Fields", page.getByRole("group", { name: "Fields shown" }).getByRole("checkbox").first()],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`^${button}`) }).click();
    await expect.poll(() => inside.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await inside.waitFor({ state: "detached" });
    expect(await panel.isVisible()).toBe(true);
  }
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
});
