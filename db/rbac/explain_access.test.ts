import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";

async function makeRole(db: Db, as: Person, name: string, permissions: Record<string, unknown>[]): Promise<void> {
  await db
    .as(as)
    .query("select app_public.set_permissions((select id from app_public.create_role($1)), $2)", [
      name,
      JSON.stringify(permissions),
    ]);
}

async function explain(db: Db, as: Person, values: unknown[]) {
  const rows = await db.as(as).rows("select * from app_public.explain_access($1, $2, $3)", values);
  return rows[0];
}

async function add(db: Db, as: Person, sql: string, values: unknown[] = []): Promise<string> {
  const [row] = await db.as(as).rows<{ id: string }>(sql, values);
  return row?.id ?? "";
}

test("the answer is the one that the database gives, with the rule", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await makeRole(db, ann, "Explained", [
    { object: "deals", read: "own", create: true, update: "own" },
    { object: "companies", read: "all" },
    { object: "notes", read: "all", create: true, update: "all" },
  ]);
  const { sue, bob } = await db.people({ sue: "explained", bob: "user" });
  const acme = await add(db, ann, "insert into app_public.companies (name) values ('Acme') returning id");
  const deal = await add(db, bob, "insert into app_public.deals (title) values ('Big') returning id");
  const mine = await add(db, sue, "insert into app_public.deals (title, owner_id) values ('Small', $1) returning id", [
    sue.id,
  ]);
  const note = await add(db, bob, "select id from app_public.add_note('Secret', record_ids => array[$1::uuid])", [
    deal,
  ]);

  expect(await explain(db, ann, [sue.id, "read", acme])).toMatchObject({ allowed: true, rule: "permission_all" });
  expect(await explain(db, ann, [sue.id, "update", acme])).toEqual({
    allowed: false,
    rule: "permission_none",
    reason: "The role “Explained” may not update companies.",
  });
  expect(await explain(db, ann, [sue.id, "read", mine])).toMatchObject({ allowed: true, rule: "owner" });
  expect(await explain(db, ann, [sue.id, "read", deal])).toEqual({
    allowed: false,
    rule: "not_owner",
    reason: "The role “Explained” may read only its own deals, and this one is bob’s.",
  });
  expect(await explain(db, ann, [sue.id, "read", note])).toMatchObject({ allowed: false, rule: "attached" });
  expect(await explain(db, ann, [bob.id, "delete", note])).toMatchObject({ allowed: true, rule: "permission_all" });
  await db.owner.query(
    `create policy "small deals" on app_public.deals as restrictive for select to crm_explained using (title <> 'Small')`,
  );
  expect(await explain(db, ann, [sue.id, "read", mine])).toEqual({
    allowed: false,
    rule: "database_policy",
    reason: "A policy that was made in the database forbids it: “small deals”.",
  });
  await db.as(ann).query("select app_public.deactivate_member($1)", [bob.id]);
  expect(await explain(db, ann, [bob.id, "read", acme])).toMatchObject({ allowed: false, rule: "inactive" });
  expect(
    await db
      .as(ann)
      .rows("select allowed, rule from app_public.explain_access($1, 'create', object => 'deal')", [sue.id]),
  ).toEqual([{ allowed: true, rule: "create_yes" }]);
  // And whoever asked is themselves again.
  expect(
    await db
      .as(ann)
      .rows(
        "select allowed, current_user::text as me, (app_public.me()).name from app_public.explain_access($1, 'read', $2)",
        [sue.id, acme],
      ),
  ).toEqual([{ allowed: true, me: "crm_admin", name: "ann" }]);
});

test("who does not manage roles asks about themselves alone, and about what they may read", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await makeRole(db, ann, "Curious", [{ object: "companies", read: "own" }]);
  const { sue } = await db.people({ sue: "curious" });
  const acme = await add(db, ann, "insert into app_public.companies (name) values ('Acme') returning id");
  const mine = await add(
    db,
    ann,
    "insert into app_public.companies (name, owner_id) values ('Mine', $1) returning id",
    [sue.id],
  );
  await expect(explain(db, sue, [ann.id, "read", mine])).rejects.toMatchObject({ code: "RM403" });
  await expect(explain(db, sue, [sue.id, "read", acme])).rejects.toMatchObject({
    code: "RM404",
    constraint: "record_known",
  });
  expect(await explain(db, sue, [sue.id, "read", mine])).toMatchObject({ allowed: true, rule: "owner" });
});
