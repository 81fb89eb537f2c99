import { expect } from "vitest";
import { test as base } from "../testing.ts";
import { company, does, stateOf, undo } from "./state.ts";

const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ann: "user", ben: "user", rea: "read_only", ada: "admin" }),
);

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

test("a record comes back without the options that are gone, with the default of what is required", async ({
  committing: db,
  people: { ann, ada },
}) => {
  const choice = (label: string, type: string, settings: object) =>
    db
      .as(ada)
      .query("select app_public.create_field('companies', $1, $2, $3)", [
        label,
        type,
        { options: ["a", "b", "c"], ...settings },
      ]);
  await choice("Kind", "enum", {});
  await choice("Tags", "multi_enum", {});
  await choice("Level", "enum", { required: true, default: "a" });
  const insert = `insert into app_public.companies (name, kind, tags, level) values ('Choices', 'b', '{a,b,c}', 'b') returning id`;
  const { id } = (await db.as(ann).rows<{ id: string }>(insert))[0] ?? {};
  const edit = await does(
    db,
    ann,
    "update app_public.companies set kind = 'c', tags = '{}', level = 'c' where id = $1 returning id",
    [id],
  );
  for (const name of ["kind", "tags", "level"])
    await db.as(ada).query('select app_public.set_field_options($1, \'["a", "c"]\')', [`companies.${name}`]);
  const now = () => db.as(ann).rows("select kind, tags, level from app_public.companies where id = $1", [id]);
  const left = [{ kind: null, tags: ["a", "c"], level: "a" }];
  await undo(db, ann, edit);
  expect(await now()).toEqual(left);
  const again = "update app_public.companies set kind = 'c', tags = '{}', level = 'c' where id = $1";
  await db.as(ann).query(again, [id]);
  await db
    .as(ann)
    .query("select app_public.restore_values(id) from app_public.changes where transaction_id = $1", [edit]);
  expect(await now()).toEqual(left);

  await db.as(ann).query(again, [id]);
  const deletion = await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
  await db.as(ada).query("select app_public.set_field_options('companies.kind', '[\"a\"]')");
  await db.as(ada).query("select app_public.update_field('companies.level', settings => '{\"default\": null}')");
  await db.as(ada).query("select app_public.set_field_options('companies.level', '[\"a\"]', '{\"c\": \"a\"}')");
  await expect(undo(db, ann, deletion)).rejects.toMatchObject({
    code: "RM409",
    message: "“Choices” had “c” as its level, which is required, and takes that no more.",
  });
  await db.as(ada).query("select app_public.update_field('companies.level', settings => '{\"default\": \"a\"}')");
  await db.as(ann).query("select app_public.restore_record($1)", [id]);
  expect(await now()).toEqual([{ kind: null, tags: [], level: "a" }]);
  for (const name of ["kind", "tags", "level"])
    await db
      .as(ada)
      .query("select app_public.delete_field($1, $2)", [`companies.${name}`, name[0]?.toUpperCase() + name.slice(1)]);
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

test("of a company and its contact, deleted one after the other, the contact finds the company again that came back first", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const made = await company(db, ann, "Chain");
  const before = await stateOf(db);
  const remove = (table: string, id: string) =>
    does(db, ann, `delete from app_public.${table} where id = $1 returning id`, [id]);
  const restore = (id: string) => db.as(ben).query("select app_public.restore_record($1)", [id]);
  await remove("companies", made.id);
  await remove("contacts", made.ivy);
  await restore(made.id);
  await restore(made.ivy);
  const links = "select count(*) from app_public.note_targets where note_id = $1";
  expect((await db.owner.rows(links, [made.note]))[0]).toEqual({ count: "2" });
  expect(await stateOf(db)).toEqual(before);

  // Not where it was taken out of the company by hand, nor while that is gone.
  await db.as(ann).query("update app_public.contacts set company_id = null where id = $1", [made.joe]);
  await remove("companies", made.id);
  await remove("contacts", made.ivy);
  await restore(made.ivy);
  await remove("contacts", made.ivy);
  await remove("contacts", made.joe);
  await restore(made.id);
  await restore(made.ivy);
  await restore(made.joe);
  expect(
    await db.owner.rows("select company_id from app_public.contacts where id = any ($1) order by first_name", [
      [made.ivy, made.joe],
    ]),
  ).toEqual([{ company_id: made.id }, { company_id: null }]);
});
