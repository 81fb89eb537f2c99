import { chakra, type HTMLChakraProps } from "@chakra-ui/react";
import type { LucideIcon } from "lucide-react";
import { CloudOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useRetry } from "../lib/reached.ts";
import { Button } from "./Button.tsx";

/** Nothing here yet: what would be here, and the one thing to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <chakra.div
      display="flex"
      flexDirection="column"
      alignItems="center"
      justifyContent="center"
      textAlign="center"
      gap="2"
      py="12"
      px="6"
      minH="48"
      color="fg.muted"
    >
      {Icon && (
        <chakra.span color="fg.subtle" mb="1">
          <Icon size={22} strokeWidth={1.5} aria-hidden />
        </chakra.span>
      )}
      <chakra.h2 textStyle="md" fontWeight="500" color="fg">
        {title}
      </chakra.h2>
      {children && (
        <chakra.div maxW="80" textWrap="balance">
          {children}
        </chakra.div>
      )}
      {action && <chakra.div mt="2">{action}</chakra.div>}
    </chakra.div>
  );
}

/** It did not work: what went wrong, and the way to try again. */
export function ErrorState({
  error,
  onRetry,
}: {
  error: { message: string; networkError?: unknown };
  onRetry?: () => void;
}) {
  const isOffline = Boolean(error.networkError);
  useRetry(error, onRetry);
  return (
    <chakra.div role="alert">
      <EmptyState
        icon={isOffline ? CloudOff : TriangleAlert}
        title={isOffline ? "The server cannot be reached" : "This could not be loaded"}
        action={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        {isOffline ? "Check your connection." : error.message.replace(/^\[(GraphQL|Network)\] /, "")}
      </EmptyState>
    </chakra.div>
  );
}

/** The outline of what is coming, on first load only. */
export function Skeleton(props: HTMLChakraProps<"div">) {
  return (
    <chakra.div
      aria-hidden
      bg="bg.hover"
      borderRadius="control"
      h="4"
      w="full"
      animation="pulse 1.6s ease-in-out infinite"
      {...props}
    />
  );
}

export function LoadingRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <chakra.div role="status" aria-label={label} display="flex" flexDirection="column" gap="4" p="4">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outlines are all alike
        <Skeleton key={index} w={`${90 - ((index * 17) % 40)}%`} />
      ))}
    </chakra.div>
  );
}
