// The plans of what lists, boards and search ask most, on data of a size at which a wrong plan hurts.
import pg from "pg";
import { expect } from "vitest";
import { fill } from "#server/bench/data.ts";
import { test as base, type Queries, signUp } from "../testing.ts";

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: Plan[];
}

const contacts = 40_000; // at a million the plans are the same; here it is enough that reading all would be dearer
const large = ["contacts", "companies", "deals", "records", "notes"];

/** Two members and many records: one of the role User, one who reads only what is theirs. */
const test = base.extend("plans", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  const pool = new pg.Pool({ connectionString: database.authenticatorUrl, max: 1 });
  await owner.connect();
  onCleanup(async () => {
    await pool.end();
    await owner.end();
  });
  await owner.query(
    `insert into app_public.roles (key, name, db_role) values ('own_only', 'Own only', app_hidden.role_name('own_only'));
     insert into app_public.permissions (role_id, object, read)
     select r.id, o.name, 'own' from app_public.roles r cross join app_public.objects o where r.key = 'own_only'
     on conflict (role_id, object) do update set read = 'own', "create" = false, update = 'none', delete = 'none';
     select app_hidden.derive_all()`,
  );
  const queries: Queries = {
    query: (sql, values) => owner.query(sql, values),
    rows: async (sql, values) => (await owner.query(sql, values)).rows,
  };
  const people = { user: await signUp(queries, "ann", "user"), own: await signUp(queries, "oli", "own_only") };
  await owner.query(`select app_public.update_field('contacts.city', settings => '{"index": true}')`);
  await fill(database.ownerUrl, contacts);
  /** The plan of a query as one of them or the server itself, run once; it is all the same whether it finds something. */
  return async (who: keyof typeof people | "server", sql: string, values: unknown[] = []): Promise<Plan> => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      if (who !== "server") await client.query("select app_hidden.enter($1::uuid, null)", [people[who].sessionId]);
      const { rows } = await client.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
        `explain (analyze, buffers, format json) ${sql}`,
        values,
      );
      const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
      if (!plan) throw new Error("no plan");
      return plan;
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
});

const list = (where: string, order: string) => `
  select c.id, c.name, k.name from app_public.contacts c left join app_public.companies k on k.id = c.company_id
  ${where} order by ${order} limit 50`;
const one = "(select id from app_public.companies order by name, id offset 77 limit 1)";
const stage = "(select id from app_public.stages where outcome = 'open' order by position limit 1)";

const questions: [name: string, who: "user" | "own", sql: string, values?: unknown[]][] = [
  ["the first page by name", "user", list("", "c.name, c.id")],
  ["the first page by last name", "user", list("", "c.last_name, c.id")],
  ["the first page by creation, latest first", "user", list("", "c.created_at desc, c.id desc")],
  [
    "the first page by a field that has an index, the last first",
    "user",
    list("", "c.city desc nulls last, c.id desc"),
  ],
  ["a part of the last name", "user", list("where c.last_name ilike $1", "c.last_name, c.id"), ["%norinlund%"]],
  ["the contacts of a company", "user", list(`where c.company_id = ${one}`, "c.id")],
  [
    "a part of the company's name",
    "user",
    "select c.id from app_public.contacts c where exists (select from app_public.companies k where k.id = c.company_id and k.name ilike $1) limit 50",
    ["%norinlund corolham%"],
  ],
  [
    "a page further down, by its cursor",
    "user",
    list("where (c.name, c.id) > ($1, '00000000-0000-0000-0000-000000000000')", "c.name, c.id"),
    ["Mo"],
  ],
  ["the first page of who reads only their own", "own", list("", "c.name, c.id")],
  [
    "a column of the board",
    "user",
    `select id, title from app_public.deals where stage_id = ${stage} order by position, id limit 50`,
  ],
  [
    "deals that close next",
    "user",
    "select id, title from app_public.deals where expected_close_date >= current_date order by expected_close_date, id limit 50",
  ],
  [
    "the notes of a record",
    "user",
    `select n.id from app_public.notes n join app_public.note_targets t on t.note_id = n.id where t.record_id = ${one}`,
  ],
  [
    "the changes of a record",
    "user",
    `select id, operation from app_public.changes where record_id = ${one} order by id desc limit 50`,
  ],
];

for (const [name, who, sql, values] of questions) {
  test(`${name}: an index finds it`, { timeout: 180_000 }, async ({ plans }) => {
    const nodes = flatten(await plans(who, sql, values));
    expect(
      nodes.filter((node) => node["Node Type"] === "Seq Scan" && large.includes(node["Relation Name"] ?? "")),
    ).toEqual([]);
    expect(nodes.some((node) => node["Index Name"])).toBe(true);
  });
}

test("search reads little of a large registry", { timeout: 180_000 }, async ({ plans }) => {
  await plans("user", "select id from app_public.search('norinlund')"); // what it has to plan, it plans once
  expect(blocksOf(await plans("user", "select id from app_public.search('norinlund')"))).toBeLessThan(5_000);
});

test("what is sorted without an index is written out for its page alone", { timeout: 180_000 }, async ({ plans }) => {
  const nodes = flatten(
    await plans(
      "user",
      `select app_hidden.written(created_at), app_hidden.written(birthday), app_hidden.written(emails)
       from app_public.contacts order by first_name, id limit 50`,
    ),
  );
  const afterwards = nodes.find((node) => node["Node Type"] === "Result" && node.Plans?.[0]?.["Node Type"] === "Sort");
  expect(afterwards?.["Actual Rows"]).toBeLessThanOrEqual(50);
});

test("who listens for changes reads only new ones, however many came in one transaction before", {
  timeout: 180_000,
}, async ({ plans }) => {
  const ask =
    "select snapshot from app_hidden.poll_live_changes((select format('%s:%s:', n, n) from pg_snapshot_xmax(pg_current_snapshot()) n), '9999999:9999999:')";
  await plans("server", ask);
  expect(blocksOf(await plans("server", ask))).toBeLessThan(500);
});

function blocksOf(plan: Plan): number {
  return (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}
