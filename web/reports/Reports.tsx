import { Box, chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { isIn, listPath } from "../home/links.ts";
import { Nothing, Part } from "../home/Part.tsx";
import { formatMoneyShort, formatNumber, workspaceCurrency } from "../lib/formats.ts";
import { Avatar } from "../ui/index.ts";
import type { Condition } from "../views/filter.ts";
import { type ObjectMeta, type Pipeline, type Stage, useMetadata } from "../workspace/metadata.ts";
import { BarLines } from "./BarLines.tsx";
import { addMonths, addUp, ageOf, ages, forecastOf, funnelOf, monthsBetween, type Total, totalsBy } from "./compute.ts";
import { MonthChart } from "./MonthChart.tsx";
import type { ReportsData } from "./query.ts";

const Anchor = chakra(Link);
const none: Total = { count: 0, sum: 0, otherCurrencies: 0 };

export function Reports({
  data,
  deals,
  stages,
  pipelines,
  ownerId,
  from,
  now,
}: {
  data: ReportsData;
  deals: ObjectMeta;
  stages: readonly Stage[];
  pipelines: readonly Pipeline[];
  /** A member's id, "me", or nothing for all. */
  ownerId: string;
  from: string;
  now: string;
}) {
  const { member, me, pipelines: all } = useMetadata();
  const currency = workspaceCurrency();
  const outcomeOf = new Map(stages.map((stage) => [stage.id, stage.outcome]));
  const owner: readonly Condition[] = ownerId ? [{ field: "ownerId", op: "any", value: [ownerId] }] : [];
  const [only, ...more] = pipelines;
  const pipeline: readonly Condition[] =
    only && more.length === 0 && all.length > 1 ? [{ field: "pipelineId", op: "any", value: [only.id] }] : [];
  const path = (...conditions: readonly Condition[]) => listPath(deals, [...conditions, ...pipeline, ...owner]);
  const months = monthsBetween(from, now);
  const coming = monthsBetween(now, addMonths(now.slice(0, 7), 5));

  const byStage = totalsBy(data.open?.byStage, currency, ([stage]) => stage ?? undefined);
  const outcomes = totalsBy(data.closed?.byOwner, currency, ([, stage]) => outcomeOf.get(stage ?? ""));
  const byMonth = totalsBy(data.closed?.byDay, currency, ([day, stage]) =>
    day ? `${day.slice(0, 7)} ${outcomeOf.get(stage ?? "") ?? ""}` : undefined,
  );
  const byOwner = totalsBy(data.closed?.byOwner, currency, ([id, stage]) =>
    outcomeOf.get(stage ?? "") === "won" ? (id ?? "") : undefined,
  );
  const byAge = totalsBy(data.open?.byAge, currency, ([day]) => (day ? ageOf(day, now) : undefined));
  const made = new Map(
    (data.made?.byStage ?? []).map(({ keys, distinctCount }) => [keys?.[0] ?? "", Number(distinctCount?.id ?? 0)]),
  );
  const forecast = forecastOf(data.open?.byClose, { currency, months: coming });

  const open = addUp(byStage.values());
  const won = outcomes.get("won") ?? none;
  const lost = outcomes.get("lost") ?? none;
  const decided = won.count + lost.count;
  const weighted = forecastOf(data.open?.byClose, {
    currency,
    months: monthsBetween(now, addMonths(now.slice(0, 7), 60)),
  });
  const others = open.otherCurrencies + won.otherCurrencies + lost.otherCurrencies;
  const closed: Condition = { field: "closedAt", op: "after", value: dayBefore(from) };
  const toWon = path(isIn("won"), closed);
  const stats = [
    {
      label: "Open pipeline",
      value: formatMoneyShort(open.sum),
      note: say(open.count),
      to: path(isIn("open")),
    },
    {
      label: "Weighted by probability",
      value: formatMoneyShort(weighted.reduce((sum, month) => sum + month.weighted, 0)),
      note: "deals with a close date",
    },
    { label: "Won", value: formatMoneyShort(won.sum), note: say(won.count), to: toWon },
    {
      label: "Win rate",
      value: decided ? `${Math.round((won.count / decided) * 100)}%` : "",
      note: decided ? `of ${formatNumber(decided)} decided` : "nothing decided",
      to: path(isIn("won", "lost"), closed),
    },
    {
      label: "Average won deal",
      value: won.count ? formatMoneyShort(won.sum / Math.max(1, won.count - won.otherCurrencies)) : "",
      note: "in this time",
      to: toWon,
    },
  ];

  return (
    <>
      <chakra.dl
        display="grid"
        gridTemplateColumns={{ base: "1fr 1fr", lg: `repeat(${stats.length}, minmax(0, 1fr))` }}
        borderWidth="1px"
        borderRadius="panel"
        overflow="hidden"
        mb="8"
        gap="1px"
        bg="border"
      >
        {stats.map((stat) => (
          <Box
            key={stat.label}
            px="4"
            py="3"
            bg="bg"
            minW="0"
            position="relative"
            _hover={stat.to ? { bg: "bg.subtle" } : {}}
            _last={{ gridColumn: { base: "span 2", lg: "auto" } }}
          >
            <chakra.dt color="fg.muted" fontSize="12px">
              {stat.label}
            </chakra.dt>
            <chakra.dd
              className="num"
              fontSize="20px"
              lineHeight="28px"
              minH="28px"
              fontWeight="500"
              letterSpacing="-0.01em"
            >
              {stat.to && stat.value ? (
                // The whole cell is pressed.
                <Anchor to={stat.to} _after={{ content: '""', position: "absolute", inset: "0" }}>
                  {stat.value}
                </Anchor>
              ) : (
                stat.value
              )}
            </chakra.dd>
            <chakra.dd color="fg.subtle" fontSize="12px">
              {stat.note}
            </chakra.dd>
          </Box>
        ))}
      </chakra.dl>
      <Box
        display="grid"
        gridTemplateColumns={{ base: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1fr)" }}
        columnGap="12"
        rowGap="10"
        alignItems="start"
      >
        <Part title="Won and lost by month">
          <MonthChart
            label="Won and lost by month"
            series={[
              { key: "won", label: "Won", color: "green" },
              { key: "lost", label: "Lost", color: "gray" },
            ]}
            rows={months.map((month) => {
              const to = (outcome: string) => path(isIn(outcome), ...within("closedAt", month));
              return {
                month,
                values: { won: byMonth.get(`${month} won`)?.sum ?? 0, lost: byMonth.get(`${month} lost`)?.sum ?? 0 },
                to: { won: to("won"), lost: to("lost") },
              };
            })}
          />
        </Part>
        <Part title="Forecast by close month">
          <MonthChart
            label="Forecast by close month"
            series={[
              { key: "weighted", label: "Value × probability", color: "indigo" },
              { key: "full", label: "If all were won", color: "gray" },
            ]}
            rows={forecast.map(({ month, full, weighted: likely }, index) => {
              const to = path(
                isIn("open"),
                ...(index === 0 ? within("expectedCloseDate", month).slice(1) : within("expectedCloseDate", month)),
              );
              return { month, values: { weighted: likely, full }, to: { weighted: to, full: to } };
            })}
          />
        </Part>
        <Part title="Open pipeline by stage" count={open.count}>
          {open.count === 0 && <Nothing>There are no open deals.</Nothing>}
          <BarLines
            lines={stages
              .filter((stage) => stage.outcome === "open")
              .map((stage) => {
                const total = byStage.get(stage.id) ?? none;
                return {
                  id: stage.id,
                  label: <chakra.span truncate>{nameOf(stage, pipelines)}</chakra.span>,
                  color: stage.color,
                  size: total.sum,
                  worth: formatMoneyShort(total.sum),
                  count: total.count,
                  to: path({ field: "stageId", op: "any", value: [stage.id] }),
                };
              })}
          />
        </Part>
        <Part title="Conversion from stage to stage">
          {pipelines.map((pipeline) => (
            <Box key={pipeline.id}>
              {pipelines.length > 1 && (
                <chakra.h4 fontSize="12px" color="fg.subtle" pt="2">
                  {pipeline.name}
                </chakra.h4>
              )}
              <BarLines
                noun="deals came so far"
                lines={funnelOf(pipeline.stages, made).map(({ stage, ids, reached, rate }) => ({
                  id: stage.id,
                  label: <chakra.span truncate>{stage.name}</chakra.span>,
                  color: stage.color,
                  size: reached,
                  worth: rate === undefined ? "" : `${Math.round(rate * 100)}%`,
                  count: reached,
                  to: path(
                    { field: "stageId", op: "any", value: ids },
                    { field: "createdAt", op: "after", value: dayBefore(from) },
                  ),
                }))}
              />
            </Box>
          ))}
          <chakra.p color="fg.subtle" fontSize="12px">
            Deals made in this time, by how far they have come. A lost deal counts where it began.
          </chakra.p>
        </Part>
        <Part title="Sales by owner" count={won.count}>
          {won.count === 0 && <Nothing>Nothing was won in this time.</Nothing>}
          <BarLines
            lines={[...byOwner]
              .sort(([, one], [, other]) => other.sum - one.sum)
              .slice(0, 12)
              .map(([id, total]) => {
                const who = member(id);
                return {
                  id,
                  label: (
                    <>
                      {who && <Avatar id={who.id} name={who.name} size={18} />}
                      <chakra.span truncate>{who?.name ?? "Nobody"}</chakra.span>
                    </>
                  ),
                  color: id === me.id ? "indigo" : "blue",
                  size: total.sum,
                  worth: formatMoneyShort(total.sum),
                  count: total.count,
                  to: listPath(deals, [
                    isIn("won"),
                    ...pipeline,
                    id ? { field: "ownerId", op: "any", value: [id] } : { field: "ownerId", op: "empty" },
                    { field: "closedAt", op: "after", value: dayBefore(from) },
                  ]),
                };
              })}
          />
        </Part>
        <Part title="Age of open deals" count={open.count}>
          {open.count === 0 && <Nothing>There are no open deals.</Nothing>}
          <BarLines
            lines={ages.map((age) => {
              const total = byAge.get(age.label) ?? none;
              return {
                id: age.label,
                label: <chakra.span truncate>{age.label}</chakra.span>,
                color: age.from > 90 ? "orange" : "teal",
                size: total.count,
                worth: formatMoneyShort(total.sum),
                count: total.count,
                to: path(
                  isIn("open"),
                  ...(age.from > 0 ? [{ field: "createdAt", op: "before", value: daysAgo(now, age.from - 1) }] : []),
                  ...(age.to !== undefined
                    ? [{ field: "createdAt", op: "after", value: daysAgo(now, age.to + 1) }]
                    : []),
                ),
              };
            })}
          />
        </Part>
      </Box>
      {others > 0 && (
        <chakra.p color="fg.subtle" fontSize="12px" mt="8">
          {formatNumber(others)} deals in other currencies than {currency} are counted, but not added up.
        </chakra.p>
      )}
    </>
  );
}

function say(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? "deal" : "deals"}`;
}

function nameOf(stage: Stage, pipelines: readonly Pipeline[]): string {
  const pipeline = pipelines.find(({ id }) => id === stage.pipelineId);
  return pipelines.length > 1 && pipeline ? `${pipeline.name}: ${stage.name}` : stage.name;
}

/** After the month before, and before the month after. */
function within(field: string, month: string): Condition[] {
  return [
    { field, op: "after", value: dayBefore(month) },
    { field, op: "before", value: `${addMonths(month, 1)}-01` },
  ];
}

function dayBefore(month: string): string {
  return daysAgo(`${month}-01`, 1);
}

function daysAgo(day: string, count: number): string {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
}
