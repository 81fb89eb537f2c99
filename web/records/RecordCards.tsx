import { Box, chakra } from "@chakra-ui/react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type FormEvent, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { Button, EmptyState, ErrorState, Input, LoadingRows, toast } from "../ui/index.ts";
import { progressOf, recordPath } from "../workspace/metadata.ts";
import { columnFields } from "./about.ts";
import { viewOrder } from "./document.ts";
import { usePendingEdits, withEdits } from "./edits.ts";
import { RecordChip, Value } from "./fields/Value.tsx";
import { titleInput } from "./row.ts";
import { aggregateText } from "./table/aggregates.ts";
import { GroupButton } from "./table/GroupRow.tsx";
import { aggregateKey, readGroupBy } from "./table/groups.ts";
import type { RecordTableProps } from "./table/RecordTable.tsx";
import { pagesOf, useLines } from "./table/useLines.ts";
import { usePages } from "./usePages.ts";
import { useRecords } from "./useRecords.ts";

const cardHeight = 76;
const groupHeight = 44;

/** The table of a phone: a card for each record. */
export default function RecordCards({ object, view, filter, isCreating, onCreating }: RecordTableProps) {
  const navigate = useNavigate();
  const records = useRecords();
  const edits = usePendingEdits();
  const scroller = useRef<HTMLDivElement>(null);
  const groupBy = readGroupBy(view.groupBy, object);
  const money = object.fields.filter((one) => one.type === "currency").slice(0, 1);
  const aggregates = groupBy ? money.map((field) => ({ field, by: "sum" as const })) : [];
  const lines = useLines({ object, filter, groupBy, aggregates });
  const pages = usePages({ object, segments: lines.segments, orderBy: viewOrder(view.sort, object) });
  const cards = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines.lineAt(index)?.kind === "group" ? groupHeight : cardHeight),
    overscan: 6,
  });
  const shown = cards.getVirtualItems();
  // Where the headings of groups are, heights change.
  const shape = lines.segments.map(({ key }) => key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other groups have to be measured again
  useEffect(() => cards.measure(), [shape, lines.length, cards]);
  const { want } = pages;
  const wanted = pagesOf(shown.map(({ index }) => lines.lineAt(index)));
  // The first ones are asked for together with their number.
  if (!lines.isKnown && !groupBy) wanted.set("#0", { segment: "", page: 0 });
  const wantedKeys = [...wanted.keys()].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say which pages they are
  useEffect(() => want([...wanted.values()]), [wantedKeys, want]);

  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name")?.toString().trim();
    if (!name) return;
    try {
      const row = await records.create(object, titleInput(object, name));
      onCreating(false);
      navigate(recordPath(object, row.id));
    } catch (error) {
      toast.error(error);
    }
  };
  const field = progressOf(object);
  const progress = field?.id === groupBy?.field.id ? undefined : field; // the group says it
  const details = view.columns
    .filter((column) => !column.hidden && column.field !== progress?.apiName && column.field !== groupBy?.field.apiName)
    .slice(1, progress ? 3 : 4);

  if (lines.error && !lines.isKnown) return <ErrorState error={lines.error} onRetry={lines.retry} />;
  if (!lines.isKnown) return <LoadingRows />;
  return (
    <Box ref={scroller} h="full" overflow="auto">
      {isCreating && (
        <chakra.form onSubmit={create} display="flex" gap="2" p="3" borderBottomWidth="1px">
          <Input
            name="name"
            autoFocus
            aria-label={`Name of the new ${object.label.toLowerCase()}`}
            placeholder={object.title.label}
          />
          <Button type="submit" variant="primary" size="md">
            Create
          </Button>
          <Button size="md" onClick={() => onCreating(false)}>
            Cancel
          </Button>
        </chakra.form>
      )}
      {lines.length === 0 && (
        <EmptyState
          title={filter ? `No ${object.labelPlural.toLowerCase()} match` : `No ${object.labelPlural.toLowerCase()} yet`}
          action={!filter && <Button onClick={() => onCreating(true)}>Create the first</Button>}
        />
      )}
      <Box role="list" aria-label={object.labelPlural} position="relative" h={`${cards.getTotalSize()}px`}>
        {shown.map(({ index, start, size }) => {
          const line = lines.lineAt(index);
          if (!line) return null;
          const place = {
            role: "listitem",
            position: "absolute" as const,
            left: "0",
            right: "0",
            h: `${size}px`,
            style: { top: start },
            borderBottomWidth: "1px",
          };
          if (line.kind === "group") {
            const [sum] = aggregates.map((one) => aggregateText(line.group.values.get(aggregateKey(one)), one));
            return groupBy ? (
              <Box key={`group-${line.group.key}`} {...place} display="flex" alignItems="center" bg="bg.subtle" px="2">
                <GroupButton
                  by={groupBy}
                  group={line.group}
                  isOpen={line.isOpen}
                  onToggle={() => lines.toggle(line.group.key)}
                />
                <Box flex="1" />
                <chakra.span className="num" px="2" color="fg.muted">
                  {sum}
                </chakra.span>
              </Box>
            ) : null;
          }
          const row = withEdits(pages.rowAt(line.segment, line.index), edits);
          return (
            <Box key={row?.id ?? `${line.segment}-${line.index}`} {...place}>
              {row && (
                <chakra.button
                  type="button"
                  w="full"
                  h="full"
                  px="4"
                  textAlign="start"
                  display="flex"
                  flexDirection="column"
                  justifyContent="center"
                  gap="1"
                  css={{
                    "& .chip": {
                      display: "inline-flex",
                      alignItems: "center",
                      gap: "6px",
                      minWidth: 0,
                      maxWidth: "100%",
                    },
                    "& .cut": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
                  }}
                  onClick={() => navigate(recordPath(object, row.id))}
                >
                  <chakra.span fontSize="14px" fontWeight="500" minW="0" maxW="full">
                    <RecordChip object={object} row={row} />
                  </chakra.span>
                  <chakra.span
                    display="flex"
                    flexWrap="wrap"
                    columnGap="3"
                    rowGap="2"
                    h="5"
                    alignItems="center"
                    color="fg.muted"
                    fontSize="12px"
                    maxW="full"
                    overflow="hidden" // what does not fit as a whole is not begun
                    whiteSpace="nowrap"
                  >
                    {progress && <Value field={progress} row={row} isLink={false} />}
                    {details.map((column) => {
                      const meta = columnFields(object).find((field) => field.apiName === column.field);
                      return meta ? <Value key={column.field} field={meta} row={row} isLink={false} /> : null;
                    })}
                  </chakra.span>
                </chakra.button>
              )}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
