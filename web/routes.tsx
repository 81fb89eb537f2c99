import { type ComponentType, lazy, Suspense } from "react";
import { createBrowserRouter, Navigate } from "react-router";
import { orReload } from "./lib/orReload.ts";
import { settingsRoutes } from "./settings/registry.ts";
import { PageError } from "./shell/PageError.tsx";
import { Shell } from "./shell/Shell.tsx";
import { Splash } from "./shell/Splash.tsx";

/** A page whose code comes when somebody goes there. */
const late = (load: () => Promise<{ default: ComponentType }>) => {
  const Late = lazy(orReload(load));
  return <Late />;
};

const loadList = () => import("./records/RecordListPage.tsx");

type Router = ReturnType<typeof createBrowserRouter>;
let member: Router | undefined;
let visitor: Router | undefined;

/** Every address of a member. */
export function memberRouter(): Router {
  visitor?.dispose();
  visitor = undefined;
  // Lists are where most people go: at once when they begin there, otherwise when the first page is there.
  if (!member) setTimeout(() => void loadList().catch(() => {}), location.pathname === "/" ? 2_000 : 0);
  member ??= createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <PageError />,
      hydrateFallbackElement: <Splash />,
      children: [
        {
          errorElement: <PageError />,
          children: [
            { path: "/", element: late(() => import("./home/HomePage.tsx")) },
            { path: "/welcome", element: late(() => import("./auth/WelcomePage.tsx")) },
            { path: "/import/:id?", element: late(() => import("./transfer/ImportPage.tsx")) },
            { path: "/notifications", element: late(() => import("./notifications/NotificationsPage.tsx")) },
            { path: "/reports", element: late(() => import("./reports/ReportsPage.tsx")) },
            { path: "/my-tasks", element: late(() => import("./tasks/TasksPage.tsx")) },
            {
              path: "/settings",
              element: late(() => import("./settings/SettingsLayout.tsx")),
              children: [
                { index: true, element: <Navigate to="/settings/profile" replace /> },
                ...settingsRoutes.map(({ path, load }) => ({ path, element: late(load) })),
              ],
            },
            ...["/invitation", "/forgotten", "/reset-password"].map((path) => ({
              path,
              element: <Navigate to="/" replace />,
            })),
            { path: "/login", element: <Navigate to="/" replace /> },
            { path: "/signup", element: <AfterSignUp /> },
            { path: "/o/:object", element: late(loadList) },
            { path: "/o/:object/:id", element: late(() => import("./records/RecordPage.tsx")) },
            { path: "/:object", element: late(loadList) },
            { path: "/:object/:id", element: late(() => import("./records/RecordPage.tsx")) },
            { path: "*", element: <PageError notFound /> },
          ],
        },
      ],
    },
  ]);
  return member;
}

/** Every address of a visitor; the others ask to log in first, and lead on afterwards. */
export function visitorRouter(): Router {
  member?.dispose();
  member = undefined;
  const door = (path: string, load: () => Promise<{ default: ComponentType }>) => ({
    path,
    element: <Suspense fallback={<Splash />}>{late(load)}</Suspense>,
    errorElement: <PageError />,
  });
  visitor ??= createBrowserRouter([
    door("/signup", () => import("./auth/SignUpPage.tsx")),
    door("/invitation", () => import("./auth/InvitationPage.tsx")),
    door("/forgotten", () => import("./auth/ForgottenPage.tsx")),
    door("/reset-password", () => import("./auth/ResetPasswordPage.tsx")),
    door("*", () => import("./auth/LogInPage.tsx")),
  ]);
  return visitor;
}

function AfterSignUp() {
  return <Navigate to={sessionStorage.getItem("rowan.firstRun") ? "/welcome" : "/"} replace />;
}
