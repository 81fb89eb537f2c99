import { expect } from "vitest";
import { makeRoles } from "../rbac/testingMatrix.ts";
import { test as base, type Person } from "../testing.ts";
import { does } from "./state.ts";

const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ann: "user", ben: "user" }),
);

test("a record has the values that it had at a moment, and may be given them again", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const [made] = await db
    .as(ann)
    .rows<{ id: string; at: string }>(
      "insert into app_public.contacts (first_name, city) values ('Ada', 'Oslo') returning id, now()::text as at",
    );
  const moments: string[] = [];
  for (const [person, name, city] of [
    [ben, "Eva", "Bergen"],
    [ann, "Eva", null],
    [ben, "Ida", "Narvik"],
  ] as const) {
    await does(db, person, "update app_public.contacts set first_name = $2, city = $3 where id = $1 returning id", [
      made?.id,
      name,
      city,
    ]);
    const [moment] = await db.owner.rows<{ now: string }>("select clock_timestamp()::text as now");
    moments.push(moment?.now ?? "");
  }
  const asOf = async (at: unknown) =>
    (
      await db
        .as(ann)
        .rows<{ values: Record<string, unknown> | null }>("select app_public.record_as_of($1, $2) as values", [
          made?.id,
          at,
        ])
    )[0]?.values;
  expect(await asOf(made?.at)).toMatchObject({ name: "Ada", firstName: "Ada", city: "Oslo" });
  expect(await asOf(moments[0])).toMatchObject({ name: "Eva", firstName: "Eva", city: "Bergen" });
  expect(await asOf(moments[1])).toMatchObject({ name: "Eva", city: null });
  expect(await asOf(moments[2])).toMatchObject({ name: "Ida", city: "Narvik" });
  expect(await asOf("2000-01-01")).toBeNull();

  const history = await db
    .as(ann)
    .rows<{ id: string; operation: string }>("select id, operation from app_public.record_history($1)", [made?.id]);
  expect(history.map(({ operation }) => operation)).toEqual(["update", "update", "update", "insert"]);
  await db.as(ben).query("select app_public.restore_values($1)", [history[2]?.id]);
  expect(await db.owner.rows("select first_name, city from app_public.contacts where id = $1", [made?.id])).toEqual([
    { first_name: "Ada", city: "Oslo" },
  ]);
});

test("the log has a partition for this month and the next three, made once", async ({ committing: db }) => {
  await db.owner.query("select app_hidden.ensure_change_partitions()");
  const partitions = await db.owner.rows<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'app_public.changes'::regclass and inhrelid::regclass::text !~ 'other' order by 1",
  );
  expect(partitions).toHaveLength(4);
  // What a DBA does with an old month: it leaves the log, whole and readable.
  const oldest = partitions.at(-1)?.name;
  await db.owner.query(`alter table app_public.changes detach partition ${oldest}`);
  expect(await db.owner.rows(`select from ${oldest}`)).toEqual([]);
});

test("a month that was written before it had a partition gets one, with what was written", async ({
  committing: db,
  people: { ann },
}) => {
  const ids = await db.owner.rows<{ id: string }>(
    `insert into app_public.changes (at, db_role, source, operation, object, record_id, title)
     select now() + make_interval(months => n), 'crm', 'sql', 'insert', 'contacts', uuidv7(), 'Late ' || n from unnest(array[4, 5, 5, 7]) n returning id`,
  );
  await db.owner.query("select app_hidden.ensure_change_partitions(6)");
  await db.owner.query("select app_hidden.ensure_change_partitions(6)");
  const places = () =>
    db.owner.rows(
      `select c.title, c.tableoid::regclass::text = 'app_private.changes_' || to_char(c.at at time zone 'UTC', 'YYYY_MM') as "isItsMonth"
       from app_public.changes c where c.id = any ($1) order by c.title`,
      [ids.map(({ id }) => id)],
    );
  expect(await places()).toEqual([
    { title: "Late 4", isItsMonth: true },
    { title: "Late 5", isItsMonth: true },
    { title: "Late 5", isItsMonth: true },
    { title: "Late 7", isItsMonth: false },
  ]);
  await db.owner.query("select app_hidden.ensure_change_partitions(7)");
  expect((await places()).at(-1)).toEqual({ title: "Late 7", isItsMonth: true });
  // Read by members through the log only, and written to as before.
  expect(
    await db.as(ann).rows("select title from app_public.changes where id = any ($1)", [ids.map(({ id }) => id)]),
  ).toHaveLength(4);
  expect(
    await db.owner.rows(
      "select relname from pg_class where relname ~ '^changes_2' and relkind = 'r' and not relrowsecurity",
    ),
  ).toEqual([]);
  const [next] = await db.owner.rows(
    `insert into app_public.changes (at, db_role, source, operation, object, record_id, title)
     values (now() + interval '5 months', 'crm', 'sql', 'insert', 'contacts', uuidv7(), 'Next') returning id > $1 as "isLater"`,
    [ids.at(-1)?.id],
  );
  expect(next).toEqual({ isLater: true });
  await db.owner.query("delete from app_public.changes where db_role = 'crm' and at > now()");
});

test("who reads only their own sees what was deleted of theirs, and nothing of others", async ({
  committing: db,
  people: { ann },
}) => {
  const { "Sales Rep": seller = "", "Support Rep": support = "" } = await makeRoles(db.owner);
  const { sue, sam } = await db.people({ sue: seller, sam: support });
  const deleted = (person: Person) =>
    db
      .as(person)
      .rows(
        "select title, operation, user_id from app_public.changes where operation = 'delete' and object in ('deals', 'notes') order by id",
      );
  const remove = async (person: Person, title: string) => {
    const rows = await db.as(person).rows("delete from app_public.deals where title = $1 returning id", [title]);
    expect(rows).toHaveLength(1);
    return rows[0]?.id;
  };
  await db
    .as(ann)
    .query("insert into app_public.deals (title, owner_id) values ('Of Sue', $1), ('Of Sue too', $1), ('Of Ann', $2)", [
      sue.id,
      ann.id,
    ]);
  const id = await remove(sue, "Of Sue");
  await remove(ann, "Of Sue too");
  await remove(ann, "Of Ann");
  expect(await deleted(sue)).toEqual([
    { title: "Of Sue", operation: "delete", user_id: sue.id },
    { title: "Of Sue too", operation: "delete", user_id: ann.id },
  ]);
  await db.as(sue).query("select app_public.restore_record($1)", [id]);
  expect(await db.as(sue).rows("select title from app_public.deals")).toEqual([{ title: "Of Sue" }]);

  // Of notes and tasks nobody can say any more what they were attached to: whoever deleted their own knew.
  for (const body of ["By Sam", "By Sam, deleted by Ann"])
    await db.as(sam).query("select app_public.add_note($1)", [body]);
  await db.as(ann).query("select app_public.add_note('By Ann')");
  await db.as(sam).query("delete from app_public.notes where body = 'By Sam'");
  await db.as(ann).query("delete from app_public.notes");
  expect((await deleted(sam)).filter(({ title }) => /^By/.test(String(title)))).toEqual([
    { title: "By Sam", operation: "delete", user_id: sam.id },
  ]);
});
