import { chakra } from "@chakra-ui/react";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button, Checkbox, Dialog, Field, Input, Select, Textarea } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { Editor } from "./fields/Editor.tsx";
import { isTypedIn } from "./fields/editing.ts";
import { parseText } from "./fields/text.ts";
import { Value } from "./fields/Value.tsx";
import { list, type Row, text } from "./row.ts";

type Values = Record<string, unknown>;

/** What a new record needs beside its name, asked for before it is made. */
export default function RequiredFields({
  object,
  fields,
  onGive,
  onCancel,
}: {
  object: ObjectMeta;
  fields: readonly FieldMeta[];
  onGive: (values: Values) => void;
  onCancel: () => void;
}) {
  const metadata = useMetadata();
  const form = useId();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [chosen, setChosen] = useState<Row>({ id: "" });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const give = (event: FormEvent) => {
    event.preventDefault();
    const values: Values = {};
    const wrong: Record<string, string> = {};
    for (const field of fields) {
      const read = isTypedIn(field) ? parseText(typed[field.apiName] ?? "", field, metadata) : undefined;
      const value = read?.ok ? read.value : chosen[field.apiName];
      if (read && !read.ok) wrong[field.apiName] = read.message;
      else if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
        wrong[field.apiName] = `${field.label} is needed.`;
      values[field.apiName] = value;
    }
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onGive(values);
  };
  return (
    <Dialog
      open
      onClose={onCancel}
      title={`New ${object.label.toLowerCase()}`}
      description={`What every ${object.label.toLowerCase()} needs.`}
      width="sm"
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" form={form} variant="primary">
            Create
          </Button>
        </>
      }
    >
      <chakra.form id={form} noValidate onSubmit={give} display="flex" flexDirection="column" gap="3">
        {fields.map((field) => {
          const name = field.apiName;
          const error = errors[name];
          return (
            <Field
              key={field.id}
              label={field.label}
              {...(field.help && { help: field.help })}
              {...(error && { error })}
            >
              <Control
                field={field}
                object={object}
                row={chosen}
                typed={typed[name] ?? ""}
                onType={(value) => setTyped({ ...typed, [name]: value })}
                onChoose={(values) => setChosen({ ...chosen, ...values })}
              />
            </Field>
          );
        })}
      </chakra.form>
    </Dialog>
  );
}

function Control({
  field,
  object,
  row,
  typed,
  onType,
  onChoose,
  ...rest
}: {
  field: FieldMeta;
  object: ObjectMeta;
  row: Row;
  typed: string;
  onType: (value: string) => void;
  onChoose: (values: Values) => void;
}) {
  const { members } = useMetadata();
  const at = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const value = row[field.apiName];
  if (isTypedIn(field)) {
    const Typed = field.type === "long_text" || field.type === "json" ? Textarea : Input;
    return <Typed {...rest} value={typed} onChange={(event) => onType(event.target.value)} />;
  }
  if (field.type === "multi_enum")
    return (
      <chakra.div {...rest} role="group" display="flex" flexDirection="column" gap="2.5">
        {field.options.map((option) => (
          <Checkbox
            key={option.value}
            checked={list(value).includes(option.value)}
            onChange={({ target }) =>
              onChoose({
                [field.apiName]: field.options
                  .map((one) => one.value)
                  .filter((one) => (one === option.value ? target.checked : list(value).includes(one))),
              })
            }
          >
            {option.label}
          </Checkbox>
        ))}
      </chakra.div>
    );
  if (["enum", "boolean", "member"].includes(field.type)) {
    const options =
      field.type === "enum"
        ? field.options
        : field.type === "member"
          ? members.filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id, label: name }))
          : [
              { value: "true", label: "Yes" },
              { value: "false", label: "No" },
            ];
    return (
      <Select
        {...rest}
        value={text(value)}
        onChange={({ target }) =>
          onChoose({ [field.apiName]: field.type === "boolean" ? target.value === "true" : target.value || null })
        }
      >
        <option value="" disabled />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <>
      <Button {...rest} ref={at} justifyContent="flex-start" w="full" onClick={() => setIsOpen(true)}>
        {value ? <Value field={field} row={row} isLink={false} /> : "Choose…"}
      </Button>
      {isOpen && (
        <Editor
          field={field}
          object={object}
          row={row}
          anchor={at.current}
          onCommit={(patch, _move, _base, also) => {
            setIsOpen(false);
            onChoose({ ...patch, ...also });
          }}
          onCancel={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
