import { useClient, useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import { useActions } from "../shell/actions.ts";
import { toast } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { documentsOf, placesDocument } from "./document.ts";
import { rowsOf } from "./row.ts";
import { countOf } from "./table/useLines.ts";
import { titleFieldOf } from "./useRecords.ts";

/** A list that a record is in, and where, if that is known. */
export interface Walk {
  filter: Record<string, unknown> | null;
  orderBy: readonly string[];
  index?: number;
}

/** The list that one came from, as a page's address has it. */
export function readWalk(state: unknown): Walk | undefined {
  const walk = isRecord(state) ? state.walk : undefined;
  if (!isRecord(walk) || typeof walk.index !== "number" || !Array.isArray(walk.orderBy)) return undefined;
  return { filter: isRecord(walk.filter) ? walk.filter : null, orderBy: walk.orderBy.map(String), index: walk.index };
}

/** `[` and `]`: the record before and after this one in the list that it is in. */
export function useWalk({
  object,
  id,
  walk,
  onGo,
}: {
  object: ObjectMeta;
  id: string;
  walk: Walk | undefined;
  onGo: (id: string, walk: Walk) => void;
}) {
  const client = useClient();
  const metadata = useMetadata();
  const documents = documentsOf(object, titleFieldOf(metadata));
  const variables = { filter: walk?.filter ?? undefined };
  const [{ data }] = useQuery<unknown>(
    walk?.index === undefined
      ? { query: placesDocument(object), variables: { ...variables, orderBy: walk?.orderBy }, pause: !walk }
      : { query: documents.count, variables },
  );
  const found = rowsOf(data).findIndex((row) => row.id === id);
  const index = walk?.index ?? (found < 0 ? undefined : found);
  const total = countOf(data);

  const step = async (by: number) => {
    if (!walk || index === undefined) return;
    const offset = index + by;
    if (offset < 0) return toast.done("This is the first one of the view");
    const page = { ...variables, first: 1, offset, orderBy: walk.orderBy };
    const { data: next, error } = await client.query(documents.page, page).toPromise();
    if (error) return toast.error(error);
    const [row] = rowsOf(next);
    if (!row) return toast.done("This is the last one of the view");
    onGo(row.id, { ...walk, index: offset });
  };
  const label = object.label.toLowerCase();
  useActions(
    index === undefined
      ? []
      : [
          { id: "record before", label: `Previous ${label}`, group: "Record", keys: "[", perform: () => void step(-1) },
          { id: "record after", label: `Next ${label}`, group: "Record", keys: "]", perform: () => void step(1) },
        ],
  );
  return walk && index !== undefined ? { walk: { ...walk, index }, index, total, step } : undefined;
}
