import type { ReactNode } from "react";
import { type Hue, hues } from "../theme.ts";

/** Any colour name that metadata may hold, as one of ours. */
export function hueOf(color: string | null | undefined): Hue {
  return hues.find((hue) => hue === color) ?? "gray";
}

/** A choice, a stage, a state: a tinted label. Tables have hundreds, so its style is the theme's. */
export function Tag({ color, children }: { color?: string | null; children: ReactNode }) {
  return <span className={`tag is-${hueOf(color)}`}>{children}</span>;
}

export function Dot({ color, size = 8 }: { color?: string | null; size?: number }) {
  return <span aria-hidden className={`dot is-${hueOf(color)}`} style={{ width: size, height: size }} />;
}
