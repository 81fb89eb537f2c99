import pg from "pg";
import { inject } from "vitest";
import { test as base, type Person, type Queries, signUp } from "#db/testing.ts";
import { readEnv } from "./env.ts";
import { signAccessToken } from "./http/caller.ts";
import { createLog } from "./log.ts";
import { serve } from "./serve.ts";
import { startWorker } from "./worker.ts";

export interface Member extends Person {
  token: string;
}

export interface TestServer {
  /** Such as http://127.0.0.1:40123 */
  url: string;
  /** The database's owner, to arrange with; it commits. */
  owner: Queries;
  /** Members by name and role, with access tokens. */
  people<Name extends string>(roles: Record<Name, string>): Promise<Record<Name, Member>>;
  /** fetch, as a person, a token or a visitor (null); a body that is neither text nor bytes is sent as JSON. */
  send(
    path: string,
    options?: { as?: Member | string | null; method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  /** One GraphQL operation over HTTP. */
  graphql<Data = Record<string, unknown>>(
    query: string,
    options?: { as?: Member | string | null; variables?: Record<string, unknown> },
  ): Promise<{
    data: Data | null;
    errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
  }>;
}

/** A test with the real server over the file's copy of the database; with `worker`, jobs run too. */
export const test = base
  .extend("env", { scope: "file" }, () => readEnv({ JWT_SECRET: inject("jwtSecret"), PORT: "0", DATA_DIR: "unused" }))
  .extend("server", { scope: "file" }, async ({ database, env }, { onCleanup }): Promise<TestServer> => {
    const serving = await serve({ env, authenticatorUrl: database.authenticatorUrl, log: createLog("error") });
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    onCleanup(async () => {
      await serving.stop();
      await pool.end();
    });
    return talkTo({ url: `http://127.0.0.1:${serving.port}`, pool, jwtSecret: env.jwtSecret });
  })
  .extend("worker", { scope: "file" }, async ({ database, env }, { onCleanup }) => {
    const worker = await startWorker({ env, ...database, log: createLog("error") });
    onCleanup(() => worker.stop());
    return worker;
  });

/** The ways in which tests talk to a server: over HTTP as people, and to its database as the owner. */
export function talkTo({ url, pool, jwtSecret }: { url: string; pool: pg.Pool; jwtSecret: string }): TestServer {
  const owner: Queries = {
    query: (sql, values) => pool.query(sql, values),
    rows: async (sql, values) => (await pool.query(sql, values)).rows,
  };
  const send: TestServer["send"] = (path, { as = null, method, body, headers } = {}) => {
    const token = typeof as === "string" ? as : as?.token;
    return fetch(url + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isRaw(body) && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
  };
  return {
    url,
    owner,
    send,
    async people(roles) {
      const made = Object.entries<string>(roles).map(async ([name, role]) => {
        const person = await signUp(owner, name, role);
        const token = signAccessToken({ userId: person.id, sessionId: person.sessionId, secret: jwtSecret });
        return [name, { ...person, token }] as const;
      });
      return Object.fromEntries(await Promise.all(made)) as Record<keyof typeof roles, Member>;
    },
    async graphql(query, { as = null, variables } = {}) {
      const response = await send("/graphql", { as, body: { query, variables } });
      return JSON.parse(await response.text());
    },
  };
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" || body instanceof Uint8Array;
}
