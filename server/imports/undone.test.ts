import { expect } from "vitest";
import { type Member, test } from "../testing.ts";
import { ended, upload } from "./testing.ts";

const stages = "select name from app_public.stages where name like 'Our %' order by name";

test("the undo of an import takes away the stages that it made, unless a deal is in them by then", async ({
  server,
  worker: _,
}) => {
  const { ann } = await server.people({ ann: "admin" });
  const made = await upload(server, ann, "title,stage\nA,Our first\nB,Our second\n", "object=deals&action=run");
  expect(await ended(server, ann, made)).toMatchObject({ status: "done", created: 2 });
  expect(await server.owner.rows(stages)).toEqual([{ name: "Our first" }, { name: "Our second" }]);
  await server.owner.query(
    "insert into app_public.deals (title, stage_id, owner_id) select 'C', id, $1 from app_public.stages where name = 'Our second'",
    [ann.id],
  );
  await server.send(`/rest/imports/${made.id}/undo`, { as: ann, method: "POST" });
  expect(await ended(server, ann, made)).toMatchObject({ status: "undone" });
  expect(await server.owner.rows("select title from app_public.deals")).toEqual([{ title: "C" }]);
  expect(await server.owner.rows(stages)).toEqual([{ name: "Our second" }]);
});

test("who manages the workspace takes back a colleague's import, under their own name; others cannot", async ({
  server,
  worker: _,
}) => {
  const { bea, max, eva } = await server.people({ bea: "admin", max: "user", eva: "user" });
  const made = await upload(server, max, "name\nMisread Ltd\n", "object=companies&action=run");
  expect(await ended(server, max, made)).toMatchObject({ status: "done", created: 1 });
  const canUndo = async (as: Member) => {
    const body = { query: "query ($id: UUID!) { import(id: $id) { canUndo } }", variables: { id: made.id } };
    const response = await server.send("/graphql", { as, body });
    return ((await response.json()) as { data: { import: { canUndo: boolean } | null } }).data.import?.canUndo;
  };
  expect([await canUndo(max), await canUndo(bea), await canUndo(eva)]).toEqual([true, true, undefined]);
  const undo = (as: Member) => server.send(`/rest/imports/${made.id}/undo`, { as, method: "POST" });
  expect((await undo(eva)).status).toBe(404);
  expect((await undo(bea)).status).toBe(202);
  expect(await ended(server, bea, made)).toMatchObject({ status: "undone" });
  expect(
    await server.owner.rows(
      "select operation, user_id from app_public.changes where title = 'Misread Ltd' order by id",
    ),
  ).toEqual([
    { operation: "insert", user_id: max.id },
    { operation: "delete", user_id: bea.id },
  ]);
});
