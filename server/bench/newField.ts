import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Measured, makeSender, measureInTurns } from "./load.ts";
import { memoryOf } from "./process.ts";
import type { Started } from "./servers.ts";

export interface NewField {
  objects: number;
  fields: number;
  /** Seconds until GraphQL knew each new field. */
  seconds: number[];
  /** What 16 clients who read and write waited, without the change and during it; the slowest in milliseconds. */
  calm: Measured & { slowest: number };
  meanwhile: Measured & { slowest: number };
  memory: number;
}

const objects = 50;
const fields = 20;

/** A field is added to a CRM with many custom objects, while others work: how long it takes to be there, and what they notice. */
export async function measureNewField({
  rowan,
  token,
  ownerUrl,
  adminSessionId,
  authenticatorUrl,
  say,
}: {
  rowan: Started;
  token: string;
  ownerUrl: string;
  authenticatorUrl: string;
  adminSessionId: string;
  say: (text: string) => void;
}): Promise<NewField> {
  const admin = new pg.Client({ connectionString: authenticatorUrl });
  await admin.connect();
  await using ended = new AsyncDisposableStack();
  ended.defer(() => admin.end());
  const asAdmin = async (sql: string, values: unknown[]) => {
    await admin.query("begin");
    await admin.query("select app_hidden.enter($1::uuid, null)", [adminSessionId]);
    await admin.query(sql, values);
    await admin.query("commit");
  };
  const send = makeSender(rowan.url, token);
  const knows = async (field: string) => {
    const answer = await send({
      path: "/graphql",
      body: { query: `{ __type(name: "Thing1") { fields { name } } }` },
    });
    return answer.includes(`"${field}"`);
  };
  const until = async (field: string) => {
    const began = performance.now();
    while (!(await knows(field))) await sleep(50);
    return (performance.now() - began) / 1000;
  };
  const kinds = ["text", "number", "date", "boolean", "rating"];
  for (let object = 1; object <= objects; object++) {
    await asAdmin("select app_public.create_object($1, $2)", [`Thing ${object}`, `Things ${object}`]);
    for (let field = 2; field <= fields; field++) {
      await asAdmin("select app_public.create_field($1, $2, $3)", [
        `things_${object}`,
        `Field ${field}`,
        kinds[field % kinds.length],
      ]);
    }
  }
  await until(`field${fields}`);
  await sleep(5_000); // the last of the earlier schemas is retired

  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ id: string }>("select id from app_public.contacts limit 500");
  await owner.end();
  let slowest = 0;
  const work = async (turn: number) => {
    const began = performance.now();
    const id = rows[turn % rows.length]?.id;
    await send({
      path: "/graphql",
      body:
        turn % 4 === 0
          ? {
              query: `mutation Change($id: UUID!, $patch: ContactPatch!) { updateContact(input: { id: $id, patch: $patch }) { contact { id } } }`,
              variables: { id, patch: { jobTitle: `Buyer ${turn}` } },
            }
          : {
              query: `query List { contacts(first: 50, orderBy: [NAME_ASC]) { nodes { id name company { id name } } } }`,
            },
    });
    slowest = Math.max(slowest, performance.now() - began);
  };
  const watch = async (seconds: number) => {
    slowest = 0;
    const { work: measured } = await measureInTurns({ work }, { clients: 16, seconds, rounds: 1 });
    if (!measured) throw new Error("Nothing was measured");
    return { ...measured, slowest };
  };
  await watch(2);
  const calm = await watch(8);
  const seconds: number[] = [];
  let memory = 0;
  const sample = setInterval(() => {
    memory = Math.max(memory, memoryOf(rowan.child.pid ?? 0));
  }, 1_000); // looking takes time of those who are looked at
  const [meanwhile] = await Promise.all([
    watch(14),
    (async () => {
      for (const n of [1, 2]) {
        await sleep(1_000);
        await asAdmin("select app_public.create_field('things_1', $1, 'text')", [`Late ${n}`]);
        seconds.push(await until(`late${n}`));
        await sleep(3_000);
      }
    })(),
  ]);
  clearInterval(sample);
  say(
    `  a new field with ${objects} objects of ${fields} fields: there after ${seconds.map((each) => each.toFixed(1)).join(" and ")} s; slowest request ${meanwhile.slowest.toFixed(0)} ms, ${calm.slowest.toFixed(0)} ms without; ${memory} MB at most`,
  );
  return { objects, fields, seconds, calm, meanwhile, memory };
}
