import { type ComponentType, Suspense } from "react";
import { createBrowserRouter, Navigate } from "react-router";
import { late } from "./lib/late.tsx";
import { settingsRoutes } from "./settings/registry.ts";
import { PageError } from "./shell/PageError.tsx";
import { Shell } from "./shell/Shell.tsx";
import { Splash } from "./shell/Splash.tsx";

const HomePage = late(() => import("./home/HomePage.tsx"));
const ListPage = late(() => import("./records/RecordListPage.tsx"));
const RecordPage = late(() => import("./records/RecordPage.tsx"));
// Their code comes along with this (vite.config.ts), and is run while the server says who is here.
if (location.pathname !== "/") ListPage.preload();

type Router = ReturnType<typeof createBrowserRouter>;
let member: Router | undefined;
let visitor: Router | undefined;

/** Every address of a member. */
export function memberRouter(): Router {
  visitor?.dispose();
  visitor = undefined;
  // Lists are where most people go next.
  if (!member) setTimeout(ListPage.preload, 2_000);
  member ??= createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <PageError />,
      hydrateFallbackElement: <Splash />,
      children: [
        {
          errorElement: <PageError />,
          children: [
            { path: "/", Component: HomePage },
            { path: "/welcome", Component: late(() => import("./auth/WelcomePage.tsx")) },
            { path: "/import/:id?", Component: late(() => import("./transfer/ImportPage.tsx")) },
            { path: "/notifications", Component: late(() => import("./notifications/NotificationsPage.tsx")) },
            { path: "/reports", Component: late(() => import("./reports/ReportsPage.tsx")) },
            { path: "/my-tasks", Component: late(() => import("./tasks/TasksPage.tsx")) },
            {
              path: "/settings",
              Component: late(() => import("./settings/SettingsLayout.tsx")),
              children: [
                { index: true, element: <Navigate to="/settings/profile" replace /> },
                ...settingsRoutes.map(({ path, load }) => ({ path, Component: late(load) })),
              ],
            },
            ...["/invitation", "/forgotten", "/reset-password"].map((path) => ({
              path,
              element: <Navigate to="/" replace />,
            })),
            { path: "/login", element: <Navigate to="/" replace /> },
            { path: "/signup", element: <AfterSignUp /> },
            { path: "/o/:object", Component: ListPage },
            { path: "/o/:object/:id", Component: RecordPage },
            { path: "/:object", Component: ListPage },
            { path: "/:object/:id", Component: RecordPage },
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
  const door = (path: string, load: () => Promise<{ default: ComponentType }>) => {
    const Door = late(load);
    return {
      path,
      element: (
        <Suspense fallback={<Splash />}>
          <Door />
        </Suspense>
      ),
      errorElement: <PageError />,
    };
  };
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
