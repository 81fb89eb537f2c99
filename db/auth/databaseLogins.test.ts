import pg from "pg";
import { expect } from "vitest";
import { type Queries, signUp, test } from "../testing.ts";

/** Logins need real connections, and so what they see has to be committed. */
test("a member's login sees and does what the member may, as the member, and stops with them", async ({ database }) => {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  const owner: Queries = {
    query: (sql, values) => pool.query(sql, values),
    rows: async (sql, values) => (await pool.query(sql, values)).rows,
  };
  const connect = async (login: string, password: string) => {
    const url = new URL(database.ownerUrl);
    url.username = login;
    url.password = password;
    const client = new pg.Client({ connectionString: url.href });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  try {
    await owner.query(
      `select app_public.set_permissions((select id from app_public.create_role('Psql Sales')), '[{"object": "companies", "read": "own", "create": true, "update": "own"}]')`,
    );
    const sue = await signUp(owner, "sue", "psql_sales");
    await signUp(owner, "ann", "admin");
    await owner.query("insert into app_public.companies (name, owner_id) values ('Hers', $1), ('Nobody''s', null)", [
      sue.id,
    ]);
    const [made] = await owner.rows<{ login: string; password: string }>(
      "select * from app_public.create_database_login($1)",
      [sue.id],
    );
    if (!made) throw new Error("No login was made");
    expect(made.login).toBe("crm_login_sue");
    const client = await connect(made.login, made.password);
    const rows = async (sql: string) => (await client.query(sql)).rows;

    expect(await rows("select name from app_public.companies")).toEqual([{ name: "Hers" }]);
    expect(await rows("select object, title from app_public.records")).toEqual([
      { object: "companies", title: "Hers" },
    ]);
    expect(await rows("select (app_public.me()).name")).toEqual([{ name: "sue" }]);
    expect(await rows("update app_public.companies set city = 'Oslo' returning name")).toEqual([{ name: "Hers" }]);
    expect(
      await owner.rows("select user_id, db_role, source from app_public.changes where operation = 'update'"),
    ).toEqual([{ user_id: sue.id, db_role: "crm_login_sue", source: "sql" }]);
    // Whatever they set, they are who they are.
    const [ann] = await owner.rows<{ id: string }>("select id from app_public.users where name = 'ann'");
    await client.query(`set app.user_id = '${ann?.id}'`);
    expect(await rows("select (app_public.me()).name")).toEqual([{ name: "sue" }]);
    for (const refused of [
      "set role crm_admin",
      "set role crm_psql_sales",
      "set session authorization crm",
      "delete from app_public.companies",
      "insert into app_public.deals (title) values ('X')",
      "select * from app_private.passwords",
      "select app_hidden.enter(null, null)",
      "select * from app_hidden.access(null, null)",
      "select app_hidden.set_password(app_hidden.user_id(), 'correct horse')",
      "select app_hidden.derive_all()",
      "select app_public.create_role('Mine')",
      'alter policy "psql_sales: select" on app_public.companies using (true)',
      "create table app_public.mine ()",
    ]) {
      await expect(client.query(refused), refused).rejects.toMatchObject({
        code: expect.stringMatching(/42501|RM403/),
      });
    }

    await owner.query("select app_public.deactivate_member($1)", [sue.id]);
    await expect(client.query("select name from app_public.companies")).rejects.toMatchObject({ code: "42501" });
    await expect(connect(made.login, made.password)).rejects.toMatchObject({ code: "28000" });
    await owner.query("select app_public.reactivate_member($1)", [sue.id]);
    await owner.query(
      "select app_public.change_member_role($1, (select id from app_public.roles where key = 'read_only'))",
      [sue.id],
    );
    expect(await rows("select count(*)::int as companies from app_public.companies")).toEqual([{ companies: 2 }]);
    expect(await owner.rows("select * from app_hidden.access_drift()")).toEqual([]);
    await client.end();
    await owner.query("select app_public.remove_member($1)", [sue.id]);
    expect(await owner.rows("select from pg_roles where rolname = 'crm_login_sue'")).toEqual([]);
  } finally {
    await pool.end();
  }
});

test("only who manages members, and whose role may do as much, makes a login", async ({ db }) => {
  const { eva, bob } = await db.people({ eva: "admin", bob: "user" });
  await expect(db.as(bob).query("select app_public.create_database_login($1)", [bob.id])).rejects.toMatchObject({
    code: "RM403",
  });
  await db.as(eva).query("select app_public.create_role('Desk', settings => '{members}')");
  const { kim } = await db.people({ kim: "desk" });
  await expect(db.as(kim).query("select app_public.create_database_login($1)", [eva.id])).rejects.toMatchObject({
    constraint: "roles_no_more_than_mine",
  });
});
