import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { formatNumber } from "../lib/formats.ts";
import type { Metadata } from "../workspace/metadata.ts";

const stepDocument = graphql(`
  query Step($filter: ChangeFilter) {
    changes(filter: $filter) { groupedAggregates(groupBy: [OBJECT, OPERATION]) { keys distinctCount { recordId } } }
  }
`);

/** To how many records of an object one transaction did the same. */
export interface StepPart {
  object: string;
  operation: string;
  count: number;
}

export const verbs: Record<string, string> = { insert: "created", update: "changed", delete: "deleted" };

/** All that one transaction did, and how long the list of it is; undefined while that is not known. */
export function useStep(filter: Record<string, unknown> | undefined): StepPart[] | undefined {
  const [{ data }] = useQuery({ query: stepDocument, variables: { filter: filter ?? null }, pause: !filter });
  return data?.changes?.groupedAggregates?.flatMap(({ keys, distinctCount }) => {
    const [object, operation] = keys ?? [];
    return object && operation ? [{ object, operation, count: Number(distinctCount?.recordId ?? 0) }] : [];
  });
}

/** "30,000 contacts created, 500 companies created." */
export function stepInWords(parts: readonly StepPart[], { object }: Metadata): string {
  return parts
    .flatMap((part) => {
      const of = object(part.object);
      if (!of) return []; // links of records
      return `${formatNumber(part.count)} ${(part.count === 1 ? of.label : of.labelPlural).toLowerCase()} ${verbs[part.operation] ?? ""}`;
    })
    .join(", ");
}
