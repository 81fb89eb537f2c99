import type { Worker } from "node:cluster";

/** The parts of Node's own that we rely on: the first process accepts a connection and sends it on as a handle. */
interface Handle {
  fd: number;
  close(): void;
}

/**
 * Hangs up on those whose connection was on its way to a process that was killed. Node keeps such a connection open for an answer
 * that never comes, and whoever is at the other end would wait for ever.
 */
export function hangUpWithWorker(worker: Worker): void {
  const onTheirWay = new Set<Handle>();
  const { process: child } = worker;
  child.send = new Proxy(child.send, {
    apply(send, _child, args) {
      for (const handle of onTheirWay) if (handle.fd < 0) onTheirWay.delete(handle); // it arrived, and Node closed our end
      if (isHandle(args[1])) onTheirWay.add(args[1]);
      return Reflect.apply(send, child, args);
    },
  });
  worker.once("exit", () => {
    for (const handle of onTheirWay) if (handle.fd >= 0) handle.close();
    onTheirWay.clear();
  });
}

function isHandle(value: unknown): value is Handle {
  return typeof value === "object" && value !== null && "fd" in value && "close" in value;
}
