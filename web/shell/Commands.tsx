import {
  Bell,
  ChartColumn,
  CircleCheck,
  FileUp,
  House,
  Keyboard,
  LogOut,
  Moon,
  PanelLeft,
  Plus,
  Search,
  Settings,
} from "lucide-react";
import { Suspense, use, useEffect } from "react";
import { useNavigate } from "react-router";
import { signOut } from "../auth/session.ts";
import { late } from "../lib/late.tsx";
import { isBoolean, useStored } from "../lib/stored.ts";
import { settingsRoutes } from "../settings/registry.ts";
import { toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { type Action, onKeyDown, useActions } from "./actions.ts";
import { openCommands, useCommandState } from "./commandState.ts";
import { openKeySheet, useKeySheet } from "./keySheetState.ts";
import { NavigationContext } from "./navigation.ts";
import { setTheme, useIsDark } from "./theme.ts";

const CommandMenu = late(() => import("./CommandMenu.tsx"));
const KeySheet = late(() => import("./KeySheet.tsx"));

/** What can be done from everywhere, the keys, and the two sheets that list it all. */
export function Commands() {
  const navigate = useNavigate();
  const { objects, can, manages } = useMetadata();
  const [collapsed, setCollapsed] = useStored("sidebar.collapsed", false, isBoolean);
  const { isDrawer } = use(NavigationContext);
  const isDark = useIsDark();
  const isOpen = useCommandState();
  const isSheetOpen = useKeySheet();
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const letters: Record<string, string> = { contacts: "p", companies: "c", deals: "d", notes: "n" };
  const general: Action[] = [
    {
      id: "search",
      label: "Search",
      group: "General",
      icon: Search,
      keys: "mod+k",
      keyOnly: true,
      perform: () => openCommands(),
    },
    {
      id: "undo",
      label: "Undo the last change",
      group: "General",
      keys: "mod+z",
      keyOnly: true,
      perform: () => void toast.undoLast(),
    },
    {
      id: "redo",
      label: "Do again what was undone",
      group: "General",
      keys: "mod+shift+z",
      keyOnly: true,
      perform: () => void toast.redoLast(),
    },
    {
      id: "keys",
      label: "Keyboard shortcuts",
      group: "General",
      icon: Keyboard,
      keys: "?",
      keyOnly: isDrawer,
      perform: openKeySheet,
    },
    {
      id: "sidebar",
      label: collapsed ? "Expand navigation" : "Collapse navigation",
      group: "General",
      icon: PanelLeft,
      keys: "mod+b",
      keyOnly: isDrawer,
      perform: () => setCollapsed(!collapsed),
    },
    {
      id: "theme",
      label: isDark ? "Light theme" : "Dark theme",
      group: "General",
      icon: Moon,
      words: "appearance",
      perform: () => setTheme(isDark ? "light" : "dark"),
    },
    ...(manages("import")
      ? [
          {
            id: "import",
            label: "Import a file",
            group: "General" as const,
            icon: FileUp,
            words: "csv upload",
            perform: () => navigate("/import"),
          },
        ]
      : []),
    {
      id: "log out",
      label: "Log out",
      group: "General",
      icon: LogOut,
      words: "sign off logout",
      perform: () => void signOut(),
    },
    { id: "go home", label: "Home", group: "Go to", icon: House, keys: "g h", perform: () => navigate("/") },
    {
      id: "go my-tasks",
      label: "My tasks",
      group: "Go to",
      icon: CircleCheck,
      keys: "g t",
      perform: () => navigate("/my-tasks"),
    },
    ...(can("deals", "read")
      ? [
          {
            id: "go reports",
            label: "Reports",
            group: "Go to" as const,
            icon: ChartColumn,
            keys: "g r",
            words: "dashboard charts",
            perform: () => navigate("/reports"),
          },
        ]
      : []),
    {
      id: "go notifications",
      label: "Notifications",
      group: "Go to",
      icon: Bell,
      keys: "g i",
      perform: () => navigate("/notifications"),
    },
    {
      id: "go settings",
      label: "Settings",
      group: "Go to",
      icon: Settings,
      keys: "g s",
      perform: () => navigate("/settings"),
    },
  ];
  const goTo = objects
    .filter((object) => can(object.name, "read"))
    .map((object): Action => {
      const letter = letters[object.name];
      return {
        id: `go ${object.name}`,
        label: object.labelPlural,
        group: "Go to",
        ...(letter && { keys: `g ${letter}` }),
        perform: () => navigate(object.path),
      };
    });
  const create = objects
    .filter((object) => can(object.name, "create"))
    .map(
      (object): Action => ({
        id: `create ${object.name}`,
        label: `New ${object.label.toLowerCase()}`,
        group: "Create",
        icon: Plus,
        perform: () => navigate(`${object.path}?new=1`),
      }),
    );
  const settings = settingsRoutes
    .filter(({ hidden, needs }) => !hidden && (!needs || manages(needs)))
    .map(
      ({ path, label, icon, words }): Action => ({
        id: `settings ${path}`,
        label,
        group: "Settings",
        icon,
        onlyFound: true,
        ...(words && { words }),
        perform: () => navigate(`/settings/${path}`),
      }),
    );
  useActions([...general, ...goTo, ...create, ...settings]);

  return (
    <Suspense>
      {isOpen && <CommandMenu initialText={isOpen.text} />}
      {isSheetOpen && <KeySheet />}
    </Suspense>
  );
}
