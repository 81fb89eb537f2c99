import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "graphql-ws";
import jwt from "jsonwebtoken";
import pg from "pg";
import { expect } from "vitest";
import { createLog } from "../log.ts";
import { serve } from "../serve.ts";
import { type Member, type TestServer, test } from "../testing.ts";

interface Told {
  cursor: string;
  operation: string;
  object: string | null;
  recordId: string | null;
  count: number;
  changedFields: string[];
}

const fields = "cursor operation object recordId count changedFields";

interface Follower {
  told: Told[];
  /** How often something arrived, and how it ended. */
  payloads: number;
  error: unknown;
  closed: { code?: number } | undefined;
  stop(): Promise<void>;
}

/** Subscribes as this person, and waits until that is in force. */
async function follow(server: TestServer, person: Member | string | null, args = ""): Promise<Follower> {
  const token = typeof person === "string" ? person : person?.token;
  const follower: Follower = { told: [], payloads: 0, error: undefined, closed: undefined, stop: async () => {} };
  const client: Client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    retryAttempts: 0,
    on: {
      closed(event) {
        const code = event instanceof Object && "code" in event ? Number(event.code) : undefined;
        follower.closed = { ...(code !== undefined && { code }) };
      },
    },
  });
  follower.stop = async () => void (await client.dispose());
  const query = `subscription { recordChanges${args && `(${args})`} { ${fields} } }`;
  client.subscribe<{ recordChanges: Told[] }>(
    { query },
    {
      next({ data, errors }) {
        follower.payloads += 1;
        // The tests make members and roles, which is news too, but of no interest to those who did not ask for it.
        const told = data?.recordChanges ?? [];
        follower.told.push(...told.filter(({ object }) => object !== "workspace" || args.includes("workspace")));
        if (errors) follower.error = errors;
      },
      error(error) {
        follower.error = error;
      },
      complete() {},
    },
  );
  await sleep(600);
  return follower;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo() && waited < 5_000; waited += 20) await sleep(20);
}

/** Records that somebody made, and their ids. */
async function insert(
  server: TestServer,
  table: string,
  column: string,
  values: string[],
  owner?: Member,
): Promise<string[]> {
  const rows = await server.owner.rows<{ id: string }>(
    `insert into app_public.${table} (${column}, owner_id) select v, $2 from unnest($1::text[]) v returning id`,
    [values, owner?.id ?? null],
  );
  return rows.map(({ id }) => id);
}

async function makeRole(server: TestServer, key: string, read: Record<string, string>): Promise<void> {
  await server.owner.query(
    "insert into app_public.roles (key, name, db_role) values ($1, $1, app_hidden.role_name($1))",
    [key],
  );
  for (const [object, scope] of Object.entries(read)) {
    await server.owner.query(
      "insert into app_public.permissions (role_id, object, read) select id, $2, $3 from app_public.roles where key = $1",
      [key, object, scope],
    );
  }
  await server.owner.query("select app_hidden.derive_role(id) from app_public.roles where key = $1", [key]);
}

const brief = ({ operation, object, recordId }: Told) => [operation, object, recordId];

test("a subscriber is told of each change, however it is made, within a second", async ({ server }) => {
  const { ann } = await server.people({ ann: "user" });
  const follower = await follow(server, ann);
  const begun = performance.now();
  const [id = ""] = await insert(server, "companies", "name", ["Acme"]);
  await until(() => follower.told.length === 1);
  expect(performance.now() - begun).toBeLessThan(1_000);
  await server.graphql(
    'mutation($id: UUID!) { updateCompany(input: {id: $id, patch: {city: "Oslo"}}) { clientMutationId } }',
    {
      as: ann,
      variables: { id },
    },
  );
  await until(() => follower.told.length === 2);
  await server.owner.query("delete from app_public.companies where id = $1", [id]);
  await until(() => follower.told.length === 3);
  expect(follower.told.map(brief)).toEqual([
    ["insert", "companies", id],
    ["update", "companies", id],
    ["delete", "companies", id],
  ]);
  expect(follower.told[1]?.changedFields).toEqual(["city"]);
  await follower.stop();
});

test("what is undone is not told, and what is done late is not skipped", async ({ server, database }) => {
  const { bea } = await server.people({ bea: "user" });
  const slow = new pg.Client(database.ownerUrl);
  await slow.connect();
  await slow.query("begin; insert into app_public.companies (name) values ('Slow')");
  const follower = await follow(server, bea);
  await server.owner.query("begin; insert into app_public.companies (name) values ('Undone'); rollback");
  await insert(server, "companies", "name", ["Quick"]);
  await until(() => follower.told.length === 1); // though an older transaction has not ended
  expect(follower.told).toHaveLength(1);
  await slow.query("commit");
  await until(() => follower.told.length === 2);
  expect(follower.told).toHaveLength(2);
  await slow.end();
  await follower.stop();
});

