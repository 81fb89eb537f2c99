import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { readEnv } from "#server/env.ts";
import { startReceiver } from "#server/webhooks/receiver.ts";
import { test as base, expectAccessible } from "./browser.ts";

const test = base.extend("env", { scope: "file" }, () =>
  readEnv({ JWT_SECRET: inject("jwtSecret"), PORT: "0", DATA_DIR: "unused", WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8" }),
);

async function signUpFirst(page: Page): Promise<void> {
  await page.goto("/signup");
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("a good password");
  await page.getByLabel("Workspace").fill("Acme Sales");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("heading", { name: /Welcome to Acme Sales/ }).waitFor();
}

test("an admin makes a webhook, sends a test event, and reads in the log what was sent and answered", async ({
  visitor: { page },
  server: _server,
  worker: _worker,
}) => {
  const receiver = await startReceiver();
  try {
    await signUpFirst(page);
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

    await page.getByText("contact.created").waitFor();
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
