import pg from "pg";
import { expect } from "vitest";
import { test } from "../testing.ts";

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`
      select app_public.create_object('Event', 'Events');
      select app_public.create_field('events', 'E', 'text'); -- as our SQL calls a row
      select app_public.create_field('events', 'Created by name', 'relation', '{"target": "companies"}');
      select app_public.create_field('events', 'Guests', 'many_to_many', '{"target": "companies"}')`);
  } finally {
    await client.end();
  }
});

test("an export has the rows, order and fields that were asked for, under the asker's rights", async ({ server }) => {
  const { ann, rea } = await server.people({ ann: "user", rea: "read_only" });
  await server.owner.query(`
    with acme as (insert into app_public.companies (name, city) values ('Acme; "Oslo"', 'Oslo') returning id)
    insert into app_public.contacts (first_name, last_name, emails, phones, company_id, job_title)
    select f, l, e, p, acme.id, j from acme, (values
      ('Ida', 'A', array['ida@x.no', 'i@x.no'], array['+47 12 34'], '=cmd()'),
      ('Bo', 'B', '{}', '{}', 'line' || chr(10) || 'two'), ('Cy', 'Z', '{}', '{}', null)) v (f, l, e, p, j)`);
  const csv = await server.send("/rest/contacts/export", {
    as: ann,
    body: {
      fields: ["firstName", "emails", "phones", "jobTitle", "companyId"],
      filter: { lastName: { in: ["A", "B"] } },
      orderBy: ["LAST_NAME_DESC"],
    },
  });
  expect(csv.status).toBe(200);
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename=contacts-\d{4}-\d\d-\d\d\.csv$/);
  const text = (await csv.text()).replace(/[0-9a-f-]{36}/g, "ID");
  expect(text).toBe(
    "id,firstName,emails,phones,jobTitle,companyId,company\n" +
      'ID,Bo,,,"line\ntwo",ID,"Acme; ""Oslo"""\n' +
      'ID,Ida,ida@x.no; i@x.no,+47 12 34,\'=cmd(),ID,"Acme; ""Oslo"""\n',
  );
  const json = await server.send("/rest/contacts/export?format=json&filter[lastName][eq]=A&fields=firstName,emails", {
    as: rea,
  });
  expect(json.status).toBe(403);
  const asAnn = await server.send("/rest/contacts/export?format=json&filter[lastName][eq]=A&fields=firstName,emails", {
    as: ann,
  });
  expect(await asAnn.json()).toEqual([{ id: expect.any(String), firstName: "Ida", emails: ["ida@x.no", "i@x.no"] }]);
  const none = await server.send("/rest/contacts/export?format=json&filter[lastName][eq]=Q", { as: ann });
  expect(await none.json()).toEqual([]);
  const all = await server.send("/rest/contacts/export?bom=true", { as: ann });
  expect(Buffer.from(await all.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from("\uFEFF"));
  const wrong = await server.send("/rest/contacts/export", { as: ann, body: { fields: ["colour"] } });
  expect([wrong.status, (await wrong.json()) as unknown]).toMatchObject([400, { constraint: "export_fields_known" }]);
  // How it ended is noted right after the last byte.
  await expect.poll(() => server.owner.rows("select from app_public.exports where status = 'running'")).toEqual([]);
  const log = await server.graphql(
    "{ exports(orderBy: [ID_ASC]) { nodes { object format columns rowCount status } } }",
    { as: ann },
  );
  expect(log.data).toMatchObject({
    exports: {
      nodes: [
        { object: "contacts", format: "csv", rowCount: "2", status: "done" },
        { rowCount: "1" },
        { rowCount: "0" },
        { rowCount: "3" },
      ],
    },
  });
}, 60_000);

test("records that a field of several leads to are exported by their ids and titles", async ({ server }) => {
  const { ada } = await server.people({ ada: "admin" });
  await server.owner.query(`
    with e as (insert into app_custom.events (name) values ('Fair'), ('Nobody comes') returning id, name),
      c as (insert into app_public.companies (name) values ('Zeta'), ('Alpha, Ltd') returning id)
    insert into app_custom.events_guests (source_id, target_id) select e.id, c.id from e, c where e.name = 'Fair'`);
  const get = (query: string) => server.send(`/rest/events/export?orderBy=name&${query}`, { as: ada });
  const csv = await get("format=csv&fields=guests,name");
  expect([csv.status, (await csv.text()).replace(/[0-9a-f-]{36}/g, "ID")]).toEqual([
    200,
    'id,guestsIds,guests,name\nID,ID; ID,"""Alpha, Ltd""; Zeta",Fair\nID,,,Nobody comes\n',
  ]);
  const json = await get("format=json");
  const title = (title: string) => ({ id: expect.any(String), title });
  expect(await json.json()).toMatchObject([
    { name: "Fair", guests: [title("Alpha, Ltd"), title("Zeta")] },
    { name: "Nobody comes", guests: [] },
  ]);
});

test("a field may be called as the name of whom another leads to", async ({ server }) => {
  const { eve } = await server.people({ eve: "admin" });
  const csv = await server.send("/rest/events/export?fields=createdBy,createdByNameId", { as: eve });
  expect([csv.status, (await csv.text()).split("\n")[0]]).toEqual([
    200,
    "id,createdBy,createdByName,createdByNameId,createdByName",
  ]);
});
