import { expect } from "vitest";
import { expectAccessible, test } from "./browser.ts";

test("an admin invites somebody, who joins by the link as what they were invited as", async ({
  browser,
  server,
  visitor: { page },
}) => {
  await page.goto("/");
  await page.getByLabel("Your name").fill("Ana Admin");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Password").fill("a good password");
  await page.getByLabel("Workspace").fill("Acme Sales");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL("**/welcome");

  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Role", { exact: true }).selectOption("Read-only");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByRole("alert").getByText("This person is a member already.").waitFor();
  await page.getByLabel("E-mail").fill("rae@example.com");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("list", { name: "Invitations" }).getByText("rae@example.com").waitFor();
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL: server.url });
  const rae = await context.newPage();
  const { pathname, hash } = new URL(link);
  await rae.goto(pathname + hash);
  await rae.getByText("Ana Admin invites rae@example.com as Read-only.").waitFor();
  await expectAccessible(rae);
  await rae.getByLabel("Your name").fill("Rae Reader");
  await rae.getByLabel("Password").fill("another password");
  await rae.getByRole("button", { name: "Join" }).click();
  await rae.getByRole("link", { name: "Contacts" }).first().click();
  await rae.getByRole("heading", { name: "Contacts", exact: true }).waitFor();
  expect(await rae.getByRole("button", { name: "New contact" }).count()).toBe(0);
  expect(
    await server.owner.rows(
      "select u.name, r.key from app_public.users u join app_public.roles r on r.id = u.role_id where u.email = 'rae@example.com'",
    ),
  ).toEqual([{ name: "Rae Reader", key: "read_only" }]);

  const again = await context.request.post("/auth/invitations/read", { data: { token: hash.slice(1) } });
  expect(again.status()).toBe(400);
  await context.close();
});
