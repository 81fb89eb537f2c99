import { parse } from "csv-parse/sync";
import pg from "pg";
import { expect } from "vitest";
import { type Member, type TestServer, test } from "../testing.ts";
import { ended, upload } from "./testing.ts";

const objects = ["companies", "contacts", "machines", "deals", "notes", "tasks"];
const machines = [
  {
    ...{ name: 'Press "A", the first', weight: 1234.5, price: 99.99, price_currency: "EUR", built: "1899-12-31" },
    ...{ checked: "2024-02-29T23:59:59.5Z", sold: true, colour: "green_light", uses: ["cutting", "drilling_deep"] },
    ...{ story: "Two\nlines, and a tab\t.", page: "https://a.example/?b=1,2", stars: 5 },
    ...{ support: ["a@b.example", "c@d.example"], hotline: ["+49 30 1", "+49 30 2"] },
  },
  {
    ...{ name: '=HYPERLINK("x")', weight: 0.001, price: 0, price_currency: "USD", built: "2024-01-02" },
    ...{ checked: "2024-01-02T03:04:05Z", sold: false, colour: "red", uses: [], story: "spaces  within", stars: 1 },
    ...{ support: [], hotline: [] },
  },
  { name: "Ünïcode 🌲; 東京", price_currency: "EUR", sold: false, uses: ["milling"], support: [], hotline: [] },
];

/** What a record gets anew, or is told by its title. */
const isNew = (column: string) =>
  /^(id|position|createdAt|createdByName|updatedAt|updatedByName)$/.test(column) || /(Id|By)$/.test(column);

async function exported(server: TestServer, as: Member, object: string): Promise<string> {
  const response = await server.send(`/rest/${object}/export`, { as });
  expect(response.status).toBe(200);
  return response.text();
}

/** The rows of a file, in an order of their own, without what is new in each record. */
function content(file: string): string[] {
  const rows: Record<string, string>[] = parse(file, { columns: true });
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !isNew(column)))))
    .toSorted();
}

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`
      select app_public.create_object('Machine', 'Machines');
      select app_public.create_field('machines', f.label, f.type, f.settings::jsonb) from (values
        ('Weight', 'number', '{"decimals": 3}'), ('Price', 'currency', '{}'), ('Built', 'date', '{}'), ('Checked', 'date_time', '{}'),
        ('Sold', 'boolean', '{}'), ('Colour', 'enum', '{"options": ["Red", "Green; light", "Blue"]}'),
        ('Uses', 'multi_enum', '{"options": ["Cutting", "Drilling; deep", "Milling"]}'), ('Story', 'long_text', '{}'), ('Page', 'url', '{}'),
        ('Stars', 'rating', '{}'), ('Support', 'emails', '{}'), ('Hotline', 'phones', '{}'), ('Keeper', 'member', '{}'),
        ('Buyer', 'relation', '{"target": "companies"}'), ('Dealers', 'many_to_many', '{"target": "companies"}'),
        ('Spares', 'many_to_many', '{"target": "machines"}'), ('Part of', 'relation', '{"target": "machines"}')) f (label, type, settings)`);
  } finally {
    await client.end();
  }
});

test("what is exported, imported where nothing is, and exported again, is the same", async ({ server, worker }) => {
  expect(worker).toBeDefined();
  const { ann } = await server.people({ ann: "admin" });
  await server.owner.query("select app_public.load_sample_data()");
  const columns =
    "name, weight, price, price_currency, built, checked, sold, colour, uses, story, page, stars, support, hotline";
  await server.owner.query(
    `insert into app_custom.machines (${columns}, keeper_id, owner_id, buyer_id)
     select ${columns}, $2, $2, (select id from app_public.companies order by name limit 1) from jsonb_populate_recordset(null::app_custom.machines, $1)`,
    [JSON.stringify(machines), ann.id],
  );
  await server.owner.query(`
    insert into app_public.companies (name, owner_id)
    select c.name, u.id from app_public.users u, (values ('Acme, Inc.'), ('The "first"; the |last'), ('=Bolt')) c (name);
    insert into app_custom.machines_dealers (source_id, target_id)
    select m.id, c.id from app_custom.machines m join app_public.companies c
      on m.sold and c.name = 'Acme, Inc.' or not m.sold and m.name like '=%' and c.name in ('Acme, Inc.', 'The "first"; the |last', '=Bolt')`);
  // Machines that lead to each other, two of them of one name.
  await server.owner.query(`
    insert into app_custom.machines (name, part_of_id, owner_id) select 'Twin', m.id, m.owner_id from app_custom.machines m where m.sold is not null limit 2;
    insert into app_custom.machines_spares (source_id, target_id)
    select a.id, b.id from app_custom.machines a, app_custom.machines b where a.id <> b.id and (a.name = 'Twin' or a.sold)`);
  const before = new Map<string, string>();
  for (const object of objects) before.set(object, await exported(server, ann, object));
  expect(content(before.get("machines") ?? "").filter((row) => row.includes("Acme, Inc."))).toHaveLength(2);
  await server.owner.query(
    "delete from app_public.notes; delete from app_public.tasks; delete from app_public.deals; delete from app_custom.machines; delete from app_public.contacts; delete from app_public.companies",
  );
  for (const [object, file] of before) {
    expect(content(file).length).toBeGreaterThan(2);
    const made = await upload(server, ann, file, `object=${object}&action=run`);
    expect(await ended(server, ann, made)).toMatchObject({
      status: "done",
      created: content(file).length,
      rejected: 0,
    });
    expect(content(await exported(server, ann, object))).toEqual(content(file));
  }
}, 120_000);

test("an export imported again changes nothing, also where two records have one name, and doubles nothing", async ({
  server,
  worker: _,
}) => {
  const { bea } = await server.people({ bea: "admin" });
  await server.owner.query(
    `with twins as (insert into app_public.companies (name, owner_id) values ('Twin', $1), ('Twin', $1) returning id),
       people as (insert into app_public.contacts (last_name, company_id, owner_id) select 'Of a twin', id, $1 from twins),
       machines as (insert into app_custom.machines (name, buyer_id, owner_id) select 'For a twin', id, $1 from twins returning id)
     insert into app_custom.machines_dealers (source_id, target_id) select m.id, t.id from machines m, twins t`,
    [bea.id],
  );
  const links = "select array_agg(l order by l) as links from app_custom.machines_dealers l";
  const before = await server.owner.rows(links);
  for (const object of objects) {
    const file = await exported(server, bea, object);
    const rows = content(file).length;
    const again = await upload(server, bea, file, `object=${object}&action=run`);
    expect(await ended(server, bea, again)).toMatchObject({ status: "done", created: 0, rejected: rows });
    const same = await upload(server, bea, file, `object=${object}&mode=both&matchBy=id&action=run`);
    expect(await ended(server, bea, same)).toMatchObject({ status: "done", unchanged: rows });
  }
  expect(await server.owner.rows(links)).toEqual(before);
}, 120_000);
