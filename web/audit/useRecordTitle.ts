import { useEffect, useSyncExternalStore } from "react";
import { type Client, useClient } from "urql";
import { present } from "../lib/present.ts";
import { titlesDocument } from "../records/titles.ts";

/** What records are called, asked for together: one request for all that a screen shows. */
class Titles {
  readonly known = new Map<string, string>();
  private wanted = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  want(id: string): void {
    if (this.wanted.size === 0) setTimeout(() => void this.ask());
    this.wanted.add(id);
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async ask(): Promise<void> {
    const ids = [...this.wanted];
    this.wanted = new Set();
    const { data } = await this.client.query(titlesDocument, { ids }, { requestPolicy: "network-only" }).toPromise();
    for (const { id, title } of present(data?.records)) this.known.set(id, title);
    for (const listener of this.listeners) listener();
  }
}

const titlesOf = new WeakMap<Client, Titles>();

/** What a record of any object is called; undefined until that is known, and of one that is gone or not for me to see. */
export function useRecordTitle(id: string): string | undefined {
  const client = useClient();
  const titles = titlesOf.get(client) ?? new Titles(client);
  titlesOf.set(client, titles);
  useEffect(() => titles.want(id), [titles, id]);
  return useSyncExternalStore(titles.listen, () => titles.known.get(id));
}
