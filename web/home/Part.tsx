import { Box, chakra } from "@chakra-ui/react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatNumber } from "../lib/formats.ts";

const ShowAll = chakra(Link);

/** A part of the home screen; its heading leads to all of it. */
export function Part({
  title,
  count,
  counted,
  to,
  children,
}: {
  title: string;
  count?: number;
  /** What the number counts, where the title does not say it. */
  counted?: string;
  to?: string;
  children: ReactNode;
}) {
  return (
    <chakra.section aria-label={title} minW="0">
      <Box display="flex" alignItems="baseline" gap="2" pb="1.5" borderBottomWidth="1px">
        <chakra.h3 fontSize="13px" fontWeight="500">
          {title}
        </chakra.h3>
        {count !== undefined && count > 0 && (
          <chakra.span className="num" color="fg.subtle">
            {formatNumber(count)} {counted}
          </chakra.span>
        )}
        <Box flex="1" />
        {to && (
          <ShowAll to={to} fontSize="12px" color="fg.muted" _hover={{ color: "fg", textDecoration: "underline" }}>
            Show all<chakra.span srOnly> of {title.toLowerCase()}</chakra.span>
          </ShowAll>
        )}
      </Box>
      {children}
    </chakra.section>
  );
}
/** A sentence where a part has nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return (
    <chakra.p color="fg.subtle" py="3">
      {children}
    </chakra.p>
  );
}
