import { Box, chakra } from "@chakra-ui/react";
import { memo, type RefObject, useEffect, useRef } from "react";
import { isRecord } from "../../auth/answers.ts";
import { formatNumber } from "../../lib/formats.ts";
import { useNewest } from "../../lib/useNewest.ts";
import { Menu } from "../../ui/index.ts";
import { bothFilters } from "../../views/filter.ts";
import type { ViewState } from "../../views/useViewState.ts";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { type Aggregate, type AggregateKind, aggregatesDocument, isAskedApart, partOf } from "../document.ts";
import { rowsOf } from "../row.ts";
import { useLatest } from "../useLatest.ts";
import { aggregateLabels, aggregateText, kindsOf } from "./aggregates.ts";
import { checkWidth, isNumeric, type LaidColumn, rowHeight } from "./layout.ts";
import { countOf } from "./useLines.ts";

/** Under the columns: how many, and what one chose to know of each. */
export function Footer({
  object,
  view,
  columns,
  pinned,
  chosen,
  filter,
  total,
  scroller,
}: {
  object: ObjectMeta;
  view: ViewState;
  columns: readonly LaidColumn[];
  pinned: number;
  chosen: readonly Aggregate[];
  filter: Record<string, unknown> | undefined;
  total: number;
  scroller: RefObject<HTMLDivElement | null>;
}) {
  const apart = chosen.filter(isAskedApart);
  const variables = Object.fromEntries(
    apart.map(({ field, by }, index) => [
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
      element.classList.toggle("is-aside", element.scrollLeft > 0);
    };
    follow();
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [scroller]);

  const setAggregate = useNewest(view.setAggregate);
  const [name] = columns;
  const fixed = columns.slice(0, pinned);
  const cell = (column: LaidColumn) => {
    const aggregate = chosen.find(({ field }) => field.id === column.meta.id);
    return (
      <Calculation
        key={column.field}
        column={column}
        by={aggregate?.by}
        value={aggregate && aggregateText(resultOf(data, aggregate, apart), aggregate)}
        setAggregate={setAggregate}
        isChosen={column.meta.apiName in view.aggregates}
      />
    );
  };
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
        {columns.slice(pinned).map(cell)}
      </Box>
      {name && (
        <Box
          position="absolute"
          left="0"
          w={`${fixed.reduce((sum, one) => sum + one.width, checkWidth)}px`}
          h="full"
          bg="bg"
        >
          <Box
            role="status"
            display="flex"
            alignItems="center"
            gap="1.5"
            h="full"
            w={`${checkWidth + name.width}px`}
            ps={`${checkWidth + 8}px`}
          >
            Count
            <chakra.span className="num" color="fg">
              {formatNumber(total)}
            </chakra.span>
          </Box>
          {fixed.slice(1).map(cell)}
        </Box>
      )}
    </Box>
  );
}

/** What one chose to know of a column, and the choice. */
const Calculation = memo(function Calculation({
  column,
  by,
  value,
  isChosen,
  setAggregate,
}: {
  column: LaidColumn;
  by: AggregateKind | undefined;
  value: string | undefined;
  isChosen: boolean;
  setAggregate: RefObject<ViewState["setAggregate"]>;
}) {
  const { meta } = column;
  if (kindsOf(meta).length === 0) return null;
  return (
    <Box position="absolute" top="0" left={`${column.left}px`} w={`${column.width}px`} h="full">
      <Menu
        placement="top-start"
        trigger={
          <chakra.button
            type="button"
            aria-label={`Calculate for ${meta.label}`}
            display="flex"
            alignItems="center"
            gap="1.5"
            justifyContent={isNumeric(meta) ? "flex-end" : "flex-start"}
            w="full"
            h="full"
            px="2"
            cursor="pointer"
            color="fg.subtle"
            whiteSpace="nowrap"
            css={by ? {} : { opacity: 0 }}
            _hover={{ bg: "bg.hover", opacity: 1 }}
            _focusVisible={{ opacity: 1 }}
          >
            {by ? (
              <>
                {aggregateLabels[by]}
                <chakra.span className="num" color="fg">
                  {value}
                </chakra.span>
              </>
            ) : (
              "Calculate"
            )}
          </chakra.button>
        }
        items={[
          ...kindsOf(meta).map((kind) => ({
            label: aggregateLabels[kind],
            checked: by === kind,
            onSelect: () => setAggregate.current(meta.apiName, kind),
          })),
          ...(isChosen
            ? ["separator" as const, { label: "None", onSelect: () => setAggregate.current(meta.apiName, undefined) }]
            : []),
        ]}
      />
    </Box>
  );
});

function resultOf(data: unknown, aggregate: Aggregate, apart: readonly Aggregate[]): unknown {
  const { field, by } = aggregate;
  if (!isRecord(data)) return undefined;
  const index = apart.indexOf(aggregate);
  if (index >= 0) return partOf(by) ? rowsOf(data, `f${index}`)[0]?.[field.apiName] : countOf(data, `f${index}`);
  const aggregates = isRecord(data.rows) ? data.rows.aggregates : undefined;
  const part = isRecord(aggregates) ? aggregates[partOf(by)] : undefined;
  return isRecord(part) ? part[field.apiName] : undefined;
}
