import { Box, chakra } from "@chakra-ui/react";
import { BarLines } from "../reports/BarLines.tsx";
import { useMetadata } from "../workspace/metadata.ts";
import { listPath, mine } from "./links.ts";
import { sayMoney, sumsByCurrency } from "./money.ts";
import { Nothing, Part } from "./Part.tsx";
import type { HomeData } from "./query.ts";

/** My open deals, stage by stage, as long as they are worth. */
export function PipelineBars({ data }: { data: HomeData }) {
  const { pipelines, object } = useMetadata();
  const deals = object("deals");
  if (!deals) return null;
  const groups = data.open?.groupedAggregates ?? [];
  const lines = pipelines.flatMap((pipeline) => {
    const stages = pipeline.stages.map((stage) => {
      const own = groups.filter((group) => group.keys?.[0] === stage.id);
      const sums = sumsByCurrency(own);
      return {
        stage,
        count: own.reduce((sum, group) => sum + Number(group.distinctCount?.id ?? 0), 0),
        sums,
        size: [...sums.values()].reduce((sum, value) => sum + value, 0),
      };
    });
    if (stages.every((line) => line.count === 0)) return [];
    return [{ pipeline, stages: stages.filter(({ stage }) => stage.outcome === "open") }];
  });
  return (
    <Part title="My pipeline" count={data.open?.totalCount ?? 0} to={`${deals.path}?layout=board&group=stageId`}>
      {lines.length === 0 && <Nothing>You have no open deals.</Nothing>}
      {lines.map(({ pipeline, stages }) => (
        <Box key={pipeline.id} mt="1">
          {lines.length > 1 && (
            <chakra.h4 fontSize="12px" color="fg.subtle" py="1">
              {pipeline.name}
            </chakra.h4>
          )}
          <BarLines
            lines={stages.map(({ stage, count, sums, size }) => ({
              id: stage.id,
              label: <chakra.span truncate>{stage.name}</chakra.span>,
              color: stage.color,
              size,
              worth: count > 0 ? sayMoney(sums) : "",
              count,
              to: listPath(deals, [{ field: "stageId", op: "any", value: [stage.id] }, mine]),
            }))}
          />
        </Box>
      ))}
    </Part>
  );
}
