import type { MembersQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const membersDocument = graphql(`
  query Members {
    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {
      nodes { id name email isActive createdAt role { id key name } }
    }
  }
`);

export const memberRecordsDocument = graphql(
  `query MemberRecords($id: UUID!) { memberRecords(userId: $id, first: 1000) { nodes { object records } } }`,
);

export const changeMemberRoleDocument = graphql(`
  mutation ChangeMemberRole($id: UUID!, $roleId: UUID!) {
    changeMemberRole(input: { userId: $id, roleId: $roleId }) { result { id roleId role { id key name } } }
  }
`);

export const deactivateMemberDocument = graphql(
  `mutation DeactivateMember($id: UUID!) { deactivateMember(input: { userId: $id }) { result { id isActive } } }`,
);

export const reactivateMemberDocument = graphql(
  `mutation ReactivateMember($id: UUID!) { reactivateMember(input: { userId: $id }) { result { id isActive } } }`,
);

export const removeMemberDocument = graphql(`
  mutation RemoveMember($id: UUID!, $newOwnerId: UUID) {
    removeMember(input: { userId: $id, newOwnerId: $newOwnerId }) { result { id } }
  }
`);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
export type ListedMember = Nodes<NonNullable<MembersQuery["users"]>>;
