import { expect } from "vitest";
import { type Person, test } from "../testing.ts";
import { makeRoles } from "./testingMatrix.ts";

const policy = `
  create policy board_notes on app_public.notes as restrictive for select to crm_member
  using (current_setting('role') = 'crm_admin' or title not like 'Board:%')`;

test("what a DBA's policy hides is hidden in the registry, in search, in the history and in the log, at once", async ({
  db,
}) => {
  const { "Sales Rep": seller = "" } = await makeRoles(db.owner);
  const { ana, uli, sue } = await db.people({ ana: "admin", uli: "user", sue: seller });
  const make = async (as: Person, title: string, body: string) =>
    (await db.as(as).rows<{ id: string }>("select (app_public.add_note($2, $1)).id", [title, body]))[0]?.id ?? "";
  const hidden = await make(ana, "Board: layoffs", "Zebrafish for everybody");
  const open = await make(ana, "Lunch", "Zebrafish for lunch");
  await db.as(ana).query("update app_public.notes set body = body || '!' where id = $1", [hidden]);
  await db.owner.query(policy);

  const seen = async (as: Person) => ({
    notes: await titles(as, "select title from app_public.notes"),
    records: await titles(as, "select title from app_public.records where object = 'notes'"),
    search: await titles(as, "select title from app_public.search('zebrafish')"),
    begins: await titles(as, "select title from app_public.search('board')"),
    changes: await titles(as, "select distinct title from app_public.changes where object = 'notes'"),
    history: (await db.as(as).rows("select app_public.record_history($1)", [hidden])).length,
  });
  const titles = async (as: Person, sql: string) =>
    (await db.as(as).rows<{ title: string }>(sql)).map(({ title }) => title).sort();
  const both = ["Board: layoffs", "Lunch"];
  expect(await seen(ana)).toEqual({
    notes: both,
    records: both,
    search: both,
    begins: ["Board: layoffs"],
    changes: both,
    history: 2,
  });
  expect(await seen(uli)).toEqual({
    notes: ["Lunch"],
    records: ["Lunch"],
    search: ["Lunch"],
    begins: [],
    changes: ["Lunch"],
    history: 0,
  });
  expect((await seen(sue)).changes).not.toContain("Board: layoffs");

  // Nor can it be put to use unseen.
  for (const attempt of [
    "insert into app_public.favorites (user_id, record_id) values (app_hidden.user_id(), $1)",
    "insert into app_public.task_targets (task_id, record_id) select (app_public.add_task('Mine')).id, $1",
  ])
    await expect(db.as(uli).query(attempt, [hidden]), attempt).rejects.toMatchObject({ code: "42501" });
  await db
    .as(uli)
    .query("insert into app_public.favorites (user_id, record_id) values (app_hidden.user_id(), $1)", [open]);

  // Of what is deleted nobody can say any more whether the policy hid it: the log shows it to who deleted it.
  await db.as(ana).query("delete from app_public.notes");
  expect(await titles(uli, "select distinct title from app_public.changes where object = 'notes'")).toEqual([]);
  expect(
    await titles(ana, "select title from app_public.changes where object = 'notes' and operation = 'delete'"),
  ).toEqual(both);
});

test("what is attached to a hidden note does not tell its title", async ({ db }) => {
  const { ana, uli } = await db.people({ ana: "admin", uli: "user" });
  const [company] = await db
    .as(ana)
    .rows<{ id: string }>("insert into app_public.companies (name) values ('Acme') returning id");
  await db.as(ana).query("select app_public.add_note('Secret', 'Board: sale', array[$1::uuid])", [company?.id]);
  const log = (as: Person) =>
    db.as(as).rows("select object, title from app_public.changes where object in ('notes', 'note_targets') order by 1");
  expect(await log(uli)).toHaveLength(2);
  await db.owner.query(policy);
  expect(await log(uli)).toEqual([]);
  expect(await log(ana)).toHaveLength(2);
});

test("a link is in the history of who may see both its ends", async ({ db }) => {
  await db.owner.query(`
    select app_public.create_object('Order', 'Orders');
    select app_public.create_field('orders', 'Friends', 'many_to_many', '{"target": "contacts", "inverse_label": "Orders"}')`);
  const { "Sales Rep": seller = "" } = await makeRoles(db.owner);
  await db.owner.query("select app_public.set_permissions(id, $2) from app_public.roles where key = $1", [
    seller,
    JSON.stringify(
      ["orders", "contacts"].map((object) => ({ object, read: "own", create: true, update: "own", delete: "own" })),
    ),
  ]);
  const { ana, sue } = await db.people({ ana: "admin", sue: seller });
  const make = async (as: Person, sql: string, values: unknown[] = []) =>
    (await db.as(as).rows<{ id: string }>(sql, values))[0]?.id;
  const order = await make(sue, "insert into app_custom.orders (name) values ('Hers') returning id");
  const hers = await make(sue, "insert into app_public.contacts (first_name) values ('Hers') returning id");
  const hidden = await make(ana, "insert into app_public.contacts (first_name) values ('Hugo') returning id");
  await db
    .as(ana)
    .query("select app_public.set_related('orders.friends', $1, array[$2, $3]::uuid[])", [order, hers, hidden]);
  const links = async (as: Person) =>
    (
      await db
        .as(as)
        .rows<{ target: string }>(
          "select new ->> 'target_id' as target from app_public.record_history($1) where object = 'orders_friends'",
          [order],
        )
    ).map(({ target }) => target);
  expect(await links(sue)).toEqual([hers]);
  expect((await links(ana)).sort()).toEqual([hers, hidden].sort());

  // And from the other end.
  const from = async (as: Person, contact: string | undefined) =>
    (
      await db
        .as(as)
        .rows<{ source: string }>(
          "select new ->> 'source_id' as source from app_public.record_history($1) where object = 'orders_friends'",
          [contact],
        )
    ).map(({ source }) => source);
  expect([await from(sue, hers), await from(ana, hers)]).toEqual([[order], [order]]);
  expect([await from(sue, hidden), await from(ana, hidden)]).toEqual([[], [order]]);
});
