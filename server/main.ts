import { createServer } from "node:net";
import { loadDemo } from "./database/demo.ts";
import { logins } from "./database/logins.ts";
import { migrate } from "./database/migrate.ts";
import { openDatabase } from "./database/open.ts";
import { type Env, readEnv } from "./env.ts";
import { listen } from "./listen.ts";
import { createLog } from "./log.ts";
import { watchSchema } from "./schemaChanges.ts";
import { startServers } from "./servers.ts";
import { failToStart } from "./startError.ts";
import { buildWebClient } from "./webClient.ts";
import { startWorker } from "./worker.ts";

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog(env.logLevel);
  const { jwtSecret } = env;
  const stop = stopSignal();
  // What was started is stopped in the opposite order, however this ends.
  await using started = new AsyncDisposableStack();

  const database = await openDatabase({ env, holder: "it is just starting", log });
  const { ownerUrl } = database;
  started.defer(() => database.close());
  await assertPortIsFree(env);
  const built = inBackground(buildWebClient());
  await migrate({ ownerUrl, jwtSecret, log });
  const demo = process.argv.includes("--demo") ? await loadDemo(ownerUrl) : undefined;
  await built;

  const roles = logins({ ownerUrl, jwtSecret });
  const authenticatorUrl = roles.authenticator.url;
  const serving = inBackground(startServers({ count: env.workers, authenticatorUrl, log }));
  if (!process.argv.includes("--no-worker")) {
    const worker = await startWorker({ env, workerUrl: roles.worker.url, authenticatorUrl, log });
    started.defer(() => worker.stop());
  }
  const servers = await serving;
  started.defer(() => servers.stop());
  const onChange = () => void servers.replace().catch((err) => log.error({ err }, "The new schema cannot be served"));
  const watch = await watchSchema({ url: authenticatorUrl, log, onChange });
  started.defer(() => watch.stop());

  const address = env.publicUrl.replace(/:0$/, `:${servers.port}`);
  database.announce(address);
  console.log(`Rowan is ready at ${address}`);
  if (demo) console.log(demo);
  await Promise.race([stop, database.lost.then((error) => Promise.reject(error))]);
}

/** Goes on beside what follows; whoever awaits it later is told of its failure. */
function inBackground<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => {});
  return work;
}

/** Resolves when we are told to stop; being told twice ends us at once. */
function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (told) process.exit(1);
      told = true;
      resolve();
    });
  }
  return promise;
}

/** Says so before anything takes time; the server processes would find out last. */
async function assertPortIsFree(env: Env): Promise<void> {
  const probe = createServer();
  await listen(probe, env);
  await new Promise((resolve) => probe.close(resolve));
}

main().catch(failToStart);
