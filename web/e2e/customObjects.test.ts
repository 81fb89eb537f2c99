import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible } from "./browser.ts";
import { cell, logIn, memberOf } from "./people.ts";
import { allowWaiting, test } from "./wholeServer.ts";

const products = `product,series,sales_price
GTX Basic,GTX,550
GTX Pro,GTX,4821
MG Special,MG,55
GTK 500,GTK,26768
`;

async function newObject(page: Page, singular: string, more?: () => Promise<void>) {
  await page.goto("/settings/objects");
  await page.getByRole("button", { name: "New object" }).click();
  await page.getByLabel("One of them").fill(singular);
  await more?.();
  await page.getByRole("button", { name: "Create object" }).click();
  await page.waitForURL(/settings\/objects\/\w+/);
}

async function newField(page: Page, name: string, type: string, more?: () => Promise<unknown>) {
  await page.getByRole("button", { name: "New field" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: type });
  await more?.();
  await page.getByRole("button", { name: "Create field" }).click();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
}

async function options(page: Page, ...labels: string[]) {
  for (const [index, label] of labels.entries()) {
    if (index > 1) await page.keyboard.press("Enter");
    await page.getByLabel(`Option ${index + 1}`, { exact: true }).fill(label);
  }
}

const leadsTo = (page: Page, label: string) => page.getByLabel("Leads to").selectOption({ label });

/** Makes a record in the list that is shown, which opens it beside. */
async function newRecord(page: Page, kind: string, name: string): Promise<Locator> {
  await page.getByRole("grid").waitFor({ timeout: 120_000 }); // as soon as the server knows what was made just now
  await page
    .getByRole("button", { name: `New ${kind}` })
    .first()
    .click();
  await page.getByLabel(`Name of the new ${kind}`).fill(name);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name });
  await panel.waitFor();
  return panel;
}

async function choose(page: Page, panel: Locator, field: string, text: string) {
  await panel.getByRole("button", { name: `Edit ${field}`, exact: true }).click();
  await page.getByRole("combobox", { name: field }).fill(text);
  await page
    .getByRole("option", { name: new RegExp(text) })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  const edit = page.getByRole("button", { name: `Edit ${field}`, exact: true });
  await panel.getByRole("definition").filter({ has: edit }).getByText(text).first().waitFor();
}

async function write(page: Page, panel: Locator, field: string, text: string) {
  await panel.getByRole("button", { name: `Edit ${field}`, exact: true }).click();
  await panel.getByLabel(field, { exact: true }).fill(text);
  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: `Edit ${field}`, exact: true }).waitFor();
}

