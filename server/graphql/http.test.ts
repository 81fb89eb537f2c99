import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { serverAudits } from "graphql-http";
import { createClient } from "graphql-ws";
import { getIntrospectionQuery } from "postgraphile/graphql";
import { expect } from "vitest";
import { type Member, type TestServer, test } from "../testing.ts";

test("GraphQL over HTTP as the specification wants it: every MUST and every SHOULD", async ({ server }) => {
  const { ann } = await server.people({ ann: "admin" });
  const asAnn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...Object(init.headers), authorization: `Bearer ${ann.token}` } });
  const complaints: string[] = [];
  for (const fetchFn of [asAnn, fetch]) {
    for (const audit of serverAudits({ url: `${server.url}/graphql`, fetchFn })) {
      const result = await audit.fn();
      if (result.status !== "ok") complaints.push(`${audit.name}: ${result.reason}`);
    }
  }
  expect(complaints).toEqual([]);
});

/** Status and code of a raw request. */
async function post(server: TestServer, body: string, contentType = "application/json", as: Member | null = null) {
  const response = await server.send("/graphql", { as, body, headers: { "content-type": contentType } });
  const { errors } = JSON.parse(await response.text());
  return [response.status, errors[0].extensions.code];
}

/** The answer to a request of that many bytes that are never sent. */
function promised(server: TestServer, path: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`,
  );
  return text(socket);
}

const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(" ")} }`;
const nested = (depth: number): string =>
  depth === 0 ? "id" : `company { contacts(first: 1) { nodes { ${nested(depth - 1)} } } }`;

test("what cannot be read, or is too much, is refused before anything is asked of the database", async ({ server }) => {
  const { bob } = await server.people({ bob: "user" });
  expect(await post(server, "{{{")).toEqual([400, "BAD_USER_INPUT"]);
  expect(await post(server, "{}")).toEqual([400, "BAD_USER_INPUT"]);
  expect(await post(server, "{}", "text/plain")).toEqual([415, "BAD_USER_INPUT"]);
  const batch = JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: "{ __typename }" })));
  expect(await post(server, batch)).toEqual([400, "BAD_USER_INPUT"]);
  expect(await post(server, JSON.stringify({ query: "{ __typename }", a: "a".repeat(50_000_000) }))).toEqual([
    413,
    "PAYLOAD_TOO_LARGE",
  ]);
  const large = { body: JSON.stringify("a".repeat(50_000_000)), headers: { "content-type": "application/json" } };
  expect((await server.send("/rest/contacts", { as: bob, ...large })).status).toBe(413);
  for (const path of ["/graphql", "/rest/contacts", "/auth/login"])
    expect(await promised(server, path, 50_000_000)).toMatch(/^HTTP\/1.1 413 .*"PAYLOAD_TOO_LARGE"/s);
  const million = "query($n: Int) { companies(first: $n) { nodes { contacts(first: $n) { nodes { id } } } } }";
  const refused: [string, Record<string, unknown>?][] = [
    [`{ contacts(first: 1) { nodes { ${nested(15)} } } }`],
    [aliases(5_000)],
    [aliases(101)],
    [`{ __typename # ${"a".repeat(200_000)}\n }`],
    [million, { n: 1_000 }],
    [
      "fragment c on Contact { id deals { nodes { id } } } { companies(first: 1000) { nodes { contacts { nodes { ...c } } } } }",
    ],
  ];
  for (const [query, variables = {}] of refused) {
    const { data, errors } = await server.graphql(query, { as: bob, variables });
    expect([query.slice(0, 60), data ?? null, errors?.[0]?.extensions.code]).toEqual([
      query.slice(0, 60),
      null,
      "QUERY_TOO_COMPLEX",
    ]);
  }
  expect((await server.graphql(million, { as: bob, variables: { n: 100 } })).errors).toBeUndefined();
});

