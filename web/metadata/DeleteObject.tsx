import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { ConfirmDialog, Field, Input, LoadingRows } from "../ui/index.ts";
import { deleteObjectDocument, deleteObjectPreviewDocument, type ModelObject } from "./queries.ts";

/** Deletes an object with everything that belongs to it, once one has seen what that is and typed its name. */
export function DeleteObject({
  object,
  onClose,
  onDone,
}: {
  object: ModelObject;
  onClose: () => void;
  onDone: () => void;
}) {
  const mutate = useMutate();
  const [confirm, setConfirm] = useState("");
  const [{ data, error }] = useQuery({
    query: deleteObjectPreviewDocument,
    variables: { object: object.name },
    requestPolicy: "network-only",
  });
  const found = data?.deleteObjectPreview;
  const names = (list: readonly (string | null)[] | null | undefined) => (list ?? []).flatMap((one) => one ?? []);
  const relations = names(found?.relations);
  const views = names(found?.views);
  const going = found && [
    `${count(found.records, "record")}`,
    ...(Number(found.notes) > 0 ? [`${count(found.notes, "note")} attached to nothing else`] : []),
    ...(Number(found.tasks) > 0 ? [`${count(found.tasks, "task")} attached to nothing else`] : []),
    ...(relations.length > 0
      ? [`${relations.join(", ")}: fields that lead here, with a value in ${count(found.linked, "record")}`]
      : []),
    ...(views.length > 0 ? [`The views ${views.join(", ")}`] : []),
  ];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete ${object.labelPlural}?`}
      confirm="Delete for good"
      disabled={confirm !== object.labelPlural}
      onConfirm={async () => {
        await mutate(deleteObjectDocument, { object: object.name, confirm });
        onDone();
      }}
    >
      {error ? (
        <chakra.p color="danger.fg">{error.message.replace(/^\[\w+\] /, "")}</chakra.p>
      ) : !going ? (
        <LoadingRows rows={3} />
      ) : (
        <chakra.div display="flex" flexDirection="column" gap="3">
          <chakra.p>These go for good. History keeps what was.</chakra.p>
          <chakra.ul ps="5" listStyleType="disc">
            {going.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </chakra.ul>
          <Field label={`Type “${object.labelPlural}” to confirm`}>
            <Input autoFocus value={confirm} onChange={(event) => setConfirm(event.target.value)} />
          </Field>
        </chakra.div>
      )}
    </ConfirmDialog>
  );
}

function count(number: unknown, thing: string): string {
  const many = Number(number ?? 0);
  return `${formatNumber(many)} ${thing}${many === 1 ? "" : "s"}`;
}
