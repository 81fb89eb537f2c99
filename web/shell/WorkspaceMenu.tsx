import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, Keyboard, LogOut, Moon, PanelLeft } from "lucide-react";
import { signOut } from "../auth/session.ts";
import { IconButton, Menu } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { openKeySheet } from "./keySheetState.ts";
import { Mark } from "./Mark.tsx";
import { navItem } from "./NavItem.tsx";
import { setTheme, useIsDark } from "./theme.ts";

/** The workspace's name: what concerns the whole client and who one is. */
export function WorkspaceMenu({ isSmall, onCollapse }: { isSmall: boolean; onCollapse: (() => void) | undefined }) {
  const { workspace, me } = useMetadata();
  const isDark = useIsDark();
  return (
    <Box display="flex" alignItems="center" flexDirection={isSmall ? "column" : "row"} gap="1" mb="1">
      <Menu
        trigger={
          <chakra.button
            type="button"
            css={navItem}
            color="fg"
            fontWeight="500"
            flex="1"
            aria-label={`${workspace.name}, ${me.name}`}
            justifyContent={isSmall ? "center" : "start"}
          >
            <Mark size={18} />
            {!isSmall && (
              <>
                <chakra.span truncate>{workspace.name}</chakra.span>
                <ChevronDown size={12} aria-hidden />
              </>
            )}
          </chakra.button>
        }
        items={[
          { heading: me.email },
          {
            label: isDark ? "Light theme" : "Dark theme",
            icon: Moon,
            onSelect: () => setTheme(isDark ? "light" : "dark"),
          },
          { label: "Keyboard shortcuts", icon: Keyboard, shortcut: "?", onSelect: openKeySheet },
          "separator",
          { label: "Log out", icon: LogOut, onSelect: () => void signOut() },
        ]}
      />
      {onCollapse && (
        <IconButton label={isSmall ? "Expand navigation" : "Collapse navigation"} onClick={onCollapse}>
          <PanelLeft size={16} strokeWidth={1.75} />
        </IconButton>
      )}
    </Box>
  );
}
