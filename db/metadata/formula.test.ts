import { expect } from "vitest";
import { type Db, test } from "../testing.ts";

async function orders(db: Db) {
  await db.owner.query(`
    select app_public.create_object('Order', 'Orders');
    select app_public.create_field('orders', 'Quantity', 'number');
    select app_public.create_field('orders', 'Unit price', 'currency');
    select app_public.create_field('orders', 'Ordered on', 'date');
    select app_public.create_field('orders', 'Delivered at', 'date_time');
    select app_public.create_field('orders', 'Paid', 'boolean');
    select app_public.create_field('orders', 'Status', 'enum', '{"options": ["Quote", "In production", "Shipped"]}');
    insert into app_custom.orders (name, quantity, unit_price, ordered_on, delivered_at, paid, status) values
      ('Full', 3, 2.5, '2026-01-30', '2026-02-02T23:30Z', true, 'in_production'), ('Empty', null, null, null, null, false, null)`);
}

const formulas: [formula: string, type: string, full: unknown, empty: unknown][] = [
  ["{Quantity} * {Unit price}", "number", "7.5", null],
  ["quantity * unitPrice - 1 - 1", "number", "5.5", null],
  ["1 + 2 * 3", "number", "7", "7"],
  ["(1 + 2) * -3", "number", "-9", "-9"],
  ["quantity / (quantity - 3)", "number", null, null],
  ["round(quantity / 7, 2)", "number", "0.43", null],
  ["coalesce(quantity, 0) + max(1, 2, 5)", "number", "8", "5"],
  ["{Ordered on} + 3", "date", "2026-02-02", null],
  ["deliveredAt - {ordered on}", "number", "3", null],
  ["days({Ordered on}, {Delivered at}) <= 3", "boolean", true, false],
  ["{Ordered on} + 999999999", "date", null, null],
  ["{Ordered on} - 999999 - 999999", "date", null, null],
  ["{Ordered on} + quantity - 739620", "date", "0001-01-29", null],
  ["{Ordered on} - 739645", "date", "0001-01-01", null],
  ["{Ordered on} - 739646 + quantity", "date", null, null],
  ["{Ordered on} + 2912413.9", "date", "9999-12-31", null],
  ["{Ordered on} + 2912414", "date", null, null],
  ['name & ": " & quantity & if(paid, " (paid)", "")', "text", "Full: 3 (paid)", "Empty:"],
  ["name + ' it''s'", "text", "Full it's", "Empty it's"],
  ['"on " & {Ordered on}', "text", "on 2026-01-30", "on"],
  ['status = "In production" and not empty(quantity)', "boolean", true, false],
  ['if(status = "shipped", "gone", upper(left(status, 2)))', "text", "IN", null],
  ['contains(name, "UL") or false', "boolean", true, false],
  ['name & ": " & {Status}', "text", "Full: In production", "Empty:"],
  ["status", "text", "In production", null],
  ['if(paid, status, "open")', "text", "In production", "open"],
  ["{Status} = name or empty(status)", "boolean", false, true],
  ["year({Ordered on}) * 100 + month({Ordered on})", "number", "202601", null],
  [
    'name & "%s); drop table app_custom.orders; --"',
    "text",
    "Full%s); drop table app_custom.orders; --",
    "Empty%s); drop table app_custom.orders; --",
  ],
];

test("a formula gives what it says, for the records that there are and for those to come", async ({ db }) => {
  await orders(db);
  for (const [n, [formula, type, full, empty]] of formulas.entries()) {
    const [field] = await db.owner.rows<{ type: string; is_read_only: boolean; column_name: string }>(
      "select (f).type, (f).is_read_only, (f).column_name from app_public.create_field('orders', $1, 'formula', $2) f",
      [`Formula ${n}`, JSON.stringify({ formula, index: n % 2 === 0 })],
    );
    expect(field, formula).toMatchObject({ type, is_read_only: true });
    const values = async () =>
      (
        await db.owner.rows<{ value: unknown }>(
          `select to_jsonb(${field?.column_name}) #>> '{}' as value from app_custom.orders order by name desc`,
        )
      ).map(({ value }) => value);
    const expected = [full, empty].map((value) => (typeof value === "boolean" ? String(value) : value));
    expect(await values(), formula).toEqual(expected);
  }
  await db.owner.query("update app_custom.orders set quantity = 4 where name = 'Full'");
  expect(await db.owner.rows("select formula_0 from app_custom.orders where name = 'Full'")).toEqual([
    { formula_0: "10.0" },
  ]);
  expect(await db.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);
});

