import { useSyncExternalStore } from "react";
import { read } from "./answers.ts";

/** The signed-in member's access token, shared by all tabs: one refresh token used twice would end the session. */
export type Session = { status: "starting" } | { status: "visitor" } | { status: "member"; accessToken: string };

const mark = "rowan.signedIn";
/** In this tab the token outlives a reload: renewing it at each would spend refresh tokens whose answers a hasty reload loses. */
const kept = "rowan.accessToken";
const lock = "rowan-session";
const channel = new BroadcastChannel("rowan-session");
const listeners = new Set<() => void>();
let session: Session = atStart();

channel.onmessage = ({ data }: MessageEvent<unknown>) => {
  const token = read.token(data);
  if (token) keep(token);
  else if (session.status === "member") leave();
};

// At once: the answer comes while the rest of the client starts.
if (session.status === "starting") void refresh().catch(() => {});

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
    // It arrives even when the page is left meanwhile.
    const response = await fetch("/auth/refresh", { method: "POST", keepalive: true });
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

/** Signs in, up, by an invitation or with a new password; throws an AuthError in words for people. */
export async function signInWith(
  path: "login" | "signup" | "invitations/accept" | "password-reset/confirm",
  body: Record<string, string | undefined>,
): Promise<void> {
  const answer = await navigator.locks.request(lock, () => post(path, body));
  enter(read.token(answer));
}

/** Asks for a mail with a link to a new password; the answer is the same for addresses without an account. */
export async function requestPasswordReset(email: string): Promise<void> {
  await post("password-reset", { email });
}

export interface Invitation {
  email: string;
  workspaceName: string;
  inviter: string | undefined;
  roleName: string;
}

/** What an invitation says to whoever has its link. */
export async function readInvitation(token: string): Promise<Invitation> {
  return read.invitation(await post("invitations/read", { token }));
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
  keep(token);
  channel.postMessage({ accessToken: token });
}

function keep(token: string) {
  sessionStorage.setItem(kept, token);
  become({ status: "member", accessToken: token });
}

function atStart(): Session {
  if (!localStorage.getItem(mark)) return { status: "visitor" };
  const token = sessionStorage.getItem(kept);
  return token && !isExpiring(token) ? { status: "member", accessToken: token } : { status: "starting" };
}

function leave() {
  localStorage.removeItem(mark);
  sessionStorage.removeItem(kept);
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
