import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { Link } from "react-router";
import { useActions } from "../shell/actions.ts";
import { Input, ObjectIcon, toast } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { textOf } from "./fields/text.ts";
import { RecordChip, Value } from "./fields/Value.tsx";
import { RelatedLinks } from "./RelatedLinks.tsx";
import { chipStyle, listOf, RelatedRecords } from "./RelatedRecords.tsx";
import { type Row, text, titleInput } from "./row.ts";
import { useRecord } from "./useRecord.ts";
import { useRecords } from "./useRecords.ts";

const Anchor = chakra(Link);

/** Whether records of an object can lead to others, or be led to. */
export function canBeRelated(object: ObjectMeta, objects: readonly ObjectMeta[]): boolean {
  return objects.some((other) =>
    other.fields.some(({ targetObject }) => targetObject && (other === object || targetObject === object.name)),
  );
}

/** The records that point to this one, object by object, each with a line to add one. */
export function Related({ object, row }: { object: ObjectMeta; row: Row }) {
  const { objects, can } = useMetadata();
  const links = objects
    .filter((other) => can(other.name, "read"))
    .flatMap((other) =>
      other.fields.filter((field) => field.targetObject === object.name).map((field) => ({ other, field })),
    );
  const several = object.fields.filter((field) => field.type === "many_to_many");
  const owners = object.fields.filter((field) => field.type === "relation" && row[field.apiName]);
  return (
    <>
      {owners.map((field) => (
        <RelatedOne key={field.id} row={row} field={field} />
      ))}
      {several.map((field) => (
        <RelatedLinks key={field.id} row={row} field={field} />
      ))}
      {links.map(({ other, field }) =>
        field.type === "many_to_many" ? (
          <RelatedLinks key={field.id} row={row} field={field} isInverse />
        ) : (
          <RelatedList key={field.id} object={object} row={row} other={other} field={field} />
        ),
      )}
    </>
  );
}

/** The record that this one points to. */
function RelatedOne({ row, field }: { row: Row; field: FieldMeta }) {
  const metadata = useMetadata();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const id = text(row[field.apiName]);
  const { row: related } = useRecord(target ?? "", id);
  if (!target || !related) return null;
  const facts = target.fields
    .filter(
      (one) => one.id !== target.title.id && one.group === "" && ["emails", "phones", "url", "text"].includes(one.type),
    )
    .filter(
      (one) => !["firstName", "lastName"].includes(one.apiName) && textOf(related[one.apiName], one, related, metadata),
    )
    .slice(0, 3);
  return (
    <chakra.section mb="5" aria-label={field.label}>
      <Box display="flex" alignItems="center" gap="1.5" h="7" color="fg.muted">
        <ObjectIcon name={target.icon} size={14} />
        <chakra.h2 fontWeight="500" color="fg">
          {field.label}
        </chakra.h2>
      </Box>
      <Box css={chipStyle} borderWidth="1px" borderRadius="panel" px="3" py="2">
        <Anchor
          to={recordPath(target, id)}
          display="flex"
          minW="0"
          fontWeight="500"
          _hover={{ textDecoration: "underline" }}
        >
          <RecordChip object={target} row={related} size={18} />
        </Anchor>
        {facts.map((one) => (
          <chakra.div key={one.id} color="fg.muted" fontSize="12px" ps="6" mt="0.5" truncate>
            <Value field={one} row={related} />
          </chakra.div>
        ))}
      </Box>
    </chakra.section>
  );
}

function RelatedList({
  object,
  row,
  other,
  field,
}: {
  object: ObjectMeta;
  row: Row;
  other: ObjectMeta;
  field: FieldMeta;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const [isAdding, setIsAdding] = useState(false);
  const label = field.inverseLabel || other.labelPlural;
  const mayCreate = metadata.can(other.name, "create");
  useActions(
    mayCreate && other.name === "deals"
      ? [
          {
            id: `add ${field.id}`,
            label: `Add ${other.label.toLowerCase()}`,
            group: "Record",
            keys: "d",
            perform: () => setIsAdding(true),
          },
        ]
      : mayCreate
        ? [
            {
              id: `add ${field.id}`,
              label: `Add to ${label.toLowerCase()}`,
              group: "Record",
              perform: () => setIsAdding(true),
            },
          ]
        : [],
  );
  const create = async (name: string) => {
    if (!name.trim()) return setIsAdding(false);
    // A deal for a person is for the person's company too.
    const company =
      object.name === "contacts" && other.fields.some((one) => one.apiName === "companyId") && text(row.companyId)
        ? { companyId: row.companyId }
        : {};
    try {
      await records.create(other, { ...titleInput(other, name.trim()), ...company, [field.apiName]: row.id });
      setIsAdding(false);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <RelatedRecords
      object={other}
      label={label}
      filter={{ [field.apiName]: { equalTo: row.id } }}
      allAt={listOf(other, field, row)}
      addLabel={`Add ${other.label.toLowerCase()}`}
      onAdd={mayCreate ? () => setIsAdding(true) : undefined}
    >
      {isAdding && (
        <Input
          size="sm"
          autoFocus
          aria-label={`Name of the new ${other.label.toLowerCase()}`}
          placeholder={`${other.title.label}, then ↵`}
          my="1"
          onKeyDown={(event) => {
            if (event.key === "Enter") void create(event.currentTarget.value);
            if (event.key === "Escape") setIsAdding(false);
            event.stopPropagation();
          }}
          onBlur={(event) => !event.currentTarget.value.trim() && setIsAdding(false)}
        />
      )}
    </RelatedRecords>
  );
}
