import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import type { ChangeFieldTypePreviewQuery } from "../graphql/graphql.ts";
import { formatNumber } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { ConfirmDialog, Field, Select, Skeleton } from "../ui/index.ts";
import { changeFieldTypeDocument, changeFieldTypePreviewDocument, type FieldType, type ModelField } from "./queries.ts";

const fixed = ["relation", "many_to_many", "member", "formula"];

/** Gives a field another type, once one has seen which values go along. */
export function ChangeType({
  field,
  types,
  onClose,
  onDone,
}: {
  field: ModelField;
  types: readonly FieldType[];
  onClose: () => void;
  onDone: () => void;
}) {
  const mutate = useMutate();
  const choices = types.filter((type) => type.name !== field.type && !fixed.includes(type.name));
  const [type, setType] = useState(choices[0]?.name ?? "");
  const [preview] = useQuery({
    query: changeFieldTypePreviewDocument,
    variables: { field: field.id, type },
    requestPolicy: "network-only",
  });
  const found = preview.stale || preview.fetching ? undefined : preview.data?.changeFieldTypePreview;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Change the type of ${field.label}`}
      confirm="Change type"
      danger={false}
      disabled={!found || Number(found.failing) > 0}
      onConfirm={async () => {
        await mutate(changeFieldTypeDocument, { field: field.id, type, settings: {} });
        onDone();
      }}
    >
      <chakra.div display="flex" flexDirection="column" gap="3">
        <Field label="New type">
          <Select value={type} onChange={(event) => setType(event.target.value)}>
            {choices.map((one) => (
              <option key={one.name} value={one.name}>
                {one.label}
              </option>
            ))}
          </Select>
        </Field>
        {preview.error ? (
          <chakra.p role="alert" color="danger.fg">
            {preview.error.message.replace(/^\[\w+\] /, "")}
          </chakra.p>
        ) : found ? (
          <Preview found={found} />
        ) : (
          <Skeleton />
        )}
      </chakra.div>
    </ConfirmDialog>
  );
}

/** How many values convert, and which do not. */
function Preview({ found }: { found: NonNullable<ChangeFieldTypePreviewQuery["changeFieldTypePreview"]> }) {
  const total = Number(found.total);
  const failing = Number(found.failing);
  const samples = Array.isArray(found.samples) ? found.samples.filter(isRecord) : [];
  const options = (found.options ?? []).flatMap((one) => one ?? []);
  return (
    <chakra.div aria-live="polite" display="flex" flexDirection="column" gap="2">
      <chakra.p>
        {total === 0
          ? "No record has a value in it."
          : failing === 0
            ? `All ${formatNumber(total)} values convert.`
            : `${formatNumber(failing)} of ${formatNumber(total)} values do not convert. Change these first:`}
      </chakra.p>
      {failing > 0 && (
        <chakra.ul ps="5" listStyleType="disc" color="danger.fg">
          {samples.slice(0, 8).map((sample) => (
            <li key={String(sample.id)}>{String(sample.value)}</li>
          ))}
        </chakra.ul>
      )}
      {(found.losses ?? []).map((loss) => (
        <chakra.p key={loss}>{loss}</chakra.p>
      ))}
      {options.length > 0 && <chakra.p color="fg.muted">Options: {options.join(", ")}</chakra.p>}
    </chakra.div>
  );
}
