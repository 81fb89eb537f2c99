import { useState } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { ConfirmDialog, Field, Input } from "../ui/index.ts";
import { type ModelField, renameFieldDocument } from "./queries.ts";

/** Gives a field another name in SQL and the API. */
export function RenameField({
  field,
  onClose,
  onDone,
}: {
  field: ModelField;
  onClose: () => void;
  onDone: () => void;
}) {
  const mutate = useMutate();
  const [name, setName] = useState(field.name);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Rename ${field.label} in the API?`}
      confirm="Rename"
      danger={false}
      onConfirm={async () => {
        await mutate(renameFieldDocument, { field: field.id, name });
        onDone();
      }}
    >
      <Field
        label="API name"
        help={`Programs that use “${field.name}” will be refused from then on; views follow. What people read stays “${field.label}”.`}
      >
        <Input autoFocus maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
