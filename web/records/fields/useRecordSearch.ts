import { useCallback } from "react";
import { useClient } from "urql";
import { graphql } from "../../graphql/index.ts";
import { present } from "../../lib/present.ts";
import type { PickerOption } from "../../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { documentsOf, orderOf } from "../document.ts";
import { rowsOf, titleOf } from "../row.ts";
import { titleFieldOf } from "../useRecords.ts";

const findDocument = graphql(`
  query FindRecords($query: String!, $objects: [String], $first: Int!) { search(query: $query, objects: $objects, first: $first) { nodes { id object title } } }
`);

/** Finds records of an object by what they are called; the first of them when nothing is typed. */
export function useRecordSearch(object: ObjectMeta | undefined): (text: string) => Promise<readonly PickerOption[]> {
  const client = useClient();
  const metadata = useMetadata();
  return useCallback(
    async (text: string) => {
      if (!object) return [];
      if (text) {
        const { data } = await client
          .query(findDocument, { query: text, objects: [object.name], first: 20 })
          .toPromise();
        return present(data?.search).map((found) => ({ value: found.id, label: found.title || "Untitled" }));
      }
      const { data } = await client
        .query(documentsOf(object, titleFieldOf(metadata)).page, {
          first: 20,
          offset: 0,
          orderBy: [orderOf(object.title, false)],
        })
        .toPromise();
      return rowsOf(data).map((row) => ({ value: row.id, label: titleOf(object, row) }));
    },
    [client, metadata, object],
  );
}