test("objects and recordId choose what one is told", async ({ server }) => {
  const { cleo } = await server.people({ cleo: "user" });
  const [one = "", other = ""] = await insert(server, "companies", "name", ["One", "Other"]);
  const byObject = await follow(server, cleo, `objects: ["Contact", "deals"]`);
  const byRecord = await follow(server, cleo, `recordId: "${one}"`);
  await server.owner.query("update app_public.companies set city = 'Rome' where id = any ($1)", [[one, other]]);
  const [contact] = await insert(server, "contacts", "first_name", ["Eva"]);
  await until(() => byObject.told.length > 0 && byRecord.told.length > 0);
  await sleep(400);
  expect(byObject.told.map(brief)).toEqual([["insert", "contacts", contact]]);
  expect(byRecord.told.map(brief)).toEqual([["update", "companies", one]]);
  await byObject.stop();
  await byRecord.stop();
});

test("each is told what they may see, and no more", async ({ server }) => {
  await makeRole(server, "live_rep", { contacts: "own", deals: "all", notes: "all" });
  const { ben, rep, mate } = await server.people({ ben: "user", rep: "live_rep", mate: "live_rep" });
  const [hers, his] = [await follow(server, rep), await follow(server, mate)];
  const [mine = ""] = await insert(server, "contacts", "first_name", ["Mine"], rep);
  await insert(server, "contacts", "first_name", ["Theirs"], ben);
  await insert(server, "companies", "name", ["Hidden"], rep);
  const [deal] = await insert(server, "deals", "title", ["Seen"], ben);
  await until(() => hers.told.length === 2 && his.told.length === 1);
  // Notes about what one may not see are none of one's business.
  const [about = "", hidden = ""] = await insert(server, "notes", "body", ["About mine", "About hidden"], ben);
  await sleep(400);
  const toldBefore = { hers: hers.told.length, his: his.told.length };
  await server.owner.query(
    "insert into app_public.note_targets (note_id, record_id) select $1::uuid, $3::uuid union all select $2::uuid, id from app_public.companies where name = 'Hidden'",
    [about, hidden, mine],
  );
  await server.owner.query("update app_public.notes set body = body || '.' where id = any ($1)", [[about, hidden]]);
  await until(() => hers.told.length > toldBefore.hers);
  await sleep(400);
  await until(() => hers.told.length >= toldBefore.hers + 3);
  expect(hers.told.slice(toldBefore.hers).map(brief)).toEqual([
    ["update", "notes", about],
    ["update", "contacts", mine],
    ["update", "notes", about],
  ]);
  expect(his.told.slice(toldBefore.his)).toEqual([]);

  // Given to somebody else it is gone for one, and there for the other.
  await server.owner.query("update app_public.contacts set owner_id = $1 where id = $2", [mate.id, mine]);
  await until(() => his.told.some(({ recordId }) => recordId === mine));
  expect(hers.told.filter(({ recordId }) => recordId === mine).map(brief)).toEqual([
    ["insert", "contacts", mine],
    ["update", "contacts", mine],
    ["delete", "contacts", mine],
  ]);
  await server.owner.query("delete from app_public.contacts where id = $1", [mine]);
  await until(() => his.told.filter(({ recordId }) => recordId === mine).length === 2);
  expect(his.told.filter(({ object }) => object !== "notes").map(brief)).toEqual([
    ["insert", "deals", deal],
    ["update", "contacts", mine],
    ["delete", "contacts", mine],
  ]);
  await hers.stop();
  await his.stop();
});

