import { pino } from "pino";

/** The server's log: one JSON object a line, with what could be a secret left out. */
export function createLog(level: string) {
  return pino({
    level,
    base: undefined,
    redact: { paths: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'], remove: true },
  });
}

export type Log = ReturnType<typeof createLog>;
