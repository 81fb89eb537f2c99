import { useEffect, useRef } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { isRecord } from "../auth/answers.ts";

/**
 * The record that is open beside the list, as the address says it. Opening is a step of the browser's history, so that Back closes it
 * (on a phone it covers the list); going on to another record is none; closing takes the step back, unless the list is another by then.
 */
export function usePeek(): [string | undefined, (id: string | undefined) => void] {
  const navigate = useNavigate();
  const { state, key } = useLocation();
  const [params, setParams] = useSearchParams();
  const isGoingBack = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is back, or somewhere else
  useEffect(() => {
    isGoingBack.current = false;
  }, [key]);
  const peeked = params.get("peek") ?? undefined;
  const peek = (id: string | undefined) => {
    if (isGoingBack.current) return;
    const next = new URLSearchParams(params);
    next.delete("peek");
    const list = next.toString();
    if (!id && isRecord(state) && state.peekedFrom === list) {
      isGoingBack.current = true;
      navigate(-1);
      return;
    }
    if (id) next.set("peek", id);
    if (id && !peeked) setParams(next, { state: { peekedFrom: list } });
    else setParams(next, { replace: true, state: id ? state : undefined });
  };
  return [peeked, peek];
}
