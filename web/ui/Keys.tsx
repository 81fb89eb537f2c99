import { chakra } from "@chakra-ui/react";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys as people read them: "mod+k" is ⌘K or Ctrl K, "g p" is G then P. */
export function Keys({ keys, inverted = false }: { keys: string; inverted?: boolean }) {
  return (
    <chakra.span display="inline-flex" gap="1" hideBelow="sm" aria-hidden>
      {keys.split(" ").map((chord) => (
        <chakra.kbd
          key={chord}
          fontFamily="body"
          fontSize="11px"
          lineHeight="16px"
          px="1"
          minW="4"
          textAlign="center"
          borderRadius="control"
          color={inverted ? "inherit" : "fg.muted"}
          bg={inverted ? "transparent" : "bg.hover"}
          opacity={inverted ? 0.8 : 1}
        >
          {chord
            .split("+")
            .map(keyName)
            .join(isApple ? "" : " ")}
        </chakra.kbd>
      ))}
    </chakra.span>
  );
}

function keyName(key: string): string {
  const names: Record<string, string> = {
    mod: isApple ? "⌘" : "Ctrl",
    shift: "⇧",
    enter: "↵",
    escape: "Esc",
    space: "Space",
    up: "↑",
    down: "↓",
  };
  return names[key] ?? key.toUpperCase();
}
