import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { TestServer } from "#server/testing.ts";
import { test } from "./browser.ts";

/** A browser of their own, in which this member is signed in. */
async function open(browser: Browser, server: TestServer, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await context.addInitScript("localStorage.setItem('rowan.signedIn', '1')");
  const data = { email: `${name.toLowerCase()}@example.com`, password: "a good password", name };
  expect((await context.request.post("/auth/signup", { data })).status()).toBe(201);
  return context.newPage();
}

/** After how many milliseconds it is so. */
async function seen(isSo: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await isSo();
  return performance.now() - begun;
}

/** On a machine of its own it is well under a second; tests share theirs, and only have to show that nothing waits for a reload. */
const within = 10_000;

async function make(server: TestServer, table: string, row: Record<string, string>): Promise<string> {
  const columns = Object.keys(row);
  const [made] = await server.owner.rows<{ id: string }>(
    `insert into app_public.${table} (${columns.join(", ")}) values (${columns.map((_, n) => `$${n + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  return made?.id ?? "";
}

test("members see each other's changes, and psql's, within a second: in a table, on a board, on a record's page", async ({
  browser,
  server,
}) => {
  const ana = await open(browser, server, "Ana");
  const uli = await open(browser, server, "Uli");
  const acme = await make(server, "companies", { name: "Acme" });
  const [open1, open2] = await server.owner.rows<{ id: string; name: string }>(
    "select id, name from app_public.stages where outcome = 'open' order by position limit 2",
  );
  if (!open1 || !open2) throw new Error("There are no stages");
  const deal = await make(server, "deals", { title: "Big deal", company_id: acme, stage_id: open1.id });

  // A table: a new row from psql, then a value of the other member's, which flashes.
  await ana.goto("/companies");
  await ana.getByRole("gridcell", { name: "Acme", exact: true }).waitFor();
  await make(server, "companies", { name: "The first" }); // once this arrives the connection is there
  await ana.getByRole("gridcell", { name: "The first", exact: true }).waitFor();
  await make(server, "companies", { name: "From psql" });
  expect(await seen(() => ana.getByRole("gridcell", { name: "From psql", exact: true }).waitFor())).toBeLessThan(
    within,
  );
  await ana.evaluate(() => {
    const mark = ({ target }: MutationRecord) => {
      if (target instanceof HTMLElement && target.matches(".cell.is-fresh")) target.dataset.flashed = "yes";
    };
    const options = { subtree: true, attributes: true, attributeFilter: ["class"] };
    new MutationObserver((mutations) => mutations.forEach(mark)).observe(document.body, options);
  });
  await uli.goto(`/companies/${acme}`);
  await uli.getByRole("button", { name: "Edit Industry" }).click();
  await uli.keyboard.type("Rockets");
  await uli.keyboard.press("Enter");
  expect(await seen(() => ana.getByRole("gridcell", { name: "Rockets", exact: true }).waitFor())).toBeLessThan(within);
  await ana.locator("[data-flashed]", { hasText: "Rockets" }).waitFor();

  // A record's page: what psql writes, a note, and a related deal.
  await server.owner.query("update app_public.companies set city = 'Oslo' where id = $1", [acme]);
  expect(await seen(() => uli.getByText("Oslo").first().waitFor())).toBeLessThan(within);
  await server.owner.query(
    "with n as (insert into app_public.notes (body) values ('Call them') returning id) insert into app_public.note_targets select n.id, $1 from n",
    [acme],
  );
  expect(await seen(() => uli.getByRole("article").getByText("Call them").waitFor())).toBeLessThan(within);
  await make(server, "deals", { title: "Second deal", company_id: acme });
  expect(await seen(() => uli.getByRole("link", { name: "Second deal" }).waitFor())).toBeLessThan(within);

  // A board: a card moves, because somebody else moved it.
  await ana.goto("/deals?layout=board");
  const column = (stage: string) => ana.locator(`[data-column="${stage}"]`);
  await column(open1.id).getByText("Big deal").waitFor();
  await server.owner.query("update app_public.deals set stage_id = $1 where id = $2", [open2.id, deal]);
  expect(await seen(() => column(open2.id).getByText("Big deal").waitFor())).toBeLessThan(within);
  expect(await column(open1.id).getByText("Big deal").count()).toBe(0);

  // Renamed elsewhere, a company is called so on the cards too.
  await server.owner.query("update app_public.companies set name = 'Acme Rockets' where id = $1", [acme]);
  expect(await seen(() => ana.getByText("Acme Rockets").first().waitFor())).toBeLessThan(within);

  // Rights and fields: the metadata is read again.
  await server.owner.query("update app_public.stages set name = 'Renamed stage' where id = $1", [open1.id]);
  expect(await seen(() => ana.getByText("Renamed stage").first().waitFor())).toBeLessThan(within);
});

test("what one changes oneself is not read again when it comes back as news", async ({ browser, server }) => {
  const ida = await open(browser, server, "Ida");
  await make(server, "companies", { name: "Changed by oneself" });
  await ida.goto("/companies");
  await ida.getByRole("gridcell", { name: "Changed by oneself", exact: true }).waitFor();
  await make(server, "companies", { name: "News" }); // once this arrives the connection is there
  await ida.getByRole("gridcell", { name: "News", exact: true }).waitFor();
  const readById: string[] = [];
  ida.on("request", (request) => {
    const body = request.postData() ?? "";
    if (body.includes('"filter":{"id":{"in":')) readById.push(body);
  });
  const industry = ida.getByRole("row", { name: /Changed by oneself/ }).locator('[aria-colindex="4"]');
  await industry.click();
  await ida.keyboard.type("Boats");
  await ida.keyboard.press("Enter");
  await ida.getByText("Changed by oneself changed").waitFor();
  await make(server, "companies", { name: "Later news" });
  await ida.getByRole("gridcell", { name: "Later news", exact: true }).waitFor(); // the news of her own change was there before
  expect(readById).toEqual([]);
  await server.owner.query("update app_public.companies set industry = 'Ships' where name = 'Changed by oneself'");
  await ida.getByRole("gridcell", { name: "Ships", exact: true }).waitFor();
  expect(readById).toHaveLength(1);
});

test("what others do moves no row under somebody who types, and loses nothing of what they typed", async ({
  browser,
  server,
}) => {
  const eva = await open(browser, server, "Eva");
  const id = await make(server, "companies", { name: "Typed into" });
  await eva.goto("/companies");
  const row = eva.getByRole("row", { name: /Typed into/ });
  const city = row.locator('[aria-colindex="4"]');
  await city.waitFor();
  await eva.waitForTimeout(500);
  await city.click();
  await eva.keyboard.type("half a wo");
  await make(server, "companies", { name: "A newer one" });
  await server.owner.query("update app_public.companies set name = 'Typed into still' where id = $1", [id]);
  await eva.getByRole("row", { name: /Typed into still/ }).waitFor();
  await eva.waitForTimeout(800);
  expect(await eva.getByText("A newer one").count()).toBe(0); // it waits until the hands are off
  await eva.keyboard.type("rd");
  await eva.keyboard.press("Escape");
  await eva.getByText("A newer one").waitFor();

  // The cell that was active is the same record's, a line further down; what is typed next goes there.
  const field = await city.getAttribute("aria-colindex");
  expect(field).toBe("4");
  await eva.keyboard.type("Bergen");
  await eva.keyboard.press("Enter");
  const wanted = eva.getByRole("row", { name: /Typed into still/ }).getByText("Bergen");
  await wanted.waitFor();
  await expect
    .poll(() => server.owner.rows("select name from app_public.companies c where to_jsonb(c)::text like '%Bergen%'"))
    .toEqual([{ name: "Typed into still" }]);
});

test("a lost connection is said, and what was missed is there when it is back", async ({ browser, server }) => {
  const kim = await open(browser, server, "Kim");
  let isCut = false;
  const cut: (() => void)[] = [];
  await kim.routeWebSocket(/graphql/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    cut.push(() => socket.close());
  });
  await kim.goto("/companies");
  await make(server, "companies", { name: "Before the cut" });
  await kim.getByText("Before the cut").waitFor();
  isCut = true;
  for (const close of cut) close();
  await kim.getByText("The connection is lost.").waitFor();
  await make(server, "companies", { name: "Missed" });
  await kim.waitForTimeout(600);
  expect(await kim.getByText("Missed").count()).toBe(0);
  isCut = false;
  await kim.getByText("Catching up").waitFor();
  await kim.getByRole("gridcell", { name: "Missed", exact: true }).waitFor();
  await expect.poll(() => kim.getByText(/connection is lost|Catching up/).count()).toBe(0);

  // A page that was opened meanwhile comes by itself when the network is back, and when the server is.
  const main = kim.getByRole("navigation", { name: "Main" });
  await kim.context().setOffline(true);
  await main.getByRole("link", { name: "My tasks" }).click();
  await kim.getByText("The server cannot be reached").waitFor();
  await main.getByRole("link", { name: "Deals", exact: true }).click();
  await kim.getByText("The server cannot be reached").waitFor();
  await kim.context().setOffline(false);
  await kim.getByRole("gridcell", { name: "Second deal", exact: true }).waitFor();
  isCut = true;
  for (const close of cut) close();
  await kim.route("**/graphql", (route) => route.abort());
  await main.getByRole("link", { name: "Contacts" }).click();
  await kim.getByText("The server cannot be reached").waitFor();
  await kim.unroute("**/graphql");
  isCut = false;
  await kim.getByText("No contacts yet").waitFor();
});
