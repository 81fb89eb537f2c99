import { expect } from "vitest";
import { type Db, test } from "./testing.ts";

const schemas = "('app_public', 'app_custom', 'app_hidden', 'app_private')";
const ours = (namespace: string) => `${namespace}::regnamespace::text in ${schemas}`;

/** What the catalogue must not contain: each query names the offenders. */
const lints: Record<string, string> = {
  "every table has row-level security and a primary key": `
    select oid::regclass::text as offender from pg_class c
    where ${ours("relnamespace")} and relkind in ('r', 'p')
      and not (relrowsecurity or relispartition)
       or ${ours("relnamespace")} and relkind in ('r', 'p')
      and not exists (select from pg_constraint where conrelid = c.oid and contype = 'p')`,

  "every foreign key has an index and says what happens on delete": `
    select conrelid::regclass || '.' || conname as offender from pg_constraint k
    where contype = 'f' and ${ours("connamespace")} and conparentid = 0
      and (confdeltype = 'a' or not exists (
        select from pg_index i
        where i.indrelid = k.conrelid and i.indpred is null
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey))`,

  // Where our own triggers see to it, for all rows of a statement at once.
  "only stamps and the registry have foreign keys that PostgreSQL does not enforce": `
    select k.conrelid::regclass || '.' || k.conname as offender from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
    where k.contype = 'f' and ${ours("connamespace")} and not k.conenforced
      <> ((a.attname in ('created_by', 'updated_by') and k.conrelid in (select app_hidden.object_table(name) from app_public.objects))
        or (k.conrelid = 'app_public.records'::regclass and a.attname = 'owner_id'))`,

  "policies of members' tables name their roles": `
    select polrelid::regclass || ': ' || polname as offender from pg_policy p join pg_class c on c.oid = p.polrelid
    where ${ours("relnamespace")} and 0 = any (polroles)`,

  // But for what is about the row: what a note, a task or a link joins (asked by roles that do not read everything), and whether a DBA's
  // policy hides the record (asked of objects that have one).
  "reading calls helpers once a statement, not once a row": `
    select polrelid::regclass || ': ' || polname as offender from pg_policy
    where polcmd in ('r', '*')
      and regexp_replace(pg_get_expr(polqual, polrelid), 'SELECT app_hidden\\.|app_hidden\\.sees_(attached|record|ends)\\(', '', 'g') ~ 'app_hidden\\.'`,

  // Objects and what members keep for themselves are guarded row by row, by policies and triggers.
  "a table of the program's own is written column by column, or by functions": `
    select distinct c.oid::regclass || ' by ' || a.grantee::regrole as offender from pg_class c, aclexplode(relacl) a
    where ${ours("relnamespace")} and a.privilege_type in ('INSERT', 'UPDATE') and a.grantee <> c.relowner
      and c.relname not in (select name from app_public.objects)
      and c.relname not in ('note_targets', 'task_targets', 'views', 'favorites')`,

  "definer functions set their search path": `
    select oid::regprocedure::text as offender from pg_proc
    where ${ours("pronamespace")} and prosecdef and not coalesce(array_to_string(proconfig, ' '), '') like '%search_path=%'`,

  "the public may call nothing": `
    select oid::regprocedure::text as offender from pg_proc
    where ${ours("pronamespace")} and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))`,

  "everything in the API has a comment": `
    select c.oid::regclass::text as offender from pg_class c
    where relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace) and relkind in ('r', 'p', 'v') and obj_description(c.oid, 'pg_class') is null
    union all
    select p.oid::regprocedure::text from pg_proc p
    where pronamespace = 'app_public'::regnamespace and obj_description(p.oid, 'pg_proc') is null`,

  "every change of every object is recorded": `
    select o.name || ', ' || verb as offender
    from app_public.objects o, unnest(array['insert', 'update', 'delete']) verb
    where not exists (
      select from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relname = o.name and ${ours("relnamespace")} and t.tgname = '_900_track_' || verb and t.tgenabled = 'O')`,

  "a rule that a record may break says so in words": `
    select k.conname as offender from pg_constraint k join app_public.objects o
      on k.conrelid = format('%I.%I', o.schema_name, o.name)::regclass
    where k.contype = 'c' and obj_description(k.oid, 'pg_constraint') is null`,

  "no date of an object is before the year 1 or without end": `
    select o.name || '.' || a.attname as offender from app_public.objects o
    join pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.atttypid in ('date'::regtype, 'timestamptz'::regtype) and not a.attisdropped
    where a.attname not in ('created_at', 'updated_at') and not exists (
      select from pg_constraint c where c.conrelid = a.attrelid and c.conkey = array[a.attnum] and pg_get_constraintdef(c.oid) ~* 'extract\\(year from')`,

  "constraints are named for their rule, because errors name them": `
    select conrelid::regclass || '.' || conname as offender from pg_constraint
    where ${ours("connamespace")} and contype in ('u', 'c', 'x') and conname ~ '_(check|key|excl)[0-9]*$'`,
};

async function offenders(db: Db, lint: string): Promise<string[]> {
  return (await db.owner.rows<{ offender: string }>(lint)).map(({ offender }) => offender);
}

for (const [rule, lint] of Object.entries(lints)) {
  test(rule, async ({ db }) => {
    expect(await offenders(db, lint)).toEqual([]);
  });
}

test("all of it holds once there are roles of one's own, custom objects, and fields of every type on all of them", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query(
    "select app_public.create_role('Own only', default_read => 'own', default_create => true, default_update => 'own')",
  );
  await as.query(
    `select app_public.set_permissions((app_public.create_role('No deals', default_read => 'all')).id, '[{"object": "deals", "read": "none"}]')`,
  );
  await as.query("select app_public.create_object('Machine', 'Machines')");
  await as.query(
    `select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id', title_settings => '{"unique": true, "required": true}')`,
  );
  for (const object of ["factory_orders", "contacts"])
    await as.query(
      `select app_public.create_field($1, 'My ' || t.label, t.name, jsonb_strip_nulls(jsonb_build_object(
         'options', case when 'options' = any (t.settings) then '["One", "Two"]'::jsonb end,
         'target', case when 'target' = any (t.settings) then 'machines' end,
         'formula', case when 'formula' = any (t.settings) then '1 + 1' end)))
       from app_public.field_types t order by t.position`,
      [object],
    );
  await as.query(
    `select app_public.create_field('machines', 'Part of', 'relation', '{"target": "machines"}'), app_public.create_field('machines', 'Spares', 'many_to_many', '{"target": "machines"}')`,
  );
  const found: Record<string, string[]> = {};
  for (const [rule, lint] of Object.entries(lints)) {
    const names = await offenders(db, lint);
    if (names.length > 0) found[rule] = names;
  }
  expect(found).toEqual({});
});
