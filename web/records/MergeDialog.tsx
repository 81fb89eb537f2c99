import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useClient } from "urql";
import { OldValue } from "../audit/ChangeLine.tsx";
import { undoTransaction } from "../audit/undo.ts";
import { graphql } from "../graphql/index.ts";
import { Button, Dialog, messageOf, Notice, toast } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { textOf } from "./fields/text.ts";
import { RecordError } from "./RecordError.ts";
import { refreshObjects } from "./refresh.ts";
import { type Row, titleOf } from "./row.ts";

const mergeDocument = graphql(`
  mutation MergeRecords($keep: UUID!, $others: [UUID]!, $values: JSON!) {
    mergeRecords(input: { keep: $keep, others: $others, values: $values }) { transactionId result { id title } }
  }
`);

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
/** Fields of several values, which the database joins when none is chosen. */
const isJoined = (field: FieldMeta) => ["emails", "phones", "multi_enum"].includes(field.type);

/** Several records that are one: chooses, field by field, whose value stays. What points to them is led over by the database. */
export function MergeDialog({
  object,
  rows,
  onClose,
  onDone,
}: {
  object: ObjectMeta;
  rows: readonly Row[];
  onClose: () => void;
  onDone: () => void;
}) {
  const client = useClient();
  const metadata = useMetadata();
  const [keepId, setKeepId] = useState(rows[0]?.id ?? "");
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState("");
  const keep = rows.find(({ id }) => id === keepId) ?? rows[0];
  const writable = object.fields.filter(
    (field) => !field.isReadOnly && !["formula", "many_to_many"].includes(field.type),
  );
  const differing = writable.filter((field) => rows.some((row) => !same(row[field.apiName], rows[0]?.[field.apiName])));
  /** The record whose value stays: the chosen one's, else the kept one's, else the first that has any; none where all stay. */
  const sourceOf = (field: FieldMeta): Row | undefined =>
    rows.find(({ id }) => id === chosen[field.apiName]) ??
    (isJoined(field)
      ? undefined
      : keep && !isEmpty(keep[field.apiName])
        ? keep
        : rows.find((row) => !isEmpty(row[field.apiName])));
  const merge = async () => {
    if (!keep) return;
    setIsBusy(true);
    setError("");
    const values = Object.fromEntries(
      differing.flatMap((field) => {
        const value = sourceOf(field)?.[field.apiName] ?? null;
        if (isJoined(field)) return sourceOf(field) ? [[field.apiName, value]] : [];
        return same(value, keep[field.apiName]) ? [] : [[field.apiName, value]];
      }),
    );
    const others = rows.filter((row) => row !== keep).map(({ id }) => id);
    try {
      const { data, error: refused } = await client
        .mutation(mergeDocument, { keep: keep.id, others, values })
        .toPromise();
      if (refused) throw new RecordError(refused);
      refreshObjects(...metadata.objects.map(({ name }) => name));
      const transaction = data?.mergeRecords?.transactionId;
      toast.done(
        `${rows.length} ${object.labelPlural.toLowerCase()} merged`,
        transaction ? () => undoTransaction(client, transaction) : undefined,
      );
      onClose();
      onDone();
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="xl"
      title={`Merge ${rows.length} ${object.labelPlural.toLowerCase()}`}
      description="One stays, with all notes, tasks and relations of the others."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={isBusy} onClick={() => void merge()}>
            Merge
          </Button>
        </>
      }
    >
      {error && <Notice kind="danger">{error}</Notice>}
      <Box overflowX="auto">
        <chakra.table w="full" css={{ "& td, & th": { padding: "6px 8px", textAlign: "start", verticalAlign: "top" } }}>
          <chakra.thead>
            <chakra.tr borderBottomWidth="1px">
              <chakra.th fontWeight="500" color="fg.muted">
                Keep
              </chakra.th>
              {rows.map((row) => (
                <chakra.th key={row.id} fontWeight="500" minW="140px">
                  <chakra.label display="flex" gap="2" cursor="pointer">
                    <input
                      type="radio"
                      name="keep"
                      checked={row.id === keep?.id}
                      onChange={() => {
                        setKeepId(row.id);
                        setChosen({});
                      }}
                    />
                    {titleOf(object, row)}
                  </chakra.label>
                </chakra.th>
              ))}
            </chakra.tr>
          </chakra.thead>
          <chakra.tbody>
            {differing.map((field) => (
              <chakra.tr key={field.id} borderBottomWidth="1px">
                <chakra.th fontWeight="400" color="fg.muted" whiteSpace="nowrap">
                  {field.label}
                  {isJoined(field) && (
                    <chakra.label display="flex" gap="2" cursor="pointer" color="fg">
                      <input
                        type="radio"
                        name={field.apiName}
                        aria-label={`${field.label} of ${rows.length === 2 ? "both" : "all"}`}
                        checked={!sourceOf(field)}
                        onChange={() => setChosen({ ...chosen, [field.apiName]: "" })}
                      />
                      {rows.length === 2 ? "Both" : "All"}
                    </chakra.label>
                  )}
                </chakra.th>
                {rows.map((row) => (
                  <chakra.td key={row.id}>
                    <chakra.label display="flex" gap="2" cursor="pointer" overflowWrap="anywhere">
                      <input
                        type="radio"
                        name={field.apiName}
                        aria-label={`${field.label} of ${titleOf(object, row)}`}
                        checked={sourceOf(field)?.id === row.id}
                        onChange={() => setChosen({ ...chosen, [field.apiName]: row.id })}
                      />
                      <span>
                        {isEmpty(row[field.apiName])
                          ? ""
                          : textOf(row[field.apiName], field, row, metadata) || (
                              <OldValue field={field} value={row[field.apiName]} />
                            )}
                      </span>
                    </chakra.label>
                  </chakra.td>
                ))}
              </chakra.tr>
            ))}
          </chakra.tbody>
        </chakra.table>
      </Box>
    </Dialog>
  );
}
