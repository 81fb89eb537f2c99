import { setTimeout as sleep } from "node:timers/promises";

const importRows = 300;
/** What a client rests in a turn; without it the machine would be measured, and not what a kill does. */
const pause = 200;
/** What a request may take before it counts as hanging; it is waited for a little longer, so that the time is known. */
const patience = 30_000;

export interface Crowd {
  /** When the last request failed, by performance.now(), and the longest that one took, since the last look. */
  look(): { lastFailure: number; slowest: number };
  /** Ends the work; gives the ids of what was acknowledged. */
  stop(): Promise<{ made: string[]; imports: string[]; failures: Record<string, number> }>;
}

/** Clients that write and read one after another, whatever becomes of their requests, and one that imports files. */
export function startCrowd({ url, token, clients }: { url: string; token: string; clients: number }): Crowd {
  const made: string[] = [];
  const imports: string[] = [];
  const failures: Record<string, number> = {};
  let lastFailure = 0;
  let slowest = 0;
  let stopped = false;

  async function send(path: string, type: string, body: string): Promise<{ id?: string; isRead?: boolean }> {
    const began = performance.now();
    const headers = { authorization: `Bearer ${token}`, "content-type": type };
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(url + path, { method: "POST", headers, body, signal });
      const text = await response.text();
      const code = /"code":"(\w+)"/.exec(text)?.[1];
      if (!response.ok || code) throw new Error(`${response.status} ${code ?? text.slice(0, 80)}`);
      return { ...(/"id":"([^"]+)"/.exec(text)?.[1] && { id: /"id":"([^"]+)"/.exec(text)?.[1] }) };
    } catch (error) {
      if (error instanceof Error && error.name === "TimeoutError") throw new Error(`${path.split("?")[0]} hung`);
      throw error;
    } finally {
      slowest = Math.max(slowest, performance.now() - began);
    }
  }
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      lastFailure = performance.now();
      const told = nameOf(error);
      failures[told] = (failures[told] ?? 0) + 1;
      await sleep(50);
    }
  }
  const graphql = (query: string, variables: object) =>
    send("/graphql", "application/json", JSON.stringify({ query, variables }));

  const working = Array.from({ length: clients }, async (_, client) => {
    for (let turn = 0; !stopped; turn++) {
      await attempt(async () => {
        const { id } = await graphql(create, { contact: { firstName: "Ann", lastName: `Crowd ${client} ${turn}` } });
        if (id) made.push(id);
      });
      await attempt(async () => void (await graphql(list, {})));
      await sleep(pause);
    }
  });
  const importing = (async () => {
    for (let turn = 0; !stopped; turn++) {
      await attempt(async () => {
        const name = `people ${turn}.csv`;
        const lines = Array.from({ length: importRows }, (_, n) => `Ann,Import ${n},${name}`);
        const path = `/rest/imports?object=contacts&action=run&fileName=${encodeURIComponent(name)}`;
        const { id } = await send(path, "text/csv", `first name,last name,job title\n${lines.join("\n")}\n`);
        if (id) imports.push(id);
      });
      await sleep(1_000);
    }
  })();
  return {
    look() {
      const seen = { lastFailure, slowest };
      slowest = 0;
      return seen;
    },
    async stop() {
      stopped = true;
      await Promise.all([...working, importing]);
      return { made, imports, failures };
    },
  };
}

const create = `mutation Make($contact: ContactInput!) { createContact(input: { contact: $contact }) { contact { id } } }`;
const list = `query List { contacts(first: 20, orderBy: [NAME_ASC]) { nodes { name company { name } } } }`;

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}
