import { randomUUID } from "node:crypto";
import pg, { type QueryResult, type QueryResultRow } from "pg";
import { test as base, inject } from "vitest";
import { logins } from "#server/database/logins.ts";

/** A member made for a test, signed in. */
export interface Person {
  id: string;
  email: string;
  name: string;
  /** The key of the role: admin, user, read_only, or one that the test made. */
  role: string;
  sessionId: string;
}

export interface Queries {
  query<Row extends QueryResultRow = QueryResultRow>(sql: string, values?: unknown[]): Promise<QueryResult<Row>>;
  /** The same, when only the rows matter. */
  rows<Row extends QueryResultRow = QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface Db {
  /** The database's owner, past row-level security: to arrange, and never to assert. */
  owner: Queries;
  /** A person, an API key or a visitor (null), exactly as in a request. An error leaves the transaction usable. */
  as(caller: Person | { apiKeyHash: Buffer } | null): Queries;
  /** Members by name and role, signed in: `await db.people({ ann: "user", bob: "read_only" })`. */
  people<Name extends string>(roles: Record<Name, string>): Promise<Record<Name, Person>>;
}

/** The file's own copy of the database, for what needs connections of its own and really commits. */
export interface TestDatabase {
  ownerUrl: string;
  authenticatorUrl: string;
  workerUrl: string;
}

/**
 * A test with a database that is like new: each file has its own copy, each test one transaction that is rolled back.
 *
 * @example
 * test("a reader cannot write", async ({ db }) => {
 *   const { ann } = await db.people({ ann: "read_only" });
 *   await expect(db.as(ann).query("insert into app_public.companies (name) values ('Acme')")).rejects.toMatchObject({ code: "42501" });
 * });
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are wanted: none.
  .extend("database", { scope: "file" }, async ({}, { onCleanup }): Promise<TestDatabase> => {
    const name = `crm_copy_${randomUUID().slice(0, 8)}`;
    await asSuperuser(`create database ${name} template crm owner crm`);
    // Connections that are just ending are waited for (five seconds): cut off, they would complain to nobody.
    onCleanup(async () => {
      await asSuperuser(`drop database ${name}`).catch(() => asSuperuser(`drop database ${name} with (force)`));
    });
    const { authenticator, worker } = logins({ ownerUrl: inject("ownerUrl"), jwtSecret: inject("jwtSecret") });
    const inCopy = (url: string) => {
      const copy = new URL(url);
      copy.pathname = `/${name}`;
      return copy.href;
    };
    return {
      ownerUrl: inCopy(inject("ownerUrl")),
      authenticatorUrl: inCopy(authenticator.url),
      workerUrl: inCopy(worker.url),
    };
  })
  .extend("committing", { scope: "file" }, async ({ database }, { onCleanup }): Promise<Db> => {
    const owners = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    const callers = new pg.Pool({ connectionString: database.authenticatorUrl, max: 4 });
    onCleanup(async () => {
      await owners.end();
      await callers.end();
    });
    return makeCommittingDb(owners, callers);
  })
  .extend("db", async ({ database }, { onCleanup }): Promise<Db> => {
    const url = new URL(inject("superuserUrl"));
    url.pathname = new URL(database.ownerUrl).pathname;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    onCleanup(() => client.end()); // and with it the transaction
    // Only a superuser may change who logged in, which the rules look at; from here on it is the owner.
    await client.query("begin; set local session authorization crm");
    return makeDb(client);
  });

/** Like `db`, but each query is a transaction of its own, as a request is: for what reads the audit log by transaction. */
function makeCommittingDb(owners: pg.Pool, callers: pg.Pool): Db {
  const owner = queries((sql, values) => owners.query(sql, values));
  return {
    owner,
    as(caller) {
      const sessionId = caller && "sessionId" in caller ? caller.sessionId : null;
      const apiKeyHash = caller && "apiKeyHash" in caller ? caller.apiKeyHash : null;
      return queries(async (sql, values) => {
        const client = await callers.connect();
        try {
          await client.query("begin");
          await client.query("select app_hidden.enter($1::uuid, $2::bytea)", [sessionId, apiKeyHash]);
          const result = await client.query(sql, values);
          await client.query("commit");
          return result;
        } catch (error) {
          await client.query("rollback");
          throw error;
        } finally {
          client.release();
        }
      });
    },
    people: (roles) => makePeople(owner, roles),
  };
}

/** For what no owner of a database may do. */
export async function asSuperuser(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: inject("superuserUrl") });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

function makeDb(client: pg.Client): Db {
  const attempt = inSavepoints(client);
  const owner = queries((sql, values) => attempt(() => client.query(sql, values)));
  return {
    owner,
    as(caller) {
      const sessionId = caller && "sessionId" in caller ? caller.sessionId : null;
      const apiKeyHash = caller && "apiKeyHash" in caller ? caller.apiKeyHash : null;
      return queries((sql, values) =>
        attempt(async () => {
          await client.query("set local session authorization crm_authenticator");
          await client.query("select app_hidden.enter($1::uuid, $2::bytea)", [sessionId, apiKeyHash]);
          const result = await client.query(sql, values);
          // In a request the transaction would end here.
          await client.query("set constraints all immediate; set constraints all deferred");
          await client.query(`
            reset role; set local session authorization crm;
            select set_config(name, '', true) from unnest(array['app.user_id', 'app.session_id', 'app.api_key_id']) name`);
          return result;
        }),
      );
    },
    people: (roles) => makePeople(owner, roles),
  };
}

async function makePeople<Name extends string>(
  owner: Queries,
  roles: Record<Name, string>,
): Promise<Record<Name, Person>> {
  const made = Object.entries<string>(roles).map(
    async ([name, role]) => [name, await signUp(owner, name, role)] as const,
  );
  return Object.fromEntries(await Promise.all(made)) as Record<Name, Person>;
}

/** Makes a member and their session, past all rules. */
export async function signUp(owner: Queries, name: string, role: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`;
  const [row] = await owner.rows<{ id: string; session_id: string }>(
    `with person as (
       insert into app_public.users (email, name, role_id) select $1, $2, id from app_public.roles where key = $3 returning id
     )
     insert into app_private.sessions (user_id) select id from person returning user_id as id, id as session_id`,
    [email, name, role],
  );
  if (!row) throw new Error(`There is no role with the key ${role}`);
  return { id: row.id, email, name, role, sessionId: row.session_id };
}

function queries(run: (sql: string, values?: unknown[]) => Promise<QueryResult>): Queries {
  return { query: run, rows: async (sql, values) => (await run(sql, values)).rows };
}

/** Runs pieces of work one after another, each in a savepoint: what fails, and whoever we were meanwhile, is undone. */
function inSavepoints(client: pg.Client) {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(async () => {
      await client.query("savepoint attempt");
      try {
        const result = await work();
        await client.query("release savepoint attempt");
        return result;
      } catch (error) {
        await client.query("rollback to savepoint attempt; release savepoint attempt");
        throw error;
      }
    });
    last = next.catch(() => {}); // whoever asked is told; the next one starts afresh
    return next;
  };
}
