import { Box, chakra } from "@chakra-ui/react";
import { useRef, useState } from "react";
import { Button, Floating, Picker, toast } from "../../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
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
  const metadata = useMetadata();
  const records = useRecords();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [error, setError] = useState("");
  const [at, setAt] = useState<HTMLElement | null>(null);
  const [linked, setLinked] = useState<{ id: string; title: string } | null>(null);
  const relation = object.fields.find((field) => field.type === "relation");
  const target = relation?.targetObject ? metadata.object(relation.targetObject) : undefined;
  const search = useRecordSearch(target);
  const create = async () => {
    const name = input.current?.value.trim();
    if (!name) return onDone();
    try {
      await records.create(object, {
        ...titleInput(object, name),
        ...preset,
        ...(relation && linked && { [relation.apiName]: linked.id }),
      });
      if (input.current) input.current.value = "";
      setError("");
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <Box ref={box} mx="1.5" mb="1.5" p="2" bg="bg.panel" borderWidth="1px" borderColor="accent" borderRadius="control">
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
        onKeyDown={(event) => {
          if (event.key === "Enter") void create();
          if (event.key === "Escape") onDone();
          event.stopPropagation();
        }}
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
        {target && (
          <Button size="xs" variant="ghost" onClick={(event) => setAt(event.currentTarget)}>
            {linked?.title ?? target.label}
          </Button>
        )}
        <Box flex="1" />
        <Button size="xs" variant="primary" onClick={() => void create()}>
          Create
        </Button>
      </Box>
      {error && (
        <chakra.p role="alert" color="danger.fg" fontSize="12px">
          {error}
        </chakra.p>
      )}
      {at && target && (
        <Floating
          anchor={at}
          onClose={() => {
            setAt(null);
            input.current?.focus();
          }}
        >
          <Picker
            label={target.label}
            search={search}
            onPick={({ value, label }) => {
              setLinked({ id: value, title: label });
              setAt(null);
              input.current?.focus();
            }}
            {...(metadata.can(target.name, "create") && {
              onCreate: async (name: string) => {
                try {
                  const made = await records.create(target, titleInput(target, name), { quiet: true });
                  setLinked({ id: made.id, title: titleOf(target, made) });
                } catch (thrown) {
                  toast.error(thrown);
                }
                setAt(null);
                input.current?.focus();
              },
            })}
          />
        </Floating>
      )}
    </Box>
  );
}
