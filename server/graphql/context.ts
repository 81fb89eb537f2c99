import { callerOf } from "../http/caller.ts";
import type { LiveFeed } from "../live/feed.ts";
import type { Caller } from "../pg.ts";
import { capture, type Statement } from "./captured.ts";
import { type LiveSubscriber, liveSubscriber } from "./recordChanges.ts";

/**
 * The context of one GraphQL operation: who asks and by which way, for the adaptor. A WebSocket passes no middleware, so it is read
 * from the connection's `authorization` parameter; REST and jobs bring the caller themselves.
 */
export function contextOf({
  requestContext,
  jwtSecret,
  live,
}: {
  requestContext: Partial<Grafast.RequestContext>;
  jwtSecret: string;
  live?: LiveFeed | undefined;
}) {
  const { caller, source } = who(requestContext, jwtSecret);
  const socket = requestContext.ws?.socket;
  const pgSettings = {
    ...(caller.sessionId && { sessionId: caller.sessionId }),
    ...(caller.apiKeyHash && { apiKeyHash: caller.apiKeyHash.toString("hex") }),
    source,
    ...(requestContext.idempotency && {
      idempotencyKey: requestContext.idempotency.key,
      idempotencyHash: requestContext.idempotency.hash,
    }),
  };
  if (requestContext.capture) capture(pgSettings, requestContext.capture);
  return {
    pgSettings,
    caller,
    // 4403: connect again, with a new token.
    live: live ? liveSubscriber(live, caller, () => socket?.close(4403, "Forbidden")) : null,
  };
}

function who(requestContext: Partial<Grafast.RequestContext>, jwtSecret: string): { caller: Caller; source: string } {
  if (requestContext.caller) return { caller: requestContext.caller, source: requestContext.source ?? "rest" };
  const request = requestContext.expressv4?.req;
  if (request) return { caller: request.caller, source: request.headers["x-client"] === "web" ? "web" : "graphql" };
  const authorization = requestContext.ws?.normalizedConnectionParams?.authorization;
  return {
    caller: callerOf(typeof authorization === "string" ? authorization : undefined, jwtSecret),
    source: "graphql",
  };
}

declare global {
  namespace Grafast {
    interface RequestContext {
      /** Who asks, when REST or a job runs an operation in process. */
      caller?: Caller;
      source?: string;
      /** Of REST: the key under which a write is done only once. */
      idempotency?: { key: string; hash: string } | undefined;
      /** Of an export: is told what would be asked of the database, instead of it. */
      capture?: ((statement: Statement) => void) | undefined;
    }
    interface Context {
      caller: Caller;
      live: LiveSubscriber | null;
    }
  }
}
