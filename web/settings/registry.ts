import type { LucideIcon } from "lucide-react";
import {
  Building2,
  DatabaseBackup,
  FileUp,
  KeyRound,
  MonitorSmartphone,
  Palette,
  ScrollText,
  ShieldCheck,
  Trash2,
  UserRound,
  Users,
  Waypoints,
  Webhook,
} from "lucide-react";
import type { ComponentType } from "react";
import { dataModelRoutes } from "../metadata/routes.ts";

export interface SettingsRoute {
  path: string;
  label: string;
  group: "You" | "Workspace" | "Data" | "Developers";
  icon: LucideIcon;
  /** The settings permission that shows it (role.settings); everybody sees it without. */
  needs?: string;
  /** What else one may look for it by. */
  words?: string;
  /** Not listed on the left: a page below another. */
  hidden?: boolean;
  load: () => Promise<{ default: ComponentType }>;
}

/** Every page of the settings, in the order of the list. A page's module has a default export and comes when it is opened. */
export const settingsRoutes: readonly SettingsRoute[] = [
  {
    path: "profile",
    label: "Profile",
    group: "You",
    icon: UserRound,
    words: "password language time zone",
    load: () => import("./ProfilePage.tsx"),
  },
  {
    path: "appearance",
    label: "Appearance",
    group: "You",
    icon: Palette,
    words: "theme dark light",
    load: () => import("./AppearancePage.tsx"),
  },
  {
    path: "sessions",
    label: "Sessions",
    group: "You",
    icon: MonitorSmartphone,
    load: () => import("./SessionsPage.tsx"),
  },
  {
    path: "workspace",
    label: "General",
    group: "Workspace",
    icon: Building2,
    needs: "workspace",
    words: "workspace currency",
    load: () => import("./WorkspacePage.tsx"),
  },
  {
    path: "members",
    label: "Members",
    group: "Workspace",
    icon: Users,
    needs: "members",
    words: "invite people users invitations",
    load: () => import("../members/MembersPage.tsx"),
  },
  {
    path: "roles",
    label: "Roles",
    group: "Workspace",
    icon: ShieldCheck,
    needs: "roles",
    words: "permissions access",
    load: () => import("../rbac/RolesPage.tsx"),
  },
  {
    path: "roles/:id",
    label: "Role",
    group: "Workspace",
    icon: ShieldCheck,
    needs: "roles",
    hidden: true,
    load: () => import("../rbac/RolePage.tsx"),
  },
  ...dataModelRoutes,
  {
    path: "pipelines",
    label: "Pipelines",
    group: "Data",
    icon: Waypoints,
    needs: "pipelines",
    words: "stages",
    load: () => import("../pipelines/PipelinesPage.tsx"),
  },
  {
    path: "api-keys",
    label: "API keys",
    group: "Developers",
    icon: KeyRound,
    needs: "api_keys",
    load: () => import("./ApiKeysPage.tsx"),
  },
  {
    path: "imports",
    label: "Imports",
    group: "Data",
    icon: FileUp,
    needs: "import",
    load: () => import("../transfer/ImportsPage.tsx"),
  },
  {
    path: "audit",
    label: "Audit log",
    group: "Data",
    icon: ScrollText,
    needs: "audit",
    words: "history",
    load: () => import("../audit/AuditPage.tsx"),
  },
  {
    path: "deleted",
    label: "Recently deleted",
    group: "Data",
    icon: Trash2,
    words: "trash restore",
    load: () => import("../audit/DeletedPage.tsx"),
  },
  {
    path: "backups",
    label: "Backups",
    group: "Data",
    icon: DatabaseBackup,
    needs: "workspace",
    load: () => import("./BackupsPage.tsx"),
  },
  {
    path: "webhooks",
    label: "Webhooks",
    group: "Developers",
    icon: Webhook,
    needs: "webhooks",
    load: () => import("../webhooks/WebhooksPage.tsx"),
  },
  {
    path: "webhooks/:id",
    label: "Webhook",
    group: "Developers",
    icon: Webhook,
    needs: "webhooks",
    hidden: true,
    load: () => import("../webhooks/WebhookPage.tsx"),
  },
];
