import { Box, chakra } from "@chakra-ui/react";
import {
  Bell,
  ChartColumn,
  ChevronDown,
  ChevronRight,
  CircleCheck,
  House,
  Keyboard,
  LogOut,
  Moon,
  PanelLeft,
  Search,
  Settings,
  SquareKanban,
  Table2,
} from "lucide-react";
import { memo, type ReactNode } from "react";
import { NavLink, useLocation } from "react-router";
import { signOut } from "../auth/session.ts";
import { isBoolean, isNumber, isStrings, useStored } from "../lib/stored.ts";
import { useUnread } from "../notifications/useUnread.ts";
import { IconButton, Keys, Menu, ObjectIcon, Tooltip } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { openCommands } from "./commandState.ts";
import { Favorites } from "./Favorites.tsx";
import { openKeySheet } from "./keySheetState.ts";
import { Mark } from "./Mark.tsx";
import { Heading, navItem } from "./navItem.tsx";
import { setTheme, useIsDark } from "./theme.ts";

const Anchor = chakra(NavLink);

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
        <Item to="/" label="Home" icon={<House size={16} strokeWidth={1.75} aria-hidden />} isSmall={isSmall} end />
        {can("tasks", "read") && (
          <Item
            to="/my-tasks"
            label="My tasks"
            icon={<CircleCheck size={16} strokeWidth={1.75} aria-hidden />}
            isSmall={isSmall}
          />
        )}
        <NotificationsItem isSmall={isSmall} />
        {can("deals", "read") && (
          <Item
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
      <Item
        to="/settings"
        label="Settings"
        icon={<Settings size={16} strokeWidth={1.75} aria-hidden />}
        isSmall={isSmall}
      />
      {!fixed && !isSmall && <Resize width={width} onResize={setWidth} />}
    </Box>
  );
});

function Item({
  to,
  label,
  icon,
  isSmall,
  end = false,
  after,
}: {
  to: string;
  label: string;
  icon: ReactNode;
  isSmall: boolean;
  end?: boolean;
  after?: ReactNode;
}) {
  return (
    <Tooltip label={label} side="right" disabled={!isSmall}>
      <Anchor css={navItem} to={to} end={end} aria-label={isSmall ? label : undefined}>
        {icon}
        {!isSmall && (
          <chakra.span flex="1" truncate>
            {label}
          </chakra.span>
        )}
        {!isSmall && after}
      </Anchor>
    </Tooltip>
  );
}

function NotificationsItem({ isSmall }: { isSmall: boolean }) {
  const unread = useUnread();
  return (
    <Item
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

function ObjectItem({ object, isSmall }: { object: ObjectMeta; isSmall: boolean }) {
  const { views } = useMetadata();
  const { search } = useLocation();
  const [open, setOpen] = useStored("sidebar.open", [], isStrings);
  const mine = views.filter((view) => view.object === object.name);
  const isOpen = open.includes(object.name) && mine.length > 0;
  if (isSmall)
    return <Item to={object.path} label={object.labelPlural} icon={<ObjectIcon name={object.icon} />} isSmall />;
  const active = new URLSearchParams(search).get("view");
  return (
    <>
      <Box position="relative" css={{ "&:hover > button, & > button:focus-visible": { opacity: 1 } }}>
        <Item to={object.path} label={object.labelPlural} icon={<ObjectIcon name={object.icon} />} isSmall={false} />
        {mine.length > 0 && (
          <IconButton
            size="xs"
            position="absolute"
            right="1"
            top="50%"
            transform="translateY(-50%)"
            opacity={isOpen ? 1 : { base: 1, lg: 0 }}
            label={`${isOpen ? "Hide" : "Show"} views of ${object.labelPlural}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(isOpen ? open.filter((name) => name !== object.name) : [...open, object.name])}
          >
            {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          </IconButton>
        )}
      </Box>
      {isOpen &&
        mine.map((view) => (
          <Anchor
            key={view.id}
            css={navItem}
            ps="7"
            to={`${object.path}?view=${view.id}`}
            aria-current={active === view.id ? "page" : undefined}
            className={undefined}
          >
            {view.kind === "board" ? <SquareKanban size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
            <chakra.span truncate>{view.name}</chakra.span>
          </Anchor>
        ))}
    </>
  );
}

function WorkspaceMenu({ isSmall, onCollapse }: { isSmall: boolean; onCollapse: (() => void) | undefined }) {
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
