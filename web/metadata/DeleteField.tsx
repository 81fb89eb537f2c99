import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { ConfirmDialog, Field, Input, Skeleton } from "../ui/index.ts";
import { deleteFieldDocument, fieldDependentsDocument, type ModelField } from "./queries.ts";

/** Deletes a field, once one has seen what goes with it. */
export function DeleteField({
  field,
  onClose,
  onDone,
}: {
  field: ModelField;
  onClose: () => void;
  onDone: () => void;
}) {
  const mutate = useMutate();
  const [confirm, setConfirm] = useState("");
  const [{ data, error }] = useQuery({
    query: fieldDependentsDocument,
    variables: { field: field.id },
    requestPolicy: "network-only",
  });
  const found = data?.fieldDependents;
  const filled = Number(found?.filled ?? 0);
  const views = (found?.views ?? []).flatMap((one) => one ?? []);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the field ${field.label}?`}
      confirm="Delete field"
      disabled={!found || (filled > 0 && confirm !== field.label)}
      onConfirm={async () => {
        await mutate(deleteFieldDocument, { field: field.id, confirm });
        onDone();
      }}
    >
      {error ? (
        <chakra.p color="danger.fg">{error.message.replace(/^\[\w+\] /, "")}</chakra.p>
      ) : !found ? (
        <Skeleton />
      ) : (
        <chakra.div display="flex" flexDirection="column" gap="3">
          <chakra.p>
            {filled === 0
              ? "No record has a value in it."
              : `${formatNumber(filled)} ${filled === 1 ? "record has a value" : "records have values"} in it, which will be lost. History keeps them.`}
            {views.length > 0 && ` These views lose it: ${views.join(", ")}.`}
          </chakra.p>
          {filled > 0 && (
            <Field label={`Type “${field.label}” to confirm`}>
              <Input autoFocus value={confirm} onChange={(event) => setConfirm(event.target.value)} />
            </Field>
          )}
        </chakra.div>
      )}
    </ConfirmDialog>
  );
}
