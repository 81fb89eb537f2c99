import { chakra } from "@chakra-ui/react";
import { useId, useState } from "react";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { FieldIcon } from "../records/fields/FieldIcon.tsx";
import { Button, Dialog, Field, Input, Select } from "../ui/index.ts";
import { FieldSettings } from "./FieldSettings.tsx";
import { changedSettings, draftOf, type FieldDraft, optionsOf, removedOptions, settingsOf } from "./fieldDraft.ts";
import { MoveOptions } from "./MoveOptions.tsx";
import {
  createFieldDocument,
  type FieldType,
  type ModelField,
  type ModelObject,
  setFieldOptionsDocument,
  updateFieldDocument,
} from "./queries.ts";

/** Makes a field of an object, or changes one. */
export function FieldDialog({
  object,
  field,
  objects,
  types,
  onClose,
  onDone,
}: {
  object: ModelObject;
  field?: ModelField;
  objects: readonly ModelObject[];
  types: readonly FieldType[];
  onClose: () => void;
  /** With the API name of a new one. */
  onDone: (made?: string) => void;
}) {
  const form = useId();
  const mutate = useMutate();
  const [before] = useState(() => draftOf(field, present(object.fields)));
  const [draft, setDraft] = useState<FieldDraft>(before);
  const [known] = useState(() => before.options.flatMap((option) => option.value ?? []));
  const [moves, setMoves] = useState<Record<string, string | null>>({});
  const set = (patch: Partial<FieldDraft>) => setDraft({ ...draft, ...patch });
  const type = types.find((one) => one.name === draft.type);
  const isShipped = field !== undefined && !field.isCustom;
  const takes = isShipped ? [] : (type?.settings ?? []).flatMap((one) => one ?? []);
  const hasOptions = field ? before.options.some((option) => option.value !== undefined) : takes.includes("options");
  const removed = field ? removedOptions(before, draft) : [];
  const needsName = !field && draft.label !== "" && !/[a-z]/i.test(draft.label.normalize("NFD"));

  const { onSubmit, busy, errorOf, error } = useSubmit(
    ["label", "default", "inverseLabel", "target", "formula"],
    async () => {
      if (!field) {
        const { createField } = await mutate(createFieldDocument, {
          object: object.name,
          label: draft.label.trim(),
          type: draft.type,
          settings: settingsOf(draft, takes),
        });
        onDone(createField?.field?.apiName);
        return onClose();
      }
      // The options first: the default may be one of the new ones.
      if (hasOptions && JSON.stringify(optionsOf(draft)) !== JSON.stringify(optionsOf(before))) {
        const move = Object.fromEntries(
          removed.flatMap(({ value = "" }) => (value in moves ? [[value, moves[value] ?? null]] : [])),
        );
        await mutate(setFieldOptionsDocument, { field: field.id, options: optionsOf(draft), move, known });
      }
      const settings = changedSettings(before, draft, takes);
      if (draft.label !== before.label || Object.keys(settings).length > 0)
        await mutate(updateFieldDocument, { field: field.id, label: draft.label.trim(), settings });
      onDone();
      onClose();
    },
  );

  return (
    <Dialog
      open
      onClose={onClose}
      title={field ? `Edit ${field.label}` : `New field of ${object.labelPlural}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            {field ? "Save" : "Create field"}
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <chakra.div display="grid" gridTemplateColumns={{ base: "1fr", sm: "1fr 1fr" }} gap="3">
          <Field label="Name" {...errorOf("label")}>
            <Input
              required
              autoFocus
              maxLength={60}
              value={draft.label}
              onChange={(event) => set({ label: event.target.value })}
            />
          </Field>
          {field ? (
            <chakra.div display="flex" flexDirection="column" gap="1.5">
              <chakra.span textStyle="label" color="fg.muted">
                Type
              </chakra.span>
              <chakra.span display="flex" alignItems="center" gap="2" minH="8">
                <FieldIcon type={draft.type} />
                {type?.label ?? draft.type}
              </chakra.span>
            </chakra.div>
          ) : (
            <Field label="Type">
              <Select value={draft.type} onChange={(event) => set({ type: event.target.value, default: "" })}>
                {types.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.label}
                  </option>
                ))}
              </Select>
            </Field>
          )}
        </chakra.div>
        {needsName && (
          <Field label="API name" help="Lower-case Latin letters, digits and underscores: delivery_date">
            <Input required maxLength={50} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
        )}
        <FieldSettings
          draft={draft}
          onChange={set}
          takes={takes}
          hasOptions={hasOptions}
          isNew={!field}
          object={object}
          objects={objects}
          errorOf={errorOf}
        />
        {removed.length > 0 && (
          <MoveOptions draft={draft} removed={removed} initial={before.default} moves={moves} onChange={setMoves} />
        )}
        {isShipped && (
          <chakra.p color="fg.subtle" fontSize="12px">
            This field ships with Rowan: its name and help can be changed, the rest stays.
          </chakra.p>
        )}
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
