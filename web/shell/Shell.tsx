import { Box, chakra } from "@chakra-ui/react";
import { Menu as MenuIcon, X } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { late } from "../lib/late.tsx";
import { useLive } from "../live/useLive.ts";
import { ViewAsBanner } from "../rbac/ViewAsBanner.tsx";
import { ConflictDialog } from "../records/ConflictDialog.tsx";
import { LostReasonAsked } from "../records/LostReason.tsx";
import { useRequired } from "../records/required.ts";
import { IconButton, LoadingRows } from "../ui/index.ts";
import { WorkspaceProvider } from "../workspace/WorkspaceProvider.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { Commands } from "./Commands.tsx";
import { NavigationContext } from "./navigation.ts";
import { OfflineNotice } from "./OfflineNotice.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { useIsNarrow } from "./useIsNarrow.ts";

const RequiredFields = late(() => import("../records/RequiredFields.tsx"));

/** The frame around every screen of a member. */
export function Shell() {
  return (
    <WorkspaceProvider>
      <Frame />
    </WorkspaceProvider>
  );
}

function Frame() {
  useLive();
  const isDrawer = useIsNarrow(1024);
  const isPhone = useIsNarrow(640);
  const [isOpen, setIsOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever one goes, the drawer has done its work
  useEffect(() => setIsOpen(false), [pathname]);

  return (
    <NavigationContext value={{ open: () => setIsOpen(true), isDrawer }}>
      <chakra.a
        href="#main"
        position="fixed"
        left="2"
        top="-10"
        zIndex="skipNav"
        bg="bg.panel"
        px="3"
        py="1"
        borderRadius="control"
        _focusVisible={{ top: "2" }}
      >
        Skip to content
      </chakra.a>
      <Box display="flex" h="100dvh" bg="canvas">
        {!isDrawer && <Sidebar />}
        {isDrawer && isOpen && (
          <Box position="fixed" inset="0" zIndex="modal" bg="rgb(10 10 8 / 0.35)" onClick={() => setIsOpen(false)}>
            <Box
              h="full"
              w="280px"
              maxW="85vw"
              bg="canvas"
              boxShadow="float"
              role="dialog"
              aria-label="Navigation"
              onClick={(event) => event.stopPropagation()}
              onKeyDown={(event) => event.key === "Escape" && setIsOpen(false)}
            >
              <Box position="absolute" top="2" left="min(232px, calc(85vw - 48px))" zIndex="1">
                <IconButton label="Close navigation" autoFocus onClick={() => setIsOpen(false)}>
                  <X size={16} />
                </IconButton>
              </Box>
              <Sidebar fixed />
            </Box>
          </Box>
        )}
        <chakra.main
          id="main"
          tabIndex={-1}
          outline="none"
          flex="1"
          minW="0"
          display="flex"
          flexDirection="column"
          bg="bg"
          borderStartWidth={isDrawer ? "0" : "1px"}
        >
          {isDrawer && !isPhone && (
            <Box position="absolute" top="2" left="2" zIndex="2">
              <IconButton label="Open navigation" onClick={() => setIsOpen(true)}>
                <MenuIcon size={16} />
              </IconButton>
            </Box>
          )}
          <OfflineNotice />
          <ViewAsBanner />
          <Box
            flex="1"
            minH="0"
            css={isDrawer && !isPhone ? { "& > section > header": { paddingInlineStart: "44px" } } : {}}
          >
            <Suspense fallback={<LoadingRows />}>
              <Outlet />
            </Suspense>
          </Box>
          {isPhone && <BottomBar onMore={() => setIsOpen(true)} />}
        </chakra.main>
      </Box>
      <Commands />
      <ConflictDialog />
      <LostReasonAsked />
      <RequiredAsked />
    </NavigationContext>
  );
}

/** Asks for what a new record needs, wherever it is made. */
function RequiredAsked() {
  const asked = useRequired();
  if (!asked) return null;
  return (
    <Suspense>
      <RequiredFields
        object={asked.object}
        fields={asked.fields}
        onGive={asked.answer}
        onCancel={() => asked.answer(undefined)}
      />
    </Suspense>
  );
}
