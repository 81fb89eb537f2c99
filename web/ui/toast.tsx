import { chakra } from "@chakra-ui/react";
import { CombinedError } from "@urql/core";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { inWords } from "../lib/inWords.ts";
import { Kept } from "../lib/kept.ts";
import { addStep, doAgain, type Step, takeBack, type Undo } from "../lib/undoStack.ts";
import { Button, IconButton } from "./Button.tsx";

interface Toast {
  id: number;
  kind: "done" | "error";
  text: string;
  /** What it takes back. */
  steps: readonly Step[];
  /** What it is called together with others of its kind: "changes". */
  plural?: string | undefined;
  /** Back to what was typed, after it was refused. */
  again?: () => void;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
/** What is being saved, and will offer its undo when it is. */
const underWay = new Set<Promise<unknown>>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Says that something happened, for 10 seconds with Undo and 5 without. */
export const toast = {
  done(text: string, undo?: Undo, plural?: string) {
    if (!undo) return show({ kind: "done", text, steps: [] }, 5_000);
    const step = { said: text, undo };
    addStep(step);
    const before = plural ? toasts.find((one) => one.plural === plural) : undefined;
    if (before) dismiss(before.id);
    const steps = [...(before?.steps ?? []), step];
    show({ kind: "done", text: steps.length > 1 ? `${steps.length} ${plural}` : text, steps, plural }, 10_000);
  },
  error(error: unknown, again?: () => void) {
    const kind = error instanceof Kept ? "done" : "error";
    show({ kind, text: messageOf(error), steps: [], ...(again && { again }) }, again ? 20_000 : 8_000);
  },
  /** Lets undo wait for what is on its way. */
  async follow<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  },
  /** Undoes what was done last in this tab, once it is done. */
  async undoLast(): Promise<void> {
    await Promise.allSettled(underWay);
    await tell(takeBack, "Undone", "There is nothing to undo. What was done earlier is in the history.");
  },
  /** Does again what was undone last. */
  redoLast: () => tell(doAgain, "Done again", "There is nothing to do again."),
};

/** What went wrong, in words for people. */
export function messageOf(error: unknown): string {
  if (typeof error === "object" && error && "networkError" in error && error.networkError) {
    return "The server cannot be reached. Check your connection.";
  }
  const text = error instanceof Error ? error.message : String(error);
  return [inWords(text.replace(/^\[(GraphQL|Network)\] /, "")), hintOf(error)].filter(Boolean).join(" ");
}

/** The way out, which the database gives with many an error. */
function hintOf(error: unknown): string {
  if (!(error instanceof CombinedError)) return "";
  const hint = error.graphQLErrors[0]?.extensions.hint;
  return typeof hint === "string" ? hint : "";
}

function show(content: Omit<Toast, "id">, milliseconds: number) {
  const id = nextId++;
  change([...toasts.slice(-2), { ...content, id }]);
  keepFor(id, milliseconds);
}

function keepFor(id: number, milliseconds: number) {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismiss(id), milliseconds),
  );
}

function dismiss(id: number) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  change(toasts.filter((one) => one.id !== id));
}

/** The newest first, as far as nothing stands in the way. */
async function undo({ id, steps, text }: Toast) {
  dismiss(id);
  try {
    for (const step of [...steps].reverse()) await takeBack(step);
    say(`Undone: ${text}`);
  } catch (error) {
    toast.error(error);
  }
}

async function tell(work: () => Promise<Step | undefined>, said: string, nothing: string) {
  try {
    const step = await work();
    if (step) settle(step);
    say(step ? `${said}: ${step.said}` : nothing);
  } catch (error) {
    toast.error(error);
  }
}

/** What was taken back is not offered any more. */
function settle(step: Step) {
  change(
    toasts.flatMap((one) => {
      if (!one.steps.includes(step)) return [one];
      const steps = one.steps.filter((other) => other !== step);
      const [first] = steps;
      if (!first) return [];
      return [{ ...one, steps, text: steps.length > 1 ? `${steps.length} ${one.plural}` : first.said }];
    }),
  );
}

/** In the place of what was said so before. */
function say(text: string) {
  const before = toasts.find((one) => one.plural === "words");
  if (before) dismiss(before.id);
  show({ kind: "done", text, steps: [], plural: "words" }, 3_000);
}

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <chakra.div
      role="region"
      aria-label="Notices"
      aria-live="polite"
      position="fixed"
      // Above what stands at the bottom.
      bottom={{ base: "calc(64px + var(--above, 0px))", sm: "calc(16px + var(--above, 0px))" }}
      right="4"
      zIndex="toast"
      display="flex"
      flexDirection="column"
      gap="2"
      alignItems="flex-end"
      maxW="calc(100vw - 32px)"
    >
      {shown.map((one) => (
        <chakra.div
          key={one.id}
          role={one.kind === "error" ? "alert" : "status"}
          display="flex"
          alignItems="center"
          gap="2"
          ps="3"
          pe="1.5"
          py="1.5"
          maxW="560px"
          bg="bg.panel"
          borderRadius="panel"
          boxShadow="float"
        >
          <chakra.span color={one.kind === "error" ? "danger.fg" : "hue.green.dot"} flexShrink={0}>
            {one.kind === "error" ? <TriangleAlert size={16} /> : <CircleCheck size={16} />}
          </chakra.span>
          <chakra.span flex="1" py="1">
            {one.text}
          </chakra.span>
          {one.steps.length > 0 && (
            <Button variant="ghost" color="accent.fg" onClick={() => void undo(one)}>
              Undo
            </Button>
          )}
          {one.again && (
            <Button
              variant="ghost"
              color="accent.fg"
              onClick={() => {
                dismiss(one.id);
                one.again?.();
              }}
            >
              Edit again
            </Button>
          )}
          <IconButton label="Dismiss" onClick={() => dismiss(one.id)}>
            <X size={14} />
          </IconButton>
        </chakra.div>
      ))}
    </chakra.div>
  );
}
