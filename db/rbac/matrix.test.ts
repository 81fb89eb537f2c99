import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";
import { describeMatrix, matrixFile } from "./matrix.ts";
import {
  type MatrixObject,
  makePair,
  makeRoles,
  type Pair,
  permissionOf,
  readObjects,
  within,
} from "./testingMatrix.ts";

/** A statement's ids, sorted; what is refused is nothing. */
async function ids(db: Db, person: Person, sql: string, values: unknown[]): Promise<string[]> {
  const rows = await db.as(person).rows<{ id: string }>(sql, values);
  return [...new Set(rows.map(({ id }) => id))].sort();
}

/** Tries to write, undoes it, and says on which of the pair it succeeded. A refusal has to be the one for people. */
async function reached(db: Db, person: Person, pair: Pair, sql: string): Promise<string[]> {
  const done: string[] = [];
  for (const id of Object.values(pair)) {
    const undone = new Error("undone");
    await db
      .as(person)
      .query(`with done as (${sql}) select 1 / (count(*) - 1)::int from done`, [id])
      .then(
        () => {},
        (error: Error & { code?: string }) => {
          if (error.code === "22012")
            done.push(id); // one row: divided by zero, and so undone
          else if (error.code !== "42501" && error.code !== "RM403") throw new Error(error.message, { cause: undone });
        },
      );
  }
  return done.sort();
}

async function reads(
  db: Db,
  person: Person,
  { name, table }: MatrixObject,
  pair: Pair,
): Promise<Record<string, string[]>> {
  const both = [Object.values(pair)];
  const rows = (sql: string, values: unknown[] = both) => ids(db, person, sql, values);
  return {
    table: await rows(`select id from ${table} where id = any ($1)`),
    "count, as ids": await rows(`select unnest(array_agg(id)) as id from ${table} where id = any ($1)`),
    records: await rows("select id from app_public.records where id = any ($1)"),
    changes: await rows("select record_id as id from app_public.changes where record_id = any ($1)"),
    search: await rows("select id from app_public.search('Zebra', array[$2]) where id = any ($1)", [...both, name]),
    "search of everything": await rows("select id from app_public.search('Zebra') where id = any ($1)"),
    "history of a record": await rows(
      "select h.record_id as id from unnest($1::uuid[]) r cross join lateral app_public.record_history(r) h",
    ),
    "a record as it was": (
      await Promise.all(
        Object.values(pair).map((id) =>
          rows("select $1::uuid as id where app_public.record_as_of($1, now() + interval '1 day') is not null", [
            id,
          ]).catch((error) => {
            if (error.code !== "RM404") throw error;
            return [];
          }),
        ),
      )
    ).flat(),
    "live changes": await rows("select unnest(app_hidden.visible_ids($2, $1)) as id", [...both, name]),
  };
}

