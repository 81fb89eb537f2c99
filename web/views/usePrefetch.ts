import { useClient } from "urql";
import { documentsOf, viewOrder } from "../records/document.ts";
import { pageRequest } from "../records/usePages.ts";
import { titleFieldOf } from "../records/useRecords.ts";
import { type ObjectMeta, type SavedView, useMetadata } from "../workspace/metadata.ts";
import { compileFilter } from "./filter.ts";
import { readSaved } from "./useViewState.ts";

/** Asks for the first rows of a view (none: all records) while somebody still points at its name. */
export function usePrefetch(object: ObjectMeta): (view: SavedView | undefined) => void {
  const client = useClient();
  const metadata = useMetadata();
  return (view) => {
    const { layout, filter, sort, groupBy } = readSaved(view);
    if (layout === "board" || groupBy) return;
    const which = { filter: compileFilter(filter, object, metadata) };
    const { document, variables } = pageRequest(object, metadata, { ...which, orderBy: viewOrder(sort, object) });
    void client.query(document, variables).toPromise();
    void client.query(documentsOf(object, titleFieldOf(metadata)).count, which).toPromise();
  };
}
