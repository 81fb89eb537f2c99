import pg from "pg";
import { measureInTurns } from "./load.ts";
import { statements } from "./statements.ts";

export interface Feature {
  size: number;
  name: string;
  on: number;
  off: number;
  unit: string;
}

/** What row-level security, the registry and the audit log cost: the same with them and without. */
export async function measureFeatures({
  ownerUrl,
  authenticatorUrl,
  sessionId,
  size,
  seconds,
  say,
}: {
  ownerUrl: string;
  authenticatorUrl: string;
  sessionId: string;
  size: number;
  seconds: number;
  say: (text: string) => void;
}): Promise<Feature[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const pool = new pg.Pool({ connectionString: authenticatorUrl, max: 10 });
  const features: Feature[] = [];
  const perSecond = async (ask: () => Promise<void>) =>
    ((await measureInTurns({ ask }, { seconds: seconds / 3, rounds: 1 })).ask?.perSecond ?? Number.NaN) / 3;
  try {
    for (const [name, values] of [
      ["list", []],
      ["filtered", ["berg"]],
    ] as const) {
      const ask = async () => {
        const client = await pool.connect();
        try {
          await client.query(`begin; select app_hidden.enter('${sessionId}'::uuid, null)`);
          await client.query({ name, text: statements[name]?.text ?? "", values: [...values] });
          await client.query("commit");
        } finally {
          client.release();
        }
      };
      const security = (word: string) =>
        owner.query(
          `alter table app_public.contacts ${word} row level security; alter table app_public.companies ${word} row level security`,
        );
      let on = 0;
      let off = 0;
      for (const _ of [1, 2, 3]) {
        on += await perSecond(ask);
        await security("disable");
        off += await perSecond(ask);
        await security("enable");
      }
      features.push({
        size,
        name: `row-level security, ${name === "list" ? "sorted" : "filtered"} list`,
        on,
        off,
        unit: "queries/s",
      });
    }

    const rows = Math.min(size, 100_000);
    const insert = async (how: keyof typeof inserts): Promise<number> => {
      await owner.query("begin");
      if (how === "ready-made") await owner.query(readyMade, [rows]);
      if (how !== "with") await owner.query("alter table app_public.contacts disable trigger user");
      const began = performance.now();
      for (const text of inserts[how]) await owner.query(text, how === "ready-made" ? [] : [rows]);
      const seconds = (performance.now() - began) / 1000;
      await owner.query("rollback");
      await owner.query("vacuum app_public.contacts, app_public.records, app_public.changes");
      return seconds;
    };
    const took = { with: 0, without: 0, "ready-made": 0 };
    for (const _ of [1, 2, 3])
      for (const how of ["with", "without", "ready-made"] as const) took[how] += await insert(how);
    const perSecondOf = (how: keyof typeof inserts) => (3 * rows) / took[how];
    const name = `insert of ${rows.toLocaleString("en")} contacts`;
    features.push(
      {
        size,
        name: `registry and audit, ${name}`,
        on: perSecondOf("with"),
        off: perSecondOf("without"),
        unit: "rows/s",
      },
      {
        size,
        name: `their triggers, ${name}, against ready-made rows of all three tables`,
        on: perSecondOf("with"),
        off: perSecondOf("ready-made"),
        unit: "rows/s",
      },
    );
    await owner.query("vacuum analyze app_public.contacts, app_public.records");
  } finally {
    await pool.end();
    await owner.end();
  }
  for (const { name, on, off, unit } of features) say(`  ${name}: ${on.toFixed(0)} ${unit}, without ${off.toFixed(0)}`);
  return features;
}

const contacts = `insert into app_public.contacts (first_name, last_name, emails, phones, job_title)
  select 'Ann', 'Bulk ' || n, array['ann' || n || '@bulk.example'], array['+49 30 ' || n], 'Buyer' from generate_series(1, $1::int) n`;

/** What the triggers make of those contacts, beforehand: inserting it is all that PostgreSQL has to do anyway. */
const readyMade = `create temp table ready on commit drop as
  select uuidv7() as id, 'Ann' as first_name, 'Bulk ' || n as last_name, 'Ann Bulk ' || n as title, array['ann' || n || '@bulk.example'] as emails,
    array['+49 30 ' || n] as phones, 'Buyer' as job_title,
    app_hidden.search_vector(format('Ann Bulk %1$s ann%1$s@bulk.example 4930%1$s 030%1$s %1$s Buyer', n)) as search,
    json_object('first_name': 'Ann', 'last_name': 'Bulk ' || n, 'emails': array['ann' || n || '@bulk.example'],
      'phones': array['+49 30 ' || n], 'job_title': 'Buyer' returning jsonb) as new
  from generate_series(1, $1::int) n`;

const inserts = {
  with: [contacts],
  without: [contacts],
  "ready-made": [
    `insert into app_public.contacts (id, first_name, last_name, emails, phones, job_title)
     select id, first_name, last_name, emails, phones, job_title from ready`,
    "insert into app_public.records (id, object, title, search) select id, 'contacts', title, search from ready",
    `insert into app_public.changes (db_role, source, operation, object, record_id, title, new)
     select current_user, 'sql', 'insert', 'contacts', id, title, new from ready`,
  ],
};
