import { Box, chakra } from "@chakra-ui/react";
import { useRef, useState } from "react";
import { Button, Floating, ObjectIcon, opensByTyping, Picker, toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { useRecordSearch } from "../fields/useRecordSearch.ts";
import { titleInput, titleOf } from "../row.ts";
import { useRecords } from "../useRecords.ts";

/** A card that is being written: its name, and what it belongs to; ↵ makes it and stays for the next. */
export function NewCard({
  object,
  preset,
  onDone,
}: {
  object: ObjectMeta;
  preset: Record<string, unknown>;
  onDone: () => void;
}) {
  const records = useRecords();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLFormElement>(null);
  const [error, setError] = useState("");
  const [linked, setLinked] = useState<Record<string, { id: string; title: string }>>({});
  const relations = object.fields.filter((field) => field.type === "relation").slice(0, 2);
  const focus = () => input.current?.focus();
  const create = async () => {
    const name = input.current?.value.trim();
    if (!name) return onDone();
    try {
      await records.create(object, {
        ...titleInput(object, name),
        ...preset,
        ...Object.fromEntries(Object.entries(linked).map(([field, { id }]) => [field, id])),
      });
      if (input.current) input.current.value = "";
      setLinked({});
      setError("");
      focus();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <chakra.form
      ref={box}
      aria-label={`New ${object.label.toLowerCase()}`}
      mx="1.5"
      mb="1.5"
      p="2"
      bg="bg.panel"
      borderWidth="1px"
      borderColor="accent"
      borderRadius="control"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onDone();
        event.stopPropagation();
      }}
    >
      <chakra.input
        ref={input}
        autoFocus
        aria-label={`Name of the new ${object.label.toLowerCase()}`}
        placeholder={`${object.title.label}, then ↵`}
        w="full"
        bg="transparent"
        outline="none"
        _focusVisible={{ outline: "none" }}
        fontSize={{ base: "16px", sm: "13px" }}
        onBlur={(event) => {
          const next = event.relatedTarget;
          if (
            !event.currentTarget.value.trim() &&
            !(next instanceof Element && (box.current?.contains(next) || next.closest("[data-floating]")))
          )
            onDone();
        }}
      />
      <Box display="flex" alignItems="center" gap="1" mt="1">
        {relations.map((field) => (
          <LinkButton
            key={field.id}
            field={field}
            title={linked[field.apiName]?.title}
            onLink={(id, title) => setLinked({ ...linked, [field.apiName]: { id, title } })}
            onClose={focus}
          />
        ))}
        <Box flex="1" />
        <Button type="submit" size="xs" variant="primary">
          Create
        </Button>
      </Box>
      {error && (
        <chakra.p role="alert" color="danger.fg" fontSize="12px">
          {error}
        </chakra.p>
      )}
    </chakra.form>
  );
}

/** What the new card belongs to: found, or made. */
function LinkButton({
  field,
  title,
  onLink,
  onClose,
}: {
  field: FieldMeta;
  title: string | undefined;
  onLink: (id: string, title: string) => void;
  onClose: () => void;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const [open, setOpen] = useState<{ at: HTMLElement; text: string } | null>(null);
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const search = useRecordSearch(target);
  if (!target) return null;
  const close = () => {
    setOpen(null);
    onClose();
  };
  return (
    <>
      <Button
        size="xs"
        variant="ghost"
        minW="0"
        flexShrink={1}
        color={title ? "fg" : undefined}
        aria-label={title ? `${field.label}: ${title}` : field.label}
        onClick={(event) => setOpen({ at: event.currentTarget, text: "" })}
        onKeyDown={opensByTyping((at, text) => setOpen({ at, text }))}
      >
        <ObjectIcon name={target.icon} size={12} />
        <chakra.span truncate>{title ?? field.label}</chakra.span>
      </Button>
      {open && (
        <Floating anchor={open.at} onClose={close}>
          <Picker
            label={field.label}
            initialText={open.text}
            search={search}
            onPick={({ value, label }) => {
              onLink(value, label);
              close();
            }}
            {...(metadata.can(target.name, "create") && {
              onCreate: async (name: string) => {
                try {
                  const made = await records.create(target, titleInput(target, name), { quiet: true });
                  onLink(made.id, titleOf(target, made));
                } catch (thrown) {
                  toast.error(thrown);
                }
                close();
              },
            })}
          />
        </Floating>
      )}
    </>
  );
}
