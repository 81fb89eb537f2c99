import type { Client } from "urql";
import { graphql } from "../graphql/index.ts";

const viewAsDocument = graphql(
  `mutation ViewAsRole($roleId: UUID) { viewAsRole(input: { roleId: $roleId }) { result { id } } }`,
);

/** From here on this session is what a member of the role would be; null is oneself again. Everything is loaded anew. */
export async function viewAs(client: Client, roleId: string | null, path = "/"): Promise<void> {
  const { error } = await client.mutation(viewAsDocument, { roleId }).toPromise();
  if (error) throw error;
  location.assign(path);
}
