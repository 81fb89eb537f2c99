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
    const insert = async (without: boolean): Promise<number> => {
      await owner.query("begin");
      if (without) await owner.query("alter table app_public.contacts disable trigger user");
      const began = performance.now();
      await owner.query(
        `insert into app_public.contacts (first_name, last_name, emails, phones, job_title)
         select 'Ann', 'Bulk ' || n, array['ann' || n || '@bulk.example'], array['+49 30 ' || n], 'Buyer' from generate_series(1, $1::int) n`,
        [rows],
      );
      const seconds = (performance.now() - began) / 1000;
      await owner.query("rollback");
      await owner.query("vacuum app_public.contacts, app_public.records, app_public.changes");
      return seconds;
    };
    let on = 0;
    let off = 0;
    for (const _ of [1, 2, 3]) {
      on += await insert(false);
      off += await insert(true);
    }
    features.push({
      size,
      name: `registry and audit, insert of ${rows.toLocaleString("en")} contacts`,
      on: (3 * rows) / on,
      off: (3 * rows) / off,
      unit: "rows/s",
    });
    await owner.query("vacuum analyze app_public.contacts, app_public.records");
  } finally {
    await pool.end();
    await owner.end();
  }
  for (const { name, on, off, unit } of features) say(`  ${name}: ${on.toFixed(0)} ${unit}, without ${off.toFixed(0)}`);
  return features;
}
