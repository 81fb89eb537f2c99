import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";

const create = "select * from app_public.create_webhook($1, $2)";

async function webhookOf(db: Db, person: Person, events: string[] = ["*"], url = "https://example.com/hook") {
  const [made] = await db.as(person).rows<{ webhook_id: string; secret: string }>(create, [url, events]);
  if (!made) throw new Error("No webhook was made");
  return { id: made.webhook_id, secret: made.secret };
}

async function eventsOf(db: Db): Promise<string[]> {
  const rows = await db.owner.rows<{ event: string }>("select event from app_public.webhook_deliveries order by id");
  return rows.map(({ event }) => event);
}

/** Runs a statement as the worker, who alone may become anybody. */
async function asWorker<Row extends Record<string, unknown>>(
  db: Db,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  await db.owner.query("set local session authorization crm_worker");
  try {
    return await db.owner.rows<Row>(sql, values);
  } finally {
    await db.owner.query("set local session authorization crm");
  }
}

/** What the worker would send now. */
async function take(db: Db, id: string) {
  const rows = await asWorker<{ id: string; body: string; secrets: string[] }>(
    db,
    "select * from app_hidden.take_deliveries($1, 20)",
    [id],
  );
  return rows.map((row) => ({ ...row, event: JSON.parse(row.body) }));
}

/** A role of this file alone: roles belong to the cluster. */
async function makeRole(db: Db, key: string, settings: string[], read: Record<string, string>): Promise<void> {
  await db.owner.query(
    "insert into app_public.roles (key, name, db_role, settings) values ($1, $1, app_hidden.role_name($1), $2)",
    [key, settings],
  );
  for (const [object, scope] of Object.entries(read)) {
    await db.owner.query(
      "insert into app_public.permissions (role_id, object, read) select id, $2, $3 from app_public.roles where key = $1",
      [key, object, scope],
    );
  }
  await db.owner.query("select app_hidden.derive_role(id) from app_public.roles where key = $1", [key]);
}

test("who may not manage webhooks neither makes nor sees them", async ({ db }) => {
  const { ann, bob } = await db.people({ ann: "admin", bob: "user" });
  await webhookOf(db, ann);
  await expect(db.as(bob).query(create, ["https://example.com", ["*"]])).rejects.toMatchObject({
    code: "RM403",
    constraint: "settings_webhooks",
  });
  expect(await db.as(bob).rows("select * from app_public.webhooks")).toEqual([]);
  expect(await db.as(ann).rows("select url from app_public.webhooks")).toEqual([{ url: "https://example.com/hook" }]);
  await expect(db.as(ann).query("select * from app_private.webhook_secrets")).rejects.toMatchObject({ code: "42501" });
});

test("patterns take the singular or the plural of an object, and are kept in the singular", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await webhookOf(db, ann, ["Contacts.created", "deal.*", "company.deleted", "companies.deleted"]);
  expect(await db.owner.rows("select events from app_public.webhooks")).toEqual([
    { events: ["company.deleted", "contact.created", "deal.*"] },
  ]);
  expect(await db.owner.rows('select event from app_private.webhook_subscriptions order by event collate "C"')).toEqual(
    ["company.deleted", "contact.created", "deal.created", "deal.deleted", "deal.updated"].map((event) => ({ event })),
  );
});

for (const [events, why] of [
  [["unicorn.created"], "an object that does not exist"],
  [["contact.exploded"], "an event that does not exist"],
  [["contact"], "an object alone"],
  [[], "nothing"],
] as const) {
  test(`one cannot subscribe to ${why}`, async ({ db }) => {
    const { ann } = await db.people({ ann: "admin" });
    await expect(db.as(ann).query(create, ["https://example.com", events])).rejects.toMatchObject({
      code: "RM400",
      column: "events",
    });
  });
}

for (const url of ["ftp://example.com", "example.com", "https://ann:secret@example.com/", "https://", "javascript:x"]) {
  test(`${url} is not an address to send to`, async ({ db }) => {
    const { ann } = await db.people({ ann: "admin" });
    await expect(db.as(ann).query(create, [url, ["*"]])).rejects.toMatchObject({ constraint: "webhooks_url_format" });
  });
}

