import type { RoleQuery, RolesQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const rolesDocument = graphql(`
  query Roles {
    roles(first: 1000, orderBy: [IS_SHIPPED_DESC, ID_ASC]) {
      nodes { id key name description isShipped settings users { totalCount } }
    }
  }
`);

export const roleDocument = graphql(`
  query Role($id: UUID!) {
    role(id: $id) {
      id key name description isShipped dbRole settings defaultRead defaultCreate defaultUpdate defaultDelete
      users { totalCount }
      permissions(first: 1000) { nodes { object read create update delete } }
    }
  }
`);

export const createRoleDocument = graphql(`
  mutation CreateRole($name: String!, $description: String) {
    createRole(input: { name: $name, description: $description }) { result { id } }
  }
`);

export const copyRoleDocument = graphql(
  `mutation CopyRole($id: UUID!, $name: String!) { copyRole(input: { roleId: $id, name: $name }) { result { id } } }`,
);

export const updateRoleDocument = graphql(`
  mutation UpdateRole(
    $id: UUID!, $name: String, $description: String, $settings: [String]
    $defaultRead: String, $defaultCreate: Boolean, $defaultUpdate: String, $defaultDelete: String
  ) {
    updateRole(input: {
      id: $id, name: $name, description: $description, settings: $settings
      defaultRead: $defaultRead, defaultCreate: $defaultCreate, defaultUpdate: $defaultUpdate, defaultDelete: $defaultDelete
    }) {
      result { id name description settings defaultRead defaultCreate defaultUpdate defaultDelete }
    }
  }
`);

export const deleteRoleDocument = graphql(`
  mutation DeleteRole($id: UUID!, $newRoleId: UUID) {
    deleteRole(input: { id: $id, newRoleId: $newRoleId }) { result { id } }
  }
`);

export const setPermissionsDocument = graphql(`
  mutation SetPermissions($id: UUID!, $permissions: JSON!) {
    setPermissions(input: { roleId: $id, permissions: $permissions }) { result { object read create update delete } }
  }
`);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
export type ListedRole = Nodes<NonNullable<RolesQuery["roles"]>>;
export type Role = NonNullable<RoleQuery["role"]>;
export type Scope = "none" | "own" | "all";
