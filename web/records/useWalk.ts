import { useLocation, useNavigate } from "react-router";
import { useClient } from "urql";
import { isRecord } from "../auth/answers.ts";
import type { Action } from "../shell/actions.ts";
import { toast } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { rowsOf } from "./row.ts";
import { titleFieldOf } from "./useRecords.ts";

/** `[` and `]`: the record before and after this one in the view one came from. */
export function useWalk(object: ObjectMeta): Action[] {
  const client = useClient();
  const metadata = useMetadata();
  const navigate = useNavigate();
  const { state }: { state: unknown } = useLocation();
  const walk = isRecord(state) ? state.walk : undefined;
  if (!isRecord(state) || !isRecord(walk) || typeof walk.index !== "number") return [];
  const { index } = walk;

  const step = async (by: number) => {
    const offset = index + by;
    if (offset < 0) return toast.done("This is the first one of the view");
    const variables = { first: 1, offset, filter: walk.filter ?? undefined, orderBy: walk.orderBy };
    const { data, error } = await client.query(documentsOf(object, titleFieldOf(metadata)).page, variables).toPromise();
    if (error) return toast.error(error);
    const [row] = rowsOf(data);
    if (!row) return toast.done("This is the last one of the view");
    navigate(recordPath(object, row.id), { replace: true, state: { ...state, walk: { ...walk, index: offset } } });
  };
  return [
    {
      id: "record before",
      label: "Previous record of the view",
      group: "Record",
      keys: "[",
      perform: () => void step(-1),
    },
    { id: "record after", label: "Next record of the view", group: "Record", keys: "]", perform: () => void step(1) },
  ];
}
