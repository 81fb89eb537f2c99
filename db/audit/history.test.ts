import { expect } from "vitest";
import { test as base } from "../testing.ts";
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
