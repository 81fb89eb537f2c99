import { useEffect, useRef } from "react";
import { type CombinedError, type DocumentInput, useQuery } from "urql";
import { useRetry } from "../lib/reached.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { useHeldRefreshCount } from "./refresh.ts";

type Variables = Record<string, unknown>;

/** A query about an object's records, asked again when some of them were made, moved or deleted; the old answer stays meanwhile. */
export function useLatest(
  object: ObjectMeta | string,
  {
    query,
    variables,
    pause = false,
    isHeld = false,
  }: {
    // biome-ignore lint/suspicious/noExplicitAny: typed documents are taken too; what comes back is read as unknown
    query: DocumentInput<any, any>;
    variables: Variables;
    pause?: boolean;
    /** What was edited here is not asked for again yet. */
    isHeld?: boolean;
  },
): [{ data: unknown; error: CombinedError | undefined; fetching: boolean }, () => void] {
  const name = typeof object === "string" ? object : object.name;
  const [{ data, error, fetching }, ask] = useQuery<unknown, Variables>({
    query,
    variables,
    pause,
    requestPolicy: "cache-and-network",
  });
  const refreshed = useHeldRefreshCount(name, isHeld);
  const seen = useRef(refreshed);
  useEffect(() => {
    if (seen.current === refreshed || pause) return;
    seen.current = refreshed;
    ask({ requestPolicy: "network-only" });
  }, [refreshed, ask, pause]);
  const last = useRef<{ name: string; data: unknown }>({ name, data: undefined });
  if (data !== undefined) last.current = { name, data };
  const shown = data ?? (last.current.name === name ? last.current.data : undefined);
  const retry = () => ask({ requestPolicy: "network-only" });
  useRetry(error, retry);
  return [{ data: pause ? data : shown, error, fetching }, retry];
}
