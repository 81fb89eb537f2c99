import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";

interface Role {
  id: string;
  key: string;
  name: string;
  db_role: string;
}

async function createRole(db: Db, as: Person, name: string, more: Record<string, unknown> = {}): Promise<Role> {
  const named = Object.keys(more).map((key, index) => `, ${key} => $${index + 2}`);
  const [role] = await db
    .as(as)
    .rows<Role>(`select * from app_public.create_role(name => $1${named.join("")})`, [name, ...Object.values(more)]);
  if (!role) throw new Error("No role was made");
  return role;
}

const roleId = (db: Db, key: string) =>
  db.owner.rows<{ id: string }>("select id from app_public.roles where key = $1", [key]).then(([role]) => role?.id);

const setPermission = "select * from app_public.set_permission($1, $2, read => $3, update => $4)";

test("an admin makes a role, and it is a PostgreSQL role", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await createRole(db, ann, "Field Sales", { default_read: "own", default_create: true });
  expect(role).toMatchObject({ key: "field_sales", name: "Field Sales", db_role: "crm_field_sales" });
  const { bea } = await db.people({ bea: "field_sales" });
  await db.as(ann).query("insert into app_public.companies (name) values ('Of Ann')");
  await db.as(bea).query("insert into app_public.companies (name, owner_id) values ('Of Bea', $1)", [bea.id]);
  expect(await db.as(bea).rows("select name from app_public.companies")).toEqual([{ name: "Of Bea" }]);
  expect(await db.owner.rows("select * from app_hidden.role_drift($1)", [role.id])).toEqual([]);
});

test("who does not manage roles changes none", async ({ db }) => {
  const { bob } = await db.people({ bob: "user" });
  await expect(createRole(db, bob, "Mine")).rejects.toMatchObject({ code: "RM403", constraint: "settings_roles" });
  await expect(
    db.as(bob).query(setPermission, [await roleId(db, "read_only"), "deals", "none", null]),
  ).rejects.toMatchObject({ code: "RM403" });
  await expect(db.as(bob).query("update app_public.roles set settings = '{roles}'")).rejects.toMatchObject({
    code: "42501",
  });
  await expect(db.as(bob).query("update app_public.permissions set read = 'all'")).rejects.toMatchObject({
    code: "42501",
  });
});

test("a role cannot be named like a shipped one, or as PostgreSQL needs it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  for (const name of ["Admin", "admin ", "Ádmin", "READ ONLY"]) {
    await expect(createRole(db, ann, name)).rejects.toMatchObject({ code: "RM409", constraint: "roles_name_unique" });
  }
  for (const name of ["Authenticator", "public", "PG monitor", "Login Ann", "none"]) {
    await expect(createRole(db, ann, name)).rejects.toMatchObject({ code: "RM400", constraint: "roles_name_reserved" });
  }
  for (const name of ["", "   ", "1st", "日本"]) {
    await expect(createRole(db, ann, name)).rejects.toMatchObject({ code: "RM400" });
  }
});

test("a changed permission counts at once, and narrows what hangs on it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await createRole(db, ann, "Narrowed", {
    default_read: "all",
    default_create: true,
    default_update: "all",
    default_delete: "all",
  });
  const { cid } = await db.people({ cid: "narrowed" });
  await db.as(ann).query("insert into app_public.companies (name) values ('Of Ann')");
  expect(await db.as(cid).rows("update app_public.companies set city = 'X' returning name")).toHaveLength(1);
  const [permission] = await db.as(ann).rows(setPermission, [role.id, "company", "own", null]);
  expect(permission).toMatchObject({ object: "companies", read: "own", create: true, update: "own", delete: "own" });
  expect(await db.as(cid).rows("select from app_public.companies")).toHaveLength(0);
  await expect(db.as(ann).query(setPermission, [role.id, "companies", "own", "all"])).rejects.toMatchObject({
    constraint: "permissions_write_implies_read",
  });
  await db.as(ann).query(setPermission, [role.id, "companies", "none", null]);
  await expect(db.as(cid).query("insert into app_public.companies (name) values ('New')")).rejects.toMatchObject({
    code: "42501",
  });
});

test("what a role may do with objects made later is narrowed together with reading", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await createRole(db, ann, "Later", {
    default_read: "all",
    default_create: true,
    default_update: "all",
    default_delete: "own",
  });
  const narrow =
    "select default_create, default_update, default_delete from app_public.update_role($1, default_read => $2)";
  expect(await db.as(ann).rows(narrow, [role.id, "own"])).toEqual([
    { default_create: true, default_update: "own", default_delete: "own" },
  ]);
  expect(await db.as(ann).rows(narrow, [role.id, "none"])).toEqual([
    { default_create: false, default_update: "none", default_delete: "none" },
  ]);
  await expect(
    db.as(ann).query("select app_public.update_role($1, default_read => 'own', default_delete => 'all')", [role.id]),
  ).rejects.toMatchObject({ constraint: "roles_default_write_implies_read" });
  await db.as(ann).query("select app_public.create_object('Later thing', 'Later things')");
});

