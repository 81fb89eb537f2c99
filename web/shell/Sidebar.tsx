import { Box, chakra } from "@chakra-ui/react";
import { Bell, ChartColumn, CircleCheck, House, Search, Settings } from "lucide-react";
import { memo } from "react";
import { isBoolean, isNumber, useStored } from "../lib/stored.ts";
import { useUnread } from "../notifications/useUnread.ts";
import { Keys, Tooltip } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { openCommands } from "./commandState.ts";
import { Favorites } from "./Favorites.tsx";
import { Heading, NavItem, navItem } from "./NavItem.tsx";
import { ObjectItem } from "./ObjectItem.tsx";
import { WorkspaceMenu } from "./WorkspaceMenu.tsx";

/** The left navigation: 220 px, from 180 to 350, or 48 with icons only. `fixed` is how the drawer shows it. */
export const Sidebar = memo(function Sidebar({ fixed = false }: { fixed?: boolean }) {
  const [width, setWidth] = useStored("sidebar.width", 220, isNumber);
  const [collapsed, setCollapsed] = useStored("sidebar.collapsed", false, isBoolean);
  const isSmall = collapsed && !fixed;
  const { objects, can } = useMetadata();

  return (
    <Box
      position="relative"
      flexShrink={0}
      w={fixed ? "full" : isSmall ? "48px" : `${Math.min(350, Math.max(180, width))}px`}
      h="full"
      display="flex"
      flexDirection="column"
      px="2"
      py="2"
      gap="0.5"
    >
      <WorkspaceMenu isSmall={isSmall} onCollapse={fixed ? undefined : () => setCollapsed(!collapsed)} />
      <chakra.nav
        aria-label="Main"
        display="flex"
        flexDirection="column"
        gap="1px"
        flex="1"
        minH="0"
        overflowY="auto"
        overflowX="hidden"
        mx="-2"
        px="2"
      >
        <Tooltip label="Search" shortcut="mod+k" side="right" disabled={!isSmall}>
          <chakra.button type="button" css={navItem} onClick={() => openCommands()} aria-label="Search">
            <Search size={16} strokeWidth={1.75} aria-hidden />
            {!isSmall && (
              <>
                <chakra.span flex="1">Search</chakra.span>
                <Keys keys="mod+k" />
              </>
            )}
          </chakra.button>
        </Tooltip>
        <NavItem to="/" label="Home" icon={<House size={16} strokeWidth={1.75} aria-hidden />} isSmall={isSmall} end />
        {can("tasks", "read") && (
          <NavItem
            to="/my-tasks"
            label="My tasks"
            icon={<CircleCheck size={16} strokeWidth={1.75} aria-hidden />}
            isSmall={isSmall}
          />
        )}
        <NotificationsItem isSmall={isSmall} />
        {can("deals", "read") && (
          <NavItem
            to="/reports"
            label="Reports"
            icon={<ChartColumn size={16} strokeWidth={1.75} aria-hidden />}
            isSmall={isSmall}
          />
        )}
        <Favorites isSmall={isSmall} />
        {!isSmall && <Heading>Records</Heading>}
        {isSmall && <chakra.hr my="2" />}
        {objects
          .filter((object) => can(object.name, "read"))
          .map((object) => (
            <ObjectItem key={object.id} object={object} isSmall={isSmall} />
          ))}
      </chakra.nav>
      <NavItem
        to="/settings"
        label="Settings"
        icon={<Settings size={16} strokeWidth={1.75} aria-hidden />}
        isSmall={isSmall}
      />
      {!fixed && !isSmall && <Resize width={width} onResize={setWidth} />}
    </Box>
  );
});

function NotificationsItem({ isSmall }: { isSmall: boolean }) {
  const unread = useUnread();
  return (
    <NavItem
      to="/notifications"
      label={unread > 0 && isSmall ? `Notifications, ${unread} unread` : "Notifications"}
      icon={
        <chakra.span position="relative" display="inline-flex">
          <Bell size={16} strokeWidth={1.75} aria-hidden />
          {unread > 0 && isSmall && (
            <chakra.span
              aria-hidden
              position="absolute"
              top="-1px"
              right="-1px"
              boxSize="1.5"
              borderRadius="full"
              bg="accent"
            />
          )}
        </chakra.span>
      }
      isSmall={isSmall}
      after={
        unread > 0 && (
          <chakra.span className="num" fontSize="12px" color="fg">
            {unread > 99 ? "99+" : unread}
            <chakra.span srOnly> unread</chakra.span>
          </chakra.span>
        )
      }
    />
  );
}

function Resize({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  return (
    <Box
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the navigation"
      aria-valuenow={width}
      aria-valuemin={180}
      aria-valuemax={350}
      tabIndex={0}
      position="absolute"
      top="0"
      bottom="0"
      right="-3px"
      w="6px"
      zIndex="1"
      cursor="col-resize"
      _hover={{ bg: "accent.ring" }}
      _focusVisible={{ bg: "accent.ring", outline: "none" }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          onResize(Math.min(350, Math.max(180, event.clientX)));
      }}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? 10 : event.key === "ArrowLeft" ? -10 : 0;
        if (step) onResize(Math.min(350, Math.max(180, width + step)));
      }}
    />
  );
}
