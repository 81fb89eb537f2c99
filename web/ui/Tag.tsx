import { chakra, type HTMLChakraProps } from "@chakra-ui/react";
import { type Hue, hues } from "../theme.ts";

/** Any colour name that metadata may hold, as one of ours. */
export function hueOf(color: string | null | undefined): Hue {
  return hues.find((hue) => hue === color) ?? "gray";
}

/** A choice, a stage, a state: a tinted label. */
export function Tag({ color, children, ...rest }: { color?: string | null } & Omit<HTMLChakraProps<"span">, "color">) {
  const hue = hueOf(color);
  return (
    <chakra.span
      display="inline-flex"
      alignItems="center"
      gap="1"
      maxW="full"
      h="5"
      px="1.5"
      borderRadius="control"
      fontSize="12px"
      lineHeight="20px"
      bg={`hue.${hue}.bg`}
      color={`hue.${hue}.fg`}
      whiteSpace="nowrap"
      overflow="hidden"
      textOverflow="ellipsis"
      {...rest}
    >
      {children}
    </chakra.span>
  );
}

export function Dot({ color, size = 8 }: { color?: string | null; size?: number }) {
  return (
    <chakra.span
      aria-hidden
      display="inline-block"
      flexShrink={0}
      borderRadius="full"
      w={`${size}px`}
      h={`${size}px`}
      bg={`hue.${hueOf(color)}.dot`}
    />
  );
}
