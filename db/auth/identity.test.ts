import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";

const roleId = (db: Db, key: string) =>
  db.owner.rows<{ id: string }>("select id from app_public.roles where key = $1", [key]).then(([role]) => role?.id);

async function secretOf(db: Db, as: Person, sql: string, values: unknown[]): Promise<string> {
  const [link] = await db.as(as).rows<{ path: string }>(sql, values);
  return link?.path.split("#")[1] ?? "";
}

const invite = "select * from app_public.invite_member($1, $2)";
const accept = "select * from app_hidden.accept_invitation($1, 'Eve', 'correct horse')";

test("an invitation makes one member, as the role it names, whatever the sign-up policy", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  await db.as(ann).query("update app_public.workspace set sign_up = 'invitation'");
  await expect(
    db.as(null).query("select app_hidden.sign_up('x@example.com', 'correct horse', 'X')"),
  ).rejects.toMatchObject({
    constraint: "workspace_sign_up",
  });
  await expect(db.as(bob).query(invite, ["eve@example.com", await roleId(db, "read_only")])).rejects.toMatchObject({
    code: "RM403",
  });
  const secret = await secretOf(db, ann, invite, ["Eve@Example.com ", await roleId(db, "read_only")]);
  expect(await db.as(null).rows("select * from app_hidden.read_invitation($1)", [secret])).toEqual([
    { email: "eve@example.com", workspace_name: "Rowan", inviter: "ann", role_name: "Read-only" },
  ]);
  expect(await db.as(bob).rows("select from app_public.invitations")).toEqual([]);
  expect(await db.as(ann).rows("select email from app_public.invitations")).toEqual([{ email: "eve@example.com" }]);
  await db.as(null).query(accept, [secret]);
  expect(
    await db.owner.rows(
      "select key from app_public.users u join app_public.roles r on r.id = role_id where email = 'eve@example.com'",
    ),
  ).toEqual([{ key: "read_only" }]);
  await expect(db.as(null).query(accept, [secret])).rejects.toMatchObject({ constraint: "secret_link_valid" });
});

test("a withdrawn, a replaced and an old invitation do not work", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const role = await roleId(db, "user");
  const first = await secretOf(db, ann, invite, ["eve@example.com", role]);
  const second = await secretOf(db, ann, invite, ["eve@example.com", role]);
  await expect(db.as(null).query(accept, [first])).rejects.toMatchObject({ constraint: "secret_link_valid" });
  await db
    .as(ann)
    .query("select app_public.revoke_invitation(id) from app_public.invitations where revoked_at is null");
  await expect(db.as(null).query(accept, [second])).rejects.toMatchObject({ constraint: "secret_link_valid" });
  const third = await secretOf(db, ann, invite, ["eve@example.com", role]);
  await db.owner.query("update app_private.secret_links set expires_at = now()");
  await expect(db.as(null).query(accept, [third])).rejects.toMatchObject({ constraint: "secret_link_valid" });
});

test("sign-up for a mail domain lets in that domain alone", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("update app_public.workspace set sign_up = 'domain', sign_up_domain = 'acme.com'");
  await expect(
    db.as(null).query("select app_hidden.sign_up('x@evil-acme.com', 'correct horse', 'X')"),
  ).rejects.toMatchObject({
    constraint: "workspace_sign_up_domain",
  });
  await db.as(null).query("select app_hidden.sign_up('X@ACME.com', 'correct horse', 'X')");
});

test("who may set the default role gives newcomers no more than they have", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("select app_public.create_role('Office', settings => '{workspace}', default_read => 'all')");
  const { may } = await db.people({ may: "office" });
  const set = "update app_public.workspace set default_role_id = $1";
  await expect(db.as(may).query(set, [await roleId(db, "admin")])).rejects.toMatchObject({
    constraint: "roles_no_more_than_mine",
  });
  await db.as(may).query(set, [await roleId(db, "read_only")]);
});

