import { createHash, createSecretKey, type KeyObject } from "node:crypto";
import type { RequestHandler } from "express";
import jwt from "jsonwebtoken";
import { z } from "zod";
import { PublicError } from "../errors.ts";
import type { Caller } from "../pg.ts";

declare module "express-serve-static-core" {
  interface Request {
    /** Who asks, as far as the token says; the database has the last word, in each transaction. */
    caller: Caller;
  }
}

const accessTokenSeconds = 15 * 60;
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number() });

/** An access token of 15 minutes for this session. */
export function signAccessToken({ userId, sessionId, secret }: { userId: string; sessionId: string; secret: string }) {
  return jwt.sign({ sid: sessionId }, secret, { algorithm: "HS256", subject: userId, expiresIn: accessTokenSeconds });
}

/** Who an Authorization header speaks for; none is a visitor. Throws UNAUTHENTICATED for anything that is not valid. */
export function callerOf(authorization: string | undefined, secret: string): Caller & { expiresAt?: number } {
  if (!authorization) return {};
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!token) throw unauthenticated("The Authorization header has to be “Bearer” and a token or an API key.");
  if (token.startsWith("rk_")) return { apiKeyHash: createHash("sha256").update(token).digest() };
  try {
    const { sid, exp } = claims.parse(jwt.verify(token, keyOf(secret), { algorithms: ["HS256"] }));
    return { sessionId: sid, expiresAt: exp };
  } catch {
    throw unauthenticated("The access token is not valid, or has expired.");
  }
}

const keys = new Map<string, KeyObject>();

/** Given text, jsonwebtoken tries at every request whether it is a public key. */
function keyOf(secret: string): KeyObject {
  const key = keys.get(secret) ?? createSecretKey(secret, "utf8");
  keys.set(secret, key);
  return key;
}

function unauthenticated(message: string) {
  return new PublicError({
    status: 401,
    code: "UNAUTHENTICATED",
    message,
    hint: "Sign in again, or use a valid API key.",
  });
}

/** Reads who asks from the Authorization header. */
export function readCaller(secret: string): RequestHandler {
  return (request, _response, next) => {
    request.caller = callerOf(request.headers.authorization, secret);
    next();
  };
}
