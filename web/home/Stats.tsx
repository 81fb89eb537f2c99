import { Box, chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { formatNumber } from "../lib/formats.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { isIn, listPath, mine } from "./links.ts";
import { sayMoney, sumsByCurrency } from "./money.ts";
import type { HomeData } from "./query.ts";

const Cell = chakra(Link);

/** The few numbers that one looks at first, each leading to its records. */
export function Stats({ data, seesDeals, seesTasks }: { data: HomeData; seesDeals: boolean; seesTasks: boolean }) {
  const { object } = useMetadata();
  const deals = object("deals");
  const overdue = data.overdue?.totalCount ?? 0;
  const now = new Date();
  const nextMonth = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 1)).toISOString().slice(0, 10);
  const cells = [
    ...(seesDeals && deals
      ? [
          {
            label: "My open deals",
            value: sayMoney(sumsByCurrency(data.open?.groupedAggregates)),
            note: countOf(data.open?.totalCount, "deal"),
            to: listPath(deals, [isIn("open"), mine]),
          },
          {
            label: "Won this month",
            value: sayMoney(sumsByCurrency(data.won?.groupedAggregates)),
            note: countOf(data.won?.totalCount, "deal"),
            to: listPath(deals, [isIn("won"), mine, { field: "closedAt", op: "within", value: "this month" }]),
          },
          {
            label: "Closing this month",
            value: formatNumber(data.closing?.totalCount ?? 0),
            note: "by expected close date",
            to: listPath(
              deals,
              [isIn("open"), mine, { field: "expectedCloseDate", op: "before", value: nextMonth }],
              "expectedCloseDate",
            ),
          },
        ]
      : []),
    ...(seesTasks
      ? [
          {
            label: "Overdue tasks",
            value: formatNumber(overdue),
            note: "given to me",
            to: "/my-tasks",
            isLate: overdue > 0,
          },
        ]
      : []),
  ];
  if (cells.length === 0) return null;
  return (
    <Box
      display="grid"
      gridTemplateColumns={{ base: "1fr 1fr", lg: `repeat(${cells.length}, minmax(0, 1fr))` }}
      borderWidth="1px"
      borderRadius="panel"
      overflow="hidden"
      mb="8"
      gap="1px"
      bg="border"
    >
      {cells.map((cell) => (
        <Cell key={cell.label} to={cell.to} display="block" px="4" py="3" bg="bg" minW="0" _hover={{ bg: "bg.subtle" }}>
          <chakra.span display="block" color="fg.muted" fontSize="12px">
            {cell.label}
          </chakra.span>
          <chakra.span
            display="block"
            className="num"
            fontSize="20px"
            lineHeight="28px"
            fontWeight="500"
            letterSpacing="-0.01em"
            truncate
            color={"isLate" in cell && cell.isLate ? "danger.fg" : "fg"}
          >
            {cell.value}
          </chakra.span>
          <chakra.span display="block" color="fg.subtle" fontSize="12px">
            {cell.note}
          </chakra.span>
        </Cell>
      ))}
    </Box>
  );
}

function countOf(count: number | undefined, noun: string): string {
  return `${formatNumber(count ?? 0)} ${noun}${count === 1 ? "" : "s"}`;
}
