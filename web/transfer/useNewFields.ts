import { useState } from "react";
import { useClient } from "urql";
import { messageOf } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import type { Column, Match } from "./queries.ts";

// Written out, because its settings are JSON of each type's own shape.
const createDocument = `mutation CreateFieldForColumn($object: String!, $label: String!, $type: String!, $settings: JSON!) {
  createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id name } }
}`;

/** Makes fields for columns that have none, one after the other, and tells which column goes into which. */
export function useNewFields(object: string, onMade: (matches: Match[]) => void) {
  const client = useClient();
  const { reload } = useMetadata();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const create = async (columns: readonly Column[]) => {
    setBusy(true);
    setError("");
    const made: Match[] = [];
    for (const { index, newField } of columns) {
      const result = await client.mutation<{ createField: { field: { name: string } } }>(createDocument, {
        object,
        ...newField,
      });
      if (result.error) {
        setError(`“${newField.label}”: ${messageOf(result.error)}`);
        break;
      }
      if (result.data) made.push({ column: index, field: result.data.createField.field.name });
    }
    setBusy(false);
    if (made.length === 0) return;
    onMade(made);
    reload();
  };
  return { create, busy, error };
}
