import { chakra } from "@chakra-ui/react";
import { Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const looks = {
  info: { hue: "blue", icon: Info },
  warning: { hue: "amber", icon: TriangleAlert },
  danger: { hue: "red", icon: TriangleAlert },
} as const;

/** Something about this page that one has to know, with what to do about it at its right. */
export function Notice({
  kind = "info",
  title,
  children,
  action,
}: {
  kind?: keyof typeof looks;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { hue, icon: Icon } = looks[kind];
  return (
    <chakra.div
      role={kind === "info" ? "note" : "status"}
      display="flex"
      flexWrap="wrap"
      alignItems="center"
      gap="2.5"
      px="3"
      py="2.5"
      mb="5"
      borderRadius="panel"
      bg={`hue.${hue}.bg`}
      color={`hue.${hue}.fg`}
    >
      <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />
      <chakra.div flex="1 1 200px" minW="0">
        {title && <chakra.p fontWeight="500">{title}</chakra.p>}
        {children}
      </chakra.div>
      {action}
    </chakra.div>
  );
}
