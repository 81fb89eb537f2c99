import { Box, type BoxProps, Portal } from "@chakra-ui/react";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useNewest } from "../lib/useNewest.ts";

/** An element, or the place where something was that is gone. */
export type Anchor = Element | DOMRect;

/**
 * A panel that floats at an element: below it, or above when there is no room. Escape and a press outside close it. The focus goes
 * into it from the button that opened it, and back to that.
 */
export function Floating({
  anchor,
  onClose,
  align = "start",
  matchWidth = false,
  cover = false,
  children,
  ...rest
}: {
  anchor: Anchor | null;
  onClose: () => void;
  align?: "start" | "end";
  /** At least as wide as the anchor. */
  matchWidth?: boolean;
  /** Over the anchor instead of under it, as an editor of a cell. */
  cover?: boolean;
  children: ReactNode;
} & Omit<BoxProps, "children">) {
  const box = useRef<HTMLDivElement>(null);
  const close = useNewest(onClose);

  const element = anchor instanceof Element ? anchor : undefined;

  useLayoutEffect(() => {
    const panel = box.current;
    if (!anchor || !panel) return;
    const place = () => {
      const at = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
      const { offsetWidth: width, offsetHeight: height } = panel;
      const left = align === "end" ? at.right - width : at.left;
      const below = cover ? at.top - 1 : at.bottom + 4;
      const fits = below + height <= innerHeight - 8;
      const top = fits ? below : Math.max(8, (cover ? at.bottom + 1 : at.top - 4) - height);
      panel.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
      panel.style.top = `${top}px`;
      if (matchWidth) panel.style.minWidth = `${at.width + (cover ? 2 : 0)}px`;
      panel.style.opacity = "1";
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(panel);
    window.addEventListener("resize", place);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", place);
    };
  }, [anchor, align, matchWidth, cover]);

  useLayoutEffect(() => {
    const panel = box.current;
    if (anchor instanceof HTMLButtonElement && document.activeElement === anchor)
      panel?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
    return () => {
      if (anchor instanceof HTMLButtonElement && panel?.contains(document.activeElement)) anchor.focus();
    };
  }, [anchor]);

  useEffect(() => {
    // Where what had the focus is gone, nothing in the panel hears the key.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || document.activeElement !== document.body) return;
      const panels = [...document.querySelectorAll<HTMLElement>("[data-floating]")];
      if (panels.at(-1) !== box.current) return;
      event.stopPropagation();
      close.current();
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [close]);

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target;
      if (!(target instanceof Element) || box.current?.contains(target) || element?.contains(target)) return;
      // A panel opened from within this one is part of it.
      if (target.closest("[data-floating]") && !box.current?.closest("[data-floating] [data-floating]")) {
        const mine = box.current?.dataset.depth ?? "0";
        const other = target.closest<HTMLElement>("[data-floating]")?.dataset.depth ?? "0";
        if (Number(other) > Number(mine)) return;
      }
      close.current();
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    return () => document.removeEventListener("pointerdown", onPointerDown, true);
  }, [element, close]);

  // A dialog keeps the focus within itself.
  const dialog = element?.closest<HTMLElement>("[role=dialog][aria-modal=true]");
  const depth = Number(element?.closest<HTMLElement>("[data-floating]")?.dataset.depth ?? 0) + 1;
  return (
    <Portal {...(dialog && { container: { current: dialog } })}>
      <Box
        ref={box}
        data-floating=""
        data-depth={depth}
        position="fixed"
        opacity={0}
        left="0"
        top="0"
        maxW="calc(100vw - 16px)"
        maxH="calc(100vh - 16px)"
        overflow="auto"
        zIndex="popover"
        bg="bg.panel"
        borderRadius="panel"
        boxShadow="float"
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
        {...rest}
      >
        {children}
      </Box>
    </Portal>
  );
}
