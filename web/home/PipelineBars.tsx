import { Box, chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { hueOf } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { listPath, mine } from "./links.ts";
import { sayMoney, sumsByCurrency } from "./money.ts";
import { Nothing, Part } from "./Part.tsx";
import type { HomeData } from "./query.ts";

const Line = chakra(Link);

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
  const largest = Math.max(1, ...lines.flatMap(({ stages }) => stages.map(({ size }) => size)));
  return (
    <Part title="My pipeline" count={data.open?.totalCount ?? 0} to={`${deals.path}?layout=board&group=stageId`}>
      {lines.length === 0 && <Nothing>You have no open deals.</Nothing>}
      {lines.map(({ pipeline, stages }) => (
        <Box key={pipeline.id} mt="2">
          {lines.length > 1 && (
            <chakra.h4 fontSize="12px" color="fg.subtle" py="1">
              {pipeline.name}
            </chakra.h4>
          )}
          {stages.map(({ stage, count, sums, size }) => (
            <Line
              key={stage.id}
              to={listPath(deals, [{ field: "stageId", op: "any", value: [stage.id] }, mine])}
              display="grid"
              gridTemplateColumns="112px minmax(0, 1fr) 88px 40px"
              alignItems="center"
              gap="3"
              h="8"
              mx="-2"
              px="2"
              borderRadius="control"
              _hover={{ bg: "bg.hover" }}
            >
              <chakra.span truncate>{stage.name}</chakra.span>
              <chakra.span aria-hidden h="3" borderRadius="control" bg="bg.hover" overflow="hidden">
                <chakra.span
                  display="block"
                  h="full"
                  borderRadius="control"
                  bg={`hue.${hueOf(stage.color)}.dot`}
                  minW={count > 0 ? "3px" : "0"}
                  style={{ width: `${(size / largest) * 100}%` }}
                />
              </chakra.span>
              <chakra.span className="num" textAlign="end" truncate>
                {count > 0 && sayMoney(sums)}
              </chakra.span>
              <chakra.span className="num" textAlign="end" color="fg.subtle">
                {count.toLocaleString()}
                <chakra.span srOnly> deals</chakra.span>
              </chakra.span>
            </Line>
          ))}
        </Box>
      ))}
    </Part>
  );
}
