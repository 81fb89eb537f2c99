import { expect } from "vitest";
import { test } from "../testing.ts";

test("what needs more than a key to be deleted is deleted by an action, as OpenAPI says", async ({ server }) => {
  const { ada } = await server.people({ ada: "admin" });
  const act = async (action: string, body: object) => {
    const response = await server.send(`/rest/actions/${action}`, { as: ada, body });
    return [response.status, JSON.parse(await response.text())] as const;
  };
  const [, { data: object }] = await act("create-object", { singular: "Event", plural: "Events" });
  const [, { data: field }] = await act("create-field", { object: "events", label: "City", type: "text" });
  const { paths } = (await (await server.send("/rest/openapi.json", { as: ada })).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  for (const [path, id] of [
    ["objects", object.id],
    ["fields", field.id],
  ] as const) {
    const refused = await server.send(`/rest/${path}/${id}`, { as: ada, method: "DELETE" });
    expect([refused.status, await refused.json()]).toMatchObject([
      405,
      { title: `${path} cannot be deleted here.`, hint: "What else can be done is under /rest/actions." },
    ]);
    expect(paths[`/${path}/{id}`]).not.toHaveProperty("delete");
  }
  for (const action of ["delete-object", "delete-field", "delete-role"])
    expect(paths[`/actions/${action}`]).toHaveProperty("post");
  expect(await act("delete-field", { field: "events.city", confirm: "City" })).toMatchObject([200, {}]);
  expect(await act("delete-object", { object: "events", confirm: "Sessions" })).toMatchObject([
    400,
    { constraint: "objects_delete_confirmed" },
  ]);
  expect(await act("delete-object", { object: "events", confirm: "Events" })).toMatchObject([200, { data: true }]);
  expect(await server.owner.rows("select from app_public.objects where name = 'events'")).toEqual([]);
});

test("a role is deleted at its address, or by an action that says which role its members get", async ({ server }) => {
  const { ana } = await server.people({ ana: "admin" });
  const make = async (name: string) => {
    const made = await server.send("/rest/actions/create-role", { as: ana, body: { name } });
    return ((await made.json()) as { data: { id: string } }).data.id;
  };
  const gone = await server.send(`/rest/roles/${await make("Temp")}`, { as: ana, method: "DELETE" });
  expect(gone.status).toBe(204);
  const [id, newRoleId] = [await make("Old"), await make("New")];
  const moved = await server.send("/rest/actions/delete-role", { as: ana, body: { id, newRoleId } });
  expect(moved.status).toBe(200);
});
