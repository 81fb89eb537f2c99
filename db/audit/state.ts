// What the tests of history do again and again.
import type { Db, Person } from "../testing.ts";

/** Everything that undo promises to bring back, to the letter; stamps of the last update are new each time. */
const stateQuery = `
  select (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.companies t) as companies,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.contacts t) as contacts,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.deals t) as deals,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.tasks t) as tasks,
    (select jsonb_agg(to_jsonb(t) - '{updated_at,updated_by}'::text[] order by t.id) from app_public.notes t) as notes,
    (select jsonb_agg(to_jsonb(t) order by t.note_id, t.record_id) from app_public.note_targets t) as note_targets,
    (select jsonb_agg(to_jsonb(t) order by t.task_id, t.record_id) from app_public.task_targets t) as task_targets,
    (select jsonb_agg(to_jsonb(t) order by t.id) from app_public.favorites t) as favorites,
    (select jsonb_agg(to_jsonb(t) order by t.id) from app_public.records t) as records`;
export const stateOf = async (db: Db) => (await db.owner.rows(stateQuery))[0];

/** Does something as a person and gives the number of its transaction. */
export async function does(db: Db, person: Person, sql: string, values: unknown[] = []): Promise<string> {
  const [row] = await db
    .as(person)
    .rows<{ id: string }>(`with done as (${sql}) select pg_current_xact_id()::text as id, count(*) from done`, values);
  if (!row) throw new Error("It did nothing");
  return row.id;
}

export const undo = async (db: Db, person: Person, transaction: string) =>
  (
    await db
      .as(person)
      .rows<{ transaction_id: string; objects: string[]; count: number }>("select * from app_public.undo($1)", [
        transaction,
      ])
  )[0];

/** A company with two contacts, a deal, a note, a task and somebody's favourite. */
export async function company(db: Db, person: Person, name: string) {
  const [row] = await db.as(person).rows<Record<"id" | "ivy" | "joe" | "deal" | "note" | "task", string>>(
    `with company as (insert into app_public.companies (name, city) values ($1, 'Oslo') returning id),
       ivy as (insert into app_public.contacts (first_name, company_id) select 'Ivy', id from company returning id),
       joe as (insert into app_public.contacts (first_name, company_id) select 'Joe', id from company returning id),
       deal as (insert into app_public.deals (title, company_id, contact_id) select 'Deal', company.id, ivy.id from company, ivy returning id)
     select company.id, ivy.id as ivy, joe.id as joe, deal.id as deal from company, ivy, joe, deal`,
    [name],
  );
  if (!row) throw new Error("No company");
  const [note] = await db
    .as(person)
    .rows<{ id: string }>("select id from app_public.add_note('A note', record_ids => $1)", [[row.id, row.ivy]]);
  const [task] = await db
    .as(person)
    .rows<{ id: string }>("select id from app_public.add_task('Call', record_ids => $1)", [[row.id]]);
  await db.as(person).query("insert into app_public.favorites (record_id) values ($1)", [row.id]);
  return { ...row, note: note?.id ?? "", task: task?.id ?? "" };
}
