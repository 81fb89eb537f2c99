import { chakra } from "@chakra-ui/react";
import { type ReactNode, useEffect } from "react";
import { Mark } from "../shell/Mark.tsx";

/** The frame of signing in and up. */
export function AuthPage({
  title,
  subtitle,
  children,
  footer,
}: {
  title: string;
  subtitle?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Rowan`;
  }, [title]);
  return (
    <chakra.main
      minH="100dvh"
      h="100dvh"
      overflow="auto"
      bg="canvas"
      display="flex"
      flexDirection="column"
      alignItems="center"
      px="4"
      pt={{ base: "12", sm: "18vh" }}
      pb="8"
    >
      <chakra.div w="full" maxW="344px">
        <Mark size={32} />
        <chakra.h1 textStyle="title" mt="5">
          {title}
        </chakra.h1>
        {subtitle && (
          <chakra.p color="fg.muted" mt="1" fontSize="14px">
            {subtitle}
          </chakra.p>
        )}
        <chakra.div mt="6">{children}</chakra.div>
        {footer && (
          <chakra.div
            mt="5"
            color="fg.muted"
            css={{ "& a": { color: "accent.fg", textDecoration: "underline", textUnderlineOffset: "2px" } }}
          >
            {footer}
          </chakra.div>
        )}
      </chakra.div>
    </chakra.main>
  );
}
