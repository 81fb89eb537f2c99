import { Menu as ChakraMenu, chakra, Portal } from "@chakra-ui/react";
import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { Keys } from "./Keys.tsx";

export type MenuEntry =
  | {
      label: string;
      icon?: LucideIcon;
      mark?: ReactElement;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      checked?: boolean;
      /** Somebody points at it, and may choose it next. */
      onPoint?: () => void;
      onSelect: () => void;
    }
  | "separator"
  | { heading: string };

/** A menu that its trigger opens; a function says only then what is in it. */
export function Menu({
  trigger,
  items,
  placement = "bottom-start",
}: {
  trigger: ReactElement;
  items: MenuEntry[] | (() => MenuEntry[]);
  placement?: "bottom-start" | "bottom-end" | "right-start" | "top-start";
}) {
  return (
    <ChakraMenu.Root positioning={{ placement }} lazyMount unmountOnExit>
      <ChakraMenu.Trigger asChild>{trigger}</ChakraMenu.Trigger>
      <Portal>
        <ChakraMenu.Positioner>
          <ChakraMenu.Content
            minW="44"
            p="1"
            borderRadius="panel"
            boxShadow="float"
            maxH="min(var(--available-height), 60vh)"
            _open={{ animationDuration: "80ms" }}
            _closed={{ animation: "none" }}
          >
            <Items of={items} />
          </ChakraMenu.Content>
        </ChakraMenu.Positioner>
      </Portal>
    </ChakraMenu.Root>
  );
}

function Items({ of }: { of: MenuEntry[] | (() => MenuEntry[]) }) {
  return (Array.isArray(of) ? of : of()).map((item, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: separators have nothing else to be told apart by
    if (item === "separator") return <chakra.hr key={`separator-${index}`} my="1" borderColor="border" />;
    if ("heading" in item) {
      return (
        <chakra.div key={`heading-${item.heading}`} px="2" py="1" textStyle="label" color="fg.subtle">
          {item.heading}
        </chakra.div>
      );
    }
    const { icon: Icon } = item;
    return (
      <ChakraMenu.Item
        key={`${item.label}-${item.shortcut ?? ""}`}
        value={item.label}
        disabled={item.disabled}
        onPointerEnter={item.onPoint}
        onSelect={item.onSelect}
        px="2"
        py="0"
        h="7"
        gap="2"
        fontSize="13px"
        borderRadius="control"
        cursor="pointer"
        color={item.danger ? "danger.fg" : "fg"}
        _highlighted={{ bg: "bg.hover" }}
        _disabled={{ opacity: 0.5, cursor: "not-allowed" }}
      >
        {item.mark ?? (Icon && <Icon size={14} />)}
        <chakra.span flex="1" truncate maxW="72">
          {item.label}
        </chakra.span>
        {item.checked && <Check size={14} aria-label="chosen" />}
        {item.shortcut && <Keys keys={item.shortcut} />}
      </ChakraMenu.Item>
    );
  });
}
