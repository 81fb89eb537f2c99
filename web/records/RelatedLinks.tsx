import { X } from "lucide-react";
import { useState } from "react";
import { Floating, IconButton, Picker, toast } from "../ui/index.ts";
import { type FieldMeta, useMetadata } from "../workspace/metadata.ts";
import { linkNames } from "./document.ts";
import { useRecordSearch } from "./fields/useRecordSearch.ts";
import { listOf, RelatedRecords } from "./RelatedRecords.tsx";
import { type Row, titleInput, titleOf } from "./row.ts";
import { useRecords } from "./useRecords.ts";

/** The records at the other end of a field of several: of this record's own field, or (inverse) of theirs. */
export function RelatedLinks({ row, field, isInverse = false }: { row: Row; field: FieldMeta; isInverse?: boolean }) {
  const metadata = useMetadata();
  const records = useRecords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const other = metadata.object((isInverse ? field.object : field.targetObject) ?? "");
  const search = useRecordSearch(other);
  if (!other || !metadata.can(other.name, "read")) return null;
  const label = isInverse ? field.inverseLabel || other.labelPlural : field.label;
  const names = linkNames(field);
  // Links belong to the record that has the field: who may edit that may add and remove them.
  const mayLink = (one?: Row) => metadata.can(field.object, "update", isInverse ? one : row);
  const change = async (id: string, title: string, isLinked: boolean) => {
    setAnchor(null);
    const ends = isInverse ? { source: id, target: row.id } : { source: row.id, target: id };
    try {
      await records.link(field, ends, isLinked, isLinked ? `${title} linked` : `${title} not linked any more`);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <RelatedRecords
      object={other}
      label={label}
      filter={
        isInverse
          ? { [names.from]: { some: { targetId: { equalTo: row.id } } } }
          : { [names.to]: { some: { sourceId: { equalTo: row.id } } } }
      }
      allAt={isInverse ? listOf(other, field, row) : undefined}
      addLabel={`Link ${other.label.toLowerCase()}`}
      onAdd={mayLink() ? (event) => setAnchor(event.currentTarget) : undefined}
      actionOf={(one) =>
        mayLink(one) && (
          <IconButton
            label={`Unlink ${titleOf(other, one)}`}
            size="xs"
            onClick={() => void change(one.id, titleOf(other, one), false)}
          >
            <X size={14} />
          </IconButton>
        )
      }
    >
      {anchor && (
        <Floating anchor={anchor} onClose={() => setAnchor(null)} align="end">
          <Picker
            label={`Link ${other.label.toLowerCase()}`}
            search={search}
            onPick={({ value, label: title }) => void change(value, title, true)}
            {...(metadata.can(other.name, "create") && {
              onCreate: (name: string) =>
                void records.create(other, titleInput(other, name), { quiet: true }).then(
                  (made) => change(made.id, name, true),
                  (error: unknown) => toast.error(error),
                ),
            })}
          />
        </Floating>
      )}
    </RelatedRecords>
  );
}
