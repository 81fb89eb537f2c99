import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import { foldLetters } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { Button, messageOf, Select } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { type Column, type Match, valuesDocument } from "./queries.ts";

// Written out, because its field comes with the metadata functions and takes JSON.
const addDocument = `mutation AddChoices($field: String!, $options: JSON!) { setFieldOptions(input: { field: $field, options: $options }) { clientMutationId } }`;

const fold = (text: string) => foldLetters(text).trim();

/** The values of a column that are no choices of its field yet: each becomes one that there is, or what is done with the rest. */
export function ValueMap({
  importId,
  column,
  object,
  field: name,
  match,
  onMatch,
}: {
  importId: string;
  column: Column;
  object: ObjectMeta;
  field: string;
  match: Match;
  onMatch: (match: Match) => void;
}) {
  const { pipelines, manages, reload } = useMetadata();
  const client = useClient();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [{ data }] = useQuery({ query: valuesDocument, variables: { id: importId, column: column.index } });
  const field = object.fields.find((one) => one.name === name);
  if (!field || !data?.importValues) return null;

  const shared = field.settings.options; // stages or pipelines, which an import may make
  const isStage = shared === "stages";
  const mayMake = Boolean(shared) && manages("pipelines");
  const known = isStage
    ? pipelines.flatMap(({ stages }) => stages.flatMap((stage) => [stage.id, fold(stage.name)]))
    : field.options.flatMap(({ value, label }) => [value, fold(label)]);
  const parts = (value: string) =>
    field.type === "multi_enum" ? value.split(/[;,|\n]/).map((part) => part.trim()) : [value];
  const strange = [...new Set(present(data.importValues).flatMap(({ value }) => parts(value ?? "")))].filter(
    (value) => value && !known.includes(value) && !known.includes(fold(value)),
  );
  if (strange.length === 0) return null;
  const open = strange.filter((value) => !match.values?.[value]);

  const add = async () => {
    setBusy(true);
    const options = [...field.options.map(({ value, label, color }) => ({ value, label, color })), ...open];
    const { error } = await client.mutation(addDocument, { field: `${object.name}.${name}`, options });
    setBusy(false);
    setProblem(error ? messageOf(error) : "");
    if (!error) reload();
  };
  const become = (value: string, option: string) => {
    const { [value]: _, ...others } = match.values ?? {};
    onMatch({ ...match, values: option ? { ...others, [value]: option } : others });
  };
  return (
    <Box display="flex" flexDirection="column" gap="1.5" p="2" borderRadius="control" bg="bg.subtle">
      <chakra.p color="fg.muted" fontSize="12px">
        {strange.length === 1 ? "One value is" : `${strange.length} values are`} not among the choices of {field.label}.
      </chakra.p>
      {strange.slice(0, 30).map((value) => (
        <Box key={value} display="flex" alignItems="center" gap="2">
          <chakra.span flex="1" minW="0" truncate>
            {value}
          </chakra.span>
          <Select
            aria-label={`${value} becomes`}
            size="sm"
            w="44"
            value={match.values?.[value] ?? ""}
            onChange={(event) => become(value, event.target.value)}
          >
            <option value="">…</option>
            {field.options.map(({ value: option, label }) => (
              <option key={option} value={option}>
                {label}
              </option>
            ))}
          </Select>
        </Box>
      ))}
      <Box display="flex" flexWrap="wrap" alignItems="center" gap="2">
        <Select
          aria-label={`Other values of ${column.name}`}
          size="sm"
          flex="1 1 160px"
          w="auto"
          value={match.missing ?? (mayMake ? "create" : "reject")}
          onChange={(event) => onMatch({ ...match, missing: event.target.value })}
        >
          {mayMake && <option value="create">Make {isStage ? "stages" : "pipelines"} of the others</option>}
          <option value="reject">Reject rows with the others</option>
          <option value="empty">Leave the others empty</option>
        </Select>
        {!shared && field.isCustom && manages("data_model") && open.length > 0 && (
          <Button size="sm" loading={busy} onClick={() => void add()}>
            Add {open.length === 1 ? "it" : `all ${open.length}`} as choices
          </Button>
        )}
      </Box>
      {problem && (
        <chakra.p role="alert" color="danger.fg" fontSize="12px">
          {problem}
        </chakra.p>
      )}
    </Box>
  );
}
