import { expect } from "vitest";
import { test as base, type Db } from "../testing.ts";
import { does, undo } from "./state.ts";

// What people have done, when objects and fields have become others since.
const test = base.extend("people", { scope: "file" }, ({ committing }) =>
  committing.people({ ada: "admin", ann: "user" }),
);

const call = (db: Db, ...calls: string[]) => db.owner.query(`select app_public.${calls.join(", app_public.")}`);
const row = async (db: Db, sql: string, values: unknown[] = []) => (await db.owner.rows(sql, values))[0];

test("history, undo and restore know a renamed field by its new name, one of several records too", async ({
  committing: db,
  people: { ann },
}) => {
  await call(
    db,
    "create_object('Boat', 'Boats')",
    `create_field('boats', 'Colour', 'text')`,
    `create_field('boats', 'Price', 'currency')`,
    `create_field('boats', 'Crew', 'many_to_many', '{"target": "contacts"}')`,
  );
  const { id } =
    (
      await db
        .as(ann)
        .rows<{ id: string }>(
          "insert into app_custom.boats (name, colour, price, price_currency) values ('Argo', 'red', 5, 'EUR') returning id",
        )
    )[0] ?? {};
  const [ivy] = await db
    .as(ann)
    .rows<{ id: string }>("insert into app_public.contacts (first_name) values ('Ivy') returning id");
  const link = await does(db, ann, "insert into app_custom.boats_crew values ($1, $2) returning 1", [id, ivy?.id]);
  const edit = await does(db, ann, "update app_custom.boats set colour = 'pink' where id = $1 returning 1", [id]);
  await call(
    db,
    "rename_field('boats.colour', 'tint')",
    "rename_field('boats.crew', 'sailors')",
    "rename_field('boats.price', 'cost')",
  );

  expect(await db.as(ann).rows("select object, operation from app_public.record_history($1)", [ivy?.id])).toEqual([
    { object: "boats_sailors", operation: "insert" },
    { object: "contacts", operation: "insert" },
  ]);
  await undo(db, ann, edit);
  expect(await row(db, "select tint from app_custom.boats where id = $1", [id])).toEqual({ tint: "red" });
  expect((await undo(db, ann, link))?.count).toBe(1);
  expect(await db.owner.rows("select from app_custom.boats_sailors")).toEqual([]);

  await db.as(ann).query("select app_public.set_related('boats.sailors', $1, $2)", [id, [ivy?.id]]);
  await db.as(ann).query("delete from app_custom.boats where id = $1", [id]);
  await call(
    db,
    "rename_field('boats.tint', 'hue')",
    "rename_field('boats.sailors', 'hands')",
    "rename_field('boats.cost', 'worth')",
  );
  await db.as(ann).query("select app_public.restore_record($1)", [id]);
  expect(await row(db, "select hue, worth, worth_currency from app_custom.boats")).toEqual({
    hue: "red",
    worth: "5",
    worth_currency: "EUR",
  });
  expect(await db.owner.rows("select source_id, target_id from app_custom.boats_hands")).toEqual([
    { source_id: id, target_id: ivy?.id },
  ]);
});

