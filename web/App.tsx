import { useMemo } from "react";
import { RouterProvider } from "react-router/dom";
import { Provider } from "urql";
import { useSession } from "./auth/session.ts";
import { makeClient } from "./client.ts";
import { memberRouter, visitorRouter } from "./routes.tsx";
import { Splash } from "./shell/Splash.tsx";
import { Toaster } from "./ui/toast.tsx";

export function App() {
  const { status } = useSession();
  // A client for each time somebody signs in.
  const client = useMemo(() => (status === "member" ? makeClient() : null), [status]);

  if (status === "starting") return <Splash />;
  return (
    <>
      {client ? (
        <Provider value={client}>
          <RouterProvider router={memberRouter()} />
        </Provider>
      ) : (
        <RouterProvider router={visitorRouter()} />
      )}
      <Toaster />
    </>
  );
}