test("an admin's link lets a member choose a new password, and ends their sessions", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  const secret = await secretOf(db, ann, "select * from app_public.create_password_reset($1)", [bob.id]);
  await expect(db.as(null).query("select app_hidden.reset_password($1, 'short')", [secret])).rejects.toMatchObject({
    constraint: "password_length",
  });
  await db.as(null).query("select app_hidden.reset_password($1, 'correct horse')", [secret]);
  await expect(db.as(bob).query("select 1")).rejects.toMatchObject({ code: "RM401" });
  expect(await db.as(null).rows("select status from app_hidden.log_in('bob@example.com', 'correct horse')")).toEqual([
    { status: "ok" },
  ]);
  await expect(
    db.as(null).query("select app_hidden.reset_password($1, 'correct horse')", [secret]),
  ).rejects.toMatchObject({ constraint: "secret_link_valid" });
});

test("a manager of members cannot take over an Admin's account", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("select app_public.create_role('Staffing', settings => '{members}', default_read => 'all')");
  const { kim } = await db.people({ kim: "staffing" });
  const refused = { code: "RM403", constraint: "roles_no_more_than_mine" };
  for (const action of ["create_password_reset", "deactivate_member", "remove_member", "end_sessions"]) {
    await expect(db.as(kim).query(`select app_public.${action}($1)`, [ann.id])).rejects.toMatchObject(refused);
  }
  await expect(db.as(kim).query("select app_public.end_session($1)", [ann.sessionId])).rejects.toMatchObject(refused);
  await expect(db.as(kim).query(invite, ["x@example.com", await roleId(db, "admin")])).rejects.toMatchObject(refused);
});

test("asking for a new password does the same for an account and for none", async ({ db }) => {
  await db.people({ ann: "admin" });
  await db.as(null).query("select app_hidden.request_password_reset('ann@example.com')");
  await db.as(null).query("select app_hidden.request_password_reset('nobody@example.com')");
  const jobs = () =>
    db.owner
      .rows<{ task: string }>("select task_identifier as task from graphile_worker.jobs order by id")
      .then((rows) => rows.map(({ task }) => task));
  expect(await jobs()).toEqual(["auth__mail_password_reset", "auth__mail_password_reset"]);
  await db.owner.query("select app_hidden.mail_password_reset('nobody@example.com')");
  await db.owner.query("select app_hidden.mail_password_reset('ann@example.com')");
  await db.owner.query("select app_hidden.mail_password_reset('ann@example.com')"); // within the minute
  expect(await jobs()).toEqual(["auth__mail_password_reset", "auth__mail_password_reset", "auth__send_email"]);
});

test("one sees and ends one's own sessions, and an admin those of others", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  await db.owner.query("insert into app_private.sessions (user_id, user_agent) values ($1, 'Phone')", [bob.id]);
  expect(await db.as(bob).rows("select user_agent, is_current from app_public.sessions() order by is_current")).toEqual(
    [
      { user_agent: "Phone", is_current: false },
      { user_agent: "", is_current: true },
    ],
  );
  await expect(db.as(bob).query("select from app_public.sessions($1)", [ann.id])).rejects.toMatchObject({
    code: "RM403",
  });
  await expect(db.as(bob).query("select app_public.end_session($1)", [ann.sessionId])).rejects.toMatchObject({
    code: "RM403",
  });
  expect(await db.as(bob).rows("select app_public.end_sessions()")).toEqual([{ end_sessions: 1 }]);
  expect(await db.as(ann).rows("select from app_public.sessions($1)", [bob.id])).toHaveLength(1);
  await db.as(ann).query("select app_public.end_session($1)", [bob.sessionId]);
  await expect(db.as(bob).query("select 1")).rejects.toMatchObject({ code: "RM401" });
});

