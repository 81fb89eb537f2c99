import { accessToken, isExpiring, refresh } from "../auth/session.ts";
import { becomeLive } from "./status.ts";

/** A change as the server tells it: ids and names, never values. */
export interface Change {
  cursor: string;
  operation: string;
  object: string | null;
  recordId: string | null;
  changedFields: string[];
  transactionId: string | null;
}

const query = `subscription Live($after: String) {
  recordChanges(after: $after) { cursor operation object recordId changedFields transactionId }
}`;
/** Connections that say nothing are asked every ten seconds whether they are still there, and have five to answer. */
const asking = 10_000;
const patience = 5_000;
/** After a new connection the server tells what was missed with its next look, at most this much later. */
const catchingUp = 1_000;

/**
 * Follows all changes that this member may see, over one WebSocket, from `cursor` on. A lost connection is opened again until it is
 * there, and goes on where it was lost. Gives what ends it.
 */
export function follow(cursor: string, onChanges: (changes: readonly Change[]) => void): () => void {
  const ended = new AbortController();
  void (async () => {
    let after = cursor;
    await Promise.resolve(); // whoever comes and goes within a moment opens no connection
    for (let failures = 0; !ended.signal.aborted; failures++) {
      await connectOnce(after, ended.signal, {
        onConnected: () => {
          failures = 0;
        },
        onTold: (changes) => {
          after = changes.at(-1)?.cursor ?? after;
          onChanges(changes);
        },
      });
      if (ended.signal.aborted) return;
      becomeLive("lost");
      // Many clients lose a server that is replaced at the same moment; they need not all come back at the same one.
      await online(
        failures === 0 ? Math.random() * 200 : Math.min(10_000, 500 * 2 ** failures) * (0.5 + Math.random()),
      );
    }
  })();
  return () => ended.abort();
}

/** Not of the first page: rows come before what tells of their changes. A file that cannot be had is a connection that failed. */
const loadProtocol = () => import("graphql-ws/client").catch(() => undefined);

async function connectOnce(
  after: string,
  ended: AbortSignal,
  { onConnected, onTold }: { onConnected: () => void; onTold: (changes: Change[]) => void },
): Promise<void> {
  let answer: ReturnType<typeof setTimeout> | undefined;
  let caughtUp: ReturnType<typeof setTimeout> | undefined;
  const protocol = await loadProtocol();
  if (!protocol || ended.aborted) return;
  const client = protocol.createClient({
    url: `${location.protocol.replace("http", "ws")}//${location.host}/graphql`,
    retryAttempts: 0,
    keepAlive: asking,
    async connectionParams() {
      const token = accessToken();
      if (!token || isExpiring(token)) await refresh();
      return { authorization: `Bearer ${accessToken()}` };
    },
    on: {
      connected() {
        onConnected();
        becomeLive("catchingUp");
        caughtUp = setTimeout(() => becomeLive("live"), catchingUp);
      },
      ping(isReceived) {
        if (!isReceived) answer = setTimeout(() => client.terminate(), patience);
      },
      pong: () => clearTimeout(answer),
    },
  });
  const hangUp = () => client.terminate();
  ended.addEventListener("abort", hangUp);
  window.addEventListener("offline", hangUp);
  try {
    for await (const { data } of client.iterate<{ recordChanges: Change[] }>({ query, variables: { after } }))
      if (data) onTold(data.recordChanges);
  } catch {
    // Whatever it was, the way on is another connection; a session that has ended is seen by refresh().
  } finally {
    clearTimeout(answer);
    clearTimeout(caughtUp);
    ended.removeEventListener("abort", hangUp);
    window.removeEventListener("offline", hangUp);
    await client.dispose();
  }
}

/** Waits so long, or until the browser has a network again. */
function online(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    window.addEventListener("online", go);
  });
}
