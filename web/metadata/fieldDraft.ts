import { isRecord } from "../auth/answers.ts";
import { present } from "../lib/present.ts";
import { type DraftOption, newOption } from "./OptionsEditor.tsx";
import type { ModelField } from "./queries.ts";

/** A field as the form holds it: everything as one types it. */
export interface FieldDraft {
  label: string;
  type: string;
  help: string;
  required: boolean;
  unique: boolean;
  index: boolean;
  default: string;
  decimals: string;
  unit: string;
  max: string;
  max_length: string;
  target: string;
  inverse_label: string;
  on_delete: string;
  name: string;
  options: readonly DraftOption[];
  /** With fields by label: {Quantity} * {Unit price}. */
  formula: string;
}

/** The type that one chooses for a field: a formula is to everything else a field of the type that it gives. */
export function typeOf(field: Pick<ModelField, "type" | "settings">): string {
  return isRecord(field.settings) && "formula" in field.settings ? "formula" : field.type;
}

/** A field as it is edited; of a formula the fields of its object give their labels. */
export function draftOf(
  field: ModelField | undefined,
  fields: readonly Pick<ModelField, "name" | "label">[] = [],
): FieldDraft {
  const settings = isRecord(field?.settings) ? field.settings : {};
  const text = (key: string) => (settings[key] === undefined ? "" : String(settings[key]));
  const options = present(field?.options).map(({ id, value, label, color }) => ({ key: id, value, label, color }));
  return {
    label: field?.label ?? "",
    type: field ? typeOf(field) : "text",
    help: field?.help ?? "",
    required: field?.isRequired ?? false,
    unique: field?.isUnique ?? false,
    index: field?.isIndexed ?? false,
    default: defaultText(field?.default),
    decimals: text("decimals"),
    unit: text("unit"),
    max: text("max"),
    max_length: text("max_length"),
    target: field?.targetObject ?? "",
    inverse_label: field?.inverseLabel ?? "",
    on_delete: text("on_delete"),
    name: "",
    options: options.length > 0 ? options : [newOption(0), newOption(1)],
    formula: text("formula").replace(
      /\{(\w+)\}/g,
      (reference, name) => `{${fields.find((one) => one.name === name)?.label ?? reference.slice(1, -1)}}`,
    ),
  };
}

function defaultText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const numbers = ["decimals", "max", "max_length"];
const fixed = ["target", "on_delete", "options"];

/** The settings that create_field takes for this draft. */
export function settingsOf(draft: FieldDraft, takes: readonly string[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const key of ["help", "name", ...takes]) {
    const value = settingOf(draft, key);
    if (value !== null && value !== false) settings[key] = value;
  }
  return settings;
}

/** The settings of update_field that differ from what they were; null for what is not to be any more. */
export function changedSettings(
  before: FieldDraft,
  after: FieldDraft,
  takes: readonly string[],
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of ["help", ...takes].filter((one) => !fixed.includes(one))) {
    const value = settingOf(after, key);
    if (JSON.stringify(value) !== JSON.stringify(settingOf(before, key))) changed[key] = value;
  }
  return changed;
}

function settingOf(draft: FieldDraft, key: string): unknown {
  if (key === "options") return optionsOf(draft);
  if (key === "default") return defaultOf(draft);
  if (!(key in draft)) return null;
  const value = Object.entries(draft).find(([name]) => name === key)?.[1];
  if (typeof value !== "string") return value;
  if (value.trim() === "") return null;
  return numbers.includes(key) ? Number(value) : value;
}

export function optionsOf({ options }: FieldDraft): unknown[] {
  return options
    .filter((option) => option.label.trim())
    .map(({ value, label, color }) => ({ label: label.trim(), color, ...(value !== undefined && { value }) }));
}

function defaultOf(draft: FieldDraft): unknown {
  const text = draft.default.trim();
  if (!text) return null;
  if (draft.type === "multi_enum") return text.split(/\s*,\s*/);
  if (draft.type !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // the database says what is wrong with it
  }
}

/** The removed options of an edited choice. */
export function removedOptions(before: FieldDraft, after: FieldDraft): readonly DraftOption[] {
  return before.options.filter(
    (option) => option.value !== undefined && !after.options.some((one) => one.value === option.value),
  );
}
