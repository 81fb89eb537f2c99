import { accessToken, isExpiring, refresh } from "../auth/session.ts";

/** Fetches an export as who is signed in, and gives it to the browser to keep. Throws an error with words for people. */
export async function downloadExport({
  path,
  name,
  ...wanted
}: {
  /** Of REST: factory-orders. */
  path: string;
  name: string;
  format: "csv" | "json";
  fields?: readonly string[] | undefined;
  filter?: Record<string, unknown> | undefined;
  orderBy?: readonly string[] | undefined;
  bom?: boolean;
}): Promise<void> {
  const token = accessToken();
  if (token && isExpiring(token)) await refresh();
  const response = await fetch(`/rest/${path}/export`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${accessToken() ?? ""}` },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) {
    const problem: { title?: string } = await response.json().catch(() => ({}));
    throw new Error(problem.title ?? "The export failed.");
  }
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.${wanted.format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
