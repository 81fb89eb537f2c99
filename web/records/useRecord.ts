import { isRecord } from "../auth/answers.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { usePendingEdits, withEdits } from "./edits.ts";
import { isRow, type Row } from "./row.ts";
import { useLatest } from "./useLatest.ts";
import { titleFieldOf } from "./useRecords.ts";

/** One record, with what is being saved. `isGone` when there is none, or one may not see it. */
export function useRecord(object: ObjectMeta | "", id: string) {
  const metadata = useMetadata();
  const edits = usePendingEdits();
  const [{ data, error, fetching }, retry] = useLatest(object || "none", {
    query: object ? documentsOf(object, titleFieldOf(metadata)).one : "{ __typename }",
    variables: { id },
    pause: !object,
  });
  const record = isRecord(data) ? data.record : undefined;
  const row: Row | undefined = isRow(record) && record.id === id ? withEdits(record, edits) : undefined;
  return { row, error, isGone: !fetching && data !== undefined && !row, retry };
}
