import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import pg from "pg";
import { expect } from "vitest";
import {
  type MatrixObject,
  makePair,
  makeRoles,
  type Pair,
  permissionOf,
  readObjects,
  within,
} from "#db/rbac/testingMatrix.ts";
import { type Member, type TestServer, test } from "./testing.ts";

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`
      select app_public.create_object('Gadget', 'Gadgets');
      select app_public.create_field('gadgets', 'Company', 'relation', '{"target": "companies"}');
      select app_public.create_field('gadgets', 'Contacts', 'many_to_many', '{"target": "contacts", "inverse_label": "Gadgets"}')`);
  } finally {
    await client.end();
  }
});

type Found = Record<string, string[]>;
interface Node {
  id: string;
}
interface List {
  nodes: Node[];
  totalCount: number;
  aggregates: { distinctCount: { id: string } };
  groupedAggregates: { keys: string[]; distinctCount: { id: string } }[];
}

const type = (object: MatrixObject) => object.api_name.charAt(0).toUpperCase() + object.api_name.slice(1);
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** What this person finds of the pair, by every way of reading that the schema has for any object. */
async function reads(server: TestServer, as: Member, object: MatrixObject, pair: Pair): Promise<Found> {
  const all = Object.values(pair);
  const { api_name: one, api_name_plural: many } = object;
  const { data, errors } = await server.graphql<Record<string, unknown>>(
    `query($ids: [UUID!]!, $mine: UUID!, $theirs: UUID!, $object: String!) {
      list: ${many}(filter: { id: { in: $ids } }) {
        nodes { id } totalCount aggregates { distinctCount { id } } groupedAggregates(groupBy: [OWNER_ID]) { keys distinctCount { id } }
      }
      mine: ${one}(id: $mine) { id }
      theirs: ${one}(id: $theirs) { id }
      records(filter: { id: { in: $ids } }) { nodes { id title subject { ... on ${type(object)} { id } } } totalCount }
      myRecord: record(id: $mine) { id }
      theirRecord: record(id: $theirs) { id }
      changes(filter: { recordId: { in: $ids } }) { nodes { recordId } }
      search(query: "Zebra", objects: [$object]) { nodes { id } }
      anything: search(query: "Zebra") { nodes { id } }
      myHistory: recordHistory(recordId: $mine) { nodes { recordId } }
      theirHistory: recordHistory(recordId: $theirs) { nodes { recordId } }
      noteTargets(filter: { recordId: { in: $ids } }) { nodes { recordId } }
      taskTargets(filter: { recordId: { in: $ids } }) { nodes { recordId } }
    }`,
    { as, variables: { ids: all, ...pair, object: object.name } },
  );
  if (errors) throw new Error(`${as.role}, ${object.name}: ${JSON.stringify(errors)}`);
  const at = <Value>(name: string) => data?.[name] as Value;
  const list = at<List>("list");
  const ofNodes = (name: string, key = "id") =>
    at<{ nodes: Record<string, string>[] }>(name).nodes.flatMap((node) =>
      all.includes(node[key] ?? "") ? [node[key] ?? ""] : [],
    );
  const count = (n: number) => list.nodes.map(({ id }) => id).slice(0, n === list.nodes.length ? n : 0);
  const rest = await server.send(`/rest/${object.rest_name}?first=1000`, { as });
  const restRows = ((await rest.json()) as { data: Node[] }).data;
  const restOne = await Promise.all(
    all.map(async (id) => ((await server.send(`/rest/${object.rest_name}/${id}`, { as })).status === 200 ? [id] : [])),
  );
  return {
    list: list.nodes.map(({ id }) => id),
    "total count": count(list.totalCount),
    aggregate: count(Number(list.aggregates.distinctCount.id)),
    "grouped aggregate": count(list.groupedAggregates.reduce((sum, group) => sum + Number(group.distinctCount.id), 0)),
    one: [at<Node | null>("mine"), at<Node | null>("theirs")].flatMap((node) => node?.id ?? []),
    records: ofNodes("records"),
    "subjects of records": at<{ nodes: { subject: Node | null }[] }>("records").nodes.flatMap(
      ({ subject }) => subject?.id ?? [],
    ),
    "one of the records": [at<Node | null>("myRecord"), at<Node | null>("theirRecord")].flatMap(
      (node) => node?.id ?? [],
    ),
    changes: ofNodes("changes", "recordId"),
    search: ofNodes("search"),
    "search of everything": ofNodes("anything"),
    history: [...ofNodes("myHistory", "recordId"), ...ofNodes("theirHistory", "recordId")],
    "REST list": restRows.flatMap(({ id }) => (all.includes(id) ? [id] : [])),
    "REST one": restOne.flat(),
  };
}

