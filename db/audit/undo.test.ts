import { expect } from "vitest";
import { test as base, type Db, type Person } from "../testing.ts";

/** Everything that undo promises to bring back, to the letter; stamps of the last update are new each time. */
const stateQuery = `
  select (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.companies t) as companies,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.contacts t) as contacts,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.deals t) as deals,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.tasks t) as tasks,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.notes t) as notes,
    (select jsonb_agg(to_jsonb(t) order by t.note_id, t.record_id) from app_public.note_targets t) as note_targets,
    (select jsonb_agg(to_jsonb(t) order by t.task_id, t.record_id) from app_public.task_targets t) as task_targets,
    (select jsonb_agg(to_jsonb(t) order by t.id) from app_public.favorites t) as favorites,
    (select jsonb_agg(to_jsonb(t) order by t.id) from app_public.records t) as records`;
const stateOf = async (db: Db) => (await db.owner.rows(stateQuery))[0];

const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ann: "user", ben: "user", rea: "read_only", ada: "admin" }),
);

/** Does something as a person and gives the number of its transaction. */
async function does(db: Db, person: Person, sql: string, values: unknown[] = []): Promise<string> {
  const [row] = await db
    .as(person)
    .rows<{ id: string }>(`with done as (${sql}) select pg_current_xact_id()::text as id, count(*) from done`, values);
  if (!row) throw new Error("It did nothing");
  return row.id;
}

const undo = async (db: Db, person: Person, transaction: string) =>
  (
    await db
      .as(person)
      .rows<{ transaction_id: string; objects: string[]; count: number }>("select * from app_public.undo($1)", [
        transaction,
      ])
  )[0];

/** A company with two contacts, a deal, a note, a task and somebody's favourite. */
async function company(db: Db, person: Person, name: string) {
  const [row] = await db.as(person).rows<Record<"id" | "ivy" | "joe" | "deal" | "note" | "task", string>>(
    `with company as (insert into app_public.companies (name, city) values ($1, 'Oslo') returning id),
       ivy as (insert into app_public.contacts (first_name, company_id) select 'Ivy', id from company returning id),
       joe as (insert into app_public.contacts (first_name, company_id) select 'Joe', id from company returning id),
       deal as (insert into app_public.deals (title, company_id, contact_id) select 'Deal', company.id, ivy.id from company, ivy returning id)
     select company.id, ivy.id as ivy, joe.id as joe, deal.id as deal from company, ivy, joe, deal`,
    [name],
  );
  if (!row) throw new Error("No company");
  const [note] = await db
    .as(person)
    .rows<{ id: string }>("select id from app_public.add_note('A note', record_ids => $1)", [[row.id, row.ivy]]);
  const [task] = await db
    .as(person)
    .rows<{ id: string }>("select id from app_public.add_task('Call', record_ids => $1)", [[row.id]]);
  await db.as(person).query("insert into app_public.favorites (record_id) values ($1)", [row.id]);
  return { ...row, note: note?.id ?? "", task: task?.id ?? "" };
}

test("undo gives back what an edit changed, and can be undone itself", async ({ committing: db, people: { ann } }) => {
  const { id } = await company(db, ann, "Edit");
  const before = await stateOf(db);
  const edit = await does(
    db,
    ann,
    "update app_public.companies set city = null, employees = 7 where id = $1 returning id",
    [id],
  );
  const after = await stateOf(db);
  const undone = await undo(db, ann, edit);
  expect(await stateOf(db)).toEqual(before);
  expect(undone).toMatchObject({ objects: ["companies"], count: 1 });
  expect(
    await db.owner.rows("select source, undoes from app_public.changes where transaction_id = $1", [
      undone?.transaction_id,
    ]),
  ).toEqual([{ source: "undo", undoes: edit }]);
  await undo(db, ann, undone?.transaction_id ?? "");
  expect(await stateOf(db)).toEqual(after);
});

test("a deleted company comes back with contacts, deals, notes, tasks, favourites and its maker", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const { id } = await company(db, ann, "Delete");
  const before = await stateOf(db);
  const deletion = await does(db, ben, "delete from app_public.companies where id = $1 returning id", [id]);
  const after = await stateOf(db);
  const undone = await undo(db, ben, deletion);
  expect(await stateOf(db)).toEqual(before);
  const again = await undo(db, ben, undone?.transaction_id ?? "");
  expect(await stateOf(db)).toEqual(after);
  await undo(db, ben, again?.transaction_id ?? "");
  expect(await stateOf(db)).toEqual(before);
});

test("what was deleted together comes back together", async ({ committing: db, people: { ann } }) => {
  const made = await company(db, ann, "Together");
  const before = await stateOf(db);
  const deletion = await does(
    db,
    ann,
    `select app_hidden.delete_records('companies', array[$1::uuid]), app_hidden.delete_records('contacts', array[$2::uuid, $3::uuid]),
       app_hidden.delete_records('notes', array[$4::uuid])`,
    [made.id, made.ivy, made.joe, made.note],
  );
  await undo(db, ann, deletion);
  expect(await stateOf(db)).toEqual(before);
});

