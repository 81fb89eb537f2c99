import { authExchange } from "@urql/exchange-auth";
import { type CacheExchangeOpts, cacheExchange, type KeyGenerator } from "@urql/exchange-graphcache";
import { Client, fetchExchange, mapExchange } from "urql";
import { accessToken, isExpiring, refresh } from "./auth/session.ts";
import { fetchWithSchema, noticeStale } from "./lib/schemaVersion.ts";
import { forgetSteps } from "./lib/undoStack.ts";

/** What has no id of its own lives within what asked for it. Types of custom objects are not known beforehand. */
const unkeyed: KeyGenerator = () => null;
const keys = new Proxy<Record<string, KeyGenerator>>(
  {},
  {
    get: (_target, type) =>
      /(Connection|Edge|Aggregates|Payload|PageInfo|Permission|Target|Workspace)$/.test(String(type))
        ? unkeyed
        : undefined,
  },
);

/** A record that a list has shown is there at once when it is asked for by its id: `contact(id: $id) @_known(type: "Contact")`. */
const known: NonNullable<CacheExchangeOpts["directives"]>[string] =
  (directive) =>
  (_parent, { id = null }, cache, { parentKey, fieldName }) => {
    const told = cache.resolve(parentKey, fieldName, { id });
    return told === undefined ? { __typename: directive?.type, id } : told;
  };

/** One client for each session, so that nobody sees what somebody else's session had cached. */
export function makeClient(): Client {
  forgetSteps();
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    // History tells what was done here from what integrations did.
    fetchOptions: { headers: { "x-client": "web" } },
    requestPolicy: "cache-first",
    fetch: fetchWithSchema,
    exchanges: [
      // Codes and fields of errors are read where they happen; here only what concerns the session.
      mapExchange({
        onError(error) {
          if (error.graphQLErrors.some((one) => one.extensions.code === "UNAUTHENTICATED"))
            void refresh().catch(() => {});
          for (const one of error.graphQLErrors) noticeStale(one.message);
        },
      }),
      // Records are kept once, by type and id: what one screen changes, all screens show.
      cacheExchange({ keys, directives: { known }, logger: () => {} }),
      // A token that is about to run out is renewed before the request, not after its failure.
      authExchange(async (utils) => ({
        addAuthToOperation(operation) {
          const token = accessToken();
          return token ? utils.appendHeaders(operation, { Authorization: `Bearer ${token}` }) : operation;
        },
        willAuthError: () => {
          const token = accessToken();
          return Boolean(token && isExpiring(token));
        },
        didAuthError: (error) =>
          error.response?.status === 401 ||
          error.graphQLErrors.some((one) => one.extensions.code === "UNAUTHENTICATED"),
        refreshAuth: async () => void (await refresh()),
      })),
      fetchExchange,
    ],
  });
}
