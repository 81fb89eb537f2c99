import { chakra } from "@chakra-ui/react";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Content } from "../ui/index.ts";

const Anchor = chakra(Link);

/** A page of the settings: its title, what it is about, and what one can begin here. */
export function SettingsPage({
  title,
  description,
  actions,
  back,
  wide = false,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The page above this one. */
  back?: { to: string; label: string };
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Content maxW={wide ? "1040px" : "760px"}>
      {back && (
        <Anchor
          to={back.to}
          display="inline-flex"
          alignItems="center"
          gap="0.5"
          mb="1"
          color="fg.muted"
          _hover={{ color: "fg" }}
        >
          {back.label}
          <ChevronRight size={14} aria-hidden />
        </Anchor>
      )}
      <chakra.div display="flex" flexWrap="wrap" alignItems="flex-start" gap="3" mb="6">
        <chakra.div flex="1 1 240px" minW="0">
          <chakra.h1 textStyle="title" overflowWrap="anywhere">
            {title}
          </chakra.h1>
          {description && (
            <chakra.p color="fg.muted" mt="0.5" maxW="64ch">
              {description}
            </chakra.p>
          )}
        </chakra.div>
        {actions && (
          <chakra.div display="flex" alignItems="center" gap="2">
            {actions}
          </chakra.div>
        )}
      </chakra.div>
      {children}
    </Content>
  );
}
