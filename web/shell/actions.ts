import type { LucideIcon } from "lucide-react";
import { useLayoutEffect, useSyncExternalStore } from "react";
import { useNewest } from "../lib/useNewest.ts";

/** Something a person can do here: the command menu, the keys and the key sheet all read this. */
export interface Action {
  id: string;
  label: string;
  /** The heading under which it is listed. */
  group: "Go to" | "Create" | "Record" | "View" | "Table" | "General" | "Settings";
  icon?: LucideIcon;
  /** "c", "g p" (one after the other), "mod+k", "shift+down". */
  keys?: string;
  /** Only a key: not worth an entry in the command menu. */
  keyOnly?: boolean;
  /** What else one may call it. */
  words?: string;
  /** One of many: listed only for who looks for it. */
  onlyFound?: boolean;
  perform: () => void;
}

interface Registration {
  actions: readonly Action[];
}

let registrations: readonly Registration[] = [];
let all: readonly Action[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Registration[]) {
  registrations = next;
  const byId = new Map<string, Action>();
  for (const { actions } of registrations) for (const action of actions) byId.set(action.id, action);
  all = [...byId.values()];
  for (const listener of listeners) listener();
}

/**
 * Offers actions while the component is there, from the moment in which one sees it. Of two with the same key the one that came last
 * wins.
 */
export function useActions(actions: readonly Action[]): void {
  const latest = useNewest(actions);
  const shape = actions.map((action) => `${action.id}|${action.label}|${action.keys ?? ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says when they are other actions
  useLayoutEffect(() => {
    const registration = {
      actions: latest.current.map((action) => ({
        ...action,
        perform: () => latest.current.find((one) => one.id === action.id)?.perform(),
      })),
    };
    change([...registrations, registration]);
    return () => change(registrations.filter((one) => one !== registration));
  }, [shape]);
}

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}

/** Does what is offered by this name, where it is. */
export function runAction(id: string): void {
  all.find((action) => action.id === id)?.perform();
}

let pending = "";
let pendingTimer: ReturnType<typeof setTimeout> | undefined;

/** Runs the action of a key that is not meant for a text field; the one listener of the page. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = chordOf(event);
  if (!chord) return;
  const isTyping =
    event.target instanceof Element &&
    event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
  const isMod = chord.startsWith("mod+");
  const isOfText = ["mod+z", "mod+shift+z", "mod+a"].includes(chord);
  if (isTyping && (isOfText || !(isMod || chord === "escape"))) return;
  // What floats and what is being filled in has the keys to itself, and an address is not where one gives commands.
  const isApart =
    event.target instanceof Element &&
    event.target.closest("[role=menu], [role=dialog], [data-floating], form, a[href^='mailto:'], a[href^='tel:']");
  if (isApart && (!isMod || chord === "mod+a")) return;

  const sequence = pending ? `${pending} ${chord}` : chord;
  pending = "";
  clearTimeout(pendingTimer);
  const found = all.findLast((action) => action.keys === sequence) ?? all.findLast((action) => action.keys === chord);
  if (found) {
    event.preventDefault();
    found.perform();
  } else if (all.some((action) => action.keys?.startsWith(`${chord} `))) {
    pending = chord;
    pendingTimer = setTimeout(() => {
      pending = "";
    }, 1200);
  }
}

function chordOf(event: KeyboardEvent): string {
  const names: Record<string, string> = {
    " ": "space",
    ArrowUp: "up",
    ArrowDown: "down",
    ArrowLeft: "left",
    ArrowRight: "right",
  };
  const key = names[event.key] ?? event.key.toLowerCase();
  if (["control", "meta", "shift", "alt"].includes(key)) return "";
  const isLetter = /^[a-z]$/.test(key);
  const withShift = event.shiftKey && (isLetter || key.length > 1);
  if (event.altKey && !isLetter) return "";
  return `${event.metaKey || event.ctrlKey ? "mod+" : ""}${withShift ? "shift+" : ""}${key}`;
}
