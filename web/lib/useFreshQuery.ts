import { useEffect, useRef } from "react";
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from "urql";
import { useRefreshCount } from "../records/refresh.ts";
import { useRetry } from "./reached.ts";

/** A query about records of these objects: asked on arrival, and again when some of them changed. The old answer stays meanwhile. */
export function useFreshQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { objects, pause = false }: { objects: readonly string[]; pause?: boolean },
): { data: Data | undefined; error: CombinedError | undefined; fetching: boolean; retry: () => void } {
  const [{ data, error, fetching }, ask] = useQuery<Data, Variables>({
    query,
    variables,
    pause,
    requestPolicy: "cache-and-network",
  });
  const count = useRefreshCount(...objects);
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current === count || pause) return;
    seen.current = count;
    ask({ requestPolicy: "network-only" });
  }, [count, ask, pause]);
  const last = useRef<Data | undefined>(undefined);
  useEffect(() => {
    if (data !== undefined) last.current = data;
  }, [data]);
  const retry = () => ask({ requestPolicy: "network-only" });
  useRetry(error, retry);
  return { data: data ?? last.current, error, fetching, retry };
}
