import { chakra } from "@chakra-ui/react";

/** Rowan's sign: four berries. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <chakra.svg viewBox="0 0 32 32" w={`${size}px`} h={`${size}px`} flexShrink={0} aria-hidden="true">
      <chakra.rect width="32" height="32" rx="8" fill="accent" />
      <chakra.g fill="accent.contrast">
        <circle cx="16" cy="20.5" r="4" />
        <circle cx="10" cy="14" r="3.4" />
        <circle cx="22" cy="14" r="3.4" />
        <circle cx="16" cy="9" r="2.8" />
      </chakra.g>
    </chakra.svg>
  );
}
