import { expect } from "vitest";
import { type Db, type Person, type Queries, test } from "../testing.ts";
import { everything } from "./everything.ts";

/** FactoryOrder as a customer made it, with one order. */
async function factoryOrders(db: Db): Promise<{ ann: Person; bob: Person; order: string }> {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  const as = db.as(ann);
  await as.query(
    `select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id', title_settings => '{"unique": true, "required": true}')`,
  );
  await field(as, "factory_orders", "Quantity", "number", { decimals: 0 });
  await field(as, "factory_orders", "Status", "enum", {
    options: ["Quote", "Production", "Shipped"],
    default: "Quote",
    required: true,
  });
  await field(as, "factory_orders", "Company", "relation", { target: "companies" });
  await field(as, "factory_orders", "Contacts", "many_to_many", { target: "contacts", inverse_label: "Orders" });
  const [made] = await db
    .as(bob)
    .rows<{ id: string }>("insert into app_custom.factory_orders (order_id, quantity) values ('A-1', 5) returning id");
  return { ann, bob, order: made?.id ?? "" };
}

async function field(
  as: Queries,
  object: string,
  label: string,
  type: string,
  settings: object = {},
): Promise<{ id: string; name: string; column_name: string }> {
  const [row] = await as.rows<{ id: string; name: string; column_name: string }>(
    "select * from app_public.create_field($1, $2, $3, $4)",
    [object, label, type, settings],
  );
  if (!row) throw new Error("No field was made");
  return row;
}

const drift = (db: Db) => db.owner.rows("select * from app_hidden.metadata_drift()");

test("a custom object has what a shipped one has: policies of every role, audit, search, webhooks, live changes, permissions", async ({
  db,
}) => {
  const { bob, order } = await factoryOrders(db);
  const { rae } = await db.people({ rae: "read_only" });
  expect(await db.as(rae).rows("select order_id, quantity, status from app_custom.factory_orders")).toEqual([
    { order_id: "A-1", quantity: "5", status: "quote" },
  ]);
  await expect(db.as(rae).query("insert into app_custom.factory_orders (order_id) values ('B')")).rejects.toMatchObject(
    { code: "42501" },
  );
  await expect(db.as(rae).query("update app_custom.factory_orders set quantity = 6")).rejects.toMatchObject({
    code: "42501",
  });
  expect(await db.as(bob).rows("select title, object from app_public.search('a-1')")).toEqual([
    { title: "A-1", object: "factory_orders" },
  ]);
  await db.as(bob).query("update app_custom.factory_orders set quantity = 7 where id = $1", [order]);
  expect(
    await db
      .as(rae)
      .rows(
        "select operation, title, user_id, old, new from app_public.changes where record_id = $1 order by id desc limit 1",
        [order],
      ),
  ).toEqual([{ operation: "update", title: "A-1", user_id: bob.id, old: { quantity: 5 }, new: { quantity: 7 } }]);
  expect(
    await db.owner.rows(
      "select db_role::text, scope from app_hidden.read_scopes where object = 'factory_orders' order by 1",
    ),
  ).toHaveLength(3);
  expect(
    await db
      .as(bob)
      .rows(
        "select read, \"create\" from app_public.permissions where object = 'factory_orders' and role_id = (select role_id from app_public.users where id = $1)",
        [bob.id],
      ),
  ).toEqual([{ read: "all", create: true }]);
  expect(await drift(db)).toEqual([]);
});

test("a change of a custom object queues the events that webhooks subscribe to", async ({ db }) => {
  const { ann, bob, order } = await factoryOrders(db);
  await db
    .as(ann)
    .query(
      "select app_public.create_webhook(url => 'https://example.com/hook', events => array['factory_order.updated'])",
    );
  await db.as(bob).query("update app_custom.factory_orders set quantity = 8 where id = $1", [order]);
  expect(await db.owner.rows("select d.event from app_public.webhook_deliveries d")).toEqual([
    { event: "factory_order.updated" },
  ]);
});

test("a role that reads only its own sees only its own custom records, and their links", async ({ db }) => {
  const { ann, bob, order } = await factoryOrders(db);
  await db.owner.query(`
    update app_public.permissions set read = 'own', update = 'own', delete = 'own' where object = 'factory_orders' and role_id = (select id from app_public.roles where key = 'read_only');
    select app_hidden.derive_role(id) from app_public.roles where key = 'read_only'`);
  const { rae } = await db.people({ rae: "read_only" });
  const [contact] = await db
    .as(bob)
    .rows<{ id: string }>("insert into app_public.contacts (last_name) values ('Hopper') returning id");
  await db
    .as(bob)
    .query("select app_public.set_related('factory_orders.contacts', $1, array[$2::uuid])", [order, contact?.id]);
  expect(await db.as(rae).rows("select from app_custom.factory_orders")).toEqual([]);
  expect(await db.as(rae).rows("select from app_custom.factory_orders_contacts")).toEqual([]);
  await expect(
    db.as(rae).query("select app_public.set_related('factory_orders.contacts', $1, '{}')", [order]),
  ).rejects.toMatchObject({ code: "RM404" });
  expect(await db.as(ann).rows("select from app_custom.factory_orders_contacts")).toHaveLength(1);
  expect(await drift(db)).toEqual([]);
});

