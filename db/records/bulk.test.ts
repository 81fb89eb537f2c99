import { expect } from "vitest";
import { type Queries, test } from "../testing.ts";

type Row = Record<string, unknown>;

async function write(as: Queries, verb: string, object: string, items: unknown[], on = "id"): Promise<string[]> {
  const rows = await as.rows<{ ids: string[] }>("select app_hidden.write_records($1, $2, $3, $4) as ids", [
    verb,
    object,
    JSON.stringify(items),
    on,
  ]);
  return rows[0]?.ids ?? [];
}

test("an upsert recognises a record by what its key is once it is kept, and gives it whether it changed or not", async ({
  db,
}) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  const companies = () => as.rows("select domain, name from app_public.companies order by name");
  const [up] = await write(as, "create", "companies", [{ domain: "up.example", name: "Up" }]);
  const given = [
    { domain: "https://www.UP.example/x", name: "UpB" },
    { domain: "W.example", name: "W" },
  ];
  const [changed, made] = await write(as, "upsert", "companies", given, "domain");
  expect(changed).toBe(up);
  expect(await companies()).toEqual([
    { domain: "up.example", name: "UpB" },
    { domain: "w.example", name: "W" },
  ]);
  const changes = () => as.rows("select id from app_public.changes");
  const before = await changes();
  expect(await write(as, "upsert", "companies", given.toReversed(), "domain")).toEqual([made, up]);
  expect(await write(as, "upsert", "companies", [{ domain: "UP.EXAMPLE", name: "UpB" }], "domain")).toEqual([up]);
  expect(await changes()).toEqual(before);
});

test.for([
  ["number", "1.50", "1.5", "2"],
  ["date", "2026-03-01", "March 1, 2026", "2026-03-02"],
  ["date_time", "2026-03-01T00:00:00Z", "2026-03-01 01:00+01", "2026-03-01T00:00:01Z"],
  ["text", "A", "A", "a"],
])("a %s that is unique is one key however it is written", async ([type = "", first, same, other], { db }) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  await as.query("select app_public.create_object('Part', 'Parts')");
  await as.query("select app_public.create_field('parts', 'Key', $1, '{\"unique\": true}')", [type]);
  const [part, another] = await write(as, "upsert", "parts", [{ key: first }, { key: other }], "key");
  expect(await write(as, "upsert", "parts", [{ key: same, name: "Same" }], "key")).toEqual([part]);
  expect(another).not.toBe(part);
  expect(await as.rows("select name from app_custom.parts where id = $1", [part])).toEqual([{ name: "Same" }]);
  for (const row of [{ key: same }, { key: same, name: "Of another shape" }])
    await expect(write(as, "upsert", "parts", [{ key: first }, { key: other }, row], "key")).rejects.toMatchObject({
      code: "RM400",
      constraint: "upsert_key_once",
      column: "key",
      detail: "item 3",
    });
});

test("records that stand twice in one upsert are refused, new or known, and so is one without a key", async ({
  db,
}) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  const upsert = (...domains: string[]) =>
    write(as, "upsert", "companies", domains.map((domain) => ({ domain, name: "X" })), "domain"); // biome-ignore format: one call
  await expect(upsert("w.example", "W.example")).rejects.toMatchObject({
    constraint: "upsert_key_once",
    message: "“W.example” is the record of item 1 already.",
    detail: "item 2",
  });
  expect(await as.rows("select from app_public.companies")).toEqual([]);
  await upsert("w.example");
  await expect(upsert("x.example", "w.example", "y.example", "http://w.example")).rejects.toMatchObject({
    constraint: "upsert_key_once",
    detail: "item 4",
  });
  await expect(upsert("x.example", "  ")).rejects.toMatchObject({ constraint: "upsert_key_given", detail: "item 2" });
  await expect(write(as, "upsert", "companies", [{ name: "X" }], "name")).rejects.toMatchObject({
    constraint: "upsert_key_unique",
    detail: undefined,
  });
});