/** Whether an operation was done; a refusal has to be one for people. */
async function done(server: TestServer, as: Member, query: string, variables: object): Promise<boolean> {
  const { errors } = await server.graphql(query, { as, variables: { ...variables } });
  if (!errors) return true;
  expect(["FORBIDDEN", "NOT_FOUND"]).toContain(errors[0]?.extensions.code);
  return false;
}

async function writes(server: TestServer, as: Member, object: MatrixObject, pair: Pair): Promise<Found> {
  const found: Found = { update: [], "bulk update": [], "REST update": [], delete: [] };
  const name = type(object);
  const many = object.api_name_plural.charAt(0).toUpperCase() + object.api_name_plural.slice(1);
  const field = camel(object.column);
  const rest = async (method: string, path: string, body?: object) => {
    const { status } = await server.send(`/rest/${object.rest_name}${path}`, { as, method, ...(body && { body }) });
    expect([200, 201, 204, 403, 404]).toContain(status);
    return status < 300;
  };
  for (const id of Object.values(pair)) {
    const patch = { [field]: "Zebra changed" };
    if (
      await done(
        server,
        as,
        `mutation($id: UUID!, $patch: ${name}Patch!) { update${name}(input: { id: $id, patch: $patch }) { clientMutationId } }`,
        { id, patch },
      )
    )
      found.update?.push(id);
    if (
      await done(
        server,
        as,
        `mutation($id: UUID!, $patch: ${name}Patch!) { update${many}(input: { ${object.api_name_plural}: [{ id: $id, patch: $patch }] }) { ids } }`,
        { id, patch },
      )
    )
      found["bulk update"]?.push(id);
    if (await rest("PATCH", `/${id}`, patch)) found["REST update"]?.push(id);
    if (
      await done(server, as, `mutation($id: UUID!) { delete${name}(input: { id: $id }) { clientMutationId } }`, { id })
    )
      found.delete?.push(id);
  }
  const values = { [field]: "Zebra new", ownerId: as.id };
  const created = [
    await done(
      server,
      as,
      `mutation($new: ${name}Input!) { create${name}(input: { ${object.api_name}: $new }) { clientMutationId } }`,
      { new: values },
    ),
    await rest("POST", "", values),
    await rest("POST", "", { ...values, [field]: "Zebra again" }),
  ];
  found.create = [...new Set(created.map(String))];
  return found;
}

