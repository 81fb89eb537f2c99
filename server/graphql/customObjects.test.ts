import pg from "pg";
import { expect } from "vitest";
import { test } from "#server/testing.ts";

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const field = (object: string, label: string, type: string, settings: object = {}) =>
    client.query("select app_public.create_field($1, $2, $3, $4)", [object, label, type, settings]);
  try {
    await client.query(`select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id',
      title_settings => '{"unique": true, "required": true}')`);
    await client.query("select app_public.create_object('Machine', 'Machines')");
    await field("factory_orders", "Product type", "enum", { options: ["Widget", "Gadget"] });
    await field("factory_orders", "Quantity", "number", { decimals: 0 });
    await field("factory_orders", "Delivery date", "date");
    await field("factory_orders", "Status", "enum", {
      options: ["Quote", "Production", "Shipped"],
      default: "Quote",
      required: true,
    });
    await field("factory_orders", "Company", "relation", { target: "companies" });
    await field("factory_orders", "Machine", "relation", { target: "machines", inverse_label: "Jobs" });
    await field("factory_orders", "Contacts", "many_to_many", { target: "contacts", inverse_label: "Factory orders" });
    await field("factory_orders", "Price", "currency");
    await field("factory_orders", "2nd line", "text", { name: "line_2nd" });
    await field("machines", "Part of", "relation", { target: "machines" });
    await field("companies", "Supplier since", "date");
    // Names that are hard: singular is plural, keywords of SQL, digits, no English plural.
    await client.query("select app_public.create_object('Sheep', 'Sheep')");
    await client.query("select app_public.create_object('Select', 'From')");
    await client.query("select app_public.create_object('Slot 2b', 'Slots 2b')");
    await client.query("select app_public.create_object('Kunde', 'Kunden')");
    await client.query("select app_public.create_object('Person', 'Folk')");
    await field("sheep", "Select", "text");
    await field("sheep", "Order", "number");
    await field("sheep", "True", "boolean");
    await field("sheep", "@behavior -*", "text", { help: "@omit" });
  } finally {
    await client.end();
  }
});

test("a custom object is a first-class type: created, filtered, sorted, related both ways, counted and summed", async ({
  server,
}) => {
  const { ann } = await server.people({ ann: "user" });
  const made = await server.graphql<Record<string, { [key: string]: { id: string } }>>(
    `mutation {
      createCompany(input: { company: { name: "Acme", supplierSince: "2020-02-01" } }) { company { id } }
      createContact(input: { contact: { lastName: "Hopper" } }) { contact { id } }
      createMachine(input: { machine: { name: "Press" } }) { machine { id } }
    }`,
    { as: ann },
  );
  const company = made.data?.createCompany?.company?.id;
  const contact = made.data?.createContact?.contact?.id;
  const machine = made.data?.createMachine?.machine?.id;
  const orders = await server.graphql<{ createFactoryOrders: { ids: string[] } }>(
    `mutation ($factoryOrders: [FactoryOrderInput!]!) { createFactoryOrders(input: { factoryOrders: $factoryOrders }) { ids } }`,
    {
      as: ann,
      variables: {
        factoryOrders: [
          {
            orderId: "A-1",
            productType: "widget",
            quantity: "5",
            deliveryDate: "2030-01-31",
            companyId: company,
            machineId: machine,
            line2nd: "b",
          },
          { orderId: "A-2", productType: "gadget", quantity: "7", status: "production", companyId: company },
        ],
      },
    },
  );
  expect(orders.errors).toBeUndefined();
  const [first] = orders.data?.createFactoryOrders.ids ?? [];
  const linked = await server.graphql(
    `mutation ($id: UUID!, $contact: UUID!) { setRelated(input: { field: "factory_orders.contacts", recordId: $id, related: [$contact] }) { related } }`,
    { as: ann, variables: { id: first, contact } },
  );
  expect(linked.errors).toBeUndefined();

  const { data, errors } = await server.graphql(
    `query ($company: UUID!, $contact: UUID!, $machine: UUID!) {
      factoryOrders(filter: { status: { in: ["quote", "production"] }, quantity: { greaterThan: "4" } }, orderBy: [QUANTITY_DESC, LINE_2ND_ASC]) {
        totalCount
        nodes { orderId productType quantity deliveryDate status line2nd company { name supplierSince } machine { name } contacts { nodes { name } } owner { name } record { title } }
        aggregates { sum { quantity } }
        groupedAggregates(groupBy: [STATUS]) { keys distinctCount { id } }
      }
      company(id: $company) { factoryOrders { totalCount nodes { orderId } } }
      contact(id: $contact) { factoryOrders { nodes { orderId } } }
      machine(id: $machine) { jobs { nodes { orderId } } }
      search(query: "A-2") { nodes { title subject { ... on FactoryOrder { orderId } } } }
      companies(filter: { factoryOrders: { some: { status: { equalTo: "production" } } } }) { nodes { name } }
    }`,
    { as: ann, variables: { company, contact, machine } },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    factoryOrders: {
      totalCount: 2,
      nodes: [
        { orderId: "A-2", status: "production" },
        {
          orderId: "A-1",
          productType: "widget",
          quantity: "5",
          deliveryDate: "2030-01-31",
          status: "quote",
          line2nd: "b",
          company: { name: "Acme", supplierSince: "2020-02-01" },
          machine: { name: "Press" },
          contacts: { nodes: [{ name: "Hopper" }] },
          owner: { name: "ann" },
          record: { title: "A-1" },
        },
      ],
      aggregates: { sum: { quantity: "12" } },
    },
    company: { factoryOrders: { totalCount: 2 } },
    contact: { factoryOrders: { nodes: [{ orderId: "A-1" }] } },
    machine: { jobs: { nodes: [{ orderId: "A-1" }] } },
    search: { nodes: [{ title: "A-2", subject: { orderId: "A-2" } }] },
    companies: { nodes: [{ name: "Acme" }] },
  });
});

