import { useMemo } from "react";
import { type Client, useClient } from "urql";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";
import type { Undo } from "../lib/undoStack.ts";
import { RecordError } from "../records/RecordError.ts";
import { refreshObjects } from "../records/refresh.ts";

const undoDocument = graphql(
  `mutation Undo($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { objects count } } }`,
);
const restoreDocument = graphql(
  `mutation RestoreRecord($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id object title } } }`,
);
const restoreValuesDocument = graphql(
  `mutation RestoreValues($id: BigInt!) { restoreValues(input: { changeId: $id }) { transactionId result { id object } } }`,
);

/**
 * Takes back a whole transaction, in the database: all of it, or an error that says what stands in the way. Gives what takes that back
 * in turn.
 */
export async function undoTransaction(client: Client, id: string): Promise<Undo | undefined> {
  const { data, error } = await client.mutation(undoDocument, { id }).toPromise();
  if (error) throw new RecordError(error);
  refreshObjects(...(data?.undo?.result?.objects ?? []).filter((name) => name !== null));
  const own = data?.undo?.transactionId;
  return own ? () => undoTransaction(client, own) : undefined;
}

/** The ways back. Each gives the transaction that it was, by which it is undone in turn. */
export function useTakingBack() {
  const client = useClient();
  return useMemo(
    () => ({
      undo: (id: string) => undoTransaction(client, id),
      async restore(id: string) {
        const { data, error } = await client.mutation(restoreDocument, { id }).toPromise();
        if (error) throw new RecordError(error);
        const { result, transactionId } = data?.restoreRecord ?? {};
        refreshObjects(...present({ nodes: [result ?? null] }).map(({ object }) => object), "notes", "tasks");
        return { record: result ?? null, transactionId: transactionId ?? null };
      },
      async restoreValues(id: string) {
        const { data, error } = await client.mutation(restoreValuesDocument, { id }).toPromise();
        if (error) throw new RecordError(error);
        const { result, transactionId } = data?.restoreValues ?? {};
        if (result) refreshObjects(result.object);
        return transactionId ?? null;
      },
    }),
    [client],
  );
}
