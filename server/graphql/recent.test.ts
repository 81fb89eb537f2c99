import { expect } from "vitest";
import { createLog } from "../log.ts";
import { serve } from "../serve.ts";
import { test } from "../testing.ts";
import { recentOperations } from "./recent.ts";

test("a process that takes over is ready for what was asked last, without asking the database any of it", async ({
  server,
  env,
  database,
}) => {
  const { ann } = await server.people({ ann: "user" });
  const list = "query List($first: Int!) { contacts(first: $first) { nodes { id } } }";
  const make = `mutation { createContact(input: { contact: { firstName: "Once" } }) { contact { id } } }`;
  await server.graphql(list, { as: ann, variables: { first: 5 } });
  await server.graphql(make, { as: ann });
  await server.graphql(list, { as: ann, variables: { first: 6 } });
  expect(recentOperations()).toMatchObject([{ query: list, variables: { first: 6 } }, { query: make }]);

  const next = await serve({
    env,
    authenticatorUrl: database.authenticatorUrl,
    operations: recentOperations(),
    log: createLog("error"),
  });
  await next.stop();
  expect(await server.owner.rows("select from app_public.contacts where first_name = 'Once'")).toHaveLength(1);
});

test("of what is asked, thirty operations are remembered, and none that is very long", async ({ server }) => {
  const { bob } = await server.people({ bob: "user" });
  for (let n = 0; n < 35; n++) await server.graphql(`{ contacts(first: ${n}) { totalCount } }`, { as: bob });
  await server.graphql(`{ contacts { totalCount } } # ${"long".repeat(6_000)}`, { as: bob });
  const queries = recentOperations().map(({ query }) => query);
  expect(queries).toHaveLength(30);
  expect(queries[0]).toBe("{ contacts(first: 34) { totalCount } }");
});
