import { type AnyVariables, type TypedDocumentNode, useClient } from "urql";

type Mutate = <Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** A mutation as a promise: its data, or its error thrown, for forms and dialogs that show it. */
export function useMutate(): Mutate {
  const client = useClient();
  return async (document, variables) => {
    const { data, error } = await client.mutation(document, variables).toPromise();
    if (error) throw error;
    if (!data) throw new Error("The server does not answer as it should.");
    return data;
  };
}
