/** The nodes of a connection, without the nulls that GraphQL would allow. */
export function present<Node>(connection: { nodes: readonly (Node | null)[] } | null | undefined): NonNullable<Node>[] {
  return (connection?.nodes ?? []).filter((node): node is NonNullable<Node> => node !== null && node !== undefined);
}
