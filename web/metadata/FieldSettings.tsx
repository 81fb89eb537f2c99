import { chakra } from "@chakra-ui/react";
import { Checkbox, Field, Input, Select } from "../ui/index.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import type { FieldDraft } from "./fieldDraft.ts";
import { OptionsEditor } from "./OptionsEditor.tsx";
import type { ModelObject } from "./queries.ts";

/** What one can say of a field of this type. */
export function FieldSettings({
  draft,
  onChange,
  takes,
  hasOptions,
  isNew,
  object,
  objects,
  errorOf,
}: {
  draft: FieldDraft;
  onChange: (patch: Partial<FieldDraft>) => void;
  /** The settings that the type takes. */
  takes: readonly string[];
  hasOptions: boolean;
  isNew: boolean;
  object: ModelObject;
  objects: readonly ModelObject[];
  errorOf: (field: string) => { error?: string };
}) {
  const has = (setting: string) => takes.includes(setting);
  const target = objects.find((one) => one.name === draft.target);
  return (
    <>
      {hasOptions && <OptionsEditor options={draft.options} onChange={(options) => onChange({ options })} />}
      {has("formula") && (
        <FormulaInput
          object={object}
          formula={draft.formula}
          onChange={(formula) => onChange({ formula })}
          {...errorOf("formula")}
        />
      )}
      {has("target") && (
        <>
          {isNew && (
            <Field label="Leads to" {...errorOf("target")}>
              <Select required value={draft.target} onChange={(event) => onChange({ target: event.target.value })}>
                <option value="" disabled>
                  Choose an object
                </option>
                {objects.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.labelPlural}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field
            label={target ? `What ${target.labelPlural} call these records` : "What those call these records"}
            optional={isNew}
            {...errorOf("inverseLabel")}
          >
            <Input
              maxLength={60}
              required={!isNew}
              value={draft.inverse_label}
              onChange={(event) => onChange({ inverse_label: event.target.value })}
            />
          </Field>
        </>
      )}
      {has("on_delete") && isNew && (
        <Field label="When that record is deleted">
          <Select value={draft.on_delete} onChange={(event) => onChange({ on_delete: event.target.value })}>
            <option value="">{draft.required ? "Refuse, while records lead to it" : "Leave this empty"}</option>
            {!draft.required && <option value="refuse">Refuse, while records lead to it</option>}
            <option value="delete">Delete these records too</option>
          </Select>
        </Field>
      )}
      {(has("decimals") || has("max") || has("max_length") || has("unit")) && (
        <chakra.div display="grid" gridTemplateColumns={{ base: "1fr", sm: "1fr 1fr" }} gap="3">
          {has("decimals") && (
            <Field label="Decimals" optional>
              <Input
                type="number"
                min={0}
                max={10}
                value={draft.decimals}
                onChange={(event) => onChange({ decimals: event.target.value })}
              />
            </Field>
          )}
          {has("unit") && (
            <Field label="Unit" optional>
              <Input
                maxLength={12}
                placeholder=" kg"
                value={draft.unit}
                onChange={(event) => onChange({ unit: event.target.value })}
              />
            </Field>
          )}
          {has("max") && (
            <Field label="Most stars" optional>
              <Input
                type="number"
                min={2}
                max={10}
                placeholder="5"
                value={draft.max}
                onChange={(event) => onChange({ max: event.target.value })}
              />
            </Field>
          )}
          {has("max_length") && (
            <Field label="Longest, in characters" optional>
              <Input
                type="number"
                min={1}
                max={10000}
                value={draft.max_length}
                onChange={(event) => onChange({ max_length: event.target.value })}
              />
            </Field>
          )}
        </chakra.div>
      )}
      {has("default") && !draft.unique && (
        <Field label="New records begin with" optional {...errorOf("default")} {...hintOf(draft.type)}>
          <DefaultInput draft={draft} onChange={onChange} />
        </Field>
      )}
      <Field label="Help" optional>
        <Input
          maxLength={500}
          placeholder="Shown beside the field"
          value={draft.help}
          onChange={(event) => onChange({ help: event.target.value })}
        />
      </Field>
      <chakra.div display="flex" flexWrap="wrap" columnGap="5" rowGap="2">
        {has("required") && (
          <Checkbox checked={draft.required} onChange={(event) => onChange({ required: event.target.checked })}>
            Required
          </Checkbox>
        )}
        {has("unique") && (
          <Checkbox
            checked={draft.unique}
            onChange={(event) => onChange({ unique: event.target.checked, default: "" })}
          >
            Unique
          </Checkbox>
        )}
        {has("index") && (
          <Checkbox checked={draft.index} onChange={(event) => onChange({ index: event.target.checked })}>
            Fast in large lists
          </Checkbox>
        )}
      </chakra.div>
    </>
  );
}

function hintOf(type: string): { help?: string } {
  if (type === "date") return { help: "A day such as 2030-01-31, or: today" };
  if (type === "date_time") return { help: "A time such as 2030-01-31T09:00Z, or: now" };
  if (type === "member") return { help: "me: whoever makes the record" };
  if (type === "multi_enum") return { help: "Options, with commas between them" };
  return {};
}

function DefaultInput({
  draft,
  onChange,
  ...rest
}: {
  draft: FieldDraft;
  onChange: (patch: Partial<FieldDraft>) => void;
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}) {
  const choices =
    draft.type === "enum"
      ? draft.options
          .filter((one) => one.label.trim())
          .map((one) => [one.value ?? one.label.trim(), one.label] as const)
      : draft.type === "boolean"
        ? ([
            ["false", "No"],
            ["true", "Yes"],
          ] as const)
        : undefined;
  if (!choices)
    return <Input {...rest} value={draft.default} onChange={(event) => onChange({ default: event.target.value })} />;
  return (
    <Select
      {...rest}
      value={draft.default || (draft.type === "boolean" ? "false" : "")}
      onChange={(event) => onChange({ default: event.target.value })}
    >
      {draft.type !== "boolean" && <option value="">Nothing</option>}
      {choices.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
