import type { Server } from "node:net";
import type { Env } from "./env.ts";
import { StartError } from "./startError.ts";

/** Opens the port, or says what to do about one that we cannot have; gives the port, which PORT=0 leaves to the system. */
export async function listen(server: Server, { host, port }: Pick<Env, "host" | "port">): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new StartError(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`);
  }
  if (error.code === "EACCES") return new StartError(`Port ${port} needs more rights than this user has.`);
  return error;
}
