import { expect } from "vitest";
import { test } from "#server/testing.ts";

test("changes of objects, fields and roles at once, amid writers, wait for each other, and none is refused", async ({
  server,
}) => {
  const { ann } = await server.people({ ann: "admin" });
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await server.graphql<Record<string, { id: string }>>(query, { as: ann, variables });
    expect(errors).toBeUndefined();
    return data;
  };
  const [role] = await server.owner.rows<{ id: string }>("select id from app_public.roles where key = 'read_only'");
  let isOver = false;
  const write = async () => {
    while (!isOver) await ask(`mutation { createCompany(input: { company: { name: "Acme" } }) { company { id } } }`);
  };
  const objects = async (name: string) => {
    await ask(`mutation { createObject(input: { singular: "${name}", plural: "${name}s" }) { clientMutationId } }`);
    // What leads to members takes their table for a moment when it comes and when it goes, and everybody who signs in looks at that.
    await ask(
      `mutation { createField(input: { object: "${name.toLowerCase()}s", label: "Buyer", type: "member", settings: {} }) { clientMutationId } }`,
    );
    await ask(
      `mutation { deleteField(input: { field: "${name.toLowerCase()}s.buyer", confirm: "Buyer" }) { clientMutationId } }`,
    );
    await ask(
      `mutation { deleteObject(input: { object: "${name.toLowerCase()}s", confirm: "${name}s" }) { clientMutationId } }`,
    );
  };
  const permissions = async () => {
    for (const read of ["OWN", "ALL", "OWN", "ALL"])
      await ask(
        `mutation ($role: UUID!) { setPermission(input: { roleId: $role, object: "companies", read: "${read.toLowerCase()}" }) { clientMutationId } }`,
        { role: role?.id },
      );
  };
  const writers = [write(), write()];
  try {
    await Promise.all([...["Boat", "Sail", "Rope", "Mast"].map(objects), permissions()]);
  } finally {
    isOver = true;
    await Promise.all(writers);
  }
  expect(await server.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);
}, 60_000);
