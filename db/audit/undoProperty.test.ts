import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";
import { stateOf, undo } from "./state.ts";

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomOf(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const chosen = (table: string, n: number) =>
  `select id from (select id, row_number() over (order by id) as place from app_public.${table}) t order by md5(place || $1) limit ${n}`;
const some = (table: string, n = 1) => `array(${chosen(table, n)})`;
const one = (table: string) => `(${chosen(table, 1)})`;

/** What people do; $1 is a random text, which decides upon what. */
const actions = [
  "insert into app_public.companies (name, city) values ('C' || left($1, 4), 'Oslo')",
  `insert into app_public.contacts (first_name, emails, company_id) values ('P' || left($1, 4), array[$1 || '@example.com'], ${one("companies")})`,
  `insert into app_public.deals (title, company_id, contact_id, value) values ('D' || left($1, 4), ${one("companies")}, ${one("contacts")}, 10.50)`,
  `select app_public.add_note('N' || $1, record_ids => ${some("companies", 2)} || ${some("contacts")})`,
  `select app_public.add_task('T' || left($1, 4), record_ids => ${some("deals", 2)})`,
  `update app_public.companies set city = left($1, 2), employees = length($1), domain = nullif(left($1, 1), '0') || '.com' where id = ${one("companies")}`,
  `update app_public.companies set parent_id = ${one("companies")} where id <> ${one("companies")}`,
  `update app_public.contacts set company_id = ${one("companies")}, phones = array[left($1, 3)] where id = any (${some("contacts", 3)})`,
  `update app_public.deals set stage_id = ${one("stages")}, lost_reason = 'Price' where id = ${one("deals")}`,
  `update app_public.deals set probability = 42, value = null where id = any (${some("deals", 2)})`,
  `update app_public.notes set body = 'M' || $1 where id = ${one("notes")}`,
  `update app_public.tasks set status = case status when 'open' then 'done' else 'open' end where id = ${one("tasks")}`,
  `delete from app_public.companies where id = any (${some("companies", 2)})`,
  `delete from app_public.contacts where id = ${one("contacts")}`,
  `delete from app_public.notes where id = ${one("notes")}`,
  `delete from app_public.deals where id = ${one("deals")}`,
  `insert into app_public.note_targets select n.id, r.id from unnest(${some("notes")}) n (id), unnest(${some("deals")}) r (id) on conflict do nothing`,
  `delete from app_public.note_targets t where t.note_id = ${one("notes")}`,
  `select app_public.merge_records((${some("companies", 2)})[1], (${some("companies", 2)})[2:2], '{"city": "Merged"}')`,
  `select app_public.merge_records((${some("contacts", 3)})[1], (${some("contacts", 3)})[2:3])`,
  `with gone as (delete from app_public.contacts where id = ${one("contacts")}) update app_public.companies set phone = $1 where id = ${one("companies")}`,
];

async function lastTransaction(db: Db): Promise<string | null> {
  const [last] = await db.owner.rows<{ id: string }>(
    "select transaction_id as id from app_public.changes order by id desc limit 1",
  );
  return last?.id ?? null;
}

/** The transaction in which a person did this; null when it did nothing. */
async function act(db: Db, person: Person, action: string, word: string): Promise<string | null> {
  const before = await lastTransaction(db);
  try {
    await db.as(person).query(action.replaceAll("$1", `'${word}'::text`));
  } catch {
    return null; // refused: there was nothing to do it with, or a rule said no
  }
  const after = await lastTransaction(db);
  return after === before ? null : after;
}

for (const seed of [7, 2026]) {
  test(`what people did is taken back in any allowed order, and taken back again (seed ${seed})`, async ({
    committing: db,
  }) => {
    const random = randomOf(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const people = Object.values(
      await db.people({ [`ann${seed}`]: "user", [`ben${seed}`]: "user", [`ada${seed}`]: "admin" }),
    );
    for (let n = 0; n < 12; n++) await act(db, pick(people), actions[n % 5] ?? "", `w${seed}${n}`);

    const done: { transaction: string; before: unknown }[] = [];
    for (let n = 0; n < 30; n++) {
      const before = await stateOf(db);
      const transaction = await act(db, pick(people), pick(actions), random().toString(36).slice(2, 10));
      if (transaction) done.push({ transaction, before });
    }

    // In any order: each is undone, or refused and then nothing has changed.
    const undone: { transaction: string; before: unknown }[] = [];
    for (const { transaction } of done.map((one) => ({ ...one, place: random() })).sort((a, b) => a.place - b.place)) {
      const before = await stateOf(db);
      try {
        const result = await undo(db, pick(people), transaction);
        undone.push({ transaction: result?.transaction_id ?? "", before });
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(RM409|23505)$/) });
        expect(await stateOf(db)).toEqual(before);
      }
    }
    expect(undone.length).toBeGreaterThan(2);

    // What was done last can always be undone, and then it is as it was before: undos first, then what people did.
    for (const { transaction, before } of [...done, ...undone].reverse()) {
      await undo(db, pick(people), transaction);
      expect(await stateOf(db)).toEqual(before);
    }
  }, 30_000);
}