test("every role reads and writes of every object what its permissions say, by GraphQL, REST and subscription", async ({
  server,
}) => {
  const { other } = await server.people({ other: "user" });
  const roles = await makeRoles(server.owner);
  const objects = await readObjects(server.owner);
  const wrong: string[] = [];
  for (const [roleName, role] of Object.entries(roles)) {
    const { [`p_${role}`]: person } = await server.people({ [`p_${role}`]: role });
    if (!person) throw new Error("No person was made");
    const pairs = new Map<MatrixObject, Pair>();
    const follower = await follow(server, person);
    for (const object of objects)
      pairs.set(object, await makePair(server.owner, object, { me: person.id, other: other.id }));
    let expected = 0;
    for (const [object, pair] of pairs)
      expected += within((await permissionOf(server.owner, role, object.name)).read, pair).length;
    for (let waited = 0; follower.told.length < expected && waited < 5_000; waited += 50) await sleep(50);
    await sleep(500); // and nothing more
    await follower.stop();
    for (const [object, pair] of pairs) {
      const permission = await permissionOf(server.owner, role, object.name);
      const named = (ids: string[]) =>
        [...new Set(ids.map((id) => (id === pair.mine ? "mine" : id === pair.theirs ? "theirs" : id)))].sort().join();
      const compare = (way: string, is: string[], wanted: string[]) => {
        if (named(is) !== named(wanted))
          wrong.push(`${roleName}, ${object.name}, ${way}: [${named(is)}] instead of [${named(wanted)}]`);
      };
      for (const [way, is] of Object.entries(await reads(server, person, object, pair)))
        compare(way, is, within(permission.read, pair));
      compare(
        "subscription",
        follower.told.filter((id) => Object.values(pair).includes(id)),
        within(permission.read, pair),
      );
      const { create, delete: deleted, ...updates } = await writes(server, person, object, pair);
      for (const [way, is] of Object.entries(updates)) compare(way, is, within(permission.update, pair));
      compare("delete", deleted ?? [], within(permission.delete, pair));
      compare("create", create ?? [], [String(permission.create)]);
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

async function follow(server: TestServer, person: Member) {
  const told: string[] = [];
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    connectionParams: { authorization: `Bearer ${person.token}` },
    retryAttempts: 0,
  });
  client.subscribe<{ recordChanges: { recordId: string | null }[] }>(
    { query: "subscription { recordChanges { recordId } }" },
    {
      next({ data }) {
        told.push(...(data?.recordChanges ?? []).flatMap(({ recordId }) => recordId ?? []));
      },
      error() {},
      complete() {},
    },
  );
  await sleep(600);
  return { told, stop: async () => void (await client.dispose()) };
}

interface Relation {
  object: string;
  target: string;
  column: string;
  forward: string;
}

test("through a relation one sees, filters by and counts only what one may read at its other end", async ({
  server,
}) => {
  const { boss } = await server.people({ boss: "user" });
  const objects = new Map((await readObjects(server.owner)).map((object) => [object.name, object]));
  const relations = await server.owner.rows<Relation>(
    `select object, target_object as target, column_name as column, relation_api_name as forward
     from app_public.fields where type = 'relation' and column_name is not null order by object, position`,
  );
  expect(relations.map(({ object, forward }) => `${object}.${forward}`)).toEqual(
    expect.arrayContaining([
      "deals.company",
      "deals.contact",
      "contacts.company",
      "companies.parent",
      "gadgets.company",
    ]),
  );
  // What the schema calls the way back.
  const inverses: Record<string, Record<string, string>> = {};
  for (const { target, object } of relations) {
    const [from, to] = [objects.get(object), objects.get(target)];
    if (!from || !to) throw new Error(`No object ${object} or ${target}`);
    const { data } = await server.graphql<{
      __type: { fields: { name: string; type: { ofType: { name: string } | null } }[] };
    }>("query($name: String!) { __type(name: $name) { fields { name type { ofType { name } } } } }", {
      as: boss,
      variables: { name: type(to) },
    });
    const back = data?.__type.fields.find((field) => field.type.ofType?.name === `${type(from)}Connection`);
    expect(back, `${target} to ${object}`).toBeDefined();
    inverses[target] = { ...inverses[target], [object]: back?.name ?? "" };
  }
  const roleKeys = (await server.owner.rows<{ key: string }>("select key from app_public.roles order by id")).map(
    ({ key }) => key,
  );
  const wrong: string[] = [];
  for (const role of roleKeys) {
    const { [`r_${role}`]: person } = await server.people({ [`r_${role}`]: role });
    if (!person) throw new Error("No person was made");
    for (const { object, target, column, forward } of relations) {
      const backward = inverses[target]?.[object];
      const [from, to] = [objects.get(object), objects.get(target)];
      if (!from || !to) throw new Error(`No object ${object} or ${target}`);
      const ends = await makePair(server.owner, to, { me: person.id, other: boss.id });
      const sources = await makePair(server.owner, from, { me: person.id, other: boss.id });
      const [readFrom, readTo] = [
        await permissionOf(server.owner, role, object),
        await permissionOf(server.owner, role, target),
      ];
      for (const [end, endId] of Object.entries(ends)) {
        await server.owner.query(`update ${from.table} set ${column} = $1 where id = any ($2)`, [
          endId,
          Object.values(sources),
        ]);
        const { data, errors } = await server.graphql<Record<string, unknown>>(
          `query($end: UUID!, $ids: [UUID!]!) {
            nested: ${from.api_name_plural}(filter: { id: { in: $ids } }) { nodes { id ${forward} { id } } }
            filtered: ${from.api_name_plural}(filter: { ${forward}: { id: { equalTo: $end } } }) { nodes { id } totalCount }
            ${backward ? `end: ${to.api_name}(id: $end) { inverse: ${backward} { nodes { id } totalCount } }` : ""}
          }`,
          { as: person, variables: { end: endId, ids: Object.values(sources) } },
        );
        if (errors) throw new Error(JSON.stringify(errors));
        const seen = within(readFrom.read, sources);
        const seesEnd = within(readTo.read, ends).includes(endId);
        const about = `${role}, ${object}.${forward} to ${end}`;
        const check = (way: string, is: unknown, wanted: unknown) => {
          if (JSON.stringify(is) !== JSON.stringify(wanted))
            wrong.push(`${about}, ${way}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
        };
        const at = (name: string) =>
          data?.[name] as { nodes: (Node & Record<string, Node | null>)[]; totalCount: number };
        check(
          "nested",
          at("nested").nodes.map((node) => node[forward] !== null),
          seen.map(() => seesEnd),
        );
        check(
          "filter",
          at("filtered")
            .nodes.map(({ id }) => id)
            .sort(),
          seesEnd ? seen : [],
        );
        check("filtered total", at("filtered").totalCount, seesEnd ? seen.length : 0);
        const inverse = (data?.end as { inverse: { nodes: Node[]; totalCount: number } } | null | undefined)?.inverse;
        if (backward) check("inverse", inverse?.nodes.map(({ id }) => id).sort(), seesEnd ? seen : undefined);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

/** Ways into the data that are about something else than records, or are walked above. */
const walked = [
  "record",
  "records",
  "change",
  "changes",
  "search",
  "recordHistory",
  "noteTarget",
  "noteTargets",
  "taskTarget",
  "taskTargets",
];

test("every way into the records that the schema has is one that the matrix walks", async ({ server }) => {
  const { ann } = await server.people({ ann: "admin" });
  const { data } = await server.graphql<{
    __schema: {
      queryType: { fields: { name: string; type: { name: string | null; ofType: { name: string } | null } }[] };
    };
  }>("{ __schema { queryType { fields { name type { name ofType { name } } } } } }", { as: ann });
  const objects = await readObjects(server.owner);
  const types = ["Record", "Change", "NoteTarget", "TaskTarget", "RecordSubject", ...objects.map(type)];
  const ways = (data?.__schema.queryType.fields ?? [])
    .filter(({ type: given }) => types.includes((given.name ?? given.ofType?.name ?? "").replace(/Connection$/, "")))
    .map(({ name }) => name);
  const byUnique = /^(companyByDomain)$/;
  const expected = [...walked, ...objects.flatMap((object) => [object.api_name, object.api_name_plural])];
  expect(ways.filter((name) => !expected.includes(name) && !byUnique.test(name))).toEqual([]);
});
