import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { asSuperuser, signUp } from "#db/testing.ts";
import { type Started, startServer } from "../bench/servers.ts";
import { signAccessToken } from "../http/caller.ts";
import { startReceiver } from "./receiver.ts";

// As a matter of minutes: KILL_CHANGES=10000 KILLS=5 npx vitest run … server/webhooks/kill.test.ts
const kills = Number(process.env.KILLS ?? 3);
/** So many changes are committed; beside them some are refused, undone, or cut off. */
const wanted = Number(process.env.KILL_CHANGES ?? 2_000);
const atOnce = 20;

const database = "crm_kill";
const databaseUrl = new URL(inject("ownerUrl"));
databaseUrl.pathname = `/${database}`;

beforeAll(() => asSuperuser(`create database ${database} owner crm`));
afterAll(() => asSuperuser(`drop database ${database} with (force)`));

test(
  "whoever is killed, every change is delivered and nothing that was undone",
  async () => {
    const owner = new pg.Pool({ connectionString: databaseUrl.href, max: 3 });
    owner.on("error", () => {}); // the database goes before the pool does
    const rows = async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await owner.query<Row>(sql, values)).rows;
    const receiver = await startReceiver();
    let answered = 0;
    receiver.answer = () => (answered++ % 2 === 0 ? 500 : 204); // fails half the time
    const jwtSecret = inject("jwtSecret");
    const dataDir = mkdtempSync(join(tmpdir(), "rowan-kill-"));

    const start = () =>
      startServer("main.ts", {
        DATABASE_URL: databaseUrl.href,
        DATA_DIR: dataDir,
        JWT_SECRET: jwtSecret,
        WORKERS: "1",
        WEBHOOK_ALLOW_PRIVATE: "127.0.0.1",
        LOG_LEVEL: "fatal",
      });
    const killed = async ({ child }: Started) => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    };

    let server = await start(); // which makes what the database holds
    const person = await signUp({ query: (sql, values) => owner.query(sql, values), rows }, "Kim", "admin");
    const [hook] = await rows<{ secret: string }>(
      `with made as (insert into app_public.webhooks (url, events, user_id) values ($1, '{company.*}', $2) returning id)
     select (app_hidden.add_webhook_secret(id)).secret from made`,
      [receiver.url, person.id],
    );
    receiver.secret = hook?.secret ?? "";
    const token = signAccessToken({ userId: person.id, sessionId: person.sessionId, secret: jwtSecret });
    let isOver = false;
    /** How many changes there may be until the next kill: nobody runs ahead while the server starts. */
    let share = 0;
    let committedSoFar = 0;
    const turn = async () => {
      do await sleep(100);
      while (committedSoFar >= share && !isOver);
    };
    /** A program that writes on and on, whatever becomes of its requests; and one that undoes what it wrote. */
    const overRest = (async () => {
      for (let n = 0; !isOver; n++) {
        const records = Array.from({ length: atOnce }, (_, i) => ({ name: `Rest ${n} ${i}` }));
        const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
        const body = JSON.stringify(n % 4 === 3 ? [...records, { name: " " }] : records); // the last is refused, and with it all
        await fetch(`${server.url}/rest/companies`, { method: "POST", headers, body }).catch(() => {});
        await turn();
      }
    })();
    const overSql = (async () => {
      for (let n = 0; !isOver; n++) {
        const end = n % 3 === 2 ? "rollback" : "commit";
        await owner.query(
          `begin; insert into app_public.companies (name) select '${end} ${n} ' || i from generate_series(1, ${atOnce}) i;
         update app_public.companies set city = 'Oslo' where name like '${end} ${n} %'; ${end}`,
        );
        await turn();
      }
    })();
    for (let n = 1; n <= kills + 1; n++) {
      share = Math.ceil((wanted * n) / (kills + 1));
      for (; committedSoFar < share; await sleep(100)) {
        const [done] = await rows<{ n: number }>(
          "select count(*)::integer as n from app_public.changes where object = 'companies'",
        );
        committedSoFar = done?.n ?? 0;
      }
      if (n > kills) break;
      await killed(server);
      server = await start();
    }
    isOver = true;
    await Promise.all([overRest, overSql]);

    // What had to wait is due now, rather than when its time comes; as long as anything gets through.
    let before = -1;
    for (let idle = 0; idle < 20; await sleep(2_000)) {
      idle = receiver.received.length > before ? 0 : idle + 1;
      before = receiver.received.length;
      const [left] = await rows<{ n: number }>(
        `with due as (update app_public.webhook_deliveries set next_attempt_at = now() where status <> 'delivered' and next_attempt_at > now() + interval '5 seconds' returning id)
       select count(*)::integer as n from app_public.webhook_deliveries where status <> 'delivered'`,
      );
      if (left?.n === 0) break;
      await owner.query("update app_public.webhooks set paused_until = null");
    }
    await killed(server);
    const changes = await rows<{ id: string }>(
      "select id from app_public.changes where object = 'companies' order by id",
    );
    const committed = changes.map(({ id }) => Number(id));
    const received = receiver.received.map(({ event }) => event.data.sequence ?? 0);
    expect(committed.length).toBeGreaterThanOrEqual(wanted);
    expect([...new Set(received)].sort((a, b) => a - b)).toEqual(committed);
    expect(receiver.forged).toBe(0);
    // Which of two events about one record is the later one, its sequence tells; the id of an event is the same each time.
    const byId = Map.groupBy(receiver.received, ({ id }) => id);
    expect([...byId.values()].every((times) => new Set(times.map(({ body }) => body)).size === 1)).toBe(true);
    expect(byId.size).toBe(committed.length);
    const ofRecords = Map.groupBy(
      [...byId.values()].flatMap(([first]) => first?.event ?? []),
      ({ data }) => data.id,
    );
    for (const events of ofRecords.values()) {
      const inOrder = events.toSorted((a, b) => (a.data.sequence ?? 0) - (b.data.sequence ?? 0));
      expect(inOrder.map(({ type }) => type)).toEqual(["company.created", "company.updated"].slice(0, events.length));
    }

    await receiver.close();
    await owner.end();
    rmSync(dataDir, { recursive: true });
  },
  300_000 + wanted * 50,
);
