import { expect } from "vitest";
import { type Member, test } from "../testing.ts";
import { ended, upload } from "./testing.ts";

const stages = "select name from app_public.stages where name like 'Our %' order by name";
const pipelines = "select name from app_public.pipelines order by name";

test("the undo of an import takes away the pipelines and stages that it made, unless a deal is in them by then", async ({
  server,
  worker: _,
}) => {
  const { ann } = await server.people({ ann: "admin" });
  const file = "title,pipeline,stage\nA,,Our first\nB,Kept,Our second\nD,Gone,\n";
  const made = await upload(server, ann, file, "object=deals&action=run");
  expect(await ended(server, ann, made)).toMatchObject({ status: "done", created: 3 });
  expect(await server.owner.rows(pipelines)).toEqual([{ name: "Gone" }, { name: "Kept" }, { name: "Sales" }]);
  expect(await server.owner.rows(stages)).toEqual([{ name: "Our first" }, { name: "Our second" }]);
  await server.owner.query(
    "insert into app_public.deals (title, stage_id, owner_id) select 'C', id, $1 from app_public.stages where name = 'Our second'",
    [ann.id],
  );
  await server.send(`/rest/imports/${made.id}/undo`, { as: ann, method: "POST" });
  expect(await ended(server, ann, made)).toMatchObject({ status: "undone" });
  expect(await server.owner.rows("select title from app_public.deals")).toEqual([{ title: "C" }]);
  expect(await server.owner.rows(stages)).toEqual([{ name: "Our second" }]);
  expect(await server.owner.rows(pipelines)).toEqual([{ name: "Kept" }, { name: "Sales" }]);
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

test("an import that is undone in the audit log is called undone, until that is undone in turn", async ({
  server,
  worker: _,
}) => {
  const { amy } = await server.people({ amy: "admin" });
  const made = await upload(server, amy, "name\nTwice Ltd\n", "object=companies&action=run");
  await ended(server, amy, made);
  const [before] = await server.owner.rows<{ status: string; id: string }>(
    "select status, transaction_id as id from app_public.imports where id = $1",
    [made.id],
  );
  expect(before?.status).toBe("done");
  const undo = async (transactionId: string | undefined) => {
    const { data } = await server.graphql(
      `mutation { undo(input: { transactionId: "${transactionId}" }) { transactionId } }`,
      { as: amy },
    );
    return (data as { undo: { transactionId: string } }).undo.transactionId;
  };
  const status = () => server.owner.rows("select status from app_public.imports where id = $1", [made.id]);
  const undone = await undo(before?.id);
  expect(await status()).toEqual([{ status: "undone" }]);
  await undo(undone);
  expect(await status()).toEqual([{ status: "done" }]);
  expect(await server.owner.rows("select name from app_public.companies where name = 'Twice Ltd'")).toHaveLength(1);
});

test("an import that wrote nothing has nothing to undo, and says so", async ({ server, worker: _ }) => {
  const { ida } = await server.people({ ida: "user" });
  const made = await upload(server, ida, "name,domain\nNowhere,no domain; at all\n", "object=companies&action=run");
  expect(await ended(server, ida, made)).toMatchObject({ status: "done", created: 0, rejected: 1 });
  const undo = await server.send(`/rest/imports/${made.id}/undo`, { as: ida, method: "POST" });
  expect(undo.status).toBe(409);
  expect(await undo.json()).toMatchObject({ title: "This import wrote nothing, so there is nothing to undo." });
});
