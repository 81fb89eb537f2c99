import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { hues } from "../theme.ts";
import { objectIconNames } from "../ui/iconSet.ts";
import { Button, Dot, Menu, ObjectIcon, Picker } from "../ui/index.ts";

/** Chooses the icon and the colour of an object. */
export function LookPicker({
  icon,
  color,
  onIcon,
  onColor,
}: {
  icon: string;
  color: string;
  onIcon: (name: string) => void;
  onColor: (hue: string) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <chakra.div display="flex" flexWrap="wrap" gap="2">
      <Button aria-haspopup="listbox" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <chakra.span color={`hue.${color}.dot`} display="flex">
          <ObjectIcon name={icon} />
        </chakra.span>
        Icon
      </Button>
      <Menu
        trigger={
          <Button>
            <Dot color={color} size={10} />
            Colour
          </Button>
        }
        items={hues.map((hue) => ({
          label: hue,
          mark: <Dot color={hue} />,
          checked: hue === color,
          onSelect: () => onColor(hue),
        }))}
      />
      {isOpen && (
        // In its place and not floating, because what floats beside a dialog is outside of it.
        <chakra.div w="full" borderWidth="1px" borderRadius="panel">
          <Picker
            label="Icon"
            width="full"
            options={objectIconNames.map((name) => ({
              value: name,
              label: name.replaceAll("-", " "),
              mark: <ObjectIcon name={name} />,
            }))}
            chosen={[icon]}
            onPick={({ value }) => {
              onIcon(value);
              setIsOpen(false);
            }}
          />
        </chakra.div>
      )}
    </chakra.div>
  );
}