test("each change is one event for each endpoint that subscribes to it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await webhookOf(db, ann, ["contact.*"]);
  await webhookOf(db, ann, ["*.deleted"]);
  const me = db.as(ann);
  await me.query("insert into app_public.contacts (first_name) values ('Eva'), ('Kai')");
  await me.query("update app_public.contacts set city = 'Oslo' where first_name = 'Eva'");
  await me.query("update app_public.contacts set city = 'Oslo' where first_name = 'Eva'"); // changes nothing
  await me.query("insert into app_public.companies (name) values ('Acme')");
  await me.query("delete from app_public.contacts where first_name = 'Kai'");
  expect((await eventsOf(db)).sort()).toEqual([
    "contact.created",
    "contact.created",
    "contact.deleted",
    "contact.deleted",
    "contact.updated",
  ]);
});

test("what is undone has no event", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await webhookOf(db, ann);
  await db.owner.query("savepoint undo");
  await db.owner.query("insert into app_public.companies (name) values ('Acme')");
  expect(await eventsOf(db)).toEqual(["company.created"]);
  await expect(
    db.as(ann).query("insert into app_public.companies (name) values ('Beta'), (null)"),
  ).rejects.toMatchObject({ code: "23502" });
  expect(await eventsOf(db)).toEqual(["company.created"]);
});

test("an endpoint that is switched off gets nothing, and what happened meanwhile it never gets", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.as(ann).query("select app_public.update_webhook($1, is_active => false)", [id]);
  await db.owner.query("insert into app_public.companies (name) values ('Acme')");
  await db.as(ann).query("select app_public.update_webhook($1, is_active => true)", [id]);
  expect(await eventsOf(db)).toEqual([]);
});

test("an event holds the record as it was right after its change", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  const me = db.as(ann);
  await me.query("insert into app_public.contacts (first_name, last_name, city) values ('Eva', 'Berg', 'Oslo')");
  await me.query("update app_public.contacts set last_name = 'Dahl', city = null");
  await me.query("update app_public.contacts set last_name = 'Lund'");
  await me.query("delete from app_public.contacts");
  const events = (await take(db, id)).map(({ event }) => event);
  expect(
    events.map(({ type, data: { record, changed, previous } }) => ({
      type,
      name: record.name,
      lastName: record.lastName,
      city: record.city,
      changed,
      previous,
    })),
  ).toEqual([
    { type: "contact.created", name: "Eva Berg", lastName: "Berg", city: "Oslo", changed: [], previous: {} },
    {
      type: "contact.updated",
      name: "Eva Dahl",
      lastName: "Dahl",
      city: null,
      changed: ["city", "lastName"],
      previous: { lastName: "Berg", city: "Oslo" },
    },
    {
      type: "contact.updated",
      name: "Eva Lund",
      lastName: "Lund",
      city: null,
      changed: ["lastName"],
      previous: { lastName: "Dahl" },
    },
    { type: "contact.deleted", name: "Eva Lund", lastName: "Lund", city: null, changed: [], previous: {} },
  ]);
  const { data } = events[0];
  expect(data).toMatchObject({ object: "contacts", id: data.record.id, actor: { userId: ann.id, name: "ann" } });
  expect(Object.keys(data.record)).toContain("jobTitle");
  const sequences = events.map((event) => event.data.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
});

