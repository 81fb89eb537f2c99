import { expect } from "vitest";
import { test as base } from "../testing.ts";
import { company, does, stateOf, undo } from "./state.ts";

const test = base.extend("people", { scope: "file" }, ({ committing }) => committing.people({ ann: "user" }));

test("in another cluster, which counts its transactions anew, what was done before is undone and restored as before", async ({
  committing: db,
  people: { ann },
}) => {
  const partMoved = () => db.owner.query("select app_hidden.part_moved_transactions()");
  const log = () =>
    db.owner.rows<{ id: string; tx: string }>("select id, transaction_id as tx from app_public.changes order by id");
  const { id, ivy } = await company(db, ann, "Moved");
  const before = await stateOf(db);
  const deletion = await does(db, ann, "delete from app_public.companies where id = $1 returning id", [id]);
  const after = await stateOf(db);
  const undone = await undo(db, ann, deletion);
  const here = await log();
  await partMoved();
  expect(await log()).toEqual(here);

  // Its log comes from one that has counted further.
  await db.owner.query("update app_public.changes set transaction_id = transaction_id + 1000, undoes = undoes + 1000");
  const moved = `${Number(undone?.transaction_id) + 1000}`;
  const next = Number((await db.owner.rows("select pg_current_xact_id()::text as id"))[0]?.id);
  expect(Number(moved)).toBeGreaterThan(next);
  await partMoved();
  const there = await log();
  expect(there.every(({ tx }) => Number(tx) < 0)).toBe(true);
  await partMoved();
  expect(await log()).toEqual(there);

  // Of what was done there and will be done here nothing is called the same.
  const last = there.at(-1)?.tx ?? "";
  await expect(undo(db, ann, moved)).rejects.toMatchObject({ constraint: "undo_known" });
  await undo(db, ann, last);
  expect(await stateOf(db)).toEqual(after);
  await db.as(ann).query("select app_public.restore_record($1)", [id]);
  expect(await stateOf(db)).toEqual(before);
  expect(
    await db
      .as(ann)
      .rows("select from app_public.changes where undoes = $1 and record_id = $2 and object = 'companies'", [last, id]),
  ).toHaveLength(1);
  expect(await db.as(ann).rows("select app_public.record_history($1)", [ivy])).not.toEqual([]);
});
