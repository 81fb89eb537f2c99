import { chakra } from "@chakra-ui/react";
import { type Hue, hues } from "../theme.ts";

/** Initials on a hue that the id decides: round for people, square for things. */
export function Avatar({
  id,
  name,
  size = 20,
  square = false,
}: {
  id: string;
  name: string;
  size?: number;
  square?: boolean;
}) {
  const hue = hueOfId(id);
  return (
    <chakra.span
      aria-hidden
      display="inline-flex"
      alignItems="center"
      justifyContent="center"
      flexShrink={0}
      w={`${size}px`}
      h={`${size}px`}
      borderRadius={square ? "control" : "full"}
      bg={`hue.${hue}.bg`}
      color={`hue.${hue}.fg`}
      fontSize={`${Math.round(size * (square ? 0.55 : 0.44))}px`}
      fontWeight="500"
      lineHeight="1"
      userSelect="none"
    >
      {initials(name, square ? 1 : 2)}
    </chakra.span>
  );
}

/** The same hue for the same id, everywhere and for ever. */
export function hueOfId(id: string): Hue {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hues[1 + (hash % (hues.length - 1))] ?? "blue";
}

function initials(name: string, count: number): string {
  const words = name.split(/[\s@._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const picked = count === 1 || words.length < 2 ? words.slice(0, 1) : [words[0], words[words.length - 1]];
  return picked.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "?";
}
