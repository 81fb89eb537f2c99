import { expect } from "vitest";
import { test } from "../testing.ts";

interface List {
  nodes: { lastName: string }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

test("who follows the cursors of a list gets every record once, also those without what it is ordered by", async ({
  server,
}) => {
  const { ann } = await server.people({ ann: "user" });
  await server.owner.query(`
    with c as (insert into app_public.companies (name) values ('Acme') returning id)
    insert into app_public.contacts (last_name, city, company_id)
    values ('One', 'Oslo', null), ('Two', 'Bergen', (select id from c)), ('Three', null, null), ('Four', null, (select id from c)), ('Five', 'Oslo', null)`);
  const walk = async (order: string) => {
    const names: string[] = [];
    for (let after: string | null = null; names.length < 10; ) {
      const { data, errors }: Awaited<ReturnType<typeof server.graphql<{ contacts: List }>>> = await server.graphql(
        `query ($after: Cursor) { contacts(orderBy: [${order}], first: 1, after: $after) { nodes { lastName } pageInfo { endCursor hasNextPage } } }`,
        { as: ann, variables: { after } },
      );
      expect(errors).toBeUndefined();
      names.push(...(data?.contacts.nodes ?? []).map(({ lastName }) => lastName));
      if (!data?.contacts.pageInfo.hasNextPage) break;
      after = data.contacts.pageInfo.endCursor;
    }
    return names;
  };
  expect(await walk("CITY_ASC, LAST_NAME_ASC")).toEqual(["Two", "Five", "One", "Four", "Three"]);
  // Who has none comes last, whichever way.
  expect(await walk("CITY_DESC, LAST_NAME_DESC")).toEqual(["One", "Five", "Two", "Three", "Four"]);
  expect(await walk("CITY_DESC, LAST_NAME_ASC")).toEqual(["Five", "One", "Two", "Four", "Three"]);
  expect(await walk("COMPANY__TITLE_ASC, LAST_NAME_ASC")).toEqual(["Four", "Two", "Five", "One", "Three"]);
  expect(await walk("COMPANY__TITLE_DESC, CITY_ASC, LAST_NAME_ASC")).toEqual(["Two", "Four", "Five", "One", "Three"]);

  const byRest: string[] = [];
  for (let after = ""; byRest.length < 10; ) {
    const path = `/rest/contacts?orderBy=city,lastName&fields=lastName&first=2${after && `&after=${encodeURIComponent(after)}`}`;
    const answer = (await (await server.send(path, { as: ann })).json()) as {
      data: { lastName: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
    byRest.push(...answer.data.map(({ lastName }) => lastName));
    if (!answer.pageInfo.hasNextPage) break;
    after = answer.pageInfo.endCursor;
  }
  expect(byRest).toEqual(["Two", "Five", "One", "Four", "Three"]);
});