test("a refresh token works once; used again it ends the whole session", async ({ db }) => {
  const [first] = await db
    .as(null)
    .rows<{ session_id: string; refresh_token: string }>(
      "select * from app_hidden.sign_up('ann@example.com', 'correct horse', 'Ann')",
    );
  const refresh = (token: unknown) =>
    db
      .as(null)
      .rows<{ status: string; new_refresh_token: string }>("select * from app_hidden.refresh_session($1)", [token]);
  const [second] = await refresh(first?.refresh_token);
  expect(second).toMatchObject({ status: "ok" });
  expect(await refresh(first?.refresh_token)).toMatchObject([{ status: "reused" }]);
  expect(await refresh(second?.new_refresh_token)).toMatchObject([{ status: "ended" }]);
  expect(await refresh("made up")).toMatchObject([{ status: "unknown" }]);
});

test("failed sign-ins lock the account for that address, longer each time, and the answer does not tell whether it exists", async ({
  db,
}) => {
  await db.as(null).query("select app_hidden.sign_up('ann@example.com', 'correct horse', 'Ann')");
  const logIn = async (email: string, password: string, address: string) => {
    const [row] = await db
      .as(null)
      .rows<{ status: string; retry_after: number | null }>(
        "select status, retry_after from app_hidden.log_in($1, $2, '', $3)",
        [email, password, address],
      );
    return row;
  };
  for (const email of ["ann@example.com", "nobody@example.com"]) {
    const address = email.startsWith("ann") ? "10.0.0.1" : "10.0.0.2";
    for (let n = 1; n <= 5; n++) expect(await logIn(email, "wrong", address)).toMatchObject({ status: "wrong" });
    expect(await logIn(email, "correct horse", address)).toEqual({ status: "locked", retry_after: 5 });
    await db.owner.query("update app_private.sign_in_failures set locked_until = now()");
    await logIn(email, "wrong", address);
    expect(await logIn(email, "wrong", address)).toEqual({ status: "locked", retry_after: 10 });
  }
  // Nobody can lock Ann out from elsewhere.
  expect(await logIn("ann@example.com", "correct horse", "10.0.0.9")).toMatchObject({ status: "ok" });
});

test("viewing as a role is having that role, and no more, until one is oneself again", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  const view = "select key from app_public.view_as_role($1)";
  await db.as(ann).query("insert into app_public.companies (name) values ('Acme')");
  expect(await db.as(ann).rows(view, [await roleId(db, "read_only")])).toEqual([{ key: "read_only" }]);
  expect(await db.as(ann).rows("select name from app_public.companies")).toEqual([{ name: "Acme" }]);
  await expect(db.as(ann).query("update app_public.companies set city = 'X'")).rejects.toMatchObject({ code: "42501" });
  await expect(db.as(ann).query("select app_public.create_role('No')")).rejects.toMatchObject({ code: "RM403" });
  expect(await db.as(ann).rows("select key from app_public.active_role()")).toEqual([{ key: "read_only" }]);
  expect(
    await db.as(ann).rows("select distinct p.update from app_public.me() u, unnest(app_public.users_permissions(u)) p"),
  ).toEqual([{ update: "none" }]);
  expect(await db.as(ann).rows(view, [null])).toEqual([{ key: "admin" }]);
  await db.as(ann).query("update app_public.companies set city = 'X'");
  await expect(db.as(bob).query(view, [await roleId(db, "admin")])).rejects.toMatchObject({ code: "RM403" });
  await expect(db.as(bob).query(view, [await roleId(db, "read_only")])).rejects.toMatchObject({ code: "RM403" });
});

test("a demoted admin does not keep looking as another role", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "admin" });
  await db.as(bob).query("select app_public.view_as_role($1)", [await roleId(db, "user")]);
  await db.as(ann).query("select app_public.change_member_role($1, $2)", [bob.id, await roleId(db, "read_only")]);
  await expect(db.as(bob).query("insert into app_public.companies (name) values ('X')")).rejects.toMatchObject({
    code: "42501",
  });
});
