import { expect } from "vitest";
import { test } from "../testing.ts";
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
