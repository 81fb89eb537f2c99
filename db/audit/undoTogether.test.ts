import pg from "pg";
import { expect } from "vitest";
import { test as base, type Db, type Person } from "../testing.ts";
import { company, does, stateOf, undo } from "./state.ts";

// What others do at the same moment, or did in between.
const test = base
  .extend("people", { scope: "file" }, ({ committing }) =>
    committing.people({ ann: "user", ben: "user", ada: "admin" }),
  )
  .extend("begin", async ({ database }, { onCleanup }) => {
    const clients: pg.Client[] = [];
    onCleanup(async () => {
      for (const client of clients) await client.end();
    });
    /** A transaction of a person that stays open until it is told to commit. */
    return async (person: Person, sql: string, values: unknown[]) => {
      const client = new pg.Client({ connectionString: database.authenticatorUrl });
      clients.push(client);
      await client.connect();
      await client.query("begin");
      await client.query("select app_hidden.enter($1::uuid, null)", [person.sessionId]);
      await client.query(sql, values);
      return () => client.query("commit");
    };
  });

/** Until somebody waits for somebody else's lock. */
async function whenWaiting(db: Db): Promise<void> {
  for (;;) {
    if ((await db.owner.rows("select from pg_locks where not granted")).length > 0) return;
  }
}

test("of two who undo or restore the same at once, the second is told that it is done", async ({
  committing: db,
  begin,
  people: { ann, ben },
}) => {
  const { id } = await company(db, ann, "Twice");
  const before = await stateOf(db);
  for (const again of [
    (deletion: string) => undo(db, ben, deletion),
    () => db.as(ben).query("select app_public.restore_record($1)", [id]),
  ]) {
    const deletion = await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
    const commit = await begin(ann, "select app_public.undo($1)", [deletion]);
    const second = expect(again(deletion)).rejects.toMatchObject({
      code: "RM409",
      message: expect.stringMatching(/“Twice” (was restored since by ann|is not deleted)\./),
    });
    await whenWaiting(db);
    await commit();
    await second;
    expect(await stateOf(db)).toEqual(before);
  }
});

test("a creation is not undone while somebody attaches a note to it", async ({
  committing: db,
  begin,
  people: { ann, ben },
}) => {
  const [made] = await db
    .as(ann)
    .rows<{ id: string; tx: string }>(
      "insert into app_public.companies (name) values ('New') returning id, pg_current_xact_id()::text as tx",
    );
  const commit = await begin(ben, "select app_public.add_note('Just now', record_ids => array[$1::uuid])", [made?.id]);
  const refused = expect(undo(db, ann, made?.tx ?? "")).rejects.toMatchObject({
    message: "“New” has got a note since.",
  });
  await whenWaiting(db);
  await commit();
  await refused;
  expect(await db.owner.rows("select from app_public.note_targets where record_id = $1", [made?.id])).toHaveLength(1);
});

test("a deletion is not undone past what happened to the record between it and another one", async ({
  committing: db,
  people: { ann, ben },
}) => {
  const { id } = await company(db, ann, "Twice gone");
  const remove = (person: Person) =>
    does(db, person, "delete from app_public.companies where id = $1 returning id", [id]);
  const first = await remove(ann);
  await undo(db, ann, first);
  await db.as(ben).query("update app_public.companies set city = 'Bergen' where id = $1", [id]);
  const before = await stateOf(db);
  const second = await remove(ben);
  await expect(undo(db, ann, first)).rejects.toMatchObject({ message: "“Twice gone” was deleted since by ben." });
  await undo(db, ann, second);
  expect(await stateOf(db)).toEqual(before);
});

test("records that took over a unique value from each other give it back", async ({
  committing: db,
  people: { ann },
}) => {
  // Each to the domain of the one before it, the first to a new one; and the other way round.
  for (const [name, by] of [
    ["down", -1],
    ["up", 1],
  ] as const) {
    await db
      .as(ann)
      .query(
        `insert into app_public.companies (name, domain) select 'Chain $1 ' || i, '$1' || i || '.com' from generate_series(1, 300) i order by i * $2`
          .replaceAll("$1", name)
          .replaceAll("$2", `${-by}`),
      );
    const before = await stateOf(db);
    const move = await does(
      db,
      ann,
      `update app_public.companies set domain = '${name}' || split_part(name, ' ', 3)::integer + ${by} || '.com' where name like 'Chain ${name} %' returning 1`,
    );
    const after = await stateOf(db);
    const undone = await undo(db, ann, move);
    expect(await stateOf(db)).toEqual(before);
    await undo(db, ann, undone?.transaction_id ?? "");
    expect(await stateOf(db)).toEqual(after);

    // Unless somebody else has it by now.
    const taken = by < 0 ? "down300.com" : "up1.com";
    await db.as(ann).query("insert into app_public.companies (name, domain) values ('Other', $1)", [taken]);
    const now = await stateOf(db);
    await expect(undo(db, ann, move)).rejects.toMatchObject({ constraint: "companies_domain_unique" });
    expect(await stateOf(db)).toEqual(now);
  }
});

test("a deal whose stage was removed comes back into the first of its pipeline, and does not go back there", async ({
  committing: db,
  people: { ann, ada },
}) => {
  const [pipeline] = await db.as(ada).rows<{ id: string }>("select id from app_public.add_pipeline('Short')");
  const stages = await db.owner.rows<{ id: string; outcome: string }>(
    "select id, outcome from app_public.stages where pipeline_id = $1 order by position",
    [pipeline?.id],
  );
  const [first, last] = [stages[0]?.id, stages.find(({ outcome }) => outcome === "lost")?.id];
  const deal = async (title: string) =>
    (
      await db
        .as(ann)
        .rows<{ id: string }>(
          "insert into app_public.deals (title, stage_id, lost_reason, value) values ($1, $2, 'Price', 5) returning id",
          [title, last],
        )
    )[0]?.id;
  const [gone, moved] = [await deal("Gone"), await deal("Moved")];
  const move = await does(db, ann, "update app_public.deals set stage_id = $2 where id = $1 returning 1", [
    moved,
    first,
  ]);
  const deletion = await does(db, ann, "delete from app_public.deals where id = $1 returning 1", [gone]);
  await db.as(ada).query("select app_public.remove_stage($1)", [last]);
  for (const [transaction, title] of [
    [move, "Moved"],
    [deletion, "Gone"],
  ])
    await expect(undo(db, ann, transaction ?? "")).rejects.toMatchObject({
      code: "RM409",
      message: `“${title}” was in a stage that was removed since.`,
    });
  await db.as(ann).query("select app_public.restore_record($1)", [gone]);
  const now = () =>
    db.owner.rows("select stage_id, probability, value, closed_at from app_public.deals where id = $1", [gone]);
  expect(await now()).toEqual([{ stage_id: first, probability: 20, value: "5", closed_at: null }]);
  await db.as(ann).query("delete from app_public.deals where id = $1", [gone]);
  const [sales] = await db.owner.rows<{ id: string }>(
    "select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id where p.name = 'Sales' order by s.position limit 1",
  );
  await db.as(ada).query("select app_public.remove_pipeline($1, $2)", [pipeline?.id, sales?.id]);
  await db.as(ann).query("select app_public.restore_record($1)", [gone]);
  expect(await now()).toMatchObject([{ stage_id: sales?.id }]);
});
