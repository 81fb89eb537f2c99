import { chakra } from "@chakra-ui/react";
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from "react";
import { toLocalInput } from "../../lib/formats.ts";
import { orReload } from "../../lib/orReload.ts";
import { useUnsaved } from "../../lib/unsaved.ts";
import { Avatar, Dot, Floating, Picker, toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { list, type Row, text, titleInput, titleOf } from "../row.ts";
import { useRecords } from "../useRecords.ts";
import { editableText, parseText } from "./text.ts";
import { useRecordSearch } from "./useRecordSearch.ts";

const LinksEditor = lazy(orReload(() => import("./LinksEditor.tsx")));

export type Move = "down" | "right" | "left" | "stay";
export interface EditorProps {
  field: FieldMeta;
  object: ObjectMeta;
  row: Row;
  /** What was typed to begin with, instead of the value. */
  initialText?: string | undefined;
  /** The element that is being edited: pickers float at it. */
  anchor: Element | null;
  /** `base` is the record as it was when editing began; `also` is shown beside the patch until the server answers. */
  onCommit: (patch: Record<string, unknown>, move: Move, base: Row, also?: Record<string, unknown>) => void;
  onCancel: () => void;
}
export type InnerProps = Omit<EditorProps, "onCommit"> & {
  onCommit: (patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) => void;
};

/** Edits one value in place: Enter saves and goes down, Tab saves and goes right, Escape leaves it. */
export function Editor({ row, onCommit, ...rest }: EditorProps) {
  // What others make of it meanwhile is not taken over while one types, nor overwritten unseen.
  const [base] = useState(row);
  const props = {
    ...rest,
    row: base,
    onCommit: (patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) =>
      onCommit(patch, move, base, also),
  };
  switch (props.field.type) {
    case "enum":
    case "multi_enum":
      return <ChoiceEditor {...props} />;
    case "member":
      return <MemberEditor {...props} />;
    case "relation":
      return <RelationEditor {...props} />;
    case "many_to_many":
      return (
        <Suspense>
          <LinksEditor {...props} />
        </Suspense>
      );
    case "long_text":
    case "json":
      return <LongTextEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}

const floating = ["enum", "multi_enum", "member", "relation", "many_to_many", "long_text", "json"];
/** Whether its editor floats over the value, instead of standing in its place. */
export const floats = (field: FieldMeta): boolean => floating.includes(field.type);
/** Whether one writes it, instead of choosing. */
export const isTypedIn = (field: FieldMeta): boolean =>
  ["long_text", "json"].includes(field.type) || (!floats(field) && field.type !== "boolean");

const plainInput = {
  w: "full",
  h: "full",
  bg: "bg.panel",
  color: "fg",
  fontSize: { base: "16px", sm: "13px" },
  outline: "none",
  _focusVisible: { outline: "none" },
} as const;

function TextEditor({ field, object, row, initialText, onCommit, onCancel }: InnerProps) {
  const metadata = useMetadata();
  const isName = field.id === object.title.id;
  const [error, setError] = useState("");
  const [isTyped, setIsTyped] = useState(initialText !== undefined);
  useUnsaved(isTyped);
  const isOver = useRef(false);
  const value = row[field.apiName];
  const start =
    initialText ??
    (field.type === "date_time" && value
      ? toLocalInput(text(value))
      : editableText(isName ? row[object.title.apiName] : value, field));

  const finish = (input: HTMLInputElement, move: Move) => {
    if (isOver.current) return;
    if (input.value === start && initialText === undefined) {
      isOver.current = true;
      return move === "stay" ? onCancel() : onCommit({}, move);
    }
    if (isName) {
      if (!input.value.trim()) return setError("A name is needed.");
      isOver.current = true;
      return onCommit(titleInput(object, input.value.trim()), move, { [object.title.apiName]: input.value.trim() });
    }
    const parsed = parseText(input.value, field, metadata);
    if (!parsed.ok) return setError(parsed.message);
    isOver.current = true;
    onCommit({ [field.apiName]: parsed.value }, move);
  };
  // Who types a date writes it as they like; who opens it gets the calendar.
  const isWritten = initialText !== undefined;
  const type =
    field.type === "date" && !isWritten ? "date" : field.type === "date_time" && !isWritten ? "datetime-local" : "text";
  return (
    <chakra.input
      {...plainInput}
      px="2"
      type={type}
      inputMode={["number", "currency", "rating"].includes(field.type) ? "decimal" : undefined}
      aria-label={field.label}
      aria-invalid={error ? true : undefined}
      title={error || undefined}
      boxShadow={error ? "inset 0 0 0 2px {colors.danger}" : "inset 0 0 0 2px {colors.accent}"}
      borderRadius="control"
      autoFocus
      defaultValue={start}
      onFocus={(event) => {
        if (initialText === undefined && type === "text") event.currentTarget.select();
      }}
      onChange={() => {
        setIsTyped(true);
        if (error) setError("");
      }}
      onBlur={(event) => finish(event.currentTarget, "stay")}
      onKeyDown={(event) => {
        const move = moveOf(event);
        if (move === "cancel") {
          isOver.current = true;
          onCancel();
        } else if (move) finish(event.currentTarget, move);
        event.stopPropagation();
        if (move) event.preventDefault();
      }}
    />
  );
}

function moveOf(event: KeyboardEvent): Move | "cancel" | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  if (event.key === "Enter") return "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  if (event.key === "Escape") return "cancel";
  return undefined;
}

function LongTextEditor({ field, row, initialText, anchor, onCommit, onCancel }: InnerProps) {
  const metadata = useMetadata();
  const [error, setError] = useState("");
  const [isTyped, setIsTyped] = useState(initialText !== undefined);
  useUnsaved(isTyped);
  const area = useRef<HTMLTextAreaElement>(null);
  const start = initialText ?? editableText(row[field.apiName], field);
  const finish = (move: Move) => {
    const current = area.current?.value ?? "";
    if (current === start && initialText === undefined) return onCancel();
    const parsed = parseText(current, field, metadata);
    if (!parsed.ok) return setError(parsed.message);
    onCommit(
      {
        [field.apiName]:
          field.isRequired || ["body", "title"].includes(field.apiName) ? (parsed.value ?? "") : parsed.value,
      },
      move,
    );
  };
  return (
    <Floating anchor={anchor} onClose={() => finish("stay")} cover matchWidth>
      <chakra.textarea
        ref={area}
        aria-label={field.label}
        autoFocus
        defaultValue={start}
        onChange={() => setIsTyped(true)}
        w="360px"
        maxW="full"
        minH="32"
        p="2"
        bg="transparent"
        fontFamily={field.type === "json" ? "mono" : "body"}
        outline="none"
        _focusVisible={{ outline: "none" }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            onCancel();
          } else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            finish("down");
          } else if (event.key === "Tab") {
            event.preventDefault();
            finish(event.shiftKey ? "left" : "right");
          }
          event.stopPropagation();
        }}
      />
      <chakra.p
        px="2"
        pb="1.5"
        fontSize="11px"
        color={error ? "danger.fg" : "fg.subtle"}
        role={error ? "alert" : undefined}
      >
        {error || "⌘↵ saves, Esc leaves it as it was"}
      </chakra.p>
    </Floating>
  );
}

