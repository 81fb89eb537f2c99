import { expect } from "vitest";
import { test } from "../testing.ts";

interface Operation {
  operationId: string;
  parameters?: { name?: string }[];
  responses: Record<string, { headers?: object; content?: object }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
}

test("what there is, members are told, by session or by key; visitors are not", async ({ server }) => {
  const { ora } = await server.people({ ora: "read_only" });
  expect((await server.send("/rest/openapi.json", { as: ora })).status).toBe(200);
  for (const as of [null, "not a token", "rk_not-a-key"]) {
    const response = await server.send("/rest/openapi.json", { as });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      401,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await response.json()).toMatchObject({ code: "UNAUTHENTICATED" });
    const { data, errors } = await server.graphql("{ __schema { types { name fields { name } } } }", { as });
    expect([data ?? null, errors]).toMatchObject([null, [{ extensions: { code: "UNAUTHENTICATED" } }]]);
  }
  // The page that shows it holds nothing of it.
  expect((await server.send("/rest/")).status).toBe(200);
});

test("files in and out are described as they are", async ({ server }) => {
  const { ann } = await server.people({ ann: "user" });
  const { paths } = (await (await server.send("/rest/openapi.json", { as: ann })).json()) as Description;
  const upload = paths["/imports"]?.post;
  expect(upload?.responses["201"]?.content).toEqual({ "application/json": expect.anything() });
  // Each of its parameters is one that the route takes, and the route answers as described.
  const values: Record<string, string> = {
    object: "companies",
    fileName: "some.csv",
    encoding: "utf-8",
    delimiter: ",",
    header: "true",
    mode: "create",
    matchBy: "name",
    action: "check",
  };
  expect(upload?.parameters?.map(({ name }) => name)).toEqual(Object.keys(values));
  const uploaded = await server.send(`/rest/imports?${new URLSearchParams(values)}`, {
    as: ann,
    body: "Name\nAcme\n",
    headers: { "content-type": "text/csv" },
  });
  const { data } = (await uploaded.json()) as { data: { id: string; rowCount: string } };
  expect([uploaded.status, uploaded.headers.get("location")]).toEqual([201, `/rest/imports/${data.id}`]);
  for (const [path, method, status] of [
    ["rejected.csv", "get", 200],
    ["check", "post", 202],
    ["run", "post", 202],
    ["cancel", "post", 202],
    ["undo", "post", 202],
  ] as const) {
    expect(paths[`/imports/{id}/${path}`]?.[method]?.responses[status], path).toBeDefined();
    if (path === "rejected.csv") {
      const answer = await server.send(`/rest/imports/${data.id}/${path}`, { as: ann });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    }
  }

  expect(Object.keys(paths["/companies/export"] ?? {})).toEqual(["get", "post"]);
  expect(Object.keys(paths["/companies/export"]?.get?.responses["200"]?.content ?? {})).toEqual([
    "text/csv",
    "application/json",
  ]);
  for (const [format, mediaType] of [
    ["csv", "text/csv; charset=utf-8"],
    ["json", "application/json; charset=utf-8"],
  ]) {
    const answer = await server.send(
      `/rest/companies/export?format=${format}&fields=name&orderBy=-name&filter[name][eq]=X&bom=false`,
      { as: ann },
    );
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, mediaType]);
  }
});

test("every write by REST says its transaction, by which it is taken back", async ({ server }) => {
  const { uwe } = await server.people({ uwe: "user" });
  const { paths } = (await (await server.send("/rest/openapi.json", { as: uwe })).json()) as Description;
  const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const response = await server.send(`/rest${path}`, {
      as: uwe,
      method,
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    });
    expect(response.ok, `${method} ${path}`).toBe(true);
    const described = paths[path.replace(/\?.*$/, "").replace(/[0-9a-f-]{36}/, "{id}")]?.[method.toLowerCase()];
    expect(described?.responses[response.status]?.headers, `${method} ${path}`).toHaveProperty("Transaction-Id");
    const transactionId = response.headers.get("transaction-id");
    expect(transactionId, `${method} ${path}`).toMatch(/^\d+$/);
    return {
      transactionId,
      body: response.status === 204 ? null : ((await response.json()) as { data: { id: string } }),
    };
  };
  const titles = () => server.owner.rows<{ title: string }>("select title from app_public.deals order by title");
  const undo = async (transactionId: string | null) =>
    expect((await server.send("/rest/actions/undo", { as: uwe, body: { transactionId } })).status).toBe(200);

  const made = await send("POST", "/deals", { title: "One" }, { "idempotency-key": "one" });
  const again = await send("POST", "/deals", { title: "One" }, { "idempotency-key": "one" });
  expect(again).toEqual(made);
  const id = made.body?.data.id;
  const many = await send("POST", "/deals", [{ title: "Two" }, { title: "Three" }]);
  await undo(many.transactionId);
  expect(await titles()).toEqual([{ title: "One" }]);
  const changed = await send("PATCH", `/deals/${id}`, { title: "Changed" });
  await undo(changed.transactionId);
  expect(await titles()).toEqual([{ title: "One" }]);
  await send("PATCH", "/deals", [{ id, title: "Changed too" }]);
  await send("PUT", "/companies?on=domain", { name: "Acme", domain: "acme.example" });
  await send("POST", "/actions/add-note", { body: "Hello", recordIds: [id] });
  const gone = await send("DELETE", `/deals/${id}`);
  await undo(gone.transactionId);
  expect(await titles()).toEqual([{ title: "Changed too" }]);
  // Reading writes nothing.
  expect((await server.send("/rest/deals", { as: uwe })).headers.get("transaction-id")).toBeNull();
});
