import { accessToken, isExpiring, refresh } from "../auth/session.ts";

/** Files by the import that was made of them, so that they can be read again in another way. */
const files = new Map<string, File>();
export const fileOf = (id: string): File | undefined => files.get(id);

export interface Reading {
  encoding?: string;
  delimiter?: string;
  header?: boolean;
}

/** Sends a file, telling how much of it is there; gives the import's id. XMLHttpRequest, because fetch does not tell. */
export async function uploadFile(
  file: File,
  {
    object,
    reading = {},
    signal,
    onProgress,
  }: { object: string; reading?: Reading; signal: AbortSignal; onProgress: (share: number) => void },
): Promise<string> {
  const before = accessToken();
  if (!before || isExpiring(before)) await refresh();
  const query = new URLSearchParams({ object, fileName: file.name });
  for (const [name, value] of Object.entries(reading))
    if (value !== undefined && value !== "") query.set(name, value === "\t" ? "tab" : String(value));
  const id = await new Promise<string>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/rest/imports?${query}`);
    request.setRequestHeader("authorization", `Bearer ${accessToken() ?? ""}`);
    request.setRequestHeader("content-type", "text/csv");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 201 && answer.id) resolve(answer.id);
      else reject(new Error(answer.problem));
    };
    request.onerror = () =>
      reject(new Error("The file did not arrive: the server cannot be reached. Check your connection."));
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
  files.set(id, file);
  return id;
}

function read(text: string): { id?: string; problem: string } {
  try {
    const { data, title, hint } = JSON.parse(text);
    return { id: data?.id, problem: [title, hint].filter(Boolean).join(" ") };
  } catch {
    return { problem: "The server gave no answer that can be read." };
  }
}

/** The rows that did not go in, as a file to mend. */
export async function downloadRejected(id: string, fileName: string): Promise<void> {
  const token = accessToken();
  if (!token || isExpiring(token)) await refresh();
  const response = await fetch(`/rest/imports/${id}/rejected.csv`, {
    headers: { authorization: `Bearer ${accessToken() ?? ""}` },
  });
  if (!response.ok) throw new Error("The rejected rows cannot be read at the moment. Try again.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${fileName.replace(/\.\w+$/, "")}-rejected.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
