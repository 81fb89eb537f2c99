import { createHash } from "node:crypto";
import { type Request, type Response, Router } from "express";
import type { Pool } from "pg";
import { grafast } from "postgraphile/grafast";
import { GraphQLError, type GraphQLSchema } from "postgraphile/graphql";
import { type Errors, PublicError } from "../errors.ts";
import { IdempotentReplay } from "../graphql/adaptor.ts";
import type { Statement } from "../graphql/captured.ts";
import { readJson } from "../http/readJson.ts";
import { asPerson } from "../pg.ts";
import { actions, readActions } from "./actions.ts";
import { type Answer, answer, fromVariables, type Row } from "./answer.ts";
import { apiPage } from "./apiPage.ts";
import { exports } from "./exports.ts";
import { imports } from "./imports.ts";
import { readObjects } from "./objects.ts";
import { openApi } from "./openapi.ts";
import { records } from "./records.ts";

/** REST over GraphQL, in process: every request is an operation of the same schema, under the same role, with the same errors. */
export function rest({
  schema,
  resolvedPreset,
  errors,
  pool,
  publicUrl,
  authenticatorUrl,
  importMaxBytes,
}: {
  schema: GraphQLSchema;
  resolvedPreset: GraphileConfig.ResolvedPreset;
  errors: Errors;
  pool: Pool;
  publicUrl: string;
  authenticatorUrl: string;
  importMaxBytes: number;
}): Router {
  const objects = readObjects(schema);
  const known = readActions(schema, objects);
  const description = openApi({ objects, actions: known, publicUrl });
  const router = Router();
  router.use(readJson(10 * 1024 * 1024, { strict: false }));
  router.get("/openapi.json", async (request, response) => {
    // Like GraphQL's schema it is told to members: a visitor may not ask who they are.
    await run(request, "query RestWho { result: me { id } }", {});
    response.json(description);
  });
  router.use(apiPage());
  router.use("/imports", imports({ run, pool, url: authenticatorUrl, maxBytes: importMaxBytes }));
  router.use(exports({ objects, capture, pool, url: authenticatorUrl }));
  router.use(actions({ schema, known, run, once }));
  router.use(records({ objects, run, once }));
  router.use((_request, _response, next) => next(Object.assign(new Error("Not found"), { status: 404 })));
  return router;

  async function capture(request: Request, source: string, variableValues: Row): Promise<Statement> {
    const statements: Statement[] = [];
    await run(request, source, variableValues, (statement) => statements.push(statement));
    if (!statements[0]) throw new Error("An operation asked nothing of the database");
    return statements[0];
  }

  async function run<Result>(
    request: Request,
    source: string,
    variableValues: Row,
    tell?: (statement: Statement) => void,
  ): Promise<Result> {
    const outcome = await grafast({
      schema,
      resolvedPreset,
      requestContext: { caller: request.caller, source: "rest", idempotency: request.idempotency, capture: tell },
      source,
      variableValues,
    });
    if (!("data" in outcome) || outcome.errors?.length) {
      throw problemOf("errors" in outcome ? outcome.errors?.[0] : undefined, source);
    }
    const data: { result?: Result; payload?: Result & { transactionId?: string | null } } = outcome.data ?? {};
    if (data.payload?.transactionId) request.res?.set("Transaction-Id", data.payload.transactionId);
    return (data.payload ?? data.result) as Result;
  }

  function problemOf(error: GraphQLError | undefined, source: string): Error {
    if (!error) return new Error("An operation gave neither data nor errors");
    if (error.originalError instanceof IdempotentReplay) return error.originalError;
    if (!error.originalError || error.originalError instanceof GraphQLError)
      return new PublicError({ status: 400, code: "BAD_USER_INPUT", ...fromVariables(error.message) });
    const action = /^\s*mutation Rest(Create|Update|Delete|Upsert)/.exec(source)?.[1]?.toLowerCase() ?? "read";
    return new PublicError(errors.tell(error.originalError, { action }));
  }

  async function once(request: Request, response: Response, work: () => Promise<Answer>): Promise<void> {
    const key = request.get("idempotency-key");
    if (key === undefined) return answer(response, await work());
    const hash = createHash("sha256")
      .update(`${request.method} ${request.originalUrl}\n${JSON.stringify(request.body)}`)
      .digest("hex");
    request.idempotency = { key, hash };
    try {
      const done = { ...(await work()), transactionId: response.get("Transaction-Id") };
      await asPerson(pool, request.caller, (client) =>
        client.query("select app_hidden.keep_idempotent_answer($1, $2, $3)", [key, done.status, JSON.stringify(done)]),
      );
      answer(response, done);
    } catch (error) {
      if (error instanceof PublicError && error.told.constraint === "idempotency_key_in_progress")
        response.set("Retry-After", "1");
      if (!(error instanceof IdempotentReplay)) throw error;
      response.set("Idempotent-Replayed", "true");
      answer(response, error.body as Answer);
    }
  }
}

declare module "express-serve-static-core" {
  interface Request {
    idempotency?: { key: string; hash: string };
  }
}