test("an admin makes factory orders in the settings; a member works with them as with anything else", {
  timeout: 600_000,
}, async ({ server, visitor }) => {
  const { page } = visitor;

  const ana = await memberOf(server, "ana", "admin");
  await logIn(page, ana, "/settings/objects");
  await newObject(page, "Factory order", async () => {
    await page.getByLabel("A record is called by its").fill("Order id");
    await page.getByLabel("No two records have the same").check();
    await expectAccessible(page);
  });
  await newField(page, "Product type", "Choice", () => options(page, "Widget", "Gadget"));
  await newField(page, "Quantity", "Number");
  await newField(page, "Delivery date", "Date");
  await newField(page, "Status", "Choice", async () => {
    await options(page, "Quote", "Production", "Shipped");
    await page.getByLabel(/New records begin with/).selectOption("Quote");
    await page.getByLabel("Required", { exact: true }).check();
    await expectAccessible(page);
  });
  await newField(page, "Company", "Relation", () => leadsTo(page, "Companies"));
  await newField(page, "Contact", "Relation", () => leadsTo(page, "Contacts"));
  await expectAccessible(page);

  // A member makes two, the values beside the list.
  const uli = await memberOf(server, "uli", "user");
  await page.context().clearCookies();
  await page.evaluate("sessionStorage.clear(); localStorage.clear()");
  await logIn(page, uli, "/factory-orders");
  await page.getByText("No factory orders yet").waitFor({ timeout: 120_000 });
  const first = await newRecord(page, "factory order", "FO-1");
  await choose(page, first, "Product type", "Widget");
  await write(page, first, "Quantity", "12");
  await write(page, first, "Delivery date", "2030-01-31");
  await choose(page, first, "Company", "Acme");
  await choose(page, first, "Contact", "Ada Hopper");
  await first.getByRole("textbox", { name: "Note" }).fill("Ships **Friday**");
  await page.keyboard.press("Control+Enter");
  await first.getByRole("article").getByText("Friday").waitFor();
  await first.getByRole("tab", { name: "Task" }).click();
  await first.getByRole("textbox", { name: "Task" }).fill("Call the carrier");
  await page.keyboard.press("Control+Enter");
  await first.getByText("Call the carrier").first().waitFor();
  await expectAccessible(page);
  const second = await newRecord(page, "factory order", "FO-2");
  await choose(page, second, "Status", "Production");
  await write(page, second, "Quantity", "5");
  await page.keyboard.press("Escape");

  // A third of the same id is refused, and what was typed stays.
  await page.getByRole("button", { name: "New factory order" }).first().click();
  await page.getByLabel("Name of the new factory order").fill("FO-1");
  await page.keyboard.press("Enter");
  await page
    .getByRole("alert")
    .getByText(/Order id/)
    .waitFor();
  await page.keyboard.press("Escape");

  // Sorted, filtered by status and by date, grouped.
  const names = async () =>
    (
      await page
        .getByRole("gridcell")
        .getByText(/^FO-\d$/)
        .allInnerTexts()
    ).join();
  await page.getByRole("button", { name: "Sort", exact: true }).click();
  await page.getByRole("button", { name: "Sort by" }).click();
  await page.getByLabel("Sort 1").selectOption({ label: "Quantity" });
  await page.keyboard.press("Escape");
  await expect.poll(names).toBe("FO-2,FO-1");
  await page.keyboard.press("f");
  await page.keyboard.type("status");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Values" }).click();
  await page.keyboard.type("quote");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect.poll(names).toBe("FO-1");
  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.keyboard.type("delivery");
  await page.keyboard.press("Enter");
  await page.getByLabel("Comparison").nth(1).selectOption("before");
  await page.getByLabel("Value", { exact: true }).fill("2030-01-01");
  await page.getByText("No factory orders match").waitFor();
  await page.getByLabel("Value", { exact: true }).fill("2030-02-01");
  await expect.poll(names).toBe("FO-1");
  await page.keyboard.press("Escape");
  await page.goto("/factory-orders");
  await page.getByRole("button", { name: "Group by" }).click();
  await page.getByRole("menuitem", { name: "Status" }).click();
  await page
    .getByRole("row", { name: /Production/ })
    .first()
    .waitFor(); // the group, then its record
  await expectAccessible(page);

  // A board by status: one goes on to production by keyboard.
  await page.getByRole("button", { name: "Board", exact: true }).click();
  const card = page.locator("[data-rfd-draggable-id]").filter({ hasText: "FO-1" });
  await card.focus();
  await page.keyboard.press("Space");
  await page.getByText(/ is lifted from /).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowRight");
  await page.getByText(/ would go to /).waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await expect
    .poll(() => server.owner.rows("select order_id, status from app_custom.factory_orders order by 1"))
    .toEqual([
      { order_id: "FO-1", status: "production" },
      { order_id: "FO-2", status: "production" },
    ]);
  await expectAccessible(page);

  // GraphQL and SQL know it by its types, within the rights of each.
  const { ben } = await server.people({ ben: "read_only" });
  const { data, errors } = await server.graphql(
    `{ factoryOrders(filter: { quantity: { greaterThan: "6" } }) {
         nodes { orderId productType quantity deliveryDate status company { name } contact { name } record { title } } }
       notes { nodes { body } } tasks { nodes { title } } }`,
    { as: ben },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    factoryOrders: {
      nodes: [
        {
          orderId: "FO-1",
          productType: "widget",
          quantity: "12",
          deliveryDate: "2030-01-31",
          status: "production",
          company: { name: "Acme" },
          contact: { name: "Ada Hopper" },
          record: { title: "FO-1" },
        },
      ],
    },
    notes: { nodes: [{ body: "Ships **Friday**" }] },
    tasks: { nodes: [{ title: "Call the carrier" }] },
  });
  expect(
    await server.owner.rows(
      `select column_name, data_type, is_nullable from information_schema.columns
       where table_schema = 'app_custom' and table_name = 'factory_orders' and column_name in ('order_id', 'quantity', 'delivery_date', 'company_id') order by 1`,
    ),
  ).toEqual([
    { column_name: "company_id", data_type: "uuid", is_nullable: "YES" },
    { column_name: "delivery_date", data_type: "date", is_nullable: "YES" },
    { column_name: "order_id", data_type: "text", is_nullable: "NO" },
    { column_name: "quantity", data_type: "numeric", is_nullable: "YES" },
  ]);
  allowWaiting(visitor);
});

