import { toast } from "../ui/toast.tsx";

/** The schema that this tab has read. A server process may be some seconds behind it. */
let known = 0;

export function knowSchema(version: unknown): void {
  known = Math.max(known, Number(version) || 0);
}

const patience = 60_000;
const unknownName =
  /Cannot query field|Unknown type|is not defined by type|does not exist in ".*" enum|Unknown argument/;

/**
 * fetch, by which what a server process does not know yet is asked again until it, or its successor, has caught up. What is known
 * anyway never waits.
 */
export async function fetchWithSchema(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const first = await fetch(input, init);
  if (!(Number(first.headers.get("X-Schema-Version")) < known) || !(await speaksOf(unknownName, first))) return first;
  const headers = new Headers(init?.headers);
  headers.set("X-Schema-Version", String(known));
  const since = Date.now();
  const slow = setTimeout(() => toast.done("The server is taking in what was changed. A moment…"), 1_500);
  try {
    for (;;) {
      const response = await fetch(input, { ...init, headers });
      if (response.status !== 503 || Date.now() - since > patience || !(await speaksOf(/SCHEMA_BEHIND/, response)))
        return response;
    }
  } finally {
    clearTimeout(slow);
  }
}

async function speaksOf(words: RegExp, response: Response): Promise<boolean> {
  return words.test(
    await response
      .clone()
      .text()
      .catch(() => ""),
  );
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
  if (unknownName.test(message)) onStale();
}
