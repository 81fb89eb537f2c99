import { Box, chakra } from "@chakra-ui/react";
import { type RefObject, useEffect, useRef } from "react";
import { isRecord } from "../../auth/answers.ts";
import { formatDate, formatMoneyShort, formatNumber } from "../../lib/formats.ts";
import { Menu } from "../../ui/index.ts";
import { bothFilters } from "../../views/filter.ts";
import type { ViewState } from "../../views/useViewState.ts";
import type { FieldMeta, ObjectMeta } from "../../workspace/metadata.ts";
import { type Aggregate, type AggregateKind, aggregatesDocument } from "../document.ts";
import { useLatest } from "../useLatest.ts";
import { checkWidth, isNumeric, type LaidColumn, rowHeight } from "./layout.ts";
import { countOf } from "./useLines.ts";

const labels: Record<AggregateKind, string> = {
  sum: "Sum",
  average: "Average",
  min: "Min",
  max: "Max",
  unique: "Unique",
  filled: "Filled",
  empty: "Empty",
};

/** Under the columns: how many, and what one chose to know of each. */
export function Footer({
  object,
  view,
  columns,
  filter,
  total,
  scroller,
}: {
  object: ObjectMeta;
  view: ViewState;
  columns: readonly LaidColumn[];
  filter: Record<string, unknown> | undefined;
  total: number;
  scroller: RefObject<HTMLDivElement | null>;
}) {
  const chosen = columns.flatMap(({ meta }): Aggregate[] => {
    const by = view.aggregates[meta.apiName] ?? (meta.type === "currency" ? "sum" : undefined);
    return by ? [{ field: meta, by }] : [];
  });
  const counted = chosen.filter(({ by }) => by === "filled" || by === "empty");
  const variables = Object.fromEntries(
    counted.map(({ field, by }, index) => [
      `f${index}`,
      bothFilters(filter, { [field.apiName]: { isNull: by === "empty" } }),
    ]),
  );
  const [{ data }] = useLatest(object, {
    query: aggregatesDocument(object, chosen),
    variables: { filter, ...variables },
    pause: chosen.length === 0,
  });

  // The footer stands outside of what scrolls, and goes along sideways.
  const inner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      if (inner.current) inner.current.style.transform = `translateX(${-element.scrollLeft}px)`;
    };
    follow();
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [scroller]);

  const [name, ...others] = columns;
  return (
    <Box
      position="relative"
      h={`${rowHeight}px`}
      borderTopWidth="1px"
      flexShrink={0}
      overflow="hidden"
      color="fg.muted"
      fontSize="12px"
    >
      <Box ref={inner} position="absolute" inset="0">
        {others.map((column) => {
          const aggregate = chosen.find(({ field }) => field.id === column.meta.id);
          const kinds: AggregateKind[] =
            isNumeric(column.meta) && column.meta.type !== "formula"
              ? ["sum", "average", "min", "max", "filled", "empty"]
              : ["date", "date_time"].includes(column.meta.type)
                ? ["unique", "filled", "empty"]
                : ["unique", "filled", "empty"];
          return (
            <Box key={column.field} position="absolute" left={`${column.left}px`} w={`${column.width}px`} h="full">
              <Menu
                placement="top-start"
                trigger={
                  <chakra.button
                    type="button"
                    aria-label={`Calculate for ${column.meta.label}`}
                    display="flex"
                    alignItems="center"
                    gap="1.5"
                    justifyContent={isNumeric(column.meta) ? "flex-end" : "flex-start"}
                    w="full"
                    h="full"
                    px="2"
                    cursor="pointer"
                    color="fg.subtle"
                    css={aggregate ? {} : { opacity: 0 }}
                    _hover={{ bg: "bg.hover", opacity: 1 }}
                    _focusVisible={{ opacity: 1 }}
                  >
                    {aggregate ? (
                      <>
                        {labels[aggregate.by]}
                        <chakra.span className="num" color="fg">
                          {aggregateText(data, aggregate, counted)}
                        </chakra.span>
                      </>
                    ) : (
                      "Calculate"
                    )}
                  </chakra.button>
                }
                items={[
                  ...kinds.map((kind) => ({
                    label: labels[kind],
                    checked: aggregate?.by === kind,
                    onSelect: () => view.setAggregate(column.meta.apiName, kind),
                  })),
                  ...(view.aggregates[column.meta.apiName]
                    ? [
                        "separator" as const,
                        { label: "None", onSelect: () => view.setAggregate(column.meta.apiName, undefined) },
                      ]
                    : []),
                ]}
              />
            </Box>
          );
        })}
      </Box>
      {name && (
        <Box
          position="absolute"
          left="0"
          w={`${checkWidth + name.width}px`}
          h="full"
          bg="bg"
          display="flex"
          alignItems="center"
          ps={`${checkWidth + 8}px`}
          gap="1.5"
          role="status"
        >
          Count
          <chakra.span className="num" color="fg">
            {total.toLocaleString()}
          </chakra.span>
        </Box>
      )}
    </Box>
  );
}

function aggregateText(data: unknown, { field, by }: Aggregate, counted: readonly Aggregate[]): string {
  if (by === "filled" || by === "empty") {
    const index = counted.findIndex((one) => one.field.id === field.id);
    return isRecord(data) ? countOf(data, `f${index}`).toLocaleString() : "";
  }
  const rows = isRecord(data) ? data.rows : undefined;
  const aggregates = isRecord(rows) ? rows.aggregates : undefined;
  const part = isRecord(aggregates) ? aggregates[by === "unique" ? "distinctCount" : by] : undefined;
  const value = isRecord(part) ? part[field.apiName] : undefined;
  if (value === null || value === undefined) return "";
  return show(value, field, by);
}

function show(value: unknown, field: FieldMeta, by: AggregateKind): string {
  if (by === "unique") return Number(value).toLocaleString();
  if (field.type === "date" || field.type === "date_time") return formatDate(String(value));
  if (field.type === "currency") return formatMoneyShort(Number(value));
  return formatNumber(Number(value), by === "average" ? 1 : undefined);
}
