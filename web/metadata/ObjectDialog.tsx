import { chakra } from "@chakra-ui/react";
import { useId, useState } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Checkbox, Dialog, Field, Input, Select, Textarea } from "../ui/index.ts";
import { typeOf } from "./fieldDraft.ts";
import { LookPicker } from "./LookPicker.tsx";
import { pluralOf } from "./pluralOf.ts";
import { createObjectDocument, type ModelObject, updateObjectDocument } from "./queries.ts";

/** Makes an object, or changes how it is called and shown. */
export function ObjectDialog({
  object,
  onClose,
  onDone,
}: {
  object?: ModelObject;
  onClose: () => void;
  onDone: (name: string) => void;
}) {
  const form = useId();
  const mutate = useMutate();
  const [singular, setSingular] = useState(object?.label ?? "");
  const [plural, setPlural] = useState(object?.labelPlural);
  const [icon, setIcon] = useState(object?.icon ?? "box");
  const [color, setColor] = useState(object?.color ?? "blue");
  const [isUnique, setIsUnique] = useState(false);
  const called = plural ?? pluralOf(singular);
  const titles = (object?.fields.nodes ?? []).filter(
    (field) => field?.isActive && ["text", "number", "date"].includes(typeOf(field)),
  );
  const { onSubmit, busy, errorOf, error } = useSubmit(
    ["singular", "plural", "description", "titleLabel"],
    async (text) => {
      const description = text("description").trim();
      if (object) {
        const titleField = text("titleField");
        await mutate(updateObjectDocument, {
          object: object.name,
          label: singular,
          labelPlural: called,
          description,
          icon,
          color,
          ...(titleField && titleField !== object.titleColumn && { titleField }),
        });
        onDone(object.name);
      } else {
        const { createObject } = await mutate(createObjectDocument, {
          singular,
          plural: called,
          description,
          icon,
          color,
          singularName: text("singularName") || null,
          pluralName: text("pluralName") || null,
          titleLabel: text("titleLabel"),
          titleSettings: { required: true, unique: isUnique },
        });
        if (createObject?.object) onDone(createObject.object.name);
      }
      onClose();
    },
  );
  const needsName = singular !== "" && !/[a-z]/i.test(singular.normalize("NFD"));
  return (
    <Dialog
      open
      onClose={onClose}
      title={object ? `Edit ${object.labelPlural}` : "New object"}
      description={object ? undefined : "Something that you keep records of, such as orders, machines or projects."}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            {object ? "Save" : "Create object"}
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <chakra.div display="grid" gridTemplateColumns={{ base: "1fr", sm: "1fr 1fr" }} gap="3">
          <Field label="One of them" {...errorOf("singular")}>
            <Input
              required
              autoFocus
              maxLength={60}
              placeholder="Factory order"
              value={singular}
              onChange={(event) => setSingular(event.target.value)}
            />
          </Field>
          <Field label="Many of them" {...errorOf("plural")}>
            <Input
              required
              maxLength={60}
              placeholder="Factory orders"
              value={called}
              onChange={(event) => setPlural(event.target.value)}
            />
          </Field>
        </chakra.div>
        {needsName && !object && (
          <chakra.div display="grid" gridTemplateColumns={{ base: "1fr", sm: "1fr 1fr" }} gap="3">
            <Field label="API name of one" help="Lower-case Latin letters: order">
              <Input name="singularName" required maxLength={50} />
            </Field>
            <Field label="API name of many" help="orders">
              <Input name="pluralName" required maxLength={50} />
            </Field>
          </chakra.div>
        )}
        <LookPicker icon={icon} color={color} onIcon={setIcon} onColor={setColor} />
        {object ? (
          object.isCustom && (
            <Field label="Records are called by">
              <Select name="titleField" defaultValue={object.titleColumn}>
                {titles.map(
                  (field) =>
                    field && (
                      <option key={field.id} value={field.name}>
                        {field.label}
                      </option>
                    ),
                )}
              </Select>
            </Field>
          )
        ) : (
          <chakra.div display="flex" flexDirection="column" gap="2">
            <Field
              label="A record is called by its"
              help="The first field of the object: a name, a number, an order id."
              {...errorOf("titleLabel")}
            >
              <Input name="titleLabel" required maxLength={60} defaultValue="Name" />
            </Field>
            <Checkbox checked={isUnique} onChange={(event) => setIsUnique(event.target.checked)}>
              No two records have the same
            </Checkbox>
          </chakra.div>
        )}
        <Field label="Description" optional {...errorOf("description")}>
          <Textarea name="description" rows={2} maxLength={1000} defaultValue={object?.description} />
        </Field>
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