test("links of a field of several records are updates of both records, told to who may see both", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query(`select app_public.create_field('contacts', 'Partners', 'many_to_many', '{"target": "companies"}')`);
  const [company] = await as.rows<{ id: string }>(
    "insert into app_public.companies (name) values ('Acme') returning id",
  );
  const [contact] = await as.rows<{ id: string }>(
    "insert into app_public.contacts (last_name) values ('Hopper') returning id",
  );
  await makeRole(db, "half_hooks", ["webhooks"], { contacts: "all" });
  const { hal } = await db.people({ hal: "half_hooks" });
  const whole = await webhookOf(db, ann, ["*.updated"]);
  const half = await webhookOf(db, hal, ["*.updated"]);
  await as.query("select app_public.set_related('contacts.partners', $1, array[$2::uuid])", [contact?.id, company?.id]);
  await as.query("select app_public.set_related('contacts.partners', $1, '{}')", [contact?.id]);
  const told = (await take(db, whole.id)).map(({ event: { type, data } }) => [
    type,
    data.record.name,
    data.changed,
    data.link.isLinked,
    data.link.id,
  ]);
  expect(told.sort()).toEqual(
    [
      ["company.updated", "Acme", ["contactsByPartners"], true, contact?.id],
      ["company.updated", "Acme", ["contactsByPartners"], false, contact?.id],
      ["contact.updated", "Hopper", ["partners"], true, company?.id],
      ["contact.updated", "Hopper", ["partners"], false, company?.id],
    ].sort(),
  );
  expect(await take(db, half.id)).toEqual([]);
  // More than a thousand at once, each for both.
  await as.query(
    `with many as (insert into app_public.contacts (last_name) select 'Many ' || n from generate_series(1, 1200) n returning id)
     select count(*) from many`,
  );
  await db.owner.query("delete from app_public.webhook_deliveries");
  await as.query(
    "insert into app_custom.contacts_partners (source_id, target_id) select id, $1 from app_public.contacts where last_name like 'Many %'",
    [company?.id],
  );
  const counted = await db.owner.rows(
    "select event, count(*)::int from app_public.webhook_deliveries where webhook_id = $1 group by 1 order by 1",
    [whole.id],
  );
  expect(counted).toEqual([
    { event: "company.updated", count: 1200 },
    { event: "contact.updated", count: 1200 },
  ]);
});

test("amounts are text, as in the API", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.as(ann).query("insert into app_public.deals (title, value) values ('Big', 12345678901234.56)");
  expect((await take(db, id))[0]?.event.data.record).toMatchObject({ title: "Big", value: "12345678901234.56" });
});

test("an endpoint gets what its owner may read, when it is sent, and of the rest not even that it happened", async ({
  db,
}) => {
  await makeRole(db, "hook_owner", ["webhooks"], { contacts: "own", companies: "none", deals: "all" });
  const { ann, rep } = await db.people({ ann: "admin", rep: "hook_owner" });
  const { id } = await webhookOf(db, rep);
  const [mine, theirs, gone] = await db.owner.rows<{ id: string }>(
    "insert into app_public.contacts (first_name, owner_id) values ('Mine', $1), ('Theirs', $2), ('Gone', $1) returning id",
    [rep.id, ann.id],
  );
  await db.owner.query("insert into app_public.companies (name, owner_id) values ('Acme', $1)", [rep.id]);
  await db.owner.query("insert into app_public.deals (title, owner_id) values ('Big', $1)", [ann.id]);
  await db.owner.query("delete from app_public.contacts where id = $1", [gone?.id]);
  const taken = await take(db, id);
  expect(taken.map(({ event }) => [event.type, event.data.record.firstName ?? event.data.record.title]).sort()).toEqual(
    [
      ["contact.created", "Gone"],
      ["contact.created", "Mine"],
      ["contact.deleted", "Gone"],
      ["deal.created", "Big"],
    ],
  );
  expect(await eventsOf(db)).toHaveLength(4);

  // Given away, it is theirs no more: neither the change nor what was to be sent again.
  await db.owner.query("update app_public.contacts set owner_id = $1 where id = $2", [ann.id, mine?.id]);
  await db.owner.query("update app_public.webhook_deliveries set next_attempt_at = now() where record_id = $1", [
    mine?.id,
  ]);
  expect(await take(db, id)).toEqual([]);
  expect(theirs).toBeDefined();
});

test("with an API key's or another role a webhook has no more rights than that role", async ({ db }) => {
  await makeRole(db, "hook_narrow", ["webhooks"], { deals: "all" });
  const { ann } = await db.people({ ann: "admin" });
  const hash = Buffer.alloc(32, 7);
  await db.owner.query(
    `with key as (
       insert into app_public.api_keys (name, prefix, role_id, user_id) select 'k', 'rk_', r.id, $1 from app_public.roles r where key = 'hook_narrow' returning id
     ) insert into app_private.api_key_hashes (hash, api_key_id) select $2, id from key`,
    [ann.id, hash],
  );
  const [made] = await db.as({ apiKeyHash: hash }).rows<{ webhook_id: string }>(create, ["https://example.com", ["*"]]);
  await db.owner.query("insert into app_public.contacts (first_name) values ('Eva')");
  await db.owner.query("insert into app_public.deals (title) values ('Big')");
  expect((await take(db, made?.webhook_id ?? "")).map(({ event }) => event.type)).toEqual(["deal.created"]);
});

