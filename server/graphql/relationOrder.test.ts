import { expect } from "vitest";
import { test } from "../testing.ts";

test("a list is ordered by what its records lead to is called, as far as one may see that", async ({ server }) => {
  const { ann, bob } = await server.people({ ann: "admin", bob: "user" });
  await server.owner.query(`
    with c as (insert into app_public.companies (name) values ('émile'), ('Zeta'), ('acme') returning id, name)
    insert into app_public.contacts (last_name, company_id, owner_id, created_by)
    select v.last_name, c.id, v.owner_id::uuid, v.owner_id::uuid
    from (values ('One', 'Zeta', '${bob.id}'), ('Two', 'acme', '${ann.id}'), ('Three', 'émile', null), ('Four', null, null))
      v (last_name, company, owner_id) left join c on c.name = v.company`);
  const order = async (value: string, as = ann) => {
    const { data, errors } = await server.graphql<{ contacts: { nodes: { lastName: string }[] } }>(
      `{ contacts(orderBy: [${value}, LAST_NAME_ASC]) { nodes { lastName } } }`,
      { as },
    );
    expect(errors).toBeUndefined();
    return data?.contacts.nodes.map(({ lastName }) => lastName);
  };
  expect(await order("COMPANY__TITLE_ASC")).toEqual(["Two", "Three", "One", "Four"]);
  expect(await order("COMPANY__TITLE_DESC")).toEqual(["One", "Three", "Two", "Four"]);
  expect(await order("OWNER__TITLE_ASC")).toEqual(["Two", "One", "Four", "Three"]);
  expect(await order("CREATED_BY__TITLE_DESC")).toEqual(["One", "Two", "Four", "Three"]);

  const rest = await server.send("/rest/contacts?orderBy=-company.title&fields=lastName", { as: bob });
  const { data } = (await rest.json()) as { data: { lastName: string }[] };
  expect(data.map(({ lastName }) => lastName)).toEqual(["One", "Three", "Two", "Four"]);
  const file = await server.send("/rest/contacts/export?orderBy=company.title&fields=lastName", { as: bob });
  expect((await file.text()).match(/,\w+$/gm)).toEqual([",lastName", ",Two", ",Three", ",One", ",Four"]);

  // Who may not read companies learns nothing of their names.
  const made = await server.graphql<{ createRole: { result: { id: string } } }>(
    `mutation { createRole(input: { name: "Caller" }) { result { id } } }`,
    { as: ann },
  );
  await server.graphql(
    `mutation ($role: UUID!) { setPermission(input: { roleId: $role, object: "contacts", read: "all" }) { clientMutationId } }`,
    { as: ann, variables: { role: made.data?.createRole.result.id } },
  );
  const { cal } = await server.people({ cal: "caller" });
  expect(await order("COMPANY__TITLE_ASC", cal)).toEqual(["Four", "One", "Three", "Two"]);
  await server.graphql(
    `mutation ($role: UUID!) { setPermission(input: { roleId: $role, object: "companies", read: "own" }) { clientMutationId } }`,
    { as: ann, variables: { role: made.data?.createRole.result.id } },
  );
  await server.owner.query("update app_public.companies set owner_id = $1 where name = 'Zeta'", [cal.id]);
  expect(await order("COMPANY__TITLE_ASC", cal)).toEqual(["One", "Four", "Three", "Two"]);
});