test("a record comes back with its values in the types that its fields have by now, and without what does not convert", async ({
  committing: db,
  people: { ann },
}) => {
  const fields = [
    "Length:text",
    "Speed:text",
    "Built:text",
    "Kind:enum",
    "Tags:multi_enum",
    "Paid:text",
    "Note:number",
  ];
  await call(
    db,
    "create_object('Car', 'Cars')",
    ...fields.map((field) => {
      const [label, type] = field.split(":");
      return `create_field('cars', '${label}', '${type}'${type?.endsWith("enum") ? `, '{"options": ["Red hot", "Blue"]}'` : ""})`;
    }),
    `create_field('cars', 'Class', 'text', '{"required": true}')`,
  );
  const { id } =
    (
      await db.as(ann).rows<{ id: string }>(
        `insert into app_custom.cars (name, length, speed, built, kind, tags, paid, note, class)
       values ('One', '12.5', 'fast', '2030-01-31', 'red_hot', '{blue}', 'yes', 7, 'A') returning id`,
      )
    )[0] ?? {};
  const edit = await does(db, ann, "update app_custom.cars set kind = 'blue' where id = $1 returning 1", [id]);
  const deletion = await does(db, ann, "delete from app_custom.cars where id = $1 returning 1", [id]);
  await call(
    db,
    "change_field_type('cars.length', 'number')",
    "change_field_type('cars.speed', 'number')",
    "change_field_type('cars.built', 'date')",
    "change_field_type('cars.kind', 'multi_enum')",
    "change_field_type('cars.tags', 'enum')",
    "change_field_type('cars.paid', 'boolean')",
    "change_field_type('cars.note', 'text')",
    "change_field_type('cars.class', 'number')",
  );
  await expect(undo(db, ann, deletion)).rejects.toMatchObject({
    code: "RM409",
    message: "“One” had “A” as its class, which is required, and takes that no more.",
    hint: "Let the field take it again, or give it a default. Nothing was undone.",
  });
  await call(db, `update_field('cars.class', settings => '{"default": 1}')`);
  await undo(db, ann, deletion);
  const now = "select length, speed, built::text, kind, tags, paid, note, class from app_custom.cars where id = $1";
  const back = {
    length: "12.5",
    speed: null,
    built: "2030-01-31",
    kind: ["blue"],
    tags: "blue",
    paid: true,
    note: "7",
    class: "1",
  };
  expect(await row(db, now, [id])).toEqual(back);
  await db
    .as(ann)
    .query("select app_public.restore_values(id) from app_public.changes where transaction_id = $1", [edit]);
  expect(await row(db, now, [id])).toEqual({ ...back, kind: ["red_hot"] });
});

test("what an object or a field had part in that is gone is not undone by half; a creation goes with what is left of it", async ({
  committing: db,
  people: { ada, ann },
}) => {
  await call(
    db,
    "create_object('Ship', 'Ships')",
    `create_field('ships', 'Crew', 'many_to_many', '{"target": "contacts"}')`,
    "create_field('contacts', 'Nick', 'text')",
  );
  const joe = await does(db, ann, "insert into app_public.contacts (first_name, nick) values ('Joe', 'J') returning 1");
  const ship = await does(db, ann, "insert into app_custom.ships (name) values ('Argo') returning 1");
  const crew = "select s.id, c.id from app_custom.ships s, app_public.contacts c where c.first_name = 'Joe'";
  const link = await does(db, ann, `insert into app_custom.ships_crew ${crew} returning 1`);
  const edit = await does(
    db,
    ann,
    "update app_public.contacts set nick = 'K', city = 'Rome' where first_name = 'Joe' returning 1",
  );
  const both = await does(
    db,
    ann,
    "update app_custom.ships set name = 'Argo II' returning 1), more as (update app_public.contacts set last_name = 'Doe' where first_name = 'Joe' returning 1",
  );
  const unlink = await does(db, ann, "delete from app_custom.ships_crew returning 1");
  const refused = (by: typeof ada, transaction: string, message: string) =>
    expect(undo(db, by, transaction)).rejects.toMatchObject({ code: "RM409", message });

  await call(db, "delete_field('ships.crew')");
  await refused(ada, link, "“Argo” was linked by a field that was deleted since.");
  await refused(ada, unlink, "“Argo II” was linked by a field that was deleted since.");
  const gone = await does(db, ada, "select app_public.delete_object('ships', 'Ships')");
  await refused(ada, ship, "“Argo” was one of “ships”, which were deleted since.");
  for (const transaction of [both, gone])
    await refused(ada, transaction, "“Argo II” was one of “ships”, which were deleted since.");
  await db.owner.query("select app_public.delete_field('contacts.nick', 'Nick')");
  await refused(ann, edit, "“Joe” had a value in “nick”, a field that was deleted since.");
  const [change] = await db.owner.rows("select id from app_public.changes where transaction_id = $1", [edit]);
  await db.as(ann).query("select app_public.restore_values($1)", [change?.id]);
  expect(await row(db, "select first_name, last_name, city from app_public.contacts where first_name = 'Joe'")).toEqual(
    {
      first_name: "Joe",
      last_name: "Doe",
      city: null,
    },
  );
  await db.as(ann).query("update app_public.contacts set last_name = null where first_name = 'Joe'");
  await undo(db, ann, joe);
  expect(await row(db, "select from app_public.contacts where first_name = 'Joe'")).toBeUndefined();
});

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

