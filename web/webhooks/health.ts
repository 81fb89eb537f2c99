import { formatAgo, formatDateTime } from "../lib/formats.ts";
import type { Hue } from "../theme.ts";
import type { ListedWebhook } from "./queries.ts";

export interface Health {
  word: string;
  color: Hue;
  detail: string;
}

/** How an endpoint does, in a word and a sentence. */
export function healthOf(webhook: ListedWebhook): Health {
  const { isActive, disabledAt, disabledReason, failingSince, failures, lastSuccessAt, pausedUntil } = webhook;
  if (!isActive && disabledAt)
    return { word: "Switched off", color: "red", detail: `${disabledReason ?? ""} (${formatDateTime(disabledAt)})` };
  if (!isActive) return { word: "Paused", color: "gray", detail: "Nothing is sent until it is resumed." };
  if (failingSince) {
    const waits =
      pausedUntil && new Date(pausedUntil).getTime() > Date.now() ? ` Tried again ${formatDateTime(pausedUntil)}.` : "";
    return {
      word: "Failing",
      color: "amber",
      detail: `It has taken nothing since ${formatDateTime(failingSince)}: ${failures} failed ${failures === 1 ? "attempt" : "attempts"}.${waits}`,
    };
  }
  if (lastSuccessAt) return { word: "Healthy", color: "green", detail: `Last delivery ${formatAgo(lastSuccessAt)}` };
  return { word: "Active", color: "blue", detail: "Nothing delivered yet" };
}

/** An address without what is always the same. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

export const deliveryStates: Record<string, { word: string; color: Hue }> = {
  pending: { word: "Waiting", color: "blue" },
  delivered: { word: "Delivered", color: "green" },
  failed: { word: "Will be retried", color: "amber" },
  dead: { word: "Given up", color: "red" },
};
