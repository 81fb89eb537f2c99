import { type ComponentType, lazy, useState } from "react";
import { orReload } from "./orReload.ts";

/**
 * A part of the client whose code comes when it is first shown, or is asked for before; it is then drawn at once, with what is around
 * it. React's own `lazy` waits even for code that is there, and begins to draw again when something else happens meanwhile.
 *
 * @example
 * const Board = late(() => import("./board/Board.tsx"));
 */
export function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let loaded: ComponentType<Props> | undefined;
  const take = async () => {
    const module = await load();
    loaded = module.default;
    return module;
  };
  const Waiting = lazy(orReload(take));
  function Late(props: Props) {
    const [Part] = useState(() => loaded ?? Waiting);
    return <Part {...props} />;
  }
  return Object.assign(Late, {
    /** Asks for the code before it is shown; what fails is asked for again then. */
    preload: () => void take().catch(() => {}),
  });
}
