import { chakra, type HTMLChakraProps } from "@chakra-ui/react";
import type { ReactNode, Ref } from "react";

const inputBase = {
  w: "full",
  minW: 0,
  bg: "bg",
  color: "fg",
  borderWidth: "1px",
  borderColor: "border.control",
  borderRadius: "control",
  fontSize: { base: "16px", sm: "13px" },
  transition: "border-color 0.1s",
  _hover: { borderColor: "fg.subtle" },
  _focusVisible: { borderColor: "accent", outline: "2px solid {colors.accent.ring}", outlineOffset: "0px" },
  _placeholder: { color: "fg.subtle" },
  _disabled: { opacity: 0.6, cursor: "not-allowed" },
  "&[aria-invalid=true]": { borderColor: "danger" },
} as const;

/** Only text until the pointer or the keyboard comes, for what is edited in place. */
const quiet = {
  true: { bg: "transparent", borderColor: "transparent", _hover: { borderColor: "border.control" } },
} as const;

export const Input = chakra("input", {
  base: { ...inputBase, h: "8", px: "2.5" },
  variants: { size: { sm: { h: "7", px: "2" }, md: {}, lg: { h: "9" } }, quiet },
});

export const Textarea = chakra("textarea", {
  base: { ...inputBase, px: "2.5", py: "2", minH: "20", resize: "vertical" },
});

/** The platform's own select: best on touch, complete for screen readers. */
export const Select = chakra("select", {
  base: {
    ...inputBase,
    h: "8",
    ps: "2",
    pe: "7",
    appearance: "none",
    cursor: "pointer",
    backgroundRepeat: "no-repeat",
    backgroundPosition: "right 8px center",
    backgroundImage:
      "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='12' height='12' fill='none' stroke='%23888' stroke-width='1.6'%3E%3Cpath d='m3 4.5 3 3 3-3'/%3E%3C/svg%3E\")",
    "& option": { bg: "bg.panel", color: "fg" },
  },
  variants: { size: { sm: { h: "7" }, md: {}, lg: { h: "9" } }, quiet },
});

export function Checkbox({
  children,
  indeterminate = false,
  ...rest
}: HTMLChakraProps<"input"> & { children?: ReactNode; indeterminate?: boolean; ref?: Ref<HTMLInputElement> }) {
  const box = (
    <chakra.input
      type="checkbox"
      boxSize="3.5"
      m="0"
      flexShrink={0}
      ref={(element: HTMLInputElement | null) => {
        if (element) element.indeterminate = indeterminate;
      }}
      {...rest}
    />
  );
  if (children === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the box
    <chakra.label display="inline-flex" alignItems="center" gap="2" cursor="pointer">
      {box}
      {children}
    </chakra.label>
  );
}

/** On or off, at once. */
export function Switch({
  checked,
  onChange,
  label,
  disabled = false,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  disabled?: boolean;
}) {
  return (
    <chakra.button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!checked)}
      w="28px"
      h="16px"
      p="2px"
      flexShrink={0}
      borderRadius="full"
      bg={checked ? "accent" : "border.control"}
      transition="background 0.1s"
      cursor="pointer"
      _disabled={{ opacity: 0.5, cursor: "not-allowed" }}
    >
      <chakra.span
        display="block"
        boxSize="12px"
        borderRadius="full"
        bg="bg.panel"
        transition="transform 0.1s"
        transform={checked ? "translateX(12px)" : "none"}
      />
    </chakra.button>
  );
}
