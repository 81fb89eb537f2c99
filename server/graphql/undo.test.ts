import { expect } from "vitest";
import { test } from "../testing.ts";

const companies = (server: { owner: { rows(sql: string): Promise<unknown[]> } }) =>
  server.owner.rows("select name from app_public.companies order by name");

test("every mutation says which transaction it was, and undo takes that back", async ({ server }) => {
  const { ann } = await server.people({ ann: "user" });
  const made = await server.graphql<{
    one: { transactionId: string; company: { id: string } };
    many: { transactionId: string };
  }>(
    `mutation {
       one: createCompany(input: { company: { name: "One" } }) { transactionId company { id } }
       many: createCompanies(input: { companies: [{ name: "Two" }, { name: "Three" }] }) { transactionId }
     }`,
    { as: ann },
  );
  expect(made.errors).toBeUndefined();
  expect(await companies(server)).toHaveLength(3);
  const undo = `mutation ($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { transactionId objects count } } }`;
  const many = await server.graphql<{ undo: { transactionId: string; result: unknown } }>(undo, {
    as: ann,
    variables: { id: made.data?.many.transactionId },
  });
  expect(many.data?.undo.result).toEqual({
    transactionId: many.data?.undo.transactionId,
    objects: ["companies"],
    count: 2,
  });
  expect(await companies(server)).toEqual([{ name: "One" }]);
  const patched = await server.graphql<{ updateCompany: { transactionId: string } }>(
    `mutation ($id: UUID!) { updateCompany(input: { id: $id, patch: { city: "Oslo" } }) { transactionId } }`,
    { as: ann, variables: { id: made.data?.one.company.id } },
  );
  const early = await server.graphql(undo, { as: ann, variables: { id: made.data?.one.transactionId } });
  expect(early.errors?.[0]).toMatchObject({
    message: "“One” was changed since by ann (city).",
    extensions: { code: "CONFLICT", constraint: "undo_unchanged" },
  });
  await server.graphql(undo, { as: ann, variables: { id: patched.data?.updateCompany.transactionId } });
  await server.graphql(undo, { as: ann, variables: { id: made.data?.one.transactionId } });
  expect(await companies(server)).toEqual([]);
  const restored = await server.graphql(
    `mutation ($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id title } } }`,
    { as: ann, variables: { id: made.data?.one.company.id } },
  );
  expect(restored.data).toMatchObject({ restoreRecord: { result: { title: "One" } } });
});
