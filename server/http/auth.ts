import { type Request, type Response, Router } from "express";
import { rateLimit } from "express-rate-limit";
import type { Pool, QueryResultRow } from "pg";
import { z } from "zod";
import type { Env } from "../env.ts";
import { PublicError } from "../errors.ts";
import { asPerson, type Caller } from "../pg.ts";
import { readCaller, signAccessToken } from "./caller.ts";
import { readJson } from "./readJson.ts";

const cookie = "rowan_refresh";
const cookieDays = 30;

const text = z.string().max(1000);
const credentials = z.object({ email: text, password: text });
const bodies = {
  signup: credentials.extend({ name: text, workspaceName: text.nullish() }),
  login: credentials,
  password: z.object({ currentPassword: text, newPassword: text }),
  forgotten: z.object({ email: text }),
  reset: z.object({ token: text, password: text }),
  invitation: z.object({ token: text }),
  acceptance: z.object({ token: text, name: text, password: text }),
};

/** Who somebody is. The rules are SQL (db/auth); here are cookies, tokens and status codes. */
export function auth({ env, pool }: { env: Env; pool: Pool }): Router {
  const router = Router();
  const secure = env.publicUrl.startsWith("https:");
  router.use(limit(300));
  const guessable = () => limit(30);
  router.use(readJson(32 * 1024));
  router.use(readCaller(env.jwtSecret));
  router.use((request, _response, next) => next(crossSite(request, env) ?? undefined));

  router.get("/status", async (_request, response) => {
    const status = await call({}, "select * from app_hidden.auth_status()");
    response.json({
      needsFirstAccount: status?.needs_first_account,
      signUp: status?.sign_up,
      signUpDomain: status?.sign_up_domain,
      workspaceName: status?.workspace_name,
    });
  });

  router.post("/signup", async (request, response) => {
    const { email, password, name, workspaceName } = read(bodies.signup, request);
    const session = await call({}, "select * from app_hidden.sign_up($1, $2, $3, $4, $5, $6)", [
      email,
      password,
      name,
      workspaceName ?? null,
      ...origin(request),
    ]);
    await welcome(response.status(201), session);
  });

  router.post("/login", async (request, response) => {
    const { email, password } = read(bodies.login, request);
    const session = await call({}, "select * from app_hidden.log_in($1, $2, $3, $4)", [
      email,
      password,
      ...origin(request),
    ]);
    if (session?.status === "locked") {
      response.set("Retry-After", String(session.retry_after));
      throw new PublicError({
        status: 429,
        code: "RATE_LIMITED",
        message: `Too many failed attempts. Try again in ${session.retry_after} seconds.`,
      });
    }
    if (session?.status !== "ok") {
      throw new PublicError({ status: 401, code: "UNAUTHENTICATED", message: "E-mail address or password is wrong." });
    }
    await welcome(response, session);
  });

  router.post("/refresh", async (request, response) => {
    const token = cookieOf(request);
    const session = await call({}, "select *, new_refresh_token as refresh_token from app_hidden.refresh_session($1)", [
      token ?? null,
    ]);
    if (session?.status !== "ok") {
      if (token) response.clearCookie(cookie, cookieOptions());
      throw new PublicError({
        status: 401,
        code: "UNAUTHENTICATED",
        message:
          session?.status === "reused"
            ? "This session was used from two places and has been ended. Sign in again."
            : "You are not signed in.",
      });
    }
    await welcome(response, session);
  });

  router.post("/logout", async (request, response) => {
    await call({}, "select app_hidden.log_out($1)", [cookieOf(request) ?? null]);
    response.clearCookie(cookie, cookieOptions()).status(204).end();
  });

  router.post("/password", async (request, response) => {
    const { currentPassword, newPassword } = read(bodies.password, request);
    if (!request.caller.sessionId)
      throw new PublicError({ status: 401, code: "UNAUTHENTICATED", message: "Sign in first." });
    await call(request.caller, "select app_hidden.change_password($1, $2)", [currentPassword, newPassword]);
    response.status(204).end();
  });

  // Whether there is such an account, neither the answer nor the time it takes tells.
  router.post("/password-reset", guessable(), async (request, response) => {
    const { email } = read(bodies.forgotten, request);
    await call({}, "select app_hidden.request_password_reset($1)", [email]);
    response.status(202).end();
  });

  router.post("/password-reset/confirm", guessable(), async (request, response) => {
    const { token, password } = read(bodies.reset, request);
    const values = [token, password, ...origin(request)];
    await welcome(response, await call({}, "select * from app_hidden.reset_password($1, $2, $3, $4)", values));
  });

  router.post("/invitations/read", guessable(), async (request, response) => {
    const { token } = read(bodies.invitation, request);
    const invitation = await call({}, "select * from app_hidden.read_invitation($1)", [token]);
    response.set("Cache-Control", "no-store");
    response.json({
      email: invitation?.email,
      workspaceName: invitation?.workspace_name,
      inviter: invitation?.inviter,
      roleName: invitation?.role_name,
    });
  });

  router.post("/invitations/accept", guessable(), async (request, response) => {
    const { token, name, password } = read(bodies.acceptance, request);
    const values = [token, name, password, ...origin(request)];
    const session = await call({}, "select * from app_hidden.accept_invitation($1, $2, $3, $4, $5)", values);
    await welcome(response.status(201), session);
  });

  return router;

  /** One call of a function of db/auth, in its own transaction. */
  async function call(caller: Caller, sql: string, values: unknown[] = []): Promise<QueryResultRow | undefined> {
    return asPerson(pool, caller, async (client) => (await client.query(sql, values)).rows[0]);
  }

  async function welcome(response: Response, session: QueryResultRow | undefined): Promise<void> {
    const { user_id: userId, session_id: sessionId, refresh_token: refreshToken } = Session.parse(session);
    const user = await call(
      { sessionId },
      `select u.id, u.email, u.name, json_build_object('id', r.id, 'key', r.key, 'name', r.name) as role
       from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = $1`,
      [userId],
    );
    response.cookie(cookie, refreshToken, cookieOptions());
    response.set("Cache-Control", "no-store");
    response.json({ accessToken: signAccessToken({ userId, sessionId, secret: env.jwtSecret }), user });
  }

  function cookieOptions() {
    return { httpOnly: true, sameSite: "strict", secure, path: "/auth", maxAge: cookieDays * 86_400_000 } as const;
  }
}

