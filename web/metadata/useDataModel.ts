import { useQuery } from "urql";
import { present } from "../lib/present.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { dataModelDocument, type FieldType, type ModelObject } from "./queries.ts";

/** Objects, fields and the kinds of field, for those who change them; `reload` after a change, which every screen follows. */
export function useDataModel() {
  const metadata = useMetadata();
  const [{ data, error }, ask] = useQuery({ query: dataModelDocument, requestPolicy: "cache-and-network" });
  return {
    objects: data ? present(data.objects) : undefined,
    types: present(data?.fieldTypes),
    error,
    reload: () => {
      ask({ requestPolicy: "network-only" });
      metadata.reload();
    },
  } satisfies { objects: ModelObject[] | undefined; types: FieldType[]; error: unknown; reload: () => void };
}
