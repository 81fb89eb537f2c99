import { expect } from "vitest";
import { test } from "../testing.ts";

test("the ids of a group are as many as its records, and other fields are counted once for each value", async ({
  server,
}) => {
  const { ann, bob } = await server.people({ ann: "user", bob: "user" });
  await server.owner.query(
    `insert into app_public.contacts (last_name, job_title, city, owner_id) values
      ('A', 'Buyer', 'Rome', $1), ('B', 'Buyer', 'Rome', $1), ('C', 'Buyer', 'Oslo', $2), ('D', 'Founder', null, $2)`,
    [ann.id, bob.id],
  );
  const { data } = await server.graphql(
    `{ contacts {
      aggregates { distinctCount { id city } }
      groupedAggregates(groupBy: [JOB_TITLE]) { keys distinctCount { id city } }
    } }`,
    { as: ann },
  );
  expect(data?.contacts).toEqual({
    aggregates: { distinctCount: { id: "4", city: "2" } },
    groupedAggregates: expect.arrayContaining([
      { keys: ["Buyer"], distinctCount: { id: "3", city: "2" } },
      { keys: ["Founder"], distinctCount: { id: "1", city: "0" } },
    ]),
  });
});