test("a list without first gives at most 100, and more than 1,000 are refused", async ({ server }) => {
  const { cleo } = await server.people({ cleo: "user" });
  await server.owner.query(
    "insert into app_public.companies (name) select 'Company ' || n from generate_series(1, 150) n",
  );
  const lists = "query($n: Int) { companies(first: $n) { nodes { id } } companiesToo: companies { nodes { id } } }";
  type Lists = Record<string, { nodes: unknown[] } | null>;
  const { data } = await server.graphql<Lists>(lists, { as: cleo, variables: { n: 120 } });
  expect([data?.companies?.nodes.length, data?.companiesToo?.nodes.length]).toEqual([120, 100]);
  for (const n of [1001, -1]) {
    const { errors } = await server.graphql(lists, { as: cleo, variables: { n } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
  }
});

test("a filter that says nothing about its field narrows nothing", async ({ server }) => {
  const { dot } = await server.people({ dot: "user" });
  await server.owner.query("insert into app_public.contacts (first_name) values ('Eva')");
  for (const filter of ["{ firstName: {} }", "{ company: {} }", "{ and: [] }", "{ firstName: null }"]) {
    const { data } = await server.graphql<{ contacts: unknown }>(`{ contacts(filter: ${filter}) { totalCount } }`, {
      as: dot,
    });
    expect(data?.contacts).toEqual({ totalCount: 1 });
  }
});

test("the schema is told to members, and not to visitors", async ({ server }) => {
  const { eve } = await server.people({ eve: "read_only" });
  for (const query of [
    "{ __schema { queryType { name } } }",
    '{ ... { __type(name: "Contact") { fields { name } } } }',
  ]) {
    expect((await server.graphql(query, { as: eve })).errors).toBeUndefined();
    expect((await server.graphql(query)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  }
  const { errors } = await server.graphql(getIntrospectionQuery(), { as: eve });
  expect(errors).toBeUndefined();
});

test("someone who sends a byte now and then keeps nobody waiting", async ({ server }) => {
  const { fay } = await server.people({ fay: "user" });
  const slow = Array.from({ length: 50 }, () => {
    const headers = {
      "content-type": "application/json",
      "content-length": 1_000,
      authorization: `Bearer ${fay.token}`,
    };
    const sending = request(`${server.url}/graphql`, { method: "POST", headers });
    sending.on("error", () => {});
    sending.write("{");
    return sending;
  });
  await sleep(100);
  const begun = performance.now();
  expect((await server.graphql("{ me { id } }", { as: fay })).errors).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(2_000);
  for (const sending of slow) sending.destroy();
});

/** The first answer over a WebSocket. */
async function overSocket(server: TestServer, as: Member | null, query: string, variables: Record<string, unknown>) {
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    connectionParams: as ? { authorization: `Bearer ${as.token}` } : {},
    retryAttempts: 0,
  });
  try {
    for await (const answer of client.iterate({ query, variables })) return answer.errors;
  } catch (error) {
    return error as { extensions: Record<string, unknown> }[];
  } finally {
    await client.dispose();
  }
  return undefined;
}

const someone = "01900000-0000-7000-8000-000000000000";
const refusals: {
  code: string;
  status: number;
  more?: Record<string, unknown>;
  as: "reader" | "writer" | null;
  query: string;
  rest: [method: string, path: string, body?: unknown];
}[] = [
  {
    code: "UNAUTHENTICATED",
    status: 401,
    as: null,
    query: "{ companies { nodes { id } } }",
    rest: ["GET", "/rest/companies"],
  },
  {
    code: "FORBIDDEN",
    status: 403,
    as: "reader",
    query: 'mutation { createCompany(input: { company: { name: "X" } }) { clientMutationId } }',
    rest: ["POST", "/rest/companies", { name: "X" }],
  },
  {
    code: "NOT_FOUND",
    status: 404,
    as: "writer",
    query: `mutation { updateCompany(input: { id: "${someone}", patch: { name: "X" } }) { clientMutationId } }`,
    rest: ["PATCH", `/rest/companies/${someone}`, { name: "X" }],
  },
  {
    code: "BAD_USER_INPUT",
    status: 400,
    more: { field: "domain", constraint: "companies_domain_format" },
    as: "writer",
    query: 'mutation { createCompany(input: { company: { name: "X", domain: "no domain" } }) { clientMutationId } }',
    rest: ["POST", "/rest/companies", { name: "X", domain: "no domain" }],
  },
  {
    code: "CONFLICT",
    status: 409,
    more: { field: "domain", constraint: "companies_domain_unique" },
    as: "writer",
    query:
      'mutation { createCompany(input: { company: { name: "X", domain: "taken.example" } }) { clientMutationId } }',
    rest: ["POST", "/rest/companies", { name: "X", domain: "taken.example" }],
  },
];

for (const { code, status, more = {}, as, query, rest } of refusals) {
  test(`${code} is said the same by GraphQL, over WebSocket and by REST`, async ({ server }) => {
    const people = await server.people({ [`reader_${code}`]: "read_only", [`writer_${code}`]: "user" });
    const person = as ? (people[`${as}_${code}`] ?? null) : null;
    await server.owner.query(
      "insert into app_public.companies (name, domain) values ('Taken', 'taken.example') on conflict do nothing",
    );
    const { errors } = await server.graphql(query, { as: person });
    expect(errors).toMatchObject([{ message: expect.any(String), extensions: { code, ...more } }]);
    const told = errors?.[0];
    expect(await overSocket(server, person, query, {})).toMatchObject([
      { message: told?.message, extensions: { code, ...more } },
    ]);

    const [method, path, body] = rest;
    const response = await server.send(path, { as: person, method, ...(body !== undefined && { body }) });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      expect.stringContaining("application/problem+json"),
    ]);
    expect(await response.json()).toMatchObject({ title: told?.message, status, code, ...more });
  });
}