test("objects lead to each other, to several records and to themselves; one is made from a file", {
  timeout: 600_000,
}, async ({ server, visitor }) => {
  const { page } = visitor;

  const eva = await memberOf(server, "eva", "admin");
  await logIn(page, eva, "/settings/objects");
  await newObject(page, "Machine");
  await newField(page, "Part of", "Relation", () => leadsTo(page, "Machines"));
  await newObject(page, "Job");
  await newField(page, "Machine", "Relation", () => leadsTo(page, "Machines"));
  await newObject(page, "Supplier");
  await newField(page, "Machines", "Several records", async () => {
    await leadsTo(page, "Machines");
    await page.getByLabel(/^What Machines call/).fill("Suppliers");
    await expectAccessible(page);
  });

  // To another custom object, and to itself.
  await page.goto("/jobs");
  const job = await newRecord(page, "job", "Drill holes");
  await choose(page, job, "Machine", "Drill");
  const machineOf = "select m.name from app_custom.jobs j join app_custom.machines m on m.id = j.machine_id";
  await expect.poll(() => server.owner.rows(machineOf)).toEqual([{ name: "Drill" }]);
  await page.goto("/machines");
  await cell(page, 1, 1).getByText("Drill").click();
  const drill = page.getByRole("complementary", { name: "Drill" });
  await choose(page, drill, "Part of", "Line 4");
  await drill.getByRole("region", { name: "Jobs" }).getByRole("link", { name: "Drill holes" }).waitFor();

  // To several: in the cell, with one that is made on the way.
  await page.goto("/suppliers");
  await newRecord(page, "supplier", "Tools & Co");
  await page.keyboard.press("Escape");
  const machines = async () => (await cell(page, 1, 2).getByRole("link").allInnerTexts()).sort().join();
  await cell(page, 1, 2).click();
  await page.keyboard.press("Enter");
  const find = page.getByRole("combobox", { name: "Machines" });
  const tickDrill = async () => {
    await find.fill("Drill");
    await page.getByRole("option", { name: /^Drill/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "Drill chosen" }).waitFor();
    expect(await find.inputValue()).toBe("");
  };
  await tickDrill();
  await page.keyboard.press("Escape");
  await find.waitFor({ state: "detached" });
  expect(await machines()).toBe("");
  // Whoever types before it is known what is linked already loses no letter, and ticks what was meant.
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("SupplierLinks")) await page.waitForTimeout(500);
    await route.continue();
  });
  await page.keyboard.type("Dril");
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Drill chosen" }).waitFor();
  await page.unroute("**/graphql");
  await find.fill("Press");
  await page.getByRole("option", { name: /Create “Press”/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Press chosen" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  const linked = () =>
    server.owner.rows(
      "select m.name from app_custom.suppliers_machines l join app_custom.machines m on m.id = l.target_id order by 1",
    );
  await expect.poll(linked).toEqual([{ name: "Drill" }, { name: "Press" }]);
  await expect.poll(machines).toBe("Drill,Press");
  await page.keyboard.press("Control+z");
  await expect.poll(machines).toBe("");
  expect(await linked()).toEqual([]);

  // The same beside the record, from either end; who made them is asked for in the filter.
  await cell(page, 1, 1).click();
  const supplier = page.getByRole("complementary", { name: "Tools & Co" });
  const link = async (from: Locator, kind: string, name: string) => {
    await from.getByRole("button", { name: `Link ${kind}` }).click();
    await page.getByRole("combobox", { name: `Link ${kind}` }).fill(name);
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).waitFor();
    await page.keyboard.press("Enter");
  };
  await link(supplier, "machine", "Drill");
  await supplier.getByRole("region", { name: "Machines" }).getByRole("link", { name: "Drill" }).waitFor();
  await supplier
    .getByText(/added Drill to machines/)
    .first()
    .waitFor();
  await expect.poll(machines).toBe("Drill");
  await page.goto("/machines?sort=name");
  await cell(page, 3, 1).getByText("Press").click();
  const press = page.getByRole("complementary", { name: "Press" });
  await link(press, "supplier", "Tools");
  await press.getByRole("region", { name: "Suppliers" }).getByRole("link", { name: "Tools & Co" }).waitFor();
  await press
    .getByText(/added Tools & Co to suppliers/)
    .first()
    .waitFor();
  expect(await linked()).toEqual([{ name: "Drill" }, { name: "Press" }]);
  await press.getByRole("button", { name: "Unlink Tools & Co" }).click();
  await expect.poll(linked).toEqual([{ name: "Drill" }]);
  await page.goto("/suppliers");
  await cell(page, 1, 1).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.type("machines");
  await page.keyboard.press("Enter");
  await page.getByLabel("Comparison").selectOption("contains");
  await page.getByLabel("Value", { exact: true }).fill("press");
  await page.getByText("No suppliers match").waitFor();
  await page.getByLabel("Value", { exact: true }).fill("drill");
  await cell(page, 1, 1).getByText("Tools & Co").waitFor();
  await page.keyboard.press("Escape");

  // From a file: the columns become fields.
  await newObject(page, "Product");
  await page.goto("/import?object=products");
  await page
    .getByLabel("File to import")
    .setInputFiles({ name: "products.csv", mimeType: "text/csv", buffer: Buffer.from(products) });
  await page.getByRole("heading", { name: "Match the columns" }).waitFor();
  await page.getByRole("button", { name: "Create 2 fields for the rest" }).click();
  await page.getByText("3 of 3 columns are matched").waitFor();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 4 products" }).click();
  await page.getByRole("heading", { name: "products.csv is imported" }).waitFor();
  await page.getByRole("link", { name: "Show products" }).click();
  await cell(page, 4, 1).waitFor();
  // Whoever asks without saying which fields they know may be answered by a server process that does not know them yet.
  const expensive = () =>
    server.graphql(
      `{ products(filter: { salesPrice: { greaterThan: "1000" } }, orderBy: [SALES_PRICE_DESC]) { nodes { name series salesPrice } } }`,
      { as: eva },
    );
  await expect.poll(expensive, { timeout: 60_000 }).toEqual({
    data: {
      products: {
        nodes: [
          { name: "GTK 500", series: "GTK", salesPrice: "26768" },
          { name: "GTX Pro", series: "GTX", salesPrice: "4821" },
        ],
      },
    },
  });
  allowWaiting(visitor);
});

