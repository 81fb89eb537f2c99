import { chakra, defineRecipe, type HTMLChakraProps, Spinner } from "@chakra-ui/react";
import type { ComponentProps, Ref } from "react";
import { Link } from "react-router";
import { Tooltip } from "./Tooltip.tsx";

type Variant = "primary" | "outline" | "ghost" | "danger";
type Size = "xs" | "sm" | "md" | "lg";

export interface ButtonProps extends Omit<HTMLChakraProps<"button">, "size"> {
  variant?: Variant;
  size?: Size;
  /** Shows that it is at work, and takes no second click. */
  loading?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const recipe = defineRecipe({
  base: {
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    gap: "1.5",
    flexShrink: 0,
    borderRadius: "control",
    fontWeight: "500",
    whiteSpace: "nowrap",
    userSelect: "none",
    cursor: "pointer",
    transition: "background 0.1s, border-color 0.1s, color 0.1s",
    _disabled: { opacity: 0.5, cursor: "not-allowed" },
    "& svg": { flexShrink: 0 },
  },
  variants: {
    variant: {
      primary: { bg: "accent", color: "accent.contrast", _hover: { bg: "accent.hover" } },
      outline: { borderWidth: "1px", borderColor: "border.strong", bg: "bg", _hover: { bg: "bg.hover" } },
      ghost: { color: "fg.muted", _hover: { bg: "bg.hover", color: "fg" }, _expanded: { bg: "bg.hover", color: "fg" } },
      danger: { bg: "danger", color: "danger.contrast", _hover: { opacity: 0.9 } },
    },
    size: {
      xs: { h: "6", px: "1.5", fontSize: "12px" },
      sm: { h: "7", px: "2", fontSize: "13px" },
      md: { h: "8", px: "3", fontSize: "13px" },
      lg: { h: "9", px: "4", fontSize: "14px" },
    },
    square: { true: { px: "0", aspectRatio: "1" } },
  },
});
const Base = chakra("button", recipe, { defaultProps: { type: "button" } });
const Anchor = chakra(Link, recipe);

/** What one presses. One `primary` a screen; `ghost` for what is secondary; `danger` for what cannot be taken back. */
export function Button({
  variant = "outline",
  size = "sm",
  loading = false,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <Base variant={variant} size={size} disabled={disabled || loading} aria-busy={loading || undefined} {...rest}>
      {loading && <Spinner boxSize="3" borderWidth="1.5px" />}
      {children}
    </Base>
  );
}

export interface IconButtonProps extends ButtonProps {
  /** What it does: its accessible name, and its tooltip. */
  label: string;
  shortcut?: string;
}

/** A button with an icon only; its label is its tooltip too. */
export function IconButton({ label, shortcut, variant = "ghost", size = "sm", children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Base variant={variant} size={size} square aria-label={label} {...rest}>
        {children}
      </Base>
    </Tooltip>
  );
}

/** A link that looks like a button. */
export function LinkButton({ variant = "outline", size = "sm", ...rest }: ComponentProps<typeof Anchor>) {
  return <Anchor variant={variant} size={size} {...rest} />;
}
