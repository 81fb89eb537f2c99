import { expect } from "vitest";
import { test } from "../testing.ts";

test("an upsert gives the record as it is now, however its key was written", async ({ server }) => {
  const { uwe } = await server.people({ uwe: "user" });
  const put = async (body: unknown) => {
    const response = await server.send("/rest/companies?on=domain&fields=domain,name", {
      as: uwe,
      method: "PUT",
      body,
    });
    return [response.status, await response.json()] as const;
  };
  await put({ domain: "up.example", name: "Up" });
  const up = { id: expect.any(String), domain: "up.example", name: "UpB" };
  expect(await put({ domain: "UP.example", name: "UpB" })).toMatchObject([200, { data: up }]);
  expect(await put([{ domain: "http://up.example/", name: "UpB" }])).toMatchObject([200, { data: [up] }]);
  const twice = [
    { domain: "w.example", name: "W" },
    { domain: "W.example", name: "W" },
  ];
  expect(await put(twice)).toMatchObject([
    400,
    {
      code: "BAD_USER_INPUT",
      title: "Item 2: “W.example” is the record of item 1 already.",
      constraint: "upsert_key_once",
      field: "domain",
      item: 2,
    },
  ]);
});

test("of many that are written at once the one that is refused is named, by GraphQL and by REST", async ({
  server,
}) => {
  const { uta } = await server.people({ uta: "user" });
  const ok = { lastName: "A" };
  const refused = { item: 3, field: "emails", constraint: "contacts_emails_format", code: "BAD_USER_INPUT" };
  const message = "Item 3: One of these is not an e-mail address.";
  const create = "mutation ($contacts: [ContactInput!]!) { createContacts(input: { contacts: $contacts }) { ids } }";
  const { errors } = await server.graphql(create, {
    as: uta,
    variables: { contacts: [ok, ok, { emails: ["x"] }] },
  });
  expect(errors).toMatchObject([{ message, extensions: refused }]);
  const rest = async (body: unknown, method = "POST") =>
    (await server.send("/rest/contacts", { as: uta, method, body })).json() as Promise<{ data: { id: string }[] }>;
  expect(await rest([ok, ok, { emails: ["x"] }])).toMatchObject({ status: 400, title: message, ...refused });
  // What GraphQL refuses before the database is asked has the same words.
  expect(await rest([ok, { lastName: 5 }])).toMatchObject({
    status: 400,
    title: expect.stringMatching(/^Item 2: /),
    field: "lastName",
    item: 2,
  });
  expect(await rest([ok, { nickname: "x" }])).toMatchObject({ field: "nickname", item: 2 });
  // One by itself is not counted.
  expect(await rest({ emails: ["x"] })).toMatchObject({ title: "One of these is not an e-mail address." });
  expect(await rest([{ emails: ["x"] }])).toMatchObject({ title: "One of these is not an e-mail address." });
  const { data } = await server.graphql("{ contacts { totalCount } }", { as: uta });
  expect(data).toEqual({ contacts: { totalCount: 0 } });

  const [first, second] = (await rest([ok, ok])).data;
  const twice = [first, second, first].map((one, n) => ({ id: one?.id, lastName: `B${n}` }));
  expect(await rest(twice, "PATCH")).toMatchObject({
    status: 400,
    title: `Item 3: “${first?.id}” is the record of item 1 already.`,
    constraint: "update_key_once",
    item: 3,
  });
});