test("fields of every type are made on shipped and custom objects, with their rules, and all of them may be deleted again", async ({
  db,
}) => {
  const { ann } = await factoryOrders(db);
  const before = await everything(db.owner);
  const types = await db.owner.rows<{ name: string }>("select name from app_public.field_types order by position");
  for (const object of ["factory_orders", "contacts"]) {
    const made: string[] = [];
    for (const { name } of types) {
      const settings = ["enum", "multi_enum"].includes(name)
        ? { options: ["One", "Two"], help: "@omit" }
        : ["relation", "many_to_many"].includes(name)
          ? { target: "deals" }
          : name === "formula"
            ? { formula: "{My number} * {My rating}" }
            : {};
      made.push((await field(db.as(ann), object, `My ${name}`, name, settings)).id);
    }
    expect(await drift(db)).toEqual([]);
    for (const id of made.reverse()) await db.as(ann).query("select app_public.delete_field($1)", [id]);
  }
  const after = await everything(db.owner);
  const plain = (all: string) => all.replace(/schema_versions|\d+$/g, "");
  expect(plain(after)).toBe(plain(before));
});

test("values keep the rules of their field, whoever writes them", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  const as = db.as(ann);
  await field(as, "factory_orders", "Mails", "emails");
  await field(as, "factory_orders", "Stars", "rating");
  await field(as, "factory_orders", "Site", "url");
  await field(as, "factory_orders", "Price", "currency");
  await field(as, "factory_orders", "Tags", "multi_enum", { options: ["A", "B"] });
  const write = (column: string, value: unknown) =>
    db.as(bob).query(`update app_custom.factory_orders set ${column} = $1`, [value]);
  const wrong: [string, unknown, string][] = [
    ["status", "eaten", "23514"],
    ["quantity", 1.5, "23514"],
    ["mails", ["no"], "23514"],
    ["stars", 6, "23514"],
    ["site", "javascript:alert(1)", "23514"],
    ["price", "1e20", "23514"],
    ["price_currency", "euro", "23514"],
    ["tags", ["C"], "23514"],
    ["order_id", "  ", "23514"],
    ["order_id", " A-1", "23514"],
    ["company_id", "01a21347-0000-7000-8000-000000000000", "23503"],
  ];
  for (const [column, value, code] of wrong) await expect(write(column, value), column).rejects.toMatchObject({ code });
  await write("mails", ["Joe@Example.COM"]);
  expect(await db.as(bob).rows("select mails, tags, price_currency from app_custom.factory_orders")).toEqual([
    { mails: ["joe@example.com"], tags: [], price_currency: "USD" },
  ]);
});

test("a value that a field does not take is refused with all that it takes, a default too", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  const words = "“Quantity” is a number of at most 30 digits before the point and 0 after it.";
  for (const value of ["1e40", "NaN", "1.5"])
    await expect(db.as(bob).query("update app_custom.factory_orders set quantity = $1", [value])).rejects.toMatchObject(
      {
        constraint: "factory_orders_quantity_range",
      },
    );
  expect(
    await db.owner.rows(
      "select obj_description(oid) as words from pg_constraint where conname = 'factory_orders_quantity_range'",
    ),
  ).toEqual([{ words }]);
  await expect(
    field(db.as(ann), "factory_orders", "Remark", "text", { default: "x".repeat(10_001) }),
  ).rejects.toMatchObject({ constraint: "field_default_fits", hint: "“Remark” has at most 10000 characters." });
});