test("a stale version is a CONFLICT, and a cursor from elsewhere is BAD_USER_INPUT", async ({ server }) => {
  const { gil } = await server.people({ gil: "user" });
  const [made] = await server.owner.rows<{ id: string }>(
    "insert into app_public.companies (name) values ('Acme') returning id",
  );
  const stale = await server.graphql(
    'mutation($id: UUID!) { updateCompany(input: { id: $id, patch: { city: "Rome", updatedAt: "2020-01-01T00:00:00Z" } }) { clientMutationId } }',
    { as: gil, variables: { id: made?.id } },
  );
  expect(stale.errors).toMatchObject([{ extensions: { code: "CONFLICT", field: "updatedAt" } }]);
  const cursor = await server.graphql('{ companies(after: "yesterday") { nodes { id } } }', { as: gil });
  expect(cursor.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

/** Has the making of pipelines fail like this. */
async function breakPipelines(server: TestServer, body: string): Promise<void> {
  await server.owner.query(
    `create or replace function app_hidden.tg_broken() returns trigger language plpgsql as $$ begin ${body} end $$`,
  );
  await server.owner.query(
    "create or replace trigger broken before insert on app_public.pipelines for each row execute function app_hidden.tg_broken()",
  );
}
const createPipeline = 'mutation { createPipeline(input: { pipeline: { name: "X" } }) { clientMutationId } }';

test("an error of our own is told by an id, never by its words", async ({ server }) => {
  const { ada } = await server.people({ ada: "admin" });
  await breakPipelines(server, "raise exception 'secret' using errcode = 'XX000';");
  const { errors } = await server.graphql(createPipeline, { as: ada });
  expect(errors).toMatchObject([{ extensions: { code: "INTERNAL", id: expect.any(String) } }]);
  expect(JSON.stringify(errors)).not.toContain("secret");
});

test("a statement may take 25 seconds, and one that is stopped is QUERY_TOO_COMPLEX", async ({ server }) => {
  const { ida } = await server.people({ ida: "admin" });
  await breakPipelines(server, "perform app_hidden.fail('RM400', 'x', current_setting('statement_timeout'));");
  expect((await server.graphql(createPipeline, { as: ida })).errors).toMatchObject([{ message: "25s" }]);
  await breakPipelines(server, "raise query_canceled;");
  const { errors } = await server.graphql(createPipeline, { as: ida });
  expect(errors).toMatchObject([{ extensions: { code: "QUERY_TOO_COMPLEX" } }]);
});
