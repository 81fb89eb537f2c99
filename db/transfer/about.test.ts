import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";
import { importFile, reasons } from "./importing.ts";

/** What each note or task is about, as this person sees it. */
const about = (db: Db, as: Person, object: "note" | "task") =>
  db.as(as).rows(
    `select n.title, array_agg(r.object || ' ' || r.title order by r.object, r.title) as about from app_public.${object}s n
     join app_public.${object}_targets t on t.${object}_id = n.id join app_public.records r on r.id = t.record_id group by n.id, n.title order by n.title`,
  );

test("notes of a file lead to the people, companies and deals that it names; who is not there yet is made", async ({
  db,
}) => {
  const { uli } = await db.people({ uli: "user" });
  await db.as(uli).query(`
    with acme as (insert into app_public.companies (name, domain) values ('Acme', 'acme.example') returning id)
    insert into app_public.contacts (first_name, last_name, emails, company_id) select 'Ada', 'Ash', '{ada@acme.example}', id from acme`);
  await db.as(uli).query("insert into app_public.deals (title) values ('Pumps')");
  const file = `Note Title,Note,Contact,Company,Deal,Date
Call,Wants a quote,ada@acme.example,Acme,Pumps,2026-03-04
Visit,Was nice,Ada Ash; Bo Berg,acme.example,,2026-03-05
Idea,Nobody yet,,,,2026-03-06
`;
  const { counts, rows } = await importFile(db, uli, "notes", file);
  expect(reasons(rows)).toEqual([]);
  expect(counts).toMatchObject({ created: 3, related: { contacts: 1 } });
  expect(await about(db, uli, "note")).toEqual([
    { title: "Call", about: ["companies Acme", "contacts Ada Ash", "deals Pumps"] },
    { title: "Visit", about: ["companies Acme", "contacts Ada Ash", "contacts Bo Berg"] },
  ]);

  expect(await db.as(uli).rows("select count(*)::int from app_public.notes where created_at < '2026-04-01'")).toEqual([
    { count: 3 },
  ]);

  // Again it changes nothing; what is added is added, and what is cleared is cleared for what its column is for.
  const again = { options: { mode: "update", matchBy: ["title"] } };
  expect((await importFile(db, uli, "notes", file, again)).counts).toMatchObject({ updated: 0, unchanged: 3 });
  const changed = "Note Title,Contact,Deal\nIdea,Ada Ash,\nCall,,Pumps\n";
  expect(
    (await importFile(db, uli, "notes", changed, { options: { ...again.options, emptyCells: "clear" } })).counts,
  ).toMatchObject({ updated: 2 });
  expect((await about(db, uli, "note")).slice(0, 2)).toEqual([
    { title: "Call", about: ["companies Acme", "deals Pumps"] },
    { title: "Idea", about: ["contacts Ada Ash"] },
  ]);
});

test("tasks lead to records of custom objects, too", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("select app_public.create_object('Machine', 'Machines')");
  await db.as(ann).query("insert into app_custom.machines (name) values ('Drill')");
  const made = await importFile(db, ann, "tasks", "Task,Machine\nOil it,Drill\n");
  expect(reasons(made.rows)).toEqual([]);
  expect(await about(db, ann, "task")).toEqual([{ title: "Oil it", about: ["machines Drill"] }]);
});

test("whoever may not make what a file of tasks is about is told that it is not there", async ({ db }) => {
  const [role] = await db.owner.rows<{ id: string; key: string }>(
    "select * from app_public.create_role('Clerk', settings => '{import}')",
  );
  await db.owner.query("select app_public.set_permissions($1, $2)", [
    role?.id,
    JSON.stringify([
      { object: "tasks", read: "own", create: true, update: "own" },
      { object: "companies", read: "all" },
    ]),
  ]);
  const { cora } = await db.people({ cora: role?.key ?? "" });
  const { rows } = await importFile(db, cora, "tasks", "Task,Company,Contact\nCall,Nowhere Ltd,\nWrite,,Ada\n");
  expect(reasons(rows)).toEqual([
    [2, "about_companies", "There is no such record in companies."],
    [3, "about_contacts", "There is no such record in contacts."],
  ]);
});