const refusals: [what: string, call: string, code: string, constraint: string][] = [
  ["a label that is taken", "create_field('factory_orders', 'quantity', 'text')", "RM409", "fields_name_unique"],
  ["two labels with one slug", "create_field('factory_orders', 'Order-Id!', 'text')", "RM409", "fields_name_unique"],
  ["a name of PostgreSQL's own", "create_field('factory_orders', 'ctid', 'text')", "RM400", "field_name_reserved"],
  ["a name that the API needs", "create_field('factory_orders', 'Record', 'text')", "RM400", "field_name_reserved"],
  [
    "a name of JavaScript's own",
    "create_field('factory_orders', 'Constructor', 'text')",
    "RM400",
    "field_name_reserved",
  ],
  [
    "a way back of JavaScript's own",
    `create_field('factory_orders', 'X', 'relation', '{"target": "companies", "inverse_label": "Value of"}')`,
    "RM400",
    "field_name_reserved",
  ],
  [
    "renaming to a name of JavaScript's own",
    "rename_field('factory_orders.quantity', 'to_string')",
    "RM400",
    "field_name_reserved",
  ],
  ["a label of blanks", "create_field('factory_orders', '  ', 'text')", "RM400", "label_given"],
  ["a label with a trailing blank", "create_field('factory_orders', 'Size ', 'text')", "RM400", "label_trimmed"],
  ["a label that is nothing but a sign", "create_field('factory_orders', '🐑', 'text')", "RM400", "name_letters"],
  ["a label of 10 kB", "create_field('factory_orders', repeat('x', 10000), 'text')", "RM400", "label_length"],
  ["a label with a line break", "create_field('factory_orders', E'a\\n@omit', 'text')", "RM400", "label_printable"],
  [
    "a label that nobody sees",
    `create_field('factory_orders', U&'\\3164', 'text', '{"name": "unseen"}')`,
    "RM400",
    "label_printable",
  ],
  [
    "a label that looks like another one",
    "create_field('factory_orders', U&'Quan\\00ADtity', 'text')",
    "RM400",
    "label_printable",
  ],
  [
    "a name with a quote in it",
    `create_field('factory_orders', 'X', 'text', '{"name": "x\\"; drop table y; --"}')`,
    "RM400",
    "name_format",
  ],
  ["a type that there is not", "create_field('factory_orders', 'X', 'blob')", "RM400", "field_type_known"],
  [
    "a setting that the type has not",
    `create_field('factory_orders', 'X', 'text', '{"decimals": 1}')`,
    "RM400",
    "field_settings_known",
  ],
  ["an object that there is not", "create_field('nothing', 'X', 'text')", "RM404", "object_known"],
  [
    "a default that does not fit",
    `create_field('factory_orders', 'X', 'number', '{"default": "five"}')`,
    "RM400",
    "field_default_fits",
  ],
  [
    "a default that is a day only now",
    `create_field('factory_orders', 'X', 'date', '{"default": "tomorrow"}')`,
    "RM400",
    "field_default_fits",
  ],
  [
    "the default of a moment for a day",
    `create_field('factory_orders', 'X', 'date', '{"default": "now"}')`,
    "RM400",
    "field_default_fits",
  ],
  [
    "a default that is April to some and March to others",
    `create_field('factory_orders', 'X', 'date_time', '{"default": "03/04/2030"}')`,
    "RM400",
    "field_default_fits",
  ],
  [
    "a default that is no option",
    `create_field('factory_orders', 'X', 'enum', '{"options": ["A"], "default": "B"}')`,
    "RM400",
    "field_default_fits",
  ],
  [
    "required without default, where there are records",
    `create_field('factory_orders', 'X', 'number', '{"required": true}')`,
    "RM400",
    "field_required_default",
  ],
  [
    "unique with a default",
    `create_field('factory_orders', 'X', 'text', '{"unique": true, "default": "a"}')`,
    "RM400",
    "field_unique_default",
  ],
  [
    "an option that stands twice",
    `create_field('factory_orders', 'X', 'enum', '{"options": ["A", "a"]}')`,
    "RM409",
    "field_options_value_unique",
  ],
  ["a relation to nothing", "create_field('factory_orders', 'X', 'relation')", "RM400", "field_target_given"],
  [
    "an inverse that the target has",
    `create_field('factory_orders', 'X', 'relation', '{"target": "companies", "inverse_label": "Deals"}')`,
    "RM409",
    "fields_inverse_unique",
  ],
  [
    "removing an option that records have",
    `set_field_options('factory_orders.status', '["Production", "Shipped"]')`,
    "RM409",
    "field_options_used",
  ],
  [
    "a move to an option that there is not",
    `set_field_options('factory_orders.status', '["Production"]', '{"quote": "eaten", "shipped": null}')`,
    "RM400",
    "field_options_move",
  ],
  [
    "a type to which values do not convert",
    "change_field_type('factory_orders.order_id', 'number')",
    "RM409",
    "field_values_convert",
  ],
  [
    "a type for what records are called by",
    "change_field_type('factory_orders.order_id', 'json')",
    "RM400",
    "objects_title_field",
  ],
  [
    "another type for a relation",
    "change_field_type('factory_orders.company', 'text')",
    "RM400",
    "field_type_convertible",
  ],
  [
    "deleting a field with values unasked",
    "delete_field('factory_orders.quantity')",
    "RM409",
    "field_delete_confirmed",
  ],
  [
    "deleting what records are called by",
    "delete_field('factory_orders.order_id', 'Order id')",
    "RM409",
    "fields_title",
  ],
  ["deleting a field that ships", "delete_field('contacts.first_name', 'First name')", "RM400", "fields_shipped"],
  [
    "renaming to a name that is taken",
    "rename_field('factory_orders.quantity', 'status')",
    "RM409",
    "fields_name_unique",
  ],
  [
    "renaming an amount to what its currency is called",
    "rename_field('factory_orders.fee', 'fee_currency')",
    "RM409",
    "fields_name_unique",
  ],
  [
    "requiring what is empty",
    `update_field('factory_orders.company', settings => '{"required": true}')`,
    "RM409",
    "field_values_required",
  ],
  ["an object whose name is taken", "create_object('Contact', 'Persons')", "RM409", "objects_name_unique"],
  ["an object called like a type of GraphQL", "create_object('Query', 'Queries')", "RM400", "object_name_reserved"],
  ["an object called like a table of Rowan", "create_object('User', 'Users')", "RM400", "object_name_reserved"],
  ["an object called like the registry", "create_object('Record', 'Records')", "RM400", "object_name_reserved"],
  ["an object without Latin letters", "create_object('Заказ', 'Заказы')", "RM400", "name_letters"],
  [
    "an object with SQL for a name",
    "create_object('x\"; drop table app_public.users; --', 'y', singular_name => 'x\"; drop')",
    "RM400",
    "name_format",
  ],
  ["an object with a trailing blank", "create_object('Boat ', 'Boats')", "RM400", "label_trimmed"],
  ["an object of 10 kB", "create_object(repeat('x', 10000), 'Boats')", "RM400", "label_length"],
  ["an object that is nothing but a sign", "create_object('🚢', '🚢🚢')", "RM400", "name_letters"],
  ["an object called by a line break", "create_object(E'Boat\\n@omit', 'Boats')", "RM400", "label_printable"],
  [
    "an object with GraphQL for a name",
    "create_object('Boat', 'Boats', singular_name => 'boat}{evil')",
    "RM400",
    "name_format",
  ],
  ["two objects with one slug", "create_object('Factory-order!', 'Works')", "RM409", "objects_name_unique"],
  ["a colour that there is not", "create_object('Boat', 'Boats', color => 'puce')", "RM400", "color_known"],
  ["an icon that is none", "create_object('Boat', 'Boats', icon => '<svg>')", "RM400", "objects_icon_format"],
  [
    "deleting an object without its name",
    "delete_object('factory_orders', 'yes')",
    "RM400",
    "objects_delete_confirmed",
  ],
  ["deleting an object that ships", "delete_object('contacts', 'Contacts')", "RM400", "objects_shipped"],
];

