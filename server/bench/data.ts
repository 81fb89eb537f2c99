import pg from "pg";
import { signAccessToken } from "../http/caller.ts";

const batch = 100_000;

/** Fills the database up to this many contacts, with a company for five, a deal for ten and a note for five of them, by SQL. */
export async function fill(ownerUrl: string, contacts: number): Promise<{ rows: number; seconds: number }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from app_public.contacts");
    const began = Date.now();
    let done = rows[0]?.count ?? 0;
    const before = done;
    await client.query(fillFunction);
    for (; done < contacts; done += batch) {
      await client.query("select pg_temp.fill($1, $2)", [done, Math.min(batch, contacts - done)]);
    }
    await client.query("vacuum analyze");
    return { rows: contacts - before, seconds: (Date.now() - began) / 1000 };
  } finally {
    await client.end();
  }
}

const word = (salt: string) => `
  (array['ba','ber','cor','dal','el','fer','gan','hol','is','ja','kel','lin','mor','nor','os','pet','ras','sim','tor','ul'])[1 + abs(hashint4(n * 7 + ${salt})) % 20]
  || (array['a','en','in','o','er','al','i','u'])[1 + abs(hashint4(n * 13 + ${salt})) % 8]
  || (array['man','son','berg','ski','ton','ley','ner','des','ric','vall','mond','lund','ter','sen','ford','well','ham','by','dal','nova'])[1 + abs(hashint4(n * 31 + ${salt})) % 20]`;

const fillFunction = `
  create function pg_temp.fill(done integer, more integer) returns void language plpgsql as $$
  declare
    v_users uuid[] := (select array_agg(id order by email) from app_public.users);
    v_companies uuid[];
    v_contacts uuid[];
    v_pipeline uuid := (select id from app_public.pipelines order by position limit 1);
    v_before integer := (select count(*) from app_public.companies);
    v_stages uuid[] := (select array_agg(id order by position) from app_public.stages where pipeline_id = v_pipeline and outcome = 'open');
  begin
    with made as (
      insert into app_public.companies (owner_id, name, domain, industry, city, country, employees)
      select v_users[1 + n % cardinality(v_users)], initcap(${word("1")}) || ' ' || initcap(${word("2")}), 'company' || v_before + n || '.example',
        (array['Software','Retail','Health','Energy','Finance'])[1 + n % 5], initcap(${word("3")}), (array['DE','FR','US','GB','IT'])[1 + n % 5], n % 5000
      from generate_series(done / 5 + 1, (done + more) / 5) n returning id
    ) select array_agg(id) into v_companies from made;
    with made as (
      insert into app_public.contacts (owner_id, first_name, last_name, emails, phones, job_title, company_id, city, country)
      select v_users[1 + n % cardinality(v_users)], initcap(${word("4")}), initcap(${word("5")}), array['person' || n || '@company' || 1 + n % 1000 || '.example'],
        array['+49 30 ' || 1000000 + n], (array['Buyer','Engineer','Director','Head of Sales','Founder'])[1 + n % 5],
        v_companies[1 + n % cardinality(v_companies)], initcap(${word("3")}), (array['DE','FR','US','GB','IT'])[1 + n % 5]
      from generate_series(done + 1, done + more) n returning id
    ) select array_agg(id) into v_contacts from made;
    insert into app_public.deals (owner_id, title, company_id, contact_id, value, pipeline_id, stage_id, expected_close_date, position)
    select v_users[1 + n % cardinality(v_users)], 'Deal with ' || ${word("6")}, v_companies[1 + n % cardinality(v_companies)],
      v_contacts[1 + n % cardinality(v_contacts)], 100 * (n % 900), v_pipeline, v_stages[1 + n % cardinality(v_stages)], current_date + n % 120, n
    from generate_series(done / 10 + 1, (done + more) / 10) n;
    with made as (
      insert into app_public.notes (owner_id, title, body)
      select v_users[1 + n % cardinality(v_users)], 'Call with ' || ${word("7")}, 'We spoke of ' || ${word("8")} || ' and ' || ${word("9")} || '.'
      from generate_series(done / 5 + 1, (done + more) / 5) n returning id
    ) insert into app_public.note_targets (note_id, record_id)
      select id, v_contacts[1 + (row_number() over ())::int % cardinality(v_contacts)] from made;
  end
  $$`;

/** A member of a shipped role, signed in. */
export async function makeMember(ownerUrl: string, secret: string, role = "user") {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ user_id: string; id: string }>(
      `
      with role as (select id from app_public.roles where key = $1), person as (
        insert into app_public.users (email, name, role_id)
        select $1 || n || '@bench.example', 'Person ' || n, role.id from role, generate_series(1, 20) n returning id
      ) insert into app_private.sessions (user_id) select id from person limit 1 returning user_id, id`,
      [role],
    );
    const [row] = rows;
    if (!row) throw new Error("The member could not be made");
    return {
      userId: row.user_id,
      sessionId: row.id,
      token: signAccessToken({ userId: row.user_id, sessionId: row.id, secret }),
    };
  } finally {
    await client.end();
  }
}
