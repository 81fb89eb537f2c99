import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLOutputType,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isEnumType,
  isNonNullType,
  isObjectType,
} from "postgraphile/graphql";
import { expect } from "vitest";
import { makePair, makeRoles, readObjects } from "#db/rbac/testingMatrix.ts";
import { type Member, type TestServer, test } from "./testing.ts";
import { makeGadgets, type } from "./testingMatrix.ts";

test.beforeAll(({ database }) => makeGadgets(database.ownerUrl));

/** What tells of a record, with the fields in which its id stands. */
const tellsOf: Record<string, string[]> = {
  Record: ["id"],
  Change: ["recordId"],
  NoteTarget: ["noteId", "recordId"],
  TaskTarget: ["taskId", "recordId"],
  GadgetContactsLink: ["sourceId", "targetId"],
};

async function readSchema(server: TestServer, as: Member) {
  const { data } = await server.graphql<IntrospectionQuery>(getIntrospectionQuery(), { as });
  if (!data) throw new Error("The schema was not told");
  const schema = buildClientSchema(data);
  const objects = await readObjects(server.owner);
  const ids: Record<string, string[]> = {
    ...tellsOf,
    ...Object.fromEntries(objects.map((object) => [type(object), ["id"]])),
  };
  /** How to ask what a field leads to for ids; nothing when it leads to no record. */
  const ask = (leads: GraphQLOutputType): string | undefined => {
    const { name } = getNamedType(leads);
    const node = name.replace(/Connection$/, "");
    if (name === "RecordSubject") return `{ ${objects.map((object) => `... on ${type(object)} { id }`).join(" ")} }`;
    if (!ids[node]) return undefined;
    const fields = `{ ${ids[node].join(" ")} }`;
    return node === name ? fields : `{ nodes ${fields} }`;
  };
  return { schema, objects, ask };
}

const needsMore = (field: GraphQLField<unknown, unknown>) =>
  field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);

