import pg from "pg";
import { makeSchema } from "postgraphile";
import { expect } from "vitest";
import { readErrors } from "#server/errors.ts";
import { makePreset } from "#server/graphile.config.ts";
import { createLog } from "#server/log.ts";
import { makePool } from "#server/pg.ts";
import { test } from "../testing.ts";

// Any seed has to pass; a fixed one, so that a failure can be looked into. ROWAN_SEED tries another.
const seed = Number(process.env.ROWAN_SEED ?? 20_260_601);
const connections = 4;
const each = 125;

/** Mulberry32: small, and the same everywhere. */
function randomOf(start: number) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const objects = ["Boat", "Sail", "Sheep", "Order", "Select"];
const labels = [
  "Depth",
  "Price",
  "Colour",
  "Remark",
  "Built",
  "Partner",
  "Size",
  "Order",
  "Group",
  "Size ",
  "Ümlaut",
  "",
  "Company",
  "Owner",
  "ctid",
  "x'; drop table y",
  "Sails",
  "Record",
];
const types = [
  "text",
  "long_text",
  "number",
  "currency",
  "date",
  "date_time",
  "boolean",
  "enum",
  "multi_enum",
  "emails",
  "phones",
  "url",
  "rating",
  "json",
  "member",
  "relation",
  "many_to_many",
  "blob",
];

/** One operation, valid or not, as a call with its values. */
function operation(random: () => number): [sql: string, values: unknown[]] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const object = pick([...objects, "contacts", "nothing"]);
  const field = `${object === "Sheep" ? "sheep" : object}.${pick(labels)}`;
  const type = pick(types);
  const settings = {
    ...(["enum", "multi_enum"].includes(type) && { options: pick([["A", "B"], ["A", "B", "C"], [], ["A", "a"]]) }),
    ...(["relation", "many_to_many"].includes(type) && {
      target: pick([...objects, "companies"]),
      ...(random() < 0.3 && { inverse_label: pick(labels) }),
    }),
    ...(random() < 0.2 && { unique: true }),
    ...(random() < 0.2 && { required: true }),
    ...(random() < 0.2 && { index: true }),
    ...(random() < 0.2 && { default: pick(["A", "5", "today", "2030-01-31", "no"]) }),
  };
  const chance = random();
  if (chance < 0.12) return ["create_object($1, $2)", [object, object === "Sheep" ? object : `${object}s`]];
  if (chance < 0.16) return ["delete_object($1, $2)", [object, object === "Sheep" ? object : `${object}s`]];
  if (chance < 0.2)
    return ["update_object($1, description => $2, title_field => $3)", [object, "@omit", pick([null, "name", "size"])]];
  if (chance < 0.6) return ["create_field($1, $2, $3, $4)", [object, pick(labels), type, settings]];
  if (chance < 0.7)
    return [
      "update_field($1, settings => $2)",
      [
        field,
        pick([
          { required: true },
          { unique: true },
          { index: true },
          { default: "A" },
          { help: "@omit" },
          { required: false },
        ]),
      ],
    ];
  if (chance < 0.78)
    return [
      "set_field_options($1, $2, $3)",
      [field, JSON.stringify(pick([["A"], ["A", "B"], ["B", "C"], []])), { a: "b", c: null }],
    ];
  if (chance < 0.86) return ["change_field_type($1, $2, $3)", [field, type, {}]];
  if (chance < 0.92) return ["rename_field($1, $2)", [field, pick(["size", "span", "group", "Bad Name"])]];
  return ["delete_field($1, $2)", [field, field.split(".")[1]]];
}

/** The types of GraphQL as a server would build them now. */
async function typesOfApi(url: string): Promise<Set<string>> {
  const log = createLog("error");
  const pool = makePool({ url, log, max: 2 });
  try {
    const { schema } = await makeSchema(makePreset({ pool, errors: await readErrors({ pool, log }), jwtSecret: "" }));
    return new Set(Object.keys(schema.getTypeMap()));
  } finally {
    await pool.end();
  }
}

test("random changes from four connections at once leave metadata and catalogue equal, every table exposed, and an API that builds", async ({
  database,
}) => {
  const work = async (number: number) => {
    const random = randomOf(seed + number);
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const done = { fine: 0, refused: 0 };
    try {
      for (let n = 0; n < each; n++) {
        const [call, values] = operation(random);
        if (random() < 0.3) {
          const name = random() < 0.5 ? "boats" : "sails";
          await client.query(`insert into app_custom.${name} default values`).catch(() => {});
        }
        try {
          await client.query(`select app_public.${call}`, values);
          done.fine++;
        } catch (error) {
          // Refused by a rule of ours, in words, and not because others are at work too; nothing else may come of it.
          if (
            !(error instanceof pg.DatabaseError) ||
            !error.code?.startsWith("RM") ||
            ["metadata_one_at_a_time", "metadata_lock"].includes(error.constraint ?? "")
          )
            throw new Error(`seed ${seed}: ${call} ${JSON.stringify(values)}`, { cause: error });
          done.refused++;
        }
      }
      return done;
    } finally {
      await client.end();
    }
  };
  const results = await Promise.all(Array.from({ length: connections }, (_, number) => work(number)));
  const fine = results.reduce((sum, one) => sum + one.fine, 0);
  expect(fine).toBeGreaterThan(50); // how many depends on who comes first
  expect(connections * each - fine).toBeGreaterThan(100);

  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const drift = "select * from app_hidden.metadata_drift() union all select * from app_hidden.access_drift()";
    expect((await owner.query(drift)).rows, `seed ${seed}`).toEqual([]);
    const { rows: objects } = await owner.query<{ name: string }>("select api_name as name from app_public.objects");
    const types = await typesOfApi(database.authenticatorUrl);
    expect(
      objects.map(({ name }) => name.charAt(0).toUpperCase() + name.slice(1)).filter((name) => !types.has(name)),
      `seed ${seed}`,
    ).toEqual([]);
  } finally {
    await owner.end();
  }
}, 120_000);