test("every role reads, creates, updates and deletes of every object what its permissions say, in every way of SQL", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.owner.query(`
    select app_public.create_object('Matrix thing', 'Matrix things');
    select app_public.create_field('matrix_things', 'Company', 'relation', '{"target": "companies"}');
    select app_public.create_field('matrix_things', 'Contacts', 'many_to_many', '{"target": "contacts", "inverse_label": "Matrix things"}')`);
  const roles = await makeRoles(db.owner);
  const objects = await readObjects(db.owner);
  expect(objects.map(({ name }) => name)).toContain("matrix_things");
  const wrong: string[] = [];
  const compare = (about: string, is: unknown, wanted: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(wanted))
      wrong.push(`${about}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
  };
  for (const [roleName, role] of Object.entries(roles)) {
    const { person } = await db.people({ person: role }).catch(async () => ({ person: undefined }));
    if (!person) throw new Error("No person was made");
    for (const object of objects) {
      const pair = await makePair(db.owner, object, { me: person.id, other: ann.id });
      const permission = await permissionOf(db.owner, role, object.name);
      const about = `${roleName}, ${object.name}`;
      const named = (found: string[]) =>
        found.map((id) => (id === pair.mine ? "mine" : id === pair.theirs ? "theirs" : id)).sort();
      for (const [way, found] of Object.entries(await reads(db, person, object, pair))) {
        compare(`${about}, read by ${way}`, named(found), named(within(permission.read, pair)));
      }
      const { table, column } = object;
      const update = await reached(
        db,
        person,
        pair,
        `update ${table} set ${column} = 'Zebra changed' where id = $1 returning id`,
      );
      compare(`${about}, update`, named(update), named(within(permission.update, pair)));
      const remove = await reached(db, person, pair, `delete from ${table} where id = $1 returning id`);
      compare(`${about}, delete`, named(remove), named(within(permission.delete, pair)));
      const insert = (owner: string) =>
        reached(
          db,
          person,
          { mine: owner, theirs: owner },
          `insert into ${table} (${column}, owner_id) values ('Zebra new', $1) returning id`,
        );
      compare(`${about}, create`, (await insert(person.id)).length > 0, permission.create);
      compare(
        `${about}, create for another`,
        (await insert(ann.id)).length > 0,
        permission.create && permission.read === "all",
      );
    }
    await db.owner.query("delete from app_public.users where id = $1", [person.id]);
  }
  expect(wrong).toEqual([]);
}, 180_000);

test("what is attached to, linked with or points to a record that one may not read, tells nothing of it", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.owner.query(`
    select app_public.create_object('Linked thing', 'Linked things');
    select app_public.create_field('linked_things', 'Deals', 'many_to_many', '{"target": "deals", "inverse_label": "Linked things"}')`);
  const roles = await makeRoles(db.owner);
  const { sam, sue, con } = await db.people({
    sam: roles["Support Rep"] ?? "",
    sue: roles["Sales Rep"] ?? "",
    con: roles.Consultant ?? "",
  });
  const one = async (sql: string, values: unknown[] = []) =>
    (await db.owner.rows<{ id: string }>(sql, values))[0]?.id ?? "";
  const contact = await one(
    "insert into app_public.contacts (first_name, last_name) values ('Hidden', 'Person') returning id",
  );
  const deal = await one(
    "insert into app_public.deals (title, owner_id, contact_id) values ('Secret', $1, $2) returning id",
    [ann.id, contact],
  );
  await one("select id from app_public.add_note('About the person', record_ids => array[$1::uuid])", [contact]);
  const onBoth = await one("select id from app_public.add_note('About both', record_ids => array[$1::uuid, $2])", [
    contact,
    deal,
  ]);
  const thing = await one("insert into app_custom.linked_things (name) values ('Thing') returning id");
  await db.owner.query("insert into app_custom.linked_things_deals (source_id, target_id) values ($1, $2)", [
    thing,
    deal,
  ]);

  // Support reads deals and notes, and no contacts: the note on both is seen, its other end is not.
  const notes = "select id from app_public.notes order by id";
  expect(await ids(db, sam, notes, [])).toEqual([onBoth]);
  expect(await ids(db, sam, "select record_id as id from app_public.note_targets", [])).toEqual([deal]);
  expect(await ids(db, sam, "select record_id as id from app_public.changes", [])).toEqual([deal, onBoth].sort());
  expect(await ids(db, sam, "select id from app_public.search('about')", [])).toEqual([onBoth]);
  expect(await ids(db, sam, "select source_id as id from app_custom.linked_things_deals", [])).toEqual([]);
  for (const person of [sue, con]) {
    expect(await ids(db, person, notes, [])).toEqual([]);
    for (const table of [
      "app_public.note_targets",
      "app_custom.linked_things_deals",
      "app_public.records",
      "app_public.changes",
    ]) {
      expect(await db.as(person).rows(`select from ${table}`), table).toEqual([]);
    }
  }

  // Neither by writing: a link to what one may not read, a note on it, or a record made over it.
  const refused = { code: "RM403" };
  await expect(
    db
      .as(sue)
      .query("insert into app_public.deals (title, owner_id, contact_id) values ('Mine', $1, $2)", [sue.id, contact]),
  ).rejects.toMatchObject(refused);
  await expect(
    db.as(sam).query("select app_public.add_note('Hello', record_ids => array[$1::uuid])", [contact]),
  ).rejects.toMatchObject(refused);
  await expect(
    db.as(sam).query("insert into app_public.favorites (user_id, record_id) values ($1, $2)", [sam.id, contact]),
  ).rejects.toMatchObject({
    code: expect.stringMatching(/42501|RM4/),
  });
  const mine = await one("insert into app_public.deals (title, owner_id) values ('Mine', $1) returning id", [sue.id]);
  await expect(
    db.as(sue).query("update app_public.deals set contact_id = $1 where id = $2", [contact, mine]),
  ).rejects.toMatchObject(refused);
  // Nor does giving away or taking get around a rule.
  await expect(
    db.as(sue).query("update app_public.deals set owner_id = $1 where id = $2", [ann.id, mine]),
  ).rejects.toMatchObject(refused);
  expect(
    (await db.as(sue).query("update app_public.deals set owner_id = $1 where id = $2", [sue.id, deal])).rowCount,
  ).toBe(0);
  await expect(
    db.as(sue).query("update app_public.deals set id = $1 where id = $2", [deal, mine]),
  ).rejects.toMatchObject({ code: "RM400" });
});

test("the helpers behind the rules cannot be called to get around them", async ({ db }) => {
  const { bob } = await db.people({ bob: "user" });
  for (const call of [
    "select app_hidden.derive_all()",
    "select app_hidden.mend_access()",
    "select app_hidden.add_user('x@example.com', 'X', 'correct horse', app_hidden.role_id())",
    "select app_hidden.set_password(app_hidden.user_id(), 'correct horse')",
    "select app_hidden.open_session(app_hidden.user_id(), '', '')",
    "select app_hidden.put_policy('app_public.deals', 'x', 'crm_user', 'select', 'true', null)",
    "select app_hidden.add_job('auth__send_email')",
    "select app_hidden.managed_member(app_hidden.user_id())",
    "insert into app_public.permissions (role_id, object) values (app_hidden.role_id(), 'deals')",
    "update app_public.users set role_id = role_id",
    "select * from app_private.sessions",
    "select * from app_private.secret_links",
    "insert into app_public.changes (user_id) values (null)",
    "update app_public.records set owner_id = null",
  ]) {
    const outcome = await db
      .as(bob)
      .query(call)
      .then(
        () => "done",
        (error: { code: string }) => error.code,
      );
    expect(outcome, call).toBe("42501");
  }
});

test("db/rbac/matrix.txt is what the shipped roles may do", async ({ db }) => {
  expect(await describeMatrix(db.owner), "npm run db -- commit").toBe(await readFile(matrixFile, "utf8"));
});

/**
 * Each function of the API that looks past the policies, and what keeps it to the caller's rights; a new one has to be put in its
 * place. The others run under the caller's own policies.
 */
const functions: Record<string, string[]> = {
  "asks for a right to settings": [
    "back_up_database",
    "change_field_type",
    "change_field_type_preview",
    "change_member_role",
    "copy_role",
    "create_api_key",
    "create_database_login",
    "create_field",
    "create_object",
    "create_password_reset",
    "create_role",
    "create_webhook",
    "deactivate_member",
    "delete_field",
    "delete_object",
    "delete_object_preview",
    "delete_role",
    "delete_webhook",
    "drop_database_login",
    "field_dependents",
    "invite_member",
    "load_sample_data",
    "member_records",
    "order_fields",
    "prove_backup",
    "reactivate_member",
    "redeliver",
    "redeliver_dead",
    "remove_member",
    "rename_field",
    "revoke_api_key",
    "revoke_invitation",
    "rotate_webhook_secret",
    "send_test_event",
    "set_field_options",
    "set_permissions",
    "update_field",
    "update_object",
    "update_role",
    "update_webhook",
  ],
  "is about the caller alone, or asks for a right": [
    "active_role",
    "backup_schedule",
    "end_session",
    "end_sessions",
    "sessions",
    "update_profile",
    "users_database_login",
    "users_last_seen_at",
    "view_as_role",
  ],
  "is about the caller's own import": [
    "cancel_import",
    "check_import",
    "configure_import",
    "run_import",
    "undo_import",
  ],
  "tells nothing of records": ["schema_version"],
};

test("every function of the API that looks past the policies is known to the matrix", async ({ db }) => {
  const rows = await db.owner.rows<{ name: string }>(`
    select distinct proname as name from pg_proc
    where pronamespace = 'app_public'::regnamespace and prosecdef and has_function_privilege('crm_member', oid, 'execute') order by 1`);
  expect(rows.map(({ name }) => name)).toEqual(Object.values(functions).flat().sort());
});

test("what asks for a right to settings refuses who has none", async ({ db }) => {
  const { bob } = await db.people({ bob: "read_only" });
  const settings = functions["asks for a right to settings"] ?? [];
  const rows = await db.owner.rows<{ name: string; call: string }>(
    `select proname as name, format('select app_public.%I(%s)', proname, (
       select string_agg(case when t = 'uuid'::regtype then quote_literal(gen_random_uuid()) when t = 'text'::regtype then '''deals'''
         when t = 'jsonb'::regtype then '''{}''' else 'null' end || '::' || t::regtype, ', ' order by n)
       from unnest(proargtypes) with ordinality a (t, n))) as call
     from pg_proc where pronamespace = 'app_public'::regnamespace and proname = any ($1)`,
    [settings],
  );
  expect(rows.length).toBeGreaterThanOrEqual(settings.length);
  for (const { name, call } of rows) {
    await expect(db.as(bob).query(call), name).rejects.toMatchObject({ code: "RM403" });
  }
});