test("whatever leads from anything to records leads only to those that one may read", async ({ server }) => {
  const { ann } = await server.people({ ann: "admin" });
  const roles = await makeRoles(server.owner);
  const { schema, objects, ask } = await readSchema(server, ann);
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((root) => {
    const node = schema.getType(getNamedType(root.type).name.replace(/Connection$/, ""));
    if (!root.type.toString().includes("Connection") || !isObjectType(node)) return [];
    const leading = Object.values(node.getFields()).flatMap((field) => {
      const asked = ask(field.type);
      return asked ? [{ field, asked }] : [];
    });
    const own = ask(root.type);
    return leading.length > 0 || own ? [{ root, own, leading }] : [];
  });
  const paths = roots.flatMap(({ root, leading }) => leading.map(({ field }) => `${root.name}.${field.name}`));
  expect(paths).toEqual(
    expect.arrayContaining([
      "stages.deals",
      "companies.childCompanies",
      "records.subject",
      "notes.noteTargets",
      "gadgets.contacts",
      "contacts.gadgets",
    ]),
  );
  // What cannot be asked without more has to be walked by a test of its own.
  expect(
    roots.flatMap(({ leading }) => leading.filter(({ field }) => needsMore(field)).map(({ field }) => field.name)),
  ).toEqual([]);

  const known = ["search", "recordHistory", ...around];
  expect(
    roots
      .filter(({ root }) => needsMore(root))
      .map(({ root }) => root.name)
      .filter((name) => !known.includes(name)),
  ).toEqual([]);
  const wrong: string[] = [];
  for (const [roleName, role] of Object.entries(roles)) {
    const { [`w_${role}`]: person } = await server.people({ [`w_${role}`]: role });
    if (!person) throw new Error("No person was made");
    const owners = { me: person.id, other: ann.id };
    const made = new Map<string, string[]>();
    for (const object of objects) made.set(object.name, Object.values(await makePair(server.owner, object, owners)));
    const [stage] = await server.owner.rows<{ id: string }>(
      "select id from app_public.stages order by position limit 1",
    );
    await server.owner.query("update app_public.deals set stage_id = $1 where id = any ($2)", [
      stage?.id,
      made.get("deals"),
    ]);
    await server.owner.query(
      "insert into app_custom.gadgets_contacts select s, t from unnest($1::uuid[]) s, unnest($2::uuid[]) t",
      [made.get("gadgets"), made.get("contacts")],
    );
    for (const [attached, key] of [
      ["notes", "note"],
      ["tasks", "task"],
    ])
      await server.owner.query(
        `insert into app_public.${key}_targets select s, t from unnest($1::uuid[]) s, unnest($2::uuid[]) t`,
        [made.get(attached ?? ""), ["companies", "contacts", "deals"].flatMap((name) => made.get(name) ?? [])],
      );
    const relations = await server.owner.rows<{ object: string; target: string; column: string }>(
      `select object, target_object as target, column_name as column from app_public.fields where type = 'relation' and column_name is not null`,
    );
    for (const { object, target, column } of relations) {
      const found = objects.find(({ name }) => name === object);
      if (!found) continue;
      const { table } = found;
      // Companies do not belong to each other in a circle.
      const targets = object === target ? Object.values(await makePair(server.owner, found, owners)) : made.get(target);
      for (const [n, id] of (made.get(object) ?? []).entries())
        await server.owner.query(`update ${table} set ${column} = $1 where id = $2`, [targets?.[1 - n], id]);
    }

    const visible = new Set<string>();
    for (const object of objects)
      for (const { id } of await server.owner.rows<{ id: string }>(
        "select unnest(ids) as id from app_hidden.visible_to($1, $2)",
        [
          JSON.stringify([
            {
              user_id: person.id,
              db_role: (await server.owner.rows<{ r: string }>("select app_hidden.role_name($1) as r", [role]))[0]?.r,
            },
          ]),
          JSON.stringify({ [object.name]: made.get(object.name) }),
        ],
      ))
        visible.add(id);
    const ours = new Set([...made.values()].flat());
    for (const { root, own, leading } of roots) {
      if (needsMore(root) && !around.includes(root.name)) continue;
      const asks = around.includes(root.name) ? [...ours].map((id) => `recordId: "${id}", first: 200`) : ["first: 200"];
      const ways = leading.map(({ field, asked }) => [
        `${root.name}.${field.name}`,
        `{ nodes { ${field.name} ${asked} } }`,
      ]);
      for (const [way, asked] of own ? [...ways, [root.name, own]] : ways) {
        const { data, errors } = await server.graphql(
          `{ ${asks.map((args, n) => `a${n}: ${root.name}(${args}) ${asked}`).join(" ")} }`,
          { as: person },
        );
        if (errors?.some(({ extensions }) => extensions.code !== "FORBIDDEN"))
          throw new Error(`${way}: ${JSON.stringify(errors)}`);
        const found = new Set(JSON.stringify(data ?? {}).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
        const hidden = [...found].filter((id) => ours.has(id) && !visible.has(id));
        if (hidden.length > 0) wrong.push(`${roleName}: ${way} gives ${hidden.length} records that one may not read`);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

/** What is written about a record and those that lead to it: asked of each record. */
const around = ["notesAround", "tasksAround"];

/** Ways into the data that are about something else than records, or are walked above. */
const walked = [
  ...around,
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
  "gadgetContactsLink",
  "gadgetContactsLinks",
];

test("every way into the records that the schema has is one that the matrix walks", async ({ server }) => {
  const { eve } = await server.people({ eve: "admin" });
  const { schema, objects, ask } = await readSchema(server, eve);
  const ways = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => ask(field.type));
  const byUnique = /^(companyByDomain)$/;
  const expected = [...walked, ...objects.flatMap((object) => [object.api_name, object.api_name_plural])];
  expect(ways.map(({ name }) => name).filter((name) => !expected.includes(name) && !byUnique.test(name))).toEqual([]);

  // Of REST: the tables that are settings, and what is done beside reading and writing, which the matrix of SQL walks.
  const description = (await (await server.send("/rest/openapi.json", { as: eve })).json()) as { paths: object };
  const paths = objects.flatMap(({ rest_name: path }) => [`/${path}`, `/${path}/{id}`, `/${path}/export`]);
  const tables = Object.keys(description.paths).filter((path) => !/^\/(actions|imports)\//.test(path));
  expect(tables).toEqual(expect.arrayContaining(paths));
  const settings = (
    await server.owner.rows<{ name: string }>(
      `select replace(relname, '_', '-') as name from pg_class where relnamespace = 'app_public'::regnamespace and relkind in ('r', 'p')
     and relname not in (select name from app_public.objects)`,
    )
  ).map(({ name }) => name);
  expect(
    tables.filter(
      (path) =>
        !paths.includes(path) &&
        ![...settings, "gadget-contacts-links", "workspaces", "me", "search"].includes(path.split("/")[1] ?? ""),
    ),
  ).toEqual([]);

  // Sorting by what is at the other end of a relation tells of it. Its title is the only such order, and as far as one may read it
  // (graphql/relationOrder.test.ts).
  for (const object of objects) {
    const order = schema.getType(`${type(object)}OrderBy`);
    const columns = await server.owner.rows<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0",
      [object.table],
    );
    const relations = await server.owner.rows<{ name: string }>(
      "select name from app_public.fields where object = $1 and type in ('relation', 'member')",
      [object.name],
    );
    const own = [
      ...["NATURAL", "PRIMARY_KEY", ...columns.map(({ name }) => name.toUpperCase())],
      ...relations.map(({ name }) => `${name.toUpperCase()}__TITLE`),
    ];
    const values = isEnumType(order) ? order.getValues().map(({ name }) => name.replace(/_(ASC|DESC)$/, "")) : [];
    expect(values.length).toBeGreaterThan(5);
    expect(values.filter((value) => !own.includes(value))).toEqual([]);
  }
});
