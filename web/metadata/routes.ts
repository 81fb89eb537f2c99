import { ListTree } from "lucide-react";
import type { SettingsRoute } from "../settings/registry.ts";

const dataModel = { label: "Data model", group: "Data", icon: ListTree, needs: "data_model" } as const;

/** The data model in the settings. */
export const dataModelRoutes: readonly SettingsRoute[] = [
  { ...dataModel, path: "objects", words: "objects fields custom", load: () => import("./ObjectsPage.tsx") },
  { ...dataModel, path: "objects/:name", hidden: true, load: () => import("./ObjectPage.tsx") },
];
