import { useStored } from "../lib/stored.ts";

export interface RecentRecord {
  id: string;
  object: string;
  title: string;
}

const isRecent = (value: unknown): value is readonly RecentRecord[] =>
  Array.isArray(value) &&
  value.every((one) => typeof one?.id === "string" && typeof one.object === "string" && typeof one.title === "string");

/** The records that this member looked at last, in this browser. */
export function useRecent(memberId: string): [readonly RecentRecord[], (record: RecentRecord) => void] {
  const [recent, setRecent] = useStored<readonly RecentRecord[]>(`recent.${memberId}`, [], isRecent);
  const add = (record: RecentRecord) => {
    const [first] = recent;
    if (first?.id === record.id && first.title === record.title) return;
    setRecent([record, ...recent.filter((one) => one.id !== record.id)].slice(0, 12));
  };
  return [recent, add];
}
