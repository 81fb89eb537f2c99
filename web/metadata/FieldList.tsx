import { chakra } from "@chakra-ui/react";
import { ArrowDown, ArrowUp, Eye, EyeOff, GripVertical, Pencil, Replace, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { FieldIcon } from "../records/fields/FieldIcon.tsx";
import { Button, Menu, type MenuEntry, Rows, Tag, toast } from "../ui/index.ts";
import { ChangeType } from "./ChangeType.tsx";
import { DeleteField } from "./DeleteField.tsx";
import { FieldDialog } from "./FieldDialog.tsx";
import { typeOf } from "./fieldDraft.ts";
import {
  type FieldType,
  type ModelField,
  type ModelObject,
  orderFieldsDocument,
  updateFieldDocument,
} from "./queries.ts";
import { RenameField } from "./RenameField.tsx";

const fixedTypes = ["relation", "many_to_many", "member"];

/** The fields of an object in their order, each with what can be done with it. */
export function FieldList({
  object,
  objects,
  types,
  onChanged,
}: {
  object: ModelObject;
  objects: readonly ModelObject[];
  types: readonly FieldType[];
  onChanged: () => void;
}) {
  const mutate = useMutate();
  const [open, setOpen] = useState<{ what: "edit" | "type" | "rename" | "delete"; field: ModelField } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const fields = present(object.fields).filter((field) => field.group !== "System");
  const shown = order ? fields.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : fields;
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      toast.error(thrown);
    } finally {
      onChanged();
    }
  };
  const move = (id: string, to: number) => {
    const moved = shown.find((field) => field.id === id);
    if (!moved || to < 0 || to >= shown.length) return;
    const rest = shown.filter((field) => field !== moved);
    const ids = [...rest.slice(0, to), moved, ...rest.slice(to)].map((field) => field.id);
    setOrder(ids); // at once; the database follows
    void attempt(() => mutate(orderFieldsDocument, { object: object.name, fields: ids }));
  };
  const entries = (field: ModelField, index: number): MenuEntry[] => [
    { label: "Edit", icon: Pencil, onSelect: () => setOpen({ what: "edit", field }) },
    { label: "Move up", icon: ArrowUp, disabled: index === 0, onSelect: () => move(field.id, index - 1) },
    {
      label: "Move down",
      icon: ArrowDown,
      disabled: index === shown.length - 1,
      onSelect: () => move(field.id, index + 1),
    },
    ...(field.isCustom && !fixedTypes.includes(typeOf(field))
      ? [{ label: "Change type…", icon: Replace, onSelect: () => setOpen({ what: "type" as const, field }) }]
      : []),
    ...(field.isCustom
      ? [{ label: "Rename in the API…", icon: Tags, onSelect: () => setOpen({ what: "rename" as const, field }) }]
      : []),
    {
      label: field.isActive ? "Take out of use" : "Use again",
      icon: field.isActive ? EyeOff : Eye,
      onSelect: () => void attempt(() => mutate(updateFieldDocument, { field: field.id, isActive: !field.isActive })),
    },
    ...(field.isCustom
      ? [
          "separator" as const,
          { label: "Delete…", icon: Trash2, danger: true, onSelect: () => setOpen({ what: "delete" as const, field }) },
        ]
      : []),
  ];
  const close = () => setOpen(null);

  return (
    <>
      <Rows role="list" aria-label={`Fields of ${object.labelPlural}`}>
        {shown.map((field, index) => (
          <chakra.div
            key={field.id}
            role="listitem"
            display="flex"
            alignItems="center"
            gap="2"
            px="2"
            minH="10"
            opacity={dragged === field.id ? 0.5 : 1}
            draggable
            onDragStart={() => setDragged(field.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => dragged && move(dragged, index)}
            _hover={{ bg: "bg.subtle" }}
          >
            <chakra.span color="fg.subtle" cursor="grab" display="flex" aria-hidden>
              <GripVertical size={14} />
            </chakra.span>
            <chakra.span color="fg.muted" display="flex">
              <FieldIcon type={typeOf(field)} />
            </chakra.span>
            <chakra.button
              type="button"
              flex="1 1 0"
              minW="0"
              py="2"
              display="flex"
              alignItems="center"
              gap="2"
              textAlign="start"
              cursor="pointer"
              color={field.isActive ? "fg" : "fg.muted"}
              onClick={() => setOpen({ what: "edit", field })}
            >
              <chakra.span fontWeight="450" truncate>
                {field.label}
              </chakra.span>
              {field.isRequired && <Tag color="gray">Required</Tag>}
              {field.isUnique && <Tag color="gray">Unique</Tag>}
              {!field.isActive && <Tag color="gray">Not in use</Tag>}
            </chakra.button>
            <chakra.span color="fg.muted" fontSize="12px" display={{ base: "none", sm: "block" }}>
              {types.find((type) => type.name === typeOf(field))?.label}
              {field.targetObject && ` to ${objects.find((one) => one.name === field.targetObject)?.labelPlural ?? ""}`}
            </chakra.span>
            <Menu
              placement="bottom-end"
              trigger={
                <Button variant="ghost" size="xs" aria-label={`More about ${field.label}`}>
                  ⋯
                </Button>
              }
              items={entries(field, index)}
            />
          </chakra.div>
        ))}
      </Rows>
      {open?.what === "edit" && (
        <FieldDialog
          object={object}
          field={open.field}
          objects={objects}
          types={types}
          onClose={close}
          onDone={onChanged}
        />
      )}
      {open?.what === "type" && <ChangeType field={open.field} types={types} onClose={close} onDone={onChanged} />}
      {open?.what === "rename" && <RenameField field={open.field} onClose={close} onDone={onChanged} />}
      {open?.what === "delete" && <DeleteField field={open.field} onClose={close} onDone={onChanged} />}
    </>
  );
}
