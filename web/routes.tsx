import { type ComponentType, lazy } from "react";
import { createBrowserRouter, Navigate } from "react-router";
import { ForgottenPage } from "./auth/ForgottenPage.tsx";
import { InvitationPage } from "./auth/InvitationPage.tsx";
import { LogInPage } from "./auth/LogInPage.tsx";
import { ResetPasswordPage } from "./auth/ResetPasswordPage.tsx";
import { SignUpPage } from "./auth/SignUpPage.tsx";
import { HomePage } from "./home/HomePage.tsx";
import { RecordListPage } from "./records/RecordListPage.tsx";
import { settingsRoutes } from "./settings/registry.ts";
import { PageError } from "./shell/PageError.tsx";
import { Shell } from "./shell/Shell.tsx";
import { Splash } from "./shell/Splash.tsx";

/** A page whose code comes when somebody goes there. */
const late = (load: () => Promise<{ default: ComponentType }>) => {
  const Late = lazy(load);
  return <Late />;
};

type Router = ReturnType<typeof createBrowserRouter>;
let member: Router | undefined;
let visitor: Router | undefined;

/** Every address of a member. */
export function memberRouter(): Router {
  visitor?.dispose();
  visitor = undefined;
  member ??= createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <PageError />,
      hydrateFallbackElement: <Splash />,
      children: [
        {
          errorElement: <PageError />,
          children: [
            { path: "/", element: <HomePage /> },
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
            { path: "/o/:object", element: <RecordListPage /> },
            { path: "/o/:object/:id", element: late(() => import("./records/RecordPage.tsx")) },
            { path: "/:object", element: <RecordListPage /> },
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
  visitor ??= createBrowserRouter([
    { path: "/signup", element: <SignUpPage />, errorElement: <PageError /> },
    { path: "/invitation", element: <InvitationPage />, errorElement: <PageError /> },
    { path: "/forgotten", element: <ForgottenPage />, errorElement: <PageError /> },
    { path: "/reset-password", element: <ResetPasswordPage />, errorElement: <PageError /> },
    { path: "*", element: <LogInPage />, errorElement: <PageError /> },
  ]);
  return visitor;
}

function AfterSignUp() {
  return <Navigate to={sessionStorage.getItem("rowan.firstRun") ? "/welcome" : "/"} replace />;
}
