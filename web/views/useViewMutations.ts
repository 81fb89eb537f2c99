import { useClient } from "urql";
import type { ViewInput, ViewPatch } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

const createView = graphql(
  `mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }`,
);
const updateView = graphql(
  `mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }`,
);
const deleteView = graphql(`mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }`);
const addFavorite = graphql(
  `mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }`,
);
const removeFavorite = graphql(
  `mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }`,
);

/** Changes saved views and what is at hand of them; what is refused is said. */
export function useViewMutations() {
  const client = useClient();
  const { reload } = useMetadata();
  const done = <Data>({ data, error }: { data?: Data; error?: Error | undefined }): Data | undefined => {
    if (error) toast.error(error);
    reload();
    return error ? undefined : data;
  };
  return {
    create: async (view: ViewInput) =>
      done(await client.mutation(createView, { view }).toPromise())?.createView?.view?.id,
    update: async (id: string, patch: ViewPatch) =>
      done(await client.mutation(updateView, { id, patch }).toPromise()) !== undefined,
    remove: async (id: string) => done(await client.mutation(deleteView, { id }).toPromise()) !== undefined,
    favorite: async (id: string) => done(await client.mutation(addFavorite, { id }).toPromise()),
    unfavorite: async (id: string) => done(await client.mutation(removeFavorite, { id }).toPromise()),
  };
}
