// SQL cannot do this because it is about what a process that serves has at hand.
import type { GrafservBase } from "grafserv";
import { z } from "zod";

export const Operation = z.object({
  query: z.string().max(20_000),
  operationName: z.string().nullish().catch(undefined),
  variables: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
export type Operation = z.infer<typeof Operation>;

const most = 30;
/** Milliseconds for which nobody who waits for the new schema minds. */
const longest = 500;
const recent = new Map<string, Operation>();

/** Remembers which operations are asked, for the process that comes after this one. */
export const RecentOperationsPlugin: GraphileConfig.Plugin = {
  name: "RecentOperationsPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      processGraphQLRequestBody(next, { body: { query, operationName, variableValues } }) {
        const { data: operation } = Operation.safeParse({ query, operationName, variables: variableValues });
        if (operation && !/^\s*subscription\b/.test(operation.query)) {
          recent.delete(operation.query);
          recent.set(operation.query, operation);
          const oldest = recent.size > most && recent.keys().next().value;
          if (oldest) recent.delete(oldest);
        }
        return next();
      },
    },
  },
};

/** What was asked of this process last, the newest first. */
export function recentOperations(): Operation[] {
  return [...recent.values()].reverse();
}

/** Parses, checks and plans these operations, so that the first who ask them here need not wait. Nothing is asked of the database. */
export async function warmUp(graphql: GrafservBase, operations: readonly Operation[]): Promise<void> {
  const until = performance.now() + longest;
  for (const operation of operations) {
    if (performance.now() > until) return;
    // biome-ignore lint/complexity/useLiteralKeys: TypeScript lets only this way reach what the adaptors of servers call
    await graphql["processRequest"]({
      httpVersionMajor: 1,
      httpVersionMinor: 1,
      isSecure: false,
      method: "POST",
      path: "/graphql",
      headers: { "content-type": "application/json", accept: "application/json" },
      getQueryParams: () => ({}),
      getBody: () => ({ type: "text", text: JSON.stringify(operation) }),
      requestContext: { caller: {}, source: "graphql", capture() {} },
    });
  }
}