test("what cannot be is refused in words, and leaves the database exactly as it was", async ({ db }) => {
  const { ann } = await factoryOrders(db);
  await field(db.as(ann), "factory_orders", "Fee", "currency");
  const before = await everything(db.owner);
  for (const [what, call, code, constraint] of refusals) {
    await expect(db.as(ann).query(`select app_public.${call}`), what).rejects.toMatchObject({ code, constraint });
  }
  expect(await everything(db.owner)).toBe(before);
});

test("names that only look dangerous are meant as they are written", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_object('Sheep', 'Sheep'), app_public.create_object('Select', 'From')");
  const label = `Ünïcode 🚢 "'; drop table x; --`;
  await as.query("select app_public.create_object($1, $2, singular_name => 'ship', plural_name => 'ships')", [
    label,
    `${label} all`,
  ]);
  await field(as, "ships", `{ __typename } ${label}`, "text", { name: "typename", help: label });
  expect(
    await db.owner.rows("select label, label_plural, name from app_public.objects where is_custom order by name"),
  ).toEqual([
    { label: "Select", label_plural: "From", name: "from" },
    { label: "Sheep", label_plural: "Sheep", name: "sheep" },
    { label, label_plural: `${label} all`, name: "ships" },
  ]);
  expect(await db.owner.rows("select label, help from app_public.fields where name = 'typename'")).toEqual([
    { label: `{ __typename } ${label}`, help: label },
  ]);
  expect(await drift(db)).toEqual([]);
});

test("only who manages the data model may change it", async ({ db }) => {
  const { bob } = await factoryOrders(db);
  for (const call of [
    "create_object('Boat', 'Boats')",
    "update_object('factory_orders', label => 'Job')",
    "delete_object('factory_orders', 'Factory orders')",
    "delete_object_preview('factory_orders')",
    "create_field('factory_orders', 'X', 'text')",
    "update_field('factory_orders.quantity', 'Y')",
    "delete_field('factory_orders.quantity', 'Quantity')",
    "field_dependents('factory_orders.quantity')",
    "rename_field('factory_orders.quantity', 'y')",
    "order_fields('factory_orders', '{}')",
    "set_field_options('factory_orders.status', '[\"A\"]')",
    "change_field_type('factory_orders.quantity', 'text')",
    "change_field_type_preview('factory_orders.quantity', 'text')",
  ])
    await expect(db.as(bob).query(`select app_public.${call}`), call).rejects.toMatchObject({
      code: "RM403",
      constraint: "settings_data_model",
    });
});

test("options change their label, colour and order at once; those that go say where their records go", async ({
  db,
}) => {
  const { ann, bob } = await factoryOrders(db);
  await db
    .as(ann)
    .query(
      `select app_public.set_field_options('factory_orders.status', '["Shipped", {"label": "Offer", "value": "quote", "color": "red"}, "Production"]')`,
    );
  expect(await db.as(bob).rows("select status from app_custom.factory_orders")).toEqual([{ status: "quote" }]);
  await db
    .as(ann)
    .query(
      `select app_public.set_field_options('factory_orders.status', '["Shipped", "Draft"]', '{"quote": "draft"}')`,
    );
  expect(await db.as(bob).rows("select status from app_custom.factory_orders")).toEqual([{ status: "draft" }]);
  await db.as(bob).query("insert into app_custom.factory_orders (order_id) values ('A-2')");
  expect(await db.as(bob).rows("select status from app_custom.factory_orders where order_id = 'A-2'")).toEqual([
    { status: "draft" },
  ]);
  expect(await drift(db)).toEqual([]);
});

