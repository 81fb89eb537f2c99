import { type Request, Router } from "express";
import type { Pool } from "pg";
import { z } from "zod";
import { signInFirst } from "../graphql/adaptor.ts";
import { receiveFile, removeAbandoned } from "../imports/receive.ts";
import { sendRejected } from "../imports/rejected.ts";
import { asPerson, type Caller } from "../pg.ts";
import { bad } from "./query.ts";

type Run = <Result>(request: Request, source: string, variableValues: Record<string, unknown>) => Promise<Result>;

const told = `{
  id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone
  created updated unchanged rejected warned related problems message transactionId createdAt startedAt finishedAt
}`;
const one = `query RestImport($id: UUID!) { result: import(id: $id) ${told} }`;
const mutation = (name: string) => {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}Import`;
  return `mutation Rest${Name}($input: ${Name}Input!) { payload: ${name}Import(input: $input) { result ${told} } }`;
};

const Settings = z.object({
  mapping: z.array(z.record(z.string(), z.unknown())).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const Parameters = z.object({
  object: z.string(),
  fileName: z.string().default("file.csv"),
  encoding: z.string().optional(),
  delimiter: z
    .string()
    .transform((value) => (value === "tab" ? "\t" : value))
    .refine((value) => /^[^\0\r\n"]$/.test(value))
    .optional(),
  header: flag.optional(),
  mode: z.enum(["create", "update", "both"]).optional(),
  matchBy: z.string().optional(),
  action: z.enum(["check", "run"]).optional(),
});

/** Files in: the upload, which GraphQL cannot stream, and the import's own life in REST's words. */
export function imports({
  run,
  pool,
  url,
  maxBytes,
}: {
  /** One GraphQL operation as who asks. */
  run: Run;
  pool: Pool;
  /** Logs in as the authenticator. */
  url: string;
  maxBytes: number;
}): Router {
  removeAbandoned();
  const router = Router();

  router.post("/", async (request, response) => {
    const { object, fileName, encoding, delimiter, header, mode, matchBy, action } = parametersOf(request);
    if (request.is(["multipart/form-data", "application/json"]))
      throw bad("body", "Send the file itself as the body, as text/csv: curl --data-binary @file.csv.");
    if (!["", "identity"].includes(request.get("content-encoding") ?? ""))
      throw bad("body", "Send the file as it is, without Content-Encoding.");
    await askFirst(request.caller);
    const upload = { object, fileName, encoding, delimiter, hasHeader: header };
    const id = await receiveFile(request, { upload, caller: request.caller, url, maxBytes });
    const { options } = await run<{ options: object }>(request, one, { id });
    const chosen = {
      ...(mode && { mode }),
      ...(matchBy !== undefined && { matchBy: matchBy.split(",").filter(Boolean) }),
    };
    if (Object.keys(chosen).length > 0)
      await run(request, mutation("configure"), { input: { id, options: { ...options, ...chosen } } });
    if (action) await run(request, mutation(action), { input: { id } });
    response
      .status(201)
      .location(`/rest/imports/${id}`)
      .json({ data: await run(request, one, { id }) });
  });

  router.get("/:id", async (request, response) => {
    response.json({ data: await read(request) });
  });

  router.get("/:id/rejected.csv", async (request, response) => {
    const { id, fileName } = await read(request);
    const name = `${fileName.replace(/\.\w+$/, "").replace(/[^\w.-]+/g, "-")}-rejected.csv`;
    response.attachment(name).type("text/csv; charset=utf-8");
    await sendRejected({ id, pool, caller: request.caller, response });
  });

  for (const action of ["check", "run", "cancel", "undo"]) {
    router.post(`/:id/${action}`, async (request, response) => {
      const { id } = request.params;
      const settings = Settings.safeParse(request.body ?? {});
      if (!settings.success) throw bad("body", "mapping is an array of objects, and options an object.");
      const { mapping, options } = settings.data;
      if (mapping || options) await run(request, mutation("configure"), { input: { id, mapping, options } });
      const { result } = await run<{ result: object }>(request, mutation(action), { input: { id } });
      response.status(202).json({ data: result });
    });
  }
  return router;

  /** Before anything is taken in. */
  async function askFirst(caller: Caller): Promise<void> {
    if (!caller.sessionId && !caller.apiKeyHash) throw signInFirst();
    await asPerson(pool, caller, (client) => client.query("select app_hidden.must_manage('import')"));
  }

  async function read(request: Request<{ id: string }>): Promise<{ id: string; fileName: string }> {
    const found = await run<{ id: string; fileName: string } | null>(request, one, { id: request.params.id });
    if (found) return found;
    throw Object.assign(new Error("There is no such import."), { status: 404 });
  }
}

function parametersOf(request: Request): z.infer<typeof Parameters> {
  const given = Object.fromEntries(new URL(request.originalUrl, "http://localhost").searchParams);
  const { data, error } = Parameters.safeParse(given);
  if (data) return data;
  const field = String(error.issues[0]?.path[0] ?? "object");
  throw bad(
    field,
    given[field] === undefined
      ? `Say in the address which ${field}: /rest/imports?object=contacts.`
      : `“${given[field]}” is not a ${field} that can be used.`,
  );
}
