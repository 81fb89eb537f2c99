import { Box, Portal } from "@chakra-ui/react";
import { cloneElement, type ReactElement, useEffect, useRef, useState } from "react";
import { Keys } from "./Keys.tsx";

interface TriggerProps {
  onPointerEnter?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerDown?: (event: React.PointerEvent<HTMLElement>) => void;
}

/** A short label beside what the pointer rests on. The trigger needs an accessible name of its own. */
export function Tooltip({
  label,
  shortcut,
  side = "bottom",
  disabled = false,
  children,
}: {
  label: string;
  shortcut?: string;
  side?: "bottom" | "right";
  disabled?: boolean;
  children: ReactElement<TriggerProps>;
}) {
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = () => {
    clearTimeout(timer.current);
    setAt(null);
  };
  const { onPointerEnter, onPointerLeave, onPointerDown } = children.props;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event: React.PointerEvent<HTMLElement>) => {
          onPointerEnter?.(event);
          if (event.pointerType !== "mouse" || disabled) return;
          const rect = event.currentTarget.getBoundingClientRect();
          timer.current = setTimeout(() => {
            setAt(
              side === "right"
                ? { left: rect.right + 8, top: rect.top + rect.height / 2 }
                : { left: rect.left + rect.width / 2, top: rect.bottom + 6 },
            );
          }, 400);
        },
        onPointerLeave: (event: React.PointerEvent<HTMLElement>) => {
          onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event: React.PointerEvent<HTMLElement>) => {
          onPointerDown?.(event);
          hide();
        },
      })}
      {at && (
        <Portal>
          <Box
            role="tooltip"
            position="fixed"
            left={`clamp(4px, ${at.left}px, calc(100vw - 60px))`}
            top={`${at.top}px`}
            transform={side === "right" ? "translateY(-50%)" : "translateX(-50%)"}
            zIndex="tooltip"
            bg="bg.inverted"
            color="fg.inverted"
            px="2"
            py="1"
            borderRadius="control"
            fontSize="12px"
            pointerEvents="none"
            w="max-content"
            maxW="320px"
            display="flex"
            gap="2"
          >
            {label}
            {shortcut && <Keys keys={shortcut} inverted />}
          </Box>
        </Portal>
      )}
    </>
  );
}