test("options whose labels differ in signs only get values that differ", async ({ db }) => {
  const { ann } = await factoryOrders(db);
  const options = (object: { id: string }) =>
    db.owner.rows("select label, value from app_public.field_options where field_id = $1 order by position", [
      object.id,
    ]);
  const made = await field(db.as(ann), "factory_orders", "Language", "enum", {
    options: ["C++", "C#", "c", "> 10", "< 10"],
  });
  expect(await options(made)).toEqual([
    { label: "C++", value: "c_2" },
    { label: "C#", value: "c_3" },
    { label: "c", value: "c" },
    { label: "> 10", value: "10" },
    { label: "< 10", value: "10_2" },
  ]);
  // Those that were there keep theirs, and one that is called otherwise leaves its name to a new one.
  await db
    .as(ann)
    .query("select app_public.set_field_options($1, $2)", [
      made.id,
      JSON.stringify(["=10", "< 10", { label: "> ten", value: "10" }, "> 10", "C#", "c", "C++"]),
    ]);
  expect(await options(made)).toEqual([
    { label: "=10", value: "10_3" },
    { label: "< 10", value: "10_2" },
    { label: "> ten", value: "10" },
    { label: "> 10", value: "10_4" },
    { label: "C#", value: "c_3" },
    { label: "c", value: "c" },
    { label: "C++", value: "c_2" },
  ]);
  const twice = [
    { label: "C++", value: "c" },
    { label: "C#", value: "c" },
  ];
  await expect(field(db.as(ann), "factory_orders", "Other", "enum", { options: twice })).rejects.toMatchObject({
    constraint: "field_options_value_unique",
  });
});

test("views that ask for an option ask for the one to which its records were moved, or for it no more", async ({
  db,
}) => {
  const { ann, bob } = await factoryOrders(db);
  const asks = (...value: string[]) => ({ field: "status", op: "any", value });
  const other = { field: "productType", op: "any", value: ["quote"] };
  const filter = { and: [asks("quote", "shipped"), { or: [asks("production"), other] }, asks("quote", "production")] };
  await db
    .as(bob)
    .query("insert into app_public.views (object, name, filter) values ('factory_orders', 'Mine', $1)", [filter]);
  const set = (options: string[], move: Record<string, string | null>) =>
    db
      .as(ann)
      .query("select app_public.set_field_options('factory_orders.status', $1, $2)", [JSON.stringify(options), move]);
  const asked = async () =>
    (await db.as(bob).rows<{ filter: unknown }>("select filter from app_public.views"))[0]?.filter;
  await set(["Production", "Shipped"], { quote: "shipped" });
  expect(await asked()).toEqual({
    and: [asks("shipped"), { or: [asks("production"), other] }, asks("shipped", "production")],
  });
  await set(["Shipped"], {});
  expect(await asked()).toEqual({ and: [asks("shipped"), { or: [other] }, asks("shipped")] });
});

test("a preview tells which values convert to another type, and then all of them do, or none", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  await field(db.as(ann), "factory_orders", "Size", "text");
  await db
    .as(bob)
    .query(
      "update app_custom.factory_orders set size = '1,200.5'; insert into app_custom.factory_orders (order_id, size) values ('A-2', 'large')",
    );
  const preview = (type: string) =>
    db
      .as(ann)
      .rows(
        "select total::int, failing::int, options from app_public.change_field_type_preview('factory_orders.size', $1)",
        [type],
      );
  expect(await preview("number")).toEqual([{ total: 2, failing: 1, options: [] }]);
  expect(await preview("enum")).toEqual([{ total: 2, failing: 0, options: ["1,200.5", "large"] }]);
  await expect(
    db.as(ann).query("select app_public.change_field_type('factory_orders.size', 'number')"),
  ).rejects.toMatchObject({ constraint: "field_values_convert" });
  await db.as(bob).query("update app_custom.factory_orders set size = '7' where size = 'large'");
  await db.as(ann).query(`select app_public.change_field_type('factory_orders.size', 'number', '{"unit": " kg"}')`);
  expect(await db.as(bob).rows("select size from app_custom.factory_orders order by order_id")).toEqual([
    { size: "1200.5" },
    { size: "7" },
  ]);
  await db.as(ann).query("select app_public.change_field_type('factory_orders.status', 'text')");
  expect(await db.as(bob).rows("select distinct status from app_custom.factory_orders")).toEqual([{ status: "Quote" }]);
  expect(await drift(db)).toEqual([]);
});

