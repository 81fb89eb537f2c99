import { Box, chakra } from "@chakra-ui/react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type FormEvent, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { Button, EmptyState, ErrorState, Input, LoadingRows, toast } from "../ui/index.ts";
import { progressOf, recordPath } from "../workspace/metadata.ts";
import { orderOf } from "./document.ts";
import { usePendingEdits, withEdits } from "./edits.ts";
import { RecordChip, Value } from "./fields/Value.tsx";
import { titleInput } from "./row.ts";
import type { RecordTableProps } from "./table/RecordTable.tsx";
import { useLines } from "./table/useLines.ts";
import { pageSize, usePages } from "./usePages.ts";
import { useRecords } from "./useRecords.ts";

const height = 76;

/** The table of a phone: a card for each record. */
export default function RecordCards({ object, view, filter, isCreating, onCreating }: RecordTableProps) {
  const navigate = useNavigate();
  const records = useRecords();
  const edits = usePendingEdits();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useLines({ object, filter, groupBy: undefined });
  const sorts = view.sort.flatMap(({ field, desc }) => {
    const meta = object.fields.find((one) => one.apiName === field);
    return meta ? [orderOf(meta, desc)] : [];
  });
  const pages = usePages({
    object,
    segments: lines.segments,
    orderBy: [...(sorts.length ? sorts : ["CREATED_AT_DESC"]), "ID_DESC"],
  });
  const cards = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
  });
  const shown = cards.getVirtualItems();
  const first = Math.floor((shown[0]?.index ?? 0) / pageSize);
  const last = Math.floor((shown.at(-1)?.index ?? 0) / pageSize);
  const { want } = pages;
  useEffect(() => {
    want(first === last ? [{ segment: "", page: first }] : [first, last].map((page) => ({ segment: "", page })));
  }, [first, last, want]);

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
  const progress = progressOf(object);
  const details = view.columns
    .filter((column) => !column.hidden && column.field !== progress?.apiName)
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
        {shown.map(({ index, start }) => {
          const row = withEdits(pages.rowAt("", index), edits);
          return (
            <Box
              key={row?.id ?? index}
              role="listitem"
              position="absolute"
              left="0"
              right="0"
              h={`${height}px`}
              style={{ top: start }}
              borderBottomWidth="1px"
            >
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
                    "& .chip": { display: "inline-flex", alignItems: "center", gap: "6px", minWidth: 0 },
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
                      const meta = object.fields.find((field) => field.apiName === column.field);
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