/** Leaves a picker by Tab too, to the next cell. */
export function pickerKeys({ onCancel, onCommit }: InnerProps) {
  return (event: KeyboardEvent) => {
    if (event.key === "Tab") {
      event.preventDefault();
      onCommit({}, event.shiftKey ? "left" : "right");
    }
    if (event.key === "Escape") {
      event.preventDefault();
      onCancel();
    }
    event.stopPropagation();
  };
}

function ChoiceEditor(props: InnerProps) {
  const { field, row, anchor, initialText, onCommit, onCancel } = props;
  const isMany = field.type === "multi_enum";
  const [chosen, setChosen] = useState(isMany ? list(row[field.apiName]) : [text(row[field.apiName])].filter(Boolean));
  return (
    <Floating
      anchor={anchor}
      onClose={() => (isMany ? onCommit({ [field.apiName]: chosen }, "stay") : onCancel())}
      cover
      matchWidth
      onKeyDown={pickerKeys({
        ...props,
        onCancel: () => (isMany ? onCommit({ [field.apiName]: chosen }, "stay") : onCancel()),
      })}
    >
      <Picker
        label={field.label}
        initialText={initialText}
        options={field.options.map((option) => ({
          value: option.value,
          label: option.label,
          mark: <Dot color={option.color} />,
        }))}
        chosen={chosen}
        onPick={({ value }) => {
          if (!isMany) return onCommit({ [field.apiName]: value }, "stay");
          setChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
        }}
        {...(!field.isRequired &&
          !isMany &&
          !field.settings.options && { onClear: () => onCommit({ [field.apiName]: null }, "stay") })}
      />
    </Floating>
  );
}

function MemberEditor(props: InnerProps) {
  const { field, row, anchor, initialText, onCommit, onCancel } = props;
  const { members, me } = useMetadata();
  const active = members.filter((member) => member.isActive);
  return (
    <Floating anchor={anchor} onClose={onCancel} cover matchWidth onKeyDown={pickerKeys(props)}>
      <Picker
        label={field.label}
        initialText={initialText}
        options={[...active.filter((one) => one.id === me.id), ...active.filter((one) => one.id !== me.id)].map(
          (member) => ({
            value: member.id,
            label: member.name,
            mark: <Avatar id={member.id} name={member.name} size={18} />,
            ...(member.id === me.id && { hint: "you" }),
          }),
        )}
        chosen={[text(row[field.apiName])].filter(Boolean)}
        onPick={({ value }) => onCommit({ [field.apiName]: value }, "stay")}
        onClear={() => onCommit({ [field.apiName]: null }, "stay")}
      />
    </Floating>
  );
}

function RelationEditor(props: InnerProps) {
  const { field, row, anchor, initialText, onCommit, onCancel } = props;
  const metadata = useMetadata();
  const records = useRecords();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const search = useRecordSearch(target);
  if (!target) return null;
  const link = (id: string, title: string) =>
    onCommit(
      { [field.apiName]: id },
      "stay",
      field.relationApiName ? { [field.relationApiName]: { id, [target.title.apiName]: title } } : {},
    );
  return (
    <Floating anchor={anchor} onClose={onCancel} cover matchWidth onKeyDown={pickerKeys(props)}>
      <Picker
        label={field.label}
        initialText={initialText}
        search={search}
        chosen={[text(row[field.apiName])].filter(Boolean)}
        onPick={({ value, label }) => link(value, label)}
        {...(metadata.can(target.name, "create") && {
          onCreate: async (name: string) => {
            try {
              const made = await records.create(target, titleInput(target, name), { quiet: true });
              link(made.id, titleOf(target, made));
            } catch (error) {
              toast.error(error);
            }
          },
        })}
        onClear={() =>
          onCommit({ [field.apiName]: null }, "stay", field.relationApiName ? { [field.relationApiName]: null } : {})
        }
      />
    </Floating>
  );
}
