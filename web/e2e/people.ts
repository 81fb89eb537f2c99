import type { Page } from "playwright-core";
import type { TestServer } from "#server/testing.ts";

export const password = "a good password";

/** Makes a member who can log in by the form. */
export async function memberOf(server: TestServer, name: string, role: string) {
  const people = await server.people({ [name]: role });
  const member = people[name];
  if (!member) throw new Error(`There is no ${name}.`);
  await server.owner.query("select app_hidden.set_password($1, $2)", [member.id, password]);
  return member;
}

/** Logs in, and ends on the page that was asked for. */
export async function logIn(page: Page, member: { email: string }, path = "/"): Promise<void> {
  await page.goto(path);
  await page.getByLabel("E-mail").fill(member.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

/** A cell of the table by its line and column, from 1; column 0 is the tick. */
export const cell = (page: Page, line: number, column: number) =>
  page.locator(`[role=row][aria-rowindex="${line + 1}"] [role=gridcell][aria-colindex="${column + 1}"]`);
