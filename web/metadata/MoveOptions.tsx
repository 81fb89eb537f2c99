import { chakra } from "@chakra-ui/react";
import { Field, Select } from "../ui/index.ts";
import type { FieldDraft } from "./fieldDraft.ts";
import type { DraftOption } from "./OptionsEditor.tsx";

/** Where the records of removed options go. */
export function MoveOptions({
  draft,
  removed,
  initial,
  moves,
  onChange,
}: {
  draft: FieldDraft;
  removed: readonly DraftOption[];
  /** What new records begin with until now. */
  initial: string;
  moves: Record<string, string | null>;
  onChange: (moves: Record<string, string | null>) => void;
}) {
  const kept = draft.options.filter((option) => option.value !== undefined);
  return (
    <chakra.div display="flex" flexDirection="column" gap="3">
      {removed.map(({ value = "", label }) => (
        <Field
          key={value}
          label={value === initial ? `Records with “${label}”, and new ones, get` : `Records with “${label}” get`}
        >
          <Select
            value={value in moves ? (moves[value] ?? "none") : ""}
            onChange={({ target }) => {
              const { [value]: _, ...rest } = moves;
              const to = target.value === "none" ? null : target.value;
              onChange(target.value === "" ? rest : { ...rest, [value]: to });
            }}
          >
            <option value="">{value === initial ? "Choose" : "Choose, if there are any"}</option>
            {!draft.required && <option value="none">No value</option>}
            {kept.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </chakra.div>
  );
}
