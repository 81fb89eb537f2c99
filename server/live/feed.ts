import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { PublicError } from "../errors.ts";
import type { Log } from "../log.ts";
import { asPerson, type Caller } from "../pg.ts";
import {
  type Access,
  type Change,
  personOf,
  poll,
  type RecordChange,
  readAccess,
  readBundle,
  readVisible,
  tell,
  tellReset,
} from "./changes.ts";
import { makeQueue, type Queue } from "./queue.ts";

const interval = 250;
const checkSessions = 5_000;
const most = 5_000;
const cursorAge = 24 * 60 * 60;
const subscriptionsOfOne = 100;

export interface Subscription {
  caller: Caller & { expiresAt?: number };
  /** Objects by any of their names; all when not given. */
  objects?: readonly string[] | null | undefined;
  recordId?: string | null | undefined;
  /** The cursor from which to go on. */
  after?: string | null | undefined;
  /** Closes the connection of somebody whose access has ended. */
  close?: (() => void) | undefined;
}

export interface LiveFeed {
  subscribe(subscription: Subscription): Promise<AsyncIterableIterator<RecordChange[]>>;
  stop(): Promise<void>;
}

interface Subscriber {
  key: string;
  caller: Caller & { expiresAt?: number };
  objects: ReadonlySet<string> | undefined;
  recordId: string | undefined;
  after: string | undefined;
  queue: Queue<RecordChange>;
  close: () => void;
}

/**
 * Tells subscribers of changes, each of what they may see. While there are any, this process asks the database four times a
 * second what is new, once for all of them: nothing is sent at each commit, which would slow every writer down.
 */
export function makeLiveFeed({ pool, log }: { pool: Pool; log: Log }): LiveFeed {
  const subscribers = new Set<Subscriber>();
  const joining = new Set<Subscriber>();
  const stopping = new AbortController();
  let position: string | undefined;
  let checkedAt = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted && subscribers.size + joining.size > 0) {
      const wait = await tick().then(
        () => interval,
        (err: Error) => {
          log.warn({ err }, "Live changes cannot be read at the moment");
          return 1_000;
        },
      );
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
    position = undefined;
    running = undefined;
  }

  async function tick(): Promise<void> {
    const polled = await poll(pool, position ?? null);
    const cursor = `${polled.snapshot}@${Math.floor(Date.now() / 1000)}`;
    const isCheckDue = Date.now() - checkedAt > checkSessions;
    if (subscribers.size > 0 && (polled.changes.length > 0 || isCheckDue)) {
      await distribute([...subscribers], polled.changes, cursor);
      checkedAt = Date.now();
    }
    position = polled.snapshot;
    await welcome([...joining], polled.snapshot, cursor);
  }

  /** Lets new subscribers in at the position that all others have reached, with what they missed before it. */
  async function welcome(newcomers: readonly Subscriber[], snapshot: string, cursor: string): Promise<void> {
    for (const subscriber of newcomers) {
      if (subscriber.after) await catchUp(subscriber, subscriber.after, snapshot, cursor);
      if (joining.delete(subscriber)) subscribers.add(subscriber); // unless they have left meanwhile
    }
  }

  async function catchUp(subscriber: Subscriber, after: string, snapshot: string, cursor: string): Promise<void> {
    const [since = "", seconds] = after.split("@");
    const isUsable = Date.now() / 1000 - Number(seconds) < cursorAge && xmaxOf(since) <= xmaxOf(snapshot);
    const missed = isUsable ? (await poll(pool, since, snapshot)).changes : [];
    if (!isUsable || missed.length > most / 2) subscriber.queue.push([tellReset(cursor)]);
    else if (missed.length > 0) await distribute([subscriber], missed, cursor);
  }

  /** Gives each subscriber what they may see, and parts with those whose access has ended. */
  async function distribute(
    receivers: readonly Subscriber[],
    changes: readonly Change[],
    cursor: string,
  ): Promise<void> {
    const callers = new Map(receivers.map(({ key, caller }) => [key, caller]));
    const objects = [...new Set(changes.flatMap(({ object, other_object }) => [object, other_object ?? object]))];
    const access = await readAccess(pool, callers, objects);
    const present = receivers.flatMap((subscriber) => {
      const who = access.get(subscriber.key);
      const hasExpired = (subscriber.caller.expiresAt ?? Number.POSITIVE_INFINITY) * 1000 <= Date.now();
      if (who && !hasExpired) return [{ subscriber, who }];
      leave(subscriber);
      subscriber.queue.end(signInAgain());
      subscriber.close();
      return [];
    });
    if (changes.length === 0) return;

    const visible = await askWhereNeeded(
      present.map(({ who }) => who),
      changes,
    );
    const bundles = await readBundles(
      present.map(({ subscriber }) => subscriber),
      changes,
    );
    // Most people share what they are told: it is made once.
    const told = new Map<Change, RecordChange>();
    for (const { subscriber, who } of present) {
      const mine = visible.get(personOf(who));
      const items = changes.flatMap((change) => {
        if (subscriber.objects && !subscriber.objects.has(change.object)) return [];
        const { recordId } = subscriber;
        const isBundled = recordId !== undefined && bundles.get(change)?.has(recordId);
        if (recordId !== undefined && change.record_id !== recordId && !isBundled) return [];
        const sight = see(change, who, mine);
        if (sight === "none") return [];
        if (isBundled) return [tell(change, cursor, { recordId })];
        if (sight === "lost") return [tell(change, cursor, { isLost: true })];
        const shared = told.get(change) ?? tell(change, cursor);
        told.set(change, shared);
        return [shared];
      });
      subscriber.queue.push(items);
    }
  }

  /** Asks in the place of those whose role alone does not tell what they may see. */
  async function askWhereNeeded(
    people: readonly Access[],
    changes: readonly Change[],
  ): Promise<Map<string, Set<string>>> {
    const askers = new Map<string, Access>();
    const asked: Record<string, string[]> = {};
    const ask = (object: string, ids: readonly string[]) => {
      const unsure = people.filter(({ scopes }) => scopes[object] === "ask");
      if (unsure.length === 0) return;
      for (const who of unsure) askers.set(personOf(who), who);
      asked[object] = [...(asked[object] ?? []), ...ids];
    };
    for (const { object, record_id, sample, other_object, other_ids } of changes) {
      ask(object, record_id ? [record_id] : (sample ?? []));
      if (other_object) ask(other_object, other_ids ?? []);
    }
    return askers.size > 0 ? readVisible(pool, [...askers.values()], asked) : new Map();
  }

  async function readBundles(
    present: readonly Subscriber[],
    changes: readonly Change[],
  ): Promise<Map<Change, Set<string>>> {
    const ids = present.flatMap(({ recordId }) => recordId ?? []);
    const bundles = changes.filter(({ id, record_id }) => id !== null && record_id === null);
    if (ids.length === 0) return new Map();
    return new Map(
      await Promise.all(bundles.map(async (bundle) => [bundle, await readBundle(pool, bundle, ids)] as const)),
    );
  }

  function leave(subscriber: Subscriber): void {
    subscribers.delete(subscriber);
    joining.delete(subscriber);
  }

  return {
    async subscribe({ caller, objects, recordId, after, close = () => {} }) {
      const key = caller.sessionId ?? caller.apiKeyHash?.toString("hex");
      if (!key) throw signInAgain();
      if (after && !/^\d+:\d+:[\d,]*@\d+$/.test(after)) throw badCursor();
      const names = await asPerson(pool, caller, async (client) => {
        if (!objects) return undefined;
        const { rows } = await client.query<{ name: string }>(
          "select case when n in ('notifications', 'workspace') then n else app_hidden.object_name(n) end as name from unnest($1::text[]) n",
          [objects],
        );
        return new Set(rows.map(({ name }) => name));
      });
      if ([...subscribers, ...joining].filter((one) => one.key === key).length >= subscriptionsOfOne) throw tooMany();

      const overflow = () => tellReset(`${position}@${Math.floor(Date.now() / 1000)}`);
      const queue = makeQueue<RecordChange>({ most, overflow, onReturn: () => leave(subscriber) });
      const subscriber: Subscriber = {
        key,
        caller,
        objects: names,
        recordId: recordId ?? undefined,
        after: after ?? undefined,
        queue,
        close,
      };
      joining.add(subscriber);
      running ??= run();
      return queue;
    },
    async stop() {
      stopping.abort();
      for (const { queue } of [...subscribers, ...joining]) queue.end();
      await running;
    },
  };
}

