import { createContext, useContext } from "react";
import type { WorkspaceQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";

/** All that the client knows before it shows anything: one query, kept until the schema changes. */
export const workspaceDocument = graphql(`
  query Workspace {
    liveCursor
    schemaVersion
    workspace(id: 1) { id name currency locale timeZone signUp signUpDomain defaultRoleId }
    me { id email name locale timeZone preferences role { id key name } permissions { object read create update delete } }
    activeRole { id key name settings }
    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {
      nodes {
        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position
        fields(first: 1000, orderBy: [POSITION_ASC]) {
          nodes {
            id object name apiName relationApiName columnName label type settings help targetObject linkTable inverseName inverseLabel
            isRequired isUnique isReadOnly isCustom isActive group position default
            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }
          }
        }
      }
    }
    pipelines(first: 1000, orderBy: [POSITION_ASC, NAME_ASC]) {
      nodes { id name position stages(first: 1000, orderBy: [POSITION_ASC]) { nodes { id pipelineId name position color probability outcome } } }
    }
    users(first: 1000, orderBy: [NAME_ASC]) { nodes { id name email isActive roleId } }
    views(first: 1000, orderBy: [POSITION_ASC]) {
      nodes { id object name kind columns filter sort groupBy aggregates settings isShared isDefault userId position }
    }
    favorites(first: 1000, orderBy: [POSITION_ASC]) {
      nodes { id position recordId record { id object title } viewId view { id object name kind } }
    }
  }
`);

export interface Option {
  value: string;
  label: string;
  color: string;
}

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
type RawObject = Nodes<NonNullable<WorkspaceQuery["objects"]>>;
type RawField = Nodes<RawObject["fields"]>;

export interface FieldMeta extends Omit<RawField, "options" | "settings"> {
  settings: Record<string, unknown>;
  options: readonly Option[];
}

export interface ObjectMeta extends Omit<RawObject, "fields"> {
  /** The fields in use, in order. */
  fields: readonly FieldMeta[];
  /** The field that names a record. */
  title: FieldMeta;
  path: string;
}

export type Pipeline = Omit<Nodes<NonNullable<WorkspaceQuery["pipelines"]>>, "stages"> & { stages: readonly Stage[] };
export type Stage = Nodes<Nodes<NonNullable<WorkspaceQuery["pipelines"]>>["stages"]>;
export type Member = Nodes<NonNullable<WorkspaceQuery["users"]>>;
export type SavedView = Nodes<NonNullable<WorkspaceQuery["views"]>>;
export type Favorite = Nodes<NonNullable<WorkspaceQuery["favorites"]>>;

export interface Metadata {
  workspace: NonNullable<WorkspaceQuery["workspace"]>;
  me: NonNullable<WorkspaceQuery["me"]>;
  /** The role that counts: mine, or the one that I view as. */
  activeRole: WorkspaceQuery["activeRole"];
  /** The objects in use, in order. */
  objects: readonly ObjectMeta[];
  /** Where the live feed was when all of this was asked for. */
  liveCursor: string;
  pipelines: readonly Pipeline[];
  members: readonly Member[];
  views: readonly SavedView[];
  favorites: readonly Favorite[];
  object(name: string): ObjectMeta | undefined;
  member(id: string | null | undefined): Member | undefined;
  stage(id: string | null | undefined): Stage | undefined;
  /** What the member's role may do with an object's records; the database decides, this only hides what it would refuse. */
  can(
    object: string,
    action: "read" | "create" | "update" | "delete",
    record?: { readonly ownerId?: unknown; readonly [field: string]: unknown },
  ): boolean;
  /** Whether the role manages a part of the settings. */
  manages(setting: string): boolean;
  /** Asks for all of it again. */
  reload(): void;
}

/** Addresses of the client and of the server that no object has. */
const reserved = new Set([
  "login",
  "signup",
  "invitation",
  "forgotten",
  "reset-password",
  "welcome",
  "home",
  "import",
  "my-tasks",
  "notifications",
  "reports",
  "settings",
  "o",
  "graphql",
  "graphiql",
  "rest",
  "auth",
  "assets",
  "healthz",
  "readyz",
  "metrics",
]);

export function readMetadata(data: WorkspaceQuery, reload: () => void): Metadata | null {
  const { workspace, me, activeRole } = data;
  if (!workspace || !me) return null;
  const pipelines = present(data.pipelines).map(({ stages, ...rest }) => ({ ...rest, stages: present(stages) }));
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const inUse = present(data.objects).filter((object) => object.isActive);
  const names = new Set(inUse.map((object) => object.name));
  const objects = inUse.flatMap((object) => readObject(object, names, pipelines) ?? []);
  const byName = new Map(objects.map((object) => [object.name, object]));
  const members = present(data.users);
  const memberById = new Map(members.map((member) => [member.id, member]));
  const stageById = new Map(stages.map((stage) => [stage.id, stage]));
  const permissions = new Map((me.permissions ?? []).flatMap((one) => (one ? [[one.object, one] as const] : [])));
  return {
    workspace,
    me,
    activeRole,
    objects,
    liveCursor: data.liveCursor ?? "",
    pipelines,
    members,
    views: present(data.views),
    favorites: present(data.favorites),
    object: (name) => byName.get(name),
    member: (id) => (id ? memberById.get(id) : undefined),
    stage: (id) => (id ? stageById.get(id) : undefined),
    can(object, action, record) {
      const permission = permissions.get(object);
      if (!permission) return false;
      if (action === "create") return permission.create;
      return permission[action] === "all" || (permission[action] === "own" && (!record || record.ownerId === me.id));
    },
    manages: (setting) => activeRole?.settings.includes(setting) ?? false,
    reload,
  };
}

function readObject(
  object: RawObject,
  names: ReadonlySet<string>,
  pipelines: readonly Pipeline[],
): ObjectMeta | undefined {
  const fields = present(object.fields)
    // What leads to an object that is not in use leads nowhere.
    .filter((field) => field.isActive && (!field.targetObject || names.has(field.targetObject)))
    .map((field): FieldMeta => {
      const settings = typeof field.settings === "object" && field.settings ? { ...field.settings } : {};
      return { ...field, settings, options: optionsOf(field, { ...settings }, pipelines) };
    });
  const title = fields.find((field) => field.columnName === object.titleColumn) ?? fields[0];
  if (!title) return undefined;
  return { ...object, fields, title, path: `/${reserved.has(object.restName) ? "o/" : ""}${object.restName}` };
}

function optionsOf(
  field: RawField,
  settings: Record<string, unknown>,
  pipelines: readonly Pipeline[],
): readonly Option[] {
  if (settings.options === "pipelines")
    return pipelines.map(({ id, name }) => ({ value: id, label: name, color: "gray" }));
  if (settings.options === "stages") {
    const several = pipelines.length > 1;
    return pipelines.flatMap((pipeline) =>
      pipeline.stages.map(({ id, name, color }) => ({
        value: id,
        label: several ? `${pipeline.name}: ${name}` : name,
        color,
      })),
    );
  }
  return present(field.options);
}

export const MetadataContext = createContext<Metadata | null>(null);

/** Objects, fields, permissions, members, views: what every screen is made from. */
export function useMetadata(): Metadata {
  const metadata = useContext(MetadataContext);
  if (!metadata) throw new Error("There is no metadata here: this belongs below WorkspaceProvider.");
  return metadata;
}

/** The choice that says how far a record has come, by its name: what a board begins with, and a card of a phone shows. */
export function progressOf(object: ObjectMeta): FieldMeta | undefined {
  const choices = object.fields.filter((field) => field.type === "enum" && field.settings.options !== "pipelines");
  return choices.find((field) => field.settings.options === "stages" || ["status", "stage"].includes(field.name));
}

/** Where a record's page is. */
export function recordPath(object: ObjectMeta, id: string): string {
  return `${object.path}/${id}`;
}
