import { expect } from "vitest";
import { type Person, test } from "../testing.ts";
import { makeRoles } from "./testingMatrix.ts";

/** What somebody who may not read a record could ask about it, with its id as $1, and with one of their own as $2. */
const questions = [
  "select * from app_public.deals where id = $1",
  "update app_public.deals set title = 'Mine' where id = $1 returning id",
  "delete from app_public.deals where id = $1 returning id",
  "update app_public.deals set contact_id = $1 where id = $2",
  "update app_custom.leak_things set deal_id = $1 where id = $2",
  "insert into app_custom.leak_things (name, deal_id) values ('Linked', $1)",
  "insert into app_custom.leak_things_deals (source_id, target_id) values ($2, $1)",
  "select app_public.set_related('leak_things.deals', $2, array[$1::uuid])",
  "select app_public.set_related('leak_things.deals', $1, array[$2::uuid])",
  "select app_public.add_note('Hello', record_ids => array[$1::uuid])",
  "select app_public.add_task('Hello', record_ids => array[$1::uuid])",
  "insert into app_public.note_targets (note_id, record_id) values ($2, $1)",
  "insert into app_public.favorites (user_id, record_id) values (app_hidden.user_id(), $1)",
  "select * from app_public.record_history($1)",
  "select app_public.record_as_of($1, now())",
  "select app_public.restore_record($1)",
  "select app_public.merge_records($2, array[$1::uuid])",
  "select app_public.merge_records($1, array[$2::uuid])",
  "select app_public.explain_access(app_hidden.user_id(), 'read', record_id => $1)",
  "select app_public.explain_access(app_hidden.user_id(), 'update', record_id => $1)",
  "select app_hidden.create_records('leak_things', jsonb_build_array(jsonb_build_object('name', 'X', 'deal_id', $1::uuid)))",
  "select app_hidden.update_records('deals', jsonb_build_array(jsonb_build_object('id', $1::uuid, 'title', 'X')))",
  "select app_hidden.delete_records('deals', array[$1::uuid])",
];

test("of a record that one may not read one is told what one is told of one that does not exist", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.owner.query(`
    select app_public.create_object('Leak thing', 'Leak things');
    select app_public.create_field('leak_things', 'Deal', 'relation', '{"target": "deals"}');
    select app_public.create_field('leak_things', 'Deals', 'many_to_many', '{"target": "deals", "inverse_label": "Leaks"}')`);
  const { "Sales Rep": seller = "" } = await makeRoles(db.owner);
  await db.owner.query("select app_public.set_permissions(id, $2) from app_public.roles where key = $1", [
    seller,
    JSON.stringify(
      ["leak_things", "notes", "tasks"].map((object) => ({
        object,
        read: "own",
        create: true,
        update: "own",
        delete: "own",
      })),
    ),
  ]);
  const { sue } = await db.people({ sue: seller });
  const make = async (as: Person, sql: string) => (await db.as(as).rows<{ id: string }>(sql))[0]?.id ?? "";
  const hidden = await make(ann, "insert into app_public.deals (title) values ('Secret') returning id");
  const missing = "01900000-0000-7000-8000-000000000000";
  const own = {
    deals: await make(sue, "insert into app_public.deals (title) values ('Hers') returning id"),
    leak_things: await make(sue, "insert into app_custom.leak_things (name) values ('Hers') returning id"),
    notes: await make(sue, "select (app_public.add_note('Hers')).id"),
  };
  const ask = (sql: string, id: string) => {
    const mine = sql.includes("leak_things") ? own.leak_things : sql.includes("note_targets") ? own.notes : own.deals;
    return db
      .as(sue)
      .query(sql, sql.includes("$2") ? [id, mine] : [id])
      .then(
        ({ rows, rowCount }) => JSON.stringify({ rows, rowCount }),
        ({ code, message, detail, hint, constraint }) => JSON.stringify({ code, message, detail, hint, constraint }),
      )
      .then((told) => told.replaceAll(id, "ID"));
  };
  const told = async (id: string) =>
    Object.fromEntries(await Promise.all(questions.map(async (sql) => [sql, await ask(sql, id)] as const)));
  const ofHidden = await told(hidden);
  expect(JSON.stringify(ofHidden)).not.toContain("Secret");
  expect(ofHidden).toEqual(await told(missing));

  const undo = (transaction: string | undefined) =>
    db
      .as(sue)
      .query("select app_public.undo($1)", [transaction])
      .catch(({ code, message }) => ({ code, message }));
  const [change] = await db.owner.rows<{ id: string }>(
    `insert into app_public.changes (transaction_id, db_role, source, operation, object, record_id, title)
     values (1, 'crm_admin', 'web', 'update', 'deals', $1, 'Secret') returning transaction_id as id`,
    [hidden],
  );
  expect(await undo(change?.id)).toEqual(await undo("2"));
});

test("that a value is taken is told without whose it is", async ({ db }) => {
  const { Consultant: consultant = "" } = await makeRoles(db.owner);
  await db.owner.query("select app_public.set_permissions(id, $2) from app_public.roles where key = $1", [
    consultant,
    JSON.stringify([{ object: "companies", read: "own", create: true, update: "own", delete: "own" }]),
  ]);
  const { ann, con } = await db.people({ ann: "admin", con: consultant });
  await db.as(ann).query("insert into app_public.companies (name, domain) values ('Secret', 'secret.example')");
  const taken = await db
    .as(con)
    .query("insert into app_public.companies (name, domain) values ('Mine', 'secret.example')")
    .catch((error) => error);
  expect(taken).toMatchObject({ code: "23505" });
  expect(`${taken.message} ${taken.hint}`).not.toContain("Secret");
  expect(await db.as(con).rows("select from app_public.companies where domain = 'secret.example'")).toEqual([]);
});

test("nobody gives themselves more: no role, no permission, no grant, no key", async ({ db }) => {
  const { uli } = await db.people({ uli: "user" });
  const admin = "(select id from app_public.roles where key = 'admin')";
  for (const escalation of [
    `select app_public.change_member_role(app_hidden.user_id(), ${admin})`,
    "select app_public.set_permission(app_hidden.role_id(), 'deals', delete => 'all')",
    "select app_public.update_role(app_hidden.role_id(), settings => array['roles'])",
    "select app_public.copy_role(app_hidden.role_id(), 'Mine')",
    `select app_public.create_api_key('Mine', ${admin})`,
    `select app_public.invite_member('me@example.com', ${admin})`,
    `select app_public.view_as_role(${admin})`,
    `update app_public.workspace set default_role_id = ${admin}`,
    `update app_public.users set role_id = ${admin}`,
    `update app_public.api_keys set role_id = ${admin}`,
    "grant crm_admin to crm_user",
    "alter role crm_user createrole",
    'create policy "mine" on app_public.deals using (true)',
    "alter table app_public.deals disable row level security",
  ]) {
    const outcome = await db
      .as(uli)
      .query(escalation)
      .then(
        ({ rowCount }) => `done with ${rowCount}`,
        ({ code }: { code: string }) => code,
      );
    expect(["42501", "RM403", "done with 0"], `${escalation}: ${outcome}`).toContain(outcome);
  }
  expect(
    await db.as(uli).rows("select r.key from app_public.me() m join app_public.roles r on r.id = m.role_id"),
  ).toEqual([{ key: "user" }]);
});
