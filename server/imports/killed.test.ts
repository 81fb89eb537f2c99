import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, inject, onTestFinished } from "vitest";
import { asSuperuser, type TestDatabase } from "#db/testing.ts";
import { childEnv } from "../env.ts";
import { test } from "../testing.ts";
import { csv, fileOf, upload } from "./testing.ts";

const program = `
  import { readEnv } from ${JSON.stringify(new URL("../env.ts", import.meta.url).href)};
  import { createLog } from ${JSON.stringify(new URL("../log.ts", import.meta.url).href)};
  import { startWorker } from ${JSON.stringify(new URL("../worker.ts", import.meta.url).href)};
  const { WORKER_URL: workerUrl, AUTHENTICATOR_URL: authenticatorUrl } = process.env;
  await startWorker({ env: readEnv(), workerUrl, authenticatorUrl, log: createLog("fatal") });`;

/** A worker in a process of its own, which can be killed. */
function startWorkerProcess({ workerUrl, authenticatorUrl }: TestDatabase): ChildProcess {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: childEnv({ WORKER_URL: workerUrl, AUTHENTICATOR_URL: authenticatorUrl, JWT_SECRET: inject("jwtSecret") }),
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("a worker that is killed amid an import leaves nothing of it, and the next one does it whole", {
  timeout: 240_000,
}, async ({ server, database }) => {
  const { ann } = await server.people({ ann: "user" });
  const row = (n: number) => `Ann${n},Killed,ann${n}@killed.org,Company ${n % 50}`;
  const file = fileOf("first name,last name,email,company", 12_000, row);
  const { id } = await upload(server, ann, file, "object=contacts&action=run");
  const state = async () => {
    const rows = await server.owner.rows<{
      status: string;
      phase: string;
      attempts: number;
      contacts: number;
      companies: number;
    }>(
      `select status, phase, attempts, (select count(*)::int from app_public.contacts) as contacts, (select count(*)::int from app_public.companies) as companies
       from app_public.imports where id = $1`,
      [id],
    );
    return rows[0];
  };
  const until = async (wanted: (now: Awaited<ReturnType<typeof state>>) => boolean) => {
    for (let now = await state(); !wanted(now); now = await state()) {
      if (now?.status === "failed") throw new Error("It failed");
      if (now?.status === "done" && !now.phase) throw new Error("It was done before it could be killed");
      await sleep(20);
    }
  };

  const first = startWorkerProcess(database);
  await until((now) => now?.phase === "writing");
  await kill(first);
  expect(await state()).toMatchObject({ status: "running", contacts: 0, companies: 0 });

  const second = startWorkerProcess(database);
  await until((now) => now?.phase === "writing" && now.attempts === 2);
  // PostgreSQL loses the connection this time: all of it, or none.
  await asSuperuser(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
     where l.locktype = 'advisory' and d.datname = '${new URL(database.ownerUrl).pathname.slice(1)}'`,
  );
  await until((now) => now?.status === "done" || now?.status === "failed");
  expect(await state()).toMatchObject({ status: "done", contacts: 12_000, companies: 50 });
  expect(await server.owner.rows("select emails from app_public.contacts group by 1 having count(*) > 1")).toEqual([]);

  // And taken back: killed, and done whole by the next.
  await server.send(`/rest/imports/${id}/undo`, { as: ann, method: "POST" });
  await until((now) => now?.phase === "reading");
  await kill(second);
  const third = startWorkerProcess(database);
  await until((now) => now?.status === "undone");
  expect(await state()).toMatchObject({ contacts: 0, companies: 0 });
  await kill(third);
});

test("an upload whose connection to PostgreSQL breaks is told so at once, and leaves nothing", {
  timeout: 60_000,
}, async ({ server, database }) => {
  const { bob } = await server.people({ bob: "user" });
  const uploading = server.send("/rest/imports?object=contacts", {
    as: bob,
    method: "POST",
    body: fileOf("first name,last name,email", 150_000, (n) => `Bob${n},Broken,bob${n}@broken.org`),
    headers: csv,
  });
  const name = new URL(database.ownerUrl).pathname.slice(1);
  const breakIt = `
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = '${name}' and query like 'copy pg_temp.upload%' and state = 'active'`;
  while ((await asSuperuser(breakIt)).rowCount === 0) await sleep(20);
  expect((await uploading).status).toBe(503);
  expect(await server.owner.rows("select from app_public.imports where user_id = $1", [bob.id])).toEqual([]);
});