test("attaching what exists already and changing links are updates of the records at both ends", async ({ server }) => {
  await server.owner.query(
    "select app_public.create_field('contacts', 'Partners', 'many_to_many', '{\"target\": \"companies\"}')",
  );
  await makeRole(server, "live_half", { contacts: "all" });
  const { nora, nils } = await server.people({ nora: "user", nils: "live_half" });
  const [contact = ""] = await insert(server, "contacts", "first_name", ["Linked"]);
  const [company = ""] = await insert(server, "companies", "name", ["Linked"]);
  const [note = ""] = await insert(server, "notes", "body", ["Made before"]);
  const [all, ofContact, half] = [
    await follow(server, nora),
    await follow(server, nora, `recordId: "${contact}"`),
    await follow(server, nils),
  ];
  const told = async (sql: string, values: unknown[], count: number) => {
    const before = all.told.length;
    await server.owner.query(sql, values);
    await until(() => all.told.length === before + count);
    return all.told
      .slice(before)
      .map(({ operation, object, recordId, changedFields }) => [operation, object, recordId, ...changedFields]);
  };
  const attached = [
    ["update", "notes", note, "noteTargets"],
    ["update", "contacts", contact, "noteTargets"],
  ];
  expect(await told("insert into app_public.note_targets values ($1, $2)", [note, contact], 2)).toEqual(attached);
  expect(await told("delete from app_public.note_targets where note_id = $1", [note], 2)).toEqual(attached);
  expect(
    await told("select app_public.set_related('contacts.partners', $1, array[$2::uuid])", [contact, company], 2),
  ).toEqual([
    ["update", "contacts", contact, "partners"],
    ["update", "companies", company, "contactsByPartners"],
  ]);
  await until(() => ofContact.told.length === 3);
  expect(ofContact.told).toHaveLength(3);
  // Who may not see both ends is told nothing.
  expect(half.told).toEqual([]);
  // Many at once are told as one of each object.
  const many = await insert(
    server,
    "notes",
    "body",
    Array.from({ length: 1_200 }, (_, n) => `Note ${n}`),
  );
  await until(() => all.told.at(-1)?.count === 1_200);
  expect(
    (await told("insert into app_public.note_targets select n, $2 from unnest($1::uuid[]) n", [many, contact], 2))
      .map(([, object]) => object)
      .sort(),
  ).toEqual(["contacts", "notes"]);
  for (const follower of [all, ofContact, half]) await follower.stop();
});

test("a policy of the DBA's own counts here too", async ({ server }) => {
  await makeRole(server, "live_dba", { companies: "all" });
  await server.owner.query(
    `create policy "no secrets" on app_public.companies as restrictive for select to crm_live_dba using (name <> 'Secret')`,
  );
  const { dot } = await server.people({ dot: "live_dba" });
  const follower = await follow(server, dot);
  const [, open] = await insert(server, "companies", "name", ["Secret", "Open"]);
  await until(() => follower.told.length > 0);
  await sleep(400);
  expect(follower.told.map(brief)).toEqual([["insert", "companies", open]]);
  await server.owner.query(`drop policy "no secrets" on app_public.companies`);
  await follower.stop();
});

test("after a lost connection one goes on from the last cursor, and misses nothing", async ({ server }) => {
  const { eve } = await server.people({ eve: "user" });
  const first = await follow(server, eve, `objects: ["companies"]`);
  await insert(server, "companies", "name", ["Before"]);
  await until(() => first.told.length === 1);
  const cursor = first.told[0]?.cursor ?? "";
  await first.stop();
  const missed = await insert(server, "companies", "name", ["Meanwhile 1", "Meanwhile 2"]);
  const second = await follow(server, eve, `objects: ["companies"], after: "${cursor}"`);
  const later = await insert(server, "companies", "name", ["After"]);
  await until(() => second.told.length === 3);
  await sleep(400);
  expect(second.told.map(({ recordId }) => recordId)).toEqual([...missed, ...later]);
  await second.stop();
});

test("liveCursor is where to begin", async ({ server }) => {
  const { fay } = await server.people({ fay: "user" });
  const { data } = await server.graphql<{ liveCursor: string }>("{ liveCursor }", { as: fay });
  const [id] = await insert(server, "companies", "name", ["In between"]);
  const follower = await follow(server, fay, `after: "${data?.liveCursor}"`);
  await until(() => follower.told.length > 0);
  expect(follower.told.map(({ recordId }) => recordId)).toContain(id);
  await follower.stop();
});

test("a cursor that is too old, or of another database, asks to read everything again", async ({ server }) => {
  const { gil } = await server.people({ gil: "user" });
  const now = Math.floor(Date.now() / 1000);
  for (const cursor of [`1:1:@${now - 100_000}`, `9999999999:9999999999:@${now}`]) {
    const follower = await follow(server, gil, `after: "${cursor}"`);
    await until(() => follower.told.length > 0);
    expect(follower.told.map(brief)).toEqual([["reset", null, null]]);
    await follower.stop();
  }
});

test("thousands at once are told as one", async ({ server }) => {
  const { hal } = await server.people({ hal: "user" });
  const everything = await follow(server, hal);
  const names = Array.from({ length: 1_500 }, (_, index) => `Bulk ${index}`);
  const ids = await insert(server, "companies", "name", names);
  const one = await follow(server, hal, `recordId: "${ids[700]}"`);
  await until(() => everything.told.length > 0);
  expect(everything.told).toMatchObject([{ operation: "insert", object: "companies", recordId: null, count: 1_500 }]);
  await server.owner.query("update app_public.companies set city = 'Bonn' where name like 'Bulk %'");
  await until(() => one.told.length > 0);
  expect(one.told).toMatchObject([{ operation: "update", object: "companies", recordId: ids[700], count: 1 }]);
  await everything.stop();
  await one.stop();
});

