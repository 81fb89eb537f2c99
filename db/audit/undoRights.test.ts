import pg from "pg";
import { expect } from "vitest";
import { test as base, type Db, type Person } from "../testing.ts";
import { does, stateOf, undo } from "./state.ts";

// Who may undo and restore what, and what nobody learns by it.
const test = base.extend("people", { scope: "file" }, async ({ committing: db }) => {
  const [role] = await db.owner.rows<{ id: string; key: string }>("select * from app_public.create_role('Seller')");
  const own = { read: "own", create: true, update: "own", delete: "own" };
  await db.owner.query("select app_public.set_permissions($1, $2)", [
    role?.id,
    JSON.stringify([
      { object: "contacts", ...own },
      { object: "companies", read: "all", create: true, update: "all", delete: "all" },
    ]),
  ]);
  return db.people({ ann: "user", ben: "user", lea: role?.key ?? "" });
});

const make = async (db: Db, person: Person, sql: string, values: unknown[] = []) =>
  (await db.as(person).rows<{ id: string }>(`${sql} returning id`, values))[0]?.id ?? "";

test("nobody undoes what changed records that they may not see, whose owner the change does not tell", async ({
  committing: db,
  people: { ann, lea },
}) => {
  const id = await make(db, ann, "insert into app_public.companies (name) values ('Of Ann')");
  await make(db, ann, "insert into app_public.contacts (first_name, company_id) values ('Of Ann', $1)", [id]);
  const deletion = await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
  const before = await stateOf(db);
  await expect(undo(db, lea, deletion)).rejects.toMatchObject({ code: "RM403", constraint: "undo_visible" });
  expect(await stateOf(db)).toEqual(before);
  await undo(db, ann, deletion);
});

test("what a deleted record was is told to nobody who may not see it, whatever they call", async ({
  committing: db,
  database,
  people: { ann, lea },
}) => {
  const id = await make(db, ann, "insert into app_public.contacts (first_name, city) values ('Secret', 'Oslo')");
  const deletion = await does(db, ann, "delete from app_public.contacts where id = $1 returning id", [id]);
  const [made] = await db.owner.rows<{ login: string; password: string }>(
    "select * from app_public.create_database_login($1)",
    [lea.id],
  );
  const url = new URL(database.ownerUrl);
  Object.assign(url, { username: made?.login, password: made?.password });
  const login = new pg.Client({ connectionString: url.href });
  await login.connect();
  await expect(login.query("select * from app_hidden.plan_undo($1, $2)", [deletion, id])).rejects.toMatchObject({
    code: "RM404",
  });
  expect((await login.query("select app_hidden.as_deleted($1) as was", [id])).rows).toEqual([{ was: null }]);
  await login.end();
  // With its id, its history would be that of the new record.
  for (const take of [
    "insert into app_public.contacts (id, first_name) values ($1, 'Mine')",
    "insert into app_public.companies (id, name, created_at) values ($1, 'Mine', '2020-01-01')",
  ])
    await expect(db.as(lea).query(take, [id]), take).rejects.toMatchObject({ code: "RM409", constraint: "id_unused" });
  expect(await db.as(lea).rows("select from app_public.record_history($1)", [id])).toEqual([]);
  await db.as(ann).query("select app_public.restore_record($1)", [id]);
  expect(await db.as(ann).rows("select first_name, city from app_public.contacts where id = $1", [id])).toEqual([
    { first_name: "Secret", city: "Oslo" },
  ]);
});

test("who deleted their own gets it back, also with its company, which they do not see", async ({
  committing: db,
  people: { ann, lea },
}) => {
  const [role] = await db.owner.rows<{ id: string; key: string }>("select * from app_public.create_role('Contacts')");
  await db.owner.query("select app_public.set_permissions($1, $2)", [
    role?.id,
    JSON.stringify([{ object: "contacts", read: "own", create: true, update: "own", delete: "own" }]),
  ]);
  const { kim } = await db.people({ kim: role?.key ?? "" });
  const firm = await make(db, ann, "insert into app_public.companies (name) values ('Unseen')");
  const other = await make(db, lea, "insert into app_public.companies (name) values ('Other')");
  const id = await make(
    db,
    ann,
    "insert into app_public.contacts (first_name, company_id, owner_id) values ('Of Kim', $1, $2)",
    [firm, kim.id],
  );
  const now = () => db.owner.rows("select company_id from app_public.contacts where id = $1", [id]);
  const deletion = await does(db, kim, "delete from app_public.contacts where id = $1 returning id", [id]);
  await undo(db, kim, deletion);
  expect(await now()).toEqual([{ company_id: firm }]);
  await does(db, kim, "delete from app_public.contacts where id = $1 returning id", [id]);
  await expect(
    db
      .as(kim)
      .query("insert into app_public.contacts (id, first_name, company_id) values ($1, 'Of Kim', $2)", [id, other]),
  ).rejects.toMatchObject({ constraint: "link_seen" });
  await db.as(kim).query("select app_public.restore_record($1)", [id]);
  expect(await now()).toEqual([{ company_id: firm }]);
});