/** Whether somebody sees a change, sees the record no longer because of it ("lost"), or neither. */
function see(change: Change, { userId, scopes }: Access, visible: ReadonlySet<string> | undefined) {
  if (change.object === "workspace") return "all";
  const isMine = change.owners?.includes(userId) ?? false;
  if (change.object === "notifications") return isMine ? "all" : "none";
  const scope = scopes[change.object];
  if (change.other_object && !seesOther(change, { userId, scopes }, visible)) return "none";
  if (scope === "all") return "all";
  if (scope === "own" && isMine) return "all";
  if (scope === "own" && change.former_owner === userId) return "lost";
  if (scope !== "ask" || !visible) return "none";
  if (change.record_id) return visible.has(change.record_id) ? "all" : "none";
  return change.sample?.some((id) => visible.has(id)) ? "all" : "none";
}

/** A link tells of two records, and so only who sees both is told of it. */
function seesOther(
  { other_object, other_ids, other_owners }: Change,
  { userId, scopes }: Pick<Access, "userId" | "scopes">,
  visible: ReadonlySet<string> | undefined,
): boolean {
  const scope = scopes[other_object ?? ""];
  if (scope === "own") return other_owners?.includes(userId) ?? false;
  return scope === "all" || (scope === "ask" && (other_ids ?? []).some((id) => visible?.has(id)));
}

/** The first transaction that a snapshot knows nothing of. */
function xmaxOf(snapshot: string): bigint {
  return BigInt(snapshot.split(":")[1] ?? 0);
}

function signInAgain() {
  return new PublicError({
    status: 401,
    code: "UNAUTHENTICATED",
    message: "You are not signed in any more.",
    hint: "Connect again with a new access token, or a valid API key.",
  });
}

function badCursor() {
  return new PublicError({
    status: 400,
    code: "BAD_USER_INPUT",
    message: "This is not a cursor of the live feed.",
    hint: "Give the cursor of the last change that you know, or liveCursor.",
    field: "after",
  });
}

function tooMany() {
  return new PublicError({
    status: 429,
    code: "RATE_LIMITED",
    message: `You have ${subscriptionsOfOne} live subscriptions already.`,
    hint: "One without arguments tells everything.",
  });
}