test("a field of each type becomes one of each other type, with its values or, as the preview says, not at all", async ({
  db,
}) => {
  const values: Record<string, string> = {
    text: "'1'",
    long_text: "'1'",
    number: "1",
    currency: "1",
    rating: "1",
    boolean: "true",
    enum: "'1'",
    multi_enum: "array['1']",
    phones: "array['1']",
    url: "'1'",
    json: "'1'",
    date: "'2030-01-31'",
    date_time: "'2030-01-31T00:00Z'",
    emails: "array['ann@acme.example']",
  };
  await db.owner.query("select app_public.create_object('Trial', 'Trials')");
  const types = Object.keys(values);
  for (const type of types)
    await field(db.owner, "trials", `Is ${type}`, type, type.endsWith("enum") ? { options: ["1", "2"] } : {});
  await db.owner.query(
    `insert into app_custom.trials (name, ${types.map((type) => `is_${type}`).join(", ")}) values ('filled', ${Object.values(values).join(", ")})`,
  );
  await db.owner.query("insert into app_custom.trials (name) values ('empty')");
  let became = 0;
  for (const from of types)
    for (const to of types.filter((type) => type !== from)) {
      const call = `app_public.change_field_type('trials.is_${from}', '${to}')`;
      const { failing } = (await db.owner.rows(`select failing::int from ${call.replace("(", "_preview(")}`))[0] ?? {};
      // Each from the beginning: what the block did is taken back by its error.
      await expect(
        db.owner.query(`do $$ begin
          perform ${call};
          raise 'became %', (select is_${from} from app_custom.trials where name = 'filled' and to_jsonb(is_${from}) not in ('[]', 'false'));
        end $$`),
        `${from} to ${to}`,
      ).rejects.toMatchObject(
        failing ? { constraint: "field_values_convert" } : { message: expect.stringMatching(/^became [^<]/) },
      );
      if (!failing) became++;
    }
  expect(became).toBeGreaterThan(100);
  expect(await drift(db)).toEqual([]);
});

test("nobody keeps others from changing fields by a view with conditions in conditions without end", async ({ db }) => {
  const { bob } = await factoryOrders(db);
  const view = (deep: number) =>
    db
      .as(bob)
      .query("insert into app_public.views (object, name, filter) values ('factory_orders', 'Deep', $1)", [
        `${'{"and":['.repeat(deep)}{"field":"quantity","op":"eq","value":1}${"]}".repeat(deep)}`,
      ]);
  await view(40);
  for (const deep of [60, 1500]) await expect(view(deep)).rejects.toMatchObject({ constraint: "views_size" });
  await db.owner.query("select app_public.rename_field('factory_orders.quantity', 'pieces')");
});

test("options that somebody added meanwhile are not taken away unseen", async ({ db }) => {
  const { ann } = await factoryOrders(db);
  const as = db.as(ann);
  const save = (labels: string[]) =>
    as.query(
      "select app_public.set_field_options('factory_orders.status', $1, known => '{quote,production,shipped}')",
      [JSON.stringify(labels)],
    );
  await save(["Quote", "Production", "Shipped", "Returned"]);
  await expect(save(["Offer", "Quote", "Production", "Shipped"])).rejects.toMatchObject({
    code: "RM409",
    constraint: "field_options_known",
    message: "Somebody added “Returned” to “Status” meanwhile.",
  });
});

test("a default is for records to come; those that are there get it where the field is required, which then stays in use", async ({
  db,
}) => {
  const { ann, bob, order } = await factoryOrders(db);
  const as = db.as(ann);
  await field(as, "factory_orders", "Made on", "date", { default: "today" });
  await field(as, "factory_orders", "Planner", "member", { default: "me" });
  await field(as, "factory_orders", "Tags", "multi_enum", { options: ["New", "Old"], default: ["new"] });
  await field(as, "factory_orders", "Insured", "boolean", { default: true });
  await field(as, "factory_orders", "Plant", "text", { default: "Turin", required: true });
  const values = `select made_on is null as no_day, planner_id is null as nobody, tags, insured, plant
    from app_custom.factory_orders where id = $1`;
  expect(await as.rows(values, [order])).toEqual([
    { no_day: true, nobody: true, tags: [], insured: false, plant: "Turin" },
  ]);
  const [made] = await db
    .as(bob)
    .rows<{ id: string }>("insert into app_custom.factory_orders (order_id) values ('A-2') returning id");
  expect(await as.rows(values, [made?.id])).toEqual([
    { no_day: false, nobody: false, tags: ["new"], insured: true, plant: "Turin" },
  ]);

  await as.query("select app_public.update_field('factory_orders.plant', is_active => false)");
  await as.query("select app_public.update_field('factory_orders.plant', is_active => true)");
  await as.query("select app_public.update_field('factory_orders.plant', settings => '{\"default\": null}')");
  await expect(
    as.query("select app_public.update_field('factory_orders.plant', is_active => false)"),
  ).rejects.toMatchObject({ code: "RM409", constraint: "fields_required" });
});

