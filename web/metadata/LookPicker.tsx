import { chakra } from "@chakra-ui/react";
import { useRef, useState } from "react";
import { hues } from "../theme.ts";
import { objectIconNames } from "../ui/iconSet.ts";
import { Button, Dot, Floating, Menu, ObjectIcon, Picker } from "../ui/index.ts";

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
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <chakra.div display="flex" gap="2">
      <Button ref={anchor} aria-haspopup="listbox" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <chakra.span color={`hue.${color}.dot`} display="flex">
          <ObjectIcon name={icon} />
        </chakra.span>
        Icon
      </Button>
      {isOpen && (
        <Floating anchor={anchor.current} onClose={() => setIsOpen(false)}>
          <Picker
            label="Icon"
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
        </Floating>
      )}
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
    </chakra.div>
  );
}
