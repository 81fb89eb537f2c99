import { setTimeout as sleep } from "node:timers/promises";
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
import { test } from "./testing.ts";
import { follow, makeGadgets, reads, writes } from "./testingMatrix.ts";

test.beforeAll(({ database }) => makeGadgets(database.ownerUrl));

test("every role reads and writes of every object what its permissions say, by GraphQL, REST, export and subscription", async ({
  server,
}) => {
  const { other } = await server.people({ other: "user" });
  const roles = await makeRoles(server.owner);
  // Of the shipped roles one may not export; the others show what is in it.
  await server.owner.query("update app_public.roles set settings = settings || '{export}' where not is_shipped");
  const objects = await readObjects(server.owner);
  const wrong: string[] = [];
  for (const [roleName, role] of Object.entries(roles)) {
    const { [`p_${role}`]: person } = await server.people({ [`p_${role}`]: role });
    if (!person) throw new Error("No person was made");
    const pairs = new Map<MatrixObject, Pair>();
    const follower = await follow(server, person);
    const make = (object: MatrixObject) => makePair(server.owner, object, { me: person.id, other: other.id });
    for (const object of objects) {
      const pair = await make(object);
      pairs.set(object, pair);
      for (const [attached, column] of [
        ["note", "body"],
        ["task", "title"],
      ]) {
        await server.owner.query(
          `with attached as (insert into app_public.${attached}s (${column}, owner_id) values ('About it', $1) returning id)
           insert into app_public.${attached}_targets select id, r from attached, unnest($2::uuid[]) r`,
          [person.id, Object.values(pair)],
        );
      }
    }
    const mayExport =
      (await server.owner.rows("select from app_public.roles where key = $1 and 'export' = any (settings)", [role]))
        .length > 0;
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
      for (const [way, is] of Object.entries(await reads(server, person, object, pair))) {
        const [, attached] = /^(note|task) targets$/.exec(way) ?? [];
        const isAttachedSeen = !attached || (await permissionOf(server.owner, role, `${attached}s`)).read !== "none";
        compare(
          way,
          is,
          way.endsWith("export") && !mayExport ? ["refused"] : isAttachedSeen ? within(permission.read, pair) : [],
        );
      }
      compare(
        "subscription",
        follower.told.filter((id) => Object.values(pair).includes(id)),
        within(permission.read, pair),
      );
      const { create, ...written } = await writes(server, person, object, [
        pair,
        await make(object),
        await make(object),
      ]);
      for (const [way, is] of Object.entries(written))
        compare(way, is, within(way.endsWith("delete") ? permission.delete : permission.update, pair));
      compare("create", create ?? [], [String(permission.create)]);
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);
