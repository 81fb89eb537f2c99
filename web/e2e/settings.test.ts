import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { readEnv } from "#server/env.ts";
import { startReceiver } from "#server/webhooks/receiver.ts";
import { test as base, expectAccessible } from "./browser.ts";

const test = base.extend("env", { scope: "file" }, () =>
  readEnv({ JWT_SECRET: inject("jwtSecret"), PORT: "0", DATA_DIR: "unused", WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8" }),
);

/** The admin comes in: by making the workspace the first time, by logging in later. */
async function enterAsAda(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Password").waitFor();
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("a good password");
  if (await page.getByLabel("Workspace").isVisible()) {
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("Workspace").fill("Acme Sales");
    await page.getByRole("button", { name: "Create workspace" }).click();
    await page.getByRole("heading", { name: /Welcome to Acme Sales/ }).waitFor();
  } else {
    await page.getByRole("button", { name: "Log in" }).click();
  }
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

test("the pages of the API show a member what there is, and ask everybody else to sign in", async ({
  visitor: { page, complaints },
  server: _server,
}) => {
  for (const path of ["/rest", "/graphiql"]) {
    await page.goto(path);
    await page.getByText("You are not signed in. Sign in first, then open this page again.").waitFor();
  }
  complaints.length = 0; // the browser's own, about sessions that there are not
  await enterAsAda(page);
  await page.goto("/rest");
  await page.getByText("An organisation.").waitFor();
});

test("an admin makes a webhook, sends a test event, and reads in the log what was sent and answered", async ({
  visitor: { page },
  server: _server,
  worker: _worker,
}) => {
  const receiver = await startReceiver();
  try {
    await enterAsAda(page);
    await page.goto("/settings/webhooks");
    await page.getByText("No webhooks yet").waitFor();
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog", { name: "New webhook" });
    await dialog.getByLabel("Address").fill("ftp://nowhere.example");
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    await dialog.getByText(/begins with http/).waitFor();

    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByLabel("Only these").check();
    await dialog.getByLabel("Contact created").check();
    await dialog.getByLabel("Any object deleted").check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    receiver.secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    expect(receiver.secret).toMatch(/^whsec_/);
    await page.getByRole("button", { name: "Done" }).click();

    await page.getByText("contact.created", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Send test event" }).click();
    const line = page.getByRole("button", { name: /webhook\.test Delivered/ });
    await line.waitFor();
    expect(receiver.received.map(({ event }) => event.type)).toEqual(["webhook.test"]);
    await line.click();
    await page.getByText(/x-receiver: test/).waitFor();
    await page.getByText(/"message": "It works\."/).waitFor();
    await expectAccessible(page);

    receiver.answer = () => 500;
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByText("This endpoint does not answer as it should").waitFor();
    await page.getByLabel("State of deliveries").selectOption("Delivered");
    await page.getByText("No such delivery").waitFor();
    await page.getByLabel("State of deliveries").selectOption("Will be retried");
    await page.getByRole("button", { name: /webhook\.test Will be retried/ }).waitFor();

    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Pause" }).click();
    await page.getByText("This webhook is paused").waitFor();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete webhook" }).click();
    await page.getByText("No webhooks yet").waitFor();
  } finally {
    await receiver.close();
  }
});

test("an admin makes a role and invites a member, who sees only what it allows and loses at once what is taken away", async ({
  visitor: { page },
  browser,
  server,
}) => {
  await enterAsAda(page);
  await page.goto("/settings/roles");
  await page.getByRole("button", { name: "New role" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Support Rep");
  await page.getByRole("button", { name: "Create role" }).click();
  await page.getByRole("heading", { name: "Support Rep" }).waitFor();

  // Refused: one changes only what one can read. What was chosen goes back, and the reason is said.
  await page.getByLabel("Companies: update").selectOption("all");
  await page
    .getByRole("alert")
    .getByText(/One can only change what one can read/)
    .waitFor();
  await expect.poll(() => page.getByLabel("Companies: update").inputValue()).toBe("none");
  await page.getByLabel("Companies: read").selectOption("all");
  await page.getByLabel("Contacts: read").selectOption("all");
  await page.getByLabel("Contacts: create").check();
  const rights = () =>
    server.owner.rows(
      `select p.object, p.read, p."create" from app_public.permissions p join app_public.roles r on r.id = p.role_id
       where r.name = 'Support Rep' and p.read <> 'none' order by 1`,
    );
  await expect.poll(rights).toEqual([
    { object: "companies", read: "all", create: false },
    { object: "contacts", read: "all", create: true },
  ]);
  await expectAccessible(page);

  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  await page.getByLabel("E-mail").fill("sam@example.com");
  await page.getByLabel("Role", { exact: true }).selectOption("Support Rep");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL: server.url });
  const sam = await context.newPage();
  await sam.goto(link);
  await sam.getByLabel("Your name").fill("Sam Support");
  await sam.getByLabel("Password").fill("another password");
  await expectAccessible(sam);
  await sam.getByRole("button", { name: "Join" }).click();
  const main = sam.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Contacts" }).waitFor();
  expect(await main.getByRole("link", { name: "Deals" }).count()).toBe(0);
  await sam.goto("/deals");
  await sam.getByText("Your role does not show you deals").waitFor();
  await sam.goto("/settings/roles");
  await sam.getByText("Your role may not manage roles").waitFor();
  await sam.goto("/contacts");
  await sam
    .getByRole("button", { name: /New contact/ })
    .first()
    .waitFor();

  await page.reload();
  await page.getByLabel("Role of Sam Support").selectOption("Read-only");
  await page.getByText("Sam Support is Read-only now").waitFor();
  await sam.reload();
  await main.getByRole("link", { name: "Deals" }).waitFor();
  expect(await sam.getByRole("button", { name: /New contact/ }).count()).toBe(0);
  await context.close();

  await page.goto("/settings/roles");
  await page.getByRole("link", { name: /Support Rep/ }).click();
  await page.getByRole("button", { name: "View as this role" }).click();
  await page.getByText(/what a member of the role Support Rep would/).waitFor();
  const nav = page.getByRole("navigation", { name: "Main" });
  await nav.getByRole("link", { name: "Companies" }).waitFor();
  expect(await nav.getByRole("link", { name: "Deals" }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to my own role" }).click();
  await nav.getByRole("link", { name: "Deals" }).waitFor();

  await page.goto("/settings/roles");
  await page.getByRole("button", { name: "Explain access" }).click();
  await page.getByLabel("May").selectOption("Sam Support");
  await page.getByLabel("do this").selectOption("delete");
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await page.getByText("The role “Read-only” may not delete contacts.").waitFor();
});

test("whoever adds a stage names it as it is there", async ({ visitor: { page }, server }) => {
  await enterAsAda(page);
  await page.goto("/settings/pipelines");
  await page.getByRole("button", { name: "Add stage" }).click();
  const names = page.getByRole("textbox", { name: "Stage name" });
  await expect.poll(() => names.last().evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.type("Legal review");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => server.owner.rows("select name from app_public.stages order by position desc limit 1"))
    .toEqual([{ name: "Legal review" }]);
});