test("notifications arrive live, with the one whom they are for", async ({ server }) => {
  const { ida, jan } = await server.people({ ida: "user", jan: "user" });
  const [hers, his] = [await follow(server, ida), await follow(server, jan)];
  await server.graphql(
    `mutation($to: UUID!) { createTask(input: {task: {title: "Call", assigneeId: $to}}) { clientMutationId } }`,
    {
      as: ida,
      variables: { to: jan.id },
    },
  );
  await until(() => his.told.length === 2);
  expect(his.told.map(({ object }) => object)).toEqual(["tasks", "notifications"]);
  expect(hers.told.map(({ object }) => object)).toEqual(["tasks"]);
  await hers.stop();
  await his.stop();
});

test("who has a client open is told once that stages, fields, rights or views are others now", async ({ server }) => {
  const { oda } = await server.people({ oda: "read_only" });
  const follower = await follow(server, oda, `objects: ["workspace", "companies"]`);
  await server.owner.query(
    "begin; update app_public.stages set color = 'teal'; update app_public.permissions set read = read; commit",
  );
  await until(() => follower.told.length > 0);
  await sleep(400);
  expect(follower.told.map(brief)).toEqual([["update", "workspace", null]]);
  await follower.stop();
});

test("visitors, bad cursors and unknown objects are refused clearly", async ({ server }) => {
  const { kim } = await server.people({ kim: "user" });
  const cases = [
    [null, "", "UNAUTHENTICATED"],
    [kim, `after: "yesterday"`, "BAD_USER_INPUT"],
    [kim, `objects: ["unicorns"]`, "NOT_FOUND"],
  ] as const;
  for (const [person, args, code] of cases) {
    const follower = await follow(server, person, args);
    expect(follower.error).toMatchObject([{ extensions: { code } }]);
    await follower.stop();
  }
});

test("when a session ends or a token expires the connection is closed, and a changed role counts at once", async ({
  server,
  env,
}) => {
  const { lea, max } = await server.people({ lea: "user", max: "user" });
  await makeRole(server, "live_nothing", { companies: "none" });
  const [hers, his] = [await follow(server, lea), await follow(server, max)];
  await server.owner.query("update app_private.sessions set ended_at = now() where id = $1", [lea.sessionId]);
  await server.owner.query(
    "update app_public.users set role_id = (select id from app_public.roles where key = 'live_nothing') where id = $1",
    [max.id],
  );
  await insert(server, "companies", "name", ["Too late"]);
  await until(() => hers.closed !== undefined);
  expect(hers.closed).toEqual({ code: 4403 });
  expect([hers.told, his.told]).toEqual([[], []]);
  await his.stop();

  const { nia } = await server.people({ nia: "user" });
  const claims = { sid: nia.sessionId };
  const token = jwt.sign(claims, env.jwtSecret, { algorithm: "HS256", subject: nia.id, expiresIn: 1 });
  const brieflyThere = await follow(server, token);
  await sleep(600);
  await insert(server, "companies", "name", ["After the token's end"]);
  await until(() => brieflyThere.closed !== undefined);
  expect(brieflyThere.closed).toEqual({ code: 4403 });
  expect(brieflyThere.told).toEqual([]);
});

test("two servers on one database are as one: news made on one is told on the other, and a right taken on one is gone on both", async ({
  server,
  env,
  database,
}) => {
  const other = await serve({ env, authenticatorUrl: database.authenticatorUrl, log: createLog("error") });
  const elsewhere: TestServer = { ...server, url: `http://127.0.0.1:${other.port}` };
  await makeRole(server, "live_elsewhere", { companies: "all" });
  const { pat, quin } = await server.people({ pat: "admin", quin: "live_elsewhere" });
  const [role] = await server.owner.rows<{ id: string }>(
    "select id from app_public.roles where key = 'live_elsewhere'",
  );
  const follower = await follow(elsewhere, quin);
  const make = (name: string) =>
    server.graphql(`mutation { createCompany(input: { company: { name: "${name}" } }) { company { id } } }`, {
      as: pat,
    });
  await make("Told elsewhere");
  await until(() => follower.told.length === 1);
  expect(follower.told).toMatchObject([{ operation: "insert", object: "companies" }]);

  const { errors } = await server.graphql(
    `mutation { setPermission(input: { roleId: "${role?.id}", object: "companies", read: "none", create: false, update: "none", delete: "none" }) { clientMutationId } }`,
    { as: pat },
  );
  expect(errors).toBeUndefined();
  const read = async (at: TestServer) =>
    (await fetch(`${at.url}/rest/companies`, { headers: { authorization: `Bearer ${quin.token}` } })).json();
  expect([await read(elsewhere), await read(server)]).toMatchObject([{ data: [] }, { data: [] }]);
  await make("Not told elsewhere");
  await sleep(1_000);
  expect(follower.told).toHaveLength(1);
  await follower.stop();
  await other.stop();
});
