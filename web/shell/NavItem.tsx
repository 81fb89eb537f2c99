import { chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { Tooltip } from "../ui/index.ts";

const Anchor = chakra(NavLink);

export const navItem = {
  display: "flex",
  alignItems: "center",
  gap: "2",
  h: { base: "9", lg: "7" },
  px: "2",
  borderRadius: "control",
  color: "fg.muted",
  fontSize: "13px",
  fontWeight: "450",
  w: "full",
  minW: "0",
  textAlign: "start",
  cursor: "pointer",
  transition: "background 0.1s",
  _hover: { bg: "bg.hover", color: "fg" },
  "&[aria-current=page]": { bg: "bg.hover", color: "fg" },
} as const;

export function Heading({ children }: { children: ReactNode }) {
  return (
    <chakra.h2 px="2" pt="4" pb="1" fontSize="12px" fontWeight="500" color="fg.subtle">
      {children}
    </chakra.h2>
  );
}

/** A place in the navigation; collapsed, its icon says its name when pointed at. */
export function NavItem({
  to,
  label,
  icon,
  isSmall,
  end = false,
  after,
}: {
  to: string;
  label: string;
  icon: ReactNode;
  isSmall: boolean;
  end?: boolean;
  after?: ReactNode;
}) {
  return (
    <Tooltip label={label} side="right" disabled={!isSmall}>
      <Anchor css={navItem} to={to} end={end} aria-label={isSmall ? label : undefined}>
        {icon}
        {!isSmall && (
          <chakra.span flex="1" truncate>
            {label}
          </chakra.span>
        )}
        {!isSmall && after}
      </Anchor>
    </Tooltip>
  );
}