test("of a record that one may not see an upsert tells nothing, not even whether it is as sent", async ({ db }) => {
  const { ada, own } = await db.people({ ada: "admin", own: "user" });
  await db.owner.query(
    `update app_public.permissions p set read = 'own', update = 'own', delete = 'own' from app_public.roles r
     where r.id = p.role_id and r.key = 'user' and p.object = 'companies'`,
  );
  await db.owner.query("select app_hidden.derive_role(id) from app_public.roles where key = 'user'");
  await write(db.as(ada), "create", "companies", [{ domain: "up.example", name: "Up", owner_id: ada.id }]);
  for (const name of ["Up", "Down"]) {
    await expect(
      write(db.as(own), "upsert", "companies", [{ domain: "up.example", name }], "domain"),
    ).rejects.toMatchObject({ code: "42501" });
  }
});

test("what is refused of many says which item it is; of all nothing is written", async ({ db }) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  const many: Row[] = Array.from({ length: 100 }, (_, n) => ({ last_name: `N${n}`, emails: [`n${n}@x.example`] }));
  const none = () => as.rows("select from app_public.contacts");
  for (const [wrong, error] of [
    [{ emails: ["x"] }, { code: "23514", constraint: "contacts_emails_format" }],
    [
      { last_name: "N", company_id: ada.id },
      { code: "23503", constraint: "contacts_company_id_fkey" },
    ],
    [{ last_name: "N", company_id: "x" }, { code: "22P02" }],
  ] as const) {
    // The first of them counts.
    const items = many.with(2, wrong).with(70, wrong);
    await expect(write(as, "create", "contacts", items)).rejects.toMatchObject({ ...error, detail: "item 3" });
    await expect(write(as, "create", "contacts", [wrong])).rejects.toMatchObject(error);
    expect(await none()).toEqual([]);
  }
  const ids = await write(as, "create", "contacts", many);
  const changes = ids.map((id) => ({ id, job_title: "New" }));
  const unknown = "01900000-0000-7000-8000-000000000000";
  await expect(write(as, "update", "contacts", changes.with(98, { id: unknown, job_title: "" }))).rejects.toMatchObject(
    { code: "RM404", detail: "item 99", message: `There is no record ${unknown} in contacts.` },
  );
  await expect(write(as, "delete", "contacts", ids.with(99, unknown))).rejects.toMatchObject({
    code: "RM404",
    detail: "item 100",
  });
  expect(await as.rows("select from app_public.contacts where job_title is null")).toHaveLength(100);
});

test("an item of an update that changes nothing is no error, if one sees the record", async ({ db }) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  const ids = await write(as, "create", "companies", [{ name: "One" }, { name: "Two" }]);
  expect(await write(as, "update", "companies", [{ id: ids[0] }, { id: ids[1], city: "Oslo" }])).toEqual(ids);
  const unknown = "01900000-0000-7000-8000-000000000000";
  await expect(write(as, "update", "companies", [{ id: ids[0] }, { id: unknown }])).rejects.toMatchObject({
    code: "RM404",
    detail: "item 2",
  });
});

test("one record twice in one update is refused, in one shape or two", async ({ db }) => {
  const { ada } = await db.people({ ada: "admin" });
  const as = db.as(ada);
  const [one, two] = await write(as, "create", "companies", [{ name: "One" }, { name: "Two" }]);
  for (const again of [{ name: "Uno" }, { city: "Oslo" }]) {
    const items = [
      { id: two, name: "Zwei" },
      { id: one, name: "Eins" },
      { id: one, ...again },
    ];
    await expect(write(as, "update", "companies", items)).rejects.toMatchObject({
      code: "RM400",
      constraint: "update_key_once",
      message: `“${one}” is the record of item 2 already.`,
      detail: "item 3",
    });
  }
  expect(await as.rows("select name from app_public.companies order by id")).toEqual([
    { name: "One" },
    { name: "Two" },
  ]);
});
