import { expect } from "vitest";
import { makePair, permissionOf, readObjects, within } from "#db/rbac/testingMatrix.ts";
import { test } from "./testing.ts";
import { makeGadgets, type Node, type } from "./testingMatrix.ts";

test.beforeAll(({ database }) => makeGadgets(database.ownerUrl));

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
            ${backward ? `inverseFiltered: ${to.api_name_plural}(filter: { id: { equalTo: $end }, ${backward}: { some: { id: { in: $ids } } } }) { nodes { id } totalCount }` : ""}
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
        if (backward)
          check(
            "filter by the inverse",
            [at("inverseFiltered").nodes.length, at("inverseFiltered").totalCount],
            seesEnd && seen.length > 0 ? [1, 1] : [0, 0],
          );
        if (backward) check("inverse", inverse?.nodes.map(({ id }) => id).sort(), seesEnd ? seen : undefined);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);
