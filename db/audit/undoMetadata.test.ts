import { expect } from "vitest";
import { test as base, type Db } from "../testing.ts";
import { does, undo } from "./state.ts";

// What people have done, when objects and fields have become others since.
const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ada: "admin", ann: "user" }),
);

const call = (db: Db, ...calls: string[]) => db.owner.query(`select app_public.${calls.join(", app_public.")}`);
const row = async (db: Db, sql: string, values: unknown[] = []) => (await db.owner.rows(sql, values))[0];

test("what is told of an object that was deleted stays with who read all of it, also when another is called like it", async ({
  committing: db,
  people: { ada, ann },
}) => {
  const make = [
    "create_object('Salary', 'Salaries')",
    "create_field('salaries', 'Amount', 'number')",
    `create_field('salaries', 'Payees', 'many_to_many', '{"target": "contacts"}')`,
    "create_object('Toy', 'Toys')",
  ];
  await call(db, ...make);
  await db.owner.query(
    `update app_public.permissions set read = 'none', "create" = false, update = 'none', delete = 'none'
     where object = 'salaries' and role_id = (select id from app_public.roles where key = 'user')`,
  );
  await db.owner.query("select app_hidden.derive_all()");
  const made = async (sql: string) => (await db.as(ada).rows<{ id: string }>(`${sql} returning id`))[0]?.id;
  const bob = await made("insert into app_public.contacts (first_name) values ('Bob')");
  const secret = await made("insert into app_custom.salaries (name, amount) values ('Bob', 5)");
  const toy = await made("insert into app_custom.toys (name) values ('Kite')");
  await db.as(ada).query("insert into app_custom.salaries_payees values ($1, $2)", [secret, bob]);
  const told = async (person: typeof ada, id = secret) =>
    (await db.as(person).rows("select from app_public.changes where record_id = $1", [id])).length;
  const gone = await does(db, ada, "select app_public.delete_object('salaries', 'Salaries')");
  await call(db, "delete_object('toys', 'Toys')");
  for (let round = 0; round < 2; round++) {
    expect([await told(ada), await told(ann), await told(ada, toy), await told(ann, toy)]).toEqual([3, 0, 2, 2]);
    expect(await db.owner.rows("select * from app_hidden.access_drift()")).toEqual([]);
    if (round === 0) await call(db, ...make);
  }
  await expect(undo(db, ada, gone)).rejects.toMatchObject({ code: "RM409" });
  for (const id of [secret, toy])
    await expect(db.as(ann).query("select app_public.restore_record($1)", [id])).rejects.toMatchObject({
      code: "RM404",
    });
});