test("what a new record needs beside its name is asked for, wherever it is made", async ({ visitor, server }) => {
  const { page } = visitor;
  const admin = await memberOf(server, "inspector", "admin");
  await server.owner.query("insert into app_public.companies (name) values ('Lumen Health')");
  await server.owner.query("select app_public.create_object('Gate', 'Gates')");
  for (const [label, type, settings] of [
    ["Serial no", "text", '{"required": true, "unique": true}'],
    ["Built on", "date", '{"required": true}'],
    ["Kind", "enum", '{"required": true, "options": ["Swing", "Slide"]}'],
    ["Colours", "multi_enum", '{"required": true, "options": ["Red", "Blue"]}'],
    ["Company", "relation", '{"target": "companies", "required": true}'],
  ])
    await server.owner.query("select app_public.create_field('gates', $1, $2, $3)", [label, type, settings]);
  await expect
    .poll(() => server.graphql("{ gates { nodes { serialNo companyId } } }", { as: admin }))
    .toMatchObject({ data: { gates: { nodes: [] } } });
  await logIn(page, admin, "/gates");
  await page.getByRole("button", { name: "New gate" }).click();
  await page.getByLabel("Name of the new gate").fill("North gate");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New gate" });
  await dialog.getByLabel("Serial no").fill("N-1");
  await dialog.getByLabel("Built on").fill("never");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("“never” is not a day.").waitFor();
  await dialog.getByText("Kind is needed.").waitFor();
  await expectAccessible(page);
  await dialog.getByLabel("Built on").fill("2026-11-02");
  await dialog.getByLabel("Kind").selectOption("Slide");
  await dialog.getByLabel("Red").check();
  await dialog.getByLabel("Company").click();
  await page.keyboard.type("lumen");
  await page.getByRole("option", { name: /Lumen Health/ }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Create" }).click();
  const gates = () =>
    server.owner.rows(
      `select g.name, serial_no, built_on::text, kind, colours, c.name as company
       from app_custom.gates g join app_public.companies c on c.id = g.company_id`,
    );
  await expect.poll(gates).toEqual([
    {
      name: "North gate",
      serial_no: "N-1",
      built_on: "2026-11-02",
      kind: "slide",
      colours: ["red"],
      company: "Lumen Health",
    },
  ]);
  // Of several choices, what was typed is ticked by Tab too, which leaves what is ticked already.
  const colours = await page.getByRole("columnheader", { name: "Colours" }).getAttribute("aria-colindex");
  for (const typed of ["blu", "red"]) {
    await page.locator(`[role=row][aria-rowindex="2"] [role=gridcell][aria-colindex="${colours}"]`).click();
    await page.keyboard.type(typed);
    await page.getByRole("combobox", { name: "Colours" }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("combobox", { name: "Colours" }).waitFor({ state: "detached" });
    await expect.poll(gates).toMatchObject([{ colours: ["red", "blue"] }]);
  }
  // What is not made after all stays as it was typed.
  await page.goto("/gates?layout=board");
  await page.getByRole("button", { name: "Add to Swing" }).click();
  await page.getByLabel("Name of the new gate").fill("South gate");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Serial no").waitFor();
  expect(await dialog.getByLabel("Kind").count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.getByText("Nothing was made: Serial no is needed.").waitFor();
  expect(await page.getByLabel("Name of the new gate").inputValue()).toBe("South gate");
  allowWaiting(visitor);
});