test("who sends another's events elsewhere sends them with their own rights", async ({ db }) => {
  await makeRole(db, "hook_manager", ["webhooks"], { deals: "all" });
  const { ann, mia } = await db.people({ ann: "admin", mia: "hook_manager" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query("insert into app_public.contacts (first_name) values ('Eva')");
  expect(await take(db, id)).toHaveLength(1);
  await db.as(mia).query("select app_public.update_webhook($1, url => 'https://mia.example.com')", [id]);
  expect(await db.owner.rows("select user_id from app_public.webhooks")).toEqual([{ user_id: mia.id }]);
  const [delivery] = await db.owner.rows<{ id: string }>("select id from app_public.webhook_deliveries");
  await db.as(mia).query("select app_public.redeliver($1)", [delivery?.id]);
  expect(await take(db, id)).toEqual([]); // her role does not read contacts
});

test("the log of deliveries shows only what is about records that one may read", async ({ db }) => {
  await makeRole(db, "hook_reader", ["webhooks"], { deals: "all" });
  const { ann, mia } = await db.people({ ann: "admin", mia: "hook_reader" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query("insert into app_public.contacts (first_name) values ('Eva')");
  await db.owner.query("insert into app_public.deals (title) values ('Big')");
  await db.as(ann).query("select app_public.send_test_event($1)", [id]);
  const log = "select event from app_public.webhook_deliveries order by event";
  expect(await db.as(mia).rows(log)).toEqual([{ event: "deal.created" }, { event: "webhook.test" }]);
  expect(await db.as(ann).rows(log)).toHaveLength(3);
});

test("after a rotation the old secret signs for another day", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id, secret } = await webhookOf(db, ann);
  const [rotated] = await db
    .as(ann)
    .rows<{ secret: string }>("select * from app_public.rotate_webhook_secret($1)", [id]);
  await db.as(ann).query("select app_public.send_test_event($1)", [id]);
  expect((await take(db, id))[0]?.secrets).toEqual([rotated?.secret, secret]);
  await db.owner.query("update app_private.webhook_secrets set expires_at = now() where expires_at is not null");
  await db.owner.query("update app_public.webhook_deliveries set next_attempt_at = now()");
  expect((await take(db, id))[0]?.secrets).toEqual([rotated?.secret]);
});

/** Tells the database that an attempt came to this. */
async function attempted(db: Db, webhook: string, delivery: string, told: Record<string, unknown>): Promise<void> {
  await asWorker(db, "select app_hidden.record_attempts($1, $2)", [
    webhook,
    JSON.stringify([{ id: delivery, is_delivered: false, is_final: false, duration_ms: 5, ...told }]),
  ]);
}

test("each wait is about as long as all before it, and after three days an event is given up", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.as(ann).query("select app_public.send_test_event($1)", [id]);
  const [delivery] = await take(db, id);
  if (!delivery) throw new Error("Nothing was taken");
  const waits: number[] = [];
  for (const seconds of [0, 60, 7200, 200_000, 259_200]) {
    await db.owner.query("update app_public.webhook_deliveries set queued_at = now() - make_interval(secs => $1)", [
      seconds,
    ]);
    await attempted(db, id, delivery.id, { status: 500 });
    const [row] = await db.owner.rows<{ status: string; wait: number | null }>(
      "select status, extract(epoch from next_attempt_at - now())::float as wait from app_public.webhook_deliveries",
    );
    expect(row?.status).toBe(row?.wait === null ? "dead" : "failed");
    if (row?.wait != null) waits.push(row.wait);
  }
  expect(waits).toHaveLength(4);
  const expected = [5, 60, 7200, 59_200]; // the last attempt is after three days
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(expected[index] ?? 0);
    expect(wait).toBeLessThanOrEqual((expected[index] ?? 0) * 1.11);
  }
});

