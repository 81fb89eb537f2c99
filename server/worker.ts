import { EventEmitter } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type JobHelpers,
  parseCrontab,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Pool } from "pg";
import { Counter } from "prom-client";
import { logins } from "./database/logins.ts";
import { workerLogger } from "./database/migrate.ts";
import { type Env, readEnv } from "./env.ts";
import { metrics } from "./http/metrics.ts";
import { createLog, type Log } from "./log.ts";
import { makePool } from "./pg.ts";
import { failToStart, StartError } from "./startError.ts";
import { makeGuard } from "./webhooks/addresses.ts";
import { startDispatcher } from "./webhooks/dispatcher.ts";

const jobsDone = new Counter({
  name: "rowan_jobs_total",
  help: "Jobs that ran, by task and result.",
  labelNames: ["task", "result"],
  registers: [metrics],
});

const folder = join(import.meta.dirname, "tasks");

/** What a task may use besides the helpers of graphile-worker, whose database role is the worker's. */
export interface TaskContext {
  env: Env;
  log: Log;
  /** Logs in as the authenticator, for `asPerson`. */
  pool: Pool;
}

/** What a file in tasks/ exports by default; its name is the identifier under which SQL queues it. */
export type Task = (payload: unknown, helpers: JobHelpers, context: TaskContext) => Promise<void>;

export interface Worker {
  /** Takes no new job, and waits for the running ones. */
  stop(): Promise<void>;
}

/** Runs the jobs that SQL queued, and goes on after PostgreSQL was away. */
export async function startWorker({
  env,
  workerUrl,
  authenticatorUrl,
  log,
}: {
  env: Env;
  workerUrl: string;
  authenticatorUrl: string;
  log: Log;
}): Promise<Worker> {
  const jobs = makePool({ url: workerUrl, log, max: 10 });
  const pool = makePool({ url: authenticatorUrl, log, max: 4 });
  // Imports take minutes and whole processors: two at once, on slots of their own, so that nothing else waits for them.
  const { transfer__import, ...others } = await loadTasks({ env, log, pool });
  const crontab = existsSync(join(folder, "crontab")) ? readFileSync(join(folder, "crontab"), "utf8") : "";
  const events: WorkerEvents = new EventEmitter();
  events.on("job:complete", ({ job, error }) => {
    jobsDone.inc({ task: job.task_identifier, result: error ? "failed" : "done" });
  });
  // How a job ended is written by a queue of its own: without one, graphile-worker lets a connection that breaks there end the process.
  const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
  const shared = { pgPool: jobs, noHandleSignals: true, logger: workerLogger(log), events, preset };
  const runners = await Promise.all([
    keepRunning({ ...shared, taskList: others, concurrency: 4, parsedCronItems: parseCrontab(crontab) }, log),
    keepRunning({ ...shared, taskList: { transfer__import }, concurrency: 2, parsedCronItems: [] }, log),
  ]);
  // What was running when the last worker was killed; PostgreSQL may take a moment to notice that it is gone.
  await jobs.query(`
    select app_hidden.resume_imports();
    select app_hidden.add_job('transfer__resume', run_at => now() + interval '5 seconds', job_key => 'transfer__resume')`);
  await jobs.query("select app_hidden.schedule_backups($1, $2)", [env.backup?.folder, env.backup?.keep]);
  const merging = keepMerging(jobs);
  const dispatcher = startDispatcher({ url: workerUrl, guard: makeGuard(env.webhookAllowPrivate), log });
  return {
    async stop() {
      await Promise.all([dispatcher.stop(), merging.stop(), ...runners.map((runner) => runner.stop())]);
      await Promise.all([jobs.end(), pool.end()]);
    },
  };
}

/** A runner of jobs that is started again when PostgreSQL took it away. */
async function keepRunning(options: RunnerOptions, log: Log): Promise<Worker> {
  let stopping = false;
  let runner: Runner = await run(options);
  const supervise = async () => {
    while (!stopping) {
      await runner.promise.catch((err: Error) => log.error({ err }, "The worker ended and is started again"));
      while (!stopping) {
        await sleep(1000, undefined, { ref: false });
        const next = await run(options).catch((err: Error) => void log.warn({ err }, "The worker cannot start yet"));
        if (next === undefined) continue;
        runner = next;
        break;
      }
    }
  };
  const supervised = supervise();
  return {
    async stop() {
      stopping = true;
      await runner.stop().catch(() => {}); // it may have ended by itself
      await supervised;
    },
  };
}

/** Sorts new entries into the indexes for search twice a second, so that bulk inserts need not, and use another processor for it. */
function keepMerging(jobs: Pool): Worker {
  const stopping = new AbortController();
  const merge = async () => {
    while (!stopping.signal.aborted) {
      await jobs.query("select app_hidden.merge_pending_entries()").catch(() => {}); // PostgreSQL may be away, and come back
      await sleep(500, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const merged = merge();
  return {
    async stop() {
      stopping.abort();
      await merged;
    },
  };
}

async function loadTasks(context: TaskContext): Promise<TaskList> {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^\w+\.ts$/.test(file)) : [];
  const tasks = await Promise.all(
    files.map(async (file) => {
      const module: { default?: Task; task?: Task } = await import(join(folder, file));
      const task = module.default ?? module.task;
      return task ? [[file.replace(".ts", ""), task] as const] : []; // types and parts have no task of their own
    }),
  );
  return Object.fromEntries(
    tasks
      .flat()
      .map(([name, task]) => [name, (payload: unknown, helpers: JobHelpers) => task(payload, helpers, context)]),
  );
}

/** The worker as a process of its own. */
async function main(): Promise<void> {
  const env = readEnv();
  if (!env.databaseUrl) {
    throw new StartError(
      "A worker of its own needs DATABASE_URL; the embedded PostgreSQL has its worker in the server.",
    );
  }
  const { worker, authenticator } = logins({ ownerUrl: env.databaseUrl, jwtSecret: env.jwtSecret });
  const urls = { workerUrl: worker.url, authenticatorUrl: authenticator.url };
  const running = await startWorker({ env, ...urls, log: createLog(env.logLevel) });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void running.stop());
  console.log("Rowan's worker is ready");
}

if (import.meta.main) await main().catch(failToStart);