test("a change of type takes the default along, and says beforehand what will be lost", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  await field(db.as(ann), "factory_orders", "Due", "date", { default: "today" });
  await field(db.as(ann), "factory_orders", "Price", "currency", { default: 5 });
  const losses = async (name: string, type: string) =>
    (
      await db
        .as(ann)
        .rows<{ losses: string[] }>("select losses from app_public.change_field_type_preview($1, $2)", [
          `factory_orders.${name}`,
          type,
        ])
    )[0]?.losses;
  const change = async (name: string, type: string) =>
    (
      await db
        .as(ann)
        .rows<{ default: unknown }>('select "default" from app_public.change_field_type($1, $2)', [
          `factory_orders.${name}`,
          type,
        ])
    )[0]?.default;
  await db
    .as(bob)
    .query(
      "insert into app_custom.factory_orders (order_id, price, price_currency) values ('A-2', 1, 'EUR'), ('A-3', 2, 'USD')",
    );
  expect(await losses("price", "number")).toEqual([
    "The amounts are in 2 currencies, which will not be seen any more.",
  ]);
  expect(await change("price", "number")).toBe(5);
  expect(await losses("due", "text")).toEqual(["The default does not convert and goes."]);
  expect(await change("due", "text")).toBeNull();
  await field(db.as(ann), "factory_orders", "Seen at", "date_time", { unique: true });
  await field(db.as(ann), "factory_orders", "Serial", "text", { unique: true });
  const seen = "update app_custom.factory_orders set seen_at = $1 where order_id = 'A-2'";
  await db.as(bob).query(seen, ["2030-01-31T00:00Z"]);
  expect(await losses("seen_at", "date")).toEqual([]);
  await db.as(bob).query(seen, ["2030-01-31T09:00Z"]);
  expect(await losses("seen_at", "date")).toEqual(["The times of day go."]);
  expect(await losses("serial", "long_text")).toEqual(["Two records may have the same value then."]);

  expect(await losses("status", "number")).toEqual([
    "The default does not convert and goes. New records will need a value.",
  ]);
  expect(await losses("status", "multi_enum")).toEqual([]);
  expect(await change("status", "multi_enum")).toEqual(["quote"]);
  expect(await change("status", "enum")).toBe("quote");
  expect(await change("status", "text")).toBe("Quote");
  await db.as(bob).query("insert into app_custom.factory_orders (order_id) values ('A-4')");
  expect(await db.as(bob).rows("select status, price from app_custom.factory_orders where order_id = 'A-4'")).toEqual([
    { status: "Quote", price: "5" },
  ]);
  expect(await drift(db)).toEqual([]);
});

test("who may not read the records of an object is not told their values by a change of type", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  await db
    .as(ann)
    .query(
      `select app_public.create_role('Builder', settings => '{data_model}'), app_public.create_role('Keeper', default_read => 'own', default_create => true, settings => '{data_model}')`,
    );
  const { ben, olga } = await db.people({ ben: "builder", olga: "keeper" });
  await field(db.as(ann), "factory_orders", "Size", "text");
  for (const [person, size] of [
    [bob, "secret"],
    [olga, "large"],
  ] as const)
    await db.as(person).query("insert into app_custom.factory_orders (order_id, size) values ($1, $1)", [size]);
  const preview = (person: Person, type: string) =>
    db
      .as(person)
      .rows(
        "select failing::int, jsonb_path_query_array(samples, '$[*].value') as samples from app_public.change_field_type_preview('factory_orders.size', $1)",
        [type],
      );
  expect(await preview(ann, "number")).toEqual([{ failing: 2, samples: ["secret", "large"] }]);
  expect(await preview(olga, "number")).toEqual([{ failing: 2, samples: ["large"] }]);
  expect(await preview(ben, "number")).toEqual([{ failing: 2, samples: [] }]);
  await expect(
    db.as(ben).query("select app_public.change_field_type('factory_orders.size', 'number')"),
  ).rejects.toMatchObject({ message: "2 of 2 values of “Size” cannot become number." });
  for (const call of ["change_field_type_preview", "change_field_type"])
    await expect(db.as(olga).query(`select app_public.${call}('factory_orders.size', 'enum')`)).rejects.toMatchObject({
      code: "RM403",
      constraint: "field_options_readable",
    });
  await db
    .as(ben)
    .query(`select app_public.change_field_type('factory_orders.size', 'enum', '{"options": ["Secret", "Large"]}')`);
});

test("a renamed field is known by its new name only, in SQL and in views", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  const [view] = await db
    .as(bob)
    .rows<{ id: string }>(`insert into app_public.views (object, name, columns, filter, sort, group_by)
    values ('factory_orders', 'Mine', '[{"field": "quantity"}]', '{"and": [{"field": "quantity", "op": "gt", "value": 1}]}', '[{"field": "quantity", "desc": true}]', 'status') returning id`);
  await db
    .as(ann)
    .query(
      "select app_public.rename_field('factory_orders.quantity', 'pieces'), app_public.rename_field('factory_orders.contacts', 'people')",
    );
  expect(await db.as(bob).rows("select pieces from app_custom.factory_orders")).toEqual([{ pieces: "5" }]);
  await expect(db.as(bob).query("select quantity from app_custom.factory_orders")).rejects.toMatchObject({
    code: "42703",
  });
  expect(await db.as(bob).rows("select columns, filter, sort from app_public.views where id = $1", [view?.id])).toEqual(
    [
      {
        columns: [{ field: "pieces" }],
        filter: { and: [{ field: "pieces", op: "gt", value: 1 }] },
        sort: [{ field: "pieces", desc: true }],
      },
    ],
  );
  await db.as(ann).query("select app_public.delete_field('factory_orders.pieces', 'Quantity')");
  expect(await db.as(bob).rows("select columns, filter, sort from app_public.views where id = $1", [view?.id])).toEqual(
    [{ columns: [], filter: { and: [] }, sort: [] }],
  );
  expect(await drift(db)).toEqual([]);
});

