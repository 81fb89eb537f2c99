import { chakra } from "@chakra-ui/react";
import { Checkbox } from "../ui/index.ts";
import type { Scope } from "./queries.ts";

const words: Record<Scope, string> = { all: "All", own: "Own", none: "None" };

/** Which records: a quiet choice, which the keyboard changes by arrow keys. */
export function ScopeCell({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string;
  value: string;
  disabled: boolean;
  onChange: (scope: Scope) => void;
}) {
  return (
    <chakra.select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const scope = event.target.value;
        if (scope === "all" || scope === "own" || scope === "none") onChange(scope);
      }}
      appearance="none"
      bg="transparent"
      px="2"
      h="7"
      w={{ base: "60px", sm: "76px" }}
      fontSize="13px"
      borderRadius="control"
      cursor="pointer"
      fontWeight={value === "none" ? "400" : "500"}
      color={value === "none" ? "fg.subtle" : value === "own" ? "hue.amber.fg" : "hue.green.fg"}
      _hover={{ bg: "bg.hover" }}
      _disabled={{ cursor: "default", bg: "transparent", opacity: 1 }}
      css={{ "& option": { background: "{colors.bg.panel}", color: "{colors.fg}" } }}
    >
      {Object.entries(words).map(([scope, word]) => (
        <option key={scope} value={scope}>
          {word}
        </option>
      ))}
    </chakra.select>
  );
}

export function CreateCell({
  label,
  checked,
  disabled,
  onChange,
}: {
  label: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the box; the label is what a finger hits
    <chakra.label
      display="inline-grid"
      placeItems="center start"
      px="2"
      h="7"
      w={{ base: "60px", sm: "76px" }}
      cursor="pointer"
    >
      <Checkbox
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </chakra.label>
  );
}
