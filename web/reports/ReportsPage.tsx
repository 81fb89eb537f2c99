import { Box, chakra } from "@chakra-ui/react";
import { ChartColumn } from "lucide-react";
import { useSearchParams } from "react-router";
import { today } from "../lib/formats.ts";
import { useFreshQuery } from "../lib/useFreshQuery.ts";
import { PageError } from "../shell/PageError.tsx";
import { EmptyState, ErrorState, LinkButton, LoadingRows, Page, Select } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { firstMonthOf, periods, readPeriod } from "./period.ts";
import { reportsDocument } from "./query.ts";
import { Reports } from "./Reports.tsx";

/** How sales go: of a pipeline or all, of a member or all, in a time. */
export default function ReportsPage() {
  const { object, can } = useMetadata();
  const deals = object("deals");
  return deals && can("deals", "read") ? <Dashboard deals={deals} /> : <PageError notFound />;
}

function Dashboard({ deals }: { deals: ObjectMeta }) {
  const { me, members, pipelines } = useMetadata();
  const [params, setParams] = useSearchParams();
  const pipeline = pipelines.find(({ id }) => id === params.get("pipeline"));
  const owner = params.get("owner") ?? "";
  const ownerId = owner === "me" ? me.id : owner;
  const period = readPeriod(params.get("period"));
  const from = firstMonthOf(period);
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  const base = {
    ...(pipeline && { pipelineId: { equalTo: pipeline.id } }),
    ...(ownerId && { ownerId: { equalTo: ownerId } }),
  };
  const since = { greaterThanOrEqualTo: new Date(`${from}-01T00:00:00`).toISOString() };
  const { data, error, retry } = useFreshQuery(
    reportsDocument,
    {
      open: { ...base, stage: { outcome: { equalTo: "open" } } },
      closed: { ...base, stage: { outcome: { notEqualTo: "open" } }, closedAt: since },
      made: { ...base, createdAt: since },
    },
    { objects: ["deals"] },
  );
  const isEmpty = data && !data.open?.totalCount && !data.closed?.totalCount;

  return (
    <Page title="Reports">
      <Box maxW="1120px" mx="auto" px={{ base: "4", lg: "8" }} py={{ base: "4", lg: "6" }}>
        <Box display="flex" flexWrap="wrap" gap="2" mb="6" role="group" aria-label="What is reported">
          {pipelines.length > 1 && (
            <Choice label="Pipeline" value={pipeline?.id ?? ""} onChange={(value) => set("pipeline", value)}>
              <option value="">All pipelines</option>
              {pipelines.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Choice>
          )}
          <Choice label="Owner" value={owner} onChange={(value) => set("owner", value)}>
            <option value="">All owners</option>
            <option value="me">Mine</option>
            {members
              .filter(({ id, isActive }) => isActive && id !== me.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Choice>
          <Choice label="Period" value={period} onChange={(value) => set("period", value === "12" ? "" : value)}>
            {periods.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Choice>
        </Box>
        {error && !data ? (
          <ErrorState error={error} onRetry={retry} />
        ) : !data ? (
          <LoadingRows />
        ) : isEmpty ? (
          <EmptyState
            icon={ChartColumn}
            title="No deals to report on"
            action={<LinkButton to={deals.path}>Go to {deals.labelPlural.toLowerCase()}</LinkButton>}
          >
            Once there are deals, you see here how they go.
          </EmptyState>
        ) : (
          <Reports
            data={data}
            deals={deals}
            stages={(pipeline ? [pipeline] : pipelines).flatMap(({ stages }) => stages)}
            pipelines={pipeline ? [pipeline] : pipelines}
            ownerId={owner}
            from={from}
            now={today()}
          />
        )}
      </Box>
    </Page>
  );
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: React.ReactNode;
}) {
  return (
    <chakra.span w={{ base: "full", sm: "180px" }}>
      <Select size="sm" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </chakra.span>
  );
}
