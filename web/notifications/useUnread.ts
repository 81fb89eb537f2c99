import { useFreshQuery } from "../lib/useFreshQuery.ts";
import { unreadDocument } from "./queries.ts";

/** How many notifications wait to be read. */
export function useUnread(): number {
  const { data } = useFreshQuery(unreadDocument, {}, { objects: ["notifications"] });
  return data?.notifications?.totalCount ?? 0;
}
