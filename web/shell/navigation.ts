import { createContext } from "react";

/** Opens the navigation where it is a drawer. */
export const NavigationContext = createContext<{ open: () => void; isDrawer: boolean }>({
  open: () => {},
  isDrawer: false,
});
