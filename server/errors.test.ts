import { expect } from "vitest";
import { test } from "#server/testing.ts";

const create = (type: string, values: string) =>
  `mutation { create${type}(input: { ${type.toLowerCase()}: { ${values} } }) { clientMutationId } }`;

const cases = [
  [create("Contact", `firstName: "${"x".repeat(201)}"`), "A first name has at most 200 characters.", "firstName"],
  [create("Contact", `jobTitle: "${"x".repeat(301)}"`), "A job title has at most 300 characters.", "jobTitle"],
  [create("Deal", 'title: "A", value: "1e131"'), "A value is less than 1,000,000,000,000,000.", "value"],
  [create("Deal", 'title: "A", value: "1e200000"'), "A value is too large a number.", undefined],
  [create("Deal", 'title: "A", probability: 70000'), "“probability” is too large a number.", "probability"],
  [create("Deal", 'title: "A", value: "much"'), "“much” is not a number.", "value"],
  [create("Contact", 'lastName: "A", birthday: "2026-02-30"'), "“2026-02-30” is not a date.", "birthday"],
  [create("Task", 'title: "A", dueAt: "soon"'), "“soon” is not a date and time.", "dueAt"],
  [create("Contact", 'lastName: "A\\u0000"'), "“lastName” holds a character that no text can: NUL.", "lastName"],
  [
    'mutation { createContacts(input: { contacts: [{ lastName: "A", birthday: "then" }] }) { ids } }',
    "“then” is not a date.",
    "birthday",
  ],
  [
    `mutation { updateContact(input: { id: "${crypto.randomUUID()}", patch: { lastName: "A", birthday: "then" } }) { clientMutationId } }`,
    "“then” is not a date.",
    "birthday",
  ],
  ['{ contacts(filter: { birthday: { greaterThan: "then" } }) { nodes { id } } }', "“then” is not a date.", "birthday"],
] as const;

test("a value that cannot be stored is named with its field and its limit, in words of our own", async ({ server }) => {
  const { uli } = await server.people({ uli: "user" });
  for (const [operation, message, field] of cases) {
    const { errors } = await server.graphql(operation, { as: uli });
    const told = [errors?.[0]?.message, errors?.[0]?.extensions.code, errors?.[0]?.extensions.field];
    expect(told).toEqual([message, "BAD_USER_INPUT", field]);
  }
  const listed = await server.send("/rest/contacts?filter[birthday][gt]=then", { as: uli });
  expect(await listed.json()).toMatchObject({ title: "“then” is not a date.", field: "birthday" });
});

test("what others belong to is not deleted, and it is said what to do", async ({ server }) => {
  const { ann } = await server.people({ ann: "admin" });
  const [stage] = await server.owner.rows<{ id: string }>("select id from app_public.stages order by position limit 1");
  await server.graphql(create("Deal", 'title: "Ten desks"'), { as: ann });
  const { errors } = await server.graphql(
    `mutation { deleteStage(input: { id: "${stage?.id}" }) { clientMutationId } }`,
    { as: ann },
  );
  expect(errors?.[0]?.message).toBe("There are deals that belong to this: move or delete those first.");
  expect(errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT", constraint: "deals_stage_id_fkey" });
});