test("a field out of use is kept, with its values, and search does not look into it", async ({ db }) => {
  const { ann, bob } = await factoryOrders(db);
  await field(db.as(ann), "factory_orders", "Remark", "text");
  await db.as(bob).query("update app_custom.factory_orders set remark = 'zebra'");
  const found = async () => (await db.as(bob).rows("select from app_public.search('zebra')")).length;
  expect(await found()).toBe(1);
  await db.as(ann).query("select app_public.update_field('factory_orders.remark', is_active => false)");
  expect(await found()).toBe(0);
  await db.as(ann).query("select app_public.update_field('factory_orders.remark', is_active => true)");
  expect(await found()).toBe(1);
});

test("links of several records are read both ways, kept in history, and set by who may edit the record", async ({
  db,
}) => {
  const { bob, order } = await factoryOrders(db);
  const { rae } = await db.people({ rae: "read_only" });
  const [contact] = await db
    .as(bob)
    .rows<{ id: string }>("insert into app_public.contacts (last_name) values ('Hopper') returning id");
  await db
    .as(bob)
    .query("select app_public.set_related('factory_orders.contacts', $1, array[$2::uuid])", [order, contact?.id]);
  expect(
    await db
      .as(rae)
      .rows("select c.name from app_custom.factory_orders f, app_custom.factory_orders_contacts__to(f) c"),
  ).toEqual([{ name: "Hopper" }]);
  expect(
    await db.as(rae).rows("select f.order_id from app_public.contacts c, app_custom.factory_orders_contacts__of(c) f"),
  ).toEqual([{ order_id: "A-1" }]);
  await expect(
    db.as(rae).query("select app_public.set_related('factory_orders.contacts', $1, '{}')", [order]),
  ).rejects.toMatchObject({ code: "RM403" });
  await expect(
    db
      .as(rae)
      .query("insert into app_custom.factory_orders_contacts (source_id, target_id) values ($1, $2)", [
        order,
        contact?.id,
      ]),
  ).rejects.toMatchObject({ code: "42501" });
  expect(
    await db.as(rae).rows("select operation from app_public.changes where object = 'factory_orders_contacts'"),
  ).toEqual([{ operation: "insert" }]);
});

test("deleting an object takes its records, what is attached to nothing else, its views and what leads to it; history stays", async ({
  db,
}) => {
  const { ann, bob, order } = await factoryOrders(db);
  await field(db.as(ann), "deals", "Order", "relation", { target: "factory_orders", on_delete: "delete" });
  await field(db.as(ann), "factory_orders", "Next", "relation", { target: "factory_orders" });
  const [deal] = await db
    .as(bob)
    .rows<{ id: string }>(
      "insert into app_public.deals (title, order_id, stage_id, pipeline_id) select 'Big', $1, s.id, s.pipeline_id from (select s.id, s.pipeline_id from app_public.stages s order by s.position limit 1) s returning id",
      [order],
    );
  await db
    .as(bob)
    .query(
      "select app_public.add_note('only here', record_ids => array[$1::uuid]), app_public.add_note('on both', record_ids => array[$1::uuid, $2::uuid])",
      [order, deal?.id],
    );
  await db.as(bob).query("insert into app_public.views (object, name) values ('factory_orders', 'Mine')");
  await db.as(bob).query("insert into app_public.favorites (record_id) values ($1)", [order]);
  expect(
    await db
      .as(ann)
      .rows(
        "select records::int, notes::int, tasks::int, linked::int, relations, views from app_public.delete_object_preview('factory_orders')",
      ),
  ).toEqual([{ records: 1, notes: 1, tasks: 0, linked: 1, relations: ["Deal: Order"], views: ["Mine"] }]);
  await db.as(ann).query("select app_public.delete_object('factory_orders', 'Factory orders')");
  expect(await db.as(bob).rows("select body from app_public.notes")).toEqual([{ body: "on both" }]);
  expect(await db.as(bob).rows("select title from app_public.deals")).toEqual([{ title: "Big" }]);
  expect(await db.as(bob).rows("select from app_public.records where object = 'factory_orders'")).toEqual([]);
  expect(
    await db
      .as(bob)
      .rows(
        "select operation, title from app_public.changes where record_id = $1 and object = 'factory_orders' order by id",
        [order],
      ),
  ).toEqual([
    { operation: "insert", title: "A-1" },
    { operation: "delete", title: "A-1" },
  ]);
  expect(await drift(db)).toEqual([]);
  expect(
    await db.owner.rows(`
      select relname as left_behind from pg_class where relnamespace = 'app_custom'::regnamespace
      union all select proname from pg_proc where pronamespace = 'app_custom'::regnamespace or proname like 'factory_orders%'`),
  ).toEqual([]);
});
