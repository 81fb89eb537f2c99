import { createHash } from "node:crypto";
import { expect } from "vitest";
import { type Db, test } from "../testing.ts";

const roleId = (db: Db, key: string) =>
  db.owner.rows<{ id: string }>("select id from app_public.roles where key = $1", [key]).then(([role]) => role?.id);

test("the last Admin cannot be demoted, deactivated or removed, by anybody", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  const refused = { code: "RM409", constraint: "users_last_admin" };
  const user = await roleId(db, "user");
  await expect(db.as(ann).query("select app_public.change_member_role($1, $2)", [ann.id, user])).rejects.toMatchObject(
    refused,
  );
  await expect(db.as(ann).query("select app_public.deactivate_member($1)", [ann.id])).rejects.toMatchObject(refused);
  await expect(db.owner.query("delete from app_public.users where id = $1", [ann.id])).rejects.toMatchObject(refused);
  await db.as(ann).query("select app_public.change_member_role($1, $2)", [bob.id, await roleId(db, "admin")]);
  await db.as(ann).query("select app_public.change_member_role($1, $2)", [ann.id, user]);
});

test("a deactivated member is out with the next request, and comes in again by signing in", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  await db.as(bob).query("select from app_public.companies");
  await db.as(ann).query("select app_public.deactivate_member($1)", [bob.id]);
  await expect(db.as(bob).query("select from app_public.companies")).rejects.toMatchObject({ code: "RM401" });
  await db.as(ann).query("select app_public.reactivate_member($1)", [bob.id]);
  await expect(db.as(bob).query("select from app_public.companies")).rejects.toMatchObject({ code: "RM401" });
  await expect(db.as(bob).query("select app_public.deactivate_member($1)", [ann.id])).rejects.toMatchObject({
    code: "RM401",
  });
});

test("a removed member's records and tasks go to somebody, and the log keeps what they did", async ({ db }) => {
  const { ann, bob, cid } = await db.people({ ann: "admin", bob: "user", cid: "user" });
  await db.as(bob).query("insert into app_public.companies (name) values ('Acme')");
  await db.as(bob).query("select app_public.add_task('Call', assignee_id => $1)", [bob.id]);
  expect(await db.as(ann).rows("select * from app_public.member_records($1)", [bob.id])).toEqual([
    { object: "companies", records: "1" },
    { object: "tasks", records: "1" },
  ]);
  await expect(db.as(ann).query("select app_public.remove_member($1, $1)", [bob.id])).rejects.toMatchObject({
    constraint: "users_new_owner",
  });
  await db.as(ann).query("select app_public.remove_member($1, $2)", [bob.id, cid.id]);
  expect(await db.as(ann).rows("select owner_id from app_public.companies")).toEqual([{ owner_id: cid.id }]);
  expect(await db.as(ann).rows("select owner_id, assignee_id from app_public.tasks")).toEqual([
    { owner_id: cid.id, assignee_id: cid.id },
  ]);
  expect(await db.as(ann).rows("select from app_public.changes where user_id = $1", [bob.id])).toHaveLength(2);
});

test("one changes one's own profile, and only that", async ({ db }) => {
  const { bob, cid } = await db.people({ bob: "read_only", cid: "read_only" });
  await db
    .as(bob)
    .query(
      "select app_public.update_profile(name => 'Bob B.', time_zone => 'Europe/Berlin', preferences => '{\"theme\": \"dark\"}')",
    );
  expect(await db.as(bob).rows("select name, time_zone, preferences from app_public.me()")).toEqual([
    { name: "Bob B.", time_zone: "Europe/Berlin", preferences: { theme: "dark" } },
  ]);
  await expect(db.as(bob).query("select app_public.update_profile(time_zone => 'Mars')")).rejects.toMatchObject({
    code: "RM400",
  });
  await expect(
    db.as(bob).query("update app_public.users set role_id = role_id where id = $1", [cid.id]),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(db.as(null).query("select app_public.update_profile(name => 'X')")).rejects.toMatchObject({
    code: "42501",
  });
});

async function createKey(db: Db, as: Parameters<Db["as"]>[0], role: string, expiresAt: string | null = null) {
  const [made] = await db
    .as(as)
    .rows<{ api_key_id: string; key: string }>("select * from app_public.create_api_key('CI', $1, $2)", [
      await roleId(db, role),
      expiresAt,
    ]);
  if (!made) throw new Error("No key was made");
  return { id: made.api_key_id, key: made.key, caller: { apiKeyHash: createHash("sha256").update(made.key).digest() } };
}

test("an API key acts for its maker, under its own role, until it is revoked or expires", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id, key, caller } = await createKey(db, ann, "user");
  expect(key).toMatch(/^rk_[0-9a-f]{48}$/);
  expect(JSON.stringify(await db.owner.rows("select * from app_public.api_keys"))).not.toContain(key);
  await db.as(caller).query("insert into app_public.companies (name) values ('By a program')");
  expect(await db.as(ann).rows("select user_id, api_key_id, db_role from app_public.changes")).toEqual([
    { user_id: ann.id, api_key_id: id, db_role: "crm_user" },
  ]);
  expect(
    await db.as(ann).rows("select name, prefix, last_used_at is not null as used from app_public.api_keys"),
  ).toEqual([{ name: "CI", prefix: key.slice(0, 9), used: true }]);
  await expect(db.as(caller).query("select app_public.create_role('More')")).rejects.toMatchObject({ code: "RM403" });
  expect(
    await db.as(caller).rows("select r.key from app_public.me() m join app_public.roles r on r.id = m.role_id"),
  ).toEqual([{ key: "user" }]);
  await db.as(ann).query("select app_public.revoke_api_key($1)", [id]);
  const refused = (message: RegExp) => ({
    code: "RM401",
    constraint: "api_keys_valid",
    message: expect.stringMatching(message),
  });
  const look = "select from app_public.companies";
  await expect(db.as(caller).query(look)).rejects.toMatchObject(refused(/was revoked/));
  await expect(db.as({ apiKeyHash: Buffer.alloc(32) }).query(look)).rejects.toMatchObject(refused(/no such API key/));

  const second = await createKey(db, ann, "read_only", "2999-01-01");
  await db.owner.query("update app_public.api_keys set expires_at = now() where id = $1", [second.id]);
  await expect(db.as(second.caller).query(look)).rejects.toMatchObject(refused(/has expired/));

  const { bob } = await db.people({ bob: "admin" });
  const third = await createKey(db, bob, "user");
  await db.as(ann).query("select app_public.deactivate_member($1)", [bob.id]);
  await expect(db.as(third.caller).query(look)).rejects.toMatchObject(refused(/deactivated/));
});

