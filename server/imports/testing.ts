import { setTimeout as sleep } from "node:timers/promises";
import type { Member, TestServer } from "../testing.ts";

export interface Import {
  id: string;
  status: string;
  message: string;
  encoding: string;
  delimiter: string;
  hasHeader: boolean;
  columns: { name: string; samples: string[]; kind: string }[];
  mapping: { column: number; field: string }[];
  rowCount: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

export const csv = { "content-type": "text/csv" };

/** A file of that many rows, each as the function writes it. */
export function fileOf(header: string, rows: number, row: (n: number) => string): string {
  return `${[header, ...Array.from({ length: rows }, (_, n) => row(n))].join("\n")}\n`;
}

/** Uploads a file and gives its import; whatever else is answered is an error. */
export async function upload(
  server: TestServer,
  as: Member | string,
  file: string | Uint8Array,
  query: string,
): Promise<Import> {
  const response = await server.send(`/rest/imports?${query}`, { as, method: "POST", body: file, headers: csv });
  const { data, ...problem } = (await response.json()) as { data: Import };
  if (response.status !== 201) throw new Error(JSON.stringify(problem));
  return data;
}

/** The import once it is neither checked, run nor undone any more. */
export async function ended(server: TestServer, as: Member | string, { id }: { id: string }): Promise<Import> {
  for (;;) {
    const { data } = (await (await server.send(`/rest/imports/${id}`, { as })).json()) as { data: Import };
    if (!["checking", "running", "undoing"].includes(data.status)) return data;
    await sleep(50);
  }
}
