import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import pg from "pg";
import { expect } from "vitest";
import type { MatrixObject, Pair } from "#db/rbac/testingMatrix.ts";
import type { Member, TestServer } from "./testing.ts";

/** A custom object that is related to shipped ones in both ways there are. */
export async function makeGadgets(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      select app_public.create_object('Gadget', 'Gadgets');
      select app_public.create_field('gadgets', 'Company', 'relation', '{"target": "companies"}');
      select app_public.create_field('gadgets', 'Contacts', 'many_to_many', '{"target": "contacts", "inverse_label": "Gadgets"}')`);
  } finally {
    await client.end();
  }
}

export type Found = Record<string, string[]>;
export interface Node {
  id: string;
}
interface List {
  nodes: Node[];
  totalCount: number;
  aggregates: { distinctCount: { id: string } };
  groupedAggregates: { keys: string[]; distinctCount: { id: string } }[];
}

export const type = (object: MatrixObject) => object.api_name.charAt(0).toUpperCase() + object.api_name.slice(1);
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** What this person finds of the pair, by every way of reading that the schema has for any object. */
export async function reads(server: TestServer, as: Member, object: MatrixObject, pair: Pair): Promise<Found> {
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
  const exported = async (format: string) => {
    const response = await server.send(`/rest/${object.rest_name}/export?format=${format}&fields=id`, { as });
    if (response.status === 403) return { [`${format} export`]: ["refused"] };
    const text = await response.text();
    return { [`${format} export`]: all.filter((id) => text.includes(id)) };
  };
  return {
    ...(await exported("csv")),
    ...(await exported("json")),
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
    "note targets": ofNodes("noteTargets", "recordId"),
    "task targets": ofNodes("taskTargets", "recordId"),
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

/** What this person can write of the pair, and delete of it and of two spare ones, by every way of writing any object. */
export async function writes(
  server: TestServer,
  as: Member,
  object: MatrixObject,
  [pair, spare, another]: [Pair, Pair, Pair],
): Promise<Found> {
  const found: Found = {
    update: [],
    "bulk update": [],
    "REST update": [],
    delete: [],
    "bulk delete": [],
    "REST delete": [],
  };
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
  for (const [whose, id] of Object.entries(pair)) {
    const ids = [spare, another].map((other) => (whose === "mine" ? other.mine : other.theirs));
    if (
      await done(server, as, `mutation($ids: [UUID!]!) { delete${many}(input: { ids: $ids }) { ids } }`, {
        ids: ids.slice(0, 1),
      })
    )
      found["bulk delete"]?.push(id);
    if (await rest("DELETE", `/${ids[1]}`)) found["REST delete"]?.push(id);
  }
  const values = { [field]: "Zebra new", ownerId: as.id };
  const created = [
    await done(
      server,
      as,
      `mutation($new: ${name}Input!) { create${name}(input: { ${object.api_name}: $new }) { clientMutationId } }`,
      { new: values },
    ),
    await done(
      server,
      as,
      `mutation($new: [${name}Input!]!) { create${many}(input: { ${object.api_name_plural}: $new }) { ids } }`,
      { new: [values] },
    ),
    await rest("POST", "", values),
    await rest("POST", "", [values]),
  ];
  found.create = [...new Set(created.map(String))];
  return found;
}

/** Hears on a subscription which records are told of. */
export async function follow(server: TestServer, person: Member) {
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
