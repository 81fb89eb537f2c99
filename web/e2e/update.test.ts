import { expect } from "vitest";
import { test } from "./browser.ts";
import { logIn, memberOf } from "./people.ts";

test("a page that is older than the server loads itself again, but not while something is unsaved", async ({
  visitor: { page, complaints },
  server,
}) => {
  const ann = await memberOf(server, "ann", "user");
  const [company] = await server.owner.rows(
    "insert into app_public.companies (name, owner_id) values ('Initech', $1) returning id",
    [ann.id],
  );
  await logIn(page, ann, `/companies/${company?.id}`);
  await page.getByRole("textbox", { name: "Note" }).fill("They want a pilot");
  // As after an update: the part is gone, and the first page names another program.
  await page.route(/assets\/(KeySheet|ReportsPage)/, (route) => route.fulfill({ status: 404 }));
  await page.route(/:\d+\/$/, (route) => route.fulfill({ body: "<script type=module src=/assets/other.js></script>" }));
  await page.getByRole("textbox", { name: "Note" }).blur();
  await page.keyboard.press("?");
  await page.getByText("Rowan has been updated").waitFor();
  expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe("They want a pilot");

  await page.getByRole("textbox", { name: "Note" }).fill("");
  const loaded = page.waitForEvent("load");
  await page.getByRole("link", { name: "Reports" }).click();
  await loaded;
  expect(complaints.splice(0).every((one) => one.includes("404"))).toBe(true);
});
