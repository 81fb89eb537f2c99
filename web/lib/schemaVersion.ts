import { toast } from "../ui/toast.tsx";

/** The schema that this tab has read; a server that does not know it yet is to wait. */
let known = 0;

export function knowSchema(version: unknown): void {
  known = Math.max(known, Number(version) || 0);
}

const patience = 60_000;

/** fetch, by which a server process that is behind is asked again until it, or its successor, has caught up. */
export async function fetchWithSchema(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  if (known > 0) headers.set("X-Schema-Version", String(known));
  const since = Date.now();
  const slow = setTimeout(() => toast.done("The server is taking in what was changed. A moment…"), 2_000);
  try {
    for (;;) {
      const response = await fetch(input, { ...init, headers });
      if (response.status !== 503 || Date.now() - since > patience || !(await isBehind(response.clone())))
        return response;
    }
  } finally {
    clearTimeout(slow);
  }
}

async function isBehind(response: Response): Promise<boolean> {
  return (await response.text().catch(() => "")).includes("SCHEMA_BEHIND");
}

let onStale = () => {};

/** What to do when the server does not know a field any more that this tab asks for. */
export function whenStale(read: () => void): () => void {
  onStale = read;
  return () => {
    if (onStale === read) onStale = () => {};
  };
}

/** Looks at an error for signs that objects or fields have changed since this tab read them. */
export function noticeStale(message: string): void {
  if (/Cannot query field|Unknown type|is not defined by type|does not exist in ".*" enum/.test(message)) onStale();
}
