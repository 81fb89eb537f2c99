import pg from "pg";
import { expect } from "vitest";
import { type Member, type TestServer, test } from "../testing.ts";

// A role that sees its own alone, one that sees nothing, and a custom object: beside what ships.
test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id',
      title_settings => '{"unique": true, "required": true}')`);
    await client.query("select app_public.create_field('factory_orders', 'Quantity', 'number', '{\"decimals\": 0}')");
    for (const [key, scope] of [
      ["rest_own", "own"],
      ["rest_none", "none"],
    ]) {
      await client.query(
        `with role as (insert into app_public.roles (key, name, db_role) values ($1, $1, app_hidden.role_name($1)) returning id)
         insert into app_public.permissions (role_id, object, read, "create", update, delete)
         select role.id, o.name, $2, $2 = 'own', $2, $2 from role, app_public.objects o
         on conflict (role_id, object) do update set (read, "create", update, delete) = (excluded.read, excluded."create", excluded.update, excluded.delete)`,
        [key, scope],
      );
      await client.query("select app_hidden.derive_role(id) from app_public.roles where key = $1", [key]);
    }
  } finally {
    await client.end();
  }
});

interface Names {
  name: string;
  apiName: string;
  apiNamePlural: string;
  restName: string;
  title: string;
}

async function objectsOf(server: TestServer): Promise<Names[]> {
  return await server.owner.rows<Names & Record<string, unknown>>(
    `select o.name, o.api_name as "apiName", o.api_name_plural as "apiNamePlural", o.rest_name as "restName",
       case o.name when 'contacts' then 'firstName' when 'notes' then 'body' else app_hidden.camel(o.title_column::text) end as title
     from app_public.objects o order by o.name`,
  );
}

const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What one door answers: data without what differs by nature, or the refusal. */
type Outcome = { data: unknown } | { code: unknown; message: unknown; field: unknown; constraint: unknown };

async function byGraphql(server: TestServer, as: Member | null, query: string, variables: object): Promise<Outcome> {
  const { data, errors } = await server.graphql<{ result: { record?: unknown } }>(query, {
    as,
    variables: { ...variables },
  });
  const [error] = errors ?? [];
  if (!error) return { data: data?.result && "record" in data.result ? data.result.record : data?.result };
  const { code, field, constraint } = error.extensions;
  return { code, message: error.message, field, constraint };
}

async function byRest(
  server: TestServer,
  as: Member | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Outcome> {
  const response = await server.send(`/rest/${path}`, { as, method, ...(body !== undefined && { body }) });
  if (response.status === 204) return { data: null };
  const answer = JSON.parse(await response.text());
  if (response.ok)
    return { data: "totalCount" in answer ? { nodes: answer.data, totalCount: answer.totalCount } : answer.data };
  const { code, title, field, constraint } = answer;
  return { code, message: title, field, constraint };
}

/** Ids and times differ between two records that were made alike. */
const alike = (outcome: Outcome) =>
  JSON.parse(
    JSON.stringify(outcome)
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "an id")
      .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"a time"'),
  );

test("what GraphQL does with the records of any object, REST does too, with equal results and equal refusals for each role", async ({
  server,
}) => {
  const people = {
    ...(await server.people({ ada: "admin", uwe: "user", rea: "read_only", own: "rest_own", non: "rest_none" })),
    visitor: null,
  };
  const roles = Object.entries<Member | null>(people);
  const compared: string[] = [];
  for (const { apiName: one, apiNamePlural: many, restName: path, title, name } of await objectsOf(server)) {
    const One = upperFirst(one);
    const Many = upperFirst(many);
    const table = await server.owner.rows<{ t: string }>("select app_hidden.table_of($1) as t", [name]);
    const column = title.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const make = async (owner: Member | null, text: string) => {
      const [row] = await server.owner.rows<{ id: string }>(
        `insert into ${table[0]?.t} (${column}, owner_id) values ($1, $2) returning id`,
        [text, owner?.id ?? null],
      );
      return row?.id ?? "";
    };
    for (const [who, as] of roles) {
      const text = (n: string) => `${one} ${who} ${n}`;
      const same = async (verb: string, graphql: Promise<Outcome>, rest: Promise<Outcome>) => {
        compared.push(verb);
        expect([name, who, verb, alike(await rest)]).toEqual([name, who, verb, alike(await graphql)]);
      };
      const mine = await make(as, text("mine"));
      const [theirs1, theirs2] = [await make(null, text("theirs")), await make(null, text("theirs too"))];

      await same(
        "list",
        byGraphql(
          server,
          as,
          `{ result: ${many}(first: 5, orderBy: [CREATED_AT_DESC]) { nodes { id ${title} } totalCount } }`,
          {},
        ),
        byRest(server, as, "GET", `${path}?first=5&orderBy=-createdAt&fields=${title}`),
      );
      await same(
        "filter",
        byGraphql(
          server,
          as,
          `query($text: String) { result: ${many}(filter: { ${title}: { includesInsensitive: $text } }, orderBy: [ID_ASC]) { nodes { id } totalCount } }`,
          { text: text("THEIRS") },
        ),
        byRest(
          server,
          as,
          "GET",
          `${path}?filter[${title}][contains]=${encodeURIComponent(text("THEIRS"))}&orderBy=id&fields=id`,
        ),
      );
      for (const id of [mine, theirs1]) {
        const asked = byGraphql(server, as, `query($id: UUID!) { result: ${one}(id: $id) { id ${title} } }`, { id });
        // Where GraphQL gives null, REST has a status for it.
        const expected = asked.then((outcome) =>
          "data" in outcome && outcome.data === null
            ? {
                code: "NOT_FOUND",
                message: `There is no such record in ${path}.`,
                field: undefined,
                constraint: undefined,
              }
            : outcome,
        );
        await same("one", expected, byRest(server, as, "GET", `${path}/${id}?fields=${title}`));
      }

      const update = `mutation($id: UUID!, $patch: ${One}Patch!) { result: update${One}(input: { id: $id, patch: $patch }) { record: ${one} { id ${title} } } }`;
      const selection = `?fields=${title}`;
      const written = async (outcome: Promise<Outcome>): Promise<Outcome> => {
        const told = await outcome;
        const pick = (row: unknown): unknown =>
          Array.isArray(row)
            ? row.map(pick)
            : row && typeof row === "object"
              ? { id: Object(row).id, [title]: Object(row)[title] }
              : row;
        return "data" in told ? { data: pick(told.data) } : told;
      };
      for (const id of [mine, theirs1, "01900000-0000-7000-8000-000000000000"]) {
        const patch = { [title]: text("changed") + (name === "factory_orders" ? id.slice(-4) : "") };
        await same(
          "update",
          byGraphql(server, as, update, { id, patch }),
          written(byRest(server, as, "PATCH", `${path}/${id}`, patch)),
        );
        const items = [{ id, patch }];
        await same(
          "update many",
          byGraphql(
            server,
            as,
            `mutation($items: [Update${Many}Item!]!) { result: update${Many}(input: { ${many}: $items }) { record: ${many} { id ${title} } } }`,
            { items },
          ),
          written(
            byRest(
              server,
              as,
              "PATCH",
              path,
              items.map((item) => ({ id: item.id, ...item.patch })),
            ),
          ),
        );
      }
      const create = `mutation($record: ${One}Input!) { result: create${One}(input: { ${one}: $record }) { record: ${one} { ${title} } } }`;
      const createMany = `mutation($records: [${One}Input!]!) { result: create${Many}(input: { ${many}: $records }) { record: ${many} { ${title} } } }`;
      const titles = async (outcome: Promise<Outcome>): Promise<Outcome> => {
        const told = await outcome;
        const pick = (row: unknown): unknown =>
          Array.isArray(row) ? row.map(pick) : row ? { [title]: Object(row)[title].replace(/ by \w+/, "") } : row;
        return "data" in told ? { data: pick(told.data) } : told;
      };
      await same(
        "create",
        titles(byGraphql(server, as, create, { record: { [title]: text("made by graphql") } })),
        titles(byRest(server, as, "POST", path + selection, { [title]: text("made by rest") })),
      );
      const two = (door: string) => [1, 2].map((n) => ({ [title]: text(`${n} by ${door}`) }));
      await same(
        "create many",
        titles(byGraphql(server, as, createMany, { records: two("graphql") })),
        titles(byRest(server, as, "POST", path + selection, two("rest"))),
      );
      await same(
        "upsert",
        titles(
          byGraphql(
            server,
            as,
            `mutation($records: [${One}Input!]!) { result: upsert${Many}(input: { on: "${title}", ${many}: $records }) { record: ${many} { ${title} } } }`,
            { records: two("graphql") },
          ),
        ),
        titles(byRest(server, as, "PUT", `${path}?on=${title}`, two("rest"))),
      );
      const remove = `mutation($id: UUID!) { result: delete${Many}(input: { ids: [$id] }) { ids } }`;
      const gone = async (outcome: Promise<Outcome>): Promise<Outcome> =>
        "data" in (await outcome) ? { data: null } : outcome;
      for (const [first, second] of [
        [mine, await make(as, text("mine too"))],
        [theirs1, theirs2],
      ] as const)
        await same(
          "delete",
          gone(byGraphql(server, as, remove, { id: first })),
          byRest(server, as, "DELETE", `${path}/${second}`),
        );
      await same(
        "search",
        byGraphql(server, as, `query($q: String!) { result: search(query: $q) { nodes { id object title } } }`, {
          q: who,
        }).then((told) => ("data" in told ? { data: Object(told.data).nodes } : told)),
        byRest(server, as, "GET", `search?query=${who}`).then((told) =>
          "data" in told && Array.isArray(told.data)
            ? { data: told.data.map(({ id, object, title: t }) => ({ id, object, title: t })) }
            : told,
        ),
      );
    }
  }
  expect(compared.length).toBeGreaterThan(6 * 6 * 15);
}, 180_000);
