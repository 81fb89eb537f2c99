import pg from "pg";
import { expect } from "vitest";
import { type Member, test } from "../testing.ts";

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

test("an export that nobody waits for any more holds nothing in PostgreSQL, and one person's leave room for others'", async ({
  server,
  database,
}) => {
  const { gil, hal } = await server.people({ gil: "user", hal: "user" });
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  const busy = async () =>
    (
      await server.owner.rows<{ count: number }>(
        "select count(*)::int as count from pg_stat_activity where application_name = 'rowan export' and datname = current_database()",
      )
    )[0]?.count;
  const begin = (as: Member, signal?: AbortSignal) =>
    fetch(`${server.url}/rest/companies/export?fields=name`, {
      headers: { authorization: `Bearer ${as.token}` },
      ...(signal && { signal }),
    });
  try {
    await other.query("begin; lock table app_public.companies in access exclusive mode"); // no row comes yet
    const leaving = new AbortController();
    const gone = begin(gil, leaving.signal).catch((error: Error) => error.name);
    await expect.poll(busy).toBe(1);
    leaving.abort();
    expect(await gone).toBe("AbortError");
    await expect.poll(busy, { timeout: 5_000 }).toBe(0);
    await expect
      .poll(() => server.owner.rows("select status from app_public.exports where user_id = $1", [gil.id]))
      .toEqual([{ status: "stopped" }]);

    const ofGil = Array.from({ length: 6 }, () => begin(gil));
    await expect.poll(busy, { timeout: 5_000 }).toBe(4);
    const ofHal = begin(hal);
    await expect.poll(busy, { timeout: 5_000 }).toBe(5);
    await other.query("rollback");
    const statuses = (await Promise.all([...ofGil, ofHal])).map(({ status }) => status);
    expect(statuses).toEqual(Array(7).fill(200));
  } finally {
    await other.end();
  }
}, 60_000);

test("an export that was begun is noted to its end, also of whoever signs out meanwhile", async ({
  server,
  database,
}) => {
  const { jan } = await server.people({ jan: "user" });
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  const noted =
    "select status, row_count::int, finished_at > created_at as took from app_public.exports where user_id = $1";
  try {
    await other.query("begin; lock table app_public.companies in access exclusive mode");
    const file = server.send("/rest/companies/export?fields=name", { as: jan });
    const waits = "select from pg_locks where not granted and relation = 'app_public.companies'::regclass";
    await expect.poll(() => server.owner.rows(waits)).toHaveLength(1);
    await server.owner.query("delete from app_private.sessions where user_id = $1", [jan.id]);
    await other.query("rollback");
    const lines = (await (await file).text()).trim().split("\n").length;
    await expect
      .poll(() => server.owner.rows(noted, [jan.id]))
      .toEqual([{ status: "done", row_count: lines - 1, took: true }]);
  } finally {
    await other.end();
  }
});

test("HEAD tells what an export would be, and makes none", async ({ server }) => {
  const { ivy, ron } = await server.people({ ivy: "user", ron: "read_only" });
  const head = await server.send("/rest/companies/export", { as: ivy, method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  expect((await server.send("/rest/companies/export", { as: ron, method: "HEAD" })).status).toBe(403);
  expect(await server.owner.rows("select from app_public.exports where user_id = $1", [ivy.id])).toEqual([]);
});
