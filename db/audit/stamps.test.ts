import { expect } from "vitest";
import { test } from "../testing.ts";

test("who inserts cannot say that somebody else did, nor when it was changed", async ({ db }) => {
  const { ana, uli } = await db.people({ ana: "admin", uli: "user" });
  const [made] = await db.as(uli).rows<{ by_me: boolean; is_now: boolean; year: number }>(
    `insert into app_public.contacts (first_name, created_by, updated_by, created_at, updated_at)
     values ('Forged', $1, $1, '1999-01-01', '2099-01-01')
     returning created_by = $2 and updated_by = $2 as by_me, updated_at = now() as is_now, extract(year from created_at)::int as year`,
    [ana.id, uli.id],
  );
  // What an older CRM knew of it is kept: when it was created.
  expect(made).toEqual({ by_me: true, is_now: true, year: 1999 });
  for (const moment of ["infinity", "-infinity", "2099-01-01", "0044-03-15 BC"])
    await expect(
      db.as(uli).query("insert into app_public.companies (name, created_at) values ('X', $1)", [moment]),
      moment,
    ).rejects.toMatchObject({ code: "RM400", column: "created_at" });
});

test("what comes back has the stamps that it had", async ({ committing: db }) => {
  const { ana, uli } = await db.people({ ana: "admin", uli: "user" });
  const [{ id } = { id: "" }] = await db
    .as(ana)
    .rows<{ id: string }>("insert into app_public.contacts (first_name) values ('Back') returning id");
  await db.as(uli).query("update app_public.contacts set city = 'Oslo' where id = $1", [id]);
  const stamps = () =>
    db.owner.rows("select created_at, created_by, updated_at, updated_by from app_public.contacts where id = $1", [id]);
  const before = await stamps();
  await db.as(ana).query("delete from app_public.contacts where id = $1", [id]);
  await db.as(ana).query("select app_public.restore_record($1)", [id]);
  expect(await stamps()).toEqual(before);
});

test("who is removed has created and updated nothing any more, and is in the log", async ({ committing: db }) => {
  const { joy, max } = await db.people({ joy: "admin", max: "user" });
  const make = async (name: string) => {
    const [made] = await db
      .as(max)
      .rows<{ id: string }>("insert into app_public.contacts (first_name) values ($1) returning id", [name]);
    return made?.id;
  };
  const there = await make("There");
  const deleted = await make("Deleted");
  await db.as(joy).query("delete from app_public.contacts where id = $1", [deleted]);
  await db.as(joy).query("select app_public.remove_member($1, $2)", [max.id, joy.id]);
  await db.as(joy).query("select app_public.restore_record($1)", [deleted]);
  const handedOver = await db.owner.rows(
    "select max(transaction_id) as id from app_public.changes where record_id = $1",
    [there],
  );
  await expect(db.as(joy).query("select app_public.undo($1)", [handedOver[0]?.id])).rejects.toMatchObject({
    code: "RM409",
    message: "“There” had as its owner a member who was removed since.",
  });
  expect(
    await db.owner.rows(
      "select owner_id, created_by, updated_by from app_public.contacts where id = any ($1) order by first_name",
      [[there, deleted]],
    ),
  ).toEqual([
    { owner_id: null, created_by: null, updated_by: null },
    { owner_id: joy.id, created_by: null, updated_by: joy.id },
  ]);
  expect(
    await db.owner.rows(
      "select distinct user_id from app_public.changes where operation = 'insert' and record_id = $1",
      [there],
    ),
  ).toEqual([{ user_id: max.id }]);
});

test("nobody who does not exist has created or updated a record", async ({ db }) => {
  const nobody = "01900000-0000-7000-8000-000000000000";
  for (const column of ["created_by", "updated_by"])
    await expect(
      db.owner.query(`insert into app_public.contacts (first_name, ${column}) values ('X', $1)`, [nobody]),
      column,
    ).rejects.toMatchObject({ code: "RM400", message: "There is no such member." });
});

test("a member who is logged in to the database cannot say by which way they write, nor what it undoes", async ({
  db,
}) => {
  const { eva, tom } = await db.people({ eva: "admin", tom: "user" });
  const [key] = await db
    .as(eva)
    .rows<{ id: string }>(
      "select (app_public.create_api_key('Sync', id)).api_key_id as id from app_public.roles where key = 'user'",
    );
  await db.owner.query("select app_public.create_database_login($1)", [tom.id]);
  const login = (await db.owner.rows<{ login: string }>("select login from app_private.database_logins"))[0]?.login;
  const written = async (settings: Record<string, string>) => {
    await db.owner.query(`set local session authorization ${login}`);
    for (const [name, value] of Object.entries(settings))
      await db.owner.query("select set_config($1, $2, true)", [name, value]);
    await db.owner.query("insert into app_public.contacts (first_name) values ('By hand')");
    await db.owner.query("set local session authorization crm");
    return (
      await db.owner.rows("select user_id, api_key_id, source, undoes from app_public.changes order by id desc limit 1")
    )[0];
  };
  const truth = { user_id: tom.id, api_key_id: null, source: "sql", undoes: null };
  expect(await written({})).toEqual(truth);
  expect(
    await written({ "app.source": "web", "app.api_key_id": key?.id ?? "", "app.undoes": "7", "app.user_id": eva.id }),
  ).toEqual(truth);
});
