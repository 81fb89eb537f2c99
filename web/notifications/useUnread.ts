import { useEffect } from "react";
import { useFreshQuery } from "../lib/useFreshQuery.ts";
import { unreadDocument } from "./queries.ts";

const everyMinute = 60_000;

/** How many notifications wait to be read; looked up each minute while the page is seen. */
export function useUnread(): number {
  const { data, retry } = useFreshQuery(unreadDocument, {}, { objects: ["notifications"] });
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") retry();
    };
    const timer = setInterval(look, everyMinute);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [retry]);
  return data?.notifications?.totalCount ?? 0;
}
