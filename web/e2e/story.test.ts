import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";

/** Presses that a person makes with the pointer, counted by the page itself. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    sessionStorage.setItem("clicks", "0");
    addEventListener(
      "pointerdown",
      () => sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + 1)),
      true,
    );
  });
  return () => page.evaluate(() => Number(sessionStorage.getItem("clicks")));
}

test("a newcomer signs up, creates a contact and a deal for it, moves the deal on and writes a note, with at most four clicks", async ({
  visitor,
  server,
}) => {
  const { page } = visitor;
  await page.goto("/");
  await page.getByLabel("Your name").fill("Nora Newcomer");
  await page.getByLabel("E-mail").fill("nora@example.com");
  await page.getByLabel("Password").fill("a good password");
  await page.getByLabel("Workspace").fill("Acme Sales");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("heading", { name: "Welcome to Acme Sales, Nora" }).waitFor();
  await expectAccessible(page);
  const clicks = await countClicks(page);

  await page.getByRole("button", { name: /Start empty/ }).click();
  await page.getByText("No contacts yet").waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("Name of the new contact").fill("Grace Hopper");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Grace Hopper" });
  await panel.waitFor();
  await expectAccessible(page);

  await panel.getByRole("button", { name: "Add deal" }).click();
  await page.getByLabel("Name of the new deal").fill("Compiler licence");
  await page.keyboard.press("Enter");
  await panel.getByRole("link", { name: /Compiler licence/ }).click();

  await page.getByRole("radio", { name: "Qualified" }).click();
  await expect.poll(() => page.getByRole("radio", { name: "Qualified" }).getAttribute("aria-checked")).toBe("true");
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Note" }).fill("Wants it by **spring**");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article").getByText("spring").waitFor();
  await expectAccessible(page);

  expect(await clicks()).toBeLessThanOrEqual(4);
  const [kept] = await server.owner.rows(
    `select d.title, s.name as stage, c.name as contact, n.body
     from app_public.deals d join app_public.stages s on s.id = d.stage_id join app_public.contacts c on c.id = d.contact_id
     join app_public.note_targets t on t.record_id = d.id join app_public.notes n on n.id = t.note_id`,
  );
  expect(kept).toEqual({
    title: "Compiler licence",
    stage: "Qualified",
    contact: "Grace Hopper",
    body: "Wants it by **spring**",
  });
});
