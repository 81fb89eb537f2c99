import { questions } from "../lib/questions.ts";
import type { Metadata } from "../workspace/metadata.ts";
import { text } from "./row.ts";
import type { Change } from "./useRecords.ts";

const { ask, useFirst } = questions<{ at: Element | null }, string | undefined>();

/** Whether a change loses a deal of which nobody has said why. */
export function lacksReason({ row, patch }: Change, metadata: Metadata): boolean {
  const reason = "lostReason" in patch ? patch.lostReason : row.lostReason;
  return metadata.stage(text(patch.stageId))?.outcome === "lost" && !text(reason).trim();
}

/** Asks why deals are lost, at the element where that was decided; undefined when they are not lost after all. */
export async function askLostReason(at: Element | null | undefined): Promise<string | undefined> {
  const before = document.activeElement;
  const reason = await ask({ at: at ?? before });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return reason;
}

export { useFirst as useLosing };