test("a key gives no more than its maker has, then and later, and makes no keys", async ({ db }) => {
  const { ann, bob, cid } = await db.people({ ann: "admin", bob: "admin", cid: "user" });
  await expect(createKey(db, cid, "read_only")).rejects.toMatchObject({
    code: "RM403",
    constraint: "settings_api_keys",
  });
  const { caller } = await createKey(db, bob, "admin");
  await expect(createKey(db, caller, "admin")).rejects.toMatchObject({
    code: "RM403",
    constraint: "api_keys_by_person",
  });
  await db.as(ann).query("select app_public.change_member_role($1, $2)", [bob.id, await roleId(db, "user")]);
  await expect(db.as(caller).query("select from app_public.companies")).rejects.toMatchObject({ code: "RM401" });
  expect(await db.as(bob).rows("select from app_public.api_keys")).toEqual([]);
});

test("when a role is narrowed, so is what was lent to others by its members: keys, webhooks, the view as a role", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const [lead] = await db.as(ann).rows<{ id: string }>(
    `select * from app_public.create_role('Lead', settings => '{api_keys,roles,webhooks}', default_read => 'all', default_create => true,
      default_update => 'all', default_delete => 'all')`,
  );
  const [seller] = await db
    .as(ann)
    .rows<{ id: string }>(
      "select * from app_public.create_role('Seller', default_read => 'all', default_update => 'all')",
    );
  const { max } = await db.people({ max: "lead" });
  const [company] = await db
    .as(ann)
    .rows<{ id: string }>("insert into app_public.companies (name) values ('Of Ann') returning id");
  const { caller } = await createKey(db, max, "seller");
  const [webhook] = await db.owner.rows<{ id: string }>(
    "insert into app_public.webhooks (url, events, user_id, role_id) values ('https://x.example', '{*}', $1, $2) returning id",
    [max.id, seller?.id],
  );
  const principal = () => db.owner.rows("select db_role from app_hidden.webhook_principal($1)", [webhook?.id]);
  const change = "update app_public.companies set city = 'X' where id = $1 returning name";
  const narrow = (object: string, read: string, update: string) =>
    db
      .as(ann)
      .query("select app_public.set_permission($1, $2, read => $3, update => $4)", [lead?.id, object, read, update]);
  await db.as(max).query("select app_public.view_as_role($1)", [seller?.id]);
  expect(await db.as(caller).rows(change, [company?.id])).toHaveLength(1);
  expect(await db.as(max).rows(change, [company?.id])).toHaveLength(1);
  expect(await principal()).toEqual([{ db_role: "crm_seller" }]);

  await narrow("companies", "own", "own");
  await expect(db.as(caller).query("select from app_public.companies")).rejects.toMatchObject({
    code: "RM403",
    constraint: "api_keys_no_more_than_owner",
    message: "The role “Seller” of this API key may read companies, and the role of its owner may not.",
  });
  expect(await db.as(max).rows("select from app_public.companies")).toEqual([]);
  expect(await principal()).toEqual([{ db_role: "crm_lead" }]);

  await narrow("companies", "all", "all");
  expect(await db.as(caller).rows(change, [company?.id])).toHaveLength(1);
});

test("who manages members sees when each was last here; others see it of themselves", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  await db.owner.query("update app_private.sessions set used_at = '2026-01-02 03:04Z' where user_id = $1", [bob.id]);
  const seen = "select name from app_public.users u where app_public.users_last_seen_at(u) is not null order by name";
  expect(await db.as(ann).rows(seen)).toEqual([{ name: "ann" }, { name: "bob" }]);
  expect(await db.as(bob).rows(seen)).toEqual([{ name: "bob" }]);
});

test("sample data is somebody's doing, also when nobody is signed in", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.owner.query("select app_public.load_sample_data()");
  expect(await db.as(ann).rows("select distinct user_id from app_public.changes")).toEqual([{ user_id: ann.id }]);
});