test("the log is read by who reads only their own, whatever fields a deleted object had", async ({
  committing: db,
  people: { ann },
}) => {
  await call(db, "create_object('Shot', 'Shots')", "create_field('shots', 'Target id', 'text')");
  await db.as(ann).query("insert into app_custom.shots (name, target_id) values ('First', 'the barn')");
  await call(db, "delete_object('shots', 'Shots')");
  const reads = async (read: string) => {
    await db.owner.query(
      `update app_public.permissions set read = $1, update = 'none', delete = 'none'
       where object = 'companies' and role_id = (select id from app_public.roles where key = 'user')`,
      [read],
    );
    await db.owner.query("select app_hidden.derive_all()");
    return db.as(ann).rows("select from app_public.changes where object = 'shots'");
  };
  expect(await reads("own")).toEqual([]);
  expect(await reads("all")).toHaveLength(2);
});

test("an object may have a hundred texts and more, called by any letter, and all that is done to its records is undone", async ({
  committing: db,
  people: { ann },
}) => {
  const names = Array.from({ length: 130 }, (_, n) => String.fromCharCode(97 + (n % 26)) + (n < 26 ? "" : n));
  await call(db, "create_object('List', 'Lists')");
  for (const object of ["lists", "contacts"])
    await call(db, ...names.map((name) => `create_field('${object}', 'My ${name}', 'text', '{"name": "${name}"}')`));
  for (const [table, title] of [
    ["app_custom.lists", "name"],
    ["app_public.contacts", "first_name"],
  ]) {
    const insert = (value: string) =>
      `insert into ${table} (${title}, ${names.join(", ")}) values ('One'${`, '${value}'`.repeat(names.length)}) returning id`;
    const { id } = (await db.as(ann).rows<{ id: string }>(insert("before")))[0] ?? {};
    const now = async () => {
      const read =
        "select n, search from app_public.records r cross join lateral app_public.record_as_of(r.id, now()) n";
      return (await db.as(ann).rows(`${read} where r.id = $1`, [id]))[0];
    };
    const before = await now();
    const edit = await does(
      db,
      ann,
      `update ${table} set ${names.map((name) => `${name} = 'after'`).join(", ")} where id = $1 returning 1`,
      [id],
    );
    expect(await now()).not.toEqual(before);
    await undo(db, ann, edit);
    expect(await now()).toEqual({ ...before, n: expect.objectContaining({ a: "before", n: "before", z: "before" }) });
    const deletion = await does(db, ann, `delete from ${table} where id = $1 returning 1`, [id]);
    await undo(db, ann, deletion);
    expect((await now())?.search).toEqual(before?.search);
    const made = await does(db, ann, insert("new"));
    await db.as(ann).query(`update ${table} set k = 'k' where k = 'new'`);
    await expect(undo(db, ann, made)).rejects.toMatchObject({ message: expect.stringContaining("(my k)") });
  }
  const ids = (await db.owner.rows<{ id: string }>("select id from app_public.contacts where first_name = 'One'")).map(
    (contact) => contact.id,
  );
  const merged = await does(db, ann, "select app_public.merge_records($1, $2)", [ids[0], ids.slice(1)]);
  await undo(db, ann, merged);
  expect(await db.owner.rows("select * from app_hidden.metadata_drift()")).toEqual([]);
});
