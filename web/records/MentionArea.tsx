import { chakra, type HTMLChakraProps } from "@chakra-ui/react";
import { type KeyboardEvent, type Ref, useId, useState } from "react";
import { Avatar, Floating } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { mentionAt } from "./mentions.ts";

/** A text in which @ offers the members. */
export function MentionArea({
  value,
  onChange,
  onKeyDown,
  ...rest
}: Omit<HTMLChakraProps<"textarea">, "onChange" | "value"> & {
  value: string;
  onChange: (text: string) => void;
  ref?: Ref<HTMLTextAreaElement>;
}) {
  const { members } = useMetadata();
  const [wasAsked, setAsked] = useState<{ text: string; caret: number; area: HTMLTextAreaElement } | null>(null);
  // The text may have been saved, and begun anew, meanwhile.
  const asked = wasAsked && value.slice(0, wasAsked.caret).endsWith(`@${wasAsked.text}`) ? wasAsked : null;
  const [at, setAt] = useState(0);
  const id = useId();
  const wanted = asked?.text.toLowerCase() ?? "";
  const found = asked
    ? members.filter(({ isActive, name }) => isActive && ` ${name.toLowerCase()}`.includes(` ${wanted}`)).slice(0, 6)
    : [];

  const ask = (area: HTMLTextAreaElement) => {
    const text = mentionAt(area.value, area.selectionStart);
    setAt(0);
    setAsked(text === undefined ? null : { text, caret: area.selectionStart, area });
  };
  const pick = (name: string | undefined) => {
    if (!asked || !name) return;
    const { area, caret, text } = asked;
    const start = caret - text.length;
    const next = `${area.value.slice(0, start)}${name} ${area.value.slice(caret)}`;
    onChange(next);
    setAsked(null);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start + name.length + 1, start + name.length + 1);
    });
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (found.length === 0 || event.nativeEvent.isComposing) return onKeyDown?.(event);
    if (event.key === "ArrowDown") setAt((at + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((at + found.length - 1) % found.length);
    else if ((event.key === "Enter" && !event.metaKey && !event.ctrlKey) || event.key === "Tab") pick(found[at]?.name);
    else if (event.key === "Escape") setAsked(null);
    else return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <chakra.textarea
        {...rest}
        value={value}
        aria-autocomplete="list"
        aria-controls={found.length > 0 ? id : undefined}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          ask(event.target);
        }}
        onKeyDown={keys}
        onBlur={() => setAsked(null)}
      />
      {asked && found.length > 0 && (
        <Floating anchor={asked.area} onClose={() => setAsked(null)} p="1" minW="52">
          <div role="listbox" id={id} aria-label="Members">
            {found.map((member, index) => (
              <chakra.div
                key={member.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                display="flex"
                alignItems="center"
                gap="2"
                h="7"
                px="2"
                borderRadius="control"
                cursor="pointer"
                bg={index === at ? "bg.hover" : undefined}
                onPointerMove={() => setAt(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(member.name)}
              >
                <Avatar id={member.id} name={member.name} size={18} />
                {member.name}
              </chakra.div>
            ))}
          </div>
        </Floating>
      )}
    </>
  );
}
