import { expect } from "vitest";
import { test } from "#db/testing.ts";

test("what is written about a company's people and deals is found at the company, each once, as far as one may see it", async ({
  db,
}) => {
  const { ann, uli } = await db.people({ ann: "user", uli: "user" });
  const make = async (text: string, values: unknown[]) => (await db.as(ann).rows<{ id: string }>(text, values))[0]?.id;
  const acme = await make("insert into app_public.companies (name) values ($1) returning id", ["Acme"]);
  const ada = await make("insert into app_public.contacts (first_name, company_id) values ($1, $2) returning id", [
    "Ada",
    acme,
  ]);
  const deal = await make(
    "insert into app_public.deals (title, company_id, contact_id) values ($1, $2, $3) returning id",
    ["Pumps", acme, ada],
  );
  const other = await make("insert into app_public.contacts (first_name) values ($1) returning id", ["Other"]);
  const note = (body: string, ...records: unknown[]) =>
    db.as(ann).query("select app_public.add_note($1, record_ids => $2::uuid[])", [body, records]);
  await note("about Acme", acme);
  await note("about Ada", ada);
  await note("about the deal, and Acme", deal, acme);
  await note("about the other one", other);
  await db.as(ann).query("select app_public.add_task($1, record_ids => $2::uuid[])", ["Call Ada", [ada, deal]]);
  const around = async (record: unknown, related = true) =>
    (
      await db.as(uli).rows<{ title: string; object: string }>(
        `select (select n.title from app_public.notes n where n.id = a.note_id), (select r.object from app_public.records r where r.id = a.record_id)
           from app_public.notes_around($1, $2) a`,
        [record, related],
      )
    ).map(({ title, object }) => `${title}: ${object}`);
  expect(await around(acme)).toEqual([
    "about the deal, and Acme: companies",
    "about Ada: contacts",
    "about Acme: companies",
  ]);
  expect(await around(acme, false)).toEqual(["about the deal, and Acme: companies", "about Acme: companies"]);
  expect(await around(ada)).toEqual(["about the deal, and Acme: deals", "about Ada: contacts"]);
  expect(await db.as(uli).rows("select from app_public.tasks_around($1)", [acme])).toHaveLength(1);
  expect(await db.as(uli).rows("select from app_public.tasks_around($1, false)", [acme])).toHaveLength(0);
});

test("whoever sees only own deals finds nothing at a company of what is written about others'", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("select app_public.set_permissions((select id from app_public.create_role($1)), $2)", [
    "Caller",
    JSON.stringify([
      { object: "companies", read: "all" },
      { object: "deals", read: "own", create: true, update: "own" },
      { object: "notes", read: "all", create: true },
    ]),
  ]);
  const { cal } = await db.people({ cal: "caller" });
  const [acme] = await db.as(ann).rows("insert into app_public.companies (name) values ('Acme') returning id");
  for (const person of [ann, cal]) {
    const [deal] = await db
      .as(person)
      .rows("insert into app_public.deals (title, company_id) values ('Deal', $1) returning id", [acme?.id]);
    await db
      .as(person)
      .query("select app_public.add_note($1, record_ids => array[$2::uuid])", [`of ${person.name}`, deal?.id]);
  }
  const titles = "select n.title from app_public.notes_around($1) a join app_public.notes n on n.id = a.note_id";
  expect(await db.as(cal).rows(titles, [acme?.id])).toEqual([{ title: `of ${cal.name}` }]);
  expect(await db.as(ann).rows(titles, [acme?.id])).toHaveLength(2);
});
