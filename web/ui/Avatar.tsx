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
  // Hundreds of these scroll by at once: plain styles, which cost nothing to make.
  return (
    <span
      aria-hidden
      className="avatar"
      style={{
        width: size,
        height: size,
        borderRadius: square ? 4 : size,
        fontSize: Math.round(size * (square ? 0.55 : 0.44)),
        background: `var(--chakra-colors-hue-${hue}-bg)`,
        color: `var(--chakra-colors-hue-${hue}-fg)`,
      }}
    >
      {initials(name, square ? 1 : 2)}
    </span>
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