test("a value that is no option, and a title that is taken, are refused in words", async ({ server }) => {
  const { bob } = await server.people({ bob: "user" });
  const create = (factoryOrder: object) =>
    server.graphql(
      "mutation ($factoryOrder: FactoryOrderInput!) { createFactoryOrder(input: { factoryOrder: $factoryOrder }) { factoryOrder { id } } }",
      {
        as: bob,
        variables: { factoryOrder },
      },
    );
  await create({ orderId: "B-1" });
  const taken = await create({ orderId: "B-1" });
  expect(taken.errors?.[0]).toMatchObject({
    message: "Another Factory order has this “Order id” already.",
    extensions: { code: "CONFLICT", field: "orderId" },
  });
  const wrong = await create({ orderId: "B-2", status: "eaten" });
  expect(wrong.errors?.[0]).toMatchObject({
    message: "“Status” is one of these: quote, production, shipped.",
    extensions: { code: "BAD_USER_INPUT", field: "status" },
  });
});

test("it is upserted by a unique field, and written and read by REST, which OpenAPI describes", async ({ server }) => {
  const { cleo } = await server.people({ cleo: "user" });
  const upsert = await server.graphql(
    `mutation { upsertFactoryOrders(input: { on: "orderId", factoryOrders: [{ orderId: "C-1", quantity: "1" }] }) { factoryOrders { quantity } } }`,
    { as: cleo },
  );
  expect(upsert).toMatchObject({ data: { upsertFactoryOrders: { factoryOrders: [{ quantity: "1" }] } } });
  const posted = await server.send("/rest/factory-orders", { as: cleo, body: { orderId: "C-2", quantity: 3 } });
  expect(posted.status).toBe(201);
  const listed = await server.send("/rest/factory-orders?filter[orderId][startsWith]=C&orderBy=-orderId&search=C-2", {
    as: cleo,
  });
  expect(await listed.json()).toMatchObject({ data: [{ orderId: "C-2" }] });
  const openapi = JSON.parse(await (await server.send("/rest/openapi.json", { as: cleo })).text());
  expect(Object.keys(openapi.paths)).toEqual(
    expect.arrayContaining(["/factory-orders", "/machines", "/sheep-list", "/slots2b"]),
  );
  const names = await server.owner.rows<{ rest_name: string }>(
    "select rest_name from app_public.objects where is_custom",
  );
  const paths = Object.keys(openapi.paths);
  expect(names.filter(({ rest_name }) => !paths.includes(`/${rest_name}`))).toEqual([]);
});

test("names that are hard are the ones that metadata says", async ({ server }) => {
  const { dan } = await server.people({ dan: "user" });
  const objects = await server.owner.rows<{ api_name: string; api_name_plural: string; fields: string[] }>(
    `select o.api_name, o.api_name_plural,
       array(select f.api_name from app_public.fields f where f.object = o.name and f.column_name is not null) as fields
     from app_public.objects o`,
  );
  const query = objects.map(({ api_name_plural, fields }) => `${api_name_plural} { nodes { id ${fields.join(" ")} } }`);
  expect((await server.graphql(`{ ${query.join("\n")} }`, { as: dan })).errors).toBeUndefined();
  for (const { api_name } of objects) {
    const Type = api_name.charAt(0).toUpperCase() + api_name.slice(1);
    const { data } = await server.graphql<{ type: { name: string } | null }>(
      `{ type: __type(name: "${Type}Patch") { name } }`,
      {
        as: dan,
      },
    );
    expect(data?.type?.name).toBe(`${Type}Patch`);
  }
});

test("a server that does not know the newest field says so, after waiting for it", async ({ server }) => {
  const { eve } = await server.people({ eve: "user" });
  const ask = (version: number) =>
    server.send("/graphql", {
      as: eve,
      body: { query: "{ schemaVersion }" },
      headers: { "x-schema-version": String(version) },
    });
  const known = await ask(1);
  const { data } = JSON.parse(await known.text());
  expect(Number(data.schemaVersion)).toBeGreaterThan(1);
  const behind = await ask(Number(data.schemaVersion) + 1);
  expect(behind.status).toBe(503);
  expect(await behind.json()).toMatchObject({ errors: [{ extensions: { code: "SCHEMA_BEHIND" } }] });
}, 30_000);

test("until a server knows that a field or object is gone, whoever asks for it is told to ask again", async ({
  server,
}) => {
  const { fay } = await server.people({ fay: "user" });
  const { graphql, owner, send } = server;
  const made = 'mutation { createMachine(input: { machine: { name: "Lathe" } }) { machine { partOfId } } }';
  const many = 'mutation { createSheepList(input: { sheepList: [{ name: "Dolly" }] }) { ids } }';
  const query = "{ factoryOrders { nodes { quantity } } }";
  expect((await graphql(query, { as: fay })).errors).toBeUndefined();
  expect((await graphql(many, { as: fay })).errors).toBeUndefined();
  await owner.query("select app_public.rename_field('factory_orders.quantity', 'pieces')");
  await owner.query("select app_public.delete_field('machines.part_of')");
  await owner.query("select app_public.delete_object('sheep', 'Sheep')");
  for (const operation of [query, made, many])
    expect((await graphql(operation, { as: fay })).errors).toMatchObject([{ extensions: { code: "SCHEMA_BEHIND" } }]);
  for (const path of ["/rest/factory-orders", "/rest/factory-orders/export?filter[quantity][gt]=1"]) {
    const response = await send(path, { as: fay });
    expect([response.status, await response.json()]).toMatchObject([503, { code: "SCHEMA_BEHIND" }]);
  }
});
