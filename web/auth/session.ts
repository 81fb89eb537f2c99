import { useSyncExternalStore } from "react";
import { read } from "./answers.ts";

/** The signed-in member's access token, shared by all tabs: one refresh token used twice would end the session. */
export type Session = { status: "starting" } | { status: "visitor" } | { status: "member"; accessToken: string };

const mark = "rowan.signedIn";
const lock = "rowan-session";
const channel = new BroadcastChannel("rowan-session");
const listeners = new Set<() => void>();
let session: Session = { status: localStorage.getItem(mark) ? "starting" : "visitor" };

channel.onmessage = ({ data }: MessageEvent<unknown>) => {
  const token = read.token(data);
  if (token) become({ status: "member", accessToken: token });
  else if (session.status === "member") leave();
};

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

export function accessToken(): string | undefined {
  return session.status === "member" ? session.accessToken : undefined;
}

/** Whether the token has run out, or is about to. */
export function isExpiring(token: string, marginSeconds = 20): boolean {
  const payload = token.split(".")[1] ?? "";
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return Number(exp) * 1000 - Date.now() < marginSeconds * 1000;
  } catch {
    return true;
  }
}

/** A new access token, by the cookie; in one tab at a time, the others take what it got. */
export async function refresh(): Promise<boolean> {
  const before = accessToken();
  return await navigator.locks.request(lock, async () => {
    const now = accessToken();
    if (now && now !== before && !isExpiring(now)) return true;
    const response = await fetch("/auth/refresh", { method: "POST" });
    if (response.ok) {
      enter(read.token(await response.json()));
      return true;
    }
    if (response.status === 401 || response.status === 403) {
      leave();
      return false;
    }
    throw new Error("The session could not be renewed.");
  });
}

/** Signs in or up; throws an AuthError in words for people. */
export async function authenticate(path: "login" | "signup", body: Record<string, string | undefined>): Promise<void> {
  const answer = await navigator.locks.request(lock, () => post(path, body));
  enter(read.token(answer));
}

export async function signOut(): Promise<void> {
  await navigator.locks.request(lock, () => fetch("/auth/logout", { method: "POST" }));
  leave();
  channel.postMessage(null);
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post("password", { currentPassword, newPassword });
}

export interface AuthStatus {
  needsFirstAccount: boolean;
  signUp: "open" | "domain" | "invitation";
  signUpDomain: string | null;
  workspaceName: string;
}

export async function authStatus(): Promise<AuthStatus> {
  const response = await fetch("/auth/status");
  if (!response.ok) throw new Error("The server does not answer as it should.");
  return await response.json();
}

export class AuthError extends Error {
  field: string | undefined;
  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

async function post(path: string, body: Record<string, string | undefined>): Promise<unknown> {
  const token = accessToken();
  const response = await fetch(`/auth/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (response.status === 204) return null;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const { message, field } = read.error(answer);
  throw new AuthError(message, field);
}

function enter(token: string | undefined) {
  if (!token) throw new Error("The server's answer has no access token.");
  localStorage.setItem(mark, "1");
  become({ status: "member", accessToken: token });
  channel.postMessage({ accessToken: token });
}

function leave() {
  localStorage.removeItem(mark);
  become({ status: "visitor" });
}

function become(next: Session) {
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
