import type { MembersQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const membersDocument = graphql(`
  query Members {
    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {
      nodes { id name email isActive createdAt lastSeenAt role { id key name } }
    }
    invitations(first: 1000, orderBy: [CREATED_AT_DESC], filter: { acceptedAt: { isNull: true }, revokedAt: { isNull: true } }) {
      nodes { id email expiresAt roleId role { id name } inviter { id name } }
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

export const inviteDocument = graphql(`
  mutation InviteMember($email: String!, $roleId: UUID!) {
    inviteMember(input: { email: $email, roleId: $roleId }) { result { path } }
  }
`);

export const revokeInvitationDocument = graphql(
  `mutation RevokeInvitation($id: UUID!) { revokeInvitation(input: { id: $id }) { result { id } } }`,
);

export const passwordResetDocument = graphql(
  `mutation CreatePasswordReset($id: UUID!) { createPasswordReset(input: { userId: $id }) { result { path } } }`,
);

export const endSessionsDocument = graphql(
  `mutation EndSessionsOfMember($id: UUID!) { endSessions(input: { ofUserId: $id }) { result } }`,
);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
export type ListedMember = Nodes<NonNullable<MembersQuery["users"]>>;
export type ListedInvitation = Nodes<NonNullable<MembersQuery["invitations"]>>;
