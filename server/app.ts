import "./graphql/nullCursors.ts";
import type { Server } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import express, { type Express } from "express";
import type { Pool } from "pg";
import { type PostGraphileInstance, postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/express/v4";
import type { Env } from "./env.ts";
import { readErrors } from "./errors.ts";
import { makePreset } from "./graphile.config.ts";
import { graphiql } from "./graphiql/router.ts";
import { type Operation, warmUp } from "./graphql/recent.ts";
import { acceptAnything } from "./http/accept.ts";
import { auth } from "./http/auth.ts";
import { readCaller } from "./http/caller.ts";
import { sendErrors } from "./http/errors.ts";
import { health } from "./http/health.ts";
import { logRequests } from "./http/log.ts";
import { measureRequests } from "./http/metrics.ts";
import { readJson } from "./http/readJson.ts";
import { knowsSchema, readSchemaVersion } from "./http/schemaVersion.ts";
import { secure } from "./http/secure.ts";
import { webClient } from "./http/webClient.ts";
import { makeLiveFeed } from "./live/feed.ts";
import type { Log } from "./log.ts";
import { openAhead } from "./pg.ts";
import { rest } from "./rest/router.ts";
import { StartError } from "./startError.ts";

export type App = Express & {
  /** Ends what the app itself holds; pool and server are the caller's. */
  release(): Promise<void>;
};

/** Everything that is served, in the order in which a request passes it. */
export async function createApp({
  env,
  log,
  pool,
  authenticatorUrl,
  server,
  leaving,
  operations = [],
  isRehearsal = false,
}: {
  env: Env;
  log: Log;
  /** Logs in as the authenticator. */
  pool: Pool;
  authenticatorUrl: string;
  server: Server;
  /** Aborts when others take over. */
  leaving: AbortSignal;
  /** What will probably be asked. */
  operations?: readonly Operation[];
  /** Without custom objects, which may be many. */
  isRehearsal?: boolean;
}): Promise<App> {
  const [version, errors] = await Promise.all([readSchemaVersion(pool), readErrors({ pool, log })]);
  const live = makeLiveFeed({ pool, log });
  const pgl = postgraphile(
    makePreset({ pool, prepare: !env.poolUrl, version, errors, jwtSecret: env.jwtSecret, live, isRehearsal }),
  );
  const graphql = pgl.createServ(grafserv);
  const [{ schema, resolvedPreset }] = await Promise.all([buildSchema(pgl), openAhead(pool)]); // before the first request

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.trustProxy);
  app.use(logRequests(log));
  app.use(measureRequests());
  app.use(health({ pool, version }));
  app.use(secure(env));
  // Answers are made anew each time; what browsers load once and keep is worth the usual level.
  const lightly = compression({ level: 3, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } });
  app.use(["/auth", "/graphql", "/rest"], lightly);
  app.use("/auth", auth({ env, pool }));
  app.use("/graphiql", compression(), graphiql());
  app.use(["/graphql", "/rest"], readCaller(env.jwtSecret), knowsSchema({ version, leaving }));
  app.use("/graphql", readJson(resolvedPreset.grafserv?.maxRequestLength ?? 0), acceptAnything());
  await graphql.addTo(app, server);
  await warmUp(graphql, operations);
  app.use(
    "/rest",
    rest({
      schema,
      resolvedPreset,
      errors,
      pool,
      publicUrl: env.publicUrl,
      authenticatorUrl,
      importMaxBytes: env.importMaxBytes,
    }),
  );
  app.use(compression(), webClient());
  app.use(sendErrors({ errors, pool, version }));
  server.on("request", app);
  const release = async () => {
    await live.stop();
    await pgl.release();
  };
  return Object.assign(app, { release });
}

/** The process that fails here ends; what it has opened goes with it. */
async function buildSchema(pgl: PostGraphileInstance) {
  try {
    return await pgl.getSchemaResult();
  } catch (error) {
    throw new StartError(
      `GraphQL cannot be made of this database: ${error instanceof Error ? error.message : error}
What was made by hand in app_public or app_custom is to be undone. A custom object gets another name in the API, in psql as the owner:
  update app_public.objects set singular = 'another_name' where name = 'its_table'; select app_hidden.describe_object('its_table');`,
      { cause: error },
    );
  }
}