test("an endpoint that says when to come back is not asked before", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.as(ann).query("select app_public.send_test_event($1)", [id]);
  const [delivery] = await take(db, id);
  await attempted(db, id, delivery?.id ?? "", { status: 429, retry_after: 600 });
  const [row] = await db.owner.rows(
    "select next_attempt_at - now() >= interval '10 minutes' as late from app_public.webhook_deliveries",
  );
  expect(row).toEqual({ late: true });
});

test("an endpoint that is back gets at once what waits for it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query(
    `insert into app_public.webhook_deliveries (webhook_id, event, request_body, status, attempt, queued_at, attempted_at, next_attempt_at)
     values ($1, 'webhook.test', '{}', 'failed', 9, now() - interval '2 hours', now() - interval '1 hour', now() + interval '1 hour')`,
    [id],
  );
  expect(await db.owner.rows("select app_hidden.due_webhooks()")).toEqual([]);
  await db.owner.query("update app_public.webhooks set last_success_at = now()");
  expect(await db.owner.rows("select app_hidden.due_webhooks()")).toHaveLength(1);
  expect(await take(db, id)).toHaveLength(1);
});

test("an endpoint that fails again and again is left in peace, and asked with one event at a time", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query("insert into app_public.companies (name) select 'C' || n from generate_series(1, 12) n");
  for (const { id: delivery } of await take(db, id))
    await attempted(db, id, delivery, { error: "connect ECONNREFUSED" });
  const [webhook] = await db.owner.rows(
    "select failures, paused_until > now() as paused, failing_since is not null as failing from app_public.webhooks",
  );
  expect(webhook).toEqual({ failures: 12, paused: true, failing: true });
  await db.owner.query("update app_public.webhook_deliveries set next_attempt_at = now()");
  expect(await db.owner.rows("select app_hidden.due_webhooks()")).toEqual([]);
  expect(await take(db, id)).toHaveLength(1);
});

test("after three events were given up an endpoint is switched off, and those who manage webhooks are told", async ({
  db,
}) => {
  const { ann, mia, bob } = await db.people({ ann: "admin", mia: "admin", bob: "user" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query("insert into app_public.companies (name) values ('A'), ('B'), ('C')");
  const taken = await take(db, id);
  await db.owner.query("update app_public.webhook_deliveries set queued_at = now() - interval '4 days'");
  for (const { id: delivery } of taken) await attempted(db, id, delivery, { status: 503 });
  expect(await db.owner.rows("select is_active, disabled_reason from app_public.webhooks")).toEqual([
    { is_active: false, disabled_reason: "Three events in a row could not be delivered within three days each." },
  ]);
  const mine = "select kind, title from app_public.notifications";
  const told = [{ kind: "webhook_disabled", title: "The webhook to example.com was switched off" }];
  expect(await db.as(ann).rows(mine)).toEqual(told);
  expect(await db.as(mia).rows(mine)).toEqual(told);
  expect(await db.as(bob).rows(mine)).toEqual([]);
});

test("an endpoint that is gone (410) is switched off at once", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.as(ann).query("select app_public.send_test_event($1)", [id]);
  const [delivery] = await take(db, id);
  await attempted(db, id, delivery?.id ?? "", { status: 410, is_final: true });
  expect(await db.owner.rows("select is_active from app_public.webhooks")).toEqual([{ is_active: false }]);
  await expect(db.as(ann).query("select app_public.redeliver($1)", [delivery?.id])).rejects.toMatchObject({
    code: "RM409",
    constraint: "webhooks_active",
  });
});

test("a deactivated member's webhook is switched off", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin", bob: "admin" });
  const { id } = await webhookOf(db, ann);
  await db.owner.query("insert into app_public.companies (name) values ('Acme')");
  await db.owner.query("update app_public.users set is_active = false where id = $1", [ann.id]);
  expect(await take(db, id)).toEqual([]);
  expect(await db.owner.rows("select is_active from app_public.webhooks")).toEqual([{ is_active: false }]);
});
