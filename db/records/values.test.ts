import { expect } from "vitest";
import { type Db, test } from "#db/testing.ts";

test("dates are of the years 1 to 9999", async ({ db }) => {
  const { ann, uli } = await db.people({ ann: "admin", uli: "user" });
  await db.as(ann).query("select app_public.create_field('deals', 'Signed', 'date')");
  await db.as(ann).query("select app_public.create_field('deals', 'Called', 'date_time')");
  const insert = {
    contacts_birthday_range: "into app_public.contacts (last_name, birthday) values ('Caesar', $1)",
    deals_expected_close_date_range: "into app_public.deals (title, expected_close_date) values ('Gaul', $1)",
    deals_closed_at_range:
      "into app_public.deals (title, stage_id, closed_at) values ('Gaul', (select id from app_public.stages where outcome = 'won'), $1)",
    deals_signed_range: "into app_public.deals (title, signed) values ('Gaul', $1)",
    deals_called_range: "into app_public.deals (title, called) values ('Gaul', $1)",
    tasks_due_at_range: "into app_public.tasks (title, due_at) values ('Cross', $1)",
    tasks_remind_at_range: "into app_public.tasks (title, remind_at) values ('Cross', $1)",
    tasks_done_at_range: "into app_public.tasks (title, status, done_at) values ('Cross', 'done', $1)",
  };
  for (const [constraint, statement] of Object.entries(insert)) {
    for (const date of ["0044-03-15 BC", "infinity", "-infinity", "10000-01-02"])
      await expect(db.as(uli).query(`insert ${statement}`, [date]), `${date} ${constraint}`).rejects.toMatchObject({
        constraint,
      });
    for (const date of ["0001-01-02", "9999-12-30"]) await db.as(uli).query(`insert ${statement}`, [date]);
  }
});

test("the place of a deal is a number", async ({ db }) => {
  const { uli } = await db.people({ uli: "user" });
  for (const position of ["NaN", "Infinity", "-Infinity"])
    await expect(
      db.as(uli).query("insert into app_public.deals (title, position) values ('Ten desks', $1)", [position]),
    ).rejects.toMatchObject({ constraint: "deals_position_range" });
});

test("companies do not belong to each other in a circle, also when several are written at once", async ({ db }) => {
  const { uli } = await db.people({ uli: "user" });
  const as = db.as(uli);
  const [holding, plant] = await companies(db, ["Holding", "Plant"]);
  const belongs = "update app_public.companies set parent_id = $2 where id = $1";
  await as.query(belongs, [plant, holding]);
  await expect(as.query(belongs, [holding, plant])).rejects.toMatchObject({
    code: "RM400",
    constraint: "companies_parent_above",
    column: "parent_id",
  });
  const [a, b, c] = await companies(db, ["A", "B", "C"]);
  const rows = JSON.stringify([
    { id: a, parent_id: b },
    { id: b, parent_id: c },
    { id: c, parent_id: a },
  ]);
  await expect(as.query("select app_hidden.update_records('companies', $1)", [rows])).rejects.toMatchObject({
    constraint: "companies_parent_above",
  });
  const swap = JSON.stringify([
    { id: holding, parent_id: plant },
    { id: plant, parent_id: null },
  ]);
  await as.query("select app_hidden.update_records('companies', $1)", [swap]);
});

test("of two people who make companies belong to each other at the same moment, the second is refused", async ({
  committing: db,
}) => {
  const { uli, una } = await db.people({ uli: "user", una: "user" });
  const [east, west] = await companies(db, ["East", "West"]);
  const belongs = (child: string | undefined, parent: string | undefined) =>
    `do $$ begin update app_public.companies set parent_id = '${parent}' where id = '${child}'; perform pg_sleep(0.5); end $$`;
  const both = await Promise.allSettled([db.as(uli).query(belongs(east, west)), db.as(una).query(belongs(west, east))]);
  expect(both.filter(({ status }) => status === "rejected")).toEqual([
    { status: "rejected", reason: expect.objectContaining({ code: "RM400", constraint: "companies_parent_above" }) },
  ]);
});

async function companies(db: Db, names: string[]): Promise<string[]> {
  const rows = await db.owner.rows<{ id: string }>(
    "insert into app_public.companies (name) select unnest($1::text[]) returning id",
    [names],
  );
  return rows.map(({ id }) => id);
}
