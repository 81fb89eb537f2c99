import { createClient } from "graphql-ws";
import jwt from "jsonwebtoken";
import { expect } from "vitest";
import { type TestServer, test } from "../testing.ts";

const password = "correct horse";
const json = (response: Response) => response.json() as Promise<Record<string, unknown>>;
const cookieOf = (response: Response) => response.headers.get("set-cookie") ?? "";

async function signUp(server: TestServer, email: string) {
  const response = await server.send("/auth/signup", { body: { email, password, name: "Somebody" } });
  expect(response.status).toBe(201);
  const { accessToken } = await json(response);
  return { token: String(accessToken), cookie: cookieOf(response) };
}

/** How a WebSocket with this token is received: its data, or the code with which it is closed. */
function overSocket(server: TestServer, token: string): Promise<unknown> {
  return new Promise((resolve) => {
    const client = createClient({
      url: `${server.url.replace("http", "ws")}/graphql`,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    client.subscribe(
      { query: "{ me { email } }" },
      {
        next: ({ data, errors }) => {
          resolve(errors?.[0]?.extensions?.code ?? data);
          void client.dispose();
        },
        error: (error) => resolve(Array.isArray(error) ? error[0]?.extensions?.code : error),
        complete() {},
      },
    );
  });
}

test("forged, expired and unsigned tokens are refused by every door", async ({ server, env }) => {
  const { ann } = await server.people({ ann: "admin" });
  const claims = { sub: ann.id, sid: ann.sessionId, exp: Math.floor(Date.now() / 1000) + 600 };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = part(claims);
  const forged: Record<string, string> = {
    "signed with another secret": jwt.sign(claims, "another secret", { algorithm: "HS256" }),
    expired: jwt.sign({ ...claims, exp: 1 }, env.jwtSecret, { algorithm: "HS256" }),
    "without an algorithm": `${part({ alg: "none", typ: "JWT" })}.${body}.`,
    "without an algorithm, in capitals": `${part({ alg: "NONE", typ: "JWT" })}.${body}.`,
    "with another algorithm": jwt.sign(claims, env.jwtSecret, { algorithm: "HS512" }),
    "with its signature cut": jwt.sign(claims, env.jwtSecret, { algorithm: "HS256" }).split(".").slice(0, 2).join("."),
    "with other claims under an old signature": jwt
      .sign(claims, env.jwtSecret, { algorithm: "HS256" })
      .split(".")
      .with(1, part({ ...claims, sub: "00000000-0000-0000-0000-000000000001" }))
      .join("."),
    "without a session": jwt.sign({ sub: ann.id }, env.jwtSecret, { algorithm: "HS256" }),
    "of a session that is not": jwt.sign({ ...claims, sid: ann.id }, env.jwtSecret, { algorithm: "HS256" }),
    "an API key that is not": `rk_${"0".repeat(48)}`,
    "no token at all": "nonsense",
  };
  for (const [about, token] of Object.entries(forged)) {
    const graphql = await server.send("/graphql", { as: token, body: { query: "{ me { email } }" } });
    const told = JSON.stringify(await graphql.json());
    expect(told, about).toContain("UNAUTHENTICATED");
    expect(told, about).not.toContain("ann@");
    // What the token itself tells is refused at the door; that its session has ended only the database knows.
    if (!/session that is not|key that is not/.test(about)) expect(graphql.status, about).toBe(401);
    const rest = await server.send("/rest/companies", { as: token });
    expect(rest.status, about).toBe(401);
    expect(await overSocket(server, token), about).not.toEqual({ me: { email: ann.email } });
  }
  expect(await overSocket(server, ann.token)).toEqual({ me: { email: ann.email } });
});

test("an API key works wherever a token does, with its role, until it is revoked", async ({ server }) => {
  const { eva } = await server.people({ eva: "admin" });
  const made = await server.graphql<{ createApiKey: { result: { key: string; apiKeyId: string } } }>(
    `mutation($role: UUID!) { createApiKey(input: {name: "CI", roleId: $role}) { result { key apiKeyId } } }`,
    {
      as: eva,
      variables: { role: (await server.owner.rows("select id from app_public.roles where key = 'read_only'"))[0]?.id },
    },
  );
  const { key, apiKeyId } = made.data?.createApiKey.result ?? { key: "", apiKeyId: "" };
  expect((await server.graphql("{ me { email role { key } } activeRole { key } }", { as: key })).data).toEqual({
    me: { email: eva.email, role: { key: "read_only" } },
    activeRole: { key: "read_only" },
  });
  expect((await server.send("/rest/companies", { as: key })).status).toBe(200);
  expect((await server.send("/rest/companies", { as: key, body: { name: "X" } })).status).toBe(403);
  expect(await overSocket(server, key)).toEqual({ me: { email: eva.email } });
  const listed = await server.graphql<{ apiKeys: { nodes: unknown[] } }>(
    "{ apiKeys { nodes { name prefix lastUsedAt revokedAt } } }",
    { as: eva },
  );
  expect(listed.data?.apiKeys.nodes).toEqual([
    { name: "CI", prefix: key.slice(0, 9), lastUsedAt: expect.any(String), revokedAt: null },
  ]);
  await server.graphql("mutation($id: UUID!) { revokeApiKey(input: {id: $id}) { clientMutationId } }", {
    as: eva,
    variables: { id: apiKeyId },
  });
  expect((await server.send("/rest/companies", { as: key })).status).toBe(401);
  const [refused] = (await server.graphql("{ me { email } }", { as: key })).errors ?? [];
  expect(refused?.extensions.code).toBe("UNAUTHENTICATED");
  expect(refused?.message).toBe("This API key was revoked.");
});

test("the refresh cookie is for /auth of this site alone; using it twice ends the session", async ({ server }) => {
  const { cookie, token } = await signUp(server, "kim@example.com");
  expect(cookie).toMatch(/^rowan_refresh=[0-9a-f]{64}; .*Path=\/auth; .*HttpOnly; SameSite=Strict$/);
  const first = cookie.split(";")[0] ?? "";
  const refresh = (value: string, headers = {}) =>
    server.send("/auth/refresh", { method: "POST", headers: { cookie: value, ...headers } });
  expect((await refresh(first, { origin: "https://evil.example" })).status).toBe(403);
  expect((await refresh(first, { origin: "null" })).status).toBe(403);
  const second = await refresh(first);
  expect(second.status).toBe(200);
  expect(second.headers.get("cache-control")).toBe("no-store");
  expect((await refresh(first)).status).toBe(401);
  expect((await refresh(cookieOf(second).split(";")[0] ?? "")).status).toBe(401);
  expect((await server.graphql("{ me { email } }", { as: token })).errors?.[0]?.extensions.code).toBe(
    "UNAUTHENTICATED",
  );
});

test("sign-in answers alike for a wrong password and an unknown address, and locks both", async ({ server }) => {
  await signUp(server, "lou@example.com");
  const logIn = (email: string) => server.send("/auth/login", { body: { email, password: "wrong password" } });
  const answers = [await logIn("lou@example.com"), await logIn("nobody@example.com")];
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  const [a, b] = await Promise.all(answers.map((answer) => answer.text()));
  expect(a).toBe(b);
});

test("a forgotten password: the same answer for everybody, a mail for a member, a link that works once", async ({
  server,
}) => {
  const { token } = await signUp(server, "max@example.com");
  const ask = (email: string) => server.send("/auth/password-reset", { body: { email } });
  expect([(await ask("max@example.com")).status, (await ask("nobody@example.com")).status]).toEqual([202, 202]);
  const [link] = await server.owner.rows<{ path: string }>(
    "select (app_hidden.add_secret_link('/reset-password', now() + interval '1 hour', reset_user_id => id)).path from app_public.users where email = 'max@example.com'",
  );
  const confirm = () =>
    server.send("/auth/password-reset/confirm", {
      body: { token: link?.path.split("#")[1], password: "another horse" },
    });
  expect((await confirm()).status).toBe(200);
  expect((await confirm()).status).toBe(400);
  expect((await server.graphql("{ me { email } }", { as: token })).errors?.[0]?.extensions.code).toBe(
    "UNAUTHENTICATED",
  );
  expect(
    (await server.send("/auth/login", { body: { email: "max@example.com", password: "another horse" } })).status,
  ).toBe(200);
});

test("somebody invited reads what they are invited to, and joins", async ({ server }) => {
  const { mia } = await server.people({ mia: "admin" });
  const [role] = await server.owner.rows("select id from app_public.roles where key = 'user'");
  const made = await server.graphql<{ inviteMember: { result: { path: string } } }>(
    'mutation($role: UUID!) { inviteMember(input: {email: "new@example.com", roleId: $role}) { result { path } } }',
    { as: mia, variables: { role: role?.id } },
  );
  const token = made.data?.inviteMember.result.path.split("#")[1];
  expect(await json(await server.send("/auth/invitations/read", { body: { token } }))).toEqual({
    email: "new@example.com",
    workspaceName: "Rowan",
    inviter: "mia",
    roleName: "User",
  });
  const accepted = await server.send("/auth/invitations/accept", { body: { token, name: "New", password } });
  expect(accepted.status).toBe(201);
  expect(await json(accepted)).toMatchObject({ user: { email: "new@example.com", role: { key: "user" } } });
  expect((await server.send("/auth/invitations/accept", { body: { token, name: "New", password } })).status).toBe(400);
});

test("a changed role, a deactivated member and an ended session count on the very next request", async ({ server }) => {
  const { zoe, pat } = await server.people({ zoe: "admin", pat: "user" });
  const create = () =>
    server.graphql('mutation { createCompany(input: {company: {name: "X"}}) { clientMutationId } }', { as: pat });
  const change = (field: string, variables: Record<string, unknown>) =>
    server.graphql(`mutation($id: UUID!${variables.role ? ", $role: UUID!" : ""}) { ${field} { clientMutationId } }`, {
      as: zoe,
      variables,
    });
  expect((await create()).errors).toBeUndefined();
  const [role] = await server.owner.rows("select id from app_public.roles where key = 'read_only'");
  expect(
    (await change("changeMemberRole(input: {userId: $id, roleId: $role})", { id: pat.id, role: role?.id })).errors,
  ).toBeUndefined();
  expect((await create()).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  expect((await change("endSession(input: {id: $id})", { id: pat.sessionId })).errors).toBeUndefined();
  expect((await create()).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

test("pages run no inline script and stand in no frame", async ({ server }) => {
  const response = await server.send("/auth/status");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("x-powered-by")).toBeNull();
});

test("guessing at /auth is slowed down", async ({ server }) => {
  const statuses = new Set<number>();
  for (let n = 0; n < 35; n++) {
    const response = await server.send("/auth/invitations/read", { body: { token: `guess ${n}` } });
    statuses.add(response.status);
  }
  expect([...statuses]).toEqual([400, 429]);
});