test("the role Admin stays as it is", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const admin = await roleId(db, "admin");
  const refused = { code: "RM403", constraint: "roles_admin_fixed" };
  await expect(db.as(ann).query(setPermission, [admin, "deals", "none", null])).rejects.toMatchObject(refused);
  await expect(db.as(ann).query("select app_public.update_role($1, settings => '{}')", [admin])).rejects.toMatchObject(
    refused,
  );
  await expect(db.as(ann).query("select app_public.delete_role($1)", [admin])).rejects.toMatchObject(refused);
});

test("a manager of roles gives no more than they have", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const lead = await createRole(db, ann, "Team Lead", { settings: ["roles", "members"], default_read: "all" });
  const { max, rob } = await db.people({ max: "team_lead", rob: "read_only" });
  const refused = { code: "RM403", constraint: "roles_no_more_than_mine" };
  await expect(createRole(db, max, "Bigger", { default_update: "own", default_read: "own" })).rejects.toMatchObject(
    refused,
  );
  await expect(createRole(db, max, "Keys", { settings: ["api_keys"] })).rejects.toMatchObject(refused);
  const own = { code: "RM403", constraint: "roles_not_my_own" };
  await expect(db.as(max).query(setPermission, [lead.id, "deals", null, "all"])).rejects.toMatchObject(own);
  const small = await createRole(db, max, "Small");
  await expect(db.as(max).query(setPermission, [small.id, "deals", "all", "all"])).rejects.toMatchObject(refused);
  await expect(
    db.as(max).query("select app_public.copy_role($1, 'Second User')", [await roleId(db, "user")]),
  ).rejects.toMatchObject(refused);
  await expect(
    db.as(max).query("select app_public.update_role($1, settings => array['roles', 'members', 'audit'])", [small.id]),
  ).rejects.toMatchObject(refused);
  // Nor for somebody else, nor oneself, by a role that exists.
  const change = "select app_public.change_member_role($1, $2)";
  await expect(db.as(max).query(change, [rob.id, await roleId(db, "user")])).rejects.toMatchObject(refused);
  await expect(db.as(max).query(change, [max.id, await roleId(db, "admin")])).rejects.toMatchObject(refused);
  await expect(db.as(max).query(change, [ann.id, await roleId(db, "read_only")])).rejects.toMatchObject(refused);
  // What is within theirs, they may.
  await db.as(max).query(change, [rob.id, lead.id]);
  expect(await createRole(db, max, "Smaller Lead", { default_read: "own" })).toMatchObject({ key: "smaller_lead" });
});

test("a deleted role hands its members on, and leaves nothing behind", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await createRole(db, ann, "Passing", { default_read: "all", default_create: true });
  const { pat } = await db.people({ pat: "passing" });
  await expect(db.as(ann).query("select app_public.delete_role($1)", [role.id])).rejects.toMatchObject({
    code: "RM409",
    constraint: "roles_unused",
    message: "“Passing” is the role of 1 members and 0 API keys.",
  });
  await db.as(ann).query("select app_public.delete_role($1, $2)", [role.id, await roleId(db, "read_only")]);
  expect(
    await db.owner.rows(
      "select key from app_public.users u join app_public.roles r on r.id = role_id where u.id = $1",
      [pat.id],
    ),
  ).toEqual([{ key: "read_only" }]);
  expect(await db.owner.rows("select from pg_roles where rolname = 'crm_passing'")).toEqual([]);
  expect(await db.owner.rows("select from pg_policy where polname like 'passing:%'")).toEqual([]);
  await expect(db.as(ann).query("select app_public.delete_role($1)", [await roleId(db, "user")])).rejects.toMatchObject(
    { constraint: "roles_shipped_kept" },
  );
});

test("deriving again changes nothing, mends what was altered, and leaves a DBA's policies alone", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await createRole(db, ann, "Mended", { default_read: "all", default_create: true });
  const oids = () =>
    db.owner.rows("select oid from pg_policy where polname like 'mended: %' or polname = 'by hand' order by oid");
  await db.owner.query(
    'create policy "by hand" on app_public.deals as restrictive for select to crm_mended using (value < 100)',
  );
  const before = await oids();
  await db.owner.query("select app_hidden.derive_all()");
  expect(await oids()).toEqual(before);

  await db.owner.query(`
    drop policy "mended: select" on app_public.contacts;
    alter policy "mended: select" on app_public.companies using (false);
    revoke insert on app_public.tasks from crm_mended; grant delete on app_public.tasks to crm_mended;
    create policy "mended: delete" on app_public.tasks for delete to crm_mended using (true)`);
  const drift = await db.owner.rows<{ policy_table: string; problem: string }>(
    "select policy_table::text, problem from app_hidden.role_drift($1) order by 1, 2",
    [role.id],
  );
  expect(drift).toEqual([
    { policy_table: "app_public.companies", problem: "the policy “mended: select” is not what the permissions say" },
    { policy_table: "app_public.contacts", problem: "the policy “mended: select” is missing" },
    { policy_table: "app_public.tasks", problem: "crm_mended lacks the privilege to insert" },
    { policy_table: "app_public.tasks", problem: "crm_mended still has the privilege to delete" },
    { policy_table: "app_public.tasks", problem: "the policy “mended: delete” is not of any permission" },
  ]);
  await db.owner.query("select app_hidden.derive_all()");
  expect(await db.owner.rows("select * from app_hidden.role_drift($1)", [role.id])).toEqual([]);
  expect(await db.owner.rows("select from pg_policy where polname = 'by hand'")).toHaveLength(1);
});
