import { chakra, type HTMLChakraProps } from "@chakra-ui/react";
import { type ReactNode, type Ref, useEffect } from "react";

/** A screen: its title in the window, a slim bar on top, and what scrolls below. */
export function Page({
  title,
  mark,
  actions,
  children,
  heading,
}: {
  title: string;
  /** An icon or avatar before the title. */
  mark?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Instead of the plain title, for bars that hold more. */
  heading?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Rowan`;
  }, [title]);
  return (
    <chakra.section aria-label={title} display="flex" flexDirection="column" h="full" minH="0" minW="0">
      <chakra.header
        display="flex"
        alignItems="center"
        gap="2"
        h="11"
        flexShrink={0}
        px="3"
        borderBottomWidth="1px"
        minW="0"
      >
        {heading ?? (
          <>
            {mark}
            <chakra.h1 fontSize="14px" fontWeight="500" truncate>
              {title}
            </chakra.h1>
          </>
        )}
        <chakra.div flex="1" />
        {actions}
      </chakra.header>
      <chakra.div flex="1" minH="0" minW="0" overflow="auto" position="relative">
        {children}
      </chakra.div>
    </chakra.section>
  );
}

/** A column of readable width inside a page, for settings and forms. */
export function Content(props: HTMLChakraProps<"div">) {
  return <chakra.div maxW="760px" mx="auto" px={{ base: "4", lg: "8" }} py={{ base: "5", lg: "8" }} {...props} />;
}

/** A part of a page with a heading; `actions` stand at its right. */
export function Section({
  title,
  description,
  actions,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <chakra.section mb="8">
      <chakra.div display="flex" alignItems="flex-end" gap="3" mb="3">
        <chakra.div flex="1">
          <chakra.h2 textStyle="lg">{title}</chakra.h2>
          {description && <chakra.p color="fg.muted">{description}</chakra.p>}
        </chakra.div>
        {actions}
      </chakra.div>
      {children}
    </chakra.section>
  );
}

/** Rows between hairlines: lists in settings. */
export function Rows({ children, ...rest }: HTMLChakraProps<"div"> & { ref?: Ref<HTMLDivElement> }) {
  return (
    <chakra.div
      borderWidth="1px"
      borderRadius="panel"
      overflow="hidden"
      css={{ "& > * + *": { borderTopWidth: "1px" } }}
      {...rest}
    >
      {children}
    </chakra.div>
  );
}
