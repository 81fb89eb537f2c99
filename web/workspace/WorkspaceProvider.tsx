import { Center } from "@chakra-ui/react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useQuery } from "urql";
import { signOut } from "../auth/session.ts";
import { setFormats } from "../lib/formats.ts";
import { knowSchema, whenStale } from "../lib/schemaVersion.ts";
import { Splash } from "../shell/Splash.tsx";
import { Button, ErrorState } from "../ui/index.ts";
import { MetadataContext, readMetadata, workspaceDocument } from "./metadata.ts";

/** Loads what everything else is made from, once; the old stays while it is asked for again. */
export function WorkspaceProvider({ children }: { children: ReactNode }) {
  const [{ data, error, fetching }, ask] = useQuery({ query: workspaceDocument, requestPolicy: "cache-and-network" });
  const metadata = useMemo(() => {
    const read = data ? readMetadata(data, () => ask({ requestPolicy: "network-only" })) : null;
    knowSchema(data?.schemaVersion);
    if (read) setFormats({ locale: read.me.locale, currency: read.workspace.currency });
    return read;
  }, [data, ask]);

  // Another tab, another member or an admin may have changed fields and rights meanwhile.
  const lastAsked = useRef(Date.now());
  useEffect(() => {
    const onFocus = () => {
      if (Date.now() - lastAsked.current < 60_000) return;
      lastAsked.current = Date.now();
      ask({ requestPolicy: "network-only" });
    };
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [ask]);

  // What a page asks for was made from metadata that is not true any more.
  useEffect(() => {
    let asked = 0;
    return whenStale(() => {
      if (Date.now() - asked < 5_000) return;
      asked = Date.now();
      ask({ requestPolicy: "network-only" });
    });
  }, [ask]);

  if (metadata) return <MetadataContext value={metadata}>{children}</MetadataContext>;
  if (fetching) return <Splash />;
  return (
    <Center h="100dvh" bg="canvas" flexDirection="column">
      <ErrorState
        error={error ?? { message: "Your account cannot see this workspace." }}
        onRetry={() => ask({ requestPolicy: "network-only" })}
      />
      <Button variant="ghost" onClick={() => void signOut()}>
        Log out
      </Button>
    </Center>
  );
}
