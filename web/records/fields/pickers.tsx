import { useState } from "react";
import { Avatar, Dot, Floating, Picker, toast } from "../../ui/index.ts";
import { useMetadata } from "../../workspace/metadata.ts";
import { list, text, titleInput, titleOf } from "../row.ts";
import { useRecords } from "../useRecords.ts";
import { type InnerProps, isAside, type Move, pickerKeys } from "./editing.ts";
import { useRecordSearch } from "./useRecordSearch.ts";

/** Chooses among the options of a field, one or several. */
export function ChoiceEditor(props: InnerProps) {
  const { field, row, anchor, initialText, onCommit, onCancel } = props;
  const isMany = field.type === "multi_enum";
  const [chosen, setChosen] = useState(isMany ? list(row[field.apiName]) : [text(row[field.apiName])].filter(Boolean));
  const leave = (move: Move) => onCommit(isMany ? { [field.apiName]: chosen } : {}, move);
  return (
    <Floating
      anchor={anchor}
      onClose={() => (isMany ? leave("stay") : onCancel())}
      cover
      matchWidth
      onKeyDown={pickerKeys({ onCancel, onCommit: (_none, move) => leave(move) })}
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
        isMany={isMany}
        onPick={({ value }, move) => {
          if (!isMany) return onCommit({ [field.apiName]: value }, move);
          if (isAside(move)) return onCommit({ [field.apiName]: [...new Set([...chosen, value])] }, move);
          setChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
        }}
        {...(!field.isRequired &&
          !isMany &&
          !field.settings.options && { onClear: (move) => onCommit({ [field.apiName]: null }, move) })}
      />
    </Floating>
  );
}

/** Chooses a member, oneself first. */
export function MemberEditor(props: InnerProps) {
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
        onPick={({ value }, move) => onCommit({ [field.apiName]: value }, move)}
        onClear={(move) => onCommit({ [field.apiName]: null }, move)}
      />
    </Floating>
  );
}

/** Chooses the record that a field leads to, or makes it. */
export function RelationEditor(props: InnerProps) {
  const { field, row, anchor, initialText, onCommit, onCancel } = props;
  const metadata = useMetadata();
  const records = useRecords();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const search = useRecordSearch(target);
  if (!target) return null;
  const link = (id: string, title: string, move: Move) =>
    onCommit(
      { [field.apiName]: id },
      move,
      field.relationApiName ? { [field.relationApiName]: { id, [target.title.apiName]: title } } : {},
    );
  return (
    <Floating anchor={anchor} onClose={onCancel} cover matchWidth onKeyDown={pickerKeys(props)}>
      <Picker
        label={field.label}
        initialText={initialText}
        search={search}
        chosen={[text(row[field.apiName])].filter(Boolean)}
        onPick={({ value, label }, move) => link(value, label, move)}
        {...(metadata.can(target.name, "create") && {
          onCreate: async (name: string, move: Move) => {
            try {
              const made = await records.create(target, titleInput(target, name), { quiet: true });
              link(made.id, titleOf(target, made), move);
            } catch (error) {
              toast.error(error);
            }
          },
        })}
        onClear={(move) =>
          onCommit({ [field.apiName]: null }, move, field.relationApiName ? { [field.relationApiName]: null } : {})
        }
      />
    </Floating>
  );
}
