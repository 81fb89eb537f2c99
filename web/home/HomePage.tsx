import { Box, chakra } from "@chakra-ui/react";
import { formatLongDate, today } from "../lib/formats.ts";
import { useFreshQuery } from "../lib/useFreshQuery.ts";
import { ErrorState, LoadingRows, Page } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { ClosingDeals } from "./ClosingDeals.tsx";
import { HomeTasks } from "./HomeTasks.tsx";
import { PipelineBars } from "./PipelineBars.tsx";
import { homeDocument } from "./query.ts";
import { RecentChanges } from "./RecentChanges.tsx";
import { RecentRecords } from "./RecentRecords.tsx";
import { Stats } from "./Stats.tsx";

/** Where the day begins: what I have to do, where my deals stand, what has happened. */
export default function HomePage() {
  const { me, object, objects, can } = useMetadata();
  const seesDeals = object("deals") !== undefined && can("deals", "read");
  const seesTasks = object("tasks") !== undefined && can("tasks", "read");
  const { data, error, retry } = useFreshQuery(
    homeDocument,
    // Not the links between records, of which there may be hundreds together.
    { me: me.id, ...times(), objects: objects.map(({ name }) => name) },
    { objects: ["tasks", "deals", "companies", "contacts", "notes"] },
  );
  return (
    <Page title="Home">
      <Box maxW="1120px" mx="auto" px={{ base: "4", lg: "8" }} py={{ base: "5", lg: "8" }}>
        <chakra.h2 textStyle="title">
          {greeting()}, {me.name.split(" ")[0]}
        </chakra.h2>
        <chakra.p color="fg.muted" mb="6">
          {formatLongDate(today())}
        </chakra.p>
        {error && !data ? (
          <ErrorState error={error} onRetry={retry} />
        ) : !data ? (
          <LoadingRows />
        ) : (
          <>
            <Stats data={data} seesDeals={seesDeals} seesTasks={seesTasks} />
            <Box
              display="grid"
              gridTemplateColumns={{ base: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1fr)" }}
              columnGap="12"
              rowGap="8"
              alignItems="start"
            >
              <Box display="grid" gap="8">
                {seesTasks && <HomeTasks data={data} />}
                {seesDeals && <ClosingDeals data={data} />}
              </Box>
              <Box display="grid" gap="8">
                {seesDeals && <PipelineBars data={data} />}
                <RecentRecords />
                <RecentChanges data={data} />
              </Box>
            </Box>
          </>
        )}
      </Box>
    </Page>
  );
}

/** The bounds that the screen asks about; the same all day, so that the question stays the same. */
function times() {
  const now = new Date();
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const daysOfMonth = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
  return {
    now: start.toISOString(),
    until: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 8).toISOString(),
    monthStart: new Date(now.getFullYear(), now.getMonth(), 1).toISOString(),
    monthEnd: today(daysOfMonth - now.getDate()),
  };
}

function greeting(): string {
  const hour = new Date().getHours();
  return hour < 5 || hour >= 18 ? "Good evening" : hour < 12 ? "Good morning" : "Good afternoon";
}