test("what is no formula is refused, with what is wrong and where", async ({ db }) => {
  await orders(db);
  await db.owner.query(
    "select app_public.create_field('orders', 'Total', 'formula', '{\"formula\": \"quantity * 2\"}')",
  );
  await db.owner.query("select app_public.create_field('orders', 'Buyer', 'relation', '{\"target\": \"contacts\"}')");
  for (const [formula, message] of [
    ["", "Say what is to be calculated."],
    ["quantity *", "The formula ends too early."],
    ["(quantity", "The formula ends too early: there is a “)” missing."],
    ["quantity quantity", "“quantity” does not belong there (at character 10)."],
    ["{Amount} * 2", "Orders have no field “Amount”."],
    ["quantity; select 1", "“; select 1” means nothing in a formula (at character 9)."],
    ["quantity::text", "“::text” means nothing in a formula (at character 9)."],
    ["pg_sleep(1)", "There is no function “pg_sleep”."],
    ["today()", /changes by itself/],
    ["quantity & name * 2", "* takes a number here, and was given a text."],
    ["if(quantity, 1, 2)", "if takes a yes or no here, and was given a number."],
    ['if(paid, 1, "x")', "if takes a number here, and was given a text."],
    ["round()", "round takes 1 to 2 values, and was given 0."],
    ["quantity = name", "A number cannot be compared with a text."],
    ['status = "Lost"', "“Lost” is not one of the options."],
    ["total + 1", "“Total” is a formula itself; use the fields that it is made of."],
    ["buyer & name", /cannot use “Buyer”/],
    ['"a" < "b"', "A formula of texts has to use a field."],
    ['name & "open', /means nothing in a formula/],
    [`${"(".repeat(200)}1`, /ends too early/],
    [`1${" + 1".repeat(200)}`, "This formula is too long."],
  ] as const) {
    const attempt = db.owner.query("select app_public.create_field('orders', 'Wrong', 'formula', $1)", [
      JSON.stringify({ formula }),
    ]);
    await expect(attempt, formula).rejects.toMatchObject({
      code: "RM400",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  }
  await expect(db.owner.query("select app_public.create_field('orders', 'Wrong', 'formula')")).rejects.toMatchObject({
    message: "Say what is to be calculated.",
  });
});

test("what a formula is made of stays, may be called otherwise, and the formula itself may change", async ({ db }) => {
  await orders(db);
  const { ann, uli } = await db.people({ ann: "admin", uli: "user" });
  const formula = async () =>
    (
      await db.owner.rows<{ formula: string }>(
        "select settings ->> 'formula' as formula from app_public.fields where object = 'orders' and label = 'Total'",
      )
    )[0]?.formula;
  await db
    .as(ann)
    .query(
      "select app_public.create_field('orders', 'Total', 'formula', '{\"formula\": \"{Unit price} * quantity\", \"decimals\": 1}')",
    );
  expect(await formula()).toBe("{unit_price} * {quantity}");
  const inFormula = { code: "RM409", message: "“Total” is calculated from “Quantity”." };
  await expect(db.as(ann).query("select app_public.delete_field('orders.quantity', 'Quantity')")).rejects.toMatchObject(
    inFormula,
  );
  await expect(
    db.as(ann).query("select app_public.change_field_type('orders.quantity', 'text')"),
  ).rejects.toMatchObject(inFormula);
  await expect(db.as(ann).query("select app_public.change_field_type('orders.total', 'text')")).rejects.toMatchObject({
    code: "RM400",
  });

  await expect(
    db.as(ann).query("select app_public.update_object('orders', title_field => 'total')"),
  ).rejects.toMatchObject({ constraint: "objects_title_field" });

  await db.as(ann).query("select app_public.rename_field('orders.quantity', 'pieces')");
  expect(await formula()).toBe("{unit_price} * {pieces}");
  await db
    .as(ann)
    .query(
      "select app_public.update_field('orders.total', settings => '{\"formula\": \"{Unit price} * pieces * 1.19\"}')",
    );
  const total = async () =>
    (await db.as(uli).rows("select total from app_custom.orders where name = 'Full'"))[0]?.total;
  expect(await total()).toBe("8.9");
  await db
    .as(ann)
    .query("select app_public.update_field('orders.total', 'Gross', '{\"decimals\": 3, \"index\": true}')");
  expect(await total()).toBe("8.925");
  await expect(
    db.as(ann).query("select app_public.update_field('orders.total', settings => '{\"formula\": \"name\"}')"),
  ).rejects.toMatchObject({ constraint: "formula_type" });
  await expect(db.as(uli).query("update app_custom.orders set total = 1")).rejects.toMatchObject({ code: "428C9" });
  expect(await db.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);

  await db.as(ann).query("select app_public.delete_field('orders.total', 'Gross')");
  await db.as(ann).query("select app_public.delete_field('orders.pieces', 'Quantity')");
});

test("a text in a formula stays as it is written when a field is called otherwise", async ({ db }) => {
  await db.owner.query("select app_public.create_object('Bill', 'Bills')");
  await db.owner.query("select app_public.create_field('bills', 'Paid', 'boolean')");
  await db.owner.query("select app_public.create_field('bills', 'Says', 'formula', $1)", [
    { formula: `if({Paid}, "{paid}", 'not {Paid}') & Paid` },
  ]);
  await db.owner.query("select app_public.rename_field('bills.paid', 'settled')");
  const [says] = await db.owner.rows(
    "select settings ->> 'formula' as formula from app_public.fields where name = 'says'",
  );
  expect(says).toEqual({ formula: `if({settled}, "{paid}", 'not {Paid}') & {settled}` });
});

test("an option that a formula names may be called otherwise, and stays as long as the formula names it", async ({
  db,
}) => {
  await orders(db);
  const { ann } = await db.people({ ann: "admin" });
  const formula = async () =>
    (
      await db.owner.rows<{ formula: string }>(
        "select settings ->> 'formula' as formula from app_public.fields where object = 'orders' and label = 'Busy'",
      )
    )[0]?.formula;
  const set = (...options: unknown[]) =>
    db.as(ann).query("select app_public.set_field_options('orders.status', $1)", [JSON.stringify(options)]);
  const change = (text: string) =>
    db
      .as(ann)
      .query("select app_public.update_field('orders.busy', settings => $1)", [JSON.stringify({ formula: text })]);
  await db.as(ann).query("select app_public.create_field('orders', 'Busy', 'formula', $1)", [
    JSON.stringify({
      formula: `status = 'in production' or "Quote" & name & status <> "Quote" and status != "Shipped"`,
      index: true,
    }),
  ]);
  // Two of them even change places.
  await set(
    { label: "Shipped", value: "quote" },
    { label: 'In the "works"', value: "in_production" },
    { label: "Quote", value: "shipped" },
  );
  expect(await formula()).toBe(
    `{status} = "In the ""works""" or "Quote" & {name} & {status} <> "Quote" and {status} != "Quote"`,
  );
  expect(await db.owner.rows("select busy from app_custom.orders where name = 'Full'")).toEqual([{ busy: true }]);
  expect(await db.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);

  await expect(set({ label: "Shipped", value: "quote" }, "Quote")).rejects.toMatchObject({
    code: "RM409",
    constraint: "option_in_formula",
    message: '“Busy” is calculated from “In the "works"” of “Status”.',
  });
  await change(`status = "Quote"`);
  await db.owner.query("update app_custom.orders set status = null");
  await set({ label: "Quote", value: "shipped" });

  // By hand it can still be broken, and is set right as any other.
  await db.owner.query("update app_public.field_options set label = 'Gone', value = 'gone' where label = 'Quote'");
  expect(await db.owner.rows("select what from app_hidden.metadata_drift() where what like '%is a formula%'")).toEqual([
    { what: "field busy is a formula of something that there is no more" },
  ]);
  await db.as(ann).query("select app_public.update_field('orders.busy', 'Is busy')");
  await change("empty(status)");
});

test("a formula shows the labels of a choice, and follows them", async ({ db }) => {
  await orders(db);
  const { ann } = await db.people({ ann: "admin" });
  const formula = JSON.stringify({ formula: `name & " is " & {Status}`, index: true });
  await db.as(ann).query("select app_public.create_field('orders', 'Words', 'formula', $1)", [formula]);
  const set = (options: unknown[]) =>
    db.as(ann).query("select app_public.set_field_options('orders.status', $1)", [JSON.stringify(options)]);
  const words = async () =>
    (await db.as(ann).rows<{ words: string }>("select words from app_custom.orders where status is not null")).map(
      ({ words }) => words,
    );
  expect(await words()).toEqual(["Full is In production"]);
  await set(["Quote", { label: "In the 100% \\ 'works'", value: "in_production" }, "Shipped"]);
  expect(await words()).toEqual(["Full is In the 100% \\ 'works'"]);
  await set([{ label: "Made", value: "in_production" }, "Shipped", "Sold"]);
  expect(await words()).toEqual(["Full is Made"]);
  await db.as(ann).query("insert into app_custom.orders (name, status) values ('New', 'sold')");
  expect(await words()).toEqual(["Full is Made", "New is Sold"]);
  expect(await db.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);
});

test("a formula of deals is undone with what it is made of, and shown before it is made", async ({ db }) => {
  const { ann, uli } = await db.people({ ann: "admin", uli: "user" });
  await db.as(ann).query("insert into app_public.deals (title, value) values ('Big', 1000)");
  const preview = "select * from app_public.formula_preview('deals', 'value * 2')";
  expect(await db.as(ann).rows(preview)).toEqual([{ type: "number", samples: [{ title: "Big", value: 2000 }] }]);
  await expect(db.as(uli).rows(preview)).rejects.toMatchObject({ code: "RM403" });
  await expect(
    db.as(ann).rows("select * from app_public.formula_preview('deals', 'title & stage')"),
  ).rejects.toMatchObject({ message: expect.stringContaining("cannot use “Stage”") });

  await db.as(ann).query("select app_public.create_field('deals', 'Twice', 'formula', '{\"formula\": \"value * 2\"}')");
  const [change] = await db
    .as(uli)
    .rows<{ transaction_id: string }>(
      "with w as (update app_public.deals set value = 5 returning id) select pg_current_xact_id()::text as transaction_id from w",
    );
  expect(change).toBeDefined();
  expect(await db.owner.rows("select new from app_public.changes order by id desc limit 1")).toEqual([
    { new: { value: 5 } },
  ]);
  expect(await db.owner.rows("select twice from app_public.deals")).toEqual([{ twice: "10" }]);
});
