import { pino } from "pino";

/** The server's log: one JSON object a line, with what could be a secret left out. */
export function createLog(level: string) {
  return pino({
    level,
    base: undefined,
    serializers: { err: describe },
    redact: { paths: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'], remove: true },
  });
}

export type Log = ReturnType<typeof createLog>;

/** An error by name: whatever else hangs on one (a database client with its settings, say) stays out of the log. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return { name, message, code, stack, ...(cause !== undefined && { cause: describe(cause) }) };
}
