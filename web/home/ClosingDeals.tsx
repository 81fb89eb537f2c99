import { chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { formatDay, formatMoney, today } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { Tag } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { Nothing, Part } from "./Part.tsx";
import type { HomeData } from "./query.ts";

const Line = chakra(Link);

/** My deals that should close this month, or should have. */
export function ClosingDeals({ data }: { data: HomeData }) {
  const { object, stage } = useMetadata();
  const deals = object("deals");
  if (!deals) return null;
  const closing = present(data.closing);
  return (
    <Part title="Closing this month" count={data.closing?.totalCount ?? 0}>
      {closing.length === 0 && <Nothing>No deal of yours is expected to close this month.</Nothing>}
      {closing.map((deal) => {
        const at = stage(deal.stageId);
        const isLate = deal.expectedCloseDate !== null && deal.expectedCloseDate < today();
        return (
          <Line
            key={deal.id}
            to={recordPath(deals, deal.id)}
            display="grid"
            gridTemplateColumns="minmax(0, 1fr) auto 88px 64px"
            alignItems="center"
            gap="3"
            h="9"
            mx="-2"
            px="2"
            borderRadius="control"
            _hover={{ bg: "bg.hover" }}
          >
            <chakra.span truncate>
              {deal.title}
              {deal.company && <chakra.span color="fg.muted"> · {deal.company.name}</chakra.span>}
            </chakra.span>
            {at ? <Tag color={at.color}>{at.name}</Tag> : <span />}
            <chakra.span className="num" textAlign="end" truncate>
              {deal.value !== null && formatMoney(Number(deal.value), deal.currency)}
            </chakra.span>
            <chakra.span className="num" textAlign="end" fontSize="12px" color={isLate ? "danger.fg" : "fg.muted"}>
              {deal.expectedCloseDate && formatDay(deal.expectedCloseDate)}
              {isLate && <chakra.span srOnly> late</chakra.span>}
            </chakra.span>
          </Line>
        );
      })}
    </Part>
  );
}
