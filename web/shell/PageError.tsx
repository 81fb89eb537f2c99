import { Center } from "@chakra-ui/react";
import { Compass, Lock } from "lucide-react";
import { useRouteError } from "react-router";
import { Button, EmptyState, ErrorState, LinkButton, messageOf } from "../ui/index.ts";

/** A screen that broke, or an address where there is nothing. */
export function PageError({ notFound = false }: { notFound?: boolean }) {
  const error = useRouteError();
  return (
    <Center h="full" minH="60vh" flexDirection="column">
      {notFound ? (
        <EmptyState icon={Compass} title="There is nothing here" action={<LinkButton to="/">Go home</LinkButton>}>
          The record may have been deleted, or you may not be allowed to see it.
        </EmptyState>
      ) : (
        <>
          <ErrorState error={{ message: messageOf(error), networkError: isUnloaded(error) }} onRetry={reload} />
          <Button variant="ghost" onClick={() => location.assign("/")}>
            Go home
          </Button>
        </>
      )}
    </Center>
  );
}

/** What the role does not show, or not any more. */
export function NotShown({ what }: { what: string }) {
  return (
    <Center h="full" minH="60vh">
      <EmptyState
        icon={Lock}
        title={`Your role does not show you ${what}`}
        action={<LinkButton to="/">Go home</LinkButton>}
      >
        An admin decides that in the settings of roles.
      </EmptyState>
    </Center>
  );
}

/** The page's own program could not be had, as each browser calls it. */
function isUnloaded(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message);
}

/** Only once the server answers: what a browser shows in its place would not try again. */
function reload(): void {
  void fetch("/", { cache: "no-store" }).then(
    () => location.reload(),
    () => {},
  );
}