test("a deal goes back to its stage with the probability that it had there, and to lost without a reason", async ({
  committing: db,
  people: { ann },
}) => {
  const [deal] = await db
    .as(ann)
    .rows<{ id: string }>(
      "insert into app_public.deals (title, stage_id, probability) select 'Odd', id, 33 from app_public.stages where outcome = 'lost' returning id",
    );
  const before = await stateOf(db);
  const move = await does(
    db,
    ann,
    "update app_public.deals set stage_id = (select id from app_public.stages where position = 1) where id = $1 returning id",
    [deal?.id],
  );
  await undo(db, ann, move);
  expect(await stateOf(db)).toEqual(before);
  await expect(
    db
      .as(ann)
      .query(
        "update app_public.deals set stage_id = (select id from app_public.stages where position = 1) where id = $1",
        [deal?.id],
      ),
  ).resolves.toBeTruthy();
  await expect(
    db
      .as(ann)
      .query(
        "update app_public.deals set stage_id = (select id from app_public.stages where outcome = 'lost') where id = $1",
        [deal?.id],
      ),
  ).rejects.toMatchObject({ constraint: "deals_lost_reason_given" });
});

test("later changes stand in the way, and the refusal names the record, who and what", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const { id } = await company(db, ann, "Later");
  const edit = await does(
    db,
    ann,
    "update app_public.companies set city = 'Bergen', phone = '1' where id = $1 returning id",
    [id],
  );
  await does(db, ben, "update app_public.companies set city = 'Trondheim' where id = $1 returning id", [id]);
  const before = await stateOf(db);
  await expect(undo(db, ann, edit)).rejects.toMatchObject({
    code: "RM409",
    constraint: "undo_unchanged",
    message: "“Later” was changed since by ben (city).",
  });
  expect(await stateOf(db)).toEqual(before);
});

test("changes of other fields do not stand in the way", async ({ committing: db, people: { ann, ben } }) => {
  const { id } = await company(db, ann, "Beside");
  const edit = await does(db, ann, "update app_public.companies set city = 'Bergen' where id = $1 returning id", [id]);
  await does(db, ben, "update app_public.companies set phone = '2' where id = $1 returning id", [id]);
  await undo(db, ann, edit);
  expect(await db.owner.rows("select city, phone from app_public.companies where id = $1", [id])).toEqual([
    { city: "Oslo", phone: "2" },
  ]);
});

test("a creation is not undone once something hangs on it", async ({ committing: db, people: { ann, ben } }) => {
  const [made] = await db
    .as(ann)
    .rows<{ id: string; tx: string }>(
      "insert into app_public.companies (name) values ('New') returning id, pg_current_xact_id()::text as tx",
    );
  const id = made?.id ?? "";
  const contact = await does(
    db,
    ben,
    "insert into app_public.contacts (first_name, company_id) values ('Kim', $1) returning id",
    [id],
  );
  await expect(undo(db, ann, made?.tx ?? "")).rejects.toMatchObject({
    message: "“New” is used since by the contact “Kim”.",
  });
  await undo(db, ben, contact);
  const note = await does(db, ben, "select app_public.add_note('Hm', record_ids => array[$1::uuid])", [id]);
  await expect(undo(db, ann, made?.tx ?? "")).rejects.toMatchObject({ message: "“New” has got a note since." });
  await undo(db, ben, note);
  await undo(db, ann, made?.tx ?? "");
  expect(await db.owner.rows("select from app_public.records where id = $1", [id])).toEqual([]);
});

test("a contact does not go back to a company that is gone", async ({ committing: db, people: { ann } }) => {
  const { id, joe } = await company(db, ann, "Gone");
  const leaving = await does(db, ann, "update app_public.contacts set company_id = null where id = $1 returning id", [
    joe,
  ]);
  await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
  await expect(undo(db, ann, leaving)).rejects.toMatchObject({
    message: "“Joe” had “Gone” as its company, which was deleted since.",
  });
});

test("nobody undoes what they could not write, or may not see", async ({ committing: db, people: { ann, rea } }) => {
  const { id } = await company(db, ann, "Rights");
  const edit = await does(db, ann, "update app_public.companies set city = 'Bergen' where id = $1 returning id", [id]);
  const before = await stateOf(db);
  await expect(undo(db, rea, edit)).rejects.toMatchObject({ code: "RM403" });
  const deletion = await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
  await expect(undo(db, rea, deletion)).rejects.toMatchObject({ code: "RM403" });
  await undo(db, ann, deletion);
  expect(await stateOf(db)).toEqual(before);
  await expect(undo(db, ann, "1")).rejects.toMatchObject({ code: "RM404", constraint: "undo_known" });
});

test("restore brings one record back out of many, with what is still there of its relations", async ({
  committing: db,
  people: { ann },
}) => {
  const made = await company(db, ann, "Many");
  await does(
    db,
    ann,
    "select app_hidden.delete_records('companies', array[$1::uuid]), app_hidden.delete_records('contacts', array[$2::uuid])",
    [made.id, made.ivy],
  );
  const [restored] = await db.as(ann).rows("select * from app_public.restore_record($1)", [made.ivy]);
  expect(restored).toMatchObject({ id: made.ivy, title: "Ivy" });
  const state = await db.owner.rows(
    `select c.company_id, d.contact_id, array(select note_id from app_public.note_targets where record_id = c.id) as notes
     from app_public.contacts c join app_public.deals d on d.id = $2 where c.id = $1`,
    [made.ivy, made.deal],
  );
  expect(state).toEqual([{ company_id: null, contact_id: made.ivy, notes: [made.note] }]);
  await expect(db.as(ann).query("select app_public.restore_record($1)", [made.ivy])).rejects.toMatchObject({
    constraint: "restore_deleted",
  });
});
