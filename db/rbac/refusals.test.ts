import { expect } from "vitest";
import { type Db, type Person, test } from "#db/testing.ts";

/** Ann, who may do anything; Own, who reads and writes only what is hers; a company that Own may not see, and no company. */
async function world(db: Db) {
  const { ann } = await db.people({ ann: "admin" });
  await db
    .as(ann)
    .query(
      "select app_public.create_role('Keeps to own', default_read => 'own', default_create => true, default_update => 'own')",
    );
  await db
    .as(ann)
    .query("select app_public.create_field('companies', 'Friends', 'many_to_many', '{\"target\": \"companies\"}')");
  const { own } = await db.people({ own: "keeps_to_own" });
  const [hidden, mine] = [await company(db, ann), await company(db, own)];
  return { ann, own, mine, notVisible: { hidden, none: "019a0000-0000-7000-8000-000000000000" } };
}

async function company(db: Db, person: Person): Promise<string> {
  const [row] = await db
    .as(person)
    .rows<{ id: string }>("insert into app_public.companies (name) values ('Acme') returning id");
  return row?.id ?? "";
}

test("what one may not see cannot be pointed to, and it is not told whether it is there", async ({ db }) => {
  const { own, mine, notVisible } = await world(db);
  for (const id of Object.values(notVisible))
    for (const [column, statement] of [
      ["company_id", "insert into app_public.contacts (last_name, company_id) values ('Hopper', $1)"],
      ["parent_id", `update app_public.companies set parent_id = $1 where id = '${mine}'`],
      ["record_id", "select app_public.add_note('Called', record_ids => array[$1::uuid])"],
      ["target_id", `select app_public.set_related('companies.friends', '${mine}', array[$1::uuid])`],
    ] as const)
      await expect(db.as(own).query(statement, [id]), statement).rejects.toMatchObject({
        ...{ code: "RM403", constraint: "link_seen", column },
        message: "There is no such record, or you may not see it.",
      });
});

test("who writes only what is theirs cannot make it somebody else's", async ({ db }) => {
  const { ann, own, mine } = await world(db);
  const refused = { code: "RM403", constraint: "owner_mine", column: "owner_id" };
  for (const statement of [
    "insert into app_public.contacts (last_name, owner_id) values ('Hopper', $1)",
    `update app_public.companies set owner_id = $1 where id = '${mine}'`,
  ])
    await expect(db.as(own).query(statement, [ann.id]), statement).rejects.toMatchObject(refused);
});