/** At most so many requests a minute from one address. */
function limit(requests: number) {
  return rateLimit({
    windowMs: 60_000,
    limit: requests,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler(_request, _response, next) {
      next(
        new PublicError({
          status: 429,
          code: "RATE_LIMITED",
          message: "Too many requests from your address. Wait a minute.",
        }),
      );
    },
  });
}

const Session = z.object({ user_id: z.uuid(), session_id: z.uuid(), refresh_token: z.string() });

function read<Body>(schema: z.ZodType<Body>, request: Request): Body {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw new PublicError({
    status: 400,
    code: "BAD_USER_INPUT",
    message: field ? `“${field}” is missing or not a text.` : "The body has to be a JSON object.",
    field,
  });
}

function origin(request: Request): [userAgent: string, address: string] {
  return [request.get("user-agent") ?? "", request.ip ?? ""];
}

function cookieOf(request: Request): string | undefined {
  return request.headers.cookie
    ?.split(/; */)
    .map((pair) => pair.split("="))
    .find(([name]) => name === cookie)?.[1];
}

/** A page of another site may not post with our cookie: the browser says where a request comes from. */
function crossSite(request: Request, { publicUrl }: Env): PublicError | undefined {
  const from = request.get("origin");
  if (request.method !== "POST" || !from) return undefined;
  const site = URL.canParse(from) ? new URL(from) : undefined; // a page in a sandbox says "null"
  if (site && (site.host === request.get("host") || site.origin === new URL(publicUrl).origin)) return undefined;
  return new PublicError({ status: 403, code: "FORBIDDEN", message: "Requests from other sites are not taken here." });
}
