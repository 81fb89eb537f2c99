import { Box, chakra } from "@chakra-ui/react";
import { Lock } from "lucide-react";
import { Suspense } from "react";
import { matchPath, NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { navItem } from "../shell/NavItem.tsx";
import { useIsNarrow } from "../shell/useIsNarrow.ts";
import { EmptyState, LoadingRows, Page, Select } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { settingsRoutes } from "./registry.ts";

const Anchor = chakra(NavLink);

/** The settings: their list on the left, one page at a time on the right. */
export default function SettingsLayout() {
  const { me, manages } = useMetadata();
  const isNarrow = useIsNarrow(768);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const shown = settingsRoutes.filter((route) => !route.needs || manages(route.needs));
  const listed = shown.filter((route) => !route.hidden);
  const groups = [...new Set(listed.map((route) => route.group))];
  const current = listed.find(
    (route) => pathname === `/settings/${route.path}` || pathname.startsWith(`/settings/${route.path}/`),
  );
  const asked = settingsRoutes.find((route) => matchPath(`/settings/${route.path}`, pathname));
  const isAllowed = !asked || shown.includes(asked);

  return (
    <Page
      title={current ? `${current.label} · Settings` : "Settings"}
      heading={
        <chakra.span fontSize="14px" fontWeight="500">
          Settings
        </chakra.span>
      }
    >
      <Box display="flex" flexDirection={isNarrow ? "column" : "row"} h="full">
        {isNarrow ? (
          <Box p="3" borderBottomWidth="1px">
            <Select
              aria-label="Settings page"
              value={current?.path}
              onChange={(event) => navigate(`/settings/${event.target.value}`)}
            >
              {listed.map((route) => (
                <option key={route.path} value={route.path}>
                  {route.label}
                </option>
              ))}
            </Select>
          </Box>
        ) : (
          <chakra.nav aria-label="Settings" w="200px" flexShrink={0} p="2" borderEndWidth="1px" overflow="auto">
            {groups.map((group) => (
              <Box key={group} mb="3">
                <chakra.h2 px="2" py="1" fontSize="12px" fontWeight="500" color="fg.subtle">
                  {group}
                </chakra.h2>
                {listed
                  .filter((route) => route.group === group)
                  .map((route) => (
                    <Anchor key={route.path} to={`/settings/${route.path}`} css={navItem}>
                      <route.icon size={16} strokeWidth={1.75} aria-hidden />
                      {route.label}
                    </Anchor>
                  ))}
              </Box>
            ))}
          </chakra.nav>
        )}
        <Box flex="1" minW="0" minH="0" overflow="auto">
          <Suspense fallback={<LoadingRows />}>
            {isAllowed ? (
              <Outlet />
            ) : (
              <EmptyState icon={Lock} title={`Your role may not manage ${asked.label.toLowerCase()}`}>
                You are here as {me.role?.name ?? "a visitor"}. An admin can give you another role, or more to this one.
              </EmptyState>
            )}
          </Suspense>
        </Box>
      </Box>
    </Page>
  );
}
