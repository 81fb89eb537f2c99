import { questions } from "../lib/questions.ts";
import type { Anchor } from "../ui/index.ts";
import type { Metadata } from "../workspace/metadata.ts";
import { text } from "./row.ts";
import type { Change } from "./useRecords.ts";

const { ask, useFirst } = questions<{ at: Anchor | null; about: string }, string | undefined>();

/** Whether a change loses a deal of which nobody has said why. */
export function lacksReason({ row, patch }: Change, metadata: Metadata): boolean {
  const reason = "lostReason" in patch ? patch.lostReason : row.lostReason;
  return metadata.stage(text(patch.stageId))?.outcome === "lost" && !text(reason).trim();
}

/** Asks why deals are lost, at the element where that was decided, or at what was there; undefined when they are not lost after all. */
export async function askLostReason(at: Anchor | null | undefined, about: string): Promise<string | undefined> {
  const before = document.activeElement;
  const reason = await ask({ at: at ?? before, about });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return reason;
}

export { useFirst as useLosing };
