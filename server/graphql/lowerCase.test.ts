import { expect } from "vitest";
import { test } from "#server/testing.ts";

test("e-mail addresses and domains are found however they are written, by their indexes", async ({ server }) => {
  await server.owner.query(
    `insert into app_public.contacts (last_name, emails) values ('Hopper', '{grace@up.example}');
     insert into app_public.companies (name, domain) values ('Up', 'up.example')`,
  );
  const { ann } = await server.people({ ann: "user" });
  for (const filter of [
    '{ anyEqualTo: "Grace@UP.example" }',
    '{ contains: ["GRACE@up.example"] }',
    '{ overlaps: ["x@x.example", "GRACE@up.example"] }',
    '{ equalTo: ["GRACE@up.example"] }',
  ]) {
    const found = await server.graphql(`{ contacts(filter: { emails: ${filter} }) { nodes { lastName } } }`, {
      as: ann,
    });
    expect(found, filter).toEqual({ data: { contacts: { nodes: [{ lastName: "Hopper" }] } } });
  }
  expect(
    await server.graphql('{ users(filter: { email: { in: ["ANN@example.com"] } }) { nodes { name } } }', {
      as: ann,
    }),
  ).toEqual({ data: { users: { nodes: [{ name: "ann" }] } } });
  const listed = await server.send("/rest/companies?filter[domain]=UP.example", { as: ann });
  expect(await listed.json()).toMatchObject({ data: [{ name: "Up" }] });
  const named = await server.graphql('{ companies(filter: { name: { equalTo: "UP" } }) { nodes { name } } }', {
    as: ann,
  });
  expect(named).toEqual({ data: { companies: { nodes: [] } } });
});
