import { expect } from "vitest";
import { company, does, stateOf, undo } from "../audit/state.ts";
import { test as base } from "../testing.ts";

const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ann: "user", ben: "user", rea: "read_only" }),
);
const merge = "select app_public.merge_records($1, $2, $3)";

test("merging gives the record that is kept everything of the others, and undo takes it back", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const keep = await company(db, ann, "Acme");
  const other = await company(db, ben, "Acme Inc.");
  await does(
    db,
    ann,
    "update app_public.companies set parent_id = $2, domain = 'acme.com' where id = $1 returning id",
    [other.id, keep.id],
  );
  await db.as(ann).query("insert into app_public.favorites (record_id) values ($1)", [other.id]);
  const before = await stateOf(db);
  const transaction = await does(db, ann, merge, [keep.id, [other.id], { domain: "acme.com", city: null }]);
  const [merged] = await db.owner.rows(
    `select name, domain, city, (select count(*)::int from app_public.contacts where company_id = c.id) as contacts,
       (select count(*)::int from app_public.deals where company_id = c.id) as deals,
       (select count(*)::int from app_public.note_targets where record_id = c.id) as notes,
       (select count(*)::int from app_public.task_targets where record_id = c.id) as tasks,
       (select count(*)::int from app_public.favorites where record_id = c.id) as favorites,
       (select count(*)::int from app_public.records where id = $2) as others
     from app_public.companies c where id = $1`,
    [keep.id, other.id],
  );
  expect(merged).toEqual({
    name: "Acme",
    domain: "acme.com",
    city: null,
    contacts: 4,
    deals: 2,
    notes: 2,
    tasks: 2,
    favorites: 2,
    others: 0,
  });
  const after = await stateOf(db);
  const undone = await undo(db, ann, transaction);
  expect(await stateOf(db)).toEqual(before);
  await undo(db, ann, undone?.transaction_id ?? "");
  expect({ ...(await stateOf(db)), favorites: null }).toEqual({ ...after, favorites: null });
});

test("merging is refused, and says why", async ({ committing: db, people: { ann, rea } }) => {
  const one = await company(db, ann, "One");
  const two = await company(db, ann, "Two");
  const before = await stateOf(db);
  const refusals: [unknown[], Record<string, string>][] = [
    [[one.id, [one.id], {}], { constraint: "merge_others_given" }],
    [[one.id, [two.ivy], {}], { constraint: "merge_same_object" }],
    [[one.id, [two.id], { colour: "red" }], { constraint: "merge_values_known" }],
    [[one.id, ["01a21348-5bf0-7d8d-964f-183f7461d083"], {}], { code: "RM404" }],
  ];
  for (const [values, refusal] of refusals) {
    await expect(db.as(ann).query(merge, values)).rejects.toMatchObject(refusal);
  }
  await expect(db.as(rea).query(merge, [one.id, [two.id], {}])).rejects.toMatchObject({ code: "42501" });
  expect(await stateOf(db)).toEqual(before);
});

test("merging joins e-mails, phone numbers and choices, unless values choose", async ({
  committing: db,
  people: { ann },
}) => {
  const contact = async (emails: string[], phones: string[]) => {
    const [made] = await db
      .as(ann)
      .rows<{ id: string }>(
        "insert into app_public.contacts (last_name, emails, phones) values ('Berg', $1, $2) returning id",
        [emails, phones],
      );
    return made?.id ?? "";
  };
  const keep = await contact(["mg2@x.com"], ["+49 30 12"]);
  const others = [await contact(["mg1@x.com", "mg2@x.com"], ["+493012", "555"]), await contact(["mg0@x.com"], [])];
  const lists = async () =>
    (await db.owner.rows("select emails, phones from app_public.contacts where id = $1", [keep]))[0];
  const transaction = await does(db, ann, merge, [keep, others, {}]);
  expect(await lists()).toEqual({ emails: ["mg2@x.com", "mg1@x.com", "mg0@x.com"], phones: ["+49 30 12", "555"] });
  await undo(db, ann, transaction);
  expect(await lists()).toEqual({ emails: ["mg2@x.com"], phones: ["+49 30 12"] });
  await does(db, ann, merge, [keep, others, { emails: ["mg1@x.com"], phones: [] }]);
  expect(await lists()).toEqual({ emails: ["mg1@x.com"], phones: [] });
});

test("merging joins links to several records", async ({ committing: db, people: { ann } }) => {
  await db.owner.query("select app_public.create_object('Part', 'Parts')");
  await db.owner.query(
    `select app_public.create_field('parts', 'Suppliers', 'many_to_many', settings => '{"target": "companies"}')`,
  );
  const [made] = await db.as(ann).rows<{ parts: string[]; companies: string[] }>(
    `with p as (insert into app_custom.parts (name) values ('Bolt'), ('Bolts') returning id),
         c as (insert into app_public.companies (name) values ('Acme'), ('Globex') returning id)
       select (select array_agg(id) from p) as parts, (select array_agg(id) from c) as companies`,
  );
  const { parts: [keep, other] = [], companies: [acme, globex] = [] } = made ?? {};
  await db
    .as(ann)
    .query("insert into app_custom.parts_suppliers (source_id, target_id) values ($1, $3), ($2, $3), ($2, $4)", [
      ...[keep, other, acme, globex],
    ]);
  await does(db, ann, merge, [keep, [other], {}]);
  expect(
    await db.owner.rows(
      "select c.name from app_custom.parts_suppliers l join app_public.companies c on c.id = l.target_id where l.source_id = $1 order by 1",
      [keep],
    ),
  ).toEqual([{ name: "Acme" }, { name: "Globex" }]);
});

test("who deletes a record gives what it had to no other one that they may not change", async ({
  committing: db,
  people: { ann },
}) => {
  const [role] = await db.owner.rows<{ id: string; key: string }>("select * from app_public.create_role('Remover')");
  await db.owner.query("select app_public.set_permissions($1, $2)", [
    role?.id,
    JSON.stringify([
      { object: "companies", read: "all", delete: "all" },
      { object: "contacts", read: "all" },
    ]),
  ]);
  const { rob } = await db.people({ rob: role?.key ?? "" });
  const [gone, other] = await db
    .as(ann)
    .rows<{ id: string }>("insert into app_public.companies (name) values ('Gone'), ('Other') returning id");
  const [ida] = await db
    .as(ann)
    .rows("insert into app_public.contacts (first_name, company_id) values ('Ida', $1) returning id", [gone?.id]);
  await db.as(rob).query(`do $$ begin
    delete from app_public.companies where id = '${gone?.id}';
    perform app_hidden.take_over('${other?.id}');
  end $$`);
  expect(await db.owner.rows("select company_id from app_public.contacts where id = $1", [ida?.id])).toEqual([
    { company_id: null },
  ]);
});
