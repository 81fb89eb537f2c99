import { chakra } from "@chakra-ui/react";
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { hues } from "../theme.ts";
import { Button, Dot, IconButton, Input, Menu } from "../ui/index.ts";

export interface DraftOption {
  /** Of one that was there before. */
  value?: string;
  label: string;
  color: string;
  key: string;
}

const order = ["gray", "blue", "green", "orange", "purple", "red", "teal", "amber", "indigo", "pink"];
let nextKey = 1;

export function newOption(place: number): DraftOption {
  return { key: `new-${nextKey++}`, label: "", color: order[place % order.length] ?? "gray" };
}

/** The options of a choice, in order, each with its colour. Enter in one begins the next. */
export function OptionsEditor({
  options,
  onChange,
}: {
  options: readonly DraftOption[];
  onChange: (options: readonly DraftOption[]) => void;
}) {
  const [dragged, setDragged] = useState<string | null>(null);
  const set = (key: string, patch: Partial<DraftOption>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...patch } : option)));
  const move = (key: string, to: number) => {
    const moved = options.find((option) => option.key === key);
    if (!moved || to < 0 || to >= options.length) return;
    const rest = options.filter((option) => option !== moved);
    onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault(); // and not the form's
    const made = newOption(options.length);
    onChange([...options.slice(0, index + 1), made, ...options.slice(index + 1)]);
  };
  return (
    <chakra.fieldset border="none" m="0" p="0" minW="0">
      <chakra.legend textStyle="label" color="fg.muted" mb="1.5">
        Options
      </chakra.legend>
      <chakra.div role="list" aria-label="Options" display="flex" flexDirection="column" gap="1">
        {options.map((option, index) => (
          <chakra.div
            key={option.key}
            role="listitem"
            display="flex"
            alignItems="center"
            gap="1"
            opacity={dragged === option.key ? 0.5 : 1}
            draggable
            onDragStart={() => setDragged(option.key)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => dragged && move(dragged, index)}
          >
            <chakra.span color="fg.subtle" cursor="grab" display="flex" aria-hidden>
              <GripVertical size={14} />
            </chakra.span>
            <Menu
              trigger={
                <IconButton label={`Colour of ${option.label || `option ${index + 1}`}`}>
                  <Dot color={option.color} size={12} />
                </IconButton>
              }
              items={hues.map((hue) => ({
                label: hue,
                mark: <Dot color={hue} />,
                checked: hue === option.color,
                onSelect: () => set(option.key, { color: hue }),
              }))}
            />
            <Input
              size="sm"
              flex="1"
              aria-label={`Option ${index + 1}`}
              value={option.label}
              maxLength={60}
              autoFocus={option.key.startsWith("new-") && option.label === ""}
              onChange={(event) => set(option.key, { label: event.target.value })}
              onKeyDown={(event) => onKey(event, index)}
            />
            <IconButton
              label={`Move ${option.label || `option ${index + 1}`} up`}
              disabled={index === 0}
              onClick={() => move(option.key, index - 1)}
            >
              <ArrowUp size={14} />
            </IconButton>
            <IconButton
              label={`Move ${option.label || `option ${index + 1}`} down`}
              disabled={index === options.length - 1}
              onClick={() => move(option.key, index + 1)}
            >
              <ArrowDown size={14} />
            </IconButton>
            <IconButton
              label={`Remove ${option.label || `option ${index + 1}`}`}
              disabled={options.length === 1}
              onClick={() => onChange(options.filter((one) => one !== option))}
            >
              <X size={14} />
            </IconButton>
          </chakra.div>
        ))}
      </chakra.div>
      <Button variant="ghost" size="sm" mt="1" onClick={() => onChange([...options, newOption(options.length)])}>
        <Plus size={14} aria-hidden />
        Add option
      </Button>
    </chakra.fieldset>
  );
}
