import { useEffect, useState } from "react";
import { type AuthStatus, authStatus } from "./session.ts";

/** What a visitor may do here: sign up, log in, or make the first account. */
export function useAuthStatus(): AuthStatus | null {
  const [status, setStatus] = useState<AuthStatus | null>(null);
  useEffect(() => {
    let isWanted = true;
    const ask = () =>
      authStatus()
        .then((answer) => isWanted && setStatus(answer))
        .catch(() => isWanted && setTimeout(ask, 2000));
    void ask();
    return () => {
      isWanted = false;
    };
  }, []);
  return status;
}
