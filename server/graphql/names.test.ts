import pg from "pg";
import { makeSchema } from "postgraphile";
import { isInputObjectType, isIntrospectionType, isObjectType } from "postgraphile/graphql";
import { expect, inject } from "vitest";
import { test } from "#db/testing.ts";
import { readErrors } from "../errors.ts";
import { makePreset } from "../graphile.config.ts";
import { createLog } from "../log.ts";

/** The schema of a database with objects that lead to each other in every way, and what the database says is taken. */
const taken = test.extend("taken", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  onCleanup(() => pool.end());
  await pool.query("select app_public.create_object('Factory order', 'Factory orders')");
  await pool.query("select app_public.create_object('Machine', 'Machines')");
  for (const object of ["factory_orders", "contacts"])
    await pool.query(
      `select app_public.create_field($1, 'My ' || t.label, t.name, jsonb_strip_nulls(jsonb_build_object(
         'options', case when 'options' = any (t.settings) then '["One", "Two"]'::jsonb end,
         'target', case when 'target' = any (t.settings) then 'machines' end,
         'formula', case when 'formula' = any (t.settings) then '1 + 1' end)))
       from app_public.field_types t`,
      [object],
    );
  const callers = new pg.Pool({ connectionString: database.authenticatorUrl, max: 2 });
  const errors = await readErrors({ pool: callers, log: createLog("error") });
  const { schema } = await makeSchema(makePreset({ pool: callers, errors, jwtSecret: inject("jwtSecret") }));
  await callers.end();
  return { schema, pool };
});

taken("no object is accepted whose types or queries are there already", async ({ taken: { schema, pool } }) => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const names = [
    ...Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type)),
    ...roots.flatMap((root) => Object.values(root?.getFields() ?? {})),
  ].map(({ name }) => name);
  const { rows } = await pool.query<{ name: string }>(
    "select distinct unnest(names) as name from app_hidden.names_in_use()",
  );
  const known = new Set(rows.map(({ name }) => name));
  expect(names.filter((name) => !known.has(name.toLowerCase()) && !/.ToMany.+Filter$/.test(name))).toEqual([]);
});

taken("no field is accepted whose name the API needs for something else", async ({ taken: { schema, pool } }) => {
  const parts = ["", "Filter", "Condition", "Input", "Patch"].flatMap((part) => {
    const type = schema.getType(`FactoryOrder${part}`);
    return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  });
  const { rows } = await pool.query<{ name: string }>(
    `select name from app_hidden.api_names_of('factory_orders')
     union select lower(app_hidden.camel(attname)) from pg_catalog.pg_attribute where attrelid = 'app_custom.factory_orders'::regclass`,
  );
  const known = new Set(rows.map(({ name }) => name));
  expect([...new Set(parts)].filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
});

taken("no field is accepted whose name every object of JavaScript has", async ({ taken: { pool } }) => {
  const { rows } = await pool.query<{ name: string }>("select name from app_hidden.api_names_of('factory_orders')");
  const known = new Set(rows.map(({ name }) => name));
  const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith("_"));
  expect(inherited.filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
});

for (const [singular, plural] of [
  ["Date filter", "Date filters"],
  ["String list filter", "String list filters"],
  ["Boolean filter", "Boolean filters"],
  ["Company to many contact filter", "CTMCFs"],
  ["Company to many contact", "CTMCs"],
  ["Update companies item", "Items"],
  ["Pipeline by name", "Pipelines by name"],
  ["Import values edge", "Edges of import values"],
  ["Machine filter", "Machine filters"],
  ["Update machines item", "Update machines items"],
])
  taken(`an object cannot be called “${singular}”`, async ({ taken: { pool } }) => {
    await expect(pool.query("select app_public.create_object($1, $2)", [singular, plural])).rejects.toMatchObject({
      constraint: expect.stringMatching(/^(object_name_reserved|objects_name_unique)$/),
    });
  });
