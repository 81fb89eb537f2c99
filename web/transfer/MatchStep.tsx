import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { Button, ErrorState, LoadingRows, messageOf, Notice } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { ColumnLine, type Target } from "./ColumnLine.tsx";
import { ImportOptions } from "./ImportOptions.tsx";
import { type Column, checkDocument, configureDocument, type Import, type Match, targetsDocument } from "./queries.ts";
import { ReadAs } from "./ReadAs.tsx";
import { useNewFields } from "./useNewFields.ts";

/** Which column goes into which field, and what becomes of records that are there. */
export function MatchStep({
  one,
  onChecking,
  onChanged,
}: {
  one: Import;
  onChecking: () => void;
  onChanged: () => void;
}) {
  const { object: objectOf, manages } = useMetadata();
  const object = objectOf(one.object);
  const [{ data, error }, ask] = useQuery({
    query: targetsDocument,
    variables: { object: one.object },
    requestPolicy: "cache-and-network",
  });
  const [mapping, setMapping] = useState<readonly Match[]>(one.mapping);
  const [options, setOptions] = useState(one.options);
  const [, configure] = useMutation(configureDocument);
  const [, check] = useMutation(checkDocument);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const reload = () => ask({ requestPolicy: "network-only" });
  const newFields = useNewFields(one.object, (made) => {
    setMapping((before) => [...before.filter(({ column }) => !made.some((match) => match.column === column)), ...made]);
    reload();
  });
  if (!data?.importTargets || !object) return error ? <ErrorState error={error} onRetry={reload} /> : <LoadingRows />;

  const targets: Target[] = present(data.importTargets).flatMap(({ field, label, type, ...rest }) =>
    field && label && type ? [{ field, label, type, ...rest }] : [],
  );
  const used = new Set(mapping.map(({ field }) => field));
  const unmatched = one.columns.filter(
    ({ index, filled }) => filled > 0 && !mapping.some(({ column }) => column === index),
  );
  const missing = targets.filter(
    ({ isRequired, field }) => isRequired && !used.has(field) && options.mode !== "update",
  );
  const match = (column: Column, next: Match | undefined) =>
    setMapping([...mapping.filter((other) => other.column !== column.index), ...(next ? [next] : [])]);

  const go = async () => {
    setBusy(true);
    setProblem("");
    const known = new Set(mapping.map(({ field }) => field));
    const saved = await configure({
      id: one.id,
      mapping,
      options: { ...options, matchBy: (options.matchBy ?? []).filter((field) => known.has(field)) },
    });
    const begun = saved.error ? saved : await check({ id: one.id });
    setBusy(false);
    if (begun.error) return setProblem(messageOf(begun.error));
    onChecking();
    onChanged();
  };

  return (
    <Box display="flex" flexDirection="column" gap="5">
      <Box display="flex" flexWrap="wrap" alignItems="flex-end" gap="3">
        <Box flex="1 1 240px">
          <chakra.h2 textStyle="lg">Match the columns</chakra.h2>
          <chakra.p color="fg.muted">
            {formatNumber(one.rowCount)} rows into {object.labelPlural.toLowerCase()}.{" "}
            {one.columns.length - unmatched.length} of {one.columns.length} columns are matched.
          </chakra.p>
        </Box>
        {manages("data_model") && unmatched.length > 0 && (
          <Button loading={newFields.busy} onClick={() => void newFields.create(unmatched)}>
            Create {unmatched.length === 1 ? "a field" : `${unmatched.length} fields`} for the rest
          </Button>
        )}
      </Box>
      <Box as="ul" borderWidth="1px" borderRadius="panel" css={{ "& > * + *": { borderTopWidth: "1px" } }}>
        {one.columns.map((column) => (
          <ColumnLine
            key={column.index}
            importId={one.id}
            column={column}
            object={object}
            targets={targets}
            used={used}
            match={mapping.find((other) => other.column === column.index)}
            onMatch={(next) => match(column, next)}
            onCreate={manages("data_model") ? () => void newFields.create([column]) : undefined}
          />
        ))}
      </Box>
      {newFields.error && (
        <chakra.p role="alert" color="danger.fg">
          {newFields.error}
        </chakra.p>
      )}
      <ImportOptions
        columns={one.columns}
        mapping={mapping}
        targets={targets}
        options={options}
        onChange={setOptions}
      />
      <ReadAs one={one} />
      {missing.length > 0 && (
        <Notice
          kind="warning"
          title={`${missing.map(({ label }) => label).join(", ")} ${missing.length === 1 ? "is" : "are"} needed for new records`}
        >
          Match a column, or update existing records only.
        </Notice>
      )}
      {problem && (
        <chakra.p role="alert" color="danger.fg">
          {problem}
        </chakra.p>
      )}
      <Box display="flex" alignItems="center" gap="3">
        <Button variant="primary" size="md" loading={busy} disabled={mapping.length === 0} onClick={() => void go()}>
          Check the file
        </Button>
        <chakra.span color="fg.muted">Nothing is written yet.</chakra.span>
      </Box>
    </Box>
  );
}
