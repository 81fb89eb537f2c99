import { Chart, useChart } from "@chakra-ui/charts";
import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { formatMoney, formatMoneyShort, formatMonth } from "../lib/formats.ts";
import { hueOf } from "../ui/index.ts";

const Anchor = chakra(Link);

export interface Series {
  key: string;
  label: string;
  color: string;
}

export interface MonthRow {
  month: string;
  /** By the key of the series. */
  values: Readonly<Record<string, number>>;
  to: Readonly<Record<string, string>>;
}

/** Amounts by month, side by side. A press on a bar leads to its records, and so do the numbers below. */
export function MonthChart({
  label,
  rows,
  series,
}: {
  label: string;
  rows: readonly MonthRow[];
  series: readonly Series[];
}) {
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const chart = useChart({ data: rows.map((row) => ({ month: row.month, ...row.values })) });
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <Box>
      <Box display="flex" gap="4" pt="3" color="fg.muted" fontSize="12px">
        {series.map((one) => (
          <chakra.span key={one.key} display="inline-flex" alignItems="center" gap="1.5">
            <chakra.span aria-hidden boxSize="2.5" borderRadius="2px" bg={`hue.${hueOf(one.color)}.dot`} />
            {one.label}
          </chakra.span>
        ))}
      </Box>
      <Box role="img" aria-label={`${label}, as a chart. The numbers are below.`} h="220px" mt="2">
        <Chart.Root
          chart={chart}
          h="full"
          maxH="220px"
          aria-hidden
          css={{ "& .recharts-bar-rectangle": { cursor: "pointer" } }}
        >
          <BarChart
            responsive
            style={{ width: "100%", height: "100%" }}
            data={chart.data}
            margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="28%"
            barGap={2}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke={chart.color("border")} vertical={false} />
            <XAxis
              dataKey={chart.key("month")}
              tickFormatter={(month: string) => formatMonth(month)}
              interval="equidistantPreserveStart"
              axisLine={false}
              tickLine={false}
              fontSize={11}
              stroke={chart.color("fg.subtle")}
            />
            <YAxis
              width={56}
              axisLine={false}
              tickLine={false}
              fontSize={11}
              tickCount={4}
              stroke={chart.color("fg.subtle")}
              tickFormatter={(value: number) => formatMoneyShort(value)}
            />
            <Tooltip
              cursor={{ fill: chart.color("bg.hover"), opacity: 0.6 }}
              animationDuration={isStill ? 0 : 80}
              content={({ active, payload, label: month }) =>
                active && payload ? (
                  <Box bg="bg.panel" boxShadow="float" borderRadius="panel" px="3" py="2" fontSize="12px">
                    <chakra.p color="fg.muted" mb="1">
                      {formatMonth(String(month), true)}
                    </chakra.p>
                    {series.map((one) => (
                      <chakra.p key={one.key} display="flex" justifyContent="space-between" gap="4">
                        {one.label}
                        <chakra.span className="num" fontWeight="500">
                          {formatMoney(Math.round(rows.find((row) => row.month === month)?.values[one.key] ?? 0))}
                        </chakra.span>
                      </chakra.p>
                    ))}
                  </Box>
                ) : null
              }
            />
            {series.map((one) => (
              <Bar
                key={one.key}
                dataKey={one.key}
                fill={chart.color(`hue.${hueOf(one.color)}.dot`)}
                radius={[3, 3, 0, 0]}
                maxBarSize={28}
                isAnimationActive={false}
                onClick={(_, index) => {
                  const to = rows[index]?.to[one.key];
                  if (to) navigate(to);
                }}
              />
            ))}
          </BarChart>
        </Chart.Root>
      </Box>
      <chakra.button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        display="inline-flex"
        alignItems="center"
        gap="1"
        mt="1"
        color="fg.muted"
        fontSize="12px"
        cursor="pointer"
        _hover={{ color: "fg" }}
      >
        {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
        Numbers
        <chakra.span srOnly> of {label.toLowerCase()}</chakra.span>
      </chakra.button>
      {isOpen && (
        <chakra.table
          w="full"
          mt="2"
          fontSize="12px"
          css={{
            "& th, & td": { py: "4px", fontWeight: 400, textAlign: "end" },
            "& tr": { borderBottomWidth: "1px" },
            "& th:first-of-type": { textAlign: "start" },
          }}
        >
          <chakra.caption srOnly>{label}</chakra.caption>
          <thead>
            <tr>
              <chakra.th scope="col" color="fg.muted">
                Month
              </chakra.th>
              {series.map((one) => (
                <chakra.th key={one.key} scope="col" color="fg.muted">
                  {one.label}
                </chakra.th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.month}>
                <th scope="row">{formatMonth(row.month, true)}</th>
                {series.map((one) => (
                  <td key={one.key} className="num">
                    <Anchor to={row.to[one.key] ?? ""} _hover={{ textDecoration: "underline" }}>
                      {formatMoney(Math.round(row.values[one.key] ?? 0))}
                    </Anchor>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </chakra.table>
      )}
    </Box>
  );
}
