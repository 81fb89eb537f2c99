import { chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { Link } from "react-router";

const Anchor = chakra(Link);

/** One thing in a list of settings: what it is on the left, a word about it, and what one can do with it on the right. */
export function Row({
  mark,
  title,
  detail,
  to,
  children,
}: {
  mark?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** Where pressing it leads. */
  to?: string;
  children?: ReactNode;
}) {
  const text = (
    <>
      <chakra.span display="flex" alignItems="center" gap="2" minW="0" fontWeight="450">
        {title}
      </chakra.span>
      {detail && (
        <chakra.span
          display="block"
          color="fg.muted"
          fontSize="12px"
          overflow="hidden"
          textOverflow="ellipsis"
          whiteSpace={{ base: "normal", sm: "nowrap" }}
          overflowWrap="anywhere"
        >
          {detail}
        </chakra.span>
      )}
    </>
  );
  const look = { display: "block", flex: "1 1 0", minW: "0", py: "2" } as const;
  return (
    <chakra.div
      role="listitem"
      position="relative"
      display="flex"
      alignItems="center"
      gap="3"
      px="3"
      minH="12"
      transition="background 0.1s"
      _hover={to ? { bg: "bg.subtle" } : undefined}
    >
      {mark}
      {to ? (
        // The whole row leads there; the buttons on it lie above.
        <Anchor to={to} css={look} _before={{ content: '""', position: "absolute", inset: "0" }}>
          {text}
        </Anchor>
      ) : (
        <chakra.div css={look}>{text}</chakra.div>
      )}
      {children && (
        <chakra.div position="relative" display="flex" alignItems="center" gap="2" flexShrink={0}>
          {children}
        </chakra.div>
      )}
    </chakra.div>
  );
}
